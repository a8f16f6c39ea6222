"""The program in a pseudo-terminal over a database of its own, and how long it takes from a key to what it draws."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks import bare, library
from tests.terminal import Terminal

COLUMNS: Final = 150
ROWS: Final = 40
QUIET: Final = 0.03
"""Seconds without any paint after which the next key is pressed."""

FRAME: Final = 0.003
"""Writes of one frame follow each other more closely than this."""

SETTLED: Final = 1.0
"""Seconds after which an opened post has asked for its comments and noticed that it is offline."""

_PLACE = re.compile(rb"\x1b\[(\d+);(\d+)H")
_SEQUENCE = re.compile(rb"\x1b\[[0-9;:<=>?$ ]*[A-Za-z]")


@dataclass(frozen=True)
class Area:
    """A part of the screen, columns and rows counted from 1, ends included."""

    left: int = 1
    top: int = 1
    right: int = COLUMNS
    bottom: int = ROWS

    def is_touched_by(self, chunk: bytes) -> bool:
        """Whether any of what was written lies in here; what stands before the first cursor move is not looked at."""
        places = list(_PLACE.finditer(chunk))
        for number, place in enumerate(places):
            end = places[number + 1].start() if number + 1 < len(places) else len(chunk)
            row, column = int(place[1]), int(place[2])
            if self.top <= row <= self.bottom and column <= self.right:
                written = len(_SEQUENCE.sub(b"", chunk[place.end() : end]).decode("utf-8", "replace").rstrip("\r\n"))
                if written and column + written > self.left:
                    return True
        return False


POST: Final = Area(left=36, right=106, top=2, bottom=ROWS - 1)
COMMENTS: Final = Area(left=109, top=2, bottom=ROWS - 1)
SCREEN: Final = Area()
"""Where the panes lie on a screen of COLUMNS x ROWS, their title lines left out."""


def environ(folder: Path) -> Mapping[str, str]:
    """An environment in which nothing of the user's own is found, and compiled modules are kept as they always are."""
    home = str(folder / "home")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "TUI_READER", "NO_COLOR", "PYTHON"))
    }
    return {**kept, "HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def program(data_dir: Path, *options: str) -> list[str]:
    """How a user starts the program; it asks the network for nothing by itself."""
    return [
        str(Path(sys.executable).with_name("tui-reader")),
        "--data-dir",
        str(data_dir),
        *(options or ("--offline",)),
    ]


def start(data_dir: Path, *options: str) -> Terminal:
    """The program on a screen of COLUMNS x ROWS."""
    return Terminal(program(data_dir, *options), columns=COLUMNS, rows=ROWS, environ=environ(data_dir))


def start_bare(folder: Path) -> Terminal:
    """The floor on such a screen."""
    script = str(Path(bare.__file__))
    return Terminal([sys.executable, script], columns=COLUMNS, rows=ROWS, environ=environ(folder))


def time_paint(terminal: Terminal, mark: str) -> float:
    """Milliseconds from the start of the program until a text has left it, to the end of that write."""
    wanted = mark.encode()
    while wanted not in terminal.raw:
        if not terminal.read(10.0):
            raise AssertionError(f"{mark!r} was not drawn:\n{terminal.text()}")
    return (time.perf_counter() - terminal.started) * 1000


def time_key(terminal: Terminal, key: str, area: Area, *, patience: float = 5.0) -> float:
    """Milliseconds from a key to the end of the first frame that draws anything in an area; waits for the rest."""
    while terminal.read(0):
        pass
    pressed = time.perf_counter()
    terminal.press(key)
    painted = 0.0
    is_open = True
    while True:
        chunk = terminal.read(QUIET if painted else patience)
        now = time.perf_counter()
        is_open = is_open and (not painted or now - painted < FRAME)
        if is_open and (painted or area.is_touched_by(chunk)) and chunk:
            painted = now
        elif painted and (not chunk or now - painted >= QUIET * 2):
            return (painted - pressed) * 1000
        elif now - pressed > patience:
            raise AssertionError(f"{key} drew nothing:\n{terminal.text()}")


def stop(terminal: Terminal) -> None:
    """Ends the program in order."""
    terminal.press("ctrl+q")
    terminal.wait_end()


def open_post(terminal: Terminal, title: str) -> None:
    """From the start of the program to one of the newest posts, its text and its comments shown."""
    terminal.wait_for(library.NEWEST_TITLE)
    terminal.press("1")
    terminal.wait_for("━ All unread")
    terminal.press("enter")
    for place in range(library.NEWEST.index(title) + 1):
        if place:
            terminal.press("J")
        terminal.wait_for(f" {place + 1} of ")
    wait(terminal, SETTLED)


def wait(terminal: Terminal, seconds: float) -> None:
    """Lets the program go on for so long, whatever it draws."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)
