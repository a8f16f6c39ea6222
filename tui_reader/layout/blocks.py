"""One block as lines, and the rows between two blocks: lists hang, quotes have a bar, code keeps its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tui_reader.layout.code import colour
from tui_reader.layout.measure import cut, line_width, take
from tui_reader.layout.measure import width as width_of
from tui_reader.layout.runs import PLAIN, Glyphs, Line, Run, blank
from tui_reader.layout.tables import lay_out_table
from tui_reader.layout.wrapping import wrap
from tui_reader.models import Block, BlockKind, Span, Style

_HANG = 4
_TAB = 4
_LEAST = 8
_BOLD = frozenset({Style.BOLD})
_ITALIC = frozenset({Style.ITALIC})


def lay_out(block: Block, width: int, *, glyphs: Glyphs = PLAIN) -> list[Line]:
    """The block as lines of at most `width` columns, without the rows between blocks (see `between`).

    Below about 12 columns the indent of lists and quotes gives way, so that text always has room.
    """
    bars = _bars(block, width, glyphs)
    room = width - sum(len(run.text) for run in bars)
    first, rest = _indents(block, room)
    inner = max(room - sum(len(run.text) for run in rest), 2)
    lines = _BODIES[block.kind](block, inner, glyphs)
    if block.kind is BlockKind.ITEM and not lines:
        lines = [()]
    return [bars + (rest if number else first) + line for number, line in enumerate(lines)]


def lay_out_all(blocks: Iterable[Block], width: int, *, glyphs: Glyphs = PLAIN) -> Iterable[Line]:
    """All blocks as lines, one at a time, with the rows between them."""
    previous: Block | None = None
    for block in blocks:
        lines = lay_out(block, width, glyphs=glyphs)
        if not lines:
            continue
        if previous is not None:
            yield from between(previous, block, width, glyphs=glyphs)
        yield from lines
        previous = block


def between(previous: Block, block: Block, width: int, *, glyphs: Glyphs = PLAIN) -> list[Line]:
    """The rows between two blocks that follow each other: one blank row, with the bars of the quote around both.

    None inside lists, under an underlined heading and before a quote's source.
    """
    is_list = block.kind is BlockKind.ITEM and previous.kind is BlockKind.ITEM
    is_underlined = previous.kind is BlockKind.HEADING and previous.level <= 2 and not previous.quote_depth
    is_source = "cite" in block.meta and previous.quote_depth >= block.quote_depth > 0
    if (is_list and previous.quote_depth == block.quote_depth) or is_underlined or is_source:
        return []
    shared = min(previous.quote_depth, block.quote_depth)
    return [_bars(Block(BlockKind.RULE, quote_depth=shared), width, glyphs)]


def estimate(block: Block, width: int) -> int:
    """About how many lines `lay_out` gives, without laying out: never 0, cheap whatever the block's size."""
    inner = max(width - _HANG * len(block.list_path) - 3 * min(block.quote_depth, 3), _LEAST)
    if block.kind is BlockKind.CODE:
        return sum(span.text.count("\n") for span in block.spans) + 3
    if block.kind is BlockKind.TABLE:
        return max(len(block.rows) + bool(block.header_rows), 1)
    if block.kind is BlockKind.IMAGE:
        return 2 + max(1, -(-len(block.meta.get("alt", "")) // inner))
    length = sum(len(span.text) for span in block.spans)
    return max(1, -(-length * 21 // (20 * inner))) + (block.kind is BlockKind.HEADING and block.level <= 2)


def title(text: str, width: int, *, glyphs: Glyphs = PLAIN) -> list[Line]:
    """A post's title: bold, with a heavy line as long as its last row."""
    lines = wrap((Span(text, _BOLD),), width, role="strong")
    return [*lines, (Run(glyphs.heavy_line * line_width(lines[-1]), "heading"),)] if lines else []


def _bars(block: Block, width: int, glyphs: Glyphs) -> Line:
    """The bar of each quote around the block, at most as many as leave two thirds of the width."""
    depth = min(block.quote_depth, max(width // 6, 1))
    bars: Line = ()
    for level in range(1, depth + 1):
        bars += (Run(glyphs.quote, "rule-strong"), Run("  " if level == depth else " "))
    return bars


def _indents(block: Block, width: int) -> tuple[Line, Line]:
    """What stands before the first line and before the others: blanks, and the marker of the item that starts."""
    columns = [max(_HANG, width_of(marker) + 1) for marker in block.list_path]
    while len(columns) > 1 and sum(columns) > width // 2:
        columns.pop(0)
    rest = blank(sum(columns))
    if block.kind is not BlockKind.ITEM or not columns:
        return rest, rest
    marker = cut(block.list_path[-1], columns[-1] - 1)
    room = blank(sum(columns) - width_of(marker) - 1)
    return (*room, Run(marker, "muted"), Run(" ")), rest


def _paragraph(block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    if "cite" in block.meta:
        # a source is told from its quote by standing upright
        upright = [Span(span.text, span.styles - _ITALIC, span.href) for span in block.spans]
        return wrap(upright, width, role="muted", tick=glyphs.tick)
    if not block.quote_depth:
        return wrap(block.spans, width, tick=glyphs.tick)
    spans = [Span(span.text, span.styles | _ITALIC, span.href) for span in block.spans]
    return wrap(spans, width, role="quote", tick=glyphs.tick)


def _heading(block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    styles = _BOLD | _ITALIC if block.level == 3 else _BOLD
    lines = wrap(
        [Span(s.text, s.styles | styles, s.href) for s in block.spans], width, role="heading", tick=glyphs.tick
    )
    if lines and block.level == 1:
        lines.append((Run(glyphs.heavy_line * line_width(lines[-1]), "heading"),))
    elif lines and block.level == 2:
        lines.append((Run(glyphs.line * line_width(lines[-1]), "rule-strong"),))
    return lines


def _code(block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    """Code at full width on its own ground: two columns of air at the left, one row above and below."""
    language = block.meta.get("language")
    bar = Run(glyphs.code_bar, "rule-strong")
    air = 2 - len(glyphs.code_bar)
    label = cut(language or "", max(width - 2, 0), glyphs.ellipsis)
    left = width - width_of(label) - 1 - len(glyphs.code_bar)
    head: Line = (Run(" " * left, "code"), Run(label, "comment"), Run(" ", "code"))
    lines: list[Line] = [head if label and left > 0 else (Run(" " * (width - len(glyphs.code_bar)), "code"),)]
    room = max(width - 4, 1)
    for text in block.text.expandtabs(_TAB).strip("\n").split("\n"):
        shown, rest = take(text, room)
        end = f" {glyphs.path}" if rest else "  "
        filler = Run(" " * (room - width_of(shown)) + end, "comment" if rest else "code")
        lines.append((Run(" " * air, "code"), *colour(shown, language), filler))
    if not glyphs.code_bar:
        return [*lines, (Run(" " * width, "code"),)]
    return [(bar, *line) for line in (lines if label else lines[1:])]


def _image(block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    """A frame with the image's size in its top line and its description inside; all of it leads to the image."""
    meta = block.meta
    href = next((span.href for span in block.spans if span.href), None) or meta.get("src")
    has_size = meta.get("width") and meta.get("height")
    size = f" {glyphs.dot} {meta['width']} {glyphs.times} {meta['height']}" if has_size else ""
    alt = (meta.get("alt") or block.text).strip() or "no description"
    if width < 16:
        return wrap((Span(f"Image: {alt}", _ITALIC, href),), width, role="quote")
    name = cut(f"Image{size}", width - 6, glyphs.ellipsis)
    top = width - 5 - width_of(name)
    left, right, low_left, low_right = tuple(glyphs.corners)
    lines: list[Line] = [
        (Run(f"{left}{glyphs.line} ", "rule-strong"), Run(name, "muted", href=href),
         Run(f" {glyphs.line * top}{right}", "rule-strong")),
    ]  # fmt: skip
    for line in wrap((Span(alt, _ITALIC),), width - 4, role="quote"):
        room = width - 4 - line_width(line)
        inside = tuple(Run(run.text, run.role, run.styles, href) for run in line)
        lines.append((Run(f"{glyphs.bar} ", "rule-strong"), *inside, Run(" " * room + f" {glyphs.bar}", "rule-strong")))
    lines.append((Run(f"{low_left}{glyphs.line * (width - 2)}{low_right}", "rule-strong"),))
    return lines


def _rule(_block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    return [(Run(glyphs.line * width, "rule"),)]


def _table(block: Block, width: int, glyphs: Glyphs) -> list[Line]:
    return lay_out_table(block, width, "quote" if block.quote_depth else "text", glyphs)


_BODIES: Mapping[BlockKind, Callable[[Block, int, Glyphs], list[Line]]] = {
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.ITEM: _paragraph,
    BlockKind.HEADING: _heading,
    BlockKind.CODE: _code,
    BlockKind.TABLE: _table,
    BlockKind.IMAGE: _image,
    BlockKind.RULE: _rule,
}
