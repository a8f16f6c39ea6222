"""What a TARGET is and what it says: an address, a saved page, a folder of them, or standard input. No database."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import FetchError, ParseError
from tui_reader.models import Page, PageReading, ParsedFeed, PostData, PostLink, Request
from tui_reader.reader import saved, unaddressed

if TYPE_CHECKING:
    from types import TracebackType

    from tui_reader.fetch import Fetcher
    from tui_reader.worker import Worker

HOUR = 3600.0
"""How old a page may be, in seconds, that is not asked for anew."""

_BARE_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?|localhost(:\d+)?(/\S*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """What a target turned out to be: the bytes and what they say."""

    target: str
    page: Page
    reading: ParsedFeed | PageReading


@dataclass(frozen=True, slots=True)
class Preview:
    """What subscribing to a target would do.

    `kind`: "feed" (a feed document), "site" (a page that names a feed), "page" (a list of posts without a feed),
    "post" (one post; nothing to follow was found). `feed_url` is the feed, `url` the page itself. `pages` are
    addresses that hold older posts.
    """

    target: str
    url: str
    kind: str
    title: str | None
    feed_url: str | None = None
    engine: str | None = None
    posts: tuple[PostLink, ...] = ()
    pages: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def can_subscribe(self) -> bool:
        """Whether there is something to follow."""
        return self.feed_url is not None or (self.kind == "page" and bool(self.posts))


def as_address(target: str) -> str | None:
    """The web address a target names, with https:// put before a bare host name; None where it names none."""
    if urls.is_web(target):
        return target
    host = target.partition("/")[0]
    # no top-level domain is called html or txt: a mistyped file is not asked of the network
    is_file_name = any(host.lower().endswith(ending) for ending in saved.MEDIA_TYPES)
    if _BARE_HOST.fullmatch(target) and not is_file_name and not saved.is_there(target):
        scheme = "http" if target.startswith(("localhost", "127.")) else "https"
        return f"{scheme}://{target}"
    return None


