"""Remark42: comments that a blog keeps on a server of its own. remark42.com, "API", `GET /api/v1/find`.

Answers are a tree of `{comment, replies}`; texts are HTML; `info` tells how many there are and whether it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARKS = (base.Mark("remark42", "remark42", "#remark42"), base.Mark("remark42", "remark_config"))


@dataclass(frozen=True, slots=True)
class Remark42:
    """See the module."""

    name: str = "remark42"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        settings = base.object_in_script(document.source, "remark_config =", "remark_config=")
        if settings is None:
            return ()
        host = document.absolute(base.set_in_script(settings, "host"))
        site = base.set_in_script(settings, "site_id")
        if site is None or host is None or not urls.is_web(host):
            return ()
        url = document.absolute(base.set_in_script(settings, "url")) or _without_query(document.url)
        asked = base.with_query(
            f"{host.rstrip('/')}/api/v1/find", {"site": site, "url": url, "sort": "+time", "format": "tree"}
        )
        return (base.source(document, Request(asked), self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:  # noqa: ARG002  see `Service`
        """See `Service`."""
        answer = base.object_of(page)
        if "comments" not in answer or not isinstance(answer["comments"], list | None):
            raise base.unlike(page)
        nodes = base.walk(base.items(answer, "comments"), lambda node: base.items(node, "replies"))
        # a flat answer has the comments without the shell
        items = [node["comment"] if isinstance(node.get("comment"), dict) else node for node, _ in nodes]
        comments = tuple(_comment(item) for item in items if isinstance(item.get("user"), dict))
        if items and not comments:
            raise base.unlike(page)
        return Thread(
            self.name,
            comments,
            stated_count=base.number(answer, "info", "count"),
            closed=base.flag(answer, "info", "read_only"),
            complete=True,
            base_url=page.url,
        )


SERVICE = Remark42()


def _comment(item: dict[str, Any]) -> Comment:
    told = Comment(
        id="",
        html=base.html(item, "text"),
        parent_id=base.line(item, "pid"),
        author=base.author(base.line(item, "user", "name")),
        published=base.moment(item, "time"),
        is_deleted=base.flag(item, "delete") is True,
    )
    return base.remark(base.line(item, "id"), told)


def _without_query(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path or '/'}"
