"""Twikoo: comments that a blog keeps with a function of its own. twikoo.js.org; its server's source, `COMMENT_GET`.

Answers are some comments at the top, the newest first, with all their replies inside, which name whom they answer; more
are asked for by the time of the last. Blogs that keep them at Tencent's cloud, which has no address, cannot be asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

MARKS = (base.Mark("twikoo", "twikoo", "#twikoo, #twikoo-wrap, #tcomment"), base.Mark("twikoo", "twikoo.init("))


@dataclass(frozen=True, slots=True)
class Twikoo:
    """See the module."""

    name: str = "twikoo"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if "twikoo" not in document.source or "envId" not in document.source:
            return ()
        server = base.set_in_script(document.source, "envId")
        if server is None or not urls.is_web(server):
            return ()
        settings = base.object_in_script(document.source, "twikoo.init(") or ""
        path = base.set_in_script(settings, "path") or base.path_of(document.url)
        request = base.post_json(server, {"event": "COMMENT_GET", "url": path})
        return (base.source(document, request, self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        answer = base.object_of(page)
        if not isinstance(answer.get("data"), list):
            raise base.unlike(page)
        roots = base.items(answer, "data")
        pairs = base.walk(roots, lambda item: base.items(item, "replies"))
        comments = tuple(_comment(item, base.line(above, "id")) for item, above in pairs)
        # what is pinned stands first whatever its time
        times = [base.number(item, "created") or 0 for item in roots if not base.flag(item, "top")]
        rest = _before(source, min(times, default=0)) if base.flag(answer, "more") else ()
        return Thread(self.name, comments, complete=not rest, rest=rest, base_url=page.url)


SERVICE = Twikoo()


def _before(source: ThreadSource, time: int) -> tuple[ThreadSource, ...]:
    """What to ask for the comments before a time, which has to be earlier than that of the last answer."""
    try:
        asked = json.loads(source.request.body or b"")
    except ValueError:
        return ()
    last = base.number(asked, "before")
    if not isinstance(asked, dict) or time <= 0 or (last is not None and time >= last):
        return ()
    request = base.post_json(source.request.url, asked | {"before": time})
    return (ThreadSource(request, source.reader, source.service),)


def _comment(item: dict[str, Any], above: str | None) -> Comment:
    told = Comment(
        id="",
        html=base.html(item, "comment"),
        parent_id=base.line(item, "pid") or above,
        author=base.author(base.unescaped(item, "nick"), base.address(item, "link")),
        published=base.moment(item, "created"),
        is_by_post_author=base.flag(item, "master") is True,
    )
    return base.remark(base.line(item, "id"), told)
