"""Hacker News: a thread as its search engine answers it, whole in one request, and single items of its own API.

Both are doors that the site itself names (https://hn.algolia.com/api, https://github.com/HackerNews/API) and others
keep, so that they are asked only where the user allows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "hackernews"

_HOST = "news.ycombinator.com"
_STORY = re.compile(r"/item\?(?:.*&)?id=(\d{1,12})(?:&|$)")
_ITEM = "https://hacker-news.firebaseio.com/v0/item/{}.json"
_MAX_ITEMS = 200
_TAKEN = re.compile(r"\s*\[(?:deleted|flagged|dead)\]\s*", re.IGNORECASE)


class HackerNews:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: the tree of the item that the page shows."""
        if urls.host(document.url) != _HOST:
            return ()
        found = _STORY.search(document.url)
        url = f"https://hn.algolia.com/api/v1/items/{found[1]}" if found else None
        return (ThreadSource.at(url, NAME, service=NAME),) if url else ()

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        told = base.object_of(page)
        if "children" in told:
            comments = identity.distinct(_tree(told))
            return Thread(NAME, comments, complete=True, base_url=f"https://{_HOST}/")
        if "id" not in told:
            raise base.unlike(page)
        return _item(told, source)


def _tree(story: dict[str, Any]) -> Iterator[Comment]:
    """All comments below a story, or below a comment that was asked for, in reading order."""
    top, owner = base.line(story, "id"), base.line(story, "author")
    for item, above in base.walk(base.items(story, "children"), lambda item: base.items(item, "children")):
        author, html = base.line(item, "author"), base.html(item, "text")
        parent = base.line(above, "id") or _parent(base.line(item, "parent_id"), top)
        yield replace(_comment(item, author, html, parent), is_by_post_author=author is not None and author == owner)


def _item(told: dict[str, Any], source: ThreadSource) -> Thread:
    """One item: a story names its comments, a comment is one and names its replies.

    What stands behind # is not sent: it tells the reader of a comment which story it stands under.
    """
    is_story = base.line(told, "type") != "comment"
    story = base.line(told, "id") if is_story else source.request.url.partition("#")[2]
    kids = told.get("kids")
    numbers = [number for kid in (kids if isinstance(kids, list) else ()) if (number := base.number(kid)) is not None]
    asked = dict.fromkeys(f"{_ITEM.format(number)}#{story}" for number in numbers[:_MAX_ITEMS])
    rest = tuple(ThreadSource.at(url, NAME, service=source.service) for url in asked if url != source.request.url)
    address = f"https://{_HOST}/"
    if is_story:
        return Thread(NAME, stated_count=base.number(told, "descendants"), rest=rest, base_url=address)
    author, parent = base.line(told, "by"), _parent(base.line(told, "parent"), story)
    return Thread(NAME, (_comment(told, author, base.html(told, "text"), parent),), rest=rest, base_url=address)


def _comment(item: dict[str, Any], author: str | None, html: str, parent: str | None) -> Comment:
    number = base.line(item, "id")
    is_deleted = bool(base.flag(item, "deleted")) or (not html and not author) or bool(_TAKEN.fullmatch(html))
    return base.remark(
        number,
        Comment(
            id="",
            html=html,
            parent_id=parent if parent != number else None,
            author=base.author(author, f"https://{_HOST}/user?id={author}" if author else None),
            published=base.moment(item, "created_at_i") or base.moment(item, "created_at") or base.moment(item, "time"),
            permalink=f"https://{_HOST}/item?id={number}" if number else None,
            is_deleted=is_deleted,
        ),
    )


def _parent(told: str | None, top: str | None) -> str | None:
    return told if told != top else None


SERVICE = HackerNews()
