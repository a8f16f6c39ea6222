"""Disqus: comments of a page as the frame that it embeds holds them.

The frame's page has them as JSON in a script, fifty at most. More are given to owners of an API key alone: then the
thread is not complete, and `stated_count` says how many there are. help.disqus.com, "JavaScript configuration
variables".
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARKS = (
    base.Mark(
        "disqus",
        "disqus",
        '#disqus_thread, script[src*=".disqus.com/embed.js"], script[src*=".disqus.com/count.js"]',
    ),
    base.Mark("disqus", "disqus_shortname"),
)

_FRAME = "https://disqus.com/embed/comments/"
# written out, or put together by a script: '//' + "name" + '.disqus.com/embed.js'
_EMBEDDED = re.compile(
    r"""//(?:["']\s*\+\s*["'])?([a-z0-9-]+)(?:["']\s*\+\s*["'])?\.disqus\.com/(?:embed|count|blogger_item)\.js""",
    re.IGNORECASE,
)
_THREADS = ("disqus_thread", "embed.js", "blogger_item.js")
_SHORTNAME = re.compile(r"[a-z0-9-]{1,100}", re.IGNORECASE)
_THREAD = "#disqus_thread, [data-disqus-identifier], [data-disqus-shortname]"
_ATTRIBUTES = {
    "shortname": ("data-disqus-shortname", "data-shortname"),
    "identifier": ("data-disqus-identifier", "data-identifier"),
    "url": ("data-disqus-url", "data-url"),
}
_SCRIPTED = {
    "shortname": ("disqus_shortname", "disqusShortname"),
    "identifier": ("page.identifier", "disqus_identifier", "disqusIdentifier"),
    "url": ("page.url", "disqus_url", "disqusUrl", "disqus_blogger_current_url"),
}


@dataclass(frozen=True, slots=True)
class Disqus:
    """See the module."""

    name: str = "disqus"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        # a script that only counts comments stands on lists of posts, too
        source = document.source
        if not ("disqus" in source or "Disqus" in source) or not any(word in source for word in _THREADS):
            return ()
        embedded = _EMBEDDED.search(source)
        shortname = _told(document, "shortname") or (embedded[1] if embedded else None)
        if shortname is None or not _SHORTNAME.fullmatch(shortname):
            return ()
        url = document.absolute(_told(document, "url")) or document.own_urls[0]
        identifier = _told(document, "identifier")
        asked = {"base": "default", "f": shortname.lower(), "t_i": identifier, "t_u": url, "s_o": "default"}
        address = base.with_query(_FRAME, {name: value for name, value in asked.items() if value})
        return (ThreadSource(Request(address), self.name, self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:  # noqa: ARG002  see `Service`
        """See `Service`."""
        answer = _answer(page)
        posts, thread = base.at(answer, "response", "posts"), base.at(answer, "response", "thread")
        if not isinstance(posts, list) or not isinstance(thread, dict):
            raise base.unlike(page)
        return Thread(
            self.name,
            tuple(_comment(item) for item in base.items(posts)),
            stated_count=base.number(thread, "posts") or base.number(answer, "cursor", "total"),
            closed=base.flag(thread, "isClosed"),
            complete=base.flag(answer, "cursor", "hasNext") is not True,
            service=self.name,
            base_url=page.url,
        )


SERVICE = Disqus()


def _told(document: Document, what: str) -> str | None:
    """What the page sets, in an attribute of the thread's element or in a script."""
    places = document.select(_THREAD)
    told = (place.get(name) for place in places for name in _ATTRIBUTES[what])
    return next((value for value in told if value), None) or base.set_in_script(document.source, *_SCRIPTED[what])


def _answer(page: Page) -> Any:
    """The JSON in the frame's page."""
    script = Document.from_page(page).first("script#disqus-threadData")
    try:
        return json.loads((script.text if script is not None else None) or "", strict=False)
    except (ValueError, RecursionError) as error:
        raise base.unlike(page) from error


def _comment(item: dict[str, Any]) -> Comment:
    link = base.address(item, "author", "url") or base.address(item, "author", "profileUrl")
    told = Comment(
        id="",
        html=base.html(item, "message") or base.plain(item, "raw_message"),
        parent_id=base.line(item, "parent"),
        author=base.author(base.line(item, "author", "name") or base.line(item, "author", "username"), link),
        published=base.moment(item, "createdAt", is_utc=True),
        permalink=base.address(item, "url"),
        is_deleted=bool(base.flag(item, "isDeleted")),
    )
    return base.remark(base.line(item, "id"), told)
