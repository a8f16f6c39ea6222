"""The conversation under a post: as it is kept, asked for anew, completed from everywhere it is had, and left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from tui_reader.errors import FetchError, ParseError
from tui_reader.models import Block, Held, Itinerary, Post, StoredThread, Thread
from tui_reader.reader import completing, naming
from tui_reader.reader.sources import HOUR

if TYPE_CHECKING:
    from tui_reader.fetch import DriveLimits
    from tui_reader.reader.choices import Consent
    from tui_reader.reader.completing import Progress
    from tui_reader.reader.database import Database
    from tui_reader.reader.pages import Pages
    from tui_reader.reader.sources import Sources
    from tui_reader.storage import Storage


class Threads:
    """Threads by the number of their post."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        pages: Pages,
        consent: Consent,
        *,
        now: Callable[[], float],
        announce: Callable[[], None],
    ) -> None:
        self._database = database
        self._sources = sources
        self._pages = pages
        self._consent = consent
        self._now = now
        self._announce = announce
        # one asks for a thread at a time
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def load(self, post_id: int) -> StoredThread:
        """What is kept of a post's conversation; asks nobody. `fetched_at` None: it was never looked for."""
        stored = await self._database.read(lambda s: s.comments.load(post_id))
        return completing.annotated(stored, self._consent.allowed) if stored else StoredThread(post_id)

    async def fetch(self, post_id: int, *, force: bool = False) -> StoredThread:
        """Ask the post's page for its comments (a page cached within the hour answers unless `force`) and keep them.

        Where the page does not hold the whole thread, a few further places of the blog's own site are asked, and third
        parties that the user allowed; `complete` asks the others. Where the page cannot be had, the comment feed that
        the post's feed names stands for it. Raises ConfigError where the post names no page, FetchError or ParseError
        where nothing can be had or read; what is kept stays.
        """
        from tui_reader.fetch import FIRST_LOOK

        max_age = 0.0 if force else HOUR
        async with self._turn(post_id):
            try:
                await self._pages.ask(post_id, max_age=max_age)
            except (FetchError, ParseError) as error:
                if (found := await self._by_feed_alone(post_id, error, max_age=max_age)) is None:
                    raise
                return found
            return await self._ask_on(post_id, FIRST_LOOK, max_age=max_age)

    async def complete(self, post_id: int, *, progress: Progress | None = None) -> StoredThread:
        """Ask all that may hold the rest of a thread, until it is whole or nobody is left; what comes is kept at once.

        `progress` is told after every answer. It goes on where it was stopped, also after a restart. A place that fails
        is passed over and told in the warnings. Where the page itself was never asked it raises as `fetch` does.
        """
        from tui_reader.fetch import DriveLimits

        async with self._turn(post_id):
            if (await self.load(post_id)).fetched_at is None:
                await self._pages.ask(post_id)
            return await self._ask_on(post_id, DriveLimits(), max_age=HOUR, progress=progress)

    async def bodies(self, post_id: int, ids: Sequence[str]) -> dict[str, tuple[Block, ...]]:
        """The texts of some comments of a thread, as blocks, by comment id; unknown ids are left out."""
        from tui_reader.content import blocks

        stored = await self._database.read(lambda s: s.comments.bodies(post_id, ids))
        texts = {key: blocks.load(text) for key, text in stored.items()}
        # another version of the program wrote its blocks in another form
        old = [key for key, found in texts.items() if found is None]
        if old:
            post, htmls = await self._database.read(lambda s: (s.posts.get(post_id), s.comments.html(post_id, old)))
            base_url = post.url if post else None
            made = await self._sources.worker.make_many([(htmls.get(key, ""), base_url) for key in old])
            texts.update(zip(old, made, strict=True))
        return {key: tuple(found or ()) for key, found in texts.items()}

    async def leave(self, post_id: int) -> None:
        """Remember that the thread was left now: what comes later is new."""
        now = self._now()
        await self._database.write(lambda s: s.comments.leave(post_id, now))
        self._announce()

    def _turn(self, post_id: int) -> asyncio.Lock:
        turn = self._turns.get(post_id)
        if turn is None:
            turn = self._turns[post_id] = asyncio.Lock()
        return turn

    async def _ask_on(
        self, post_id: int, limits: DriveLimits, *, max_age: float, progress: Progress | None = None
    ) -> StoredThread:
        """Go on where the asking for a thread stands, and keep every answer."""
        stored = await self.load(post_id)
        if stored.can_complete:
            start = await self._database.read(lambda s: _start(s, post_id))
            await self._drive(start, limits, max_age=max_age, progress=progress)
            stored = await self.load(post_id)
        return stored

    async def _by_feed_alone(
        self, post_id: int, error: FetchError | ParseError, *, max_age: float
    ) -> StoredThread | None:
        """The thread as its comment feed tells it; None where the page was read before or there is no such feed."""
        from tui_reader.fetch import FIRST_LOOK

        post, stored = await self._database.read(lambda s: (s.posts.get(post_id), s.comments.load(post_id)))
        if post is None or post.comments_feed is None or (stored is not None and stored.engine):
            return None
        nothing = Thread(engine="")
        warning = f"The post's page could not be had: {error.reason}."
        start = _Start(post, nothing, completing.begin(nothing, post.url, feed_url=post.comments_feed), (warning,))
        has_answered = await self._drive(start, FIRST_LOOK, max_age=max_age)
        return await self.load(post_id) if has_answered else None

    async def _drive(
        self, start: _Start, limits: DriveLimits, *, max_age: float, progress: Progress | None = None
    ) -> bool:
        """Ask on from here and keep every answer; whether there was one."""
        post = start.post
        await self._pages.name_host(post.feed_id)
        asked, has_answered = 0, False
        steps = completing.stages(
            self._sources,
            start.thread,
            start.itinerary,
            allowed=self._consent.allowed,
            limits=limits,
            max_age=max_age,
            told=self._pages.told(post.id),
        )
        async with aclosing(steps) as stages:
            async for stage in stages:
                asked += 1
                has_answered = has_answered or not stage.is_failure
                if has_answered or start.thread.engine:
                    await self._pages.keep_stage(post, stage, start.warnings)
                if progress is not None:
                    held, stated = len(stage.thread.comments), stage.thread.stated_count
                    progress(Held(held, stated, asked, len(stage.itinerary.failed)))
        return has_answered


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the asking for a thread begins: what is held, where to go, and what the page warned of."""

    post: Post
    thread: Thread
    itinerary: Itinerary
    warnings: tuple[str, ...]


def _start(s: Storage, post_id: int) -> _Start:
    post, stored = s.posts.get(post_id), s.comments.load(post_id)
    assert post is not None, "a thread belongs to a post"
    assert stored is not None, "what is completed was looked for"
    thread = naming.kept_thread(s, post) or Thread(engine="")
    return _Start(post, thread, stored.itinerary, stored.warnings)
