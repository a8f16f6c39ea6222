"""The guard: the only place where text becomes Segments and Strips, so that no control character reaches the terminal.

`content` is the gate through which text from outside comes in; this is the second line, at the way out. Knows no
widgets, themes or blocks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader import layout

Piece = tuple[str, Style]
"""Text in one style."""

_MOST_MARKS = 8
_NO_STYLE = Style.null()
# C0, DEL, C1, soft hyphen, line and paragraph separators, bidirectional controls that can turn a line around, fillers,
# interlinear annotations, surrogates and tags: nothing of this may decide what a terminal does or what a reader sees.
_is_unsafe = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_blanks = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\xa0\u2028\u2029", " "))


def safe(text: str) -> str:
    """The text as it may be drawn in one line: white space as blanks, no controls, at most 8 marks on a character."""
    if text.isascii() and text.isprintable():
        return text
    text = _is_unsafe.sub("", text.translate(_blanks))
    if len(text) - layout.width(text) > _MOST_MARKS:
        text = _without_floods(text)
    return text


def _without_floods(text: str) -> str:
    """Drops what follows the eighth combining mark on the same character."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def strip(pieces: Iterable[Piece], width: int, ground: Style = _NO_STYLE, *, ellipsis: str = "") -> Strip:
    """One row, exactly `width` columns: the pieces on the ground, cut (with the ellipsis) or filled with the ground.

    Args:
        pieces: text and style of each part, left to right; a style's own background wins over the ground's.
        width: columns of the row.
        ground: what lies under all of it; its background fills the rest.
        ellipsis: what stands at the end where the pieces are cut.
    """
    segments: list[Segment] = []
    room = width
    for text, style in pieces:
        clean = safe(text)
        cells = layout.width(clean)
        if cells > room:
            clean = layout.cut(clean, room, ellipsis)
            cells = layout.width(clean)
            segments.append(Segment(clean, ground + style))
            room -= cells
            break
        if clean:
            segments.append(Segment(clean, ground + style))
            room -= cells
    if room > 0:
        segments.append(Segment(" " * room, ground))
    return Strip(segments, width)


def blank(width: int, ground: Style = _NO_STYLE) -> Strip:
    """An empty row."""
    return Strip.blank(width, ground)
