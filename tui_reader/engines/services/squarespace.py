"""Squarespace: a post's comments as its site answers them to the script in the page.

The answer's fields are not documented: what it calls a name, a text or a parent is looked for under each name in use.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin

from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Author, Comment, Page, Thread, ThreadSource

NAME = "squarespace"

_MAX_PAGES = 200
_ITEM = re.compile(r'"item"\s*:\s*(\{[^{}]{0,4000}\})')
_NUMBER = re.compile(r"[0-9a-f]{24}")
_TAG = re.compile(r"<(?:p|br|div|a|b|i|em|strong|ul|blockquote)\b", re.IGNORECASE)
_CHILDREN = ("replies", "childComments", "children", "comments")
_BODIES = ("body", "bodyHtml", "content", "text")
_DATES = ("addedOn", "publishedOn", "createdOn", "date")
_PARENTS = ("parentId", "parentCommentId", "replyToId", "inReplyTo")


def item(document: Document) -> dict[str, Any]:
    """What the page's script says of the post it shows: `id`, `title`, `publicCommentCount`; {} where it shows none."""
    if "SQUARESPACE_CONTEXT" not in document.source:
        return {}
    found = _ITEM.search(document.source, document.source.index("SQUARESPACE_CONTEXT"))
    try:
        told = json.loads(found[1], strict=False) if found else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


class Squarespace:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: the post's number is that of its box for comments, or that of the page's item."""
        told = item(document)
        is_named = "squarespace-comments" in document.source
        box = document.first(".squarespace-comments[id^=comments-]") if is_named else None
        number = (box.get("id") or "").removeprefix("comments-") if box is not None else base.line(told, "id")
        count = base.number(told, "publicCommentCount")
        if not number or not _NUMBER.fullmatch(number) or count == 0 or (box is None and not count):
            return ()
        address = urljoin(document.base_url, "/api/comment/GetComments")
        asked = base.with_query(address, {"targetId": number, "targetType": 1, "page": 1, "sortBy": 1})
        return (ThreadSource.at(asked, NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        found = base.object_of(page)
        if not isinstance(found.get("comments"), list):
            raise base.unlike(page)
        comments = tuple(
            _comment(remark, above) for remark, above in base.walk(base.items(found, "comments"), _replies)
        )
        following = self._following(found, source) if comments else None
        return Thread(
            NAME,
            comments,
            stated_count=base.number(found, "commentCount"),
            complete=True if following is None and _says_last(found) else None,
            rest=(following,) if following else (),
            base_url=source.request.url,
        )

    def _following(self, found: dict[str, Any], source: ThreadSource) -> ThreadSource | None:
        """The next page, where the answer says that there is one."""
        here = base.number(base.query(source.request.url), "page") or 1
        more = (base.flag(found, name) for name in ("hasMore", "hasNextPage", "nextPage"))
        if not (any(more) or base.flag(found, "pagination", "nextPage")) or here >= _MAX_PAGES:
            return None
        return ThreadSource.at(base.with_query(source.request.url, {"page": here + 1}), NAME)


def _says_last(found: dict[str, Any]) -> bool:
    """Whether the answer speaks of further pages at all: then it has none."""
    return any(name in found for name in ("hasMore", "hasNextPage", "nextPage", "pagination"))


def _replies(remark: dict[str, Any]) -> list[dict[str, Any]]:
    return next((inner for name in _CHILDREN if (inner := base.items(remark, name))), [])


def _first(remark: dict[str, Any], names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := base.line(remark, name))), None)


def _author(remark: dict[str, Any]) -> Author | None:
    for field in ("author", "memberAccount", "member", "anonymousAuthor"):
        person = base.at(remark, field)
        name = _first(person, ("displayName", "name", "fullName", "firstName")) if isinstance(person, dict) else None
        if name:
            site = next((url for key in ("websiteUrl", "url") if (url := base.address(person, key))), None)
            return Author(name, site)
    return base.author(_first(remark, ("authorName", "anonymousName", "displayName", "author")))


def _comment(remark: dict[str, Any], above: dict[str, Any] | None) -> Comment:
    html = next((text for name in _BODIES if (text := base.html(remark, name).strip())), "")
    text = html if _TAG.search(html) else base.plain(html)
    is_deleted = bool(base.flag(remark, "deleted") or base.flag(remark, "isDeleted") or base.flag(remark, "removed"))
    return base.remark(
        _first(remark, ("id", "commentId")),
        Comment(
            id="",
            html=text,
            parent_id=_first(above, ("id", "commentId")) if above else _first(remark, _PARENTS),
            author=_author(remark),
            published=next((when for name in _DATES if (when := base.moment(remark, name, is_utc=True))), None),
            is_deleted=is_deleted and not text,
        ),
    )


SERVICE = Squarespace()
