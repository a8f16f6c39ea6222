"""Waline: comments that a blog keeps on a server of its own. waline.js.org, "API"; the client's source.

Answers are a page of comments at the top with all their replies inside, which name whom they answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARKS = (base.Mark("waline", "waline", "#waline"), base.Mark("waline", "Waline.init("))

_PER_PAGE = 100
_MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Waline:
    """See the module."""

    name: str = "waline"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if "serverURL" not in document.source or not ("waline" in document.source or "Waline" in document.source):
            return ()
        server = document.absolute(base.set_in_script(document.source, "serverURL"))
        if server is None or not urls.is_web(server):
            return ()
        settings = base.object_in_script(document.source, "Waline.init(", "new Waline(") or ""
        # the client undoes what is encoded
        path = base.set_in_script(settings, "path") or unquote(base.path_of(document.url))
        asked: dict[str, str | int] = {"path": path, "pageSize": _PER_PAGE, "page": 1, "lang": "en"}
        url = base.with_query(f"{server.rstrip('/')}/api/comment", asked | {"sortBy": "insertedAt_asc"})
        return (base.source(document, Request(url), self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        answer = base.object_of(page)
        # older servers answer without the shell
        told = answer["data"] if isinstance(answer.get("data"), dict) else answer
        if not isinstance(told.get("data"), list) or base.number(answer, "errno"):
            raise base.unlike(page)
        pairs = base.walk(base.items(told, "data"), lambda item: base.items(item, "children"))
        comments = tuple(_comment(item, base.line(above, "objectId")) for item, above in pairs)
        number = base.number(base.query(source.request.url), "page") or 1
        is_last = number >= min(base.number(told, "totalPages") or 1, _MOST_PAGES)
        url = base.with_query(source.request.url, {"page": number + 1})
        rest = () if is_last else (ThreadSource.at(url, self.name, service=source.service),)
        return Thread(self.name, comments, complete=is_last, rest=rest, base_url=page.url)


SERVICE = Waline()


def _comment(item: dict[str, Any], above: str | None) -> Comment:
    told = Comment(
        id="",
        html=base.html(item, "comment"),
        parent_id=base.line(item, "pid") or above,
        author=base.author(base.unescaped(item, "nick"), base.address(item, "link")),
        published=base.moment(item, "time") or base.moment(item, "insertedAt") or base.moment(item, "createdAt"),
    )
    return base.remark(base.line(item, "objectId"), told)
