"""The comments that stand in a WordPress page, whatever the theme: by the numbers that their elements are given.

Works on a copy of the tree from which every comment is cut out, so that each holds only itself, however deep the
thread is nested.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import Element, HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.reading import Clock, ancestors, byline
from tui_reader.engines.software.wordpress import page, phrases, selectors
from tui_reader.models import Author, Comment, Moment

_NUMBERED = re.compile(r"(?:(?:li|dt|tr|div|article|dsq)[-_])?comment[-_]?(\d{1,18})")
_DISCUZ = re.compile(r"w(?:pd|c)-comm-(\d{1,18})_(\d{1,18})")
_NODE_TAGS = frozenset({"li", "div", "article", "section", "dt", "tr", "dl", "aside", "blockquote", "p", "ul", "ol"})
_DEPTH = re.compile(r"(?:^|\s)(?:(?:depth|comment-depth|level)-|wpd?c?_comment_level-)(\d{1,3})(?=\s|$)")
_PINGS = frozenset({"pingback", "trackback"})
_ITEMS = _PINGS | {"comment"}
# what plugins call a list of the newest comments: "fbconnect_LastComments", "decent-comments", "dsq-widget"
_NEWEST = re.compile(
    r"(?:[^\W_]*[-_])*(?:recent|latest|newest|decent|popular|top)[-_]?comments?(?:[-_]\w+)*|dsq-widget.*|fbconnect_lastcomments",
    re.IGNORECASE,
)
_ISO = re.compile(r"\d{4}-")
_PARAGRAPHS = frozenset({"p", "blockquote", "ul", "ol", "pre", "table"})
_BLOCKS = "p, blockquote, ul, ol, pre, table, dl, h1, h2, h3, h4, h5, h6, figure"
_ANCHORED = "a[href*='#comment-'], a[href*='#li-comment-'], a[href*='#div-comment-']"
_ADDRESSED = re.compile(r"#(?:li-|div-)?comment-(\d+)$")


@dataclass(frozen=True, slots=True)
class _Node:
    """One comment's element in the copy. `number` None: the theme writes none. `level` is its depth, 1 at the top."""

    element: HtmlElement
    number: str | None
    parent: str | None
    level: int


def read(document: Document) -> tuple[Comment, ...]:
    """Every comment of the page's post, each number once, in page order; parents are ids of comments given here."""
    root = deepcopy(document.root)
    nodes = _own(document, list(_nodes(document, root)))
    if not nodes:
        return ()
    pieces = _cut_out(nodes)
    reader = _Reader.of(document, pieces)
    comments = [reader.read(piece, node.number) for piece, node in zip(pieces, nodes, strict=True)]
    ids = {node.number: comment.id for node, comment in zip(nodes, comments, strict=True) if node.number}
    linked = [
        replace(comment, parent_id=ids.get(parent) if parent else None)
        for comment, parent, node in zip(comments, _parents(nodes), nodes, strict=True)
        # what has no number is a comment only if it is signed
        if node.number or comment.is_pingback or (comment.author and comment.published)
    ]
    return identity.distinct(comment for comment in linked if comment.html.strip() or comment.author)


def _nodes(document: Document, root: HtmlElement) -> Iterator[_Node]:
    """The outermost element of each number; where no number stands at all, the items of the comment list."""
    seen: set[str] = set()
    around: dict[HtmlElement, str] = {}
    for element in root.iter(*_NODE_TAGS):
        number, parent = _numbers(element)
        is_ping = number is None and element.tag == "li" and bool(page.classes(element) & _PINGS)
        if is_ping and not any(_numbers(inner)[0] for inner in element.iterdescendants(*_NODE_TAGS)):
            yield _Node(element, None, None, 1)
        if number is None or number in seen or _is_listed_elsewhere(element):
            continue
        seen.add(number)
        whole = _whole(element, around)
        outer = next((around[above] for above in ancestors(whole) if above in around), None)
        around[whole] = number
        yield _Node(whole, number, parent or outer, _level(whole))
    if seen:
        return
    for css in selectors.UNNUMBERED:
        found = [item for item in document.select(css, root) if not _is_listed_elsewhere(item)]
        if found:
            numbers = [_number_inside(document, item) for item in found]
            is_telling = None not in numbers and len(set(numbers)) == len(numbers)
            yield from (
                _Node(item, number if is_telling else None, None, _level(item))
                for item, number in zip(found, numbers, strict=True)
            )
            return


