"""Which comment answers which, as the page's structure says: nesting, lists of replies, depth, indentation, links.

Never by "@name" in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from tui_reader.engines.shape import roles
from tui_reader.engines.shape.shapes import Place

_DEPTH_CLASS = re.compile(r"(?:^|[\s_-])(?:depth|level|lvl|indent)[-_]?(\d{1,3})(?:$|\s)", re.IGNORECASE)
_DEPTH_DATA = ("data-depth", "data-comment-depth", "data-level", "aria-level", "indent")
_INDENT = re.compile(r"(?:margin|padding)-left\s*:\s*([\d.]+)\s*(px|em|rem|%)", re.IGNORECASE)
_WIDTH = re.compile(r"\s*(\d{1,4})(?:px)?\s*$")
_STYLED_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+)\s*(?:px|em|rem)", re.IGNORECASE)
_BRANCH = re.compile(
    r"indent|child|repl(?:y|ies)|nested|subtree|thread|descend|answers|comments?(?:$|[\s_-])", re.IGNORECASE
)
_ANSWERS = re.compile(
    r"in[- ]reply[- ]to|repl(?:y|ied|ies|ying) to|antwort auf|als antwort|en réponse|répond à|en respuesta|in risposta"
    r"|parent|in antwoord|への返信|回复|回覆|svar på",
    re.IGNORECASE,
)
_LONGEST_LINE = 300
_PARENT_DATA = ("data-parent-id", "data-parent", "data-comment-parent", "data-parentid")


def parents(places: Sequence[Place], ids: Sequence[str]) -> list[str | None]:
    """For each comment the id of the one it answers, None where it answers the post; `ids` are the comments' own."""
    inside = {place.element: number for place, number in zip(places, ids, strict=True)}
    by_number = {place.number: number for place, number in zip(places, ids, strict=True) if place.number}
    nested = [_by_structure(place, inside) or _by_link(place, inside, by_number) for place in places]
    if any(nested):
        return nested
    return _by_depth(places, ids)


def _by_structure(place: Place, inside: dict[HtmlElement, str]) -> str | None:
    """The comment around this one, or the one before the list of replies that this one stands in."""
    node: HtmlElement = place.element
    while True:
        above = node.getparent()
        if above is None:
            return None
        if above in inside:
            return inside[above]
        if node is not place.element and (node.tag in {"ul", "ol", "dl"} or _BRANCH.search(node.get("class") or "")):
            before = node.getprevious()
            while before is not None and not isinstance(before.tag, str):
                before = before.getprevious()
            if before is not None and (found := _only(before, inside)):
                return found
        node = above


def _only(element: HtmlElement, inside: dict[HtmlElement, str]) -> str | None:
    """The one comment that an element is, or that it holds alone."""
    if element in inside:
        return inside[element]
    held = [inside[node] for node in element.iter() if node in inside]
    return held[0] if len(held) == 1 else None


def _by_link(place: Place, inside: dict[HtmlElement, str], by_number: dict[str, str]) -> str | None:
    """The comment that a "replied to" link or a `data-parent-id` names."""
    for part in place.parts:
        for attribute in _PARENT_DATA:
            number = _number_in(f"#{part.get(attribute) or ''}", by_number)
            if number and number != place.number:
                return by_number[number]
        for link in _own_links(part, inside):
            number = _number_in(link.get("href") or "", by_number)
            if number is None or number == place.number:
                continue
            around = link.getparent()
            printed = around.text_content() if around is not None else ""
            said = " ".join([printed, *(link.get(name) or "" for name in ("class", "title", "data-event-action"))])
            if len(said) < _LONGEST_LINE and _ANSWERS.search(said) and not _in_text(link, part):
                return by_number[number]
    return None


def _number_in(href: str, by_number: dict[str, str]) -> str | None:
    """The number of a comment of this page that a link's fragment names, with or without what stands before it."""
    fragment = href.partition("#")[2].lower()
    tails = (fragment, fragment.lstrip("abcdefghijklmnopqrstuvwxyz-_"), re.split(r"[-_]", fragment)[-1])
    return next((number for number in tails if number in by_number), None)


def _own_links(part: HtmlElement, inside: dict[HtmlElement, str]) -> Iterator[HtmlElement]:
    """The links of a comment, without those of the comments inside of it."""
    stack = [part]
    while stack:
        element = stack.pop()
        if element.tag == "a":
            yield element
        stack.extend(child for child in reversed(element) if child not in inside)


def _in_text(link: HtmlElement, part: HtmlElement) -> bool:
    for node in link.iterancestors():
        if node is part:
            return False
        if roles.is_text(node) and not roles.is_meta(node):
            return True
    return False


def _by_depth(places: Sequence[Place], ids: Sequence[str]) -> list[str | None]:
    """Parents of a flat list whose comments say how deep they stand, by number or by indentation."""
    depths = [_depth(place) for place in places]
    known = {depth for depth in depths if depth is not None}
    if len(known) < 2:
        return [None] * len(places)
    found: list[str | None] = []
    stack: list[tuple[float, str]] = []
    for depth, number in zip(depths, ids, strict=True):
        level = depth or 0.0
        while stack and stack[-1][0] >= level:
            stack.pop()
        found.append(stack[-1][1] if stack else None)
        stack.append((level, number))
    return found


def _depth(place: Place) -> float | None:
    """How deep a comment says it stands."""
    node: HtmlElement | None = place.element
    for _ in range(3):
        if node is None:
            return None
        for attribute in _DEPTH_DATA:
            value = node.get(attribute)
            if value and value.isdigit():
                return float(value)
        found = _DEPTH_CLASS.search(node.get("class") or "") or _INDENT.search(node.get("style") or "")
        if found:
            return float(found[1])
        spacer = _spacer(node)
        if spacer is not None:
            return spacer
        node = node.getparent()
        if node is not None and sum(1 for child in node if isinstance(child.tag, str)) > 2:
            return None
    return None


def _spacer(node: HtmlElement) -> float | None:
    """How wide an empty cell or picture pushes a comment in, where tables are laid out by them."""
    cell = node if node.tag == "td" else next(node.iter("td"), None) if node.tag in {"tr", "table"} else None
    before = cell.getprevious() if cell is not None and cell is node else cell
    if before is None or before.tag != "td" or (before.text_content() or "").strip():
        return None
    for holder in (next(before.iter("img"), None), before):
        found = _WIDTH.match(holder.get("width") or "") if holder is not None else None
        found = found or (_STYLED_WIDTH.search(holder.get("style") or "") if holder is not None else None)
        if found:
            return float(found[1])
    return None
