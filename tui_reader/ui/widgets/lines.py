"""A text of ready-made lines that is only read: details, what a preview found, words of a dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.layout import Line
from tui_reader.ui.widgets.line_view import LineView

Lines = Callable[[int], Sequence[Line]]
"""Gives the lines for a width in columns."""


def _nothing(_width: int) -> Sequence[Line]:
    return ()


class LinesView(LineView):
    """Shows what a function gives for the width there is."""

    DEFAULT_CSS = "LinesView { background: transparent; }"
    _source: Lines = staticmethod(_nothing)

    def show(self, source: Lines) -> None:
        """Show other lines, from their beginning."""
        self._source = source
        self.reset()

    def count_items(self) -> int:
        """One, with all the lines."""
        return 1

    def estimate_height(self, index: int) -> int:
        """As many as there are."""
        return len(self.lay_out_item(index))

    def lay_out_item(self, index: int) -> list[Line]:
        """All lines."""
        del index
        return list(self._source(self.line_width - 1)) or [()]
