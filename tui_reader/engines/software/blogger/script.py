"""Comments that a Blogger page hands to its script: `items = [{'id': '1', 'body': '...'}]`.

Themes that draw the thread themselves hold them nowhere else. Reads literals, runs nothing.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line, storable
from tui_reader.models import Author, Comment, Moment

_START = re.compile(r"(?:\b[Ii]tems\s*=|initThreadedComments\()\s*(?=\[\s*\{)")
_TOKEN = re.compile(r"""('(?:[^'\\]|\\.)*')|("(?:[^"\\]|\\.)*")|[\[\]{}:,]|[\w.+-]+|\s+""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{1,3})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def comments(document: Document) -> list[Comment]:
    """The comments in the page's script, in their order; [] where it holds none."""
    found = _START.search(document.source)
    items = _literal(document.source, found.end()) if found else None
    if not isinstance(items, list):
        return []
    return [comment for item in items if isinstance(item, dict) and (comment := _comment(item))]


def _comment(item: dict[str, Any]) -> Comment | None:
    number, body, told = str(item.get("id") or ""), item.get("body"), item.get("author")
    if not number.isdecimal() or not isinstance(body, str):
        return None
    author = told if isinstance(told, dict) else {}
    name, profile = clean_line(_text(author, "name")), urls.resolve(None, _text(author, "profileUrl"))
    time = _text(item, "timestamp") or ""
    return Comment(
        id=number,
        html=storable(body),
        parent_id=_text(item, "parentId"),
        author=Author(name, profile) if name else None,
        published=Moment(datetime.fromtimestamp(int(time) // 1000, UTC)) if re.fullmatch(r"\d{12,13}", time) else None,
        permalink=urls.resolve(None, _text(item, "permalink")),
        is_deleted="deleted-comment" in body,
    )


def _text(holder: dict[str, Any], key: str) -> str | None:
    value = holder.get(key)
    return value if isinstance(value, str) else None


def _literal(source: str, start: int) -> Any:
    """The JavaScript array that begins there, as JSON would hold it; None where it is more than a literal."""
    parts: list[str] = []
    depth, place = 0, start
    while token := _TOKEN.match(source, place):
        text, place = token.group(), token.end()
        parts.append(json.dumps(_ESCAPE.sub(_unescaped, text[1:-1])) if token[1] or token[2] else text)
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(text, 0)
        if depth == 0:
            break
    try:
        return json.loads("".join(parts))
    except (ValueError, RecursionError):
        return None


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1] or escape[2]:
        return chr(int(escape[1] or escape[2], 16))
    return chr(int(escape[3], 8)) if escape[3] else _LETTERS.get(escape[4], escape[4])
