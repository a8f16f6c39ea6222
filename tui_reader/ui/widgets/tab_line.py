"""One row over a thread: the discussions there are, the one that is shown underlined. Hidden where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader import layout, words
from tui_reader.layout import PLAIN, Glyphs, Line, Run
from tui_reader.models import Style
from tui_reader.ui.widgets.palette import Palette

_BOLD = frozenset({Style.BOLD})
_HERE = frozenset({Style.BOLD, Style.UNDERLINE})
_GAP, _CLOSE = Run("   "), Run("  ")
_LEFT = Run("  ")


@dataclass(frozen=True, slots=True)
class Tab:
    """A discussion: where it is, and how many comments it has, where that is known."""

    name: str
    count: int | None = None


class TabLine(Widget):
    """Two rows, the first one air. Too narrow: the tabs stand closer, then those before the one that is shown go."""

    DEFAULT_CSS = "TabLine { height: 2; background: $surface; display: none; }"
    ALLOW_SELECT = False

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, glyphs: Glyphs = PLAIN, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.glyphs = glyphs
        self.palette = Palette(self)
        self._tabs: Sequence[Tab] = ()
        self._at = 0
        self._note: Line = ()

    def show(self, tabs: Sequence[Tab], at: int) -> None:
        """Show these, of which one is shown."""
        self._tabs, self._at = tabs, at
        self._redraw()

    def show_note(self, text: str, key: str = "", what: str = "") -> None:
        """Words in the place of tabs: that they are looked for, and the key that stops it. "" ends it."""
        stops = (_GAP, Run(key, "strong", _BOLD), Run(f" {what}", "muted")) if key else ()
        self._note = (Run(text, "muted"), *stops) if text else ()
        self._redraw()

    def _redraw(self) -> None:
        self.display = bool(self._note) or len(self._tabs) > 1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Air, and the tabs."""
        width = self.size.width
        line = layout.cut_line(self.line(width), max(width - 1, 1), self.glyphs.ellipsis) if y else ()
        return self.palette.strip(line, width)

    def line(self, width: int) -> Line:
        """The row as runs."""
        return (_LEFT, *self._note) if self._note else tuple(run for _, runs in self._parts(width) for run in runs)

    def _parts(self, width: int) -> list[tuple[int, Line]]:
        """The tabs from the first one that is drawn, each with what stands before it."""
        for gap in (_GAP, _CLOSE):
            parts = self._from(0, gap)
            if sum(layout.line_width(runs) for _, runs in parts) < width:
                return parts
        for first in range(self._at + 1):
            parts = self._from(first, _CLOSE)
            if sum(layout.line_width(runs) for at, runs in parts if at <= self._at) < width:
                break
        return parts

    def _from(self, first: int, gap: Run) -> list[tuple[int, Line]]:
        start = Run(f" {self.glyphs.older} ", "quiet") if first else _LEFT
        return [(at, (gap if at > first else start, *self._tab(at))) for at in range(first, len(self._tabs))]

    def _tab(self, at: int) -> Line:
        tab = self._tabs[at]
        name = Run(tab.name, "strong", _HERE) if at == self._at else Run(tab.name, "muted")
        return (name,) if tab.count is None else (name, Run(f" {words.short_count(tab.count)}", "muted"))

    def on_click(self, event: events.Click) -> None:
        """Tell which tab it was."""
        event.stop()
        right = 0
        for at, runs in self._parts(self.size.width):
            right += layout.line_width(runs)
            if event.x < right:
                self.post_message(self.Chosen(at))
                return
