"""webmention.io: what other sites said about a page, kept for sites that name it as their receiver.

Its README, "API": JSON of mentions by target. Replies are comments, plain mentions are pingbacks; likes, reposts and
bookmarks say nothing. W3C Webmention, for the page's mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

MARK = base.Mark("webmention", "webmentions", "#webmentions[data-target]")

_RECEIVER = "webmention.io"
_API = "https://webmention.io/api/mentions.jf2"
_PER_PAGE = 100
_MOST_PAGES = 50
_REPLY = "in-reply-to"
_MENTION = "mention-of"
_NAMED = "link[rel~=webmention], a[rel~=webmention]"


@dataclass(frozen=True, slots=True)
class Webmention:
    """See the module."""

    name: str = "webmention"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if _RECEIVER not in document.source:
            return ()
        receivers = (document.absolute(link.get("href")) for link in document.select(_NAMED))
        if not any(urls.host(url) == _RECEIVER for url in receivers):
            return ()
        asked = [*(("target[]", target) for target in _targets(document))]
        asked += [("wm-property[]", kind) for kind in (_REPLY, _MENTION)]
        asked += [("sort-dir", "up"), ("per-page", str(_PER_PAGE)), ("page", "0")]
        return (ThreadSource(Request(f"{_API}?{urlencode(asked)}"), self.name, _RECEIVER),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        found = base.list_of(page, "children")
        kinds = {_REPLY, _MENTION}
        comments = tuple(_comment(item) for item in base.items(found) if base.line(item, "wm-property") in kinds)
        number = base.number(base.query(source.request.url), "page") or 0
        is_last = len(found) < _PER_PAGE or number >= _MOST_PAGES
        more = base.with_query(source.request.url, {"page": number + 1})
        rest = () if is_last else (ThreadSource.at(more, self.name, service=source.service),)
        # the site may have comments of its own beside them
        return Thread(self.name, comments, complete=None if is_last else False, rest=rest, base_url=page.url)


SERVICE = Webmention()


def _targets(document: Document) -> list[str]:
    """The page's addresses with and without a final slash: they have to match to the letter."""
    targets: dict[str, None] = {}
    for url in document.own_urls[:2]:
        bare = url.partition("#")[0]
        for target in (bare, bare.rstrip("/") if bare.endswith("/") else f"{bare}/"):
            targets.setdefault(target)
    return list(targets)


def _comment(item: dict[str, Any]) -> Comment:
    url = base.address(item, "url") or base.address(item, "wm-source")
    is_pingback = base.line(item, "wm-property") == _MENTION
    text = base.html(item, "content", "html") or base.plain(item, "content", "text") or base.plain(item, "name")
    name = base.line(item, "author", "name") or (urls.host(url) if url else None)
    told = Comment(
        id="",
        html=text,
        author=base.author(name, base.address(item, "author", "url")),
        published=base.moment(item, "published") or base.moment(item, "wm-received"),
        permalink=url,
        is_pingback=is_pingback,
    )
    return base.remark(base.line(item, "wm-id"), told)
