"""A thread as it is read: its comments in reading order, what is folded and where the cursor is. No widget, no drawing.

Positions are places in reading order (see `threads`), rows are visible comments.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress
from typing import Final, Literal, NamedTuple

from tui_reader.models import StoredComment
from tui_reader.threads import Folding, Tree

Order = Literal["thread", "newest", "oldest"]
ORDERS: Final[tuple[Order, ...]] = ("thread", "newest", "oldest")


class Kept(NamedTuple):
    """What outlives another state of the same thread: ids of the cursor's comment, of folded ones, and of the one that
    the last jump came from.
    """

    cursor: str | None
    folded: tuple[str, ...]
    came_from: str | None = None


class ThreadState:
    """Comments, given in their source's order, with a cursor. `cursor` is a position, -1 without comments.

    The moves give the position they lead to, None where there is none; they change nothing.
    """

    def __init__(self, comments: Sequence[StoredComment] = (), order: Order = "thread") -> None:
        self.order = order
        if order == "thread":
            ids = [comment.id for comment in comments]
            self.tree = Tree.of(ids, [comment.parent_id for comment in comments])
            sources = self.tree.sources
            self.comments = list(comments) if isinstance(sources, range) else [comments[place] for place in sources]
        else:
            self.comments = by_date(comments, is_newest_first=order == "newest")
            self.tree = Tree((comment.id, None) for comment in self.comments)
        self.folding = Folding(self.tree)
        self.cursor = 0 if comments else -1
        self.came_from = -1
        self._folded_in_thread: tuple[str, ...] = ()
        is_new = [comment.is_new for comment in self.comments]
        self._new = list(compress(range(len(is_new)), is_new))
        self._new_before = [0, *accumulate(is_new)]

    @property
    def rows(self) -> list[int]:
        """The positions of the visible comments."""
        return self.folding.rows

    @property
    def cursor_comment(self) -> StoredComment | None:
        """The comment under the cursor."""
        return self.comments[self.cursor] if self.cursor >= 0 else None

    def new_below(self, position: int) -> int:
        """How many of the replies below a comment are new."""
        return self._new_before[position + self.tree.sizes[position]] - self._new_before[position + 1]

    def parent_name(self, position: int) -> str | None:
        """Who wrote what this comment answers; None where it answers none that is here."""
        if self.order == "thread":
            above = self.tree.parents[position]
        else:
            parent = self.comments[position].parent_id
            found = self.tree.position(parent) if parent is not None else None
            above = -1 if found is None else found
        return self.comments[above].author if above >= 0 else None

    def next_row(self, count: int) -> int | None:
        """So many visible comments further (back for negative counts), at most to the ends."""
        row = self.folding.row(self.cursor) if self.cursor >= 0 else None
        return None if row is None else self.rows[min(max(row + count, 0), len(self.rows) - 1)]

    def top_level(self, direction: int) -> int | None:
        """The next top-level comment; backwards the one of this branch first."""
        if self.cursor < 0:
            return None
        top = self.tree.top(self.cursor)
        if direction > 0:
            return self.tree.next_sibling(top)
        return top if top != self.cursor else self.tree.previous_sibling(top)

    def sibling(self, direction: int) -> int | None:
        """The next or previous comment with the same parent."""
        if self.cursor < 0:
            return None
        return self.tree.next_sibling(self.cursor) if direction > 0 else self.tree.previous_sibling(self.cursor)

    def parent(self) -> int | None:
        """The comment that this one answers."""
        if self.cursor < 0:
            return None
        if self.order != "thread":
            answered = self.comments[self.cursor].parent_id
            return self.tree.position(answered) if answered is not None else None
        above = self.tree.parents[self.cursor]
        return above if above >= 0 else None

    def new(self, direction: int) -> int | None:
        """The next or previous new comment, hidden ones included."""
        at = bisect_right(self._new, self.cursor) if direction > 0 else bisect_left(self._new, self.cursor) - 1
        return self._new[at] if 0 <= at < len(self._new) else None

    def has_replies(self, position: int) -> bool:
        """Whether anything answers the comment."""
        return self.tree.sizes[position] > 1

    def is_folded(self, position: int) -> bool:
        """Whether its replies are hidden."""
        return position in self.folding.folded

    def is_last_row(self) -> bool:
        """Whether the cursor stands on the last visible comment, or there is none."""
        return not self.rows or self.cursor == self.rows[-1]

    def kept(self) -> Kept:
        """What `restore` puts back."""
        ids = self.tree.ids
        cursor = ids[self.cursor] if self.cursor >= 0 else None
        came_from = ids[self.came_from] if self.came_from >= 0 else None
        if self.order != "thread":
            return Kept(cursor, self._folded_in_thread, came_from)
        return Kept(cursor, tuple(ids[at] for at in self.folding.folded), came_from)

    def restore(self, kept: Kept) -> None:
        """Folds what was folded and puts the cursor on its comment, where they are still here."""
        find = self.tree.position
        self._folded_in_thread = kept.folded
        came_from = find(kept.came_from) if kept.came_from is not None else None
        self.came_from = -1 if came_from is None else came_from
        self.folding.restore(at for name in kept.folded if (at := find(name)) is not None)
        cursor = find(kept.cursor) if kept.cursor is not None else None
        if cursor is not None:
            self.cursor = self.folding.shown(cursor)


def by_date(comments: Sequence[StoredComment], *, is_newest_first: bool) -> list[StoredComment]:
    """The comments by their dates; one without a date stays behind the one before it in the source's order."""
    dated: list[tuple[float, StoredComment]] = []
    last = 0.0
    for comment in comments:
        last = comment.published.timestamp() if comment.published else last
        dated.append((last, comment))
    dated.sort(key=lambda pair: pair[0], reverse=is_newest_first)
    return [comment for _, comment in dated]
