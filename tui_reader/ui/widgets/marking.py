"""What is laid over lines that are already laid out: link hints, matches of a search, the selection; and links found
under the mouse. Pure: lines in, lines out, none of them longer than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui_reader import layout
from tui_reader.layout import Line, Run
from tui_reader.models import Style

_UNDERLINED = frozenset({Style.UNDERLINE})


class Link(NamedTuple):
    """A link in sight: its address, and the row and column of its first character."""

    href: str
    y: int
    x: int


class Hint(NamedTuple):
    """A label for the link that begins at column `x`."""

    x: int
    href: str
    label: str


def links(lines: Sequence[Line]) -> list[Link]:
    """The links of rows, each once where it begins: a run that continues the last one, also over a row's end, is part
    of it.
    """
    found: list[Link] = []
    going_on: str | None = None
    for y, line in enumerate(lines):
        x = 0
        for run in line:
            if run.href and run.href != going_on:
                found.append(Link(run.href, y, x))
            if run.href or run.text.strip():
                going_on = run.href
            x += layout.width(run.text)
    return found


def run_at(line: Line, x: int) -> Run | None:
    """The run at a column."""
    at = 0
    for run in line:
        at += layout.width(run.text)
        if x < at:
            return run if x >= 0 else None
    return None


def with_hints(line: Line, hints: Sequence[Hint]) -> Line:
    """The line turned quiet but for its links, with each label before its link, where there is room before it."""
    shown = {hint.href for hint in hints if hint.label}
    quiet = tuple(_quiet(run, is_link=run.href in shown) for run in line)
    for hint in hints:
        if hint.label:
            quiet = _overlay(quiet, hint)
    return quiet


def _quiet(run: Run, *, is_link: bool) -> Run:
    return Run(run.text, "strong", _UNDERLINED, run.href) if is_link else Run(run.text, "quiet")


def _overlay(line: Line, hint: Hint) -> Line:
    """The label on the blanks before the link; on its first letter where there are none."""
    text = "".join(run.text for run in line)
    before, _ = layout.take(text, hint.x)
    blanks = len(before) - len(before.rstrip(" "))
    start = hint.x - min(blanks, len(hint.label))
    return (*_cells(line, 0, start), Run(hint.label, "on-accent"), *_cells(line, start + len(hint.label), None))


def _cells(line: Iterable[Run], start: int, stop: int | None) -> Iterator[Run]:
    """The part of a line between two columns."""
    at = 0
    for run in line:
        cells = layout.width(run.text)
        text = run.text
        if stop is not None and at + cells > stop:
            text, _ = layout.take(text, max(stop - at, 0))
        if start > at:
            _, text = layout.take(text, start - at)
        if text:
            yield run._replace(text=text)
        at += cells


def with_matches(line: Line, needle: str) -> Line:
    """The line with every occurrence of the (case-folded) text in the accent, bold; also across runs."""
    text = "".join(run.text for run in line).casefold()
    if needle not in text or len(text) != sum(len(run.text) for run in line):
        return line
    start = text.find(needle)
    while start >= 0:
        line = _restyled(line, start, start + len(needle), "accent")
        start = text.find(needle, start + len(needle))
    return line


def with_selection(line: Line, start: int, end: int) -> Line:
    """The line with the characters from start to end (-1: its end) as selected."""
    return _restyled(line, start, sum(len(run.text) for run in line) if end < 0 else end, "selected")


def _restyled(line: Line, start: int, end: int, role: str) -> Line:
    """The line with the characters from start to end in another role."""
    styles = frozenset({Style.BOLD}) if role == "accent" else frozenset()
    runs: list[Run] = []
    at = 0
    for run in line:
        low, high = max(start - at, 0), min(end - at, len(run.text))
        if low >= high:
            runs.append(run)
        else:
            parts = (run.text[:low], run.text[low:high], run.text[high:])
            pieces = (run._replace(text=parts[0]), Run(parts[1], role, styles, run.href), run._replace(text=parts[2]))
            runs.extend(piece for piece in pieces if piece.text)
        at += len(run.text)
    return tuple(runs)
