"""Who wrote a post, when, in which language and under which title, by standards first and what is printed second.

Reads head elements, JSON-LD, microdata, microformats and the usual class names; knows no blog software.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import roles, wording
from tui_reader.engines.reading import Clock, author_of, byline
from tui_reader.engines.structured_data import article
from tui_reader.models import Author, Moment

Outside = Callable[[HtmlElement], bool]
"""Whether an element stands outside of the comments, widgets and lists of other posts."""

_TITLES = (
    "h1.entry-title, h2.entry-title, h3.entry-title, .entry-title",
    "h1.post-title, h2.post-title, h3.post-title, .post-title",
    "h1[itemprop~=headline], h2[itemprop~=headline], [itemprop~=headline]",
    "h1.article-title, .article-title, h1.title, .p-name, h1.article__title, h1.post__title",
)
_SEPARATOR = re.compile(r"\s+[|»«–—·•:‹›~/\\-]+\s+|\s*[|»«:]\s+|\s+::\s+")
_AUTHORS = (
    ".p-author .p-name",
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    "a[rel~=author]",
    ".p-author",
    ".post-author .fn, .author.vcard .fn, .vcard.author, .byline .fn, .vcard .fn, .author .fn",
    ".byline .author, .entry-author, .post-author, .author-name, .article-author, .byline a, .username, .serendipity_byline a",
    ".byline, .author, .entry-meta .author, .submitted .username, .post-byline, .meta-author, .by",
)
_DATES = (
    "time[itemprop~=datePublished]",
    "[itemprop~=datePublished]",
    "time.dt-published, .dt-published",
    "time.entry-date, time.published, abbr.published, .published",
    "article time[datetime], .hentry time[datetime], .post time[datetime], time[pubdate]",
    ".entry-date, .post-date, .posted-on, .post-timestamp, .date-header, .dateheader, .article-date, .publish-date, .post__date",
    "time[datetime]",
    ".date, .timestamp, .posted, .byline, .submitted, .entry-meta, .post-meta, .meta, .postmetadata, .serendipity_byline, .info, .single-date",
)
_META_DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "date",
    "parsely-pub-date", "sailthru.date", "publish_date", "publish-date", "pubdate", "article.published", "citation_publication_date",
    "dc.date.created", "originalpublicationdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
_META_AUTHORS = ("author", "dc.creator", "dcterms.creator", "article:author", "parsely-author", "sailthru.author", "byl", "citation_author", "twitter:creator_name")
_LINES = ("p", "div", "span", "li", "small", "h2", "h3", "h4", "h5", "h6", "em", "i", "td", "a", "b", "strong")
_TAG_LINKS = "a[rel~=tag], a[rel~=category], .p-category"
_NOBODY = re.compile(r"^(?:admin(?:istrator)?|unknown|author|by|guest|staff|https?:.*|www\..*|@\w+|.*@.*\..*)$", re.IGNORECASE)
_LONGEST_NAME = 80


def title(document: Document, outside: Outside) -> str | None:
    """The post's own title, without the blog's name."""
    shared, described = document.meta("og:title", "twitter:title"), article(document)
    sites = {_plain(name) for name in _site_names(document)}
    headings = [text for text in _headings(document, outside) if _plain(text) not in sites]
    for text in (shared, described.headline if described else None, document.title):
        parts = [heading for heading in headings if text and _is_part(heading, text)]
        if parts:
            return max(parts, key=lambda heading: len(_plain(heading)))
        opening = _shared_opening(text, headings) if text else None
        if opening:
            return opening
    if shared:
        return _without_site(shared, _site_names(document))
    marked = _marked_title(document, outside)
    if marked:
        return marked
    if described and described.headline:
        return described.headline
    if document.title:
        return _without_site(document.title, _site_names(document))
    return headings[0] if headings else None


def _headings(document: Document, outside: Outside) -> Iterator[str]:
    """Headings and elements called title that do not lead to the front page."""
    for element in document.select("h1, h2, h3, h4, .title, .title > a, .entry-title, .post-title, .p-name"):
        text = document.text(element)
        if text and outside(element) and not any(_is_front(document, link) for link in _links_of(element)):
            yield text


def _shared_opening(text: str, headings: list[str]) -> str | None:
    """The parts of "Post | Section | Blog" that a heading opens with, which goes on otherwise ("Post By NAME")."""
    for found in reversed(list(_SEPARATOR.finditer(text))):
        part = text[: found.start()].strip()
        if len(part) > 3 and any(heading.casefold().startswith(f"{part.casefold()} ") for heading in headings):
            return part
    return None


def _links_of(element: HtmlElement) -> list[HtmlElement]:
    return [*element.iter("a"), *element.iterancestors("a")]


def _marked_title(document: Document, outside: Outside) -> str | None:
    for css in _TITLES:
        for element in document.select(css):
            text = document.text(element)
            if text and outside(element):
                return text
    return None


def _is_part(heading: str, text: str) -> bool:
    """Whether a heading is a title or its beginning or end, divided from the rest by more than a blank."""
    plain = heading.casefold().strip()
    whole = text.casefold().strip()
    if _plain(plain) and _plain(plain) == _plain(whole):
        return True
    if len(_plain(plain)) < 2:
        return False
    if whole.startswith(plain) and re.match(r"\s*[^\w\s]", whole[len(plain) :]):
        return True
    return whole.endswith(plain) and bool(re.search(r"[^\w\s]\s*$", whole[: -len(plain)]))


def _without_site(text: str, sites: list[str]) -> str:
    """ "Post | Blog" and "Blog: Post" without the blog."""
    for site in sites:
        plain = _plain(site)
        if not plain or plain == _plain(text):
            continue
        for found in _SEPARATOR.finditer(text):
            head, tail = text[: found.start()], text[found.end() :]
            if _plain(tail) == plain and head.strip():
                return head.strip()
            if _plain(head) == plain and tail.strip():
                return tail.strip()
    return text


def _site_names(document: Document) -> list[str]:
    names = [document.meta("og:site_name", "application-name", "apple-mobile-web-app-title"), site_title(document)]
    described = article(document)
    names.append(described.site if described else None)
    for link in document.select("link[rel~=alternate][title], link[rel~=home][title], link[rel~=start][title], link[rel~=index][title]"):
        names.append(re.sub(r"\s*(?:[»|-]\s*)?(?:RSS|Atom|Feed)\b.*$", "", link.get("title") or "", flags=re.IGNORECASE).strip())
    host = urls.host(document.url).removeprefix("www.")
    return [name for name in dict.fromkeys([*names, host, host.partition(".")[0]]) if name]


def site_title(document: Document) -> str | None:
    """The blog's name, as the page's head or the link to its front page tells it."""
    named = document.meta("og:site_name")
    if named:
        return named
    for css in (".site-title", "#blog-title", ".blog-title", "#site-title", "#banner-header", "#header h1", "#header .title", "header h1", "header .title"):
        for element in document.select(css):
            links = [link for link in document.select("a[href]", element) if _is_front(document, link)]
            text = document.text(element)
            if text and len(text) <= 100 and (links or css.startswith((".site", "#blog", ".blog", "#site", "#banner"))):
                return text
    return document.meta("application-name") or _last_part(document)


def _is_front(document: Document, link: HtmlElement) -> bool:
    target = document.absolute(link.get("href")) or ""
    if not urls.same_site(target, document.url) or any(urls.same(target, own) for own in document.own_urls):
        return False
    parts = urlsplit(target)
    return not parts.query and bool(re.fullmatch(r"/?(?:index\.\w+|blog|home|weblog)?/?", parts.path, re.IGNORECASE))


def _last_part(document: Document) -> str | None:
    """The blog's part of "Post - Blog", where the post's title is known to be the first."""
    own, named = document.title, document.meta("og:title")
    if own and named and own != named and own.startswith(named):
        return re.sub(r"^[\s|»«–—·•:~/\\-]+", "", own[len(named) :]) or None
    return None


def author(document: Document, outside: Outside, scope: HtmlElement | None = None) -> Author | None:
    """Who wrote the post."""
    described = article(document)
    named = described.author if described and described.author and not re.match(r"https?:", described.author) else None
    printed = next(_printed_authors(document, outside, scope), None) if scope is not None else None
    if named and described and (printed is None or _plain(named) in _plain(printed.name)):
        return Author(named, described.author_url if urls.is_web(described.author_url) else printed.url if printed else None)
    if printed:
        return printed
    for name in _META_AUTHORS:
        told = wording.name(document.meta(name))
        if told and not re.match(r"https?:|www\.|@", told) and len(told) <= _LONGEST_NAME:
            return Author(re.sub(r"\s*\([\w.-]+\)$", "", told))
    return next(_printed_authors(document, outside, None), None) or _author_near(document, outside, scope)


def _printed_authors(document: Document, outside: Outside, scope: HtmlElement | None) -> Iterator[Author]:
    """Names in elements that are marked as an author's, those nearest to the post's title first."""
    clock, place = Clock.of(document), _Places(document)
    for css in _AUTHORS:
        for element in sorted(document.select(css, scope), key=place.distance):
            if not outside(element):
                continue
            printed = author_of(document, element)
            if printed and (len(printed.name) > _LONGEST_NAME or (any(map(str.isdigit, printed.name)) and clock.find(printed.name))):
                printed, _ = byline(document, element, clock)
            if printed and len(printed.name) <= _LONGEST_NAME and not re.match(r"https?:", printed.name) and re.search(r"\w", printed.name):
                yield printed


class _Places:
    """How far elements stand from the post's title in document order; what comes before it counts double."""

    def __init__(self, document: Document) -> None:
        self._order = {element: number for number, element in enumerate(document.root.iter())}
        headings = document.select("h1, .entry-title, .post-title, h2")
        self._title = self._order.get(headings[0], 0) if headings else 0

    def distance(self, element: HtmlElement) -> int:
        """The number of elements between an element and the title."""
        after = self._order.get(element, 0) - self._title
        return after if after >= 0 else -2 * after


