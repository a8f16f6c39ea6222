"""Substack: a post's comments as the API of its publication answers them, and the same data in the pages themselves.

A page holds `window._preloads`, an object literal in 2022, JSON in a string since then; its `post` has the number that
the API asks for. Bodies are plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "substack"

_PRELOADS = re.compile(r"window\._preloads\s*=\s*(?:JSON\.parse\(\s*)?(?=[\"{])")


def preloads(document: Document) -> dict[str, Any]:
    """What the page's script was given: `post`, `comments`, `base_url`, lists of posts; {} on any other page."""
    return _parsed(document.source) if "_preloads" in document.source else {}


@lru_cache(maxsize=2)
def _parsed(source: str) -> dict[str, Any]:
    return base.state_in_script(source, _PRELOADS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands: the address of its publication, its number, and the last part of its own address."""

    site: str
    number: int
    slug: str | None = None

    @classmethod
    def of(cls, document: Document) -> Place | None:
        """The place of the post that a page is about; None on a page without one."""
        told = preloads(document)
        number = base.number(told, "post", "id")
        addresses = (base.address(told, "base_url"), base.address(told, "post", "canonical_url"), document.url)
        site = next((_site(address) for address in addresses if urls.is_web(address)), None)
        if number is None or site is None:
            return None
        slug = base.line(told, "post", "slug")
        return cls(site, number, slug if slug and re.fullmatch(r"[\w.~%-]+", slug) else None)

    def post(self, slug: str) -> str:
        """The address of a post of the same publication."""
        return f"{self.site}/p/{slug}"

    def comment(self, number: str) -> str | None:
        """The address of a comment of this post."""
        return f"{self.post(self.slug)}/comment/{number}" if self.slug else None


def _site(address: str | None) -> str:
    parts = urlsplit(urls.unwrap_archive(address or ""))
    return f"{parts.scheme}://{parts.netloc}"


def entries(answer: Any) -> list[dict[str, Any]] | None:
    """The topmost comments in an answer, or the one with the ones it answers; None where it holds none of either."""
    if isinstance(base.at(answer, "comments"), list):
        return base.items(answer, "comments")
    alone = base.at(answer, "item", "comment")
    if isinstance(alone, dict):
        above = (base.at(item, "comment") for item in base.items(answer, "item", "parentComments"))
        return [*(item for item in above if isinstance(item, dict)), alone]
    return base.items(answer) if isinstance(answer, list) else None


def comments(found: Iterable[dict[str, Any]], place: Place | None) -> Iterator[Comment]:
    """The comments in reading order; those of other posts are left out."""
    for item, above in base.walk(found, _replies):
        told = base.number(item, "post_id")
        if place and told is not None and told != place.number:
            continue
        number = base.line(item, "id")
        is_deleted = bool(base.flag(item, "deleted")) or base.line(item, "status") in {"deleted", "moderator_removed"}
        body = base.plain(item, "body")
        yield base.remark(
            number,
            Comment(
                id="",
                html=body,
                parent_id=base.line(above, "id") or _parent(item),
                author=base.author(base.line(item, "name"), _profile(item)),
                published=base.moment(item, "date", is_utc=True),
                permalink=place.comment(number) if place and number else None,
                is_deleted=is_deleted and not body,
                is_by_post_author=bool(base.flag(item, "metadata", "is_author")),
            ),
        )


def _replies(item: dict[str, Any]) -> list[dict[str, Any]]:
    return base.items(item, "children")


def _parent(item: dict[str, Any]) -> str | None:
    """The last number of `ancestor_path`: "12.34" stands under 34, which stands under 12."""
    above = (base.line(item, "ancestor_path") or "").rpartition(".")[2]
    return above if above.isdigit() else None


def _profile(item: dict[str, Any]) -> str | None:
    handle, number = base.line(item, "handle"), base.number(item, "user_id")
    if handle and re.fullmatch(r"[\w.-]+", handle, re.ASCII):
        return f"https://substack.com/@{handle}"
    return f"https://substack.com/profile/{number}" if number is not None else None


class Substack:
    """See `base.Service`. One answer holds the whole tree of a post's comments."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        place = Place.of(document)
        if place is None or base.number(preloads(document), "post", "comment_count") == 0:
            return ()
        # what stands behind # is not sent: it tells the reader of the answer where the comments stand
        address = f"{place.site}/api/v1/post/{place.number}/comments?token=&all_comments=true&sort=oldest_first"
        return (ThreadSource.at(f"{address}#{place.slug}" if place.slug else address, NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        answer = base.json_of(page)
        found = entries(answer)
        if found is None:
            raise base.unlike(page)
        asked = re.search(r"/api/v1/post/(\d+)/comments", source.request.url)
        slug = source.request.url.partition("#")[2] or None
        place = Place(_site(source.request.url), int(asked[1]), slug) if asked else None
        held = tuple(comments(found, place))
        stated = base.number(answer, "post", "comment_count")
        is_cut = stated is not None and stated > len(held)
        is_cut = is_cut or any(_is_cut(item) for item, _ in base.walk(found, _replies))
        is_whole = asked is not None and not is_cut
        return Thread(NAME, held, stated, complete=True if is_whole else None, base_url=source.request.url)


def _is_cut(item: dict[str, Any]) -> bool:
    """Whether a comment has answers that are not here."""
    return bool(base.number(item, "children_count") or base.line(item, "childrenSummary")) and not _replies(item)


SERVICE = Substack()
