"""How single values are read out of a page's elements: dates, names, bylines, links.

Knows elements and their attributes, no blog software.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml.html import HtmlElement

from tui_reader.content import dates
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import wording
from tui_reader.models import Author, Link, Moment

Selectors = tuple[str, ...]
"""CSS selectors in order of trust: the first that finds something answers. A comma inside one means document order."""

_ISO = re.compile(r"^\s*\d{4}-\d{2}(?:-\d{2})?(?!\d)")
_LEFTOVER = re.compile(r"^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Clock:
    """How this page writes dates: its languages, whether the day comes first, and when it was fetched."""

    languages: tuple[str, ...] = ()
    day_first: bool | None = None
    reference: datetime | None = None

    @classmethod
    def of(cls, document: Document, samples: Sequence[str] = ()) -> Clock:
        """The page's clock; `samples` are date texts of the page that decide between day and month first."""
        fetched = document.page.fetched_at
        return cls(
            languages=(document.language,) if document.language else (),
            day_first=dates.day_first(samples) if samples else None,
            reference=datetime.fromtimestamp(fetched, UTC) if fetched else None,
        )

    def read(self, text: str) -> Moment | None:
        """The date that a text is."""
        return dates.read(text, languages=self.languages, day_first=self.day_first, reference=self.reference)

    def find(self, text: str) -> tuple[Moment, int, int] | None:
        """The first date in running text, with its place."""
        return dates.find(text, languages=self.languages, day_first=self.day_first, reference=self.reference)

    def of_element(self, document: Document, element: HtmlElement) -> Moment | None:
        """The date that an element names: a machine-readable attribute in it, else its text, else its `title`."""
        for holder in (element, *element.iter("time", "abbr", "span", "a", "meta")):
            for attribute in ("datetime", "content", "title"):
                value = holder.get(attribute)
                if value and _ISO.match(value):
                    moment = self.read(value)
                    if moment:
                        return moment
        text = document.text(element)
        found = self.find(text) if text else None
        if found:
            return found[0]
        title = element.get("title")
        return self.read(title) if title else None


def pick(document: Document, selectors: Selectors, within: HtmlElement | None = None) -> list[HtmlElement]:
    """Everything that the first selector which finds something finds; [] where none does."""
    for css in selectors:
        found = document.select(css, within)
        if found:
            return found
    return []


def pick_text(document: Document, selectors: Selectors, within: HtmlElement | None = None) -> str | None:
    """The first text that any of the selectors leads to; `content` attributes of `meta` count as their text."""
    for css in selectors:
        for element in document.select(css, within):
            text = clean_line(element.get("content")) if element.tag == "meta" else document.text(element)
            if text:
                return text
    return None


def author_of(document: Document, element: HtmlElement, site: HtmlElement | None = None) -> Author | None:
    """The name that an element prints, without role words, and the first outside address it links to."""
    printed = wording.name(document.text(element))
    if not printed or _LEFTOVER.match(printed):
        return None
    links = [site] if site is not None else [element, *element.iter("a")]
    return Author(printed, _site(document, links))


def _site(document: Document, links: Iterable[HtmlElement]) -> str | None:
    """The author's own address: the first that is a web page, and not a place in this page."""
    for link in links:
        href = link.get("href")
        address = document.absolute(href) if href and "#" not in href else None
        if address and not address.startswith("mailto:"):
            return address
    return None


def byline(document: Document, element: HtmlElement, clock: Clock) -> tuple[Author | None, Moment | None]:
    """Author and date out of a comment's byline: "Posted by: NAME | DATE", "NAME on DATE said:", "DATE, NAME"."""
    text = document.text(element) or ""
    moment, start, end = _dated_part(document, element, text, clock)
    named = wording.signature(text[:start])
    if named is not None:
        return _signer(document, element, named if moment else wording.up_to_joint(named)), moment
    for link in element.iter("a"):
        if _names_somebody(document, link, clock):
            return author_of(document, link), moment
    for part in (text[:start], text[end:]):
        author = _printed(part)
        if author:
            return author, moment
    return None, moment


def signed_byline(document: Document, element: HtmlElement, clock: Clock) -> tuple[Author | None, Moment | None]:
    """Author and date out of a post's byline: "Posted by NAME at DATE in CATEGORY", "DATE in CATEGORY by NAME".

    Either may be missing: only role words ("Posted by") tell an author from a category.
    """
    text = document.text(element) or ""
    moment, start, end = _dated_part(document, element, text, clock)
    for part in (text[:start], text[end:]):
        named = wording.signature(part)
        if named is not None:
            return _signer(document, element, wording.up_to_joint(named)), moment
    return None, moment


def _signer(document: Document, element: HtmlElement, named: str) -> Author | None:
    """The author that a byline names behind its role words: the link that stands first there, else the text."""
    for link in element.iter("a"):
        inner = document.text(link)
        if inner and named.strip() and named.startswith(inner) and "#" not in (link.get("href") or ""):
            return author_of(document, link)
    return _printed(named, wording.name_before_date)


def _printed(text: str, trim: Callable[[str | None], str | None] = wording.name_beside_date) -> Author | None:
    pieces = [piece for piece in text.split("|") if piece.strip()]
    name = trim(pieces[0] if pieces else None)
    return Author(name) if name and not _LEFTOVER.match(name) else None


def _dated_part(document: Document, element: HtmlElement, text: str, clock: Clock) -> tuple[Moment | None, int, int]:
    """The byline's date and its place: that of an element that is nothing but a date, else the first in the text."""
    for holder in element.iter("time", "abbr", "a", "span"):
        inner = None if holder is element else document.text(holder)
        found = clock.find(inner) if inner else None
        if inner and found and len(inner) - (found[2] - found[1]) <= 3 and inner in text:
            start = text.rindex(inner)
            return clock.of_element(document, holder) or found[0], start, start + len(inner)
    found = clock.find(text)
    return found or (None, len(text), len(text))


def _names_somebody(document: Document, link: HtmlElement, clock: Clock) -> bool:
    """Whether a byline's link is its author: no date, no "#", no "Reply", no place in a page."""
    text = document.text(link)
    href = link.get("href") or ""
    return bool(
        text
        and not _LEFTOVER.match(text)
        and "#" not in href
        and not href.startswith("javascript:")
        and not clock.find(text)
        and not re.fullmatch(r"(?:reply|permalink|link|antworten|répondre|responder|返信)", text, re.IGNORECASE)
    )


def link_of(document: Document, element: HtmlElement) -> Link | None:
    """A neighbour's link: its address, and the title in `title=` or its text without arrows and direction words."""
    href = element.get("href")
    address = document.absolute(href) if href and not href.startswith("#") else None
    if not address or address.startswith("mailto:"):
        return None
    text = wording.without_labels(document.text(element), pieces(element))
    printed = None if element.tag == "link" else wording.link_title(text)
    return Link(address, printed or wording.link_title(element.get("title")))


def pieces(element: HtmlElement) -> list[str]:
    """The text nodes of an element, in order."""
    return [text for text in element.itertext() if text.strip()]


def ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements around one, the nearest first."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def is_inside(element: HtmlElement, elements: set[HtmlElement]) -> bool:
    """Whether an element is one of these or stands in one."""
    return bool(elements) and any(outer in elements for outer in (element, *ancestors(element)))


def outermost(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The elements that stand in no other of them."""
    chosen = set(elements)
    return [element for element in elements if not any(outer in chosen for outer in ancestors(element))]
