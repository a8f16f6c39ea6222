"""How lists, folders and feeds look in the navigation: one row each, what counts at the right. Pure."""

from __future__ import annotations

from collections.abc import Hashable
from enum import StrEnum
from typing import NamedTuple

from tui_reader import layout
from tui_reader.layout import Glyphs, Line, Run, blank
from tui_reader.models import Style

_BOLD = frozenset({Style.BOLD})


class RowKind(StrEnum):
    """What a row of the navigation is. A GAP is an empty row that the cursor passes over."""

    LIST = "list"
    FOLDER = "folder"
    FEED = "feed"
    GAP = "gap"


class FeedRow(NamedTuple):
    """One row. `key` is what it is known by; `right` what counts ("8", "3 new", "login page", "…") in the role
    `right_role`; `has_unread` makes the name strong; `is_folded` is of folders.
    """

    key: Hashable
    kind: RowKind
    name: str = ""
    right: str = ""
    right_role: str = "muted"
    has_unread: bool = False
    is_folded: bool = False
    has_failed: bool = False


class FeedRows:
    """Draws the rows of the navigation for a `RowList`."""

    def key(self, row: FeedRow) -> Hashable:
        """Its own."""
        return row.key

    def is_selectable(self, row: FeedRow) -> bool:
        """All but gaps."""
        return row.kind is not RowKind.GAP

    def height(self, row: FeedRow, width: int) -> int:
        """One row."""
        del row, width
        return 1

    def draw(self, row: FeedRow, width: int, glyphs: Glyphs) -> list[Line]:
        """Mark, name, and at the right what counts; the name is cut first."""
        if row.kind is RowKind.GAP:
            return [()]
        mark = self._mark(row, glyphs)
        room = width - 2 - layout.line_width(mark)
        right = layout.cut(row.right, max(room - 4, 0), glyphs.ellipsis)
        space = room - layout.width(right) - (1 if right else 0)
        name = layout.cut(row.name, max(space, 1), glyphs.ellipsis)
        is_bold = row.kind is RowKind.FOLDER
        role = "strong" if row.has_unread and not is_bold else "muted" if row.kind is not RowKind.LIST else "text"
        gap = room - layout.width(name) - layout.width(right)
        styles = _BOLD if is_bold else frozenset()
        return [(*mark, Run(name, role, styles), *blank(gap), Run(right, row.right_role))]

    def _mark(self, row: FeedRow, glyphs: Glyphs) -> Line:
        if row.kind is RowKind.LIST:
            return ()
        if row.kind is RowKind.FOLDER:
            return (Run(f"{glyphs.folded if row.is_folded else glyphs.open} ", "muted"),)
        return (Run(f"{glyphs.failed} ", "error") if row.has_failed else Run("  "),)
