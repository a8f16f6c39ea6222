"""The progress line of a refresh, or of a thread that is completed: drawn over itself on a terminal, else nothing."""

from __future__ import annotations

import shutil
import time
from types import TracebackType
from typing import Self, TextIO

from tui_reader import layout
from tui_reader.content.text import clean

REPAINT_SECONDS = 0.1
BAR_WIDTH = 24


class ProgressLine:
    """`Refreshing ━━━━━──── 37 of 120 · ! 2 failed · 4 s left`, repainted at most ten times a second.

    Lines that come meanwhile stand above it; off a terminal only they are printed. A context manager: the line is
    gone at the end.
    """

    def __init__(self, stream: TextIO, *, is_shown: bool) -> None:
        self._stream = stream
        self._is_shown = is_shown and stream.isatty()
        self._began = time.monotonic()
        self._painted = 0.0
        self._is_drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def show(self, done: int, total: int, failed: int) -> None:
        """Draw how far it is."""
        now = time.monotonic()
        if not self._is_shown or (now - self._painted < REPAINT_SECONDS and done < total):
            return
        filled = BAR_WIDTH * done // max(1, total)
        text = f"Refreshing {'━' * filled}{'─' * (BAR_WIDTH - filled)} {done} of {total}"
        if failed:
            text += f" · ! {failed} failed"
        spent = now - self._began
        if done and spent > 1:
            text += f" · {round(spent / done * (total - done))} s left"
        self.tell(text)

    def tell(self, text: str) -> None:
        """Draw a line of words that say how far it is."""
        if not self._is_shown:
            return
        self._painted = time.monotonic()
        self._wipe()
        self._stream.write(layout.cut(clean(text), shutil.get_terminal_size((80, 24)).columns - 1))
        self._stream.flush()
        self._is_drawn = True

    def line(self, text: str, *, is_news: bool) -> None:
        """Print a line above the progress; one that is no news off a terminal only."""
        if is_news or not self._stream.isatty():
            self._wipe()
            print(clean(text), file=self._stream, flush=True)

    def _wipe(self) -> None:
        if self._is_drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_drawn = False
