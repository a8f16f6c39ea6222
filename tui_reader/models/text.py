"""A text as a flat list of blocks with styled spans: plain data, so that the screen draws what `content` made."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """Inline styles: a closed set."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    STRIKE = "strike"
    UNDERLINE = "underline"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    MARK = "mark"
    KEYBOARD = "kbd"


class BlockKind(StrEnum):
    """Kinds of block: a closed set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"
    IMAGE = "image"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. Text may hold newlines only in code and where the source forces a break."""

    text: str
    styles: frozenset[Style] = frozenset()
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text.

    `level` is 1-6 for headings, else 0. `quote_depth` counts the block quotes around it. `list_path` holds the marker
    of each list around it, outermost first: "-" or "3."; an ITEM starts the item of its last marker, any other kind
    with a path continues the item it stands in. `rows` are a TABLE's rows of cells, the first `header_rows` of them
    headers. `meta`: `language` (code), `src`, `alt`, `width`, `height` (image), `cite` (a quote's source line is a
    paragraph with `cite` "1"), `embed` "1" (a paragraph that only links to what is embedded), `id` (an anchor that
    links point to).
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    level: int = 0
    quote_depth: int = 0
    list_path: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    header_rows: int = 0
    meta: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The block's plain text; a table's cells are separated by tabs, its rows by newlines."""
        if self.kind is BlockKind.TABLE:
            return "\n".join("\t".join("".join(s.text for s in cell) for cell in row) for row in self.rows)
        return "".join(span.text for span in self.spans)
