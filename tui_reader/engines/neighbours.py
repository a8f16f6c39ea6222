"""How a table of neighbours is read: the older post, the newer one, and the list of posts both stand in."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.engines.reading import Selectors, link_of, pick
from tui_reader.engines.tables import NeighbourTable
from tui_reader.models import Link, Neighbours

_PAGE = re.compile(r"(?:[/_-](?:page|seite|pagina|pag|p)[/_-]?\d{1,4})(?=\.html?$|$)", re.IGNORECASE)
_PAGE_FIELD = re.compile(r"(?:^|&)(?:page\w*|pg|pagina|seite|start|offset|from)=\d+", re.IGNORECASE)


def is_page_of(url: str, own: str) -> bool:
    """Whether an address is another page of what stands at `own`: `/post/2/`, `/thread/page-3`, `?page=2`.

    Where the own address has a query, as `?p=12`, another query is another post.
    """
    (path, _, query), (own_path, _, own_query) = urls.key(url).partition("?"), urls.key(own).partition("?")
    if path == own_path:
        return not own_query or _without_page(query) == _without_page(own_query)
    stem, own_stem = _PAGE.sub("", path), _PAGE.sub("", own_path)
    return stem == own_stem or bool(re.fullmatch(re.escape(own_path) + r"/\d{1,3}", path))


def _without_page(query: str) -> str:
    # forums keep a path in the query: `index.php?/topic/12/page/2/`
    return _PAGE.sub("", _PAGE_FIELD.sub("", unquote(query)).rstrip("/="))


def read_neighbours(document: Document, rules: NeighbourTable) -> Neighbours | None:
    """The neighbours that the table finds; None where it finds none. A link without a title takes its twin's.

    Visible links win over `link` elements, which mirrors of a site spoil.
    """
    strip = _read_strip(document, rules.strip)
    found = Neighbours(
        previous=_chosen(document, rules.previous, strip.previous),
        next=_chosen(document, rules.next, strip.next),
        index=_chosen(document, rules.index, strip.index),
    )
    return found if found != Neighbours() else None


def in_order(neighbours: Neighbours, url: str) -> Neighbours:
    """The neighbours with `previous` the older one: dates in their addresses (`/2008/09/`) win over the words."""
    links = (neighbours.previous, Link(url), neighbours.next)
    dated = [moment for link in links if link and (moment := urls.path_date(link.url))]
    times = [moment.timestamp() for moment in dated]
    if times != sorted(times) and times == sorted(times, reverse=True):
        return Neighbours(neighbours.next, neighbours.previous, neighbours.index)
    return neighbours


def _read_strip(document: Document, selectors: Selectors) -> Neighbours:
    """« OLDER | Main | NEWER »: arrows tell the direction; the index is called so or lies in a folder above."""
    found: dict[int, Link] = {}
    for strip in pick(document, selectors):
        for element in strip.iter("a"):
            link = link_of(document, element)
            text = document.text(element) or ""
            direction = wording.arrow(text) or wording.arrow_between(_before(element), element.tail or "")
            if link is not None and (direction or wording.is_index(text) or _is_above(document, link)):
                found.setdefault(direction, link)
    return Neighbours(found.get(-1), found.get(1), found.get(0))


def _is_above(document: Document, link: Link) -> bool:
    folder = urls.key(link.url or "")
    return any(urls.key(own).startswith(f"{folder}/") for own in document.own_urls)


def _before(element: HtmlElement) -> str:
    sibling, parent = element.getprevious(), element.getparent()
    text = sibling.tail if sibling is not None else (parent.text if parent is not None else None)
    return text or ""


def _chosen(document: Document, selectors: Selectors, from_strip: Link | None) -> Link | None:
    found = [
        (element.tag == "link", link)
        for css in selectors
        for element in document.select(css)
        if (link := link_of(document, element))
        and not any(is_page_of(link.url or "", own) for own in document.own_urls)
    ]
    visible = [link for is_hidden, link in found if not is_hidden]
    links = [*visible, *([from_strip] if from_strip else []), *(link for is_hidden, link in found if is_hidden)]
    if not links or links[0].title:
        return links[0] if links else None
    twins = (link.title for link in links if link.title and urls.same(link.url, links[0].url))
    return Link(links[0].url, next(twins, None))
