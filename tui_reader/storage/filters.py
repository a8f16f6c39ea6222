"""A PostFilter as SQL: which index holds its posts in the order of their keys, so that no list is ever sorted.

A list is made of strands, each a stretch of one index, merged by key. A folder is one strand a feed; an unread list
that keeps what was read in it has a strand for each large change since, and a handful of single keys. So few posts are
watched that they are single keys too.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from tui_reader.models import PostFilter
from tui_reader.storage.connection import Connection

KEYS_PER_SECOND: Final = 16
"""Sort keys that belong to one second."""

LOWEST: Final = -(1 << 62)
HIGHEST: Final = 1 << 62

_VISIBLE: Final = "feed_id NOT IN (SELECT id FROM feeds WHERE hidden_at IS NOT NULL)"
# discussions stand in no other list
_WATCHED: Final = (
    "id IN (SELECT post_id FROM watches) "
    "AND feed_id NOT IN (SELECT id FROM feeds WHERE hidden_at IS NOT NULL AND kind <> 'discussions')"
)
# beyond this many feeds a folder is so large a part of all posts that walking those is the shorter way
_MAX_FEED_STRANDS: Final = 64
# changes of more posts than this are walked in order; the posts of smaller ones are few enough to be sorted here
_SMALL_CHANGE: Final = 64

_Parameter = int | str


@dataclass(frozen=True, slots=True)
class Strand:
    """Posts that `index` holds in the order of their keys."""

    index: str
    where: str
    parameters: tuple[_Parameter, ...] = ()

    def sql(self, columns: str, *, is_descending: bool | None = None) -> str:
        """A query whose last parameters are the lowest and the highest key and, where it is ordered, a limit."""
        order = "" if is_descending is None else f" ORDER BY sort {'DESC' if is_descending else 'ASC'} LIMIT ?"
        return (
            f"SELECT {columns} FROM posts INDEXED BY {self.index} "  # noqa: S608  made of the fixed words below alone
            f"WHERE {self.where} AND sort BETWEEN ? AND ?{order}"
        )


class Listing:
    """The keys of a filter's posts."""

    def __init__(self, connection: Connection, wanted: PostFilter) -> None:
        self._connection = connection
        self._low, self._high = _bounds(wanted)
        self._strands = [] if wanted.is_watched else _strands(connection, wanted)
        self._kept = self._watched(wanted) if wanted.is_watched else ()
        if wanted.is_unread and wanted.unread_since is not None:
            self._keep(wanted, wanted.unread_since)

    def keys(self, low: int, high: int, limit: int, *, is_descending: bool = True) -> list[int]:
        """Up to `limit` keys from `low` to `high`, both included, the highest first or the lowest first."""
        low, high = max(low, self._low), min(high, self._high)
        single = (key for key in self._kept if low <= key <= high)
        streams = [self._walk(strand, low, high, limit, is_descending=is_descending) for strand in self._strands]
        merged = heapq.merge(*streams, single if is_descending else reversed([*single]), reverse=is_descending)
        return list(islice(merged, limit))

    def count(self, low: int = LOWEST) -> int:
        """How many posts there are with keys from `low` up."""
        bounds = (max(low, self._low), self._high)
        indexed = sum(
            self._connection.value(strand.sql("COUNT(*)"), (*strand.parameters, *bounds)) for strand in self._strands
        )
        return int(indexed) + sum(bounds[0] <= key <= bounds[1] for key in self._kept)

    def _walk(self, strand: Strand, low: int, high: int, limit: int, *, is_descending: bool) -> Iterator[int]:
        sql = strand.sql("sort", is_descending=is_descending)
        return (row[0] for row in self._connection.stream(sql, (*strand.parameters, low, high, limit)))

    def _keep(self, wanted: PostFilter, since: int) -> None:
        """Adds what was read after the change `since`."""
        where, parameters = _where(replace(wanted, is_unread=False))
        large = self._connection.rows(
            "SELECT id FROM changes WHERE id > ? AND kind = 'read' AND count > ?", (since, _SMALL_CHANGE)
        )
        for row in large:
            strand = Strand("posts_read_change", f"read_change = ? AND is_read = 1 AND {where}", (row[0], *parameters))
            self._strands.append(strand)
        changes = "SELECT id FROM changes WHERE id > ? AND kind = 'read' AND count <= ?"
        few = Strand(
            "posts_read_change",
            f"read_change IN ({changes}) AND is_read = 1 AND {where}",
            (since, _SMALL_CHANGE, *parameters),
        )
        found = self._connection.rows(few.sql("sort"), (*few.parameters, self._low, self._high))
        self._kept = tuple(sorted((*self._kept, *(row[0] for row in found)), reverse=True))

    def _watched(self, wanted: PostFilter) -> tuple[int, ...]:
        """The keys of a list of watched threads, the highest first."""
        where, parameters = _where(wanted)
        rows = self._connection.rows(
            "SELECT sort FROM watches CROSS JOIN posts ON posts.id = post_id "  # noqa: S608  made of fixed words alone
            f"WHERE {where} AND sort BETWEEN ? AND ?",
            (*parameters, self._low, self._high),
        )
        return tuple(sorted((row[0] for row in rows), reverse=True))


