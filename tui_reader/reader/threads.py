"""The conversation under a post: as it is kept, asked for anew, and left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.models import Block, StoredThread
from tui_reader.reader.sources import HOUR

if TYPE_CHECKING:
    from tui_reader.reader.database import Database
    from tui_reader.reader.pages import Pages


class Threads:
    """Threads by the number of their post."""

    def __init__(
        self, database: Database, pages: Pages, now: Callable[[], float], announce: Callable[[], None]
    ) -> None:
        self._database = database
        self._pages = pages
        self._now = now
        self._announce = announce

    async def load(self, post_id: int) -> StoredThread:
        """What is kept of a post's conversation; asks nobody. `fetched_at` None: it was never looked for."""
        return await self._database.read(lambda s: s.comments.load(post_id)) or StoredThread(post_id)

    async def fetch(self, post_id: int, *, force: bool = False) -> StoredThread:
        """Ask the post's page for its comments (a page cached within the hour answers unless `force`) and keep them.

        Raises ConfigError where the post names no page, FetchError or ParseError where it cannot be had or read;
        what is kept stays.
        """
        await self._pages.ask(post_id, max_age=0.0 if force else HOUR)
        return await self.load(post_id)

    async def bodies(self, post_id: int, ids: Sequence[str]) -> dict[str, tuple[Block, ...]]:
        """The texts of some comments of a thread, as blocks, by comment id; unknown ids are left out."""
        from tui_reader.content import blocks

        stored = await self._database.read(lambda s: s.comments.bodies(post_id, ids))
        return {key: tuple(blocks.load(text) or ()) for key, text in stored.items()}

    async def leave(self, post_id: int) -> None:
        """Remember that the thread was left now: what comes later is new."""
        now = self._now()
        await self._database.write(lambda s: s.comments.leave(post_id, now))
        self._announce()
