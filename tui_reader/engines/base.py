"""What an engine is, and how a table of selectors is read.

What a table cannot say stays None: there are no fallbacks here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity, wording
from tui_reader.engines.conversation import feed_address, read_thread, stated_counts
from tui_reader.engines.reading import Clock, Selectors, author_of, byline, link_of, pick, pick_text
from tui_reader.engines.tables import CommentTable, Mark, NeighbourTable, PostTable, Table, ThreadTable
from tui_reader.models import Author, Evidence, Link, Moment, Neighbours, PostData, PostLink, Thread

__all__ = [
    "Clock",
    "CommentTable",
    "Engine",
    "Mark",
    "NeighbourTable",
    "PostTable",
    "Selectors",
    "Table",
    "TableEngine",
    "ThreadTable",
    "in_order",
    "read_neighbours",
    "read_post",
    "read_posts",
    "read_thread",
]


class Engine(Protocol):
    """Knows one blog software, site or comment service. Every answer may be None: "this page does not say"."""

    @property
    def name(self) -> str:
        """The word for JSON and for `i`: "typepad"."""

    def recognise(self, document: Document) -> Evidence | None:
        """Why this page is ours, and how sure; None where it is not."""

    def post(self, document: Document) -> PostData | None:
        """The post of a post's page."""

    def neighbours(self, document: Document) -> Neighbours | None:
        """The older and newer post and the index."""

    def posts(self, document: Document) -> list[PostLink] | None:
        """The rows of a front or archive page, in page order; None on a post's page."""

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """The remarks that stand in the page, and what it says about the rest; None where nothing shows a thread."""

    def comment_id(self, address: str) -> str | None:
        """The number that a comment's address, element id or feed id holds."""


@dataclass(frozen=True, slots=True)
class TableEngine:
    """An engine that is a table."""

    table: Table

    @property
    def name(self) -> str:
        """See `Engine`."""
        return self.table.name

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`: the surest mark that the page carries."""
        for mark in sorted(self.table.marks, key=lambda mark: -mark.confidence):
            if mark.is_on(document):
                return Evidence(mark.reason, mark.confidence)
        return None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        if self._is_list(document):
            return None
        return read_post(document, self.table)

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        return None if self._is_list(document) else read_neighbours(document, self.table.neighbours)

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        return read_posts(document, self.table.post) if self._is_list(document) else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`."""
        if self._is_list(document):
            return None
        return read_thread(document, self.table, post)

    def comment_id(self, address: str) -> str | None:
        """See `Engine`."""
        return identity.of_permalink(address) or identity.of_element(address)

    def _is_list(self, document: Document) -> bool:
        told = self.table.is_list(document) if self.table.is_list else None
        return len(pick(document, self.table.post.scope)) > 1 if told is None else told


def read_post(document: Document, table: Table) -> PostData | None:
    """The post that the table finds in a page; None where neither a title nor a body stands where it should."""
    rules = table.post
    scope = next(iter(pick(document, rules.scope)), None)
    title = _text(document, rules.title, scope)
    bodies = _all(document, rules.body, scope)
    if title is None and not bodies:
        return None
    author, published = _signed(document, rules, scope)
    drop = [element for css in rules.drop for body in bodies for element in document.select(css, body)]
    post = PostData(
        url=document.own_urls[0] if document.own_urls else document.url,
        title=title,
        html="\n".join(document.inner_html(body, drop) for body in bodies) or None,
        base_url=document.base_url,
        author=author,
        published=published,
        language=document.language,
        tags=_tags(document, rules, scope),
        comment_count=next(iter(stated_counts(document, table.thread.stated)), None),
        comments_feed=feed_address(document, table.thread.feed),
    )
    return table.finish_post(document, post) if table.finish_post else post


def read_posts(document: Document, rules: PostTable) -> list[PostLink]:
    """The rows of a list of posts, in page order, each address once; a scope without a link of its own is left out."""
    rows: dict[str, PostLink] = {}
    clock = Clock.of(document)
    for scope in pick(document, rules.scope):
        link = _first_link(document, (*rules.link, *(f"{css} a" for css in rules.title)), scope)
        if link is None or link.url is None or urls.key(link.url) in rows:
            continue
        title = pick_text(document, rules.title, scope) or link.title
        _, published = _signed(document, rules, scope, clock)
        rows[urls.key(link.url)] = PostLink(link.url, title, published, pick_text(document, rules.summary, scope))
    return list(rows.values())


def read_neighbours(document: Document, rules: NeighbourTable) -> Neighbours | None:
    """The neighbours that the table finds; None where it finds none. A link without a title takes its twin's."""
    strip = _read_strip(document, rules.strip)
    found = Neighbours(
        previous=_titled(document, rules.previous, strip.previous),
        next=_titled(document, rules.next, strip.next),
        index=_titled(document, rules.index, strip.index),
    )
    return found if found != Neighbours() else None


