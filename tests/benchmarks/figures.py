"""What was measured, and the table it is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal


@dataclass(frozen=True)
class Figure:
    """One number. `peer` is what it is held against, measured in the same run; `goal` the most it may be.

    `goal_of` says which of the two the goal is about: the number itself, or its ratio to the peer's.
    """

    name: str
    value: float
    unit: str = "ms"
    peer: str = ""
    peer_value: float | None = None
    goal: float | None = None
    goal_of: Literal["value", "ratio"] = "value"

    @property
    def ratio(self) -> float | None:
        """How many times the peer's."""
        return self.value / self.peer_value if self.peer_value else None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        held = self.ratio if self.goal_of == "ratio" else self.value
        return None if self.goal is None or held is None else held <= self.goal

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ratio, met = self.ratio, self.is_met
        peer = f"{self.peer} {number(self.peer_value)}" if self.peer_value is not None else self.peer
        goal = "" if self.goal is None else f"<= {self.goal:g}" + ("x" if self.goal_of == "ratio" else f" {self.unit}")
        return (
            self.name,
            f"{number(self.value)} {self.unit}",
            peer,
            "" if ratio is None else f"{ratio:.2f}x",
            goal,
            {None: "", True: "met", False: "NOT MET"}[met],
        )


HEADS = ("figure", "measured", "floor or peer", "ratio", "goal", "")


def table(figures: Iterable[Figure]) -> str:
    """All figures as a plain table, numbers at the right."""
    rows = [HEADS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in {1, 3} else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def number(value: float) -> str:
    """Three digits that matter."""
    for limit, digits in ((0.1, 4), (1, 3), (10, 2), (100, 1)):
        if abs(value) < limit:
            return f"{value:.{digits}f}"
    return f"{value:,.0f}"


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many percent do not exceed, interpolated."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]
