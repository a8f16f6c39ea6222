"""The rows of a front or archive page whose software is unknown: blocks that repeat and lead to a post each.

Knows how posts are marked in lists (standards, class names, headings that are links), not what a post's own page is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.reading import Clock
from tui_reader.models import Moment, PostLink

_ROWS = (
    ".h-feed .h-entry, .h-entry",
    ".hentry",
    "[itemtype$=BlogPosting], [itemtype$=NewsArticle], [itemprop~=blogPost]",
    "article",
    ".post, .blog-post, .post-preview, .post-item, .entry, .post-card, .blogpost, .asset, .item-post, .blog-item",
)
_TITLE_LINKS = (
    ".entry-title a[href], .post-title a[href], .p-name a[href], [itemprop~=headline] a[href]",
    "a.p-name[href], a.entry-title[href], a.post-title[href]",
    "h1 a[href], h2 a[href], h3 a[href], h4 a[href]",
    "a.u-url[href], a[rel~=bookmark][href]",
)
_DATES = (
    "time, .dt-published, .published, .entry-date, .post-date, .date, .posted-on, .timestamp, [itemprop~=datePublished]"
)
_SUMMARIES = ".p-summary, .entry-summary, .post-excerpt, .excerpt, .post-summary, .entry-content p, .summary, p"
_NOT_A_POST = re.compile(
    r"/(?:tag|tags|category|categories|author|authors|page|label|search|login|about|contact|feed)(?:/|$)", re.IGNORECASE
)
_ASIDE = re.compile(r"(?:^|\s)(?:\S*[-_])?(?:sidebar|related|comments?|menu)(?:$|[\s_-])", re.IGNORECASE)
_PROSE = ("p", "div", "section", "span", "td", "dd", "blockquote", "article", "li", "font")
_SHORTEST_SUMMARY = 40
_FEWEST = 2
_FEWEST_UNMARKED = 4


def rows(document: Document) -> list[PostLink]:
    """The posts that the page lists, in page order; [] where it lists none."""
    clock = Clock.of(document)
    for css in _ROWS:
        found = _links(document, _outermost(document.select(css)), clock)
        if len(found) >= _FEWEST:
            return found
    return _dated_links(document, clock) or _headings(document, clock)


def _outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    chosen = set(elements)
    return [
        element
        for element in elements
        if element.tag not in {"body", "html"}
        and not any(up in chosen and up.tag not in {"body", "html"} for up in element.iterancestors())
        and not _is_aside(element)
    ]


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in a sidebar, a menu or among comments; a body's classes tell nothing."""
    for node in element.iterancestors():
        if node.tag in {"aside", "nav", "footer"}:
            return True
        if node.tag not in {"body", "html"} and _ASIDE.search(f"{node.get('class', '')} {node.get('id', '')}"):
            return True
    return False


def _links(document: Document, blocks: Iterable[HtmlElement], clock: Clock) -> list[PostLink]:
    found: dict[str, PostLink] = {}
    for block in blocks:
        link = _title_link(document, block)
        if link is None:
            continue
        element, url = link
        found.setdefault(
            urls.key(url),
            PostLink(
                url,
                document.text(element),
                _date(document, block, clock) or urls.path_date(url),
                _summary(document, block, document.text(element)),
            ),
        )
    return list(found.values())


def _title_link(document: Document, block: HtmlElement) -> tuple[HtmlElement, str] | None:
    for css in _TITLE_LINKS:
        for link in document.select(css, block):
            url = _post_url(document, link)
            if url and document.text(link):
                return link, url
    headings = [heading for heading in document.select("h1, h2, h3, h4", block) if document.text(heading)]
    for heading in headings:
        holder = next(heading.iterancestors("a"), None)
        url = _post_url(document, holder) if holder is not None else None
        if url:
            return heading, url
    # a card: a heading that is no link, and a link that says "read on"
    leads = (url for link in document.select("a[href]", block) if (url := _post_url(document, link)))
    url = next(leads, None) if headings and block.tag in {"article", "div", "li"} else None
    return (headings[0], url) if url else None


