"""Tables: which ones hold data and which only arrange things, and the rows of those that hold data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from tui_reader.models import Block, BlockKind, Span

MAX_ROWS = 2000
MAX_COLUMNS = 60

Cell = tuple[Span, ...]

_BLOCKS = ("table", "ul", "ol", "pre", "blockquote", "h1", "h2", "h3", "hr", "figure", "iframe", "form", "dl", "video")
_LONGEST_CELL = 600


def is_data(node: HtmlElement) -> bool:
    """Whether a table holds data: two rows and columns at least, and nothing in a cell but a line of text."""
    if node.get("role") in {"presentation", "none"}:
        return False
    if next((inner for inner in node.iter(*_BLOCKS) if inner is not node), None) is not None:
        return False
    rows = list(_rows(node))
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    has_headers = next(node.iter("th"), None) is not None
    if not has_headers and next(node.iter("img"), None) is not None:
        return False
    return not any(_is_long(cell) for row in rows for cell in row)


def read(node: HtmlElement, spans: Callable[[HtmlElement], Cell]) -> Block | None:
    """A table's block; `spans` reads one cell. None where nothing stands in it."""
    rows: list[tuple[Cell, ...]] = []
    header_rows = 0
    # cells of earlier rows that reach down: column to rows left
    reaching: dict[int, int] = {}
    for cells in _rows(node):
        row: list[Cell] = []
        for cell in cells:
            _fill(row, reaching)
            if len(row) >= MAX_COLUMNS:
                break
            row.append(spans(cell))
            width = min(_span(cell, "colspan"), MAX_COLUMNS - len(row) + 1)
            depth = min(_span(cell, "rowspan"), MAX_ROWS) - 1
            if depth > 0:
                reaching |= {len(row) - 1 + offset: depth for offset in range(width)}
            row += [()] * (width - 1)
        _fill(row, reaching)
        if not any(row):
            continue
        if header_rows == len(rows) and all(cell.tag == "th" for cell in cells):
            header_rows += 1
        rows.append(tuple(row))
    if not rows:
        return None
    columns = max(len(row) for row in rows)
    even = tuple(row + ((),) * (columns - len(row)) for row in rows)
    return Block(BlockKind.TABLE, rows=even, header_rows=min(header_rows, len(even)))


def _rows(node: HtmlElement) -> Iterator[list[HtmlElement]]:
    for number, row in enumerate(node.iter("tr")):
        if number >= MAX_ROWS:
            return
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if cells:
            yield cells


def _fill(row: list[Cell], reaching: dict[int, int]) -> None:
    """Leave empty the places that cells of earlier rows take."""
    while len(row) < MAX_COLUMNS and reaching.get(len(row), 0) > 0:
        reaching[len(row)] -= 1
        row.append(())


def _is_long(cell: HtmlElement) -> bool:
    if len(cell) == 0:
        return len(cell.text or "") > _LONGEST_CELL
    paragraphs = sum(1 for _ in cell.iter("p", "div"))
    return paragraphs > 1 or sum(len(text) for text in cell.itertext()) > _LONGEST_CELL


def _span(cell: HtmlElement, name: str) -> int:
    stated = cell.get(name) or ""
    return max(int(stated), 1) if stated.isascii() and stated.isdigit() and len(stated) < 5 else 1
