"""giscus: comments kept as a GitHub discussion, as giscus itself answers for them.

Its source, `GET /api/discussions`: comments with their replies inside, a hundred to an answer, more by cursor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARK = base.Mark("giscus", "giscus", 'script[src*="giscus.app/client.js"], .giscus, iframe.giscus-frame')

_PER_PAGE = 100
_CLIENT = "/client.js"
_HOSTED = "https://giscus.app"
_SUFFIX = re.compile(r"\.\w+$")


@dataclass(frozen=True, slots=True)
class Giscus:
    """See the module."""

    name: str = "giscus"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if "giscus" not in document.source:
            return ()
        server, told = _settings(document)
        mapping, named = told("data-mapping") or "pathname", told("data-term")
        asked = {
            "repo": told("data-repo"),
            "term": None if mapping == "number" else _term(document, mapping, named),
            "number": named if mapping == "number" else None,
            "category": told("data-category"),
            "strict": "true" if told("data-strict") == "1" else "false",
            "first": str(_PER_PAGE),
        }
        if server is None or not asked["repo"] or not (asked["term"] or asked["number"]):
            return ()
        url = base.with_query(f"{server}/api/discussions", {name: value for name, value in asked.items() if value})
        return (base.source(document, Request(url), self.name, self.name if server == _HOSTED else None),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        told = base.object_of(page, "discussion")
        if not isinstance(told.get("comments"), list):
            raise base.unlike(page)
        pairs = base.walk(base.items(told, "comments"), lambda item: base.items(item, "replies"))
        comments = tuple(_comment(item, base.line(parent, "id")) for item, parent in pairs)
        counts = (base.number(told, "totalCommentCount"), base.number(told, "totalReplyCount"))
        cursor = base.line(told, "pageInfo", "endCursor")
        is_last = base.flag(told, "pageInfo", "hasNextPage") is not True or not cursor or not comments
        url = base.with_query(source.request.url, {"after": cursor or ""})
        return Thread(
            self.name,
            comments,
            stated_count=sum(count or 0 for count in counts) if counts[0] is not None else None,
            closed=base.flag(told, "locked"),
            complete=is_last,
            rest=() if is_last else (ThreadSource.at(url, self.name, service=source.service),),
            service=self.name,
            base_url=page.url,
        )


SERVICE = Giscus()


def _settings(document: Document) -> tuple[str | None, Callable[[str], str | None]]:
    """Whom the page asks, and how to know what it tells there: in an element, or in a script that makes the element."""
    script = document.first('script[data-repo][data-repo-id][src*="/client.js"]')
    if script is not None:
        src = document.absolute(script.get("src"))
        return (src[: src.rindex(_CLIENT)] if src and urls.is_web(src) and _CLIENT in src else None), script.get
    server = _HOSTED if f"{_HOSTED}{_CLIENT}" in document.source else None
    return server, lambda name: base.set_in_script(document.source, name)


def _term(document: Document, mapping: str, named: str | None) -> str | None:
    """What the title of the page's discussion is."""
    path = base.path_of(document.url)
    known = {
        "pathname": "index" if len(path) < 2 else _SUFFIX.sub("", path[1:]),
        "url": document.url.partition("#")[0],
        "title": document.title,
        "og:title": document.meta("og:title"),
    }
    return known.get(mapping, named)


def _comment(item: dict[str, Any], parent: str | None) -> Comment:
    name = base.line(item, "author", "login")
    text = base.html(item, "bodyHTML")
    told = Comment(
        id="",
        html=text,
        parent_id=base.line(item, "replyToId") or parent,
        author=base.author(name, base.address(item, "author", "url")),
        published=base.moment(item, "createdAt"),
        permalink=base.address(item, "url"),
        is_deleted=base.moment(item, "deletedAt") is not None or (base.flag(item, "isMinimized") is True and not text),
    )
    return base.remark(base.line(item, "id"), told)
