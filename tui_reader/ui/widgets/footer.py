"""The row at the foot of the screen: keys of the focused pane at the left, what is under way or unread at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from textual.strip import Strip
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run
from tui_reader.models import Style
from tui_reader.ui.widgets.palette import Palette

BOLD: Final = frozenset({Style.BOLD})
Entry = tuple[str, str]
"""Keys as printed, and their words."""

_BAR: Final = 12


class _Way(NamedTuple):
    """One way to say the keys: entries `gap` columns apart, the last ones of which always stay."""

    entries: Sequence[Entry]
    last: int = 2
    gap: int = 3

    def drawn(self) -> Line:
        runs: list[Run] = []
        for number, (keys, words) in enumerate(self.entries):
            runs += [Run(" " * self.gap if number else ""), Run(keys, "strong", BOLD), Run(f" {words}", "muted")]
        return tuple(runs)

    def ending(self) -> _Way:
        """What always stays."""
        return _Way(self.entries[-self.last :], self.last, self.gap)

    def within(self, room: int) -> _Way:
        """The entries that fit side by side: the last ones always, of the others the first ones."""
        entries = list(self.entries)
        while len(entries) > self.last and _length(_Way(entries, self.last, self.gap).drawn()) > room:
            del entries[-self.last - 1]
        return _Way(entries, self.last, self.gap)


class RefreshState(NamedTuple):
    """How far a refresh is."""

    done: int
    total: int
    failed: int


class Footer(Widget):
    """One row. Too narrow, it says its keys in short words, then closer together; then entries drop whole, from the
    right. Help and commands, the last ones, always stay.
    """

    DEFAULT_CSS = "Footer { height: 1; dock: bottom; background: $surface; }"
    ALLOW_SELECT = False

    def __init__(self, *, glyphs: Glyphs = PLAIN, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.glyphs = glyphs
        self.palette = Palette(self)
        self._entries: Sequence[Entry] = ()
        self._short: Sequence[Entry] = ()
        self._chip = ""
        self._status: Line = ()
        self._refresh_state: RefreshState | None = None
        self._can_stop = False

    def show_keys(self, entries: Sequence[Entry], *, short: Sequence[Entry] = (), chip: str = "") -> None:
        """The keys at the left, and in fewer columns; a chip before them names a mode or the first key of a chord."""
        self._entries, self._short, self._chip = entries, short, chip
        self.refresh()

    def show_status(self, status: Line) -> None:
        """What stands at the right while nothing is being refreshed."""
        self._status = status
        self.refresh()

    def show_refresh(self, state: RefreshState | None, *, can_stop: bool = False) -> None:
        """How far a refresh is, None when it has ended; `can_stop`: Escape stops it from here."""
        self._refresh_state, self._can_stop = state, can_stop
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The footer."""
        del y
        return self.palette.strip(self.line(self.size.width), self.size.width)

    def line(self, width: int) -> Line:
        """The footer as runs, at most so wide."""
        state = self._refresh_state
        right = self._refreshing(state) if state is not None else self._status
        chip: Line = (Run(f" {self._chip} ", "on-accent", BOLD), Run("  ")) if self._chip else (Run(" "),)
        room = width - _length(chip) - 1
        ways = [_Way(self._entries)]
        if self._short:
            ways += [_Way(self._short, 1), _Way(self._short, 1, 2)]
        # help and commands are never cut, so what is told at the right gives way to them
        least = _length(ways[-1].ending().drawn())
        if _length(right) + 3 > room - least:
            right = self._shorter(right, room - least - 3)
        for way in ways:
            free = room - (_length(right) + way.gap if right else 0)
            left = way.within(free).drawn()
            if len(left) == len(way.drawn()):
                break
        return (*chip, *left, Run(" " * max(1, room - _length(left) - _length(right))), *right)

    def _refreshing(self, state: RefreshState) -> Line:
        glyphs = self.glyphs
        filled = round(_BAR * state.done / state.total) if state.total else 0
        dot = Run(f" {glyphs.dot} ", "quiet")
        runs = [
            Run("Refreshing ", "text"),
            Run(glyphs.heavy_line * filled, "accent"),
            Run(glyphs.line * (_BAR - filled) + " ", "rule-strong"),
            Run(f"{state.done} of {state.total}" if state.total else glyphs.ellipsis, "text"),
        ]
        if state.failed:
            runs += [dot, Run(f"{glyphs.failed} ", "error", BOLD), Run(f"{state.failed} failed", "text")]
        if self._can_stop:
            runs += [dot, Run("Esc", "strong", BOLD), Run(" stops", "muted")]
        return tuple(runs)

    @staticmethod
    def _shorter(runs: Line, room: int) -> Line:
        """As many whole runs as fit, without a separator at the end."""
        kept: list[Run] = []
        used = 0
        for run in runs:
            used += layout.width(run.text)
            if used > room:
                break
            kept.append(run)
        while kept and kept[-1].role == "quiet":
            kept.pop()
        return tuple(kept)


def _length(line: Sequence[Run]) -> int:
    return sum(layout.width(run.text) for run in line)
