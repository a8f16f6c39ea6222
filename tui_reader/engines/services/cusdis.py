"""Cusdis: comments by the numbers of a site and a page. Its source, `GET /api/open/comments`.

Ten comments at the top to an answer, their replies inside; `data.pageCount` says how many answers there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARK = base.Mark("cusdis", "cusdis_thread", "#cusdis_thread")

_HOSTED = "https://cusdis.com"
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Cusdis:
    """See the module."""

    name: str = "cusdis"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        place = document.first("#cusdis_thread[data-app-id]") if "cusdis" in document.source else None
        if place is None:
            return ()
        app = place.get("data-app-id")
        host = (document.absolute(place.get("data-host") or _HOSTED) or "").rstrip("/")
        if not app or not urls.is_web(host):
            return ()
        page_id = place.get("data-page-id") or base.path_of(document.url)
        url = base.with_query(f"{host}/api/open/comments", {"appId": app, "pageId": page_id, "page": 1})
        return (base.source(document, Request(url), self.name, self.name if host == _HOSTED else None),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        answer = base.object_of(page, "data")
        if not isinstance(answer.get("data"), list):
            raise base.unlike(page)
        pairs = base.walk(base.items(answer, "data"), lambda item: base.items(item, "replies", "data"))
        comments = tuple(_comment(item, base.line(parent, "id")) for item, parent in pairs)
        number = base.number(base.query(source.request.url), "page") or 1
        is_last = number >= min(base.number(answer, "pageCount") or 1, _MOST_PAGES)
        url = base.with_query(source.request.url, {"page": number + 1})
        rest = () if is_last else (ThreadSource.at(url, self.name, service=source.service),)
        return Thread(self.name, comments, complete=is_last, rest=rest, base_url=page.url)


SERVICE = Cusdis()


def _comment(item: dict[str, Any], parent: str | None) -> Comment:
    name = base.line(item, "moderator", "displayName") or base.line(item, "by_nickname")
    told = Comment(
        id="",
        html=base.html(item, "parsedContent") or base.plain(item, "content"),
        parent_id=base.line(item, "parentId") or parent,
        author=base.author(name),
        published=base.moment(item, "createdAt"),
    )
    return base.remark(base.line(item, "id"), told)
