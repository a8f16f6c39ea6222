"""The conversation under a post: as it is kept, asked for anew, and left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.errors import ConfigError, StorageError
from tui_reader.models import Block, PageReading, Request, StoredThread, Thread

if TYPE_CHECKING:
    from tui_reader.reader.database import Database
    from tui_reader.reader.sources import Sources

HOUR = 3600.0
BATCH = 200
NO_ENGINE = ""


class Threads:
    """Threads by the number of their post."""

    def __init__(
        self, database: Database, sources: Sources, now: Callable[[], float], announce: Callable[[], None]
    ) -> None:
        self._database = database
        self._sources = sources
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
        post = await self._database.read(lambda s: s.posts.get(post_id))
        if post is None:
            raise StorageError(f"Post {post_id} is not kept here", "It may have been removed by another process.")
        if post.url is None:
            raise ConfigError("This post names no page", "Its feed gives no address, so no comments can be looked for.")
        page = await self._sources.fetcher.get(Request(post.url), max_age=0.0 if force else HOUR)
        return await self.keep(post_id, await self._sources.worker.read_page(page))

    async def keep(self, post_id: int, reading: PageReading) -> StoredThread:
        """Store what a page says of its comments, and what it says of its neighbours."""
        from tui_reader.content import blocks as content_blocks

        thread = reading.thread or Thread(engine=NO_ENGINE)
        bodies: list[tuple[str, int]] = []
        for start in range(0, len(thread.comments), BATCH):
            batch = [(comment.html, thread.base_url) for comment in thread.comments[start : start + BATCH]]
            texts = await self._sources.worker.make_many(batch)
            bodies += [(content_blocks.dump(blocks), len(content_blocks.plain(blocks))) for blocks in texts]
        now = self._now()
        stored = await self._database.write(
            lambda s: s.comments.save(post_id, thread, bodies, now=now, warnings=reading.warnings)
        )
        self._announce()
        return stored

    async def bodies(self, post_id: int, ids: Sequence[str]) -> dict[str, tuple[Block, ...]]:
        """The texts of some comments of a thread, as blocks, by comment id; unknown ids are left out."""
        from tui_reader.content import blocks as content_blocks

        stored = await self._database.read(lambda s: s.comments.bodies(post_id, ids))
        return {key: tuple(content_blocks.load(text) or ()) for key, text in stored.items()}

    async def leave(self, post_id: int) -> None:
        """Remember that the thread was left now: what comes later is new."""
        now = self._now()
        await self._database.write(lambda s: s.comments.leave(post_id, now))
        self._announce()
