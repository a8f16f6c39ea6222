"""A list with a cursor over rows of which only a window is held: posts by the thousand, feeds all at once.

Knows keys, order and windows; what a row looks like is its renderer's affair, where rows come from its pane's.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from textual import events

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run
from tui_reader.ui.widgets.line_view import LineView, ViewMessage

R = TypeVar("R")
R_contra = TypeVar("R_contra", contravariant=True)

TOP, BOTTOM = 1 << 62, -(1 << 62)
"""As a window's anchor: above and below every key."""

_LEAST_WINDOW = 100


class RowRenderer(Protocol[R_contra]):
    """How one kind of row is known, and drawn."""

    def key(self, row: R_contra) -> Hashable:
        """What the row is known by, through all changes of the list; for posts their sort key."""
        ...

    def is_selectable(self, row: R_contra) -> bool:
        """Whether the cursor can stand on it."""
        ...

    def height(self, row: R_contra, width: int) -> int:
        """How many lines it takes in so many columns."""
        ...

    def draw(self, row: R_contra, width: int, glyphs: Glyphs) -> list[Line]:
        """Its lines for a view of `width` columns, without the last one (air) and without column 0, the cursor's bar;
        that only where the cursor can stand.
        """
        ...


class RowList(LineView, Generic[R]):
    """Rows with a cursor. `show` gives it rows; the cursor stays on its key, the view on its first row.

    Where rows are missing at an end that comes near, or a key is asked for that is not held, it posts `WindowNeeded`
    once and expects `show`.
    """

    DEFAULT_CSS = "RowList { background: $surface; }"
    ALLOW_SELECT = False

    class WindowNeeded(ViewMessage):
        """Rows around a key are needed: `before` and `after` of them; `TOP` and `BOTTOM` are the ends."""

        def __init__(self, view: RowList[Any], anchor: Hashable, before: int, after: int) -> None:
            super().__init__(view)
            self.anchor = anchor
            self.before = before
            self.after = after

    class PlaceNeeded(ViewMessage):
        """The thumb was dragged to a row outside the window: its number from the top."""

        def __init__(self, view: RowList[Any], number: int) -> None:
            super().__init__(view)
            self.number = number

    class CursorMoved(ViewMessage):
        """The cursor stands on another row now; None where there is none."""

        def __init__(self, view: RowList[Any], row: Any) -> None:
            super().__init__(view)
            self.row = row

    class Chosen(ViewMessage):
        """The row under the cursor was chosen by `choose` or by a click on it."""

        def __init__(self, view: RowList[Any], row: Any) -> None:
            super().__init__(view)
            self.row = row

    def __init__(
        self,
        renderer: RowRenderer[R],
        *,
        glyphs: Glyphs = PLAIN,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self.renderer = renderer
        self._held: Sequence[R] = ()
        self._places: dict[Hashable, int] = {}
        self._cursor: int = -1
        self._hovered: int = -1
        self._has_before = self._has_after = False
        self._above: int | None = None
        self._total: int | None = None
        self._notice: tuple[Line, ...] = ()
        self._edition = 0
        self._is_asking = False
        self._wanted: Hashable | None = None

    # What it shows

    def show(
        self,
        rows: Sequence[R],
        *,
        has_before: bool = False,
        has_after: bool = False,
        above: int | None = None,
        total: int | None = None,
        notice: Sequence[Line] = (),
    ) -> None:
        """Holds these rows now, in their order.

        Args:
            rows: the window.
            has_before: whether the list goes on above it.
            has_after: whether it goes on below.
            above: how many rows stand above the window, where that is known; for the scrollbar.
            total: how many rows there are in all, where that is known.
            notice: paragraphs that stand there where there are no rows.
        """
        old_rows, old_places = self._held, self._cursor
        top, line = self.position
        self._held = rows
        key_of = self.renderer.key
        self._places = {key_of(row): place for place, row in enumerate(rows)}
        self._has_before, self._has_after, self._above, self._total = has_before, has_after, above, total
        self._notice = tuple(notice)
        self._edition += 1
        self._is_asking = False
        before = key_of(old_rows[old_places]) if 0 <= old_places < len(old_rows) else None
        self._cursor = self._selectable_from(self._kept(old_rows, old_places), 1)
        new_top = self._kept(old_rows, top)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._cursor = self._place_of_wanted(wanted)
        self.reset(top=max(new_top, 0), line=line)
        if wanted is not None and self._cursor >= 0:
            self.bring_into_sight(self._cursor)
        if before is None or self.cursor_key != before:
            self.post_message(self.CursorMoved(self, self.cursor_row))

    def _place_of_wanted(self, wanted: Hashable) -> int:
        if wanted in {TOP, BOTTOM}:
            return self._selectable_from(*((0, 1) if wanted == TOP else (len(self._held) - 1, -1)))
        return self._selectable_from(self._places.get(wanted, max(self._cursor, 0)), 1)

    def _kept(self, old: Sequence[R], place: int) -> int:
        """Where the row that stood at a place stands now, or the nearest one after it, or before it, that is left."""
        key_of = self.renderer.key
        for candidates in (range(max(place, 0), len(old)), range(min(place, len(old)) - 1, -1, -1)):
            for at in candidates:
                found = self._places.get(key_of(old[at]))
                if found is not None:
                    return found
        return min(max(place, 0), len(self._held) - 1)

    def _selectable_from(self, place: int, step: int) -> int:
        """The nearest place where the cursor can stand, looking in one direction first; -1 for none."""
        rows, can = self._held, self.renderer.is_selectable
        if not rows:
            return -1
        place = min(max(place, 0), len(rows) - 1)
        down, up = range(place, len(rows)), range(place, -1, -1)
        first, then = (up, down) if step < 0 else (down, up)
        return next((at for part in (first, then) for at in part if can(rows[at])), -1)

    def redraw(self) -> None:
        """Draws the same rows anew: the clock went on, or the renderer changed."""
        self._edition += 1
        self.reset(top=self.position[0], line=self.position[1])

    # The cursor

    @property
    def rows(self) -> Sequence[R]:
        """The rows that are held."""
        return self._held

    @property
    def cursor_row(self) -> R | None:
        """The row under the cursor."""
        return self._held[self._cursor] if 0 <= self._cursor < len(self._held) else None

    @property
    def cursor_key(self) -> Hashable | None:
        """Its key."""
        row = self.cursor_row
        return None if row is None else self.renderer.key(row)

    def move(self, count: int) -> bool:
        """Moves the cursor by so many rows that it can stand on; whether it moved."""
        place, step = self._cursor, 1 if count > 0 else -1
        rows, can = self._held, self.renderer.is_selectable
        left, at = abs(count), place + step
        while left and 0 <= at < len(rows):
            if can(rows[at]):
                place, left = at, left - 1
            at += step
        return self._put(place)

    def scroll_pages(self, pages: float) -> bool:
        """Moves the cursor by pages of rows, and with it the view."""
        height = self.renderer.height(self._held[self._cursor], self.line_width) if self.cursor_row is not None else 1
        count = round(pages * max(self.page_height // max(height, 1) - 1, 1))
        return self.move(count or (1 if pages > 0 else -1))

    def move_to(self, key: Hashable) -> bool:
        """Moves the cursor to a key; one that is not held is asked for first. Whether it moved at once."""
        place = self._places.get(key)
        if place is not None:
            return self._put(place)
        self._ask(key, key)
        return False

    def scroll_top(self) -> None:
        """Moves the cursor to the first row of all."""
        if self._has_before:
            self._ask(TOP, TOP)
        else:
            self._put(self._selectable_from(0, 1))
            super().scroll_top()

    def scroll_bottom(self) -> None:
        """Moves the cursor to the last row of all."""
        if self._has_after:
            self._ask(BOTTOM, BOTTOM)
        else:
            self._put(self._selectable_from(len(self._held) - 1, -1))

    def choose(self) -> None:
        """Enter: the row under the cursor."""
        row = self.cursor_row
        if row is not None:
            self.post_message(self.Chosen(self, row))

    def _put(self, place: int) -> bool:
        if not 0 <= place < len(self._held):
            return False
        has_moved = place != self._cursor
        self._cursor = place
        self.bring_into_sight(place)
        if place == self._selectable_from(0, 1) and not self._has_before:
            super().scroll_top()
        if has_moved:
            self.post_message(self.CursorMoved(self, self.cursor_row))
            self.settle()
        return has_moved

    # Windows

    def _ask(self, anchor: Hashable, wanted: Hashable | None) -> None:
        count = max(_LEAST_WINDOW, 3 * self.page_height)
        self._is_asking = True
        self._wanted = wanted
        before, after = (0 if anchor == end else count for end in (TOP, BOTTOM))
        self.post_message(self.WindowNeeded(self, anchor, before, after))

    def settled(self) -> None:
        """Asks for more rows where an end of the window comes near."""
        if self._is_asking or not self._held:
            return
        seen = self.visible_items
        near = max(self.page_height, 10)
        is_short = (self._has_before and seen.start < near) or (self._has_after and seen.stop > len(self._held) - near)
        if is_short and seen:
            self._ask(self.renderer.key(self._held[seen.start]), None)

    def scrollbar_numbers(self, total: int, top: int) -> tuple[int, int, int]:
        """Over all rows where their number is known, else over the window."""
        if self._total is None or self._above is None or not self._held:
            return total, self.page_height, top
        height = max(total // len(self._held), 1)
        return max(self._total * height, total), self.page_height, self._above * height + top

    def drag_to(self, line: int) -> None:
        """Shows a line of the whole list; rows outside the window are asked for."""
        if self._total is None or self._above is None or not self._held:
            super().drag_to(line)
            return
        height = max(self.viewport.heights.total // len(self._held), 1)
        number = line // height - self._above
        if 0 <= number < len(self._held):
            self.scroll_to_item(number, line % height)
        elif not self._is_asking:
            self.post_message(self.PlaceNeeded(self, line // height))

    # Items

    def count_items(self) -> int:
        """The rows, or the notice in their place."""
        return len(self._held) or 1

    def estimate_height(self, index: int) -> int:
        """Exact: the renderer knows."""
        return self.renderer.height(self._held[index], self.line_width) if self._held else 1

    def item_key(self, index: int) -> Hashable:
        """A row's lines change with the rows and with the cursor."""
        return (index, self._edition, self._state(index))

    def _state(self, index: int) -> str:
        if index == self._cursor and self._held:
            return "cursor" if self.has_focus else "cursor-dim"
        return "hover" if index == self._hovered else ""

    def ground(self, index: int, row: int) -> str:
        """The cursor's row; the one under the mouse in the quieter ground."""
        del row
        state = self._state(index)
        return "cursor-dim" if state == "hover" else state

    def lay_out_item(self, index: int) -> list[Line]:
        """The row behind the cursor's column."""
        if not self._held:
            return self._notice_lines()
        row, state = self._held[index], self._state(index)
        if not self.renderer.is_selectable(row):
            return self.renderer.draw(row, self.line_width, self.glyphs)
        bar = Run(" ")
        if state in {"cursor", "cursor-dim"}:
            bar = Run(self.glyphs.cursor, "bar-focus" if state == "cursor" else "bar")
        return [(bar, *line) for line in self.renderer.draw(row, self.line_width, self.glyphs)]

    def _notice_lines(self) -> list[Line]:
        lines: list[Line] = []
        for paragraph in self._notice:
            lines += [(Run("   "), *line) for line in layout.wrap_runs(paragraph, max(self.line_width - 4, 2))]
        return [(), *lines]

    # Events

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor and chooses the row."""
        event.stop()
        event.prevent_default()
        found = self.item_at(event.y)
        if found is None or not self._held or not self.renderer.is_selectable(self._held[found[0]]):
            return
        self._put(found[0])
        self.choose()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The row under the mouse gets a ground."""
        found = self.item_at(event.y)
        at = found[0] if found and self._held and self.renderer.is_selectable(self._held[found[0]]) else -1
        if at != self._hovered:
            self._hovered = at
            self.refresh()

    def on_leave(self) -> None:
        """The mouse is gone."""
        if self._hovered >= 0:
            self._hovered = -1
            self.refresh()
