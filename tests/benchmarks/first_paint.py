"""From the start of the process to the text on the screen, held against a bare Textual app in turns with it."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.benchmarks import bare, library, stage
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.setup import Setup

GOAL = 1.2


def measure(setup: Setup) -> Iterator[Figure]:
    """The median of rounds in turns; one before them fills the caches of files and of compiled code."""
    floors: list[float] = []
    paints: list[float] = []
    for number in range(setup.rounds + 1):
        with stage.start_bare(setup.folder) as terminal:
            floor = stage.time_paint(terminal, bare.MARK)
            stage.stop(terminal)
        with stage.start(setup.library) as terminal:
            paint = stage.time_paint(terminal, library.NEWEST_TITLE)
            stage.stop(terminal)
        if number:
            floors.append(floor)
            paints.append(paint)
    name = f"first paint, {setup.size}"
    floor = median(floors)
    yield Figure(name, median(paints), peer="bare Textual", peer_value=floor, goal=GOAL, goal_of="ratio")
    yield Figure(f"{name}, p95", percentile(paints, 95), peer="bare Textual", peer_value=percentile(floors, 95))
