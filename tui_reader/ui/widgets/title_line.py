"""The one row on top of a pane: its number, its name, what counts in it; heavy and filled while it has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run
from tui_reader.models import Style
from tui_reader.ui.widgets.palette import Palette

_BOLD = frozenset({Style.BOLD})
_AROUND: Final = 7
"""Columns of strokes and air around the name and its number."""
_SHORT_NAME: Final = 12
"""So many columns of a name are kept rather than the last facts."""
_LEAST: Final = 12
"""So many columns are left over by the first fact."""


class TitleLine(Widget):
    """A pane's title line, one row high. `has_focus_look` is set by the pane when the focus comes and goes.

    `has_right_neighbour`: its last column is the edge towards the next pane; `stands_below`: another pane is above it.
    Clicking it posts `Clicked`; the pane takes the focus.
    """

    DEFAULT_CSS = "TitleLine { height: 1; }"
    ALLOW_SELECT = False

    has_focus_look: reactive[bool] = reactive(default=False)

    class Clicked(Message):
        """The title line was clicked."""

    def __init__(
        self,
        number: str = "",
        name: str = "",
        *,
        glyphs: Glyphs = PLAIN,
        has_right_neighbour: bool = False,
        stands_below: bool = False,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self.palette = Palette(self)
        self.number = number
        self.path: tuple[str, ...] = (name,) if name else ()
        self.right: Line = ()
        self.has_right_neighbour = has_right_neighbour
        self.stands_below = stands_below

    def show(self, *path: str, right: Sequence[Run] = ()) -> None:
        """Names the pane: `path` from the outermost ("Slow Lathe", "The pencil test"), `right` what counts here."""
        if path != self.path or tuple(right) != self.right:
            self.path, self.right = path, tuple(right)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The title line."""
        del y
        return self.palette.strip(self.line(self.size.width), self.size.width)

    def line(self, width: int) -> Line:
        """The title line as runs: of what counts the last facts go where there is no room, then the name is cut."""
        glyphs = self.glyphs
        role = "accent" if self.has_focus_look else "rule"
        stroke = glyphs.heavy_line if self.has_focus_look else glyphs.line
        right, taken = self._counted(width)
        joint = glyphs.side_tee if self.stands_below else glyphs.tee
        end = stroke + (joint if self.has_right_neighbour else stroke)
        room = width - taken - len(end) - 4 - (len(self.number) + 1 if self.number else 0)
        name = self._named(max(room, 1))
        head = self._chip(name) if self.has_focus_look else self._quiet(name)
        used = 1 + sum(layout.width(run.text) for run in head) + taken + len(end)
        air = Run(" ")
        tail = (air, *right, air) if right else ()
        return (Run(stroke, role), *head, Run(stroke * max(width - used, 0), role), *tail, Run(end, role))

    def _counted(self, width: int) -> tuple[Line, int]:
        """What counts, as much of it as leaves room for a short name, and its columns with the air around it."""
        right = self.right
        name = min(layout.width(self.path[-1]) if self.path else 0, _SHORT_NAME) + len(self.number)
        while right:
            taken = sum(layout.width(run.text) for run in right) + 2
            if taken <= width - name - _AROUND or (len(right) == 1 and taken <= width - _LEAST):
                return right, taken
            # facts stand between dots
            right = right[:-2]
        return (), 0

    def _named(self, room: int) -> str:
        """The path in so many columns: its outer parts go first, then its last one is cut."""
        parts = list(self.path)
        joint = f" {self.glyphs.path} "
        while len(parts) > 1 and layout.width(joint.join(parts)) > room:
            if layout.width(parts[-1]) > room // 2:
                break
            parts.pop(0)
        return layout.cut(joint.join(parts), room, self.glyphs.ellipsis)

    def _chip(self, name: str) -> Line:
        text = f" {self.number} {name} " if self.number else f" {name} "
        return (Run(text, "on-accent", _BOLD),)

    def _quiet(self, name: str) -> Line:
        number = (Run(f" {self.number} ", "quiet"),) if self.number else (Run(" "),)
        return (*number, Run(name, "muted", _BOLD), Run(" "))

    def watch_has_focus_look(self) -> None:
        """Repaints."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tells the pane."""
        event.stop()
        self.post_message(self.Clicked())
