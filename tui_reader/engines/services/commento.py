"""Commento and its successor Commento++: comments of a page, asked for by its domain and path.

Their source, `POST /api/comment/list`: a flat list, parents by number ("root" for none), names in a list of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

MARK = base.Mark("commento", "commento", '#commento, script[src*="/js/commento.js"]')

_CLIENT = re.compile(r"^(https?://.*?)/js/commento(?:-[\w.]+)?\.js(?:\?.*)?$")
_FILES = "https://cdn.commento.io"
_HOSTED = "https://commento.io"
_NOBODY = "Anonymous"


@dataclass(frozen=True, slots=True)
class Commento:
    """See the module."""

    name: str = "commento"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if "/js/commento" not in document.source or (place := document.first("#commento")) is None:
            return ()
        addresses = (document.absolute(script.get("src")) for script in document.select("script[src]"))
        client = next((match for url in addresses if url and (match := _CLIENT.match(url))), None)
        host = urls.host(document.url)
        if client is None or not host:
            return ()
        server = _HOSTED if client[1] == _FILES else client[1]
        path = place.get("data-page-id") or base.path_of(document.url)
        request = base.post_json(
            f"{server}/api/comment/list", {"commenterToken": "anonymous", "domain": host, "path": path}
        )
        return (base.source(document, request, self.name, self.name if server == _HOSTED else None),)

    def read(self, page: Page, source: ThreadSource) -> Thread:  # noqa: ARG002  see `Service`
        """See `Service`."""
        answer = base.object_of(page)
        if answer.get("success") is not True:
            raise base.unlike(page)
        people = base.at(answer, "commenters")
        comments = tuple(_comment(item, people) for item in base.items(answer, "comments"))
        closed = base.flag(answer, "attributes", "isLocked")
        return Thread(self.name, comments, closed=closed, complete=True, base_url=page.url)


SERVICE = Commento()


def _comment(item: dict[str, Any], people: Any) -> Comment:
    parent = base.line(item, "parentHex")
    who = base.at(people, base.line(item, "commenterHex") or "")
    link = base.address(who, "link")
    told = Comment(
        id="",
        html=base.html(item, "html"),
        parent_id=None if parent == "root" else parent,
        author=base.author(base.line(who, "name") or _NOBODY, link),
        published=base.moment(item, "creationDate"),
        is_deleted=base.flag(item, "deleted") is True,
    )
    return base.remark(base.line(item, "commentHex"), told)
