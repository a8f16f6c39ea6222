"""The navigation strip over a post and again at its end: older, Main, newer. Pure: what is known in, lines out."""

from __future__ import annotations

from typing import NamedTuple

from tui_reader import layout
from tui_reader.layout import Glyphs, Line, Run, blank
from tui_reader.models import Style

OLDER, MAIN, NEWER = "strip:older", "strip:main", "strip:newer"
"""The addresses that the strip's parts lead to; no address from outside can be one, `content` lets only web ones in."""

_ITALIC = frozenset({Style.ITALIC})
_LEAST = 8


class Neighbour(NamedTuple):
    """One side of the strip: a title that can be gone to, or a note that says why there is none. `age` is `3 d`."""

    title: str | None = None
    note: str = ""
    age: str = ""


FIRST = Neighbour(note="this is the first post")
NEWEST = Neighbour(note="this is the newest post")
SEEKING_OLDER = Neighbour(note="looking for the older post …")
SEEKING_NEWER = Neighbour(note="looking for the newer post …")


class NavStrip(NamedTuple):
    """What the strip says. The keys are those that go there: they follow the list's order."""

    older: Neighbour
    newer: Neighbour
    main: str = "Main"
    older_key: str = "J"
    newer_key: str = "K"
    main_key: str = "1"


def strip_line(strip: NavStrip, width: int, glyphs: Glyphs) -> Line:
    """`« older │ Main │ newer »` in exactly `width` columns: the longer title is cut first."""
    main = layout.cut(strip.main, max(width // 4, 4), glyphs.ellipsis)
    middle: Line = (
        Run(f"{glyphs.bar} ", "rule-strong"),
        Run(main, "muted", href=MAIN),
        Run(f" {glyphs.bar}", "rule-strong"),
    )
    marks = len(glyphs.older) + len(glyphs.newer) + 2
    room = max(width - layout.line_width(middle) - marks - 2, 0)
    older, newer = _fit(_words(strip.older), _words(strip.newer), room, glyphs)
    left = _side(strip.older, older, glyphs.older, OLDER, is_older=True)
    right = _side(strip.newer, newer, glyphs.newer, NEWER, is_older=False)
    left_width, right_width = layout.line_width(left), layout.line_width(right)
    at = middle_at(width, left_width, layout.line_width(middle), right_width)
    gap = width - at - layout.line_width(middle) - right_width
    return (*left, *blank(at - left_width), *middle, *blank(gap), *right)


def middle_at(width: int, left: int, middle: int, right: int) -> int:
    """The column of what stands in the middle of a row, moved aside where one side needs the room."""
    return max(min((width - middle) // 2, width - right - middle - 1), left + 1)


def key_line(strip: NavStrip, width: int, glyphs: Glyphs) -> Line:
    """The row under the strip at the post's end: `J older · 3 d`, `1 list`, `5 h · newer K`."""
    dot = f" {glyphs.dot} "
    older, newer = strip.older, strip.newer
    left: Line = ()
    if older.title:
        age = f"{dot}{older.age}" if older.age else ""
        left = (Run(strip.older_key, "strong"), Run(f" older{age}", "muted", href=OLDER))
    right: Line = ()
    if newer.title:
        age = f"{newer.age}{dot}" if newer.age else ""
        right = (Run(f"{age}newer ", "muted", href=NEWER), Run(strip.newer_key, "strong"))
    middle: Line = (Run(strip.main_key, "strong"), Run(" list", "muted", href=MAIN))
    left_width, middle_width, right_width = map(layout.line_width, (left, middle, right))
    at = middle_at(width, left_width, middle_width, right_width)
    gap = max(width - at - middle_width - right_width, 1)
    return (*left, *blank(at - left_width), *middle, *blank(gap), *right)


def _words(side: Neighbour) -> str:
    return side.title or side.note


def _fit(first: str, second: str, room: int, glyphs: Glyphs) -> tuple[str, str]:
    """Both texts in so many columns together; the longer one is cut first, then both alike."""
    one, two = layout.width(first), layout.width(second)
    if one + two > room:
        half = room // 2
        one, two = (min(one, max(room - two, half)), min(two, max(room - one, room - half)))
    cut = layout.cut
    return cut(first, one, glyphs.ellipsis), cut(second, two, glyphs.ellipsis)


def _side(side: Neighbour, text: str, mark: str, href: str, *, is_older: bool) -> Line:
    if not text:
        return ()
    if side.title:
        name, sign = Run(text, "muted", href=href), Run(mark, "accent", href=href)
    else:
        name, sign = Run(text, "quiet", _ITALIC), Run(mark, "quiet")
    air = Run(" ", href=href if side.title else None)
    return (sign, air, name) if is_older else (name, air, sign)


def both_ends(left: Line, right: Line, width: int, glyphs: Glyphs) -> Line:
    """A row with something at both ends; too narrow: the right one goes, then the left one is cut."""
    gap = width - layout.line_width(left) - layout.line_width(right)
    if gap < 2 and left:
        return layout.cut_line(left, width, glyphs.ellipsis)
    return (*left, *blank(gap), *right)
