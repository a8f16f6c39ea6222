"""Where the comments of an unknown page stand: elements that repeat, are marked as comments and hold a remark each.

Knows how software names such elements (`comment-123`, `c123`, `.comment`), and the places that only look like comments:
widgets, forms, templates. Reads no author, date or text: `remarks` does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from tui_reader.content.document import Document

# "comment" as themes write it in class names and ids, in the languages that blogs are written in
_WORD = (
    r"comments?|kommentar(?:e|er)?|commentaires?|comentarios?|comment[io]|komentar(?:z|ze|i|e)?|komment(?:ti|it)?"
    r"|yorum(?:lar)?|reacties?|hozzaszolas(?:ok)?|opmerking(?:en)?|binh-?luan"
)
_NUMBERED = re.compile(
    rf"((?:[a-z]+[-_])*?(?:{_WORD}|cmt|cid|c|comm|reply|remark|response|forum|thing_t1))"
    r"(?:[-_]|(?=\d))((?=[0-9a-z]*\d)[0-9a-z]{1,40})",
    re.IGNORECASE,
)
_STEM = re.compile(
    r"comment(?!ary|aries)|komm?entar|comentario|komment(?:ti|it)?$|yorum|hozzaszolas|opmerking|binh-?luan|reactie|remark|cmt(?![a-z])|respon(?:ses?|d)(?![a-z])|^reply$|^h-cite$|^note$|^single-post$",
    re.IGNORECASE,
)
_EXACT = re.compile(
    r"comment|comments?[-_]?(?:node|item|unit|entry|block|box|row|wrap|wrapper|single)|[a-z]+[-_]?comment|comment[-_]?\d+"
    rf"|(?:{_WORD})(?<!s)|comments?-(?:body|post)|commentlist-item",
    re.IGNORECASE,
)
_PART = re.compile(
    r"author|meta|avatar|date|time|footer|header|title|link|count|form|reply|actions?|list|area|section|comments-|respond"
    r"|number|badge|icon|permalink|name|text$|content$|children|replies|navigation|pagination|toggle|open|closed|policy"
    r"|preview|subscribe|notification|login",
    re.IGNORECASE,
)
_TRAP = re.compile(
    r"(?:[^\W_]*[-_])*(?:recent|latest|newest|popular|top|decent|neueste|letzte|derniers?|ultimos?|ultimi)[-_]?"
    r"(?:comments?|kommentare|commentaires|comentarios|commenti)\w*"
    r"|(?:recent|latest)[-_]?(?:posts?|entries|single)|(?:related|jp-relatedposts)(?:[-_]posts?)?"
    r"|(?:comment[-_]?)?(?:preview|template)"
    r"|fbconnect_lastcomments|facepile|comments?-likes?|(?:\w+-)*comments-link"
    r"|(?:[a-z]+-)?(?:likes|reposts|retweets|bookmarks|favou?rites)|[pu]-(?:like|repost|bookmark|favorite|rsvp|listen|read)"
    r"(?:-of)?",
    re.IGNORECASE,
)
# themes call a page so that has one of these beside or below its text; an unclosed one swallows the rest of the page
_BESIDE = re.compile(
    r"(?:\w+-)?(?:side-?bar)\d*|sidebar-(?:left|right|primary|secondary|main|\d)|widget_\w+"
    r"|(?:comment-?)?respond|(?:comment-?form|commentform|reply-?form).*",
    re.IGNORECASE,
)
# a signature that leaves no doubt: `div#comment`, not `section#comments`
_SURE = re.compile(r"#(?:[a-z]+[-_])*comment$")
_LIST = frozenset({"comments", "commentlist", "comment-list", "comments-list", "comments-area"})
_FORM = frozenset({"respond", "commentform", "comment-form"})
# TYPO3 numbers every piece of a page: `c123`
_PAGE_PIECE = re.compile(r"frame|frame-\w+|csc-\w+|ce-\w+")
# phpBB calls what was said `<div id="p123" class="post">`
_FORUM_POST = re.compile(r"p(\d{1,18})")
_DATA_NUMBER = re.compile(r"(?=.*\d)[\w:.-]{1,40}")
_DATA = ("data-comment-id", "data-commentid", "data-comment", "data-cid")
_BLOCKS = {
    "li", "div", "article", "section", "dt", "tr", "table", "td", "p", "ul", "dl", "blockquote", "aside", "details",
    "span",
}  # fmt: skip
_SAMPLE = 12


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where one comment stands: the element that is marked, all elements that belong to it, the number it bears."""

    element: HtmlElement
    parts: tuple[HtmlElement, ...]
    number: str | None


