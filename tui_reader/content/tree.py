"""HTML text to an lxml tree, whatever the text is; knows what libxml2 gives up on, and which tags break lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tui_reader.content import text as cleaning

MAX_CHARACTERS = 16 << 20
"""Characters of a page that are parsed; the rest is cut off."""

MAX_DEPTH = 200
"""Levels that are parsed as they are nested; deeper ones are flattened."""

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "li", "legend", "main", "menu", "nav", "ol", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Tags that end a line of text before and after them."""

SILENT_TAGS = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "object", "applet", "param",
    "source", "track", "area", "map", "colgroup", "col", "select", "option", "optgroup", "datalist", "input",
    "textarea", "button", "frame", "frameset", "noframes", "rp",
})  # fmt: skip
"""Tags whose content is not text for a reader."""

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "frame",
})  # fmt: skip
# these close each other, so they never nest deeply, and they carry meaning on one level too
_LEVEL_TAGS = frozenset({"a", "li", "p", "td", "th", "tr"}) | _VOID
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>")
# libxml2 compares each attribute of a tag with all others
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_MAX_ATTRIBUTES = 500
# lxml reads these but refuses to set them again, as joining texts around an element that is taken out does
_UNSETTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:(\d{1,12})|[xX]([0-9a-fA-F]{1,10}));?")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def body_of(source: str) -> HtmlElement:
    """The body of what `parse` makes of an HTML text."""
    body = parse(source).find("body")
    assert body is not None, "the parser makes a body where a text has none"
    return body


def parse(source: str) -> HtmlElement:
    """The tree of an HTML page or fragment: always a root with a body, never an error; comments are left out.

    What is nested deeper than `MAX_DEPTH` is kept as text, links, images and paragraphs on that level.
    """
    source = _UNSETTABLE.sub("", _LONG_TAG.sub(_shortened, source[:MAX_CHARACTERS]))
    if "&#" in source:
        source = _REFERENCE.sub(_settable, source)
    root, is_whole = _parse(source, is_huge=False)
    if not is_whole:
        root, _ = _parse("".join(_flattened(source)), is_huge=True)
    if root is None or root.find("body") is None:
        body = document_fromstring("<html><body></body></html>")
        if root is not None:
            body[0].append(root)
        return body
    return root


def _parse(source: str, *, is_huge: bool) -> tuple[HtmlElement | None, bool]:
    """The root, None where there is nothing, and whether the parser read to the end."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=is_huge)
    try:
        root = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None, True
    is_whole = not any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return root, is_whole


def _settable(match: re.Match[str]) -> str:
    """A reference as it stands, or a blank for one to a character that lxml would refuse."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    is_settable = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match[0] if is_settable else " "


def _shortened(match: re.Match[str]) -> str:
    return match[0] if match[0].count("=") < _MAX_ATTRIBUTES else match[0][:2000]


def _flattened(source: str) -> Iterator[str]:
    """The source without the container tags that are nested deeper than `MAX_DEPTH`."""
    open_tags: dict[str, list[bool]] = {}
    depth = end = 0
    for match in _TAG.finditer(source):
        yield source[end : match.start()]
        end = match.end()
        tag = match[2].lower()
        if tag in _LEVEL_TAGS:
            is_kept = True
        elif not match[1]:
            is_kept = depth < MAX_DEPTH
            open_tags.setdefault(tag, []).append(is_kept)
            depth += 1
        elif open_tags.get(tag):
            is_kept = open_tags[tag].pop()
            depth -= 1
        else:
            is_kept = False
        if is_kept:
            yield match[0]
    yield source[end:]


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page itself hides this element."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDING.search(style) is not None


def text_of(element: HtmlElement) -> str:
    """The text of an element with a blank at line-breaking tags, without scripts and the like; not cleaned."""
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        tag = node.tag
        if event == "start":
            if tag in SILENT_TAGS and node is not element:
                walker.skip_subtree()
                continue
            if tag in BLOCK_TAGS:
                parts.append(" ")
            if node.text:
                parts.append(node.text)
        else:
            if tag in BLOCK_TAGS:
                parts.append(" ")
            if node.tail and node is not element:
                parts.append(node.tail)
    return "".join(parts)


def mended(source: str) -> str:
    """The source as UTF-8 can hold it, its windows-1252 leftovers read as what they were meant to be."""
    return cleaning.mend_windows(cleaning.storable(source))
