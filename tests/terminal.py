"""A program in a real pseudo-terminal: keys go in, the screen is read back as text, every byte it wrote is kept.

Waits go by what the program writes, never by the clock alone.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Self

import pyte

COLUMNS: Final = 120
ROWS: Final = 32
PATIENCE: Final = 30.0
"""Seconds until a wait gives up."""

KEYS: Final[Mapping[str, bytes]] = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "ctrl+c": b"\x03",
    "ctrl+q": b"\x11",
}
"""Named keys as a terminal sends them; any other key is its own character."""

# what stands for "the program was started by a shell": it owns the terminal, so that a hang-up reaches it
_OWNING = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
# pyte draws what stands behind the private marker of the Kitty keyboard protocol's "push" and "pop"
_KITTY = re.compile(rb"\x1b\[[<>=][0-9;]*u")
_CHUNK = 1 << 16


def bytes_of(key: str) -> bytes:
    """What a terminal sends for a key."""
    return KEYS.get(key) or key.encode()


class Terminal:
    """A pseudo-terminal with a program in it; a context manager that kills a program that is still there at its end.

    `raw` is every byte that the program wrote. `environ` replaces the whole environment where it is given. With
    `is_owner` the terminal is the program's controlling one, so that closing it hangs up (which costs the start of
    one more interpreter).
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = COLUMNS,
        rows: int = ROWS,
        environ: Mapping[str, str] | None = None,
        is_owner: bool = False,
    ) -> None:
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._control, program_side = pty.openpty()
        # readable, namely at its end, once the program and all who inherited it are gone
        self._gone, is_alive = os.pipe()
        self._set_size(columns, rows)
        self.cooked = self.modes()
        command = (sys.executable, "-I", "-S", "-c", _OWNING, *argv) if is_owner else argv
        try:
            self.started = time.perf_counter()
            self._process = subprocess.Popen(
                command,
                stdin=program_side,
                stdout=program_side,
                stderr=program_side,
                pass_fds=(is_alive,),
                env={"TERM": "xterm-256color", **(os.environ if environ is None else environ)},
                start_new_session=True,
            )
        finally:
            os.close(is_alive)
            # kept where the program does not own the terminal: what it left of the modes can be read afterwards
            self._program_side = None if is_owner else program_side
            if is_owner:
                os.close(program_side)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self.close()
        os.close(self._gone)

    @property
    def pid(self) -> int:
        """The program's process number."""
        return self._process.pid

    # what goes in

    def press(self, *keys: str) -> None:
        """Presses keys, one after the other, without waiting between them."""
        for key in keys:
            self.write(bytes_of(key))

    def write(self, data: bytes) -> None:
        """Sends bytes as if they were typed."""
        os.write(self._control, data)

    def resize(self, columns: int, rows: int) -> None:
        """Makes the terminal another size and tells the program."""
        self._set_size(columns, rows)
        self._feed()
        self._screen.resize(rows, columns)
        self._process.send_signal(signal.SIGWINCH)

    def send_signal(self, number: int) -> None:
        """Sends the program a signal."""
        self._process.send_signal(number)

    def close(self) -> None:
        """The terminal's window is closed: nothing can be read or written any more, an owner is hung up."""
        for side in (self._control, self._program_side):
            if side is not None and side >= 0:
                os.close(side)
        self._control, self._program_side = -1, None

    # what comes out

    @property
    def screen(self) -> Any:
        """The pyte screen after all that was written so far."""
        self._feed()
        return self._screen

    def text(self) -> str:
        """The screen's rows, without blanks at their ends."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def modes(self) -> list[Any]:
        """The terminal's modes, as of `termios.tcgetattr`."""
        return termios.tcgetattr(self._control)

    def read(self, seconds: float) -> bytes:
        """What the program writes next; nothing where it is silent for so long, or gone."""
        watched = [self._gone] if self._control < 0 else [self._control, self._gone]
        ready, _, _ = select.select(watched, [], [], max(0.0, seconds))
        if self._control not in ready:
            return b""
        try:
            chunk = os.read(self._control, _CHUNK)
        except OSError:  # how Linux tells that nobody holds the other side any more
            chunk = b""
        self.raw += chunk
        return chunk

    def wait_until(self, holds: Callable[[Terminal], bool], what: str = "", *, seconds: float = PATIENCE) -> None:
        """Waits until something holds. Raises AssertionError with the screen where it never does."""
        end = time.monotonic() + seconds
        while not holds(self):
            left = end - time.monotonic()
            if left <= 0 or (not self.read(left) and self.has_ended and not holds(self)):
                raise AssertionError(f"{what or 'the condition'} did not come about; the screen:\n{self.text()}")

    def wait_for(self, *texts: str, seconds: float = PATIENCE) -> None:
        """Waits until all these texts are on the screen at once."""
        self.wait_until(lambda it: all(text in it.text() for text in texts), f"{texts}", seconds=seconds)

    def wait_gone(self, text: str, *, seconds: float = PATIENCE) -> None:
        """Waits until a text is no longer on the screen."""
        self.wait_until(lambda it: text not in it.text(), f"the end of {text!r}", seconds=seconds)

    def wait_quiet(self, quiet: float = 0.1, *, seconds: float = PATIENCE) -> None:
        """Waits until nothing was written for `quiet` seconds."""
        end = time.monotonic() + seconds
        while self.read(quiet):
            if time.monotonic() > end:
                raise AssertionError(f"the screen does not come to rest:\n{self.text()}")

    # its end

    @property
    def has_ended(self) -> bool:
        """Whether the program is gone."""
        return bool(select.select([self._gone], [], [], 0)[0])

    def wait_end(self, *, seconds: float = PATIENCE) -> int:
        """Waits for the program to end and gives its exit code, minus the signal's number where one killed it."""
        end = time.monotonic() + seconds
        while not self.has_ended:
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"the program does not end; the screen:\n{self.text()}")
            self.read(left)
        while self._control >= 0 and self.read(0):
            pass
        return self._process.wait(PATIENCE)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._control, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _feed(self) -> None:
        fresh = bytes(self.raw[self._fed :])
        self._fed = len(self.raw)
        self._stream.feed(_KITTY.sub(b"", fresh))