Judge = Callable[[Place, frozenset[HtmlElement]], int]
"""How much of a remark stands in a place: 0 (no text), 1 (text), 2 (text and author or date), 3 (all)."""


def places(document: Document, judge: Judge) -> list[Place]:
    """The comments' places in document order, the outer before the inner; [] where nothing repeats or convinces."""
    groups = _groups(document)
    title = document.first("h1")
    whole = set(title.iterancestors()) if title is not None else set()
    ranked: list[tuple[float, tuple[bool, bool, bool, int, float], list[Place]]] = []
    counts_pieces = "typo3" in (document.meta("generator") or "").lower()
    for (signature, strength), elements in groups.items():
        if counts_pieces and signature.endswith("#c"):
            continue
        # what holds the page's title is the page, whatever it is called
        found = [_place(element) for element in elements if element not in whole]
        is_itself = "^" not in signature
        is_sure = bool(_SURE.search(signature))
        worth = _worth(found, judge, strength, is_sure=is_sure) if found else 0.0
        if worth:
            depth = min(sum(1 for _ in place.element.iterancestors()) for place in found)
            # around one bare anchor the least element is the comment, around several the largest that parts them
            is_lonely = len(found) == 1
            height = depth if is_lonely and not is_itself else -depth
            ranked.append((worth, (strength >= 2, is_itself, is_lonely and strength == 3, height, worth), found))
    if not ranked:
        return []
    most = max(worth for worth, *_ in ranked)
    return max((entry for entry in ranked if entry[0] >= most * 0.95), key=lambda entry: entry[1])[2]


