"""Squarespace, versions 7.0 and 7.1. Comments are loaded by a script; the page says how many there are.

Its lists run from new to old, so that what it calls "next" can be the older post: words and dates tell where they can.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.engines.base import Clock, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import link_of, pick, pieces
from tui_reader.engines.services import base, squarespace
from tui_reader.models import Link, Neighbours, Thread

_NUMBER = re.compile(r"(?:#|^)comment-([0-9a-f]{24})$")
_PREVIOUS = (
    "a.item-pagination-link--prev",
    "a.BlogItem-pagination-link--prev",
    "a.blog-item-pagination-link--prev, .blog-item-pagination .prev a",
    "#prevLink, a.prev-item, .pagination a.newer, .article-nav a.prev",
)
_NEXT = (
    "a.item-pagination-link--next",
    "a.BlogItem-pagination-link--next",
    "a.blog-item-pagination-link--next, .blog-item-pagination .next a",
    "#nextLink, a.next-item, .pagination a.older, .article-nav a.next",
)
_TITLES = ".item-pagination-title, .BlogItem-pagination-link-title, .blog-item-pagination-title, h1, h2, h3, h4"


def _comment_id(address: str) -> str | None:
    found = _NUMBER.search(address)
    return found.group(1) if found else None


def _is_list(document: Document) -> bool | None:
    """What the body's class says: a view of an item, or one of a list."""
    body = document.first("body")
    names = set((body.get("class") or "").split()) if body is not None else set()
    if "view-item" in names or squarespace.item(document):
        return False
    return "view-list" in names and len(document.select("article")) > 1


class Squarespace(TableEngine):
    """See `base.Engine`."""

    __slots__ = ()

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        links = [
            (element, link)
            for css in (_PREVIOUS, _NEXT)
            if (found := pick(document, css))
            for element in found[:1]
            if (link := _titled(document, element))
        ]
        if not links or self._is_list(document):
            return None
        ages = [_age(document, element) for element, _ in links]
        sides = [-1 if element in pick(document, _PREVIOUS) else 1 for element, _ in links]
        if any(ages):
            # one that is known to be older makes the other one the newer
            known = next(index for index, age in enumerate(ages) if age)
            sides = [ages[known] if index == known else -ages[known] for index in range(len(links))]
        by_side = {side: link for side, (_, link) in zip(sides, links, strict=True)}
        return Neighbours(by_side.get(-1), by_side.get(1))


def _titled(document: Document, element: HtmlElement) -> Link | None:
    link = link_of(document, element)
    title = document.text(document.first(_TITLES, element))
    return Link(link.url, title or link.title) if link else None


def _age(document: Document, element: HtmlElement) -> int:
    """-1 where a link says that it leads to an older post, by its words or its date, 1 to a newer one, else 0."""
    said = wording.age(pieces(element))
    clock = Clock.of(document)
    date = document.first("time, .item-pagination-date, .blog-item-pagination-date", element)
    there = clock.of_element(document, date) if date is not None else None
    here = clock.read(document.meta("datepublished", "article:published_time") or "")
    if said or not there or not here:
        return said
    return (there.value.date() > here.value.date()) - (there.value.date() < here.value.date())


def _finish_thread(document: Document, thread: Thread) -> Thread:
    told = base.number(squarespace.item(document), "publicCommentCount")
    return thread if told is None else replace(thread, stated_count=told)


ENGINE = Squarespace(
    Table(
        name=squarespace.NAME,
        marks=(
            Mark("its generator mark says Squarespace", 0.95, generator=r"squarespace"),
            Mark(
                "scripts of Squarespace",
                0.93,
                css="script[src*='squarespace.com/universal'], script[src*='static1.squarespace.com'], "
                "script[src*='assets.squarespace.com'], link[href*='assets.squarespace.com']",
            ),
            Mark("a box for comments of Squarespace", 0.9, css=".squarespace-comments[id^=comments-]"),
        ),
        post=PostTable(
            scope=(
                "article.blog-item-wrapper, article.BlogItem, .blog-item-wrapper article",
                "article.hentry, article.entry",
            ),
            title=(
                ".blog-item-title h1, h1.entry-title, .entry-title--large, h1.BlogItem-title, .BlogItem-title",
                "h1[itemprop=headline], h1",
                "meta[itemprop=headline], meta[property='og:title']",
            ),
            body=(
                ".blog-item-content, .e-content, .entry-content",
                ".sqs-layout[data-type=item]",
                ".BlogItem .sqs-layout",
            ),
            author=(".blog-item-author-profile .author-name, .blog-author-name, .BlogItem-meta-author, .entry-author",),
            tags=(".blog-item-tag, .BlogItem-meta a[href*='/tag/'], .entry-tags a, .blog-meta-item--tags a",),
            drop=(
                ".squarespace-comments, .sqs-block-newsletter, .sqs-block-form, .sqs-block-search",
                ".sqs-block-summary-v2, .item-pagination, .blog-item-pagination, .BlogItem-pagination",
                ".BlogItem-share, .blog-item-author-profile",
            ),
        ),
        neighbours=NeighbourTable(previous=_PREVIOUS, next=_NEXT),
        thread=ThreadTable(area=(".squarespace-comments, #comments-list, .comments-content",)),
        comment_id=_comment_id,
        is_list=_is_list,
        finish_thread=_finish_thread,
    )
)
