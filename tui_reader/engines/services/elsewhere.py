"""Where else a post is talked about: sites of links, asked by the post's address, and what they answer. No I/O.

Left out: Mastodon and Bluesky, which search for nobody who has not logged in. Knows nothing of the threads themselves:
a discussion's address is read like any other page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from tui_reader.content import urls
from tui_reader.engines.services import base
from tui_reader.errors import ParseError
from tui_reader.models import Discussion, Page, Request

_LONGEST = 400
"""Characters of a search; search engines refuse more."""


class Finder(Protocol):
    """Knows how one site is asked for an address."""

    @property
    def name(self) -> str:
        """The word for the site, as its threads' engine is called: "hackernews"."""

    def search(self, address: str) -> Request:
        """What to ask for the discussions of the page at `address`."""

    def found(self, page: Page, address: str) -> tuple[Discussion, ...]:
        """The discussions of exactly that page that an answer names, the liveliest first.

        Raises ParseError where the answer is not of this site's kind.
        """


@dataclass(frozen=True, slots=True)
class HackerNews:
    """Hacker News, by its search engine: https://hn.algolia.com/api."""

    name: str = "hackernews"

    def search(self, address: str) -> Request:
        """See `Finder`."""
        asked: dict[str, str | int] = {
            "query": urls.key(address)[:_LONGEST],
            "restrictSearchableAttributes": "url",
            "typoTolerance": "false",
            "tags": "story",
            "hitsPerPage": 100,
        }
        return Request(base.with_query("https://hn.algolia.com/api/v1/search", asked))

    def found(self, page: Page, address: str) -> tuple[Discussion, ...]:
        """See `Finder`."""
        hits = [hit for hit in _items(page, "hits") if urls.same(base.address(hit, "url"), address)]
        return _ordered(
            Discussion(
                self.name,
                base.line(hit, "title"),
                f"https://news.ycombinator.com/item?id={number}",
                comment_count=base.number(hit, "num_comments"),
                published=base.moment(hit, "created_at_i") or base.moment(hit, "created_at"),
                score=base.number(hit, "points"),
            )
            for hit in hits
            if (number := base.number(hit, "objectID"))
        )


@dataclass(frozen=True, slots=True)
class Lobsters:
    """Lobsters, which lists the stories of an address itself."""

    name: str = "lobsters"

    def search(self, address: str) -> Request:
        """See `Finder`."""
        return Request(base.with_query("https://lobste.rs/stories/url/all.json", {"url": _bare(address)}))

    def found(self, page: Page, address: str) -> tuple[Discussion, ...]:
        """See `Finder`."""
        stories = [story for story in _items(page) if urls.same(base.address(story, "url"), address)]
        return _ordered(
            Discussion(
                self.name,
                base.line(story, "title"),
                f"https://lobste.rs/s/{number}",
                comment_count=base.number(story, "comment_count"),
                published=base.moment(story, "created_at"),
                score=base.number(story, "score"),
            )
            for story in stories
            if (number := base.line(story, "short_id")) and number.isalnum() and number.isascii()
        )


@dataclass(frozen=True, slots=True)
class Reddit:
    """Reddit, which lists the submissions of an address itself; it often refuses who has not logged in."""

    name: str = "reddit"

    def search(self, address: str) -> Request:
        """See `Finder`."""
        asked: dict[str, str | int] = {"url": _bare(address), "limit": 100, "raw_json": 1}
        return Request(base.with_query("https://www.reddit.com/api/info.json", asked))

    def found(self, page: Page, address: str) -> tuple[Discussion, ...]:
        """See `Finder`."""
        posts = [base.at(child, "data") for child in _items(page, "data", "children")]
        site = "https://www.reddit.com/"
        return _ordered(
            Discussion(
                self.name,
                base.line(post, "title"),
                url,
                comment_count=base.number(post, "num_comments"),
                published=base.moment(post, "created_utc"),
                score=base.number(post, "score"),
                place=base.line(post, "subreddit_name_prefixed"),
            )
            for post in posts
            if urls.same(base.address(post, "url"), address)
            and (url := base.address(post, "permalink", base=site))
            and urls.host(url) == "www.reddit.com"
        )


@dataclass(frozen=True, slots=True)
class Lemmy:
    """Lemmy, by its largest instance, where most communities of the others are known, too."""

    name: str = "lemmy"

    def search(self, address: str) -> Request:
        """See `Finder`."""
        asked: dict[str, str | int] = {"q": _bare(address), "type_": "Url", "listing_type": "All", "limit": 50}
        return Request(base.with_query("https://lemmy.world/api/v3/search", asked))

    def found(self, page: Page, address: str) -> tuple[Discussion, ...]:
        """See `Finder`."""
        views = [view for view in _items(page, "posts") if urls.same(base.address(view, "post", "url"), address)]
        return _ordered(
            Discussion(
                self.name,
                base.line(view, "post", "name"),
                f"https://lemmy.world/post/{number}",
                comment_count=base.number(view, "counts", "comments"),
                published=base.moment(view, "post", "published", is_utc=True),
                score=base.number(view, "counts", "score"),
                place=base.line(view, "community", "title") or base.line(view, "community", "name"),
            )
            for view in views
            if (number := base.number(view, "post", "id"))
        )


FINDERS: tuple[Finder, ...] = (HackerNews(), Lobsters(), Reddit(), Lemmy())


def searches(address: str) -> dict[str, Request]:
    """What to ask for the discussions of the page at `address`, by the finder's name; {} where it is not on the web."""
    return {finder.name: finder.search(address) for finder in FINDERS} if urls.is_web(address) else {}


def discussions(page: Page, finder: str, address: str) -> tuple[Discussion, ...]:
    """The discussions of the page at `address` that the answer to the finder of this name holds.

    Raises ParseError where the answer is not what was asked for.
    """
    for known in FINDERS:
        if known.name == finder:
            return known.found(page, address)
    raise ParseError("Not a known place of discussions", f"Nothing here reads answers of “{finder}”.")


def _items(page: Page, *path: str) -> list[dict[str, Any]]:
    return base.items(base.list_of(page, *path))


def _bare(address: str) -> str:
    return urls.unwrap_archive(address).partition("#")[0]


def _ordered(found: Iterable[Discussion]) -> tuple[Discussion, ...]:
    """Each discussion once, the liveliest first."""
    once = {discussion.url: discussion for discussion in found}
    return tuple(sorted(once.values(), key=lambda discussion: -(discussion.comment_count or 0)))
