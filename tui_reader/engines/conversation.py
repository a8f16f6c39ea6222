"""How a thread's table is read: every comment once, with its id, parent, author and date, and the state of the whole.

Knows the structure that all blog software shares (nesting, depth classes, reply links); no software by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines import identity, wording
from tui_reader.engines.reading import Clock, Selectors, ancestors, author_of, byline, pick
from tui_reader.engines.tables import CommentTable, Table, ThreadTable
from tui_reader.models import Author, Comment, Moment, PostData, Thread

_DEPTH = re.compile(r"(?:^|\s)(?:comment-?)?(?:depth|level)-?(\d{1,3})(?=\s|$)")
_BLOCKS = frozenset({"p", "div", "ul", "ol", "blockquote", "pre", "table", "dl"})


def read_thread(document: Document, table: Table, post: PostData | None) -> Thread | None:
    """The thread that the table finds in a page; None where nothing shows that a conversation is possible.

    `post` is what the same engine read before: its date helps to tell day from month.
    """
    rules = table.thread
    comments = _first_shape(document, rules)
    pings = [replace(ping, is_pingback=True) for shape in rules.pings for ping in read_comments(document, shape)]
    notice = closed_notice(document, rules)
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


def _first_shape(document: Document, rules: ThreadTable) -> list[Comment]:
    for shape in rules.comments:
        comments = read_comments(document, shape)
        if comments:
            return comments
    return []


def closed_notice(document: Document, rules: ThreadTable) -> str | None:
    """The words that say that nobody can comment any more."""
    for element in pick(document, rules.surely_closed):
        text = document.text(element)
        if text:
            return text
    for css in rules.closed:
        for element in document.select(css):
            notice = wording.closed_notice(document.text(element))
            if notice:
                return notice
    return None


def stated_counts(document: Document, selectors: Selectors) -> list[int]:
    """The totals that a page prints, the most trusted first."""
    texts = (document.text(element) for css in selectors for element in document.select(css))
    return [count for count in map(wording.count, texts) if count is not None]


def feed_address(document: Document, selectors: Selectors) -> str | None:
    """The address of the comment feed that a page names."""
    for element in pick(document, selectors):
        address = document.absolute(element.get("href"))
        if address:
            return address
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A comment's node with what was read before its date could be: `id` None means by content."""

    node: HtmlElement
    parts: tuple[HtmlElement, ...]
    number: str | None
    drop: tuple[HtmlElement, ...] = field(default=())


def read_comments(document: Document, table: CommentTable) -> list[Comment]:
    """Every comment of one shape, in page order, each number once (the outer of two nested elements)."""
    found = _nodes(document, table)
    nodes = {entry.node for entry in found}
    reader = _CommentReader(document, table, nodes, _clock(document, table, found))
    comments = [reader.read(entry) for entry in found]
    return _with_parents(document, table, found, comments)


def _nodes(document: Document, table: CommentTable) -> list[_Found]:
    seen: set[str] = set()
    found: list[_Found] = []
    for node in document.select(table.node):
        number = table.number(node)
        if number is not None and number in seen:
            continue
        if number is not None:
            seen.add(number)
        found.append(_Found(node, tuple(table.parts(node)) if table.parts else (node,), number))
    return found


def _clock(document: Document, table: CommentTable, found: Sequence[_Found]) -> Clock:
    """The page's clock, by the dates of all its comments: one value over 12 tells day from month for all of them."""
    samples = [
        text
        for entry in found
        for part in entry.parts
        for element in pick(document, (*table.date, *table.byline), part)
        if (text := document.text(element))
    ]
    return Clock.of(document, samples)


def _with_parents(
    document: Document, table: CommentTable, found: Sequence[_Found], comments: Sequence[Comment]
) -> list[Comment]:
    """The comments with what they answer: the reply link, else the comment around them, else their `depth-N` class."""
    ids = {entry.node: comment.id for entry, comment in zip(found, comments, strict=True)}
    known = {comment.id for comment in comments}
    stack: list[tuple[int, str]] = []
    result: list[Comment] = []
    for entry, comment in zip(found, comments, strict=True):
        parent = _answered(document, table, entry) if table.reply_to else None
        if parent not in known or parent == comment.id:
            parent = next((ids[outer] for outer in ancestors(entry.node) if outer in ids), None)
        depth = _depth(entry.node)
        if depth is not None:
            while stack and stack[-1][0] >= depth:
                stack.pop()
            if parent is None and stack:
                parent = stack[-1][1]
            stack.append((depth, comment.id))
        result.append(replace(comment, parent_id=parent if parent != comment.id else None))
    return result


