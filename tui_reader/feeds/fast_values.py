"""Texts, links, people and dates of single elements, with exactly the transformations that feedparser does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import etree

from tui_reader.feeds import values
from tui_reader.feeds.fast_names import THREAD_COUNT, XML_BASE, XML_LANG, Names, UnsureError
from tui_reader.models import Author, Moment

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TYPES: Mapping[str, str] = {"text": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml"}
_NESTED_TYPES = frozenset({"application/xhtml+xml"})
_XHTML = "{http://www.w3.org/1999/xhtml}"
# what these are to feedparser is more than markup
_SPECIAL = frozenset({"body", "svg", "math"})
_LINK_ATTRIBUTES = frozenset({"href", "rel", "type", "title", "hreflang", "length"})
_IN_LOWER_CASE = frozenset({"rel", "type"})
_QUOTES = {'"': "&quot;"}
_NO_ATTRIBUTES: frozenset[str] = frozenset()
_EXTENSIONS = ("{http://purl.org/syndication/thread/1.0}", "{http://schemas.google.com/")


class Links(NamedTuple):
    """The address of the page, and every link as it is written."""

    alternate: str | None
    others: list[dict[str, str]]


class Person(NamedTuple):
    """Whom Atom names: as it is written, "" where it is not; `has_mail` where there is an element for it."""

    name: str
    email: str
    href: str
    has_mail: bool


def only(element: etree._Element, allowed: frozenset[str] | set[str] = _NO_ATTRIBUTES) -> None:
    """Raise UnsureError where an element has other attributes than those."""
    if not allowed.issuperset(element.keys()):
        raise UnsureError(element.tag)


def lone(found: Mapping[str, list[etree._Element]], code: str) -> etree._Element | None:
    """The one element of this meaning; raises UnsureError where there are more."""
    elements = found.get(code)
    if elements is None:
        return None
    if len(elements) > 1:
        raise UnsureError(code)
    return elements[0]


def raw(element: etree._Element) -> str:
    """An element's text without outer blanks; raises UnsureError where it holds elements."""
    if len(element):
        raise UnsureError(element.tag)
    return (element.text or "").strip()


def text(element: etree._Element, allowed: frozenset[str] | set[str] = _NO_ATTRIBUTES) -> str:
    """An element's text; letters that were encoded twice are put right."""
    keys = element.keys()
    if keys and not allowed.issuperset(key for key in keys if key != XML_LANG):
        raise UnsureError(element.tag)
    value = raw(element)
    return value if value.isascii() else _mended(value)


def bare(element: etree._Element) -> str:
    """The text of an element that has no attribute: with one, feedparser takes it for no text."""
    only(element)
    return text(element)


def _mended(value: str) -> str:
    """UTF-8 that was read as Latin-1 and written again as UTF-8, as it was meant."""
    try:
        return value.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return value


def joined(uri: str) -> str:
    """An address as it is taken over; raises UnsureError for one that feedparser would change."""
    if ":///" in uri:
        raise UnsureError(uri)
    return uri


def address(element: etree._Element | None) -> str | None:
    """The address that is an element's text."""
    return None if element is None else joined(text(element))


def typed(element: etree._Element) -> tuple[str, str]:
    """An Atom text and its media type: plain, HTML or XHTML; raises UnsureError for any other."""
    kind = _TYPES.get((element.get("type") or "text").lower())
    if kind is None:
        raise UnsureError(element.tag)
    return (nested(element) if kind in _NESTED_TYPES else text(element, {"type", XML_BASE})), kind


def nested(element: etree._Element) -> str:
    """The markup that an element holds, without a `div` around all of it, written as feedparser writes it."""
    only(element, {"type", XML_BASE, XML_LANG})
    holder = element
    if len(element) == 1 and element[0].tag == f"{_XHTML}div" and not _has_text(element):
        holder = element[0]
        _start_tag(holder)
    pieces = [escape(holder.text or "")]
    # the end of an element is written after all that it holds, however deep
    for event, inner in etree.iterwalk(holder, events=("start", "end")):
        if inner is holder:
            continue
        if event == "start":
            pieces += (_start_tag(inner), escape(inner.text or ""))
        else:
            pieces += (f"</{str(inner.tag)[len(_XHTML) :].lower()}>", escape(inner.tail or ""))
    value = "".join(pieces).strip()
    return value if value.isascii() else _mended(value)


