"""How much memory the reader takes with a very large thread open, beside a bare Textual app."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator

from tests.benchmarks import library, stage
from tests.benchmarks.figures import Figure
from tests.benchmarks.setup import Setup
from tests.terminal import Terminal

THREAD = 100_000
GOAL = 120.0


def measure(setup: Setup) -> Iterator[Figure]:
    """Resident megabytes of the reader itself: as it opens, and at the end of the large thread."""
    with stage.start_bare(setup.folder) as terminal:
        terminal.wait_for("first paint")
        floor = resident(terminal)
        stage.stop(terminal)
    data_dir = setup.copy("memory")
    library.add_thread(data_dir, THREAD, now=time.time())
    with stage.start(data_dir) as terminal:
        terminal.wait_for(library.NEWEST_TITLE)
        yield Figure("memory, just opened", resident(terminal), "MB", "bare Textual", floor)
        stage.open_post(terminal, library.THREAD_TITLE)
        terminal.press("c")
        stage.wait(terminal, stage.SETTLED)
        terminal.press("end")
        stage.wait(terminal, stage.SETTLED)
        held = resident(terminal)
        yield Figure(f"memory, thread of {THREAD:,} open", held, "MB", "bare Textual", floor, goal=GOAL)
        stage.stop(terminal)


def resident(terminal: Terminal) -> float:
    """Megabytes that the program holds in memory now, its children not counted."""
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(terminal.pid)], capture_output=True, text=True, check=True)
    return int(shown.stdout) / 1024