_BY = re.compile(
    r"(?:^|[\s|,·–-])(?:[Pp]osted\s+by|[Ww]ritten\s+by|[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v)[:\s]+((?:\w[\w.'’-]*\s?){1,4})"
)


def _author_near(document: Document, outside: Outside, scope: HtmlElement | None) -> Author | None:
    """ "by NAME" in a short line near the title, the first element whose class says that it names a person, `address`."""
    place = _Places(document)
    lines = (scope if scope is not None else document.root).iter("p", "div", "span", "li", "small", "em", "i", "h3", "h4", "h5", "h6", "td")
    for element in sorted(lines, key=place.distance):
        text = document.text(element)
        if text and len(text) < 160 and (found := _BY.search(text)) and outside(element):
            printed, _ = byline(document, element, Clock.of(document))
            if printed and len(printed.name) <= 40 and len(printed.name.split()) <= 5 and not _NOBODY.match(printed.name):
                return printed
            name = wording.name(found[1])
            if name and name[0].isupper():
                return Author(name)
    near = [element for element in document.root.iter("a", "span", "div", "strong", "b", "cite") if roles.is_name(element) and outside(element)]
    for element in [*sorted(near, key=place.distance), *document.select("address a")]:
        printed = author_of(document, element)
        if printed and len(printed.name) <= 40 and re.search(r"\w", printed.name) and not _NOBODY.match(printed.name):
            return printed
    return None


