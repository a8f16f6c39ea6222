"""What a laid-out line is made of: runs of text with a role, and the glyphs that both screen and terminal output draw.

A role names what a run is, never how it looks: themes give it colours, the command line gives it SGR codes.
"""

from __future__ import annotations

from typing import NamedTuple

from tui_reader.models import Style

ROLES = (
    "text",
    "strong",
    "heading",
    "quote",
    "code",
    "keyword",
    "string",
    "comment",
    "inline",
    "link",
    "muted",
    "quiet",
    "rule",
    "rule-strong",
    "accent",
    "error",
    "ok",
    "chip",
)
"""Every role of a run, besides `author-0` to `author-7` and `guide-0` to `guide-5`, which the widgets add."""


class Run(NamedTuple):
    """A piece of one line: its text without newlines, its role, its inline styles and the address it leads to."""

    text: str
    role: str = "text"
    styles: frozenset[Style] = frozenset()
    href: str | None = None


Line = tuple[Run, ...]
"""One row of cells, without padding at its right end (code alone is padded: its ground is part of it)."""


class Glyphs(NamedTuple):
    """The marks and lines that are drawn; each field is one mark of the glyph table.

    `tick` stands on both sides of inline code and `code_bar` at the left of a code block where no ground tells them
    from the text.
    """

    unread: str = "•"
    star: str = "*"
    failed: str = "!"
    folded: str = "▸"
    open: str = "▾"
    older: str = "«"
    newer: str = "»"
    path: str = "›"
    ellipsis: str = "…"
    dot: str = "·"
    times: str = "×"
    line: str = "─"
    bar: str = "│"
    tee: str = "┬"
    side_tee: str = "┤"
    heavy_line: str = "━"
    heavy_bar: str = "┃"
    cursor: str = "▌"
    quote: str = "▎"
    corners: str = "╭╮╰╯"
    tick: str = ""
    code_bar: str = ""


PLAIN = Glyphs()
"""What most monospaced fonts have."""

ASCII = Glyphs(
    unread="o",
    folded="+",
    open="-",
    older="<<",
    newer=">>",
    path=">",
    ellipsis="...",
    dot="-",
    times="x",
    line="-",
    bar="|",
    tee="+",
    side_tee="+",
    heavy_line="=",
    heavy_bar="#",
    cursor=">",
    quote="|",
    corners="++++",
)
"""For locales other than UTF-8 and the Linux console."""


def bare(glyphs: Glyphs) -> Glyphs:
    """The same where no ground can tell code from text: backticks around it in a line, a bar beside a block of it."""
    return glyphs._replace(tick="`", code_bar=glyphs.bar)


def blank(count: int) -> Line:
    """A line of so many blanks; empty for none."""
    return (Run(" " * count),) if count > 0 else ()
