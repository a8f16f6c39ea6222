"""What kind of document this is, from its first characters; nothing is parsed but JSON."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any

from tui_reader.content import encoding
from tui_reader.models import Page

_WIDE = ((b"<\0?\0", "utf-16-le"), (b"<\0r\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"), (b"\0<\0r", "utf-16-be"))
_PROLOG = re.compile(
    r"(?:[\s\ufeff\0]++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>\[]*+(?:\[(?:(?!\]\s*>).)*+\]\s*)?>)*+",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|rdf|feed|channel|html|[\w-]{1,40})(?=[\s>/])", re.IGNORECASE)
_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
# what a broken server printed before the feed does not make it a page
_LATE_ROOT = re.compile(r"<(?:rss\s[^>]*version|rdf:RDF\s|feed\s[^>]*xmlns)", re.IGNORECASE)
_LATE_WITHIN = 2000
_PASSWORD = re.compile(r"<input\b[^<>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|title|h1|table)\b", re.IGNORECASE)
_PROLOG_WITHIN = 100_000
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')


class Kind(StrEnum):
    """What a document is."""

    XML = "xml"
    JSON = "json"
    HTML = "html"
    EMPTY = "empty"
    OTHER = "other"


def decoded(page: Page) -> str:
    """The page's text; UTF-16 is also recognised without a byte order mark."""
    for start, name in _WIDE:
        if page.content.startswith(start):
            return page.content.decode(name, "replace")
    return encoding.decode(page.content, page.charset)


def kind_of(source: str) -> Kind:
    """What a document's text is."""
    head = source[:_PROLOG_WITHIN]
    start = _PROLOG.match(head)
    rest = head[start.end() if start else 0 :]
    if not rest:
        return Kind.EMPTY if len(source) <= _PROLOG_WITHIN else Kind.OTHER
    if rest[0] in "{[":
        return Kind.JSON if _is_json_feed(source) else Kind.OTHER
    root = _ROOT.match(rest)
    if root and root[1].lower() in _FEED_ROOTS:
        return Kind.XML
    late = _LATE_ROOT.search(rest, 0, _LATE_WITHIN)
    html = _HTML.search(head)
    if late and not (html and html[0].lower().startswith(("<html", "<!doctype"))):
        return Kind.XML
    return Kind.HTML if html else Kind.OTHER


def load_json(source: str) -> Any:
    """The value that a JSON text holds; raises ValueError for what is none, or nested too deeply to be read."""
    try:
        # byte order marks and blanks before it are common
        return json.loads(source.lstrip("\ufeff\0 \t\r\n"), parse_int=_number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _number(digits: str) -> int | str:
    """A number; one that is too long to be one, as some ids are, stays text."""
    return int(digits) if len(digits) < 100 else digits


def _is_json_feed(source: str) -> bool:
    if _JSON_FEED.search(source, 0, 5000):
        return True
    try:
        value = load_json(source)
    except ValueError:
        return False
    return isinstance(value, dict) and isinstance(value.get("items"), list)


def asks_for_password(source: str) -> bool:
    """Whether a web page holds a field for a password."""
    return _PASSWORD.search(source) is not None