def in_order(neighbours: Neighbours, url: str) -> Neighbours:
    """The neighbours with `previous` the older one: dates in their addresses (`/2008/09/`) win over the words."""
    own = urls.path_date(url)
    older = urls.path_date(neighbours.previous.url) if neighbours.previous and neighbours.previous.url else None
    newer = urls.path_date(neighbours.next.url) if neighbours.next and neighbours.next.url else None
    dated = [moment.timestamp() for moment in (older, own, newer) if moment]
    if len(dated) < 2 or dated == sorted(dated):
        return neighbours
    if dated == sorted(dated, reverse=True):
        return Neighbours(neighbours.next, neighbours.previous, neighbours.index)
    return neighbours


def _read_strip(document: Document, selectors: Selectors) -> Neighbours:
    """« OLDER | Main | NEWER »: arrows tell the direction, the link without one is the index."""
    previous = following = index = None
    for strip in pick(document, selectors):
        for element in strip.iter("a"):
            link = link_of(document, element)
            text = element.text_content() or ""
            direction = wording.arrow(text) or wording.arrow_between(_before(element), element.tail or "")
            if link is None:
                continue
            if direction < 0:
                previous = previous or link
            elif direction > 0:
                following = following or link
            else:
                index = index or link
    return Neighbours(previous, following, index)


def _before(element: HtmlElement) -> str:
    sibling = element.getprevious()
    parent = element.getparent()
    text = sibling.tail if sibling is not None else (parent.text if parent is not None else None)
    return text or ""


def _titled(document: Document, selectors: Selectors, from_strip: Link | None) -> Link | None:
    links = [link for css in selectors for element in document.select(css) if (link := link_of(document, element))]
    chosen = links[0] if links else None
    links = [*([from_strip] if from_strip else []), *links]
    chosen = from_strip or chosen
    if chosen is None or chosen.url is None or chosen.title:
        return chosen
    twins = (link.title for link in links if link.url and link.title and urls.same(link.url, chosen.url))
    return Link(chosen.url, next(twins, None))


def _text(document: Document, selectors: Selectors, scope: HtmlElement | None) -> str | None:
    within = pick_text(document, selectors, scope) if scope is not None else None
    return within or pick_text(document, selectors)


def _all(document: Document, selectors: Selectors, scope: HtmlElement | None) -> list[HtmlElement]:
    within = pick(document, selectors, scope) if scope is not None else []
    return within or pick(document, selectors)


def _signed(
    document: Document, rules: PostTable, scope: HtmlElement | None, clock: Clock | None = None
) -> tuple[Author | None, Moment | None]:
    """Who wrote a post and when."""
    clock = clock or Clock.of(document)
    authors = (author_of(document, element) for element in _all(document, rules.author, scope))
    author = next((found for found in authors if found), None)
    moments = (clock.of_element(document, element) for element in _all(document, rules.date, scope))
    published = next((found for found in moments if found), None)
    if author is None or published is None:
        for element in _all(document, rules.byline, scope)[:1]:
            name, moment = byline(document, element, clock)
            author, published = author or name, published or moment
    return author, published


def _tags(document: Document, rules: PostTable, scope: HtmlElement | None) -> tuple[str, ...]:
    texts = (document.text(element) for element in _all(document, rules.tags, scope))
    return tuple(dict.fromkeys(text for text in texts if text))


def _first_link(document: Document, selectors: Selectors, scope: HtmlElement) -> Link | None:
    for css in selectors:
        for element in document.select(css, scope):
            link = link_of(document, element)
            if link:
                return link
    return None
