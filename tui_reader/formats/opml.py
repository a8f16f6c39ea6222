"""OPML, the list of feeds that readers exchange: 1.0, 1.1 and 2.0 are read, damaged ones as far as they go; 2.0 is
written (http://opml.org/spec2.opml).

No entity is expanded and nothing is asked of the network, whatever a file declares.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from tui_reader.content.text import clean
from tui_reader.errors import ParseError
from tui_reader.formats import listed
from tui_reader.formats.listed import FeedList, Listed, Skipped
from tui_reader.models import Feed, FeedKind

NAMESPACE: Final = "urn:tui-reader:opml"
"""Of our one addition: `kind="page"` at a blog without a feed, which other readers take for an ordinary link."""

_KIND = f"{{{NAMESPACE}}}kind"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\s*+<\?xml[^>]{0,400}\?>")
_DOCTYPE_START = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*+(?:\[(?:(?!\]\s*>).)*+\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_WITHIN = 10_000
_DOCTYPE_LENGTH = 100_000
_REFERENCE = re.compile(r"&(#?\w{1,40};)?")
_OF_XML = frozenset({"lt;", "gt;", "amp;", "quot;", "apos;"})
_READ = frozenset({"text", "title", "type", "url", "xmlurl", "htmlurl", "category"})
_MANY = 20
"""Attributes that say the same in letters of another case are not read without end."""

_FEED_TYPES = frozenset({"rss", "atom", "pie", "feed", "rdf", "rss1", "rss2", "json"})
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})


def read(source: str, name: str) -> FeedList:
    """The feeds of an OPML text, those inside other outlines in their folder. `name` is what errors call the file.

    Raises ParseError where the text is no OPML.
    """
    root, is_damaged = _parse(source)
    kind = _tag(root) if root is not None else ""
    if root is None or (kind != "opml" and next(_outlines(root), None) is None):
        raise _no_list(kind, name)
    feeds: list[Listed] = []
    skipped: list[Skipped] = []
    for outline, folders in _with_folders(root):
        if max(len(feeds), len(skipped)) >= listed.MAX_FEEDS:
            reason = f"more than {listed.MAX_FEEDS:,} feeds: the rest of the list was not read"
            skipped.append(Skipped(_line(outline), "the rest", reason))
            break
        made = _read_outline(outline, folders)
        if isinstance(made, Listed):
            feeds.append(made)
        elif made is not None:
            skipped.append(made)
    notes = (f"{name} is damaged; it was read as far as it goes.",) if is_damaged else ()
    return FeedList("OPML", tuple(feeds), tuple(skipped), notes)


def write(feeds: Iterable[Feed], *, title: str) -> str:
    """OPML 2.0 of subscriptions, those with a folder inside an outline of its name. Ends with a newline."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"tui": NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _text(title)
    body = etree.SubElement(root, "body")
    made: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        place = body
        path = listed.folders(feed.folder)
        for depth in range(1, len(path) + 1):
            key = tuple(path[:depth])
            if key not in made:
                made[key] = etree.SubElement(place, "outline", {"text": _text(path[depth - 1])})
            place = made[key]
        etree.SubElement(place, "outline", _attributes(feed))
    etree.indent(root)
    return etree.tostring(root, encoding="unicode", doctype='<?xml version="1.0" encoding="UTF-8"?>') + "\n"


def _attributes(feed: Feed) -> dict[str, str]:
    name = _text(feed.title)
    if feed.kind is FeedKind.PAGE:
        return {"type": "link", "text": name, "title": name, "url": feed.url, _KIND: "page"}
    site = {"htmlUrl": feed.site_url} if feed.site_url else {}
    return {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url, **site}


def _text(text: str) -> str:
    """A text as XML may hold it."""
    return _FORBIDDEN.sub("", clean(text))


def _prepared(source: str) -> str:
    """The text without declarations of any kind and with the names that HTML gives to characters resolved; line breaks
    stay where they are.
    """
    source = _FORBIDDEN.sub("", source.lstrip("\ufeff"))
    if declared := _DECLARATION.match(source):
        source = "\n" * declared[0].count("\n") + source[declared.end() :]
    if start := _DOCTYPE_START.search(source, 0, _DOCTYPE_WITHIN):
        doctype = _DOCTYPE.match(source, start.start(), start.start() + _DOCTYPE_LENGTH)
        # of one without end the start goes, so that nothing after it declares anything
        end = (doctype or start).end()
        source = source[: start.start()] + "\n" * source.count("\n", start.start(), end) + source[end:]
    return _REFERENCE.sub(_legal, source) if "&" in source else source


