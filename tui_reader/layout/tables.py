"""Tables: columns two apart with a header and a rule, or, where that is wider than the measure, a list per row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.layout.measure import width as width_of
from tui_reader.layout.runs import Glyphs, Line, Run, blank
from tui_reader.layout.wrapping import span_run, wrap
from tui_reader.models import Block, Span, Style

_GAP = 2
_BOLD = frozenset({Style.BOLD})
_is_number = re.compile(r"[-+~]?[\d.,\s]*\d\s?[%€$£]?").fullmatch
_Cell = tuple[Span, ...]


def lay_out_table(block: Block, width: int, role: str, glyphs: Glyphs) -> list[Line]:
    """A table at its natural width where that fits, else each row as a list of `name: value`."""
    rows = [row for row in block.rows if any(_text(cell) for cell in row)]
    if not rows:
        return []
    count = max(map(len, rows))
    columns = [max((width_of(_text(row[at])) for row in rows if at < len(row)), default=0) for at in range(count)]
    if sum(columns) + _GAP * (count - 1) <= width and not any("\n" in _text(cell) for row in rows for cell in row):
        return _grid(rows, columns, min(block.header_rows, len(rows)), role, glyphs)
    return _lists(rows, min(block.header_rows, len(rows)), width, role, glyphs)


def _text(cell: _Cell) -> str:
    return "".join(span_run(span).text for span in cell).strip()


def _grid(rows: Sequence[tuple[_Cell, ...]], columns: list[int], headers: int, role: str, glyphs: Glyphs) -> list[Line]:
    numeric = [_is_numeric([_text(row[at]) for row in rows[headers:] if at < len(row)]) for at in range(len(columns))]
    lines: list[Line] = []
    for number, row in enumerate(rows):
        is_header = number < headers
        line: Line = ()
        for at, columns_wide in enumerate(columns):
            cell = _runs(row[at] if at < len(row) else (), "strong" if is_header else role, is_bold=is_header)
            room = blank(columns_wide - sum(width_of(run.text) for run in cell))
            gap = blank(_GAP) if at else ()
            line += gap + (room + cell if numeric[at] else cell + room)
        lines.append(_without_end(line))
        if number == headers - 1:
            lines.append((Run(glyphs.line * (sum(columns) + _GAP * (len(columns) - 1)), "rule"),))
    return lines


def _is_numeric(texts: Sequence[str]) -> bool:
    """Whether a column holds numbers alone, which then end at its right."""
    return any(texts) and all(_is_number(text) for text in texts if text)


def _runs(cell: _Cell, role: str, *, is_bold: bool) -> Line:
    runs = [span_run(span, role) for span in cell if span.text]
    return tuple(Run(run.text, run.role, run.styles | _BOLD, run.href) if is_bold else run for run in runs)


def _without_end(line: Line) -> Line:
    """The line without blanks at its right end."""
    while line and not line[-1].text.strip():
        line = line[:-1]
    return line


def _lists(rows: Sequence[tuple[_Cell, ...]], headers: int, width: int, role: str, glyphs: Glyphs) -> list[Line]:
    names = [_text(cell) for cell in rows[headers - 1]] if headers else []
    lines: list[Line] = []
    for row in rows[headers:] or rows:
        if lines:
            lines.append(())
        for at, cell in enumerate(row):
            if not _text(cell):
                continue
            name = names[at] if at < len(names) and len(rows) > headers else ""
            spans = (Span(f"{name}: ", frozenset()), *cell) if name else cell
            wrapped = wrap(spans, max(width - 2, 2), role=role, tick=glyphs.tick)
            if name and wrapped and wrapped[0] and wrapped[0][0].text.startswith(name):
                wrapped[0] = _named(wrapped[0], name)
            lines.extend((*blank(2), *line) if number else line for number, line in enumerate(wrapped))
    return lines


def _named(line: Line, name: str) -> Line:
    """The line with the name of the value muted."""
    first = line[0]
    end = min(len(name) + 1, len(first.text))
    rest = (Run(first.text[end:], first.role, first.styles, first.href),) if first.text[end:] else ()
    return (Run(first.text[:end], "muted"), *rest, *line[1:])
