"""A post's page, asked for and kept: its text where none is kept, its neighbours, its thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.errors import ConfigError, StorageError
from tui_reader.models import PageReading, Post, PostData, Request, Thread

if TYPE_CHECKING:
    from tui_reader.reader.database import Database
    from tui_reader.reader.sources import Sources
    from tui_reader.storage import Storage

HOUR = 3600.0
BATCH = 200
NO_ENGINE = ""
"""The engine of a thread that was looked for and not found."""


class Pages:
    """What posts' pages say, in one place for everybody who needs a part of it."""

    def __init__(
        self, database: Database, sources: Sources, now: Callable[[], float], announce: Callable[[], None]
    ) -> None:
        self._database = database
        self._sources = sources
        self._now = now
        self._announce = announce

    async def ask(self, post_id: int, *, max_age: float = HOUR) -> PageReading:
        """Ask for a post's page (one cached within `max_age` seconds answers) and keep what it says.

        Raises StorageError for an unknown post, ConfigError where the post names no page, FetchError or ParseError
        where it cannot be had or read; what is kept stays.
        """
        post = await self._database.read(lambda s: s.posts.get(post_id))
        if post is None:
            raise StorageError(f"Post {post_id} is not kept here", "It may have been removed by another process.")
        if post.url is None:
            raise ConfigError("This post names no page", "Its feed gives no address to look for more at.")
        reading = await self.read(post.url, post.feed_id, max_age=max_age)
        await self.keep(post, reading)
        return reading

    async def read(self, url: str, feed_id: int, *, max_age: float = HOUR) -> PageReading:
        """What a page of a feed's blog says; nothing is kept. It may be in a private network where the feed is."""
        feed = await self._database.read(lambda s: s.feeds.get(feed_id))
        if feed is not None:
            self._sources.named.add(urls.host(feed.url))
        page = await self._sources.fetcher.get(Request(url), max_age=max_age)
        return await self._sources.worker.read_page(page)

    async def keep(self, post: Post, reading: PageReading) -> None:
        """Store what a page says about a post."""
        words = await self.count_words(reading.post)
        thread = reading.thread or Thread(engine=NO_ENGINE)
        bodies = await self._bodies(thread) if reading.kind == "post" else []
        now = self._now()

        def store(s: Storage) -> None:
            with s.transaction():
                _store_page(s, post, reading, words, now)
                if reading.kind == "post":
                    s.comments.save(post.id, thread, bodies, now=now, warnings=reading.warnings)

        await self._database.write(store)
        self._announce()

    async def count_words(self, data: PostData | None) -> int | None:
        """How many words a post's text has; None where it has none."""
        from tui_reader.content import blocks

        if data is None or not data.html:
            return None
        return blocks.count_words(await self._sources.worker.make_blocks(data.html, data.base_url))

    async def _bodies(self, thread: Thread) -> list[tuple[str, int]]:
        """For each comment its blocks, as they are stored, and the length of its text."""
        from tui_reader.content import blocks

        bodies: list[tuple[str, int]] = []
        for start in range(0, len(thread.comments), BATCH):
            batch = [(comment.html, thread.base_url) for comment in thread.comments[start : start + BATCH]]
            texts = await self._sources.worker.make_many(batch)
            bodies += [(blocks.dump(made), len(blocks.plain(made))) for made in texts]
        return bodies


def _store_page(s: Storage, post: Post, reading: PageReading, words: int | None, now: float) -> None:
    from tui_reader.storage import PageInfo

    info = PageInfo(
        neighbours=reading.neighbours,
        engine=reading.engine,
        evidence=reading.evidence,
        warnings=reading.warnings,
        fetched_at=now,
        site_title=reading.site_title,
    )
    s.posts.save_page(post.id, info)
    kept = s.posts.body(post.id)
    data = reading.post
    if data and data.html and (kept is None or kept.is_summary):
        s.posts.save_body(post.id, data.html, data.base_url or reading.url, words)
