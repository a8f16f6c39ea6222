"""Text and styles in, blocks out: blanks collapsed as HTML does, paragraphs cut at empty lines. Knows no tags."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from tui_reader.content.text import clean
from tui_reader.models import Block, BlockKind, Span, Style

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAKS = re.compile(" *\n *")
_look = itemgetter(1, 2)


class Writer:
    """Blocks as they grow. The public fields say how what is written next is meant; whoever sets them resets them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.styles: frozenset[Style] = frozenset()
        self.href: str | None = None
        self.quote_depth = 0
        self.list_path: tuple[str, ...] = ()
        self.level = 0
        self.is_cite = False
        self.is_item = False
        self.anchor: str | None = None
        self._runs: list[tuple[str, frozenset[Style], str | None]] = []
        self._images: list[Block] = []
        self._is_open = True
        self._ends_line = False
        self._is_all_cite = True

    def write(self, text: str) -> None:
        """Add text to the current block; blanks at its start and after blanks vanish."""
        if "\n" in text or "  " in text or "\t" in text:
            text = _collapsed(text)
        if self._is_open:
            text = text.lstrip(" ")
        if not text:
            return
        self._is_open = text[-1] == " "
        if self._ends_line and not text.isspace():
            self._ends_line = False
        if self._is_all_cite and not self.is_cite and not text.isspace():
            self._is_all_cite = False
        self._runs.append((text, self.styles, self.href))

    def line_break(self) -> None:
        """End the line; two in a row end the paragraph, as writers of old blogs did."""
        if self._ends_line:
            self.flush()
        elif self._runs:
            self._runs.append(("\n", self.styles, None))
            self._ends_line = self._is_open = True

    def image(self, block: Block) -> None:
        """Put an image before the current paragraph if that has not begun, else after it."""
        if self._runs:
            self._images.append(block)
        else:
            self.put(block)

    def put(self, block: Block) -> None:
        """Add a whole block at this place."""
        self.flush()
        if self.blocks and block.kind is BlockKind.RULE and self.blocks[-1].kind is BlockKind.RULE:
            return
        if self.is_item:
            self._append(Block(BlockKind.ITEM))
        self._append(block)

    def flush(self) -> None:
        """End the current block."""
        if self._runs:
            spans = _spans(self._runs)
            if spans:
                self._append(self._block(spans))
            self._runs = []
            self._is_open, self._ends_line, self._is_all_cite = True, False, True
        if self._images:
            images, self._images = self._images, []
            for image in images:
                self.put(image)

    def _block(self, spans: tuple[Span, ...]) -> Block:
        if self.is_item:
            if self.level:
                spans = tuple(replace(span, styles=span.styles | {Style.BOLD}) for span in spans)
            return Block(BlockKind.ITEM, spans)
        if self.level:
            return Block(BlockKind.HEADING, spans, level=self.level)
        return Block(BlockKind.PARAGRAPH, spans, meta={"cite": "1"} if self._is_all_cite and self.quote_depth else {})

    def _append(self, block: Block) -> None:
        if block.kind is BlockKind.ITEM:
            self.is_item = False
        meta = block.meta
        if self.anchor:
            meta = meta | {"id": clean(self.anchor)}
            self.anchor = None
        if self.quote_depth or self.list_path or meta is not block.meta:
            block = replace(block, quote_depth=self.quote_depth, list_path=self.list_path, meta=meta)
        self.blocks.append(block)


def _collapsed(text: str) -> str:
    """The text with every run of HTML's blanks as one; no-break spaces stay."""
    if not text.isascii():
        return _BLANKS.sub(" ", text)
    # splitting is five times as fast as the expression
    words = text.split()
    if not words:
        return " "
    return f"{' ' if text[0].isspace() else ''}{' '.join(words)}{' ' if text[-1].isspace() else ''}"


def _spans(runs: list[tuple[str, frozenset[Style], str | None]]) -> tuple[Span, ...]:
    """Runs as clean spans: neighbours of one look joined, outer blanks gone; empty where no text is."""
    if len(runs) == 1:
        text, styles, href = runs[0]
        text = clean(text).strip()
        return (Span(text, styles, href),) if text else ()
    spans: list[Span] = []
    for (styles, href), group in groupby(runs, key=_look):
        text = clean("".join([run[0] for run in group]))
        spans.append(Span(_AROUND_BREAKS.sub("\n", text) if "\n" in text else text, styles, href))
    whole = "".join([span.text for span in spans])
    if not whole.isascii() and clean(whole) != whole:
        # marks that only together are too many
        spans = [Span(clean(whole))]
    return _stripped(spans)


def _stripped(spans: list[Span]) -> tuple[Span, ...]:
    while spans and not spans[-1].text.strip():
        spans.pop()
    start = 0
    while start < len(spans) and not spans[start].text.strip():
        start += 1
    spans = spans[start:]
    if spans:
        first, last = spans[0].text, spans[-1].text
        if first[0].isspace():
            spans[0] = replace(spans[0], text=first.lstrip())
        if last[-1].isspace():
            spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(span for span in spans if span.text)
