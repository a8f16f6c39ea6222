"""What a comment opens with where nothing in it is marked: a name in bold, in a heading or linked, alone in its line or
before "says" and a date; and what of such a line is left before the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from lxml.html import HtmlElement, fragment_fromstring, tostring

from tui_reader.content import tree
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import wording
from tui_reader.engines.reading import Clock, author_of
from tui_reader.engines.shape import roles
from tui_reader.models import Author, Moment

_NAMING = {"h2", "h3", "h4", "h5", "h6", "strong", "b", "cite", "a", "em", "dt"}
_LINES = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "blockquote", "pre", "section", "article",
    "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "form",
}  # fmt: skip
_LONGEST_NAME = 40
_LONGEST_REST = 60
_LONGEST_LABEL = 16
# a longer line is the text already
_LONGEST_HEAD = 160
_CONTROL = re.compile(
    r"\W*(?:reply|repl(?:y|ies) to .*|permalink|link|edit|quote|report|like|share|log ?in.*|antworten|zitieren|répondre"
    r"|responder|rispondi|svara|svar|返信|回复|回覆|\d+|#.*|anonymous\s+says)\W*",
    re.IGNORECASE,
)
_PICTURE_WORDS = re.compile(
    r"avatar|gravatar|photo|picture|image|icon|logo|profil|portrait|user|member|bild", re.IGNORECASE
)
_OF = re.compile(r"(?:g?r?avatar|(?:profile )?(?:picture|image|photo)) (?:of|for|from|von|de)\s+", re.IGNORECASE)
_OWNED = re.compile(r"['’]s? (?:g?r?avatar|(?:profile )?(?:picture|image|photo))$", re.IGNORECASE)
_PARAGRAPHS = {"p", "blockquote", "ul", "ol", "pre", "table"}
_PARAGRAPH = re.compile(r"<(?:p|blockquote|ul|ol|pre|table)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")


def author(
    document: Document, own: Iterable[HtmlElement], roots: set[HtmlElement], clock: Clock
) -> tuple[Author, HtmlElement | None] | None:
    """Who signs a comment above its text, and the element that says so (None: a picture's words do).

    `own` are the comment's elements in document order, `roots` those it consists of.
    """
    pictured: Author | None = None
    for element in own:
        if element in roots:
            continue
        if roles.is_text(element) or (element.tag == "p" and len(document.text(element) or "") > _LONGEST_HEAD):
            break
        if element.tag == "img" and pictured is None:
            pictured = _pictured(element)
        elif element.tag in _NAMING and (found := _alone(document, element, clock)):
            return found, element
    return (pictured, None) if pictured else None


def date(own: Iterable[HtmlElement], roots: set[HtmlElement], clock: Clock) -> Moment | None:
    """The date that stands loose above a comment's first paragraph: a piece of text that is hardly more than it."""
    for element in own:
        if element.tag in _PARAGRAPHS and element not in roots:
            return None
        for piece in (element.text, *(child.tail for child in element)):
            line = clean_line(piece) if piece and any(map(str.isdigit, piece)) else None
            found = clock.find(line) if line and len(line) <= _LONGEST_REST else None
            if line and found and len(line) - (found[2] - found[1]) <= _LONGEST_LABEL:
                return found[0]
    return None


def _alone(document: Document, element: HtmlElement, clock: Clock) -> Author | None:
    """The name that an element holds, if nothing but "says" or a date stands in its line."""
    text = document.text(element) or ""
    if not 1 < len(text) <= _LONGEST_NAME or not _LETTERS.search(text) or _CONTROL.fullmatch(text):
        return None
    if any(map(str.isdigit, text)) and clock.find(text):
        return None
    rest = clean_line(" ".join(_rest_of_line(element))) or ""
    is_said = len(rest) <= _LONGEST_REST and wording.name(f"{text} {rest}") == wording.name(text)
    is_dated = len(rest) <= _LONGEST_REST and any(map(str.isdigit, rest)) and clock.find(rest) is not None
    if (rest and re.search(r"\w", rest) and not is_said and not is_dated) or _before_in_line(element):
        return None
    return author_of(document, element)


def _rest_of_line(element: HtmlElement) -> Iterator[str]:
    """The texts behind an element up to the next line."""
    node = element
    while node.tag not in _LINES:
        if node.tail:
            yield node.tail
        for following in node.itersiblings():
            if following.tag in _LINES:
                return
            if isinstance(following.tag, str):
                yield tree.text_of(following)
            if following.tail:
                yield following.tail
        above = node.getparent()
        if above is None or above.tag in _LINES:
            return
        node = above


def _before_in_line(element: HtmlElement) -> bool:
    """Whether words stand in the same line before an element: then it is emphasis in a sentence."""
    node = element
    while node.tag not in _LINES:
        before = node.getprevious()
        while before is not None and before.tag not in _LINES:
            text = f"{tree.text_of(before) if isinstance(before.tag, str) else ''} {before.tail or ''}"
            if wording.is_name_like(text):
                return True
            before = before.getprevious()
        if before is not None:
            return wording.is_name_like(before.tail or "")
        above = node.getparent()
        if above is None:
            return False
        if wording.is_name_like(above.text or ""):
            return True
        node = above
    return False


def _pictured(image: HtmlElement) -> Author | None:
    """The name in a portrait's alternative text."""
    around = image.getparent()
    names = f"{image.get('class', '')} {around.get('class', '') if around is not None else ''} {image.get('src', '')}"
    told = clean_line(image.get("alt")) or ""
    name = _OWNED.sub("", _OF.sub("", told))
    if not _PICTURE_WORDS.search(names) or _PICTURE_WORDS.search(name) or not 1 < len(name) <= _LONGEST_NAME:
        return None
    return Author(name) if _LETTERS.search(name) else None


def without_head(html: str, clock: Clock) -> str:
    """A comment's HTML without loose words before its first paragraph, where they are but a date or a label."""
    if not _PARAGRAPH.search(html):
        return html
    whole = fragment_fromstring(html, create_parent="div")
    before = list(takewhile(lambda element: element.tag not in _PARAGRAPHS, whole.iter()))
    first = next((element for element in whole.iter() if element.tag in _PARAGRAPHS), None)
    inside = set(first.iterancestors()) if first is not None else set()
    pieces = [part for each in before for part in (each.text, each.tail if each not in inside else None) if part]
    head = clean_line(" ".join(pieces))
    if first is None or not head or len(head) > _LONGEST_REST:
        return html
    found = clock.find(head) if any(map(str.isdigit, head)) else None
    if wording.is_name_like(head[: found[1]] + head[found[2] :] if found else head):
        return html
    for element in before:
        element.text = None
        if element not in inside:
            element.tail = None
    return (whole.text or "") + "".join(tostring(child, encoding="unicode") for child in whole)
