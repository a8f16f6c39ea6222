"""What an engine is, and how a table of selectors is read.

What a table cannot say stays None: there are no fallbacks here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.comment_tables import read_thread
from tui_reader.engines.neighbours import in_order, read_neighbours
from tui_reader.engines.posts import read_post, read_posts
from tui_reader.engines.reading import Clock, Selectors, pick
from tui_reader.engines.tables import REST, CommentTable, Mark, NeighbourTable, PostTable, Table, ThreadTable
from tui_reader.models import Evidence, Neighbours, PostData, PostLink, Thread

__all__ = [
    "CERTAIN",
    "REST",
    "Clock",
    "CommentTable",
    "Engine",
    "Mark",
    "NeighbourTable",
    "PostTable",
    "Selectors",
    "Table",
    "TableEngine",
    "ThreadTable",
    "in_order",
    "read_neighbours",
    "read_post",
    "read_posts",
    "read_thread",
]

CERTAIN = 1.0
"""How sure an engine is that knows a page by the address of the one site that it is made for."""


class Engine(Protocol):
    """Knows one blog software, site or comment service. Every answer may be None: "this page does not say".

    "There is none" is an answer too, and nothing of the page is to stand for it: a post's `html` of "", and
    `Neighbours()`.
    """

    @property
    def name(self) -> str:
        """The word for JSON and for `i`: "typepad"."""

    def recognise(self, document: Document) -> Evidence | None:
        """Why this page is ours, and how sure; None where it is not."""

    def post(self, document: Document) -> PostData | None:
        """The post of a post's page."""

    def neighbours(self, document: Document) -> Neighbours | None:
        """The older and newer post and the index."""

    def posts(self, document: Document) -> list[PostLink] | None:
        """The rows of a front or archive page, in page order; None on a post's page."""

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """The remarks that stand in the page, and what it says about the rest; None where nothing shows a thread."""

    def comment_id(self, address: str) -> str | None:
        """The number that a comment's address, element id or feed id holds."""


@dataclass(frozen=True, slots=True)
class TableEngine:
    """An engine that is a table."""

    table: Table

    @property
    def name(self) -> str:
        """See `Engine`."""
        return self.table.name

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`: the surest mark that the page carries."""
        for mark in sorted(self.table.marks, key=lambda mark: -mark.confidence):
            if mark.is_on(document):
                return Evidence(mark.reason, mark.confidence)
        return None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        if self._is_list(document):
            return None
        return read_post(document, self.table)

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        if self._is_list(document):
            return None
        if self.table.neighbours is None:
            return Neighbours()
        found = read_neighbours(document, self.table.neighbours)
        return in_order(found, document.own_urls[0]) if found else None

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        return read_posts(document, self.table.post) if self._is_list(document) else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`."""
        if self._is_list(document):
            return None
        return read_thread(document, self.table, post)

    def comment_id(self, address: str) -> str | None:
        """See `Engine`."""
        return self.table.comment_id(address) or identity.of_element(address)

    def _is_list(self, document: Document) -> bool:
        told = self.table.is_list(document) if self.table.is_list else None
        if told is not None:
            return told
        scopes = pick(document, self.table.post.scope)
        return len(scopes) > 1 or (not scopes and len(pick(document, self.table.post.rows)) > 1)
