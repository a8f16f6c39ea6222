"""Measures what the reader promises, as ratios to the floor below it in the same run: `make bench`.

`make bench ARGS="--only first-paint --rounds 20"`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.benchmarks import engines, feeds, first_paint, inside, keys, memory
from tests.benchmarks.figures import Figure, table
from tests.benchmarks.setup import Setup

MEASUREMENTS: Final[Mapping[str, Callable[[Setup], Iterator[Figure]]]] = {
    "first-paint": first_paint.measure,
    "keys": keys.measure_idle,
    "keys-refresh": keys.measure_refreshing,
    "opening": keys.measure_opening,
    "inside": inside.measure,
    "engines": engines.measure,
    "feeds": feeds.measure,
    "memory": memory.measure,
}


def main() -> int:
    """Print one table; 1 where a goal is not met."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, help="only this one; may be repeated")
    parser.add_argument("--rounds", type=int, default=10, help="scales all repetitions (10)")
    parser.add_argument("--large", action="store_true", help="1,000 feeds and 1,000,000 posts, made once and kept")
    options = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        setup = Setup(Path(folder), options.rounds, options.large)
        for name in options.only or MEASUREMENTS:
            sys.stderr.write(f"{name} …\n")
            figures += MEASUREMENTS[name](setup)
    sys.stdout.write(table(figures) + "\n")
    return int(any(figure.is_met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