def _whole(element: HtmlElement, known: Mapping[HtmlElement, str]) -> HtmlElement:
    """The list item around a numbered element: themes number the text alone, or leave the depth to the item."""
    for outer in (element, *ancestors(element)):
        if outer.tag in {"ol", "ul", "body"} or outer in known:
            break
        if outer.tag == "li" and (page.classes(outer) & _ITEMS or _DEPTH.search(outer.get("class") or "")):
            return outer
    return element


def _number_inside(document: Document, item: HtmlElement) -> str | None:
    """The number in an anchor or a permalink of a comment whose element has no id."""
    for anchor in document.select("a[name^='comment-'], a[id^='comment-'], a[href*='#comment-']", item):
        found = _ADDRESSED.search(f"#{anchor.get('name') or anchor.get('id') or ''}") or _ADDRESSED.search(
            anchor.get("href") or ""
        )
        if found:
            return found.group(1)
    return None


def _numbers(element: HtmlElement) -> tuple[str | None, str | None]:
    """A comment's number and, where the id tells it, its parent's."""
    name = element.get("id") or ""
    discuz = _DISCUZ.fullmatch(name)
    if discuz:
        return discuz.group(1), discuz.group(2) if discuz.group(2) != "0" else None
    found = _NUMBERED.fullmatch(name)
    return (found.group(1), None) if found else (None, None)


def _is_listed_elsewhere(element: HtmlElement) -> bool:
    """Whether this is a row of a "recent comments" widget; an unclosed widget holds the rest of the page."""
    for outer in (element, *ancestors(element)):
        if outer.get("id") in {"comments", "content"}:
            return False
        names = (*page.classes(outer), outer.get("id") or "")
        if outer.tag != "body" and any(name in selectors.WIDGETS or _NEWEST.fullmatch(name) for name in names):
            return True
    return False


def _level(element: HtmlElement) -> int:
    """The depth that the class says, else one more than the lists of answers around it."""
    for holder in (element, *element[:1]):
        found = _DEPTH.search(holder.get("class") or "")
        if found:
            return int(found.group(1))
    return 1 + sum("children" in page.classes(outer) for outer in ancestors(element))


def _own(document: Document, nodes: list[_Node]) -> list[_Node]:
    """The nodes without those whose permalink names another post, as widgets show them."""
    named = {id(node): _post_of(document, node) for node in nodes}
    own = page.post_keys(document)
    if not any(name in own for name in named.values()):
        most = Counter(name for name in named.values() if name).most_common(1)
        own = frozenset(name for name, _ in most)
    return [node for node in nodes if named[id(node)] is None or named[id(node)] in own]


def _post_of(document: Document, node: _Node) -> str | None:
    """The address of the post in a comment's permalink, in the form for comparison."""
    for link in document.select(_ANCHORED, node.element):
        href = link.get("href") or ""
        number = _ADDRESSED.search(href)
        if number and number.group(1) == node.number and not href.startswith("#"):
            address = document.absolute(href)
            return urls.key(page.without_comment_page(address)) if address else None
    return None


def _parents(nodes: Sequence[_Node]) -> Iterator[str | None]:
    """The number of what each comment answers: as nested or named by its id, else the last one that was less deep."""
    known = {node.number for node in nodes}
    stack: list[_Node] = []
    for node in nodes:
        while stack and stack[-1].level >= node.level:
            stack.pop()
        if node.parent in known:
            yield node.parent
        else:
            yield stack[-1].number if stack and node.level > 1 else None
        stack.append(node)


def _cut_out(nodes: Sequence[_Node]) -> list[HtmlElement]:
    """Each comment as a tree that holds only itself, all side by side; a `dt` takes the `dd` that follow it along."""
    pieces: list[HtmlElement] = []
    for node in reversed(nodes):
        piece = node.element
        if piece.tag == "dt":
            definition = list(_definition(piece))
            piece = Element("div", {"class": piece.get("class") or ""})
            for part in (node.element, *definition):
                part.drop_tree()
                piece.append(part)
        elif piece.getparent() is not None:
            piece.drop_tree()
        pieces.append(piece)
    return pieces[::-1]


