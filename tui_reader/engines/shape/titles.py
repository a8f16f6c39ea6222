"""A post's own title without the blog's name, and the blog's name, out of headings, `title` and what is shared.

Knows how software joins the two ("Post | Blog", "Blog: Post"); knows no software by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.structured_data import article

Outside = Callable[[HtmlElement], bool]
"""Whether an element stands outside of the comments, widgets and lists of other posts."""

_HEADINGS = "h1, h2, h3, h4, .title, .title > a, .entry-title, .post-title, .p-name"
_MARKED = (
    ".entry-title",
    ".post-title",
    "[itemprop~=headline]",
    ".article-title, h1.title, .p-name, .article__title, .post__title",
)
_SITE_MARKED = ".site-title, #blog-title, .blog-title, #site-title, #banner-header"
_SITE_IN_HEADER = "#header h1, #header .title, header h1, header .title"
_SITE_LINKS = "link[rel~=alternate][title], link[rel~=home][title], link[rel~=start][title], link[rel~=index][title]"
_SEPARATOR = re.compile(r"\s+[|»«–—·•:‹›~/\\-]+\s+|\s*[|»«:]\s+|\s+::\s+")
_LEADING_SIGNS = re.compile(r"^[\s|»«–—·•:~/\\-]+")
_FEED_WORDS = re.compile(r"\s*(?:[»|-]\s*)?(?:RSS|Atom|Feed)\b.*$", re.IGNORECASE)
_FRONT_PATH = re.compile(r"/?(?:index\.\w+|blog|home|weblog)?/?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s+\(([^()]+)\)$")
_EMPHASIS = re.compile(r"(?<!\w)[_*]+(?=\w)|(?<=\w)[_*]+(?!\w)")
_LONGEST_SITE = 100


def post_title(document: Document, outside: Outside) -> str | None:
    """The title of the post whose page this is.

    A heading that is part of what the page calls itself is surest; then what is shared, a marked heading, the data.
    """
    names = _site_names(document)
    sites = {plain(name) for name in names}
    headings = [text for text in _headings(document, outside) if plain(text) not in sites]
    described = article(document)
    shared, headline = document.meta("og:title", "twitter:title"), described.headline if described else None
    # a text that was not made HTML keeps its signs of emphasis
    bare = _EMPHASIS.sub("", document.title or "")
    for text in filter(None, (shared, headline, document.title, bare)):
        found = _heading_in(text, headings) or _shared_opening(text, headings)
        if found:
            return found
    if shared:
        return _without_site(shared, names)
    marked = _marked(document, outside) or headline
    if marked:
        return marked
    if document.title:
        return _without_site(document.title, names)
    return headings[0] if headings else None


def site_title(document: Document) -> str | None:
    """The blog's name, as the page's head or its header tells it."""
    named = document.meta("og:site_name")
    if named:
        return named
    for css in (_SITE_MARKED, _SITE_IN_HEADER):
        for element in document.select(css):
            text = document.text(element)
            leads_home = any(_is_front(document, link) for link in element.iter("a"))
            if text and len(text) <= _LONGEST_SITE and (leads_home or css == _SITE_MARKED):
                return text
    return document.meta("application-name") or _last_part(document)


def _headings(document: Document, outside: Outside) -> Iterator[str]:
    """Headings and elements called title that do not lead to the front page."""
    for element in document.select(_HEADINGS):
        text = document.text(element)
        if text and outside(element) and not any(_is_front(document, link) for link in _links_of(element)):
            yield text


def _links_of(heading: HtmlElement) -> list[HtmlElement]:
    """The links in a heading and around it."""
    return [*heading.iter("a"), *heading.iterancestors("a")]


def _marked(document: Document, outside: Outside) -> str | None:
    """The first heading that a class or a standard calls the post's."""
    for css in _MARKED:
        for element in document.select(css):
            text = document.text(element)
            if text and outside(element) and not any(_is_front(document, link) for link in _links_of(element)):
                return text
    return None


def _heading_in(text: str, headings: list[str]) -> str | None:
    """The heading that is a title, or its beginning or end, divided from the rest by more than a blank.

    Where one heading is the beginning and another the end, the blog's name stands before a colon, else last.
    """
    whole = text.casefold().strip()
    first: list[str] = []
    last: list[str] = []
    for heading in headings:
        part = heading.casefold().strip()
        if plain(part) and plain(part) == plain(whole):
            return heading
        if len(plain(part)) < 2:
            continue
        if whole.startswith(part) and re.match(r"\s*[^\w\s]", whole[len(part) :]):
            first.append(heading)
        elif whole.endswith(part) and re.search(r"[^\w\s]\s*$", whole[: -len(part)]):
            last.append(heading)
    opening, closing = (max(parts, key=lambda heading: len(plain(heading)), default=None) for parts in (first, last))
    if opening and closing:
        return closing if whole[len(opening) :].lstrip().startswith(":") else opening
    return opening or closing


def _shared_opening(text: str, headings: list[str]) -> str | None:
    """The parts of "Post | Section | Blog" that a heading opens with, which goes on otherwise ("Post By NAME")."""
    for found in reversed(list(_SEPARATOR.finditer(text))):
        part = text[: found.start()].strip()
        if len(part) > 3 and any(heading.casefold().startswith(f"{part.casefold()} ") for heading in headings):
            return part
    return None


def _without_site(text: str, sites: list[str]) -> str:
    """The title out of "Post | Blog" or "Blog: Post", whichever part is a name of the blog."""
    bracketed = _IN_BRACKETS.search(text)
    for site in map(plain, sites):
        if bracketed and len(site) > 3 and plain(bracketed[1]).endswith(site):
            return text[: bracketed.start()]
        if not site or site == plain(text):
            continue
        for found in _SEPARATOR.finditer(text):
            head, tail = text[: found.start()].strip(), text[found.end() :].strip()
            if head and plain(tail) == site:
                return head
            if tail and plain(head) == site:
                return tail
    return text


def _site_names(document: Document) -> list[str]:
    """Everything the page may call its blog."""
    described = article(document)
    named = [
        document.meta("og:site_name", "application-name", "apple-mobile-web-app-title"),
        site_title(document),
        described.site if described else None,
        *(document.text(link) for link in document.select("h1 a, h2 a") if _is_front(document, link)),
        *(_FEED_WORDS.sub("", link.get("title") or "").strip() for link in document.select(_SITE_LINKS)),
    ]
    host = urls.host(document.url).removeprefix("www.")
    return [name for name in dict.fromkeys([*named, host, host.partition(".")[0]]) if name]


def _is_front(document: Document, link: HtmlElement) -> bool:
    """Whether a link leads to the blog's front page."""
    target = document.absolute(link.get("href")) or ""
    if not urls.same_site(target, document.url) or any(urls.same(target, own) for own in document.own_urls):
        return False
    parts = urlsplit(target)
    return not parts.query and bool(_FRONT_PATH.fullmatch(parts.path))


def _last_part(document: Document) -> str | None:
    """The blog's part of "Post - Blog", where the post's title is known to be the first."""
    whole, shared = document.title, document.meta("og:title")
    if whole and shared and whole != shared and whole.startswith(shared):
        return _LEADING_SIGNS.sub("", whole[len(shared) :]) or None
    return None


def plain(text: str) -> str:
    """Letters and digits alone, for comparison."""
    return re.sub(r"[\W_]+", "", text).casefold()
