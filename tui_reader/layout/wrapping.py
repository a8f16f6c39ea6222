"""Greedy wrapping of styled spans into lines; knows where a line may break, not what kind of block it is in.

Lines break at blanks and beside wide characters (but not before closing punctuation); words longer than the line are
broken where it ends. Nothing is hyphenated or justified.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui_reader.layout.measure import graphemes, is_simple
from tui_reader.layout.runs import Line, Run
from tui_reader.models import Span, Style

_NO_LINE_START = frozenset("、。，．・：；？！）〕］｝〉》」』】’”,.:;?!)]}»…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_CODE = frozenset({Style.CODE, Style.KEYBOARD})
_PLACED = frozenset({Style.SUPERSCRIPT, Style.SUBSCRIPT})


def wrap(spans: Iterable[Span], width: int, *, role: str = "text", tick: str = "") -> list[Line]:
    """The spans as lines of at most `width` columns (at least 2); no spans give no lines.

    `role` is what a run is where its span says nothing else; `tick` stands on both sides of inline code.
    """
    return wrap_runs([span_run(span, role, tick) for span in spans], width)


def wrap_runs(runs: Iterable[Run], width: int) -> list[Line]:
    """The same for what is already runs."""
    kept = [run for run in runs if run.text]
    text = "".join(run.text for run in kept)
    return list(_slices(kept, places(text, max(width, 2)))) if text else []


def span_run(span: Span, role: str = "text", tick: str = "") -> Run:
    """One span as a run: footnote marks in brackets, raised and lowered digits as such, code with its ticks."""
    text, styles = span.text, span.styles
    if styles & _PLACED:
        text = _placed(text, is_raised=Style.SUPERSCRIPT in styles, is_link=span.href is not None)
        styles -= _PLACED
    if styles & _CODE:
        return Run(f"{tick}{text}{tick}", "link" if span.href else "inline", styles, span.href)
    if span.href:
        return Run(text, "link", styles, span.href)
    return Run(text, "strong" if Style.BOLD in styles and role == "text" else role, styles)


def _placed(text: str, *, is_raised: bool, is_link: bool) -> str:
    """A footnote's mark as `[1]`; digits and signs raised or lowered; anything else stays on the line."""
    inner = text.strip()
    if is_link and inner:
        return inner if inner[0] in "[(" else f"[{inner}]"
    table = _RAISED if is_raised else _LOWERED
    return text.translate(table) if inner and all(ord(char) in table for char in inner) else text


def places(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of at most `width` columns begins and ends in the text, blanks at its ends left out."""
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        while start < stop and text[start] == " ":
            start += 1
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if is_simple(text[start:stop]):
            yield from _simple(text, start, stop, width)
        else:
            yield from _by_grapheme(text, start, stop, width)
        if end < 0:
            return
        start = end + 1


def _simple(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """Lines of a text in which every character takes one column."""
    while stop - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end <= start:
            end = start + width
        after = end
        while after < stop and text[after] == " ":
            after += 1
        while text[end - 1] == " " and end > start:
            end -= 1
        yield start, end
        start = after
    yield start, stop


def _by_grapheme(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """Lines of any text. `gap` is the last place to break: where the line ends, where the next one begins."""
    position = start
    used = since_gap = 0
    gap: tuple[int, int] | None = None
    was_wide = False
    for cluster, cells in graphemes(text[start:stop]):
        if cluster == " ":
            is_run = gap is not None and gap[1] == position and since_gap == 0
            gap = (gap[0] if is_run and gap else position, position + 1)
            used, since_gap, was_wide = used + 1, 0, False
            position += 1
            continue
        if (cells == 2 or was_wide) and cluster[0] not in _NO_LINE_START and (gap is None or gap[1] != position):
            gap, since_gap = (position, position), 0
        while used + cells > width and position > start:
            end, after = gap if gap is not None and gap[1] > start else (position, position)
            if end > start:
                yield start, end
            used = since_gap if gap is not None and after == gap[1] else 0
            start, gap, since_gap = after, None, 0
        used, since_gap, was_wide = used + cells, since_gap + cells, cells == 2
        position += len(cluster)
    yield start, stop


def _slices(runs: Sequence[Run], cuts: Iterable[tuple[int, int]]) -> Iterator[Line]:
    """The lines that the places cut out of the runs; places ascend, so each run is passed once."""
    index, offset = 0, 0
    for start, end in cuts:
        while index < len(runs) - 1 and offset + len(runs[index].text) <= start:
            offset += len(runs[index].text)
            index += 1
        line: list[Run] = []
        at, base = index, offset
        while at < len(runs) and base < end:
            run = runs[at]
            piece = run.text[max(start - base, 0) : end - base]
            if piece:
                line.append(run if piece == run.text else Run(piece, run.role, run.styles, run.href))
            base += len(run.text)
            at += 1
        yield tuple(line)
