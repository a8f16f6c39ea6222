"""Short lists of things to do or to know, one row each, with a cursor: commands, choices, what a preview found."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run, blank
from tui_reader.ui.widgets.row_list import RowList


class Choice(NamedTuple):
    """One row: what stands at its left and right. Without `can_be_chosen` the cursor passes over it."""

    key: str
    left: Line = ()
    right: Line = ()
    can_be_chosen: bool = True


def both_ends(left: Line, right: Line, width: int, glyphs: Glyphs) -> Line:
    """A row exactly so wide, its last column air: the right part is kept whole, the left one cut."""
    room = width - layout.line_width(right) - (2 if right else 1)
    shown = layout.cut_line(left, room, glyphs.ellipsis)
    gap = room - layout.line_width(shown) + (1 if right else 0)
    return (*shown, *blank(gap), *right, Run(" "))


class ChoiceRenderer:
    """Draws choices, with a column of air between the cursor's bar and the text; what cannot be chosen has neither."""

    def key(self, row: Choice) -> Hashable:
        """Its own key."""
        return row.key

    def is_selectable(self, row: Choice) -> bool:
        """As it says."""
        return row.can_be_chosen

    def height(self, row: Choice, width: int) -> int:
        """One row."""
        del row, width
        return 1

    def draw(self, row: Choice, width: int, glyphs: Glyphs) -> list[Line]:
        """Left and right part at both ends."""
        if not row.can_be_chosen:
            return [both_ends(row.left, row.right, width, glyphs)]
        return [both_ends((*blank(1), *row.left), row.right, width - 1, glyphs)]


class ChoiceList(RowList[Choice]):
    """A list of choices. `is_always_lit`: its cursor looks focused while the keys go to a field above it, else it has
    none while it has not the focus.
    """

    DEFAULT_CSS = "ChoiceList { background: transparent; }"

    def __init__(
        self,
        *,
        glyphs: Glyphs = PLAIN,
        is_always_lit: bool = False,
        id: str | None = None,  # noqa: A002  Textual's name
    ) -> None:
        super().__init__(ChoiceRenderer(), glyphs=glyphs, id=id)
        self.is_always_lit = is_always_lit
        self.can_focus = not is_always_lit

    @property
    def chosen(self) -> str:
        """The key of the row under the cursor; "" where there is none."""
        row = self.cursor_row
        return row.key if row is not None else ""

    def _state(self, index: int) -> str:
        state = super()._state(index)
        if state != "cursor-dim" or index == self._hovered:
            return state
        return "cursor" if self.is_always_lit else ""