def _answered(document: Document, table: CommentTable, entry: _Found) -> str | None:
    for part in entry.parts:
        for link in pick(document, table.reply_to, part):
            number = identity.of_permalink(link.get("href"))
            if number and number != entry.number:
                return number
    return None


def _depth(node: HtmlElement) -> int | None:
    """The N of a `depth-N` class of the node itself or of the first element in it."""
    for element in (node, *node[:1]):
        found = _DEPTH.search(element.get("class") or "")
        if found:
            return int(found.group(1))
    return None


@dataclass(frozen=True, slots=True)
class _CommentReader:
    """Reads single comments of one page by one table; `nodes` are all its comments' nodes."""

    document: Document
    table: CommentTable
    nodes: set[HtmlElement]
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

    def _own(self, entry: _Found, css: str) -> Iterator[HtmlElement]:
        """What a selector finds in a comment, not in the comments below it."""
        for part in entry.parts:
            for element in self.document.select(css, part):
                if self._is_own(entry, part, element):
                    yield element

    def _is_own(self, entry: _Found, part: HtmlElement, element: HtmlElement) -> bool:
        if element is part:
            return True
        if element in self.nodes and element is not entry.node:
            return False
        for outer in ancestors(element):
            if outer is part:
                return True
            if outer in self.nodes and outer is not entry.node:
                return False
        return False

    def _pick(self, entry: _Found, selectors: Selectors) -> list[HtmlElement]:
        for css in selectors:
            found = list(self._own(entry, css))
            if found:
                return found
        return []

    def _answers(self, entry: _Found, css: str) -> bool:
        return bool(css) and next(self._own(entry, css), None) is not None

    def _signed(self, entry: _Found) -> tuple[Author | None, Moment | None]:
        site = next(iter(self._pick(entry, self.table.site)), None)
        author, published = None, None
        for css in self.table.author:
            named = (author_of(self.document, element, site) for element in self._own(entry, css))
            author = author or next((name for name in named if name), None)
        for css in self.table.date:
            dated = (self.clock.of_element(self.document, element) for element in self._own(entry, css))
            published = published or next((moment for moment in dated if moment), None)
        if author is None or published is None:
            for element in self._pick(entry, self.table.byline)[:1]:
                name, moment = byline(self.document, element, self.clock)
                author, published = author or name, published or moment
        return author, published

    def _permalink(self, entry: _Found) -> str | None:
        for link in self._pick(entry, self.table.permalink):
            address = self.document.absolute(link.get("href"))
            if address:
                return address
        element_id = entry.node.get("id")
        return f"{self.document.own_urls[0]}#{element_id}" if element_id and self.document.own_urls else None

    def _html(self, entry: _Found) -> str:
        dropped = [element for css in self.table.drop for element in self._own(entry, css)]
        nested = [node for part in entry.parts for node in part.iterdescendants() if node in self.nodes]
        bodies = _outermost(self._pick(entry, self.table.body))
        if not self.table.body:
            heads = (*self.table.author, *self.table.date, *self.table.byline, *self.table.permalink)
            dropped += [element for css in heads for element in self._own(entry, css)]
            bodies = [part for part in entry.parts if part not in dropped]
        outer = len(entry.parts) > 1 and not self.table.body
        html = "\n".join(self._serialise(body, [*dropped, *nested], is_outer=outer) for body in bodies).strip()
        return self.table.trim(html) if self.table.trim else html

    def _serialise(self, element: HtmlElement, drop: Sequence[HtmlElement], *, is_outer: bool) -> str:
        inner = self.document.inner_html(element, drop)
        return f"<{element.tag}>{inner}</{element.tag}>" if is_outer and element.tag in _BLOCKS else inner

    def _content_id(self, author: Author | None, published: Moment | None, html: str) -> str:
        text = "".join(etree.HTML(f"<div>{html}</div>").itertext()) if html else ""
        return identity.by_content(author.name if author else None, published.iso() if published else None, text)


def _outermost(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The elements that stand in no other of them."""
    chosen = set(elements)
    return [element for element in elements if not any(outer in chosen for outer in ancestors(element))]
