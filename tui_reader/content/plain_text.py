"""Plain text to blocks: paragraphs, quotes by ">", lists by signs, indented code, and addresses as links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tui_reader.content import urls
from tui_reader.content.text import clean
from tui_reader.models import Block, BlockKind, Span

MAX_LINES = 100_000
"""Lines of a text that are read."""

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)\]}'’]")
_QUOTED = re.compile(r"\s{0,3}((?:>\s?)+)(.*)")
_LISTED = re.compile(r"\s{0,3}(?:([-*•+])|(\d{1,3})[.)])\s+(\S.*)")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})")
_INDENTED = re.compile(r"(?: {4}|\t)")
# lines shorter than this were ended by their writer, not by a margin
_WRAPPED = 45


def blocks(text: str) -> list[Block]:
    """The blocks of a plain text. Lines that were wrapped at a margin are joined, short ones are kept."""
    lines = [line.rstrip() for line in clean(text).expandtabs(4).split("\n", MAX_LINES)[:MAX_LINES]]
    found: list[Block] = []
    for is_blank, group in groupby(lines, key=lambda line: not line):
        if not is_blank:
            found.extend(_chunk(list(group)))
    return found


def linked(text: str) -> tuple[Span, ...]:
    """The text as spans, its addresses linked."""
    spans: list[Span] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        href = urls.resolve(None, match[0])
        if href:
            spans += [Span(text[end : match.start()]), Span(match[0], href=href)]
            end = match.end()
    return tuple(span for span in (*spans, Span(text[end:])) if span.text)


def _chunk(lines: list[str]) -> Iterator[Block]:
    """The blocks of lines between two empty ones."""
    if len(lines) == 1 and _RULE.fullmatch(lines[0]):
        yield Block(BlockKind.RULE)
    elif all(_INDENTED.match(line) for line in lines):
        margin = min(len(line) - len(line.lstrip()) for line in lines)
        yield Block(BlockKind.CODE, (Span("\n".join(line[margin:] for line in lines)),))
    elif all(_QUOTED.match(line) for line in lines):
        yield from _quote(lines)
    elif _LISTED.fullmatch(lines[0]):
        yield from _items(lines)
    else:
        yield Block(BlockKind.PARAGRAPH, linked(_joined(lines)))


def _quote(lines: list[str]) -> Iterator[Block]:
    parts = [(match[1].count(">"), match[2].strip()) for line in lines if (match := _QUOTED.match(line))]
    for (depth, is_blank), group in groupby(parts, key=lambda part: (part[0], not part[1])):
        if not is_blank:
            yield Block(BlockKind.PARAGRAPH, linked(_joined([text for _, text in group])), quote_depth=min(depth, 30))


def _items(lines: list[str]) -> Iterator[Block]:
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if match := _LISTED.fullmatch(line):
            items.append(("-" if match[1] else f"{match[2]}.", [match[3]]))
        else:
            items[-1][1].append(line.strip())
    for marker, texts in items:
        yield Block(BlockKind.ITEM, linked(" ".join(texts)), list_path=(marker,))


def _joined(lines: list[str]) -> str:
    """Lines as one text: joined by blanks where a margin broke them, else as they stand."""
    is_wrapped = all(len(line) >= _WRAPPED for line in lines[:-1])
    return (" " if is_wrapped else "\n").join(line.strip() for line in lines)
