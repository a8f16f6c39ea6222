"""Mastodon: blogs whose comments are the replies to a status, as its server answers them.

Blogs say which status in an element's attributes (`mastodon-comments`), in a script that fetches its context, or by a
link to it beside their box for comments. A server tells strangers some sixty replies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

MARK = base.Mark("mastodon", "astodon", "mastodon-comments, [id*=mastodon-comment], [class*=mastodon-comment]")

NAME = "mastodon"

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
_ID = re.compile(r"[0-9A-Za-z]{6,30}")
_CONTEXT = re.compile(r"https://([\w.-]{4,253})/api/v1/statuses/([0-9A-Za-z]{6,30})(?:/context)?(?=[\"'`?\s])")
_STATUS = re.compile(
    r"https://([\w.-]{4,253})/(?:@[\w.@-]+|users/[\w.-]+/statuses|web/statuses)/([0-9A-Za-z]{6,30})/?(?:[?#]|$)"
)
_BOXES = (
    "mastodon-comments",
    "[id*=mastodon-comment]",
    "[class*=mastodon-comment]",
    "[id*=fediverse-comment]",
    "[class*=fediverse-comment]",
    "[data-toot-id]",
    "[data-tootid]",
    "[data-mastodon-id]",
    "[data-mastodon-post-id]",
)
_HOSTS = ("host", "instance", "server", "mastodon-host", "mastodon-instance", "domain")
_IDS = ("tootid", "toot-id", "status-id", "statusid", "mastodon-id", "mastodon-post-id", "post-id", "id")
_ADDRESSES = ("url", "toot", "toot-url", "status-url", "mastodon-url", "post", "src", "href", "link")
_SCRIPT_HOSTS = ("mastodonHost", "mastodon_host", f"{NAME.upper()}_HOST", "mastodonInstance", "mastodon_instance")
_SCRIPT_IDS = (
    "mastodonTootId",
    "mastodon_toot_id",
    f"{NAME.upper()}_POST_ID",
    "mastodonPostId",
    "mastodonId",
    "mastodon_id",
)
_SHORTCODE = re.compile(r"\s*:[A-Za-z0-9_]{2,}:\s*")
_MOST_TOLD = 60


class Mastodon:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if not any(word in document.source for word in ("astodon", NAME.upper(), "fediverse-comment", "toot")):
            return ()
        found = next(_statuses(document), None)
        if found is None:
            return ()
        url = f"https://{found[0].lower()}/api/v1/statuses/{found[1]}/context"
        return (ThreadSource.at(url, NAME, service=None if urls.same_site(url, document.url) else NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`: all replies, with what each answers."""
        told = base.list_of(page, "descendants")
        asked = re.search(r"/statuses/([0-9A-Za-z]+)/context", source.request.url)
        root = asked[1] if asked else None
        comments = identity.distinct(_comment(item, root) for item in base.items(told))
        return Thread(NAME, comments, complete=len(told) < _MOST_TOLD or None, base_url=source.request.url)


def _statuses(document: Document) -> Iterator[tuple[str, str]]:
    """The servers and statuses that a page names as its comments, the surest first."""
    boxes = document.select(", ".join(_BOXES))
    for box in boxes:
        yield from _pair(_told(box, _HOSTS), _told(box, _IDS))
        yield from _status(_told(box, _ADDRESSES))
    found = _CONTEXT.search(document.source)
    yield from _pair(found[1], found[2]) if found else ()
    source = document.source
    yield from _pair(base.set_in_script(source, *_SCRIPT_HOSTS), base.set_in_script(source, *_SCRIPT_IDS))
    for box in boxes:
        for link in box.iter("a"):
            yield from _status(link.get("href"))


def _told(box: HtmlElement, names: tuple[str, ...]) -> str | None:
    """The first of these attributes that an element has: `host`, `data-host`; an element's own `id` is its name."""
    for name in names:
        for attribute in (f"data-{name}", name):
            value = (box.get(attribute) or "").strip()
            if value and attribute != "id":
                return value
    return None


def _status(address: str | None) -> Iterator[tuple[str, str]]:
    found = _STATUS.match(address or "")
    yield from _pair(found[1], found[2]) if found else ()


def _pair(host: str | None, number: str | None) -> Iterator[tuple[str, str]]:
    """A server and a status, where both look like it."""
    host = (host or "").removeprefix("https://").rstrip("/")
    if number and _HOST.fullmatch(host) and _ID.fullmatch(number):
        yield host, number


def _comment(item: dict[str, Any], root: str | None) -> Comment:
    number, parent = base.line(item, "id"), base.line(item, "in_reply_to_id")
    account = item.get("account")
    shown = _SHORTCODE.sub(" ", base.line(account, "display_name") or "").strip()
    name = shown or base.line(account, "username") or base.line(account, "acct")
    return base.remark(
        number,
        Comment(
            id="",
            html=_html(item),
            parent_id=parent if parent not in {root, number} else None,
            author=base.author(name, base.address(account, "url")),
            published=base.moment(item, "created_at", is_utc=True),
            permalink=base.address(item, "url") or base.address(item, "uri"),
        ),
    )


def _html(item: dict[str, Any]) -> str:
    """What was written below its warning, with what is attached to it."""
    warning = base.line(item, "spoiler_text")
    parts = [f"<p><strong>{escape(warning, quote=False)}</strong></p>"] if warning else []
    parts.append(base.html(item, "content"))
    for attached in base.items(item, "media_attachments"):
        address = base.address(attached, "url") or base.address(attached, "remote_url")
        if address:
            alt = escape(base.line(attached, "description", limit=1500) or "")
            is_picture = base.line(attached, "type") in {"image", "gifv"}
            shown = f'<img src="{escape(address)}" alt="{alt}">' if is_picture else alt or escape(address)
            parts.append(f"<p>{shown}</p>" if is_picture else f'<p><a href="{escape(address)}">{shown}</a></p>')
    return "".join(parts)


SERVICE = Mastodon()
