"""Comments without a box of their own: the paragraphs between one byline and the next."""

from __future__ import annotations

from lxml.html import HtmlElement

_EDGES = frozenset({"h1", "h2", "h3", "h4", "form", "script"})


def back_to_previous(last: HtmlElement) -> list[HtmlElement]:
    """The siblings up to and with `last`, from behind the one before that ends a comment: same tag and class, a heading
    or a form.
    """
    parts = [last]
    for sibling in last.itersiblings(preceding=True):
        is_byline = sibling.tag == last.tag and sibling.get("class") == last.get("class")
        if is_byline or sibling.tag in _EDGES:
            break
        parts.append(sibling)
    return parts[::-1]
