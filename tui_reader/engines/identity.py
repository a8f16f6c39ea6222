"""Which comment is it: the platform's own number where the page gives one, else a hash of what was written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from tui_reader.models import Comment

_HASHED = "hash-"
_ELEMENT = re.compile(
    r"^(?:[a-z]+[-_])*?(?:comments?|cmt|c|comm|reply|remark|response)[-_]?(?=[0-9a-f]*\d)([0-9a-f]+)(?:[-_]\w*)?$",
    re.IGNORECASE,
)
_PERMALINK = (
    re.compile(r"[?&;]cid=([0-9a-z]+)", re.IGNORECASE),
    re.compile(
        r"#(?:(?:li|div|tr|dsq|wc|wpd)[-_])?(?:comments?|cmt|comm|c|reply)?[-_]?(?=[0-9a-f]*\d)([0-9a-f]+)$",
        re.IGNORECASE,
    ),
)
_PING = re.compile(r"^(?:ping|trackback|tb|p)[-_]?(\d+)$", re.IGNORECASE)


def of_element(element_id: str | None) -> str | None:
    """`123` of an element called `comment-123`, `li-comment-123`, `c123` or `dsq-comment-123`."""
    found = _ELEMENT.match(element_id or "")
    return found.group(1).lower() if found else None


def of_permalink(address: str | None) -> str | None:
    """`123` of an address that ends in `#comment-123`, `#c123` or asks for `?cid=123`; the query wins."""
    for pattern in _PERMALINK:
        found = pattern.search(unquote(address or ""))
        if found:
            return found.group(1).lower()
    return None


def of_ping(element_id: str | None) -> str | None:
    """`ping-123` of a trackback's element: its numbers are counted apart from those of comments."""
    found = _PING.match(element_id or "")
    return f"ping-{found.group(1)}" if found else None


def by_content(author: str | None, published: str | None, text: str) -> str:
    """A short hash for a comment that has no number: the same author, date and words give the same id anywhere."""
    words = re.sub(r"[\W_]+", "", text).casefold()
    return _HASHED + hashlib.sha256(f"{author or ''}\n{published or ''}\n{words}".encode()).hexdigest()[:15]


def distinct(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """The comments with twins told apart: of one content id the second becomes `ID-2`, of one number it goes."""
    seen: dict[str, int] = {}
    kept: list[Comment] = []
    for comment in comments:
        ordinal = seen[comment.id] = seen.get(comment.id, 0) + 1
        if ordinal == 1:
            kept.append(comment)
        elif comment.id.startswith(_HASHED):
            kept.append(replace(comment, id=f"{comment.id}-{ordinal}"))
    return tuple(kept)