def published(document: Document, outside: Outside, scope: HtmlElement | None = None) -> Moment | None:
    """When the post was first published."""
    clock = Clock.of(document)
    described = article(document)
    for text in (described.published if described else None, *(document.meta(name) for name in _META_DATES)):
        moment = clock.read(text) if text else None
        if moment:
            return moment
    day, place = urls.path_date(document.url), _Places(document)
    for within in ([scope] if scope is not None else []) + [document.root]:
        for css in _DATES:
            for element in sorted(document.select(css, within), key=place.distance):
                moment = _printed_date(document, element, clock, outside)
                if moment and _agrees(moment, day, document.url):
                    return moment
    return _near_title(document, clock, outside, day, scope) or day


def _printed_date(document: Document, element: HtmlElement, clock: Clock, outside: Outside) -> Moment | None:
    if not outside(element) or len(document.text(element) or "") > 200:
        return None
    return clock.of_element(document, element)


def _agrees(moment: Moment, day: Moment | None, url: str) -> bool:
    """Whether a printed date can be the post's, by the date in its address."""
    if day is None:
        return True
    length = 10 if re.search(r"/\d{4}[/-]\d{1,2}[/-]\d{1,2}", url) else 7
    return abs((moment.value.date() - day.value.date()).days) <= (2 if length == 10 else 33)


def _near_title(
    document: Document, clock: Clock, outside: Outside, day: Moment | None, scope: HtmlElement | None
) -> Moment | None:
    """The date in the short line nearest to the title; one that a class calls a date first."""
    place = _Places(document)
    elements = [element for element in (scope if scope is not None else document.root).iter(*_LINES) if any(map(str.isdigit, element.text_content()[:200]))]
    elements.sort(key=lambda element: (not roles.is_date(element), place.distance(element)))
    for element in elements:
        text = document.text(element)
        if text and 6 <= len(text) <= 120 and outside(element):
            found = clock.find(text)
            if found and _agrees(found[0], day, document.url):
                return found[0]
    return None if scope is None else _near_title(document, clock, outside, day, None)


def updated(document: Document) -> Moment | None:
    """When the post was last changed, where its head says so."""
    described = article(document)
    text = (described.updated if described else None) or document.meta("article:modified_time", "og:updated_time", "dc.date.modified", "datemodified")
    return Clock.of(document).read(text) if text else None


def tags(document: Document, outside: Outside) -> tuple[str, ...]:
    """The words the post is filed under."""
    printed = [text for link in document.select(_TAG_LINKS) if outside(link) and (text := document.text(link)) and len(text) <= 60]
    if not printed:
        described = article(document)
        printed = list(described.tags) if described else []
    return tuple(dict.fromkeys(printed))[:50]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