def selection(wanted: PostFilter, low: int = LOWEST) -> tuple[str, tuple[_Parameter, ...]]:
    """A WHERE clause for exactly the posts of the filter with keys from `low` up, and its parameters."""
    where, parameters = _where(wanted)
    bottom, top = _bounds(wanted)
    return f"{where} AND sort BETWEEN ? AND ?", (*parameters, max(bottom, low), top)


def _bounds(wanted: PostFilter) -> tuple[int, int]:
    low = LOWEST if wanted.since is None else int(wanted.since) * KEYS_PER_SECOND
    return low, HIGHEST if wanted.newest_sort is None else wanted.newest_sort


def _marks(wanted: PostFilter) -> list[str]:
    return [*["is_read = 0"] * wanted.is_unread, *["is_starred = 1"] * wanted.is_starred]


def _where(wanted: PostFilter) -> tuple[str, tuple[_Parameter, ...]]:
    """The filter without its bounds."""
    clauses = [*_marks(wanted), _WATCHED if wanted.is_watched else _VISIBLE]
    parameters: list[_Parameter] = []
    if wanted.feed_id is not None:
        clauses.append("feed_id = ?")
        parameters.append(wanted.feed_id)
    if wanted.folder is not None:
        clauses.append("feed_id IN (SELECT id FROM feeds WHERE folder = ?)")
        parameters.append(wanted.folder)
    return " AND ".join(clauses), tuple(parameters)


def _strands(connection: Connection, wanted: PostFilter) -> list[Strand]:
    feeds = _feeds(connection, wanted)
    if feeds is not None and len(feeds) <= _MAX_FEED_STRANDS and not wanted.is_starred:
        index = "posts_feed_unread" if wanted.is_unread else "posts_feed"
        where = " AND ".join([*_marks(wanted), "feed_id = ?"])
        return [Strand(index, where, (feed,)) for feed in feeds]
    where, parameters = _where(wanted)
    if wanted.is_starred:
        return [Strand("posts_starred", where, parameters)]
    return [Strand("posts_unread" if wanted.is_unread else "posts_sort", where, parameters)]


def _feeds(connection: Connection, wanted: PostFilter) -> list[int] | None:
    """The visible feeds that hold posts of the filter by their counters; None: any feed may."""
    if wanted.feed_id is None and wanted.folder is None:
        return None
    rows = connection.rows(
        "SELECT id FROM feeds WHERE hidden_at IS NULL AND (unread > 0 OR NOT :is_unread) "
        "AND (id = :feed_id OR :feed_id IS NULL) AND (folder = :folder OR :folder IS NULL)",
        {"is_unread": wanted.is_unread, "feed_id": wanted.feed_id, "folder": wanted.folder},
    )
    return [row[0] for row in rows]
