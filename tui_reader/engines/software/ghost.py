"""Ghost, from its first theme Casper of 2013 to the themes of version 6. Comments are loaded by a script of its own.

Which posts are neighbours depends on the theme; lists of the latest or of related posts are none.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines.base import Clock, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable, in_order
from tui_reader.engines.reading import link_of
from tui_reader.models import Link, Moment, Neighbours

_NUMBER = re.compile(r"(?:^|#)ghost-comments-([0-9a-f]{24})$")
_POSTS = frozenset({"post-template", "page-template"})
_LISTS = frozenset({"home-template", "tag-template", "author-template", "archive-template", "paged"})


def _comment_id(address: str) -> str | None:
    found = _NUMBER.search(address)
    return found.group(1) if found else None


def _is_list(document: Document) -> bool | None:
    """What the body's class says, which Ghost prints where the theme lets it; else what the head says it is."""
    body = document.first("body")
    names = set((body.get("class") or "").split()) if body is not None else set()
    if names & (_POSTS | _LISTS):
        return not names & _POSTS
    kind = document.meta("og:type")
    return None if kind is None else kind != "article"


class Ghost(TableEngine):
    """See `base.Engine`."""

    __slots__ = ()

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: by the theme's classes, else by the dates of the cards that Casper shows below a post."""
        found = TableEngine.neighbours(self, document)
        if found and (found.previous or found.next):
            return Neighbours(_titled(document, found.previous), _titled(document, found.next))
        return None if _is_list(document) else _by_cards(document)


def _titled(document: Document, link: Link | None) -> Link | None:
    """The link with its heading for a title, where a whole card with a summary is one link."""
    for element in document.select("a[href]:has(h2), a[href]:has(h3), a[href]:has(h4)") if link else ():
        heading = document.text(document.first("h2, h3, h4", element))
        if link and heading and document.absolute(element.get("href")) == link.url:
            return Link(link.url, heading)
    return link


def _by_cards(document: Document) -> Neighbours | None:
    """Casper 2 and 3: below the related posts a card each for the newer post and the older one, in this order."""
    cards = [card for card in document.select(".read-next-feed article.post-card") if _link(document, card)][-2:]
    clock = Clock.of(document)
    own = clock.read(document.meta("article:published_time") or "")
    older = newer = None
    for card in cards:
        day = _day(document, card, clock)
        if len(cards) == 1 and not (own and day):
            return None
        if day.value.date() > own.value.date() if own and day else card is cards[0]:
            newer = newer or _link(document, card)
        else:
            older = older or _link(document, card)
    return in_order(Neighbours(older, newer), document.own_urls[0]) if older or newer else None


def _day(document: Document, card: HtmlElement, clock: Clock) -> Moment | None:
    time = document.first("time[datetime]", card)
    return clock.of_element(document, time) if time is not None else None


def _link(document: Document, card: HtmlElement) -> Link | None:
    for element in document.select("a[href].post-card-content-link, .post-card-title a[href], a[href]", card):
        link = link_of(document, element)
        title = document.text(document.first(".post-card-title", card))
        if link and title:
            return Link(link.url, title)
    return None


_PREVIOUS = (
    ".prev-post .post-title a, .prev-post a, a.prev-post",
    "a.gh-navigation-previous, .gh-navigation-previous a",
    "a.navigation-previous, .navigation-previous a",
    "a.read-next-story.prev",
    "a.nav-post-prev, a.post-nav-prev, a.gh-post-nav-prev, .post-nav-prev a",
    ".nav-prev a, a.nav-prev, .previous-post a, a.previous-post",
    ".pagination-left > a",
)
_NEXT = (
    ".next-post .post-title a, .next-post a, a.next-post",
    "a.gh-navigation-next, .gh-navigation-next a",
    "a.navigation-next, .navigation-next a",
    "a.read-next-story:not(.prev)",
    "a.nav-post-next, a.post-nav-next, a.gh-post-nav-next, .post-nav-next a",
    ".nav-next a, a.nav-next",
    ".pagination-right > a",
)

ENGINE = Ghost(
    Table(
        name="ghost",
        marks=(
            Mark("its generator mark says Ghost", 0.97, generator=r"^ghost\b"),
            Mark("scripts of Ghost", 0.93, css="script[data-ghost], script[data-ghost-comments]"),
            Mark("styles of Ghost's cards", 0.9, css="link[href*='/public/cards.min.css']"),
            Mark(
                "a post in Ghost's markup", 0.7, css=".gh-content.gh-canvas, .gh-article, body.post-template .kg-card"
            ),
        ),
        post=PostTable(
            scope=(
                "article.gh-article, article.post-full, article.single-post, article.single",
                "article.post.post--single, main article.post",
                "main article",
            ),
            title=(
                ".gh-article-title, .article-title, .post-full-title, .single-title, h1.post-title",
                "h1",
                "meta[property='og:title']",
                ".gh-card-title, .post-card-title, h2, h3",
            ),
            author=(
                ".gh-article-author-name, .gh-article-meta .gh-author-name, .author-card-name, section.author h4",
                ".single-meta .author-list, .article-byline-content .author-name, .author-names",
            ),
            date=("meta[property='article:published_time']", "time[datetime]"),
            body=(
                ".gh-content",
                ".post-full-content .post-content, .single-content, .c-content",
                "section.post-content, div.post-content",
                ".post-full-content",
            ),
            tags=("a.gh-article-tag, .post-full-meta .post-card-primary-tag, .post-meta a[href*='/tag/']",),
            drop=(
                ".kg-signup-card, .kg-cta-card, .subscribe-form, .footer-cta, .post-upgrade-cta, .gh-post-upgrade-cta",
                ".kg-audio-hide, .kg-video-controls-container, .kg-audio-player-container",
                "aside.read-next, .read-next, .gh-comments, .post-full-comments",
            ),
            rows=(
                "article.gh-card, article.post-card, article.gh-postfeed-card, article.post",
                "article.feed, .post-feed article",
            ),
            link=("a.gh-card-link, a.post-card-content-link, h2 a, h3 a, a.u-permalink",),
            summary=(".gh-card-excerpt, .post-card-excerpt, .post-excerpt",),
        ),
        neighbours=NeighbourTable(previous=_PREVIOUS, next=_NEXT),
        thread=ThreadTable(area=("script[data-ghost-comments], .gh-comments, #ghost-comments-root",)),
        comment_id=_comment_id,
        is_list=_is_list,
    )
)
