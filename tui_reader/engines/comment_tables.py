"""How a thread's table is read: every comment once, with its id, parent, author and date, and the state of the whole.

Knows the structure that all blog software shares (nesting, depth classes, reply links); no software by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from lxml.html import HtmlElement, fragment_fromstring

from tui_reader.content.document import Document
from tui_reader.engines import identity, wording
from tui_reader.engines.reading import Clock, Selectors, ancestors, author_of, byline, is_inside, outermost, pick
from tui_reader.engines.tables import REST, CommentTable, Table, ThreadTable
from tui_reader.models import Author, Comment, Moment, PostData, Thread

_DEPTH = re.compile(r"(?:^|\s)(?:comment-?)?(?:depth|level)-?(\d{1,3})(?=\s|$)")
_MAX_NOTICE = 300
_BLOCKS = frozenset({"p", "div", "ul", "ol", "blockquote", "pre", "table", "dl"})


def read_thread(document: Document, table: Table, post: PostData | None) -> Thread | None:
    """The thread that the table finds in a page; None where nothing shows that a conversation is possible.

    `post` is what the same engine read before: it may name the comment feed.
    """
    rules = table.thread
    shape, comments = _first_shape(document, rules)
    pings = [replace(ping, is_pingback=True) for shape in rules.pings for ping in read_comments(document, shape)]
    notice = closed_notice(document, rules, _elements(document, shape) if shape else set())
    is_open = bool(pick(document, rules.open))
    totals = stated_counts(document, rules.stated)
    if not (comments or pings or notice or is_open or totals or pick(document, rules.area)):
        return None
    thread = Thread(
        engine=table.name,
        comments=identity.distinct([*comments, *pings]),
        stated_count=totals[0] if totals else None,
        closed=True if notice else (False if is_open else None),
        closed_notice=notice,
        feed_url=feed_address(document, rules.feed) or (post.comments_feed if post else None),
        base_url=document.base_url,
    )
    return table.finish_thread(document, thread) if table.finish_thread else thread


def _first_shape(document: Document, rules: ThreadTable) -> tuple[CommentTable | None, list[Comment]]:
    return next(((shape, found) for shape in rules.comments if (found := read_comments(document, shape))), (None, []))


def _elements(document: Document, shape: CommentTable) -> set[HtmlElement]:
    return {part for entry in _nodes(document, shape) for part in (entry.node, *entry.parts)}


def remark_elements(document: Document, rules: ThreadTable) -> set[HtmlElement]:
    """All elements that comments are made of, so that nothing in them is taken for the post's."""
    return next((found for shape in rules.comments if (found := _elements(document, shape))), set())


def closed_notice(document: Document, rules: ThreadTable, remarks: set[HtmlElement]) -> str | None:
    """The words that say that nobody can comment any more; not those of a commenter, who may say so too."""
    for element in pick(document, rules.surely_closed):
        text = document.text(element)
        if text:
            return text
    for css in rules.closed:
        for element in document.select(css):
            text = document.text(element)
            if text and len(text) <= _MAX_NOTICE and not is_inside(element, remarks) and wording.closed_notice(text):
                return text
    return None


def stated_counts(document: Document, selectors: Selectors) -> list[int]:
    """The totals that a page prints, the most trusted first."""
    texts = (document.text(element) for css in selectors for element in document.select(css))
    return [count for count in map(wording.count, texts) if count is not None]


def feed_address(document: Document, selectors: Selectors) -> str | None:
    """The address of the comment feed that a page names."""
    addresses = (document.absolute(element.get("href")) for element in pick(document, selectors))
    return next((address for address in addresses if address), None)


@dataclass(frozen=True, slots=True)
class _Found:
    """A comment's node, the elements it stands for, and the platform's number where there is one."""

    node: HtmlElement
    parts: tuple[HtmlElement, ...]
    number: str | None


