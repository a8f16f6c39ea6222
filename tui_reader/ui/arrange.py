"""Which panes stand side by side at which size, and how wide: pure arithmetic, no widgets."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from tui_reader.keys import Scope

Layout = Literal["wide", "medium", "narrow", "too-small"]

WIDE: Final = 146
MEDIUM: Final = 100
SMALL_COLUMNS: Final = 60
SMALL_ROWS: Final = 20
LEAST_COLUMNS: Final = 40
LEAST_ROWS: Final = 10

_NAVIGATION: Final = 34
_NAVIGATION_MOST: Final = 44
_POST: Final = 72
_COMMENTS: Final = 40
_COMMENTS_MOST: Final = 64


class Arrangement(NamedTuple):
    """Widths in columns, scrollbars included; 0: not shown. `feeds` is the most rows that the feeds may take of the
    left column, title line included; 0: the column shows one list alone, the focused one.
    """

    layout: Layout
    navigation: int
    post: int
    comments: int
    feeds: int

    @property
    def shown(self) -> tuple[Scope, ...]:
        """The panes that can be seen; in `narrow` the one that has the focus is the only one."""
        left: tuple[Scope, ...] = ("navigation", "posts") if self.navigation else ()
        return (*left, *(("post",) if self.post else ()), *(("comments",) if self.comments else ()))


def arrange(columns: int, rows: int, *, focus: Scope, with_comments: bool) -> Arrangement:
    """Lay the panes out. `with_comments`: at a medium size comments take the place of the left column."""
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Arrangement("too-small", 0, 0, 0, 0)
    # the footer takes a row
    feeds = 8 if rows < 30 and columns >= WIDE else int((rows - 1) * 0.45)
    if columns >= WIDE:
        over = columns - (_NAVIGATION + _POST + _COMMENTS)
        comments = min(_COMMENTS_MOST, _COMMENTS + over * 5 // 10)
        navigation = min(_NAVIGATION_MOST, _NAVIGATION + round(over * 0.2))
        return Arrangement("wide", navigation, columns - navigation - comments, comments, feeds)
    if columns >= MEDIUM:
        if with_comments:
            comments = _COMMENTS + max(0, columns - _POST - _COMMENTS) // 2
            return Arrangement("medium", 0, columns - comments, comments, feeds)
        navigation = _NAVIGATION + round(max(0, columns - _NAVIGATION - _POST) * 0.2)
        return Arrangement("medium", navigation, columns - navigation, 0, feeds)
    return Arrangement(
        "narrow",
        columns if focus in {"navigation", "posts"} else 0,
        columns if focus == "post" else 0,
        columns if focus == "comments" else 0,
        0,
    )
