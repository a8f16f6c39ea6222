"""Ghost: a post's comments as its API for members answers them, to anybody where anybody may read.

An answer holds a page of remarks with the first answers to each; `in_reply_to_id` says which of these an answer means.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "ghost"
PAGE = 100
"""Remarks asked for at once: Ghost 6 gives no more."""

_NUMBER = re.compile(r"[0-9a-f]{24}")
_ANSWERS = re.compile(r"/members/api/comments/([0-9a-f]{24})/replies/")
_GONE = frozenset({"deleted", "hidden"})


class Ghost:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: what the script says that shows the comments."""
        is_named = "data-ghost-comments" in document.source
        script = document.first("script[data-ghost-comments][data-post-id]") if is_named else None
        if script is None:
            return ()
        site = base.address(script.get("data-ghost-comments"), base=document.base_url)
        post = script.get("data-post-id") or ""
        if site is None or not _NUMBER.fullmatch(post):
            return ()
        address = urljoin(f"{site.rstrip('/')}/", f"members/api/comments/post/{post}/")
        return (self._source(address, 1, None if urls.same_site(site, document.url) else NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        found = base.object_of(page)
        if not isinstance(found.get("comments"), list):
            raise base.unlike(page)
        walked = list(base.walk(base.items(found, "comments"), _answers))
        known = {base.line(item, "id") for item, _ in walked}
        outer = _ANSWERS.search(source.request.url)
        comments = tuple(_comment(item, above, known, outer[1] if outer else None) for item, above in walked)
        rest = [] if outer else self._cut(source, [item for item, above in walked if above is None])
        following = self._following(found, source)
        rest += [following] if following else []
        is_last = outer is None and not rest
        return Thread(NAME, comments, complete=True if is_last else None, rest=tuple(rest), base_url=source.request.url)

    def _cut(self, source: ThreadSource, roots: list[dict[str, Any]]) -> list[ThreadSource]:
        """Where the answers are had that the answer leaves out."""
        start = source.request.url.partition("/members/api/")[0]
        return [
            self._source(f"{start}/members/api/comments/{number}/replies/", 1, source.service)
            for item in roots
            if (base.number(item, "count", "replies") or 0) > len(_answers(item))
            and _NUMBER.fullmatch(number := base.line(item, "id") or "")
        ]

    def _following(self, found: dict[str, Any], source: ThreadSource) -> ThreadSource | None:
        """The next page, where this is not the last one."""
        here = base.number(base.query(source.request.url), "page") or 1
        pages = base.number(found, "meta", "pagination", "pages") or 1
        if here >= min(pages, base.MAX_COMMENTS // PAGE) or not found["comments"]:
            return None
        return self._source(source.request.url, here + 1, source.service)

    def _source(self, address: str, number: int, service: str | None) -> ThreadSource:
        asked = base.with_query(address, {"limit": PAGE, "page": number, "order": "created_at asc"})
        return ThreadSource.at(asked, NAME, service=service)


def _answers(item: dict[str, Any]) -> list[dict[str, Any]]:
    return base.items(item, "replies")


def _comment(item: dict[str, Any], above: dict[str, Any] | None, known: set[str | None], outer: str | None) -> Comment:
    """One remark; it answers the one it names where that is here, else the one it stands under."""
    meant = base.line(item, "in_reply_to_id")
    under = base.line(above, "id") or base.line(item, "parent_id") or outer
    html = base.html(item, "html")
    return base.remark(
        base.line(item, "id"),
        Comment(
            id="",
            html=html,
            parent_id=meant if meant and meant in known else under,
            author=base.author(base.line(item, "member", "name")),
            published=base.moment(item, "created_at", is_utc=True),
            is_deleted=base.line(item, "status") in _GONE and not html.strip(),
        ),
    )


SERVICE = Ghost()