def _definition(term: HtmlElement) -> Iterator[HtmlElement]:
    for sibling in term.itersiblings():
        if sibling.tag != "dd":
            return
        yield sibling


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads comments that are cut out; of each table it knows the rows that this page answers to."""

    document: Document
    clock: Clock
    bodies: tuple[str, ...]
    names: tuple[str, ...]
    signatures: tuple[str, ...]
    dates: tuple[str, ...]
    own: frozenset[str]

    @classmethod
    def of(cls, document: Document, pieces: Sequence[HtmlElement]) -> _Reader:
        """A reader for this page; `pieces` are all its comments, which tell how it writes dates."""
        host = Element("div")
        host.extend(pieces)
        bodies, names, signatures, dates = (
            tuple(css for css in table if document.first(css, host) is not None)
            for table in (selectors.BODY, selectors.NAME, selectors.SIGNATURE, selectors.DATE)
        )
        samples = [
            text for css in dates for element in document.select(css, host) if (text := document.text(element, 80))
        ]
        clock = Clock.of(document, samples)
        return cls(document, clock, bodies, names, signatures, dates, page.post_keys(document))

    def read(self, piece: HtmlElement, number: str | None) -> Comment:
        """The comment without its parent; takes the piece apart."""
        kinds = page.classes(piece)
        permalink = self._permalink(piece, number)
        is_ping = bool(kinds & _PINGS) or phrases.is_ping(self.document.text(piece, 100))
        body = self._take_body(piece)
        published = self._date(piece)
        author = self._author(piece)
        if is_ping:
            author = self._linking_page(body, author)
        elif author is None or published is None:
            author, published = self._byline(piece, author, published)
        html = self.document.inner_html(body).strip()
        return Comment(
            id=number or self._content_id(author, published, body),
            html=html,
            author=author,
            published=published,
            permalink=permalink,
            is_pingback=is_ping or phrases.is_excerpt(self.document.text(body, 4000)),
            is_by_post_author=bool(kinds & selectors.BY_POST_AUTHOR),
        )

    def _permalink(self, piece: HtmlElement, number: str | None) -> str | None:
        if number is None:
            return None
        for link in self.document.select(_ANCHORED, piece):
            href = link.get("href") or ""
            found = _ADDRESSED.search(href)
            if found and found.group(1) == number and not href.startswith("#"):
                address = self.document.absolute(href)
                if address:
                    return address
        return f"{self.document.own_urls[0]}#comment-{number}"

    def _take_body(self, piece: HtmlElement) -> HtmlElement:
        """What was written, taken out of the piece, where everything else about the comment stays."""
        for css in self.bodies:
            for body in self.document.select(css, piece):
                if self.document.text(body, 10) or body.find(".//img") is not None:
                    piece.extend(self._take_out(selectors.CHROME, body))
                    body.drop_tree()
                    if self._author(piece) or not self._author(body) or body.find(".//p") is None:
                        return body
                    piece.append(body)  # the theme puts the signature into it
                    return self._rest_of(piece)
        return self._rest_of(piece)

    def _rest_of(self, piece: HtmlElement) -> HtmlElement:
        """The paragraphs that are left in a theme which puts no element around them, else the loose text."""
        heads = self._take_out(selectors.CHROME, piece)
        if not self.document.text(piece, 10):
            # themes of WordPress.com put the whole comment into the element of its author
            for head in [head for head in heads if head.find(".//p") is not None]:
                heads.remove(head)
                for child in list(head):
                    heads += self._take_out(selectors.CHROME, child)
                piece.extend(list(head))
        for head in self.document.select(selectors.LOOSE_HEAD, piece):
            if self._stands_alone(head, piece) and not any(outer in heads for outer in ancestors(head)):
                head.drop_tree()
                heads.append(head)
        body = Element("div")
        taken: set[HtmlElement] = set()
        for block in self.document.select(_BLOCKS, piece):
            if not any(outer in taken for outer in ancestors(block)):
                taken.add(block)
                if self.document.text(block, 10) or block.find(".//img") is not None:
                    block.tail = None
                    body.append(block)
        if not len(body):
            heads += self._take_out("strong:first-child, b:first-child", piece)
            body.text, piece.text = phrases.without_says(piece.text), None
            body.extend(list(piece))
        piece.extend(heads)
        return body

    def _stands_alone(self, head: HtmlElement, piece: HtmlElement) -> bool:
        """Whether a name or date stands outside of all paragraphs, or is all that its paragraph says."""
        block = next((outer for outer in ancestors(head) if outer is piece or outer.tag in _PARAGRAPHS), piece)
        said = len(self.document.text(block) or "") - len(self.document.text(head) or "")
        return block is piece or said < 20

    def _take_out(self, css: str, element: HtmlElement) -> list[HtmlElement]:
        """The outermost elements that a selector finds, out of the element that holds them."""
        taken: list[HtmlElement] = []
        for found in self.document.select(css, element):
            if not any(outer in taken for outer in ancestors(found)):
                found.drop_tree()
                taken.append(found)
        return taken

    def _date(self, piece: HtmlElement) -> Moment | None:
        for element in piece.iter("time"):
            stamp = element.get("datetime") or ""
            moment = self.clock.read(stamp) if _ISO.match(stamp) else None
            if moment:
                return moment
        relative = None
        for element in (element for css in self.dates for element in self.document.select(css, piece)):
            moment = self._printed(element)
            if moment:
                return moment
            relative = relative or self.clock.of_element(self.document, element)
        return relative

    def _printed(self, element: HtmlElement) -> Moment | None:
        """A date that does not depend on today: plugins print "2 days ago" and keep the date in `title`."""
        clock = replace(self.clock, reference=None)
        texts = (element.get("title"), self.document.text(element))
        found = [clock.find(phrases.date(text)) for text in texts if text]
        return next((each[0] for each in found if each), None)

    def _author(self, piece: HtmlElement) -> Author | None:
        for table, reading in ((self.names, phrases.speaker), (self.signatures, phrases.signer)):
            for css in table:
                for element in self.document.select(css, piece):
                    printed = reading(self._name_in(element))
                    if printed and re.search(r"\w", printed):
                        return Author(printed, self._site(_links(element)))
        return None

    def _name_in(self, element: HtmlElement) -> str | None:
        """The text of an element without what themes put beside a name."""
        copy = deepcopy(element)
        copy.tail = None
        self._take_out(selectors.NOT_NAME, copy)
        return self.document.text(copy)

    def _site(self, links: Sequence[HtmlElement]) -> str | None:
        for link in links:
            address = self.document.absolute(link.get("href"))
            if address and urls.is_web(address) and urls.key(page.without_comment_page(address)) not in self.own:
                return address
        return None

    def _byline(
        self, piece: HtmlElement, author: Author | None, published: Moment | None
    ) -> tuple[Author | None, Moment | None]:
        """What is still missing, out of the running text that stands beside the body."""
        self._take_out(selectors.ANSWER_LINK, piece)
        name, moment = byline(self.document, piece, self.clock)
        if author is None and name is None:
            picture = self.document.first("img.avatar[alt], .avatar img[alt]", piece)
            name = Author(printed) if picture is not None and (printed := phrases.speaker(picture.get("alt"))) else None
        return author or name, published or moment

    def _linking_page(self, body: HtmlElement, author: Author | None) -> Author | None:
        """The page that a ping announces; a body that says nothing else is emptied."""
        said = phrases.without_ping(self.document.text(body, 1000))
        link = self.document.first("a[href]", body)
        if author is None and link is not None:
            title = self.document.text(link)
            author = Author(title, self._site([link])) if title else None
        if author is None and said:
            author = Author(said[:200])
        if author and (not said or _letters(said) == _letters(author.name)):
            body.text = None
            for child in list(body):
                body.remove(child)
        return author

    def _content_id(self, author: Author | None, published: Moment | None, body: HtmlElement) -> str:
        text = self.document.text(body, 1 << 16) or ""
        return identity.by_content(author.name if author else None, published.iso() if published else None, text)


def _links(element: HtmlElement) -> list[HtmlElement]:
    """The links in an element, or the one around it."""
    outer = element.getparent()
    around = [outer] if outer is not None and outer.tag == "a" else []
    return [*element.iter("a"), *around]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
