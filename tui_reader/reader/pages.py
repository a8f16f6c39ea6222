"""A post's page, asked for and kept: its text where none is kept, its neighbours, its thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.errors import ConfigError, StorageError
from tui_reader.merging import is_edited, merge, twins
from tui_reader.models import Comment, PageReading, Post, PostData, Request, Thread
from tui_reader.reader import completing, naming
from tui_reader.reader.sources import HOUR

if TYPE_CHECKING:
    from tui_reader.reader.completing import Stage
    from tui_reader.reader.database import Database
    from tui_reader.reader.sources import Sources
    from tui_reader.storage import Storage

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
        # the ids told since a page was asked that holds a part of its thread; after a restart nothing is known to go
        self._told: dict[int, frozenset[str]] = {}

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
        await self.name_host(feed_id)
        page = await self._sources.fetcher.get(Request(url), max_age=max_age)
        return await self._sources.worker.read_page(page)

    async def name_host(self, feed_id: int) -> None:
        """Let the host of a feed be asked wherever it is: the user named it by following the feed."""
        feed = await self._database.read(lambda s: s.feeds.get(feed_id))
        if feed is not None:
            self._sources.named.add(urls.host(feed.url))

    async def keep(self, post: Post, reading: PageReading) -> None:
        """Store what a page says about a post: its text, its neighbours, and of its thread what it tells."""
        words = await self.count_words(reading.post)
        now = self._now()
        if reading.kind != "post":
            await self._database.write(lambda s: _store_page(s, post, reading, words, now))
            self._announce()
            return
        known = await self._database.read(lambda s: naming.kept_thread(s, post))
        # a page that shows no thread takes away none that is known
        thread = reading.thread or (replace(known, rest=()) if known else Thread(engine=NO_ENGINE))
        feed_url = post.comments_feed if post.comment_count != 0 else None
        itinerary = completing.begin(thread, post.url, page_url=reading.url, feed_url=feed_url)
        warnings = completing.own_warnings(reading)
        told = await asyncio.to_thread(_told, known, thread, is_partial=bool(itinerary.rest))
        bodies = await self.bodies(told.changed, thread.base_url)

        def store(s: Storage) -> None:
            with s.transaction():
                _store_page(s, post, reading, words, now)
                s.comments.extend(
                    post.id,
                    told.thread,
                    bodies,
                    now=now,
                    itinerary=itinerary,
                    warnings=warnings,
                    names=told.names,
                    told=told.ids if told.is_whole else None,
                    edited=told.edited,
                )

        await self._database.write(store)
        self._told.pop(post.id, None)
        if itinerary.rest:
            self._told[post.id] = told.ids
        self._announce()

    def told(self, post_id: int) -> frozenset[str] | None:
        """The ids of the comments that were told since the post's page was asked; None where that is not known."""
        return self._told.get(post_id)

    async def keep_stage(self, post: Post, stage: Stage, warnings: Sequence[str]) -> None:
        """Store how far a thread is after one more answer; `warnings` are those that its page gave."""
        bodies = await self.bodies(stage.changed, stage.base_url)
        now = self._now()
        is_known = post.id in self._told
        if is_known:
            self._told[post.id] = stage.told
        await self._database.write(
            lambda s: s.comments.extend(
                post.id,
                stage.thread,
                bodies,
                now=now,
                itinerary=stage.itinerary,
                warnings=warnings,
                names=stage.names,
                told=stage.told if stage.is_all and is_known else None,
                edited=stage.edited,
            )
        )
        self._announce()

    async def count_words(self, data: PostData | None) -> int | None:
        """How many words a post's text has; None where it has none."""
        from tui_reader.content import blocks

        if data is None or not data.html:
            return None
        return blocks.count_words(await self._sources.worker.make_blocks(data.html, data.base_url))

    async def bodies(self, comments: Sequence[Comment], base_url: str | None) -> dict[str, tuple[str, int]]:
        """For each comment its blocks, as they are stored, and the length of its text."""
        from tui_reader.content import blocks

        bodies: dict[str, tuple[str, int]] = {}
        for start in range(0, len(comments), BATCH):
            batch = comments[start : start + BATCH]
            texts = await self._sources.worker.make_many([(comment.html, base_url) for comment in batch])
            for comment, made in zip(batch, texts, strict=True):
                bodies[comment.id] = (blocks.dump(made), len(blocks.plain(made)))
        return bodies


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page tells of a thread, beside what is known: all comments, those that are new or say something else, new
    ids of known ones, the ids that the page tells, whether these are all that there are, and whose words are others.
    """

    thread: Thread
    changed: tuple[Comment, ...]
    names: Mapping[str, str]
    ids: frozenset[str]
    is_whole: bool
    edited: frozenset[str]


def _told(known: Thread | None, page: Thread, *, is_partial: bool) -> _Told:
    """A page's thread with what is known of its comments from elsewhere: parents, whole texts, numbers."""
    names = twins(known.comments, page.comments) if known else {}
    ids = frozenset(names.get(comment.id, comment.id) for comment in page.comments)
    is_whole = page.complete is True or (page.complete is None and bool(page.comments) and not is_partial)
    before = known.comments if known else ()
    if is_whole:
        before = tuple(comment for comment in before if names.get(comment.id, comment.id) in ids)
    comments = merge(Thread(page.engine, before), page).comments
    old = {comment.id: comment for comment in before}
    changed = tuple(comment for comment in comments if old.get(comment.id) != comment)
    return _Told(
        thread=replace(page, comments=comments, complete=page.complete or _is_as_before(known, page, len(comments))),
        changed=changed,
        names={name: new for name, new in names.items() if name in old},
        ids=ids,
        is_whole=is_whole,
        edited=frozenset(one.id for one in changed if one.id in old and is_edited(old[one.id], one)),
    )


def _is_as_before(known: Thread | None, page: Thread, held: int) -> bool | None:
    """True where a thread that was whole has grown by as many comments as the number that its page states."""
    if known is None or not known.complete or known.stated_count is None or page.stated_count is None:
        return page.complete
    return page.stated_count - known.stated_count == held - len(known.comments) or page.complete


def _store_page(s: Storage, post: Post, reading: PageReading, words: int | None, now: float) -> None:
    from tui_reader.storage import PageInfo

    info = PageInfo(
        neighbours=reading.neighbours,
        engine=reading.engine,
        evidence=reading.evidence,
        warnings=completing.own_warnings(reading) if reading.kind == "post" else reading.warnings,
        fetched_at=now,
        site_title=reading.site_title,
    )
    with s.transaction():
        s.posts.save_page(post.id, info)
        kept = s.posts.body(post.id)
        data = reading.post
        if data and data.html and (kept is None or kept.is_summary):
            s.posts.save_body(post.id, data.html, data.base_url or reading.url, words)
