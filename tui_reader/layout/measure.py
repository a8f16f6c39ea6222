"""How many columns a text takes, and cutting it to a number of columns; knows graphemes, not blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_reader.layout.runs import Line, Run

# Characters that take one column each and never combine with a neighbour: for these a length is a width.
is_simple = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u20cf\u2190-\u2319\u2500-\u25fc]*"
).fullmatch


def width(text: str) -> int:
    """The columns that a text takes in a terminal; wide characters two, combining and joined ones none."""
    if is_simple(text):
        return len(text)
    # its tables take a twentieth of the way to the first frame, which most libraries draw without them
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """What a reader takes for one character each, with its columns (UAX #29)."""
    import wcwidth

    for cluster in wcwidth.iter_graphemes(text):
        yield cluster, width(cluster)


def cut(text: str, columns: int, ellipsis: str = "…") -> str:
    """The text itself where it fits, else its beginning with an ellipsis, together at most `columns` wide."""
    if len(text) <= columns and is_simple(text):
        return text
    if len(text) <= columns * 8 and width(text) <= columns:
        return text
    room = columns - len(ellipsis)
    if room <= 0:
        return ellipsis[: max(columns, 0)]
    head, _ = take(text, room)
    return head.rstrip() + ellipsis if len(head) < len(text) else text


def take(text: str, columns: int) -> tuple[str, str]:
    """The longest beginning that takes at most so many columns, and the rest."""
    if is_simple(text[: columns + 1]):
        return text[:columns], text[columns:]
    used = end = 0
    for cluster, cells in graphemes(text):
        if used + cells > columns:
            break
        used += cells
        end += len(cluster)
    return text[:end], text[end:]


def pad(text: str, columns: int) -> str:
    """The text with blanks at its right up to so many columns."""
    return text + " " * (columns - width(text))


def line_width(line: Line) -> int:
    """The columns of a line."""
    return sum(width(run.text) for run in line)


def cut_line(line: Line, columns: int, ellipsis: str = "…") -> Line:
    """The line itself where it fits, else its beginning with an ellipsis."""
    if line_width(line) <= columns:
        return line
    kept: list[Run] = []
    for run in line:
        cells = width(run.text)
        if cells >= columns:
            rest = "" if cells > columns else ellipsis
            kept.append(Run(cut(run.text + rest, columns, ellipsis), run.role, run.styles, run.href))
            break
        kept.append(run)
        columns -= cells
    return tuple(kept)
