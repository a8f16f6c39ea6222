"""What stands below a thread: how many are here, the site's closing words, or why there are none. Pure."""

from __future__ import annotations

from typing import NamedTuple

from tui_reader import layout
from tui_reader.layout import Glyphs, Line, Run, blank
from tui_reader.models import Style
from tui_reader.ui.widgets.nav_strip import both_ends

_ITALIC = frozenset({Style.ITALIC})
_LEFT = 2


class End(NamedTuple):
    """What stands below the comments, or in their place.

    left, right: a row under a rule ("24 of 124 are here", "l loads the rest"), or two where there is no room.
    can_load: whether `l` on the last comment asks for the rest. notices: the site's own closing words. empty:
    paragraphs where there are no comments.
    """

    left: Line = ()
    right: Line = ()
    can_load: bool = False
    notices: tuple[str, ...] = ()
    empty: tuple[Line, ...] = ()


def draw(end: End, view_width: int, glyphs: Glyphs, *, is_empty: bool) -> list[Line]:
    """The end as rows; at least one."""
    width = max(view_width - 2 * _LEFT, 2)
    lines: list[Line] = [()]
    if is_empty:
        for paragraph in end.empty:
            lines += [*layout.wrap_runs(paragraph, width), ()]
    if end.left or end.right or end.notices:
        lines.append((Run(glyphs.line * width, "rule"),))
    if end.left or end.right:
        if layout.line_width(end.left) + 2 + layout.line_width(end.right) > width:
            lines += [*layout.wrap_runs(end.left, width), *layout.wrap_runs(end.right, width), ()]
        else:
            lines += [both_ends(end.left, end.right, width, glyphs), ()]
    for notice in end.notices:
        lines += [*layout.wrap_runs((Run(notice, "muted", _ITALIC),), width), ()]
    return [(*blank(_LEFT), *line) if line else line for line in lines]
