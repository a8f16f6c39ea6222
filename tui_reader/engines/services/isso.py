"""Isso: comments that a blog keeps on a small server of its own. isso-comments.de, "API"; the client's `embed.js`.

Answers hold the replies of a comment inside it; times are seconds since 1970, texts are HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARK = base.Mark("isso", "isso", "#isso-thread, script[data-isso]")

_CLIENT = re.compile(r"^(.*)/js/(?:embed|count)(?:\.min|\.dev)?\.js(?:\?.*)?$")
_DELETED = 4


@dataclass(frozen=True, slots=True)
class Isso:
    """See the module."""

    name: str = "isso"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        thread = document.first("#isso-thread") if "isso-thread" in document.source else None
        server = _server(document) if thread is not None else None
        if thread is None or server is None:
            return ()
        uri = thread.get("data-isso-id") or base.path_of(document.url)
        url = base.with_query(f"{server.rstrip('/')}/", {"uri": uri})
        return (base.source(document, Request(url), self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        answer = base.object_of(page)
        if not isinstance(answer.get("replies"), list):
            raise base.unlike(page)
        pairs = list(base.walk(base.items(answer, "replies"), lambda item: base.items(item, "replies")))
        under = base.line(base.query(source.request.url).get("parent"))
        comments = [_comment(item, base.line(parent, "id") or under) for item, parent in pairs]
        hidden = [base.line(item, "id") for item, _ in pairs if (base.number(item, "hidden_replies") or 0) > 0]
        rest = tuple(
            ThreadSource.at(base.with_query(source.request.url, {"parent": number}), self.name, service=source.service)
            for number in hidden
            if number and number != under
        )
        is_whole = not hidden and not base.number(answer, "hidden_replies") and under is None
        return Thread(self.name, tuple(comments), complete=is_whole or None, rest=rest, base_url=page.url)


SERVICE = Isso()


def _comment(item: dict[str, Any], parent: str | None) -> Comment:
    told = Comment(
        id="",
        html=base.html(item, "text"),
        parent_id=base.line(item, "parent") or parent,
        author=base.author(base.line(item, "author") or "Anonymous", base.address(item, "website")),
        published=base.moment(item, "created"),
        is_deleted=base.number(item, "mode") == _DELETED,
    )
    return base.remark(base.line(item, "id"), told)


def _server(document: Document) -> str | None:
    """Where the page's script says that comments are kept: in an attribute, else by its own address."""
    for script in document.select("script[data-isso]"):
        url = document.absolute(script.get("data-isso"))
        if url and urls.is_web(url):
            return url
    for script in document.select("script[src]"):
        client = _CLIENT.match(script.get("src") or "")
        url = document.absolute(client[1] or "/") if client else None
        if url and urls.is_web(url):
            return url
    return None
