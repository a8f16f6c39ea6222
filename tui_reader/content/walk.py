"""An HTML tree walked once, without recursion, into a flat list of blocks. Knows which tag means what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from tui_reader.content import embeds, preformatted, tables, tree, urls
from tui_reader.content.writer import Writer
from tui_reader.models import Block, BlockKind, Span, Style

MAX_NODES = 400_000
"""Elements that are looked at; a text that holds more ends there."""

MAX_LEVELS = 30
"""Quotes in quotes and lists in lists that are told apart; deeper ones stay on that level."""

_STYLES = {
    "b": Style.BOLD, "strong": Style.BOLD, "i": Style.ITALIC, "em": Style.ITALIC, "dfn": Style.ITALIC,
    "var": Style.ITALIC, "code": Style.CODE, "tt": Style.CODE, "samp": Style.CODE, "kbd": Style.KEYBOARD,
    "del": Style.STRIKE, "s": Style.STRIKE, "strike": Style.STRIKE, "u": Style.UNDERLINE, "ins": Style.UNDERLINE,
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT, "mark": Style.MARK,
}  # fmt: skip
_SILENT = tree.SILENT_TAGS - {"object", "noscript", "rp", "input"}
_LINE_TAGS = tree.BLOCK_TAGS - {"br", "pre", "hr"}
_HIDDEN_CLASS = re.compile(r"(?<![\w-])(?:screen-reader-text|sr-only|visually-hidden)(?![\w-])")
_TARGET = re.compile(r"#([\w:.-]+)[\"'\s>]")
_STYLED = re.compile(
    r"(?P<bold>font-weight\s*:\s*(?:bold|[6-9]00))|(?P<italic>font-style\s*:\s*italic)|(?P<strike>line-through)",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?<![\w-])(?:wp-caption-text|tr-caption|caption|image-caption)(?![\w-])")
_LEFT_QUOTE, _RIGHT_QUOTE = "“", "”"


class List:
    """An open list: its next marker."""

    def __init__(self, node: HtmlElement) -> None:
        self.is_ordered = node.tag == "ol"
        self.kind = node.get("type") or "1"
        self.step = -1 if node.get("reversed") is not None else 1
        start = _number(node.get("start"))
        if start is None:
            start = len(node.findall("li")) if self.step < 0 else 1
        self.number = start

    def marker(self, item: HtmlElement) -> str:
        """The marker of the next item: "-" or "3."."""
        if not self.is_ordered:
            return "-"
        stated = _number(item.get("value"))
        number = self.number if stated is None else stated
        self.number = number + self.step
        return f"{_LETTERS[number - 1] if self.kind in 'aA' and 0 < number <= len(_LETTERS) else number}."


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class State(NamedTuple):
    """What an element changes for what stands inside it, restored at its end."""

    styles: frozenset[Style]
    href: str | None
    quote_depth: int
    list_path: tuple[str, ...]
    level: int
    is_cite: bool


class Facts(NamedTuple):
    """What is known of the whole text before the walk, so that no element is asked for what is nowhere in it."""

    base_url: str | None
    may_hide: bool
    has_styles: bool
    has_captions: bool
    targets: frozenset[str]

    @classmethod
    def of(cls, source: str, base_url: str | None) -> Facts:
        """The facts of an HTML text."""
        return cls(
            base_url=base_url,
            may_hide=any(word in source for word in ("hidden", "display", "DISPLAY", "sr-only", "screen-reader")),
            has_styles="style=" in source or "STYLE=" in source,
            has_captions="caption" in source,
            targets=frozenset(_TARGET.findall(source)) if "#" in source else frozenset(),
        )


class Walker:
    """One walk over one tree."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.base_url = facts.base_url
        self.writer = Writer()
        self._lists: list[List] = []
        self._saved: list[tuple[HtmlElement, State]] = []

    def walk(self, root: HtmlElement) -> list[Block]:
        """The blocks of what stands inside `root`."""
        writer = self.writer
        left = MAX_NODES
        events = etree.iterwalk(root, events=("start", "end"))
        for event, node in events:
            if event == "start":
                left -= 1
                if left < 0:
                    break
                if node is not root and not self._start(node, str(node.tag)):
                    events.skip_subtree()
                elif node.text:
                    writer.write(node.text)
            elif node is not root:
                self._end(node, str(node.tag))
                if node.tail:
                    writer.write(node.tail)
        writer.flush()
        return writer.blocks

    def _start(self, node: HtmlElement, tag: str) -> bool:
        """Whether what stands inside the element is walked too."""
        style = _STYLES.get(tag)
        if style is not None:
            self._save(node)
            self.writer.styles |= {style}
            return True
        if tag in _SILENT or (self.facts.may_hide and self._is_hidden(node)):
            return False
        if tag in _LINE_TAGS:
            self.writer.flush()
        if self.facts.targets and (name := node.get("id") or node.get("name")) in self.facts.targets:
            self.writer.anchor = name
        start = self._starts.get(tag)
        return True if start is None else start(self, node)

    def _end(self, node: HtmlElement, tag: str) -> None:
        if tag in _LINE_TAGS:
            self.writer.flush()
            if tag == "li":
                self.writer.is_item = False
            elif tag in {"ul", "ol", "menu", "dir"} and self._lists:
                self._lists.pop()
        elif tag == "q":
            self.writer.write(_RIGHT_QUOTE)
        elif tag == "rt":
            self.writer.write(")")
        if self._saved and self._saved[-1][0] is node:
            self._restore(self._saved.pop()[1])

    def _save(self, node: HtmlElement) -> None:
        writer = self.writer
        state = State(writer.styles, writer.href, writer.quote_depth, writer.list_path, writer.level, writer.is_cite)
        self._saved.append((node, state))

    def _restore(self, state: State) -> None:
        writer = self.writer
        writer.styles, writer.href, writer.quote_depth, writer.list_path, writer.level, writer.is_cite = state

    def _is_hidden(self, node: HtmlElement) -> bool:
        return tree.is_hidden(node) or _HIDDEN_CLASS.search(node.get("class") or "") is not None

    def _link(self, node: HtmlElement) -> bool:
        href = node.get("href")
        if href:
            self._save(node)
            self.writer.href = urls.resolve(self.base_url, href)
        return True

    def _break(self, _: HtmlElement) -> bool:
        self.writer.line_break()
        return True

    def _rule(self, _: HtmlElement) -> bool:
        self.writer.put(Block(BlockKind.RULE))
        return True

    def _heading(self, node: HtmlElement) -> bool:
        self._save(node)
        self.writer.level = int(str(node.tag)[1])
        return True

    def _quote(self, node: HtmlElement) -> bool:
        self._save(node)
        self.writer.quote_depth = min(self.writer.quote_depth + 1, MAX_LEVELS)
        return True

    def _short_quote(self, _: HtmlElement) -> bool:
        self.writer.write(_LEFT_QUOTE)
        return True

    def _source(self, node: HtmlElement) -> bool:
        """`cite`, and the footer of a quote: where the quote is from."""
        self._save(node)
        if node.tag == "cite":
            self.writer.styles |= {Style.ITALIC}
        self.writer.is_cite = self.writer.quote_depth > 0
        return True

    def _list(self, node: HtmlElement) -> bool:
        self._lists.append(List(node))
        return True

    def _item(self, node: HtmlElement) -> bool:
        self._save(node)
        marker = self._lists[-1].marker(node) if self._lists else "-"
        if len(self.writer.list_path) >= MAX_LEVELS:
            self.writer.list_path = self.writer.list_path[:-1]
        self.writer.list_path = (*self.writer.list_path, marker)
        self.writer.is_item = True
        return True

    def _definition(self, node: HtmlElement) -> bool:
        self._save(node)
        self.writer.list_path = (*self.writer.list_path, "-")[-MAX_LEVELS:]
        self.writer.is_item = True
        return True

    def _bold_line(self, node: HtmlElement) -> bool:
        self._save(node)
        self.writer.styles |= {Style.BOLD}
        return True

    def _caption(self, node: HtmlElement) -> bool:
        self._save(node)
        self.writer.styles |= {Style.ITALIC}
        return True

    def _maybe_caption(self, node: HtmlElement) -> bool:
        if self.facts.has_captions and _CAPTION.search(node.get("class") or ""):
            return self._caption(node)
        return True

    def _cell(self, node: HtmlElement) -> bool:
        return False if preformatted.is_gutter(node) else self._maybe_caption(node)

    def _styled(self, node: HtmlElement) -> bool:
        """Old editors make text bold with a style attribute."""
        style = node.get("style") if self.facts.has_styles else None
        if style:
            found = {kind for match in _STYLED.finditer(style) for kind, text in match.groupdict().items() if text}
            if found:
                self._save(node)
                self.writer.styles |= {Style(kind) for kind in found}
        return True

    def _preformatted(self, node: HtmlElement) -> bool:
        self.writer.flush()
        code = preformatted.text(node)
        if code:
            language = preformatted.language(node)
            meta = {"language": language} if language else {}
            self.writer.put(Block(BlockKind.CODE, (Span(code),), meta=meta))
        return False

    def _table(self, node: HtmlElement) -> bool:
        """A table of data becomes one block; one that only arranges things is walked through."""
        if not tables.is_data(node):
            return True
        caption = node.find("caption")
        if caption is not None:
            for block in self._inside(caption):
                self.writer.put(block)
        table = tables.read(node, self._spans)
        if table is not None:
            self.writer.put(table)
        return False

    def _spans(self, cell: HtmlElement) -> tuple[Span, ...]:
        """A cell's content on one line."""
        spans: list[Span] = []
        for block in self._inside(cell):
            text = block.spans or (Span(block.meta.get("alt", "")),)
            spans += [Span(" "), *text] if spans else text
        return tuple(span for span in spans if span.text)

    def _inside(self, node: HtmlElement) -> list[Block]:
        return Walker(self.facts).walk(node)

    def _image(self, node: HtmlElement) -> bool:
        if (sign := embeds.smiley(node)) is not None:
            self.writer.write(sign)
        elif (block := embeds.image(node, self.base_url, self.writer.href)) is not None:
            self.writer.image(block)
        return False

    def _embedded(self, node: HtmlElement) -> bool:
        link = embeds.link(node, self.base_url)
        if link is not None:
            self.writer.flush()
            self.writer.put(Block(BlockKind.PARAGRAPH, (link,), meta={"embed": "1"}))
        return False

    def _noscript(self, node: HtmlElement) -> bool:
        """Only the pictures that a page loads by script otherwise; the rest is tracking and pleas for scripts."""
        for picture in node.iter("img"):
            self._image(picture)
        return False

    def _input(self, node: HtmlElement) -> bool:
        if node.get("type") == "checkbox" and self.writer.list_path:
            self.writer.write("☑ " if node.get("checked") is not None else "☐ ")
        return False

    def _reading(self, _: HtmlElement) -> bool:
        self.writer.write("(")
        return True

    def _skip(self, _: HtmlElement) -> bool:
        return False

    def _formula(self, node: HtmlElement) -> bool:
        self.writer.write(node.get("alttext") or " ".join(node.itertext()))
        return False

    _starts: ClassVar[dict[str, Callable[[Walker, HtmlElement], bool]]] = {
        "a": _link, "br": _break, "hr": _rule, "img": _image, "image": _image,
        "h1": _heading, "h2": _heading, "h3": _heading, "h4": _heading,
        "h5": _heading, "h6": _heading,
        "blockquote": _quote, "q": _short_quote, "cite": _source, "footer": _source,
        "ul": _list, "ol": _list, "menu": _list, "dir": _list, "li": _item,
        "dt": _bold_line, "summary": _bold_line, "dd": _definition,
        "caption": _caption, "figcaption": _caption, "p": _maybe_caption, "td": _cell,
        "th": _cell, "span": _styled, "font": _styled,
        "pre": _preformatted, "xmp": _preformatted, "listing": _preformatted,
        "plaintext": _preformatted, "table": _table,
        "iframe": _embedded, "video": _embedded, "audio": _embedded, "embed": _embedded,
        "noscript": _noscript, "input": _input, "rt": _reading, "rp": _skip,
        "svg": _skip, "math": _formula,
    }  # fmt: skip


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else None
