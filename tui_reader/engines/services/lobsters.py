"""Lobsters: a story with all its comments as the site itself answers it, in the shapes of 2012 and of today."""

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

NAME = "lobsters"

_STORY = re.compile(r"^(https?://[^/?#]+)/s/([0-9a-z]{4,10})(?=[/.?#]|$)")
_NAME = re.compile(r"[\w-]{1,60}", re.ASCII)


class Lobsters:
    """See `base.Service`. One answer holds the whole story."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if "data-shortid" not in document.source or document.first("li.story[data-shortid]") is None:
            return ()
        found = next((story for url in document.own_urls if (story := _STORY.match(url))), None)
        return (ThreadSource.at(f"{found[1]}/s/{found[2]}.json", NAME),) if found else ()

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        told = base.object_of(page)
        if not isinstance(told.get("comments"), list):
            raise base.unlike(page)
        asked = _STORY.match(source.request.url)
        site = asked[1] if asked else ""
        return Thread(
            NAME,
            identity.distinct(_comments(base.items(told, "comments"), site)),
            stated_count=base.number(told, "comment_count"),
            complete=True,
            base_url=base.address(told, "comments_url") or source.request.url,
        )


def _comments(items: list[dict[str, Any]], site: str) -> Iterator[Comment]:
    """The comments, which stand in reading order: each names what it answers, or else how deep it stands."""
    above: list[tuple[int, str]] = []
    for item in items:
        comment = _comment(item, site)
        parent = base.line(item, "parent_comment")
        depth = base.number(item, "depth")
        depth = base.number(item, "indent_level") if depth is None else depth
        if depth is not None:
            while above and above[-1][0] >= depth:
                above.pop()
            if parent is None and above and "parent_comment" not in item:
                parent = above[-1][1]
            above.append((depth, comment.id))
        yield replace(comment, parent_id=parent if parent != comment.id else None)


def _comment(item: dict[str, Any], site: str) -> Comment:
    number = base.line(item, "short_id")
    name = base.line(item, "commenting_user", "username") or base.line(item, "commenting_user")
    told = next((base.address(item, field) for field in ("url", "short_id_url") if base.address(item, field)), None)
    return base.remark(
        number,
        Comment(
            id="",
            html=base.html(item, "comment"),
            author=base.author(name, f"{site}/~{name}" if name and _NAME.fullmatch(name) and site else None),
            published=base.moment(item, "created_at"),
            permalink=told if urls.same_site(told, site) else None,
            is_deleted=bool(base.flag(item, "is_deleted") or base.flag(item, "is_moderated")),
        ),
    )


SERVICE = Lobsters()