def _worth(found: list[Place], judge: Judge, strength: int, *, is_sure: bool) -> float:
    """How many remarks a group seems to hold, by a sample; 0 where it does not convince.

    `is_sure`: the elements themselves bear a comment's number; then a lonely one may lack its author or its date.
    """
    elements = frozenset(place.element for place in found)
    step = max(1, len(found) // _SAMPLE)
    sample = found[::step]
    marks = [judge(place, elements) for place in sample]
    needed = 2 if strength >= 2 else 3
    titled = sum(place.element.find(".//h1") is not None for place in found)
    if titled * 2 > len(found):
        return 0.0  # whole articles
    good = sum(mark >= needed for mark in marks)
    if not good or good < len(sample) * 0.4:
        return 0.0
    if len(found) == 1 and (strength < 2 or marks[0] < (2 if is_sure else 3)):
        return 0.0
    return len(found) * good / len(sample)


def _groups(document: Document) -> dict[tuple[str, int], list[HtmlElement]]:
    """Marked elements by what marks them, with the mark's strength: 3 a number, 2 a class that says it, 1 a hint."""
    groups: dict[tuple[str, int], dict[HtmlElement, None]] = defaultdict(dict)
    for element in _walk(document.root, _holding(document)):
        for signature, strength, marked in _marks(element):
            groups[signature, strength][marked] = None
    return {key: list(elements) for key, elements in groups.items()}


def _holding(document: Document) -> set[HtmlElement]:
    """Lists of comments, and everything around them, around the form for comments, around the page's title and main."""
    holding: set[HtmlElement] = set()
    for element in document.root.iter("h1", "main", "div", "section", "ol", "ul", "form"):
        names = {*(element.get("class") or "").split(), element.get("id") or ""}
        if names & _LIST:
            holding.add(element)
        if element.tag in {"h1", "main"} or names & (_LIST | _FORM):
            holding.update(element.iterancestors())
    return holding


def _walk(root: HtmlElement, holding: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Every element outside of the places that only look like comments; `holding` are none of them."""
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or _is_trap(element, is_holding=element in holding):
            continue
        yield element
        stack.extend(reversed(element))


def _is_trap(element: HtmlElement, *, is_holding: bool) -> bool:
    """Whether what stands in an element is never a comment of this page's post."""
    if element.tag in {"script", "style", "template", "head", "select", "iframe", "button"}:
        return True
    if element.tag in {"form", "nav"}:
        # whole pages stand in one form (ASP.NET) or in a menu that was never closed
        return not any(_number(node) for node in element.iter("li", "div", "article", "dt", "span"))
    if element.tag in {"body", "html"} or _number(element):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(_TRAP.fullmatch(name) or (not is_holding and _BESIDE.fullmatch(name)) for name in names)


def _marks(element: HtmlElement) -> Iterator[tuple[str, int, HtmlElement]]:
    """What marks an element, or an element around it, as a comment: signature, strength, which."""
    number = _number(element)
    if number:
        scheme, is_empty = number[0], not (element.text_content() or "").strip()
        if element.tag in _BLOCKS and not is_empty:
            yield f"{element.tag}#{scheme}", 3, element
        elif is_empty:
            for level, around in enumerate(_around(element), 1):
                yield f"{around.tag!s}^{level}#{scheme}", 3, around
    if element.tag not in _BLOCKS:
        return
    if (element.get("itemtype") or "").rstrip("/").endswith(("schema.org/Comment", "schema.org/UserComments")):
        yield "schema.org", 3, element
    for name in dict.fromkeys((element.get("class") or "").split()):
        if _STEM.search(name):
            if _EXACT.fullmatch(name) or name == "h-cite":
                yield f"{element.tag}.{_bare(name)}", 2, element
            elif not _PART.search(name):
                yield f"{element.tag}.{_bare(name)}", 1, element


def _bare(name: str) -> str:
    return re.sub(r"[-_]?\d+$", "", name).lower()


def _number(element: HtmlElement) -> tuple[str, str] | None:
    """Scheme and number of an element that bears a comment's: `("comment", "123")`."""
    for attribute in _DATA:
        value = element.get(attribute)
        if value and _DATA_NUMBER.fullmatch(value) and element.tag in _BLOCKS:
            return attribute, value
    said = _FORUM_POST.fullmatch(element.get("id") or "")
    if said and "post" in (element.get("class") or "").split():
        return "p", said[1]
    for value in (element.get("id"), element.get("name") if element.tag == "a" else None):
        found = _NUMBERED.fullmatch(value) if value else None
        # a template of scripts is numbered 0
        if not found or _TRAP.fullmatch(found[1]) or found[2] == "0":
            continue
        if not re.search(r"(?:^|[-_])c$", found[1], re.IGNORECASE) or _is_counted(element, found[2]):
            return found[1].lower(), found[2].lower()
    return None


def _is_counted(element: HtmlElement, number: str) -> bool:
    """Whether `c` and a number is a comment's, where it may be any id of a machine or of a page's piece."""
    return number.isdigit() and not any(_PAGE_PIECE.fullmatch(name) for name in (element.get("class") or "").split())


def _around(element: HtmlElement) -> Iterable[HtmlElement]:
    node = element.getparent()
    for _ in range(3):
        if node is None or node.tag not in _BLOCKS:
            return
        yield node
        node = node.getparent()


def _place(element: HtmlElement) -> Place:
    """The place of a marked element: of a `dt` with the `dd`s that follow it, else the element alone."""
    parts: list[HtmlElement] = [element]
    if element.tag == "dt":
        following = element.getnext()
        while following is not None and following.tag == "dd":
            parts.append(following)
            following = following.getnext()
    return Place(element, tuple(parts), _own_number(element, parts))


def _own_number(element: HtmlElement, parts: Sequence[HtmlElement]) -> str | None:
    own = _number(element)
    if own:
        return own[1]
    for part in parts:
        for node in part.iter("a", "div", "article", "li", "p", "span", "h2", "h3", "h4"):
            inner = _number(node)
            if inner:
                return inner[1]
    before = element.getprevious()
    marker = _number(before) if before is not None and before.tag in {"a", "div", "span"} else None
    return marker[1] if marker and before is not None and not (before.text_content() or "").strip() else None
