"""HTML to Markdown: what is copied, exported and piped; and Markdown to HTML, where a source answers with that.

The libraries recurse and trust; this door does neither.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HtmlElement, tostring

from tui_reader.content import embeds, preformatted, tables, tree, urls
from tui_reader.content.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdownify import MarkdownConverter

MAX_DEPTH = 40
"""Levels that reach the library, which recurses several calls deep on each; deeper ones are flattened."""

MAX_CHARACTERS = 1 << 20
"""Characters of HTML that are converted; the library takes half a millisecond for each KB."""

MAX_MARKDOWN = 10_000
"""Characters of Markdown that are read as such: brackets and addresses cost the square of their number."""

_DROPPED = tree.SILENT_TAGS - {"object", "title"} | {"svg", "noscript"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+\n")


def to_html(text: str) -> str:
    """The HTML of a Markdown text (CommonMark with tables, strikes and bare links), markup in it as it stands.

    A text longer than `MAX_MARKDOWN` is one paragraph. Never raises.
    """
    cleaned = clean(text).strip()
    if len(cleaned) > MAX_MARKDOWN:
        return f"<p>{escape(cleaned, quote=False)}</p>"
    return str(_reader().render(cleaned)).strip()


@cache
def _reader() -> MarkdownIt:
    """Made once: that takes longer than reading a remark."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("gfm-like", {"html": False})
    if reader.linkify is not None:
        # "and.so" is no address
        reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return reader


def to_markdown(html: str, base_url: str | None = None) -> str:
    """The Markdown of an HTML text, links absolute, ending without a newline. Never raises.

    Scripts, forms and what the page hides are left out; where even the cleaned text cannot be converted, its plain
    text is returned.
    """
    if not html or html.isspace():
        return ""
    body = tree.body_of(tree.mended(html[:MAX_CHARACTERS]))
    _tidy(body, base_url)
    _flatten(body)
    try:
        text = _converter().convert(str(tostring(body, encoding="unicode")))
    except RecursionError:
        text = tree.text_of(body)
    return _EMPTY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", clean(text))).strip("\n")


def _converter() -> MarkdownConverter:
    from markdownify import ATX, MarkdownConverter

    return MarkdownConverter(
        heading_style=ATX,
        bullets="-",
        bs4_options="lxml",
        code_language_callback=lambda element: element.get("data-language") or "",
    )


def _tidy(body: HtmlElement, base_url: str | None) -> None:
    """Take out what is not for readers, make links absolute, unfold tables that only arrange, collapse blanks."""
    unwanted: list[HtmlElement] = []
    layout: list[HtmlElement] = []
    for element in body.iter():
        if element is not body and (element.tag in _DROPPED or tree.is_hidden(element)):
            unwanted.append(element)
        elif element.tag == "pre":
            element.set("data-language", preformatted.language(element) or "")
        elif element.tag == "a":
            _set(element, "href", urls.resolve(base_url, element.get("href")))
        elif element.tag == "img":
            _tidy_image(element, base_url, unwanted)
        elif element.tag in {"iframe", "video", "audio", "embed"}:
            _link(element, base_url)
        elif element.tag in {"td", "th"} and len(element.get("colspan", "")) > 2:
            del element.attrib["colspan"]
        elif element.tag == "table" and not tables.is_data(element):
            layout.append(element)
    for element in unwanted:
        if element.getparent() is not None:
            element.drop_tree()
    for table in reversed(layout):
        _unfold(table)
    for caption in body.findall(".//caption"):
        # between table and rows the library does not expect it
        caption.tag = "p"
        caption.tail = None
        if (holder := caption.getparent()) is not None:
            holder.addprevious(caption)
    _collapse(body)


def _unfold(table: HtmlElement) -> None:
    """Make paragraphs of a table's cells."""
    for part in list(table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption")):
        part.tag = "div"


def _collapse(body: HtmlElement) -> None:
    """Make one blank of many outside of preformatted text, none after a line break."""
    inside = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_pre = element.tag == "pre"
        if event == "start":
            inside += is_pre
            if not inside and element.text:
                element.text = _BLANKS.sub(" ", clean(element.text))
        else:
            inside -= is_pre
            if not inside and element.tail:
                tail = _BLANKS.sub(" ", clean(element.tail))
                element.tail = tail.lstrip(" ") if element.tag == "br" else tail


def _tidy_image(element: HtmlElement, base_url: str | None, unwanted: list[HtmlElement]) -> None:
    block = embeds.image(element, base_url, None)
    if block is None:
        unwanted.append(element)
    else:
        _set(element, "src", block.meta.get("src"))
        _set(element, "alt", block.meta["alt"])


def _link(element: HtmlElement, base_url: str | None) -> None:
    """Put a link in the place of what is embedded."""
    span = embeds.link(element, base_url)
    tail = element.tail
    element.clear()
    element.tail = tail
    if span is not None:
        element.tag = "a"
        element.set("href", span.href or "")
        element.text = span.text


def _set(element: HtmlElement, name: str, value: str | None) -> None:
    if value is not None:
        element.set(name, value)
    else:
        element.attrib.pop(name, None)


def _flatten(body: HtmlElement) -> None:
    """Take the tags off what is nested too deeply, keep the text."""
    depth = 0
    deep: list[HtmlElement] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MAX_DEPTH:
            deep.append(element)
    for element in reversed(deep):
        element.drop_tag()