def _post_url(document: Document, link: HtmlElement) -> str | None:
    """The address of a link that can be a post's: on this site, not a front page, a list or this page."""
    url = document.absolute(link.get("href"))
    if not url or not urls.is_web(url) or not urls.same_site(url, document.url):
        return None
    parts = urlsplit(url)
    if (parts.path in {"", "/"} and not parts.query) or _NOT_A_POST.search(parts.path):
        return None
    return None if any(urls.same(url, own) for own in document.own_urls) else url


def _date(document: Document, block: HtmlElement, clock: Clock) -> Moment | None:
    for element in document.select(_DATES, block)[:4]:
        moment = clock.of_element(document, element)
        if moment:
            return moment
    return None


def _summary(document: Document, block: HtmlElement, title: str | None) -> str | None:
    """What the block prints of the post: in an element that is marked so, else the first prose beside the title."""
    for css in _SUMMARIES.split(", "):
        for element in document.select(css, block)[:3]:
            text = document.text(element)
            if text and len(text) >= _SHORTEST_SUMMARY:
                return text
    return next(filter(None, (_prose(document, element, title) for element in block.iter(*_PROSE))), None)


def _prose(document: Document, element: HtmlElement, title: str | None) -> str | None:
    """The text of an element that holds a sentence itself, and not only in others inside of it."""
    own = clean_line(" ".join([element.text or "", *(child.tail or "" for child in element)]))
    if not own or len(own) < _SHORTEST_SUMMARY:
        return None
    text = document.text(element)
    return own if text and title and title in text else text


def _below(document: Document, heading: HtmlElement) -> str | None:
    """What is printed of the post between a heading and the next one, where no block holds the two together."""
    title = document.text(heading)
    tail = clean_line(heading.tail)
    if tail and len(tail) >= _SHORTEST_SUMMARY:
        return tail
    level = str(heading.tag)
    for element in heading.itersiblings("*"):
        if element.tag == level or element.find(f".//{level}") is not None:
            return None
        text = _summary(document, element, title) or _prose(document, element, title)
        if text:
            return text
    return None


def _dated_links(document: Document, clock: Clock) -> list[PostLink]:
    """An archive's lines: a date and a link each, as list items, table rows or paragraphs."""
    kinds: Counter[str] = Counter()
    lines: list[tuple[str, PostLink]] = []
    for element in document.root.iter("li", "tr", "p", "div", "dd"):
        links = element.findall(".//a[@href]")
        text = document.text(element) or ""
        if not 1 <= len(links) <= 3 or not 8 <= len(text) <= 240 or _is_aside(element):
            continue
        target = next(
            ((link, url) for link in links if (url := _post_url(document, link)) and document.text(link)), None
        )
        found = clock.find(text) if target else None
        if target and found:
            parent = element.getparent()
            kind = " ".join(map(str, (element.tag, element.get("class"), parent.tag if parent is not None else None)))
            kinds[kind] += 1
            lines.append((kind, PostLink(target[1], document.text(target[0]), found[0])))
    if not kinds:
        return []
    kind, count = kinds.most_common(1)[0]
    chosen = {urls.key(row.url): row for other, row in reversed(lines) if other == kind}
    return list(reversed(chosen.values())) if count >= _FEWEST_UNMARKED else []


def _headings(document: Document, clock: Clock) -> list[PostLink]:
    """Headings that are links, where one level holds several."""
    for level in ("h1", "h2", "h3"):
        found: dict[str, PostLink] = {}
        for heading in document.root.iter(level):
            links = heading.findall(".//a[@href]")
            url = _post_url(document, links[0]) if links and not _is_aside(heading) else None
            if url:
                parent = heading.getparent()
                moment = _date(document, parent, clock) if parent is not None and parent.tag != "body" else None
                row = PostLink(url, document.text(heading), moment or urls.path_date(url), _below(document, heading))
                found.setdefault(urls.key(url), row)
        if len(found) >= _FEWEST_UNMARKED - 1:
            return list(found.values())
    return []
