"""Which element of an unknown page is the post's text: what themes call it, checked against an extraction's text.

The extraction itself is handed in; this module finds the element that its text came from, so that links, images and
code survive, and what inside of it is no text: shares, related posts, the title again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from tui_reader.content.document import Document

Extract = Callable[[HtmlElement], str | None]
"""The text of a tree's article, a line per block; may spoil the tree."""

# what themes call the post's text, the surest first
_SURE_NAMES = (
    "e-content", "entry-content", "post-body", "post-content", "article-content", "article-body", "available-content",
    "gh-content", "post-full-content", "field--name-body", "field-name-body", "blogbody", "entry-body", "entrytext",
    "storycontent", "post-entry", "story-body", "blog-post-content", "article__body", "article__content",
    "post__content", "post-text", "markdown-body",
)  # fmt: skip
_SURE_CLASSES = {name: rank for rank, name in enumerate(_SURE_NAMES)}
_NOISE = re.compile(
    r"share|sharing|social|related|newsletter|subscribe|breadcrumb|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|promo|author-?bio"
    r"|about-?author|(?:post|entry)-?(?:meta|footer|tags)|byline|tag-?list|tagcloud|pager|pagination|post-?nav|navigation"
    r"|jp-post-flair|print-?friendly|addthis|addtoany|rating|vote|likes?(?:$|[\s_-])|comments?-link|noprint|screen-reader"
    r"|toolbar|buttons?(?:$|[\s_-])|signup|donat|cookie|skip-link|post-terms",
    re.IGNORECASE,
)
_DROPPED_TAGS = (
    "script", "style", "noscript", "template", "form", "nav", "button", "input", "select", "textarea", "svg",
)  # fmt: skip
_CONTAINERS = {"div", "section", "aside", "nav", "header", "footer", "form", "fieldset"}
_KEPT_INSIDE = {"pre", "code", "blockquote", "img", "figure", "math", "video", "iframe"}
_NOT_BODY = {"html", "head", "script", "style", "noscript", "a", "span", "form"}
_ENOUGH = 0.8
_CONVINCING = 0.5


@dataclass(slots=True)
class Article:
    """The post's text as HTML, and the element it stands in (None where only the extraction has it)."""

    html: str
    element: HtmlElement | None = None


@dataclass(slots=True)
class _Coverage:
    """How many letters below each element there are, and how many of them the extraction took."""

    total: dict[HtmlElement, int] = field(default_factory=dict)
    taken: dict[HtmlElement, int] = field(default_factory=dict)


def find(document: Document, cut: Iterable[HtmlElement], extract: Extract, title: str | None = None) -> Article | None:
    """The post's text; `cut` are elements that are none of it (comments, forms), `title` the heading not to repeat."""
    unwanted = {element for element in cut if element.tag not in {"html", "body", "main"}}
    text = extract(_without(document.root, unwanted)) or ""
    coverage = _cover(document.root, _squash(text), unwanted)
    # short pages are sometimes extracted twice over
    length = min(len(_squash(text)), coverage.taken.get(document.root, 0))
    sure = max(
        _sure(document, unwanted),
        key=lambda element: (coverage.taken.get(element, 0), coverage.total.get(element, 0)),
        default=None,
    )
    is_sure = (
        sure is not None
        and coverage.total.get(sure, 0) >= _ENOUGH * length
        and coverage.taken.get(sure, 0) >= _CONVINCING * length
    )
    body = sure if is_sure else _best(coverage, length)
    body = body if body is not None else (sure if not text else None)
    if body is None:
        lines = [f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip()]
        return Article("\n".join(lines)) if lines else None
    drop = [*_inside(body, unwanted), *_noise(body, coverage, title)]
    return Article(document.inner_html(body, drop), body)


def sure_body(document: Document) -> HtmlElement | None:
    """The element that its class or a standard calls the post's text, without asking an extraction."""
    return max(_sure(document, set()), key=lambda element: len(element.text_content()), default=None)


def _without(root: HtmlElement, unwanted: set[HtmlElement]) -> HtmlElement:
    copy = deepcopy(root)
    if unwanted:
        twins = [twin for node, twin in zip(root.iter(), copy.iter(), strict=True) if node in unwanted]
        for twin in twins:
            if twin.getparent() is not None:
                twin.drop_tree()
    return copy


