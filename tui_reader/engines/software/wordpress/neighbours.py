"""The older and the newer post, where WordPress's themes link them; never a page of comments, of a list or of the post.

Knows the classes of `the_post_navigation()` and of the themes that write their own.
"""

from __future__ import annotations

import re
from copy import deepcopy
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.engines.base import in_order
from tui_reader.engines.neighbours import is_page_of
from tui_reader.engines.reading import ancestors, pieces
from tui_reader.engines.software.wordpress import page, phrases, selectors
from tui_reader.models import Link, Neighbours

_NOT_A_POST = re.compile(
    r"/comment-page-\d+|/page/\d+/?$|/(?:category|tag|author|archives?)/?$|/(?:category|tag|author)/[^/]+/?$|^/?$"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf)$",
    re.IGNORECASE,
)
_NOT_A_POST_QUERY = re.compile(r"(?:^|&)(?:cpage|paged|page|s|cat|tag|m|author|replytocom)=", re.IGNORECASE)
_LIST_PLACE = re.compile(r"comment|respond|widget|related|slider|carousel", re.IGNORECASE)


def read(document: Document) -> Neighbours | None:
    """What the page links; the visible link wins over the head's. None where it links neither."""
    older = _side(document, selectors.PREVIOUS, ("prev", "previous"))
    newer = _side(document, selectors.NEXT, ("next",))
    if older and newer and urls.same(older.url, newer.url):
        return None
    return in_order(Neighbours(older, newer), document.own_urls[0]) if older or newer else None


def _side(document: Document, table: tuple[str, ...], rels: tuple[str, ...]) -> Link | None:
    chosen: str | None = None
    titles: list[str] = []
    for element in (element for css in table for element in document.select(css)):
        target = None if _is_elsewhere(element) else _target(document, element)
        if target is None or (chosen and not urls.same(target, chosen)):
            continue
        chosen = chosen or target
        title = _title(document, element)
        if title:
            titles.append(title)
            break
    for rel in rels:
        for element in document.select(f"link[rel~='{rel}'][href]"):
            target = _target(document, element)
            if target and (chosen is None or urls.same(target, chosen)):
                title = wording.link_title(element.get("title"))
                return Link(chosen or target, titles[0] if titles else title)
    return Link(chosen, titles[0] if titles else None) if chosen else None


def _target(document: Document, element: HtmlElement) -> str | None:
    """The address, where it can be another post of this blog."""
    href = (element.get("href") or "").strip()
    target = document.absolute(href) if href and not href.startswith(("#", "?replytocom")) else None
    if not target or not urls.is_web(target) or not urls.same_site(target, document.url):
        return None
    parts = urlsplit(target)
    if (
        (_NOT_A_POST.search(parts.path) and not parts.query)
        or _NOT_A_POST_QUERY.search(parts.query)
        or "comment" in parts.fragment
    ):
        return None
    is_own = urls.key(target) in page.post_keys(document) or any(is_page_of(target, own) for own in document.own_urls)
    return None if is_own else target


def _is_elsewhere(element: HtmlElement) -> bool:
    """Whether the link stands among comments, in a widget or in a slider."""
    for outer in ancestors(element):
        if outer.tag in {"body", "main", "article"}:
            return False
        names = (*page.classes(outer), outer.get("id") or "")
        if any(_LIST_PLACE.search(name) and not name.startswith(("has-", "no-", "elementor-")) for name in names):
            # a theme may put the links below its comments, in one element with them
            return outer.find(".//form") is None or any("navigation" in name for name in names)
    return False


def _title(document: Document, element: HtmlElement) -> str | None:
    titled = document.first(selectors.NEIGHBOUR_TITLE, element)
    named = wording.without_labels(document.text(titled), pieces(titled)) if titled is not None else None
    if not named:
        copy = deepcopy(element)
        copy.tail = None
        for label in document.select(selectors.NOT_NEIGHBOUR_TITLE, copy):
            label.drop_tree()
        named = wording.without_labels(document.text(copy), pieces(copy))
    for text in (named, element.get("title")):
        title = wording.link_title(phrases.without_direction(text))
        if title and re.search(r"\w", title):
            return title
    return None
