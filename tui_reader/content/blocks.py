"""HTML to blocks, the one form in which texts are drawn and searched; and blocks as text and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tui_reader.content import tree
from tui_reader.content.walk import Facts, Walker
from tui_reader.models import Block, BlockKind, Span, Style

SCHEMA = 1
"""Of what `dump` writes; another number makes `load` answer None, and the blocks are made again."""

# Han and kana are written without blanks; about two of them make a word
_UNSPACED = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")


def make(html: str, base_url: str | None = None) -> list[Block]:
    """The blocks of an HTML text, links resolved against `base_url`. Never raises; every string is clean."""
    if not html or html.isspace():
        return []
    source = tree.mended(html)
    return Walker(Facts.of(source, base_url)).walk(tree.body_of(source))


def plain(blocks: Iterable[Block]) -> str:
    """The text alone: an empty line between blocks, none between the items of a list; images by their description.

    Links to what is embedded are left out: the page has no words there.
    """
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        text = block.meta.get("alt", "") if block.kind is BlockKind.IMAGE else block.text
        if text and "embed" not in block.meta:
            if previous is not None:
                is_list = block.kind is BlockKind.ITEM and previous.kind is BlockKind.ITEM
                parts.append("\n" if is_list else "\n\n")
            parts.append(text)
            previous = block
    return "".join(parts)


def count_words(blocks: Iterable[Block]) -> int:
    """The number of words; of scripts without blanks two signs count as one."""
    words = 0
    for block in blocks:
        text = block.text
        if not text.isascii() and (signs := len(_UNSPACED.findall(text))):
            text = _UNSPACED.sub(" ", text)
            words += (signs + 1) // 2
        words += len(text.split())
    return words


def dump(blocks: Iterable[Block]) -> str:
    """The blocks as JSON for storing; `load` reads it."""
    rows = [
        [
            block.kind,
            [_pack(span) for span in block.spans],
            block.level,
            block.quote_depth,
            block.list_path,
            [[[_pack(span) for span in cell] for cell in row] for row in block.rows],
            block.header_rows,
            block.meta,
        ]
        for block in blocks
    ]
    return json.dumps([SCHEMA, rows], ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> list[Block] | None:
    """The blocks that `dump` wrote; None for what an other version, or something else, has written."""
    try:
        schema, rows = json.loads(text)
        if schema != SCHEMA:
            return None
        return [_block(*row) for row in rows]
    except (ValueError, TypeError, RecursionError):
        return None


def _pack(span: Span) -> list[Any]:
    if span.href:
        return [span.text, _names(span.styles), span.href]
    return [span.text, _names(span.styles)] if span.styles else [span.text]


def _unpack(packed: list[Any]) -> Span:
    return Span(
        packed[0], _styles(packed[1]) if len(packed) > 1 else frozenset(), packed[2] if len(packed) > 2 else None
    )


def _block(  # noqa: PLR0917  the order is that of the stored rows
    kind: str,
    spans: list[list[Any]],
    level: int,
    quote_depth: int,
    list_path: list[str],
    rows: list[list[list[list[Any]]]],
    header_rows: int,
    meta: dict[str, str],
) -> Block:
    return Block(
        BlockKind(kind),
        tuple(map(_unpack, spans)),
        level,
        quote_depth,
        tuple(list_path),
        tuple(tuple(tuple(map(_unpack, cell)) for cell in row) for row in rows),
        header_rows,
        meta,
    )


@lru_cache(maxsize=256)
def _names(styles: frozenset[Style]) -> str:
    return " ".join(sorted(styles))


@lru_cache(maxsize=256)
def _styles(names: str) -> frozenset[Style]:
    return frozenset(map(Style, names.split()))
