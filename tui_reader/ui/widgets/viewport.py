"""Where a view stands over items of different heights, and which rows are in sight. No widget, no drawing.

It stands at an item and a line in it, not at a number of lines: a guess about the height of what is above, once it
turns out wrong, never moves what is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui_reader.ui.widgets.heights import Heights


class Viewport:
    """A window of `page` rows over items.

    measure: gives the true height of an item; asked only for what is in sight or passed over.
    top, line: the first item in sight and the line in it that is the first row.
    rows: item and line of each row in sight, after `settle`.
    """

    def __init__(self, measure: Callable[[int], int]) -> None:
        self._measure = measure
        self.heights = Heights()
        self.top = self.line = self.page = 0
        self.rows: list[tuple[int, int]] = []

    def restart(self, heights: Iterable[int]) -> None:
        """Other items, with their estimated heights."""
        self.heights = Heights(heights)

    def measure(self, index: int) -> int:
        """The true height of an item, from now on known."""
        height = self._measure(index)
        self.heights[index] = height
        return height

    def settle(self) -> None:
        """Brings the position within the items and finds the rows in sight; the view never ends below the last one."""
        self._normalise()
        self._fill()
        missing = self.page - len(self.rows)
        if missing > 0 and (self.top, self.line) != (0, 0):
            self.line -= missing
            self._normalise()
            self._fill()

    def replace(self, start: int, stop: int, heights: Iterable[int]) -> None:
        """Other items stand where those from start to stop stood; the first one in sight stays, if it is left."""
        before = len(self.heights)
        self.heights.replace(start, stop, heights)
        if self.top >= stop:
            self.top += len(self.heights) - before
        elif self.top >= start:
            self.top, self.line = max(start - 1, 0), 0

    def rescale(self, old_height: int) -> None:
        """After a change of width: the position stays about as far into its item as it was."""
        if self.line > 0 and old_height and self.top < len(self.heights):
            self.line = self.line * self.measure(self.top) // old_height

    def row_of(self, index: int, line: int) -> int | None:
        """The row at which a line of an item is in sight."""
        first, last = (self.rows[0], self.rows[-1]) if self.rows else ((0, 0), (-1, 0))
        if not first <= (index, line) <= last:
            return None
        return self.rows.index((index, line))

    @property
    def items(self) -> range:
        """The items of which at least one row is in sight."""
        return range(self.rows[0][0], self.rows[-1][0] + 1) if self.rows else range(0)

    @property
    def lines_above(self) -> int:
        """The lines above the first row, as far as heights are known."""
        return self.heights.top(self.top) + self.line

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        last = len(self.heights) - 1
        return not self.rows or self.rows[-1] == (last, self.heights[last] - 1)

    @property
    def percent(self) -> int:
        """How far the view has come: 0 at the top, 100 at the end."""
        most = self.heights.total - self.page
        if self.is_at_end or most <= 0:
            return 100
        return min(max(round(100 * self.lines_above / most), 0), 99)

    def _normalise(self) -> None:
        """Brings item and line of the position within what exists, measuring on the way."""
        count = len(self.heights)
        if self.top >= count:
            self.top, self.line = max(count - 1, 0), 0
        while self.line < 0 and self.top > 0:
            self.top -= 1
            self.line += self.measure(self.top)
        self.line = max(self.line, 0)
        while count and self.line >= (height := self.measure(self.top)):
            if self.top == count - 1:
                self.line = max(height - 1, 0)
                return
            self.line -= height
            self.top += 1

    def _fill(self) -> None:
        rows: list[tuple[int, int]] = []
        index, line = self.top, self.line
        count, page = len(self.heights), self.page
        while index < count and len(rows) < page:
            height = self.measure(index)
            rows.extend((index, row) for row in range(line, min(height, line + page - len(rows))))
            index, line = index + 1, 0
        self.rows = rows
