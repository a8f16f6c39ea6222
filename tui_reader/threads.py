"""Flat comments to a tree and back: reading order, depth, parents, folding; knows ids only, not what a comment says.

Everything is a position: a comment's place in reading order, 0 to len - 1. A comment is followed by its whole subtree,
so a subtree is a range of positions and the visible rows are an ascending list of them. Nothing here recurses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import ge

_ROOT = -1


class Tree:
    """The comments of a thread in reading order: replies after what they answer, siblings in the source's order.

    Built from (id, parent id) pairs. A parent that is unknown, the comment itself or one of its own descendants makes
    the comment a top-level one (of a ring, its first comment in the source's order); of comments with the same id
    the first is the one that replies answer and that `position` finds.

    ids: the comments' ids by position. sources: the place in the pairs by position. parents: the parent's position, -1
    for top-level ones. depths: 0 for top-level ones. sizes: of the subtree, the comment included.
    """

    def __init__(self, pairs: Iterable[tuple[str, str | None]] = ()) -> None:
        ids: list[str] = []
        parent_ids: list[str | None] = []
        for name, parent in pairs:
            ids.append(name)
            parent_ids.append(parent)
        self._build(ids, parent_ids)

    @classmethod
    def of(cls, ids: Sequence[str], parent_ids: Sequence[str | None]) -> Tree:
        """The same from two sequences, which is faster for very many comments."""
        tree = cls.__new__(cls)
        tree._build(ids, parent_ids)  # noqa: SLF001  its own class
        return tree

    def _build(self, ids: Sequence[str], parent_ids: Sequence[str | None]) -> None:
        count = len(ids)
        # the last entry of a key wins in a dict, so the first comment of an id goes in last
        self._first = dict(zip(reversed(ids), range(count - 1, -1, -1), strict=True))
        find = self._first.get
        parents = [_ROOT if parent is None else find(parent, _ROOT) for parent in parent_ids]
        self.ids: Sequence[str] = ids
        self.parents: list[int] = parents
        self.sources: Sequence[int] = range(count)
        self._places: Sequence[int] = range(count)
        depths = _depths_in_reading_order(parents)
        if depths is None:
            self._arrange()
            depths = _depths(self.parents)
        self.depths: list[int] = depths
        self.sizes: list[int] = _sizes(self.parents)

    def _arrange(self) -> None:
        """Puts ids and parents, which stand in the source's order, into reading order."""
        names, parents = self.ids, self.parents
        if any(map(ge, parents, range(len(parents)))):
            _break_rings(parents)
        self.sources = sources = _reading_order(parents)
        places = [0] * len(sources)
        for position, source in enumerate(sources):
            places[source] = position
        self._places = places
        self.ids = [names[source] for source in sources]
        self.parents = [places[parent] if (parent := parents[source]) >= 0 else _ROOT for source in sources]

    def __len__(self) -> int:
        return len(self.ids)

    def position(self, comment_id: str) -> int | None:
        """Where the comment stands in reading order, None for an unknown id."""
        source = self._first.get(comment_id)
        return None if source is None else self._places[source]

    def ancestors(self, position: int) -> list[int]:
        """The comments above this one, outermost first."""
        above: list[int] = []
        while (position := self.parents[position]) >= 0:
            above.append(position)
        above.reverse()
        return above

    def next_sibling(self, position: int) -> int | None:
        """The next comment with the same parent."""
        after = position + self.sizes[position]
        return after if after < len(self) and self.parents[after] == self.parents[position] else None

    def previous_sibling(self, position: int) -> int | None:
        """The comment before this one with the same parent."""
        parent = self.parents[position]
        before = position - 1
        if before <= parent:
            return None
        while self.parents[before] != parent:
            before = self.parents[before]
        return before

    def top(self, position: int) -> int:
        """The top-level comment of the branch that the comment stands in."""
        while self.parents[position] >= 0:
            position = self.parents[position]
        return position

    def replies(self, position: int) -> int:
        """How many comments stand below this one, at any depth."""
        return self.sizes[position] - 1


class Folding:
    """Which comments of a tree are folded and therefore which are visible; changes as the user folds.

    rows: the positions of the visible comments, ascending. folded: the positions of folded comments that have replies,
    visible or not.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.rows: list[int] = list(range(len(tree)))
        self.folded: set[int] = set()

    def row(self, position: int) -> int | None:
        """The row of a visible comment, None for a hidden one."""
        row = bisect_left(self.rows, position)
        return row if row < len(self.rows) and self.rows[row] == position else None

    def shown(self, position: int) -> int:
        """The comment itself where it is visible, else the outermost folded one that hides it."""
        return self.rows[max(bisect_left(self.rows, position + 1) - 1, 0)]

    def fold(self, position: int) -> tuple[int, int]:
        """Hides the replies; gives the range of rows that went (empty where nothing changed)."""
        if self.tree.sizes[position] == 1 or position in self.folded:
            return (0, 0)
        self.folded.add(position)
        row = self.row(position)
        if row is None:
            return (0, 0)
        end = bisect_left(self.rows, position + self.tree.sizes[position], row)
        del self.rows[row + 1 : end]
        return (row + 1, end)

    def unfold(self, position: int) -> tuple[int, int]:
        """Shows the replies again, those below other folded ones excepted; gives the range of rows that came."""
        if position not in self.folded:
            return (0, 0)
        self.folded.discard(position)
        row = self.row(position)
        if row is None:
            return (0, 0)
        came = self._visible(position + 1, position + self.tree.sizes[position])
        self.rows[row + 1 : row + 1] = came
        return (row + 1, row + 1 + len(came))

    def _visible(self, start: int, stop: int) -> list[int]:
        """The positions from start to stop that no folded one among them hides."""
        if not self.folded:
            return list(range(start, stop))
        sizes, folded = self.tree.sizes, self.folded
        rows: list[int] = []
        while start < stop:
            rows.append(start)
            start += sizes[start] if start in folded else 1
        return rows

    def fold_all(self) -> None:
        """Only top-level comments stay visible."""
        self.fold_below(0)

    def unfold_all(self) -> None:
        """Everything becomes visible."""
        self.folded.clear()
        self.rows = list(range(len(self.tree)))

    def fold_below(self, depth: int) -> None:
        """Folds every comment at `depth` and below, so that comments deeper than `depth` are hidden; the rest opens."""
        depths, sizes = self.tree.depths, self.tree.sizes
        self.folded = {
            at for at, (deep, size) in enumerate(zip(depths, sizes, strict=True)) if deep >= depth and size > 1
        }
        self.rows = [at for at, deep in enumerate(depths) if deep <= depth]

    def restore(self, folded: Iterable[int]) -> None:
        """Folds exactly these positions."""
        self.folded = {at for at in folded if 0 <= at < len(self.tree) and self.tree.sizes[at] > 1}
        self.rows = self._visible(0, len(self.tree))

    def reveal(self, position: int) -> bool:
        """Unfolds what hides the comment; whether anything changed."""
        hiding = [at for at in self.tree.ancestors(position) if at in self.folded]
        for at in hiding:
            self.unfold(at)
        return bool(hiding)


def _depths_in_reading_order(parents: Sequence[int]) -> list[int] | None:
    """The depths, where every comment already follows its parent or the subtree of an earlier sibling; else None."""
    depths: list[int] = []
    latest: list[int] = []  # the last comment at each depth; down to the depth before, the path to the comment before
    deepest, before = 0, -1
    for place, parent in enumerate(parents):
        if parent < 0:
            depth = 0
        elif parent >= place or (depth := depths[parent] + 1) > before + 1 or latest[depth - 1] != parent:
            return None
        if depth == deepest:
            latest.append(place)
            deepest += 1
        else:
            latest[depth] = place
        depths.append(depth)
        before = depth
    return depths


def _depths(parents: Sequence[int]) -> list[int]:
    """The depths of comments in reading order."""
    depths: list[int] = []
    for parent in parents:
        depths.append(depths[parent] + 1 if parent >= 0 else 0)
    return depths


def _sizes(parents: Sequence[int]) -> list[int]:
    """The sizes of the subtrees of comments in reading order."""
    sizes = [1] * len(parents)
    for position in range(len(parents) - 1, -1, -1):
        parent = parents[position]
        if parent >= 0:
            sizes[parent] += sizes[position]
    return sizes


def _break_rings(parents: list[int]) -> None:
    """Makes the first comment of every ring of parents top-level, and one that is its own parent."""
    done = bytearray(len(parents))
    for start in range(len(parents)):
        path: list[int] = []
        at = start
        while at >= 0 and not done[at]:
            done[at] = 1
            path.append(at)
            at = parents[at]
        if at >= 0 and done[at] == 1:
            parents[min(path[path.index(at) :])] = _ROOT
        for passed in path:
            done[passed] = 2


def _reading_order(parents: Sequence[int]) -> list[int]:
    """The places in the source in reading order: each comment before its replies, siblings in the source's order."""
    count = len(parents)
    first_reply = [_ROOT] * (count + 1)
    next_sibling = [_ROOT] * count
    for place in range(count - 1, -1, -1):
        parent = parents[place]
        next_sibling[place] = first_reply[parent]
        first_reply[parent] = place
    order: list[int] = []
    place = first_reply[_ROOT]
    while place >= 0:
        order.append(place)
        following = first_reply[place]
        while following < 0 <= place:
            following = next_sibling[place]
            place = parents[place]
        place = following
    return order