def _has_text(element: etree._Element) -> bool:
    """Whether words stand around the one element that it holds."""
    return bool((element.text or "").strip() or (element[0].tail or "").strip())


def _start_tag(element: etree._Element) -> str:
    tag = str(element.tag)
    name = tag[len(_XHTML) :].lower()
    if not tag.startswith(_XHTML) or name in _SPECIAL:
        raise UnsureError(tag)
    given = {key.lower(): value for key, value in element.items()}
    told = []
    for key, value in given.items():
        if ":" in key or "{" in key or key == "base":
            raise UnsureError(key)
        shown = escape(value.lower() if key in _IN_LOWER_CASE else value, _QUOTES)
        told.append(f' {key}="{shown}"')
    return f"<{name}{''.join(told)}>"


def atom_title(element: etree._Element | None) -> str | None:
    """A title of Atom, which says itself whether it is HTML."""
    if element is None:
        return None
    value, kind = typed(element)
    return values.title(value, is_html=kind in HTML_TYPES)


def links(elements: Iterable[etree._Element]) -> Links:
    """What links say, RSS's and Atom's, the last of several to a page."""
    alternate: str | None = None
    others: list[dict[str, str]] = []
    for element in elements:
        if not element.keys():
            alternate = joined(text(element))
            if "&" in alternate and ";" in alternate:
                raise UnsureError(alternate)
            continue
        link = _link(element)
        if link["rel"] == "alternate" and link["type"] in HTML_TYPES:
            alternate = link["href"]
        others.append(link)
    return Links(alternate, others)


def _link(element: etree._Element) -> dict[str, str]:
    given = dict(element.items())
    for key in given:
        if key not in _LINK_ATTRIBUTES and not key.startswith(_EXTENSIONS):
            raise UnsureError(key)
    href, rel = given.get("href"), given.get("rel", "alternate").lower()
    if not href:
        raise UnsureError("link")
    kind = given.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
    if kind in {"html", "xhtml", "text", "plain"}:
        raise UnsureError(kind)
    link = {**given, "href": joined(href), "rel": rel, "type": kind}
    if THREAD_COUNT in given:
        link["count"] = given[THREAD_COUNT]
    return link


def person(names: Names, element: etree._Element) -> Person:
    """An author of Atom."""
    only(element, {XML_LANG})
    found = names.gather(element)
    if not set(found) <= {"name", "uri", "email"} or (element.text or "").strip():
        raise UnsureError("author")
    told = {code: lone(found, code) for code in found}
    for part in told.values():
        only(part if part is not None else element)
    name, email, uri = told.get("name"), told.get("email"), told.get("uri")
    return Person(
        raw(name) if name is not None else "",
        raw(email) if email is not None else "",
        address(uri) or "",
        email is not None,
    )


def author_of(base: str, people: Sequence[Person]) -> Author | None:
    """The first of several who has a name, one without a mail address before one with it."""
    for one in sorted(people, key=lambda one: one.has_mail):
        told = one.name or one.email
        if len(people) == 1 and one.name and one.email:
            told = f"{one.name} ({one.email})"
        found = values.author(told, values.link(base, one.href or None))
        if found:
            return found
    return None


def author_named(elements: Sequence[etree._Element]) -> Author | None:
    """The author that RSS and its modules name by a text."""
    told = [text(element) for element in elements]
    if len(told) > 1 and any("@" in name for name in told):
        raise UnsureError("author")
    return next((found for name in told if (found := values.author(name))), None)


def moment(elements: Sequence[etree._Element]) -> Moment | None:
    """The last of several dates; raises UnsureError for a form that only feedparser may know."""
    if not elements:
        return None
    told = text(elements[-1])
    found = values.moment(told)
    if found is None and told:
        raise UnsureError(told)
    return found


def language(holders: Iterable[etree._Element]) -> str | None:
    """The language that the innermost element names, of elements from the outside in."""
    told: str | None = None
    for holder in holders:
        given = holder.get(XML_LANG)
        if given is not None:
            told = given or None
    return told.replace("_", "-") if told else None
