"""Preformatted text: its characters as they stand, the language it is marked with, and gutters of line numbers."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from tui_reader.content import tree
from tui_reader.content.text import clean

TAB = 4
"""Columns of a tab in code."""

_GUTTER = re.compile(r"(?<![\w-])(?:linenos?|gutter|line-numbers?|rouge-gutter|lnt|blob-num|hljs-ln-n)(?![\w-])")
# the prefixes of highlight.js and Prism, SyntaxHighlighter, GitHub, and the attributes of others
_LANGUAGE = re.compile(
    r"(?<![\w-])(?:language-|lang[-:]|brush:\s*|highlight-source-|highlight-text-|sourceCode\s+)([A-Za-z][\w+#.-]*)"
)
_NAME = re.compile(r"[A-Za-z][\w+#.-]{0,29}")
_NO_LANGUAGE = frozenset({"none", "nohighlight", "plain", "plaintext", "text", "txt", "default", "basic"})


def text(node: HtmlElement) -> str:
    """The text of a `pre`, lines as they stand, tabs expanded, empty first and last lines gone."""
    parts: list[str] = []
    events = etree.iterwalk(node, events=("start", "end"))
    for event, inner in events:
        if event == "start":
            if inner is not node and (inner.tag in tree.SILENT_TAGS or is_gutter(inner)):
                events.skip_subtree()
            elif inner.tag == "br":
                parts.append("\n")
            elif inner.text:
                parts.append(inner.text)
        elif inner is not node:
            if inner.tag in tree.BLOCK_TAGS and inner.tag != "br" and parts and not parts[-1].endswith("\n"):
                # some highlighters make a block of each line
                parts.append("\n")
            if inner.tail:
                parts.append(inner.tail)
    lines = [line.rstrip() for line in clean("".join(parts)).expandtabs(TAB).split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines)


def language(node: HtmlElement) -> str | None:
    """The language that a `pre`, the `code` in it or what wraps it names."""
    candidates = [node, *node.iterchildren("code")]
    parent = node.getparent()
    for _ in range(2):
        if parent is None or parent.tag not in {"div", "figure", "td", "span"}:
            break
        candidates.append(parent)
        parent = parent.getparent()
    for candidate in candidates:
        for name in (
            *_LANGUAGE.findall(candidate.get("class") or ""),
            candidate.get("data-lang"),
            candidate.get("data-language"),
        ):
            if name and _NAME.fullmatch(name):
                return None if name.lower() in _NO_LANGUAGE else name.lower()
    return None


def is_gutter(node: HtmlElement) -> bool:
    """Whether this element holds the numbers of lines beside code."""
    name = node.get("class")
    return name is not None and _GUTTER.search(name) is not None
