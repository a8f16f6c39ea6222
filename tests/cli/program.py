"""The installed program, run as people and scripts run it: a process of its own, in folders of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 60
_OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\[K|\x1b\]8;;[\x21-\x7e]*\x1b\\")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\ufeff]")


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        """Standard output as JSON, one value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> Any:
        """The one line of JSON on standard output."""
        [only] = self.objects
        return only


@dataclass(frozen=True)
class Program:
    """`tui-reader` with everything it keeps below `home`, which is its current folder too."""

    home: Path

    def environment(self, **changes: str) -> dict[str, str]:
        folders = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ}
        return {**kept, **folders, "HOME": str(self.home), "TERM": "xterm-256color", **changes}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "tui_reader", *words]

    def __call__(self, *words: str, given: bytes | None = None, **environment: str) -> Ended:
        """Run to the end, off a terminal; `given` is standard input (empty where it is None)."""
        run = subprocess.run(
            self.command(*words),
            input=given or b"",
            capture_output=True,
            cwd=self.home,
            env=self.environment(**environment),
            timeout=SECONDS,
            check=False,
        )
        return Ended(run.returncode, run.stdout.decode(), run.stderr.decode())

    def started(self, *words: str, **pipes: Any) -> subprocess.Popen[bytes]:
        """Start and do not wait."""
        return subprocess.Popen(self.command(*words), cwd=self.home, env=self.environment(), **pipes)

    def on_terminal(self, *words: str, **environment: str) -> Ended:
        """Run on a pseudo-terminal of 80 columns that takes standard output and standard error."""
        ours, theirs = pty.openpty()
        try:
            process = subprocess.Popen(
                self.command(*words),
                stdin=subprocess.DEVNULL,
                stdout=theirs,
                stderr=theirs,
                cwd=self.home,
                env=self.environment(**{"COLUMNS": "80", **environment}),
            )
            os.close(theirs)
            written = _everything(ours)
        finally:
            os.close(ours)
        return Ended(process.wait(SECONDS), written.decode().replace("\r\n", "\n"), "")


def _everything(terminal: int) -> bytes:
    """All that is written to a pseudo-terminal until its other end is closed."""
    chunks: list[bytes] = []
    while select.select([terminal], [], [], SECONDS)[0]:
        try:
            chunk = os.read(terminal, 1 << 16)
        except OSError:
            # Linux tells the end of a terminal so
            break
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks)


def foreign_controls(text: str) -> list[str]:
    """The control characters and bidirectional overrides in a text that are no SGR, link or erasure of ours."""
    return _CONTROLS.findall(_OURS.sub("", text))
