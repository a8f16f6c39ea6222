"""What a table says about one blog software: selectors for its post, neighbours and comments; hooks where they cannot.

Data only; `base` and `conversation` read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.reading import Selectors
from tui_reader.models import PostData, Thread

REST = ""
"""Stands for a comment's body where no selector finds one: what its head and foot leave."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One way to know a page: by its host, its `meta[name=generator]` (both regular expressions) or an element."""

    reason: str
    confidence: float
    css: str = ""
    host: str = ""
    generator: str = ""

    def is_on(self, document: Document) -> bool:
        """Whether the page carries this mark."""
        if self.host and re.search(self.host, urls.host(document.url), re.IGNORECASE):
            return True
        if self.generator and re.search(self.generator, document.meta("generator") or "", re.IGNORECASE):
            return True
        return bool(self.css and document.select(self.css))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTable:
    """Where a post stands. Fields are looked for inside `scope` first, then in the whole page.

    `body`: every match of the first selector that finds any, in order (a post and its continuation). `drop` is left
    out of the body. `byline` holds author and date in one text ("Posted by NAME at DATE"). `link` leads to the post
    from a list of posts.
    """

    scope: Selectors = ()
    title: Selectors = ()
    body: Selectors = ()
    author: Selectors = ()
    date: Selectors = ()
    byline: Selectors = ()
    tags: Selectors = ()
    drop: Selectors = ()
    link: Selectors = ()
    summary: Selectors = ()
    date_above: str = ""
    rows: Selectors = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourTable:
    """Where the neighbours stand, most trusted first; visible links are trusted more than `link` elements.

    `strip` holds all three in one line: « OLDER | Main | NEWER ».
    """

    previous: Selectors = ()
    next: Selectors = ()
    index: Selectors = ()
    strip: Selectors = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentTable:
    """Where one comment stands.

    `node` finds each comment once, behind the first element that `after` finds where it is given. `parts` gives the
    elements that a node stands for, where a comment is spread over siblings. `byline` is one text with author and date.
    No `body`: what is left of the node without author, date, byline and `drop`; REST as last of several bodies means
    the same. `site` is the author's link (else the author element's own). `reply_to` finds the link to the comment that
    it answers; nesting and `depth-N` classes are always heeded. `number` gives the platform's number; where all have
    one, `is_numbered`: a node without is no comment. `pingback`, `deleted` and `by_owner` are selectors that the node
    itself or something in it answers; `trim` edits the body's HTML.
    """

    node: str
    after: str = ""
    parts: Callable[[HtmlElement], Sequence[HtmlElement]] | None = None
    author: Selectors = ()
    date: Selectors = ()
    byline: Selectors = ()
    body: Selectors = ()
    permalink: Selectors = ()
    site: Selectors = ()
    reply_to: Selectors = ()
    drop: Selectors = ()
    number: Callable[[HtmlElement], str | None] = lambda node: identity.of_element(node.get("id"))
    is_numbered: bool = False
    pingback: str = ""
    deleted: str = ""
    by_owner: str = ""
    trim: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadTable:
    """Where a conversation stands.

    `comments` are shapes of the same software, the first that finds nodes answers; `pings` are read besides and all
    count as pingbacks. `area` shows that comments are possible though none may stand there. `closed` finds the notice
    (its text must say so, but for those in `surely_closed`), `open` a form or link to comment.
    """

    comments: tuple[CommentTable, ...] = ()
    pings: tuple[CommentTable, ...] = ()
    area: Selectors = ()
    stated: Selectors = ()
    closed: Selectors = ()
    surely_closed: Selectors = ()
    open: Selectors = ()
    feed: Selectors = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A blog software as a table.

    `neighbours` None: a post of this software has none. `is_list` tells a list of posts from a post's page (None: the
    number of scopes decides). `finish_post` and
    `finish_thread` add what selectors cannot say. `comment_id` finds the number in a comment's address.
    """

    name: str
    marks: tuple[Mark, ...]
    post: PostTable = PostTable()
    neighbours: NeighbourTable | None = NeighbourTable()
    thread: ThreadTable = ThreadTable()
    is_list: Callable[[Document], bool | None] | None = None
    finish_post: Callable[[Document, PostData], PostData] | None = None
    finish_thread: Callable[[Document, Thread], Thread] | None = None
    comment_id: Callable[[str], str | None] = identity.of_permalink