def read_comments(document: Document, table: CommentTable) -> list[Comment]:
    """Every comment of one shape, in page order, each number once (the outer of two nested elements).

    What has neither author nor date nor text is a template of the page's scripts and is left out.
    """
    found = _nodes(document, table)
    places = _Places(document, found)
    reader = _CommentReader(document, table, places, _clock(document, table, found, places))
    comments = [reader.read(entry) for entry in found]
    linked = _with_parents(table, found, comments, places)
    return [comment for comment in linked if comment.author or comment.published or comment.html]


def _nodes(document: Document, table: CommentTable) -> list[_Found]:
    seen: set[str] = set()
    found: list[_Found] = []
    for node in _behind(document, table.after, document.select(table.node)):
        number = table.number(node)
        if number is None and table.is_numbered:
            continue
        if number is None or number not in seen:
            found.append(_Found(node, tuple(table.parts(node)) if table.parts else (node,), number))
        if number is not None:
            seen.add(number)
    return found


def _behind(document: Document, after: str, nodes: list[HtmlElement]) -> list[HtmlElement]:
    """The nodes that stand behind the first element that `after` finds; all of them where it is empty."""
    marker = document.first(after) if after and nodes else None
    if marker is None:
        return [] if after else nodes
    wanted = set(nodes)
    following = dropwhile(lambda element: element is not marker, document.root.iter())
    return [element for element in following if element in wanted]


class _Places:
    """Which comment each element of the page stands in: that of the nearest comment around it."""

    def __init__(self, document: Document, found: Sequence[_Found]) -> None:
        self._document = document
        self._owners = {part: entry.node for entry in found for part in entry.parts}
        self._owners |= {entry.node: entry.node for entry in found}
        self._found: dict[str, dict[HtmlElement, list[HtmlElement]]] = {}

    def owner(self, element: HtmlElement) -> HtmlElement | None:
        """The node of the comment that an element is or stands in."""
        return next((self._owners[outer] for outer in (element, *ancestors(element)) if outer in self._owners), None)

    def around(self, node: HtmlElement) -> HtmlElement | None:
        """The node of the comment that a comment stands in."""
        parent = node.getparent()
        return None if parent is None else self.owner(parent)

    def is_other(self, element: HtmlElement, node: HtmlElement | None) -> bool:
        """Whether an element is itself a part of another comment than `node`."""
        return element in self._owners and self._owners[element] is not node

    def find(self, entry: _Found, css: str) -> list[HtmlElement]:
        """What a selector finds in a comment, not in the comments below it."""
        if css not in self._found:
            groups: dict[HtmlElement, list[HtmlElement]] = {}
            for element in self._document.select(css):
                owner = self.owner(element)
                if owner is not None:
                    groups.setdefault(owner, []).append(element)
            self._found[css] = groups
        return self._found[css].get(entry.node, [])

    def pick(self, entry: _Found, selectors: Selectors) -> list[HtmlElement]:
        """What the first selector that finds something in a comment finds."""
        return next((found for css in selectors if css and (found := self.find(entry, css))), [])


def _clock(document: Document, table: CommentTable, found: Sequence[_Found], places: _Places) -> Clock:
    """The page's clock, by the dates of all its comments: one value over 12 tells day from month for all of them."""
    samples = [
        text
        for entry in found
        for element in places.pick(entry, (*table.date, *table.byline))
        if (text := document.text(element))
    ]
    return Clock.of(document, samples)


def _with_parents(
    table: CommentTable, found: Sequence[_Found], comments: Sequence[Comment], places: _Places
) -> list[Comment]:
    """The comments with what they answer: the reply link, else the comment around them, else their `depth-N` class."""
    ids = {entry.node: comment.id for entry, comment in zip(found, comments, strict=True)}
    known = {comment.id for comment in comments}
    stack: list[tuple[int, str]] = []
    result: list[Comment] = []
    for entry, comment in zip(found, comments, strict=True):
        answered = (identity.of_permalink(link.get("href")) for link in places.pick(entry, table.reply_to))
        parent = next((number for number in answered if number in known and number != comment.id), None)
        around = places.around(entry.node)
        if parent is None and around is not None:
            parent = ids[around]
        depth = _depth(entry.node)
        if depth is not None:
            while stack and stack[-1][0] >= depth:
                stack.pop()
            if parent is None and stack:
                parent = stack[-1][1]
            stack.append((depth, comment.id))
        result.append(replace(comment, parent_id=parent if parent != comment.id else None))
    return result


