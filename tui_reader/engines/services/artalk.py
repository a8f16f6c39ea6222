"""Artalk: comments that a blog keeps on a server of its own. artalk.js.org, "HTTP API", version 2.

Answers are flat here: each comment names the one that it answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARKS = (base.Mark("artalk", "Artalk.init("), base.Mark("artalk", "new Artalk("))

_PER_PAGE = 100
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Artalk:
    """See the module."""

    name: str = "artalk"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        settings = base.object_in_script(document.source, "Artalk.init(", "new Artalk(")
        server = document.absolute(base.set_in_script(settings or "", "server"))
        if settings is None or server is None or not urls.is_web(server):
            return ()
        asked: dict[str, str | int] = {
            "page_key": base.set_in_script(settings, "pageKey") or base.path_of(document.url),
            "site_name": base.set_in_script(settings, "site") or "",
            "limit": _PER_PAGE,
            "offset": 0,
            "flat_mode": "true",
            "sort_by": "date_asc",
        }
        url = base.with_query(f"{server.rstrip('/')}/api/v2/comments", asked)
        return (base.source(document, Request(url), self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        answer = base.object_of(page)
        found = answer.get("comments")
        total = base.number(answer, "count")
        if not isinstance(found, list) or total is None:
            raise base.unlike(page)
        offset = (base.number(base.query(source.request.url), "offset") or 0) + len(found)
        is_last = not found or offset >= min(total, _MOST)
        url = base.with_query(source.request.url, {"offset": offset})
        return Thread(
            self.name,
            tuple(_comment(item) for item in base.items(found)),
            stated_count=total,
            closed=base.flag(answer, "page", "admin_only"),
            complete=is_last,
            rest=() if is_last else (ThreadSource.at(url, self.name, service=source.service),),
            base_url=page.url,
        )


SERVICE = Artalk()


def _comment(item: dict[str, Any]) -> Comment:
    told = Comment(
        id="",
        html=base.html(item, "content_marked") or base.plain(item, "content"),
        parent_id=base.line(item, "rid") if base.number(item, "rid") else None,
        author=base.author(base.line(item, "nick"), base.address(item, "link")),
        published=base.moment(item, "date"),
    )
    return base.remark(base.line(item, "id"), told)
