"""Subscriptions: find out what a target is, subscribe, refresh."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ConfigError, StorageError, TuiReaderError
from tui_reader.models import (
    Change,
    Feed,
    FeedKind,
    FetchRecord,
    Page,
    PageReading,
    ParsedFeed,
    RefreshPlan,
    RefreshResult,
    Request,
)
from tui_reader.reader.rounds import Progress, Round

if TYPE_CHECKING:
    from tui_reader.reader.changes import Changes
    from tui_reader.reader.database import Database
    from tui_reader.reader.sources import Found, Preview, Sources
    from tui_reader.reader.watching import Watching
    from tui_reader.storage import Counts

JOBS = 64
DAY = 86400.0
PURGE_AFTER = 30 * DAY


@dataclass(frozen=True, slots=True)
class Subscribed:
    """What subscribing did. `change` is None where the feed was there already (`already`)."""

    feed: Feed
    change: Change | None
    already: bool


class Feeds:
    """The subscriptions of the database."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        changes: Changes,
        watching: Watching,
        *,
        now: Callable[[], float],
        announce: Callable[[], None],
    ) -> None:
        self._database = database
        self._sources = sources
        self._changes = changes
        self._watching = watching
        self._now = now
        self._announce = announce

    async def all(self) -> list[Feed]:
        """Every subscription with its counters, by folder, then title."""
        return await self._database.read(lambda s: s.feeds.all())

    async def counts(self) -> Counts:
        """The counters of all subscriptions together, and of the watched threads."""
        return await self._database.read(lambda s: s.feeds.counts())

    async def today(self, since: float) -> int:
        """How many unread posts have come since a moment (seconds since 1970)."""
        return await self._database.read(lambda s: s.feeds.today(since))

    async def log(self, feed_id: int) -> list[FetchRecord]:
        """The last attempts to refresh a feed, newest first."""
        return await self._database.read(lambda s: s.feeds.log(feed_id))

    async def get(self, feed_id: int) -> Feed:
        """One subscription. Raises StorageError where it is not there."""
        feed = await self._database.read(lambda s: s.feeds.get(feed_id))
        if feed is None:
            raise StorageError(f"No feed has the number {feed_id}", "`tui-reader feeds` lists the numbers.")
        return feed

    async def find(self, text: str) -> Feed:
        """The feed that a number, an address or a part of a title names. Raises ConfigError for none or several."""
        from tui_reader.reader import naming

        return await self._database.read(lambda s: naming.find_feed(s, text))

    async def preview(self, target: str, *, base_url: str | None = None) -> Preview:
        """What subscribing to a target would do; changes nothing. Raises TuiReaderError."""
        return await self._sources.preview(target, base_url=base_url)

    async def subscribe(self, preview: Preview, *, folder: str | None = None, title: str | None = None) -> Subscribed:
        """Follow what a preview found, and fetch it once. Raises ConfigError where there is nothing to follow."""
        if not preview.can_subscribe:
            raise ConfigError(
                f"Nothing to follow at {clean_line(preview.target, 60)}",
                "The page names no feed and holds no list of posts; its front page may.",
            )
        url = preview.feed_url or preview.url
        if not urls.is_web(url):
            raise ConfigError("Only web addresses can be followed", f"{clean_line(preview.target, 60)} can be read.")
        self._sources.named.add(urls.host(url))
        known = await self._database.read(lambda s: s.feeds.by_url(url))
        name = title or preview.title or urls.host(url) or url
        feed = await self._database.write(
            lambda s: s.feeds.add(
                url,
                title=name,
                kind=FeedKind.FEED if preview.feed_url else FeedKind.PAGE,
                site_url=None if preview.kind == "feed" else preview.url,
                folder=folder,
                format=preview.engine,
            )
        )
        change = None
        if known is None:
            change = await self._changes.subscribed(feed.id, label=f"Subscribed to {feed.title}")
        async for _ in self.refresh([feed.id]):
            pass
        return Subscribed(await self.get(feed.id), change, already=known is not None)

    async def hold(self, preview: Preview, found: Found | None = None) -> Feed:
        """A place for what is read without being followed, with the posts that were `found` in it; it is never asked
        for.
        """
        feed = await self._database.write(
            lambda s: s.feeds.add(
                preview.url,
                title=preview.title or preview.url,
                kind=FeedKind.HELD,
                site_url=preview.url,
                folder=None,
                format=preview.engine,
            )
        )
        if found is not None:
            plan = await self._plan(feed, found.reading, found.page, 0.0)
            await self._database.write(lambda s: s.feeds.save_refresh(feed.id, plan))
        return feed

    async def refresh(
        self, feed_ids: Sequence[int] | None = None, *, jobs: int = JOBS, all_watched: bool = False
    ) -> AsyncIterator[RefreshResult | Progress]:
        """Ask feeds (None: all that are still there to be asked) and store what is new, one transaction a feed; after
        them the watched threads under their posts (with `all_watched`: under any) whose time has come.

        Yields each result as it ends, and the progress after it. What fails is a result, not an error.
        """
        feeds = await self._asked(feed_ids)
        whose = None if all_watched else feed_ids
        threads = await self._watching.due(whose)
        round_ = Round(jobs, len(feeds) + len(threads))
        async with aclosing(round_.ask([(feed.id, partial(self._refresh_one, feed)) for feed in feeds])) as events:
            async for event in events:
                yield event
        # feeds that count more comments make threads due
        threads = await self._watching.due(whose)
        round_.total = len(feeds) + len(threads)
        async with aclosing(round_.ask([(None, partial(self._watching.ask, post)) for post in threads])) as events:
            async for event in events:
                yield event

    async def _asked(self, feed_ids: Sequence[int] | None) -> list[Feed]:
        """The feeds of these numbers, or all that are not gone; what is only held is never asked for."""
        feeds = [feed for feed in await self.all() if feed.kind is not FeedKind.HELD]
        if feed_ids is not None:
            wanted = set(feed_ids)
            return [feed for feed in feeds if feed.id in wanted]
        await self._database.write(lambda s: s.feeds.purge(self._now() - PURGE_AFTER))
        return [feed for feed in feeds if feed.http_status != 410]

    async def _refresh_one(self, feed: Feed) -> RefreshResult:
        from tui_reader import refresh

        clock = asyncio.get_running_loop().time
        began = clock()
        self._sources.named.add(urls.host(feed.url))
        try:
            page = await self._sources.fetcher.get(Request(feed.url, etag=feed.etag, last_modified=feed.last_modified))
            seconds = clock() - began
            plan = await self._decide(feed, page, seconds)
        except TuiReaderError as error:
            plan = refresh.failed(feed, error, self._now(), clock() - began)
        new, updated = await self._database.write(lambda s: s.feeds.save_refresh(feed.id, plan))
        self._announce()
        return RefreshResult(
            feed_id=feed.id,
            url=plan.moved_to or feed.url,
            status=plan.status,
            http=plan.http,
            posts_new=new,
            posts_updated=updated,
            bytes=plan.bytes,
            seconds=round(plan.seconds, 3),
            error=plan.error,
            error_message=plan.error_message,
        )

    async def _decide(self, feed: Feed, page: Page, seconds: float) -> RefreshPlan:
        from tui_reader import refresh

        if page.status == 304 or refresh.body_hash(page) == feed.body_hash:
            return refresh.unchanged(feed, page, self._now(), seconds)
        parsed: ParsedFeed | PageReading
        if feed.kind is FeedKind.FEED:
            parsed = await self._sources.worker.parse_feed(page)
        else:
            parsed = await self._sources.worker.read_page(page)
        return await self._plan(feed, parsed, page, seconds)

    async def _plan(self, feed: Feed, parsed: ParsedFeed | PageReading, page: Page, seconds: float) -> RefreshPlan:
        from tui_reader import refresh

        wanted = refresh.names(parsed)
        known = await self._database.read(lambda s: s.posts.known(feed.id, wanted))
        if isinstance(parsed, ParsedFeed):
            return refresh.decide(feed, known, parsed, page, self._now(), seconds)
        return refresh.decide_page(feed, known, parsed, page, self._now(), seconds)