def _depth(node: HtmlElement) -> int | None:
    """The N of a `depth-N` class of the node itself or of the first element in it."""
    for element in (node, *node[:1]):
        found = _DEPTH.search(element.get("class") or "")
        if found:
            return int(found.group(1))
    return None


@dataclass(frozen=True, slots=True)
class _CommentReader:
    """Reads single comments of one page by one table."""

    document: Document
    table: CommentTable
    places: _Places
    clock: Clock

    def read(self, entry: _Found) -> Comment:
        """The comment without its parent."""
        author, published = self._signed(entry)
        permalink = self._permalink(entry)
        html = self._html(entry)
        number = entry.number or identity.of_permalink(permalink)
        return Comment(
            id=number or self._content_id(author, published, html),
            html=html,
            author=author,
            published=published,
            permalink=permalink,
            is_deleted=self._answers(entry, self.table.deleted),
            is_pingback=self._answers(entry, self.table.pingback),
            is_by_post_author=self._answers(entry, self.table.by_owner),
        )

    def _answers(self, entry: _Found, css: str) -> bool:
        return bool(css and self.places.find(entry, css))

    def _signed(self, entry: _Found) -> tuple[Author | None, Moment | None]:
        site = next(iter(self.places.pick(entry, self.table.site)), None)
        named = (
            author_of(self.document, element, site)
            for css in self.table.author
            for element in self.places.find(entry, css)
        )
        dated = (
            self.clock.of_element(self.document, element)
            for css in self.table.date
            for element in self.places.find(entry, css)
        )
        author = next((name for name in named if name), None)
        published = next((moment for moment in dated if moment), None)
        for element in self.places.pick(entry, self.table.byline)[:1]:
            if author is None or published is None:
                name, moment = byline(self.document, element, self.clock)
                author, published = author or name, published or moment
        return author, published

    def _permalink(self, entry: _Found) -> str | None:
        for link in self.places.pick(entry, self.table.permalink):
            address = self.document.absolute(link.get("href"))
            if address:
                return address
        element_id = entry.node.get("id")
        return f"{self.document.own_urls[0]}#{element_id}" if element_id else None

    def _html(self, entry: _Found) -> str:
        drop = [element for css in self.table.drop for element in self.places.find(entry, css)]
        bodies = outermost(self.places.pick(entry, self.table.body))
        if not bodies and (not self.table.body or REST in self.table.body):
            html = self._rest(entry, drop)
        else:
            html = "\n".join(self._inner(body, drop) for body in bodies).strip()
        return self.table.trim(html) if self.table.trim else html

    def _rest(self, entry: _Found, drop: Sequence[HtmlElement]) -> str:
        """What is left of a comment without its head and foot."""
        heads = (*self.table.author, *self.table.date, *self.table.byline, *self.table.permalink)
        drop = [*drop, *(element for css in heads for element in self.places.find(entry, css))]
        parts = [part for part in entry.parts if part not in drop]
        if len(entry.parts) == 1:
            return "".join(self._inner(part, drop) for part in parts).strip()
        return "\n".join(f"<{part.tag}>{self._inner(part, drop)}</{part.tag}>" for part in parts if part.tag in _BLOCKS)

    def _inner(self, body: HtmlElement, drop: Sequence[HtmlElement]) -> str:
        own = self.places.owner(body)
        nested = [element for element in body.iterdescendants() if self.places.is_other(element, own)]
        below = [element for element in drop if any(outer is body for outer in ancestors(element))]
        return self.document.inner_html(body, [*below, *nested])

    def _content_id(self, author: Author | None, published: Moment | None, html: str) -> str:
        text = fragment_fromstring(html, create_parent="div").text_content() if html else ""
        return identity.by_content(author.name if author else None, published.iso() if published else None, text)
