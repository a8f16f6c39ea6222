"""One short message over the footer: what was done, and undo's key where it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run
from tui_reader.models import Style
from tui_reader.ui.widgets.palette import Palette

BOLD: Final = frozenset({Style.BOLD})

_WIDTH: Final = 56
_ABOVE: Final = 4
"""Its own rows and the footer's."""


class Toast(Widget):
    """A box of one line, hidden while it has nothing to say; a newer message replaces the older one."""

    DEFAULT_CSS = """
        Toast {
            layer: toast;
            dock: top;
            width: 56;
            height: 3;
            background: $panel;
            border: round $rule-strong;
            padding: 0 2;
            display: none;
        }
        """
    ALLOW_SELECT = False

    def __init__(self, *, glyphs: Glyphs = PLAIN, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.glyphs = glyphs
        self.palette = Palette(self)
        self._line: tuple[str, str, Sequence[Run]] = ("", "", ())
        self._timer: Timer | None = None

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return f"{self._line[0]} {self._line[1]}".strip() if self.display else ""

    def say(self, done: str, on: str = "", *, key: str = "", words: str = "", seconds: float) -> None:
        """Show `done`, with what it was done to, and a key that takes it back, for so long (0: until `dismiss`)."""
        right = (Run(key, "strong", BOLD), Run(f" {words}", "muted")) if key else ()
        self._line = (done, on, right)
        self.display = True
        self.refresh()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, self.dismiss) if seconds else None

    def place(self, columns: int, rows: int) -> None:
        """Stand at the bottom right over the footer of a screen of this size."""
        width = min(_WIDTH, columns)
        self.styles.width = width
        self.styles.offset = (columns - width, max(rows - _ABOVE, 0))

    def dismiss(self) -> None:
        """Hide it."""
        self.display = False

    def render_line(self, y: int) -> Strip:
        """The message."""
        del y
        width = self.size.width
        return self.palette.strip(self.line(width), width)

    def line(self, width: int) -> Line:
        """The message as runs, exactly so wide: its key is kept whole, what it was done to is cut first."""
        done, on, right = self._line
        ellipsis = self.glyphs.ellipsis
        room = width - sum(layout.width(run.text) for run in right) - (2 if right else 0)
        first = layout.cut(done, room, ellipsis)
        rest = layout.cut(on, max(0, room - layout.width(first) - 1), ellipsis) if on else ""
        used = layout.width(first) + (layout.width(rest) + 1 if rest else 0)
        left = (Run(first, "strong", BOLD), *((Run(f" {rest}", "muted"),) if rest else ()))
        return (*left, Run(" " * (room - used + (2 if right else 0))), *right)