def _sure(document: Document, unwanted: set[HtmlElement]) -> list[HtmlElement]:
    """The elements of the surest kind that is there."""
    ranked: dict[int, list[HtmlElement]] = {}
    for element in document.root.iter():
        rank = _sure_rank(element)
        if rank is not None:
            ranked.setdefault(rank, []).append(element)
    for rank in sorted(ranked):
        found = [
            element
            for element in ranked[rank]
            if not _is_in(element, unwanted) and len(_squash(element.text_content())) > 20
        ]
        if found:
            return found
    return []


def _sure_rank(element: HtmlElement) -> int | None:
    if "articleBody" in (element.get("itemprop") or ""):
        return -1
    ranks = [_SURE_CLASSES[name] for name in (element.get("class") or "").split() if name in _SURE_CLASSES]
    return min(ranks) if ranks and element.tag not in {"body", "html"} else None


def _is_in(element: HtmlElement, places: set[HtmlElement]) -> bool:
    return bool(places) and (element in places or any(up in places for up in element.iterancestors()))


def letters(markup: str) -> int:
    """How many letters and digits a piece of HTML shows, roughly."""
    return len(_squash(re.sub(r"<[^>]*>", " ", markup)))


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _cover(root: HtmlElement, text: str, unwanted: set[HtmlElement]) -> _Coverage:
    coverage = _Coverage()
    for element in _after_children(root, unwanted):
        total = taken = 0
        for piece in (element.text, *(child.tail for child in element)):
            letters = _squash(piece) if piece else ""
            total += len(letters)
            if letters and letters in text:
                taken += len(letters)
        for child in element:
            total += coverage.total.get(child, 0)
            taken += coverage.taken.get(child, 0)
        coverage.total[element], coverage.taken[element] = total, taken
    return coverage


def _after_children(root: HtmlElement, unwanted: set[HtmlElement]) -> list[HtmlElement]:
    """Every element that holds text, each after those inside of it."""
    order: list[HtmlElement] = []
    stack = [root]
    while stack:
        element = stack.pop()
        if isinstance(element.tag, str) and element.tag not in _DROPPED_TAGS and element not in unwanted:
            order.append(element)
            stack.extend(element)
    order.reverse()
    return order


def _best(coverage: _Coverage, length: int) -> HtmlElement | None:
    """The element whose text is nearest to what was extracted: it holds most of it and little else."""
    best, best_score = None, _CONVINCING
    for element, taken in coverage.taken.items():
        if element.tag in _NOT_BODY or not taken:
            continue
        score = 2 * taken / (coverage.total[element] + max(length, taken))
        # children come before their parents: the inner of two equals stays
        if score > best_score + 1e-9:
            best, best_score = element, score
    return best


def _inside(body: HtmlElement, unwanted: set[HtmlElement]) -> list[HtmlElement]:
    return [element for element in unwanted if any(up is body for up in element.iterancestors())]


def _noise(body: HtmlElement, coverage: _Coverage, title: str | None) -> list[HtmlElement]:
    """What inside the body is no text of the post."""
    drop: list[HtmlElement] = []
    heading = _squash(title or "")
    for element in body.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _DROPPED_TAGS:
            drop.append(element)
            continue
        total, taken = coverage.total.get(element, 0), coverage.taken.get(element, 0)
        names = f"{element.get('class', '')} {element.get('id', '')}"
        is_noisy = bool(_NOISE.search(names)) and taken < 0.6 * total
        is_repeated = element.tag in {"h1", "h2"} and heading and _squash(element.text_content()) == heading
        is_foreign = (
            element.tag in _CONTAINERS
            and total > 15
            and taken < 0.1 * total
            and not _holds(element)
            and _link_share(element, total) > 0.5
        )
        if is_noisy or is_repeated or is_foreign:
            drop.append(element)
    return drop


def _holds(element: HtmlElement) -> bool:
    return any(node.tag in _KEPT_INSIDE for node in element.iter())


def _link_share(element: HtmlElement, total: int) -> float:
    return sum(len(_squash(link.text_content())) for link in element.iter("a")) / total
