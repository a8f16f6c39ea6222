"""Comentario, which grew out of Commento: comments of a page, asked for by its host and path.

docs.comentario.app, "API": a flat list; parents by number, names in a list of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

MARK = base.Mark("comentario", "comentario", "comentario-comments")

_CLIENT = re.compile(r"^(https?://.*?)/comentario\.js(?:\?.*)?$")
_NOBODY = "Anonymous"


@dataclass(frozen=True, slots=True)
class Comentario:
    """See the module."""

    name: str = "comentario"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        place = document.first("comentario-comments") if "comentario-comments" in document.source else None
        if place is None or not urls.host(document.url):
            return ()
        addresses = (document.absolute(script.get("src")) for script in document.select("script[src]"))
        client = next((match for url in addresses if url and (match := _CLIENT.match(url))), None)
        if client is None:
            return ()
        path = place.get("page-id") or base.path_of(document.url)
        told = {"host": urls.host(document.url), "path": path}
        request = base.post_json(f"{client[1]}/api/embed/comments", told)
        return (base.source(document, request, self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:  # noqa: ARG002  see `Service`
        """See `Service`."""
        answer = base.object_of(page)
        if "pageInfo" not in answer or not isinstance(answer.get("comments"), list | None):
            raise base.unlike(page)
        people = {base.line(item, "id"): item for item in base.items(answer, "commenters")}
        info = answer["pageInfo"]
        return Thread(
            self.name,
            tuple(_comment(item, people) for item in base.items(answer, "comments")),
            closed=base.flag(info, "isPageReadonly") or base.flag(info, "isDomainReadonly"),
            complete=True,
            base_url=page.url,
        )


SERVICE = Comentario()


def _comment(item: dict[str, Any], people: dict[str | None, dict[str, Any]]) -> Comment:
    who = people.get(base.line(item, "userCreated"))
    name = base.line(who, "name") or base.line(item, "authorName") or _NOBODY
    told = Comment(
        id="",
        html=base.html(item, "html"),
        parent_id=base.line(item, "parentId"),
        author=base.author(name, base.address(who, "websiteUrl")),
        published=base.moment(item, "createdTime"),
        is_deleted=base.flag(item, "isDeleted") is True,
    )
    return base.remark(base.line(item, "id"), told)