def _legal(match: re.Match[str]) -> str:
    """A reference as XML knows it; `&` alone, and before a name that nobody knows, is the sign itself."""
    name = match[1]
    if name is None:
        return "&amp;"
    if name in _OF_XML:
        return match[0]
    character = html.unescape(match[0])
    return html.escape(_FORBIDDEN.sub("\ufffd", character))


def _parse(source: str) -> tuple[etree._Element | None, bool]:
    """The root element, None where there is no element at all, and whether anything had to be mended."""
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_prepared(source).encode(), parser)
    except etree.XMLSyntaxError:
        return None, True
    return root, len(parser.error_log) > 0


def _no_list(kind: str, name: str) -> ParseError:
    if kind in _FEED_ROOTS:
        return ParseError(f"{name} is a feed, no list of feeds", "`tui-reader add` follows it.")
    if kind == "html":
        return ParseError(
            f"{name} is a web page, no list of feeds", "`tui-reader add` looks for the feed that it names."
        )
    return ParseError(f"{name} holds no OPML", "An OPML file has feeds in <outline> elements; this one has none.")


def _outlines(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if _tag(element) == "outline")


def _with_folders(root: etree._Element) -> Iterator[tuple[etree._Element, list[str | None]]]:
    """Every outline in order, with the names of the outlines around it that are no feeds themselves."""
    folders: list[str | None] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if _tag(element) != "outline":
            continue
        values = _values(element)
        is_folder = not values.get("xmlurl") and len(element) > 0
        if event == "start":
            yield element, folders
        if is_folder and event == "start":
            folders.append(values.get("text") or values.get("title"))
        elif is_folder:
            folders.pop()


def _read_outline(outline: etree._Element, folders: list[str | None]) -> Listed | Skipped | None:
    """What one outline says; None for a folder."""
    values = _values(outline)
    kind = values.get("type", "").lower()
    is_page = outline.get(_KIND) == "page"
    is_feed = kind in _FEED_TYPES or is_page
    text = values.get("xmlurl") or (values.get("url") if is_feed else None)
    line, name = _line(outline), values.get("text") or values.get("title")
    if not text:
        return None if len(outline) else _no_feed(line, values, name)
    url = listed.address(text)
    if url is None:
        return Skipped(line, listed.shown(text), "no web address: only http and https are followed")
    return Listed(
        line=line,
        url=url,
        title=listed.title(name),
        site_url=url if is_page else listed.address(values.get("htmlurl", "")),
        folder=listed.folder(folders) or _category(values.get("category")),
        kind=FeedKind.PAGE if is_page else FeedKind.FEED,
    )


def _no_feed(line: int, values: Mapping[str, str], name: str | None) -> Skipped | None:
    """Why an outline without a feed and without anything inside is left out; None where it says nothing at all."""
    link = values.get("htmlurl") or values.get("url")
    if link:
        reason = "a link to a page or another list, no feed: `tui-reader add` looks for the feed that it names"
        return Skipped(line, listed.shown(link), reason)
    return Skipped(line, listed.shown(name), "an empty folder, or a feed without address") if name else None


def _category(text: str | None) -> str | None:
    """The first of an outline's categories, `/Outer/Inner,other`, as a folder."""
    return listed.folder([*(text or "").partition(",")[0].split("/")])


def _tag(element: etree._Element) -> str:
    """An element's name in lower case, without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _values(outline: etree._Element) -> dict[str, str]:
    """What is read of an outline's attributes and is not empty, by names in lower case: every case occurs."""
    # to ask for the value of each takes a look at all that stand before it
    read = [key for key in outline.keys() if key.lower() in _READ]  # noqa: SIM118  an element is no mapping
    return {key.lower(): text for key in read[:_MANY] if (text := (outline.get(key) or "").strip())}


def _line(element: etree._Element) -> int:
    return element.sourceline or 0
