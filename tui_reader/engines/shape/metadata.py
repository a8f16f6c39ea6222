"""Who wrote a post and when, and what it is filed under: by standards first, by what is printed near its title second.

Reads head elements, JSON-LD, microdata, microformats and the usual class names; knows no blog software.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import wording
from tui_reader.engines.reading import Clock, author_of, byline
from tui_reader.engines.shape import roles
from tui_reader.engines.shape.titles import Outside
from tui_reader.engines.structured_data import article
from tui_reader.models import Author, Moment

_AUTHORS = (
    ".p-author .p-name",
    "[itemprop~=author] [itemprop~=name]",
    "[itemprop~=author]",
    "a[rel~=author]",
    ".p-author",
    ".post-author .fn, .author.vcard .fn, .vcard.author, .byline .fn, .vcard .fn, .author .fn",
    ".byline .author, .entry-author, .post-author, .author-name, .article-author, .byline a, .username",
    ".byline, .author, .entry-meta .author, .submitted .username, .post-byline, .meta-author, .by",
)
# so many of them are standards: they hold wherever they stand
_STANDARD = 5
_DATES = (
    "time[itemprop~=datePublished]",
    "[itemprop~=datePublished]",
    ".dt-published",
    "time.entry-date, .published",
    "article time[datetime], .hentry time[datetime], .post time[datetime], time[pubdate]",
    ".entry-date, .post-date, .posted-on, .post-timestamp, .date-header, .dateheader, .article-date, .publish-date",
    "time[datetime]",
    ".date, .timestamp, .posted, .byline, .submitted, .entry-meta, .post-meta, .meta, .postmetadata, .info",
)
_META_DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.created",
    "dc.date.created", "dc.date", "dcterms.date", "date", "parsely-pub-date", "sailthru.date", "publish_date",
    "publish-date", "pubdate", "article.published", "citation_publication_date", "originalpublicationdate",
)  # fmt: skip
_META_UPDATED = ("article:modified_time", "og:updated_time", "dc.date.modified", "datemodified")
_META_AUTHORS = (
    "author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_LINES = ("p", "div", "span", "li", "small", "h2", "h3", "h4", "h5", "h6", "em", "i", "td", "a", "b", "strong")
_TAG_LINKS = "a[rel~=tag], a[rel~=category], .p-category"
_BY = re.compile(
    r"(?:^|[|,·–-]\s*|\b(?:points|posted|written|submitted|published|article|story|text|words)\s+)"
    r"(?:by|von|par|por|door|av)[:\s]+((?:\w[\w.'’-]*\s?){1,4})",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:admin(?:istrator)?|unknown|author|by|guest|staff|https?:.*|www\..*|@\w+|.*@.*\..*|\(.*)", re.IGNORECASE
)
_PARTICLES = {
    "von",
    "van",
    "der",
    "den",
    "de",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "ter",
    "zu",
}
_NO_NAME = re.compile(r"https?:|www\.|@|\(")
_ADDRESS = re.compile(r"\s*[-–—|,:(<]*\s*(?:https?://|www\.)\S*$")
_ACCOUNT = re.compile(r"\s*\([\w.-]+\)$")
_FULL_DATE_PATH = re.compile(r"/\d{4}[/-]\d{1,2}[/-]\d{1,2}")
_UNSIGNED = {"button", "label", "select", "figure", "figcaption", "nav", "dialog", "pre", "code"}
_OUTER = {"header", "footer", "form"}
# how many elements from the title a name may stand that only its class calls one
_FARTHEST = 250
_LONGEST_NAME = 80
_LONGEST_LINE = 160
_MOST_TAGS = 50

_BEFORE_PERSON = re.compile(
    r"^\W*(?:(?:(?:see|view|read)\s+)?(?:more|all)\s+by|(?:recipe|authored|created|story|photos?)\s+by|autor(?:in)?)[:\s]+",
    re.IGNORECASE,
)
_BEHIND_PERSON = re.compile(
    r"\s+[\d.,]+k?[\d.,]*\s+(?:gold|silver|bronze)\s+badges?.*$|\s+\d+\s*min(?:ute)?s?\s+read.*$"
    r"|\s+(?:verified\s+(?:buyer|purchase)|staff\s+writer)\b.*$"
    r"|\s+(?:alle\s+artikel|all\s+(?:posts|articles))\b.*$|\s+(?:stand|updated|published)\s*:.*$|\s+\d{1,2}\.?\s\w+\s\d{4}.*$",
    re.IGNORECASE,
)
_NOT_A_PERSON = re.compile(
    r"[^A-Za-z\u00c0-\uffff]*|\W*\d[\d\s.,:]*(?:[ap]m)?\b.{0,4}|edited\b.*|filename\b.*|follow\b.*|copyright\b.*"
    r"|(?:no|view|see|about|the)\s+(?:the\s+)?author(?:\s+page)?|(?:last\s+)?(?:updated|published|reviewed|modified)\b.*"
    r"|(?:fact[\s-]?checked|geprüft|aktualisiert|zuletzt)\b.*",
    re.IGNORECASE,
)


def person(author: Author | None, clock: Clock) -> Author | None:
    """An author without the words and the date that themes print around the name; None where nobody is left."""
    if author is None or _NOT_A_PERSON.fullmatch(author.name):
        return None
    name = _BEHIND_PERSON.sub("", _BEFORE_PERSON.sub("", author.name))
    dated = clock.find(name) if re.search(r"\d{4}", name) else None
    if dated:
        name = name[: dated[1]]
    name = name.rstrip(" \t-–—|,·•:")
    return None if not re.search(r"\w", name) or _NOT_A_PERSON.fullmatch(name) else Author(name, author.url)


class Signature:
    """Reads who, when and under which words of one post.

    `outside` tells what is no part of comments, widgets and lists; `scope` is what belongs to the post, where known.
    """

    def __init__(self, document: Document, outside: Outside, scope: HtmlElement | None = None) -> None:
        self._document = document
        self._outside = outside
        self._scope = scope
        self._clock = Clock.of(document)
        self._described = article(document)

    def author(self) -> Author | None:
        """Who wrote the post."""
        return person(self._signer(), self._clock)

    def _signer(self) -> Author | None:
        printed = next(self._marked_authors(self._scope), None) if self._scope is not None else None
        named = self._described.author if self._described else None
        if named and not _NO_NAME.match(named) and (printed is None or _plain(named) in _plain(printed.name)):
            address = self._described.author_url if self._described else None
            return Author(named, address if urls.is_web(address) else printed.url if printed else None)
        return printed or self._told_author() or next(self._marked_authors(None), None) or self._author_near()

    def published(self) -> Moment | None:
        """When the post was first published; what is printed must not contradict the date in the address."""
        described = self._described.published if self._described else None
        for text in filter(None, (described, *map(self._document.meta, _META_DATES))):
            moment = self._clock.read(text)
            if moment:
                return moment
        return self._marked_date() or self._date_near(self._scope) or self._date_near(None) or self._day

    def updated(self) -> Moment | None:
        """When the post was last changed, where its head says so."""
        text = (self._described.updated if self._described else None) or self._document.meta(*_META_UPDATED)
        return self._clock.read(text) if text else None

    def tags(self) -> tuple[str, ...]:
        """The words the post is filed under."""
        texts = (self._document.text(link) for link in self._document.select(_TAG_LINKS) if self._outside(link))
        printed: Iterable[str] = [text for text in texts if text and len(text) <= 60]
        if not printed and self._described:
            printed = self._described.tags
        return tuple(dict.fromkeys(printed))[:_MOST_TAGS]

    def _marked_authors(self, scope: HtmlElement | None) -> Iterator[Author]:
        """Names in elements that are marked as an author's, those nearest to the post's title first."""
        for rank, css in enumerate(_AUTHORS):
            may_sign = self._outside if rank < _STANDARD else self._may_sign
            for element in sorted(self._document.select(css, scope), key=self._distance):
                printed = author_of(self._document, element) if may_sign(element) else None
                if printed and (len(printed.name) > _LONGEST_NAME or self._holds_date(printed.name)):
                    printed, _ = byline(self._document, element, self._clock)
                if printed and _is_name(printed.name, _LONGEST_NAME):
                    yield printed

    def _may_sign(self, element: HtmlElement) -> bool:
        """Whether a post may be signed where an element stands: not in controls, captions, code, heads of a site."""
        for up in (element, *element.iterancestors()):
            if up.tag in _UNSIGNED:
                return False
            is_of_post = up.find(".//h1") is not None or next(up.iterancestors("article", "main"), None) is not None
            if up.tag in _OUTER and not is_of_post:
                return False
        return self._outside(element)

    def _holds_date(self, text: str) -> bool:
        return any(map(str.isdigit, text)) and self._clock.find(text) is not None

    def _told_author(self) -> Author | None:
        """The name that the head tells."""
        for name in _META_AUTHORS:
            told = wording.name(_ADDRESS.sub("", self._document.meta(name) or ""))
            if told and not _NO_NAME.match(told) and len(told) <= _LONGEST_NAME:
                return Author(_ACCOUNT.sub("", told))
        return None

    def _author_near(self) -> Author | None:
        """The name in "by NAME" near the title, in an element whose class says so, in `address`."""
        for element in self._near(self._scope, _LINES):
            text = self._document.text(element)
            if not text or text in (self._document.title or ""):  # a title may hold "by NAME" as well
                continue
            found = _BY.search(text) if len(text) < _LONGEST_LINE else None
            if found and self._may_sign(element):
                printed, _ = byline(self._document, element, self._clock)
                named = printed.name if printed else wording.name(found[1]) or ""
                address = printed.url if printed else None
                name = named if address else _capitalised(named)
                if len(name.split()) <= 5 and _is_name(name) and (address or not name[0].islower()):
                    return Author(name, address)
        marked = (
            element for element in self._near(None, ("a", "span", "div", "strong", "b")) if roles.is_name(element)
        )
        near = (
            element
            for element in marked
            if abs(self._order.get(element, _FARTHEST)) < _FARTHEST and self._may_sign(element)
        )
        # the standards' ways to say whose page this is
        owners = filter(self._outside, self._document.select("address a, .h-card .p-name"))
        for element in (*near, *owners):
            printed = author_of(self._document, element)
            if printed and _is_name(printed.name):
                return printed
        return None

    @cached_property
    def _day(self) -> Moment | None:
        """The date in the post's address."""
        return urls.path_date(self._document.url)

    def _agrees(self, moment: Moment | None) -> bool:
        """Whether a printed date can be the post's, by the date in its address."""
        if moment is None or self._day is None:
            return moment is not None
        slack = 2 if _FULL_DATE_PATH.search(self._document.url) else 33
        return abs((moment.value.date() - self._day.value.date()).days) <= slack

    def _marked_date(self) -> Moment | None:
        """The date in an element that is marked as one, in the post's scope first, nearest to the title first."""
        for within in (self._scope, None) if self._scope is not None else (None,):
            for css in _DATES:
                for element in sorted(self._document.select(css, within), key=self._distance):
                    if not self._outside(element) or len(self._document.text(element) or "") > 200:
                        continue
                    moment = self._clock.of_element(self._document, element)
                    if self._agrees(moment):
                        return moment
        return None

    def _date_near(self, scope: HtmlElement | None) -> Moment | None:
        """The date in the short line nearest to the title; one that a class calls a date first."""
        lines = [
            element for element in self._near(scope, _LINES) if any(map(str.isdigit, element.text_content()[:200]))
        ]
        for element in sorted(lines, key=lambda line: not roles.is_date(line)):
            text = self._document.text(element)
            if text and 6 <= len(text) <= 120 and self._outside(element):
                found = self._clock.find(text)
                if found and self._agrees(found[0]):
                    return found[0]
        return None

    def _near(self, scope: HtmlElement | None, tags: tuple[str, ...]) -> list[HtmlElement]:
        """The elements of these tags, the nearest to the title first."""
        place = scope if scope is not None else self._document.root
        return sorted(place.iter(*tags), key=self._distance)

    @cached_property
    def _order(self) -> dict[HtmlElement, int]:
        """Each element's place in the page, counted from the post's title."""
        headings = self._document.select("h1, .entry-title, .post-title, h2")
        order = {element: number for number, element in enumerate(self._document.root.iter())}
        start = order[headings[0]] if headings else 0
        return {element: number - start for element, number in order.items()}

    def _distance(self, element: HtmlElement) -> int:
        """How far an element stands from the post's title; what comes before it counts double."""
        after = self._order.get(element, 0)
        return after if after >= 0 else -2 * after


def _capitalised(text: str) -> str:
    """The name out of "Ann Low on Monday": its words up to the first in lower case that is no particle."""
    kept: list[str] = []
    for word in text.split():
        if kept and word[0].islower() and word not in _PARTICLES:
            break
        kept.append(word)
    return " ".join(kept)


def _is_name(text: str, limit: int = 40) -> bool:
    """Whether a text can be somebody's name."""
    is_short = len(text) <= limit and bool(re.search(r"\w", text))
    return is_short and not (_NOBODY.fullmatch(text) if limit <= 40 else _NO_NAME.match(text))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
