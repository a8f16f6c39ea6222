"""A list of one-line rows with a cursor, held whole: feeds, commands, what can be done next."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui_reader.layout import Line, Run, cut, width
from tui_reader.ui.widgets.line_view import LineView


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what stands at its left and right, beside the cursor bar. `key` "": it cannot be chosen."""

    key: str
    left: Line = ()
    right: Line = ()


class Choices(LineView):
    """The cursor stands on rows that can be chosen only, and stays on the same key when the rows change."""

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, view: Choices, key: str) -> None:
            super().__init__()
            self.view = view
            self.key = key

        @property
        def control(self) -> Choices:
            """The list."""
            return self.view

    class Chosen(Message):
        """A row was chosen, by `choose` or the mouse."""

        def __init__(self, view: Choices, key: str) -> None:
            super().__init__()
            self.view = view
            self.key = key

        @property
        def control(self) -> Choices:
            """The list."""
            return self.view

    is_always_lit = False
    """Whether the cursor looks focused while the keys go elsewhere, as to a search field above the list."""

    _choices: Sequence[Choice] = ()
    _cursor = -1

    @property
    def key(self) -> str:
        """The key under the cursor; "" where there is none."""
        return self._choices[self._cursor].key if 0 <= self._cursor < len(self._choices) else ""

    @property
    def keys(self) -> list[str]:
        """The keys that can be chosen, in order."""
        return [choice.key for choice in self._choices if choice.key]

    def show(self, choices: Sequence[Choice], *, at: str | None = None, is_new: bool = False) -> None:
        """Show these rows; the cursor goes to `at`, else stays on its key or near it, else stands on the first one.

        `is_new`: the rows are other things than before, so the view begins at the top.
        """
        if tuple(choices) == self._choices and at in {None, self.key} and not is_new:
            return
        wanted = at if at is not None else ("" if is_new else self.key)
        near = max(self._cursor, 0)
        self._choices = tuple(choices)
        found = next((n for n, choice in enumerate(choices) if wanted and choice.key == wanted), None)
        self._cursor = self._nearest(0 if is_new else near) if found is None else found
        top, line = (0, 0) if is_new else self.position
        self.reset(top=top, line=line)
        if self._cursor >= 0:
            self.bring_into_sight(self._cursor)

    def _nearest(self, start: int) -> int:
        """The row that can be chosen nearest to one, below it first; -1 where there is none."""
        after = [n for n in range(min(start, len(self._choices)), len(self._choices)) if self._choices[n].key]
        before = [n for n in range(min(start, len(self._choices)) - 1, -1, -1) if self._choices[n].key]
        return next(iter(after + before), -1)

    def move(self, count: int) -> bool:
        """Move the cursor by rows that can be chosen, negative ones upwards; whether it moved."""
        usable = [n for n, choice in enumerate(self._choices) if choice.key]
        if self._cursor not in usable:
            return False
        at = usable.index(self._cursor)
        return self._go(usable[min(max(at + count, 0), len(usable) - 1)])

    def move_to(self, key: str) -> bool:
        """Move the cursor to a key; whether it moved."""
        found = next((n for n, choice in enumerate(self._choices) if choice.key == key), None)
        return found is not None and self._go(found)

    def _go(self, index: int) -> bool:
        if index == self._cursor:
            return False
        before, self._cursor = self._cursor, index
        self.changed(before)
        self.changed(index)
        # a heading just above is part of what one wants to see
        above = index - 1 if index and not self._choices[index - 1].key else index
        self.bring_into_sight(above)
        self.bring_into_sight(index)
        self.post_message(self.Moved(self, self.key))
        return True

    def choose(self) -> None:
        """Choose the row under the cursor."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def scroll_pages(self, pages: float) -> bool:
        """Moves the cursor by pages, and the view with it."""
        return self.move(round(pages * max(self.page_height - 1, 1)))

    def scroll_top(self) -> None:
        """Moves the cursor to the first row that can be chosen."""
        self.move(-len(self._choices))
        self.scroll_to_item(0)

    def scroll_bottom(self) -> None:
        """Moves the cursor to the last row that can be chosen."""
        self.move(len(self._choices))

    def count_items(self) -> int:
        """How many rows there are."""
        return len(self._choices)

    def estimate_height(self, index: int) -> int:
        """One row."""
        del index
        return 1

    def lay_out_item(self, index: int) -> list[Line]:
        """The bar, and the row at both ends of the line; its left part is cut first."""
        choice, columns = self._choices[index], self.line_width
        right = sum(width(run.text) for run in choice.right)
        room = columns - 2 - right - (1 if right else 0)
        kept: list[Run] = []
        for run in choice.left:
            text = cut(run.text, room, self.glyphs.ellipsis)
            kept.append(Run(text, run.role, run.styles, run.href))
            room -= width(text)
            if text != run.text:
                break
        gap = Run(" " * (max(room, 0) + (1 if right else 0)))
        return [(self._bar(index), *kept, gap, *choice.right, Run(" "))]

    def _bar(self, index: int) -> Run:
        if index != self._cursor:
            return Run(" ")
        return Run(self.glyphs.cursor, "accent" if self._is_lit else "bar")

    @property
    def _is_lit(self) -> bool:
        return self.has_focus or self.is_always_lit

    def item_key(self, index: int) -> Hashable:
        """The row, and whether the cursor stands on it."""
        return self._choices[index], index == self._cursor, self._is_lit

    def ground(self, index: int, row: int) -> str:
        """The cursor's row has its own ground."""
        del row
        if index != self._cursor:
            return ""
        return "cursor" if self._is_lit else "cursor-dim"

    def on_click(self, event: events.Click) -> None:
        """A click on a row chooses it."""
        place = self.item_at(event.y)
        if place is not None and self._choices[place[0]].key:
            event.stop()
            self._go(place[0])
            self.choose()