class Sources:
    """Fetches and reads targets; owns a Fetcher and a Worker, each made when it is needed first.

    `named` are the hosts that the user named, by a target or a subscription: only these may be private ones. The
    Fetcher asks the same set.
    """

    def __init__(
        self,
        make_fetcher: Callable[[], Fetcher],
        make_worker: Callable[[], Worker],
        named: set[str],
        stdin: Callable[[], bytes] | None = None,
    ) -> None:
        self._make_fetcher = make_fetcher
        self._make_worker = make_worker
        self._fetcher: Fetcher | None = None
        self._worker: Worker | None = None
        self.named = named
        self._stdin = stdin

    @property
    def fetcher(self) -> Fetcher:
        """The network."""
        if self._fetcher is None:
            self._fetcher = self._make_fetcher()
        return self._fetcher

    @property
    def worker(self) -> Worker:
        """What reads documents."""
        if self._worker is None:
            self._worker = self._make_worker()
        return self._worker

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for made in (self._worker, self._fetcher):
            if made is not None:
                await made.__aexit__(kind, error, trace)

    @staticmethod
    def expand(target: str) -> list[str]:
        """A folder stands for the saved pages in it, in the order of their names; anything else for itself.

        Raises ConfigError for a folder without any, or one that cannot be opened.
        """
        return [target] if urls.is_web(target) else saved.expand(target)

    async def page(self, target: str, *, base_url: str | None = None, max_age: float = 0.0) -> Page:
        """The bytes of one target. Raises ConfigError where it names nothing, FetchError where it cannot be had."""
        address = as_address(target) if target != "-" else None
        if address is not None:
            self.named.add(urls.host(address))
            return await self.fetcher.get(Request(address), max_age=max_age)
        data, media_type = await saved.contents(target, self._stdin)
        return Page(url=base_url or "", content=data, requested_url=base_url or "", media_type=media_type)

    async def read(self, target: str, *, base_url: str | None = None, max_age: float = 0.0) -> Found:
        """Fetch one target and read it as a feed or a page. Raises TuiReaderError."""
        page = await self.page(target, base_url=base_url, max_age=max_age)
        reading = await self.worker.read(page, base_url)
        if isinstance(reading, PageReading) and not page.url and (address := unaddressed.stand_in(reading)):
            reading = unaddressed.without(await self.worker.read_page(page, address))
        return Found(target, page, reading)

    async def preview(self, target: str, *, base_url: str | None = None) -> Preview:
        """What subscribing to `target` would do; follows a page to its feed, a lone post to its blog's front page."""
        return await self.follow(await self.read(target, base_url=base_url, max_age=60.0))

    async def follow(self, found: Found) -> Preview:
        """The same for a target that was read."""
        target = found.target
        if isinstance(found.reading, ParsedFeed):
            return _feed_preview(target, found.page.url, found.reading)
        reading, warnings = found.reading, list(found.reading.warnings)
        via_feed = await self._first_feed(target, found.page, reading, warnings)
        if via_feed is not None:
            return via_feed
        index = reading.neighbours.index
        if reading.kind == "post" and index and index.url and not urls.same(index.url, found.page.url):
            reading = await self._front_page(index.url, warnings) or reading
            via_feed = await self._first_feed(target, found.page, reading, warnings)
            if via_feed is not None:
                return via_feed
        return _page_preview(target, reading, tuple(warnings))

    async def _front_page(self, url: str, warnings: list[str]) -> PageReading | None:
        try:
            found = await self.read(url, max_age=HOUR)
        except (FetchError, ParseError) as error:
            warnings.append(f"The front page {clean_line(url)} could not be had: {error.reason}.")
            return None
        return found.reading if isinstance(found.reading, PageReading) else None

    async def _first_feed(self, target: str, page: Page, reading: PageReading, warnings: list[str]) -> Preview | None:
        """The preview of the first feed that answers, of those that a page names; at most three are asked."""
        for link in [link for link in reading.feeds if not link.is_comments][:3]:
            try:
                feed_page = await self.fetcher.get(Request(link.url), max_age=60.0)
                feed = await self.worker.parse_feed(feed_page)
            except (FetchError, ParseError) as error:
                warnings.append(f"The feed {clean_line(link.url)} could not be had: {error.reason}.")
                continue
            plain = _feed_preview(target, feed_page.url, feed)
            return Preview(
                target=target,
                url=page.url,
                kind="site",
                title=plain.title or reading.site_title,
                feed_url=feed_page.url,
                engine=reading.engine,
                posts=plain.posts,
                pages=plain.pages,
                warnings=(*warnings, *plain.warnings),
            )
        return None


def link_of(post: PostData) -> PostLink:
    """A post of a feed as a row of a list; its first words are the `summary`."""
    from tui_reader import refresh

    return PostLink(url=post.url or "", title=post.title, published=post.published, summary=refresh.snippet(post))


def _feed_preview(target: str, url: str, feed: ParsedFeed) -> Preview:
    posts = tuple(replace(link_of(post), url=post.url or url) for post in feed.posts)
    return Preview(
        target=target,
        url=url,
        kind="feed",
        title=feed.title,
        feed_url=url,
        engine=feed.format,
        posts=posts,
        pages=(feed.next_url,) if feed.next_url else (),
        warnings=feed.warnings,
    )


def _page_preview(target: str, reading: PageReading, warnings: tuple[str, ...]) -> Preview:
    post = reading.post
    is_list = reading.kind == "index"
    return Preview(
        target=target,
        url=reading.url,
        kind="page" if is_list else "post",
        title=reading.site_title if is_list else (post.title if post else None) or reading.site_title,
        engine=reading.engine,
        posts=reading.posts,
        pages=tuple(link.url for link in (reading.neighbours.previous,) if link and link.url),
        warnings=warnings,
    )
