"""Which feeds an HTML page names: its `link` elements, else links whose addresses look like a feed's."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urldefrag

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.models import FeedLink

MAX_LINKS = 20
"""Feeds named at most; pages have been seen that name thousands."""

GUESSED = "guessed from its address"
"""The title of a feed that only its address gives away."""

_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml",
    "application/xml", "application/x.atom+xml", "application/x-atom+xml", "text/rss+xml", "text/atom+xml",
})  # fmt: skip
_MAYBE_TYPES = frozenset({"application/json"})
# of an address without its scheme
_FEEDLIKE = re.compile(
    r"""/(?:feeds?|rss2?|atom|rdf)/?$ | /feeds/posts/(?:default|summary)/?$ | \.(?:rss|rdf|atom)$
    | /(?:rss2?|atom|feed|index)\.(?:xml|rdf)$ | /feed\.json$ | ^feeds\.feedburner\.com/.
    | [?&](?:feed=(?:rss2?|atom|rdf)|format=(?:rss|atom|feed))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COMMENTS = re.compile(r"comment|kommentar|commentaire|comentario|コメント|/replies\b", re.IGNORECASE)


def feed_links(document: Document) -> tuple[FeedLink, ...]:
    """The feeds that a page names: the site's own in the page's order, feeds of comments last; none twice."""
    found = _named(document) or _guessed(document)
    once: dict[str, FeedLink] = {}
    for link in found:
        once.setdefault(urls.key(link.url), link)
    marked = [replace(link, is_comments=_is_comment_feed(link)) for link in once.values()]
    return tuple(sorted(marked, key=lambda link: link.is_comments)[:MAX_LINKS])


def _named(document: Document) -> list[FeedLink]:
    """`link rel=alternate` (or `rel=feed`) with a feed's type, as browsers looked for them."""
    links: list[FeedLink] = []
    for element in document.root.iter("link"):
        rels = (element.get("rel") or "").lower().split()
        media_type = (element.get("type") or "").partition(";")[0].strip().lower()
        url = _web(document, element.get("href"))
        if url is None or not {"alternate", "feed"}.intersection(rels) or "stylesheet" in rels:
            continue
        # WordPress gives its API the type of JSON
        is_feed = media_type in _TYPES or "feed" in rels or (media_type in _MAYBE_TYPES and "feed" in url.lower())
        if is_feed:
            links.append(FeedLink(url, clean_line(element.get("title"), 200), media_type or None))
        if len(links) >= MAX_LINKS * 5:
            break
    return links


def _guessed(document: Document) -> list[FeedLink]:
    """Links in the page's text to what is called as feeds are called."""
    links: list[FeedLink] = []
    for element in document.root.iter("a"):
        url = _web(document, element.get("href"))
        if url is not None and _FEEDLIKE.search(url.partition("://")[2]):
            links.append(FeedLink(url, GUESSED))
        if len(links) >= MAX_LINKS:
            break
    return links


def _web(document: Document, href: str | None) -> str | None:
    """The address a link leads to, unless it is none or the page itself."""
    url = urldefrag(document.absolute(href.strip() if href else None) or "").url
    return url if urls.is_web(url) and url != document.url else None


def _is_comment_feed(link: FeedLink) -> bool:
    return bool(_COMMENTS.search(link.title or "") or _COMMENTS.search(link.url.partition("://")[2].partition("/")[2]))
