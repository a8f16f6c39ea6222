"""What went wrong, in the place of a post: a heading, what it means, facts, and what can be done, with a cursor.

Knows no feeds and does nothing itself: what was chosen is told as the key of its `Choice`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from textual import events
from textual.strip import Strip

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run, blank
from tui_reader.models import Style
from tui_reader.ui import strips
from tui_reader.ui.widgets.choices import Choice, both_ends
from tui_reader.ui.widgets.line_view import LineView, ViewMessage

_BOLD = frozenset({Style.BOLD})
_AIR = 6
_LABEL = 11


@dataclass(frozen=True, slots=True)
class Problem:
    """A heading of at most 60 characters, what it means and what is kept, facts with labels, choices, a last row."""

    title: str
    message: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    hint: Line = ()


class ProblemView(LineView):
    """Items: 0 is all above the choices, 1 to n the choices, n + 1 what stands below them."""

    DEFAULT_CSS = "ProblemView { background: $background; }"
    ALLOW_SELECT = False

    class Chosen(ViewMessage):
        """A choice was made."""

        def __init__(self, view: ProblemView, key: str) -> None:
            super().__init__(view)
            self.key = key

    def __init__(self, *, measure: int, glyphs: Glyphs = PLAIN, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(glyphs=glyphs, id=id)
        self._measure = measure
        self._problem = Problem("")
        self._cursor = 0
        self._edition = 0

    def show(self, problem: Problem) -> None:
        """Show another problem, with the cursor on its first choice; the same one stays as it is."""
        if problem != self._problem:
            self._problem, self._cursor = problem, 0
            self._edition += 1
            self.reset()

    def move(self, count: int) -> bool:
        """Move the cursor by so many choices; whether it moved."""
        return self._put(min(max(self._cursor + count, 0), len(self._problem.choices) - 1))

    def choose(self) -> None:
        """Tell what the cursor stands on."""
        if self._problem.choices:
            self.post_message(self.Chosen(self, self._problem.choices[self._cursor].key))

    def _put(self, cursor: int) -> bool:
        if cursor < 0 or cursor == self._cursor:
            return False
        self._cursor = cursor
        self.bring_into_sight(cursor + 1)
        self.settle()
        return True

    @property
    def _text_width(self) -> int:
        return max(min(self._measure, self.line_width - _AIR), 2)

    @property
    def _left(self) -> int:
        return max((self.line_width - self._text_width) // 2, 0)

    def count_items(self) -> int:
        """The text, the choices, the end."""
        return len(self._problem.choices) + 2

    def estimate_height(self, index: int) -> int:
        """One row a choice; about a dozen for the text."""
        return 12 if index == 0 else 1

    def item_key(self, index: int) -> Hashable:
        """Its place, what is shown, and the cursor."""
        is_here = index == self._cursor + 1
        return (index, self._edition, is_here, is_here and self.has_focus)

    def lay_out_item(self, index: int) -> list[Line]:
        """The text, a choice, or the end."""
        if index == 0:
            return [(*blank(self._left), *line) if line else line for line in self._text()]
        if index > len(self._problem.choices):
            hint = layout.wrap_runs(self._problem.hint, self._text_width)
            return [(), *((*blank(self._left), *line) for line in hint)]
        return [(*blank(self._left), *self._choice(index - 1))]

    def _text(self) -> list[Line]:
        problem, width, glyphs = self._problem, self._text_width, self.glyphs
        heading = layout.wrap_runs((Run(f"{glyphs.failed} ", "error", _BOLD), Run(problem.title, "strong")), width)
        rule = Run(glyphs.heavy_line * layout.line_width(heading[-1]) if heading else "", "error")
        lines: list[Line] = [(), *heading, (rule,), ()]
        if problem.message:
            lines += [*layout.wrap_runs((Run(problem.message),), width), ()]
        for label, value in problem.facts:
            for number, line in enumerate(layout.wrap_runs((Run(value),), max(width - _LABEL, 8))):
                lines.append((Run(f"{'' if number else label:<{_LABEL}}", "muted"), *line))
        if problem.choices:
            lines += [*([()] if problem.facts else []), (Run(glyphs.line * width, "rule"),), ()]
        return lines

    def _choice(self, number: int) -> Line:
        choice, is_here = self._problem.choices[number], number == self._cursor
        bar = Run(self.glyphs.cursor, "bar-focus" if self.has_focus else "bar") if is_here else Run(" ")
        left: Line = (Run(" "), *choice.left)
        if is_here:
            left = (Run(" "), Run(choice.left[0].text, "strong"), *choice.left[1:])
        return (bar, *both_ends(left, choice.right, self._text_width - 1, self.glyphs))

    def render_line(self, y: int) -> Strip:
        """A row; the ground of the cursor's is as wide as the text."""
        found = self.item_at(y)
        if found is None or found[0] != self._cursor + 1 or not self._problem.choices:
            return super().render_line(y)
        ground = "cursor" if self.has_focus else "cursor-dim"
        line, width = self._choice(self._cursor), self.size.width
        own, left = self.palette.ground(""), self._left
        row = self.palette.strip(line, self._text_width, ground)
        return Strip.join([strips.blank(left, own), row, strips.blank(max(width - left - row.cell_length, 0), own)])

    def on_click(self, event: events.Click) -> None:
        """A click on a choice makes it."""
        event.stop()
        found = self.item_at(event.y)
        if found is not None and 1 <= found[0] <= len(self._problem.choices):
            self._put(found[0] - 1)
            self.choose()
