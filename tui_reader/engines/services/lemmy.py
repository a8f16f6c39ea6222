"""Lemmy: a post's comments as its instance answers them, fifty at a time. Bodies are Markdown."""

from __future__ import annotations

import re
from typing import Any

from tui_reader.content import markdown, urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "lemmy"

_POST = re.compile(r"^(https?://[^/?#]+)/post/(\d{1,12})(?=$|[/?#])")
_PAGE_SIZE = 50
_MOST_PAGES = 400


class Lemmy:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: the first page, oldest comments first."""
        if "lemmy" not in document.source or document.first("div.lemmy-site, .comment-node, a.person-listing") is None:
            return ()
        found = next((post for url in document.own_urls if (post := _POST.match(url))), None)
        return (ThreadSource.at(_page(found[1], found[2], 1), NAME),) if found else ()

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`: a page that is not full is the last."""
        views = base.list_of(page, "comments")
        asked = base.query(source.request.url)
        number, place = base.number(asked.get("page")) or 1, base.number(asked.get("post_id"))
        site = f"https://{urls.host(source.request.url)}"
        comments = [comment for view in base.items(views) if (comment := _comment(view, site)) is not None]
        is_last = len(views) < _PAGE_SIZE
        rest = () if is_last or place is None or number >= _MOST_PAGES else (_page(site, str(place), number + 1),)
        return Thread(
            NAME,
            identity.distinct(comments),
            closed=True if any(base.flag(view, "post", "locked") for view in base.items(views)) else None,
            complete=True if is_last else None,
            rest=tuple(ThreadSource.at(url, NAME, service=source.service) for url in rest),
            base_url=f"{site}/",
        )


def _page(site: str, post: str, number: int) -> str:
    return f"{site}/api/v3/comment/list?post_id={post}&type_=All&sort=Old&limit={_PAGE_SIZE}&page={number}"


def _comment(view: dict[str, Any], site: str) -> Comment | None:
    told = base.at(view, "comment")
    if not isinstance(told, dict):
        return None
    number = base.line(told, "id")
    name = base.line(view, "creator", "display_name") or base.line(view, "creator", "name")
    is_gone = bool(base.flag(told, "deleted") or base.flag(told, "removed"))
    creator, owner = base.number(view, "creator", "id"), base.number(view, "post", "creator_id")
    return base.remark(
        number,
        Comment(
            id="",
            html="" if is_gone else _html(told),
            parent_id=_parent(told, number),
            author=base.author(name, base.address(view, "creator", "actor_id")),
            published=base.moment(told, "published", is_utc=True),
            permalink=f"{site}/comment/{number}" if number else None,
            is_deleted=is_gone,
            is_by_post_author=creator is not None and creator == owner,
        ),
    )


def _parent(told: dict[str, Any], number: str | None) -> str | None:
    """The one before the last in "0.12.34"; the first versions named the parent."""
    above = (base.line(told, "path", limit=5000) or "").split(".")[:-1]
    parent = above[-1] if above else base.line(told, "parent_id")
    return parent if parent and parent.isdigit() and parent not in {"0", number} else None


def _html(told: dict[str, Any]) -> str:
    content = told.get("content")
    return markdown.to_html(content) if isinstance(content, str) else ""


SERVICE = Lemmy()
