"""What the user did: marks, stars, subscriptions, watches, each one row; the posts that were marked carry its number,
so that undo restores exactly those that nobody touched since.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tui_reader.models import Change, ChangeKind, Origin, PostFilter
from tui_reader.storage.connection import Connection
from tui_reader.storage.feeds import Feeds
from tui_reader.storage.filters import LOWEST, selection
from tui_reader.storage.values import from_json, json_list
from tui_reader.storage.watches import Watches

_MAX_LISTED: Final = 1000
_BY_ID: Final = "id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A flag of posts, the column that carries the change that set it last, and the value that a change sets."""

    flag: str
    carrier: str
    value: int

    def update(self, where: str) -> str:
        """Sets the flag and its carrier (two parameters) where it is not set yet."""
        # in the order of the rows, not of the index that finds them: each page of the file is written once
        return (
            f"UPDATE posts SET {self.flag} = ?, {self.carrier} = ? "  # noqa: S608  columns from the table below
            f"WHERE id IN (SELECT id FROM posts WHERE {self.flag} = {1 - self.value} AND {where})"
        )

    def select(self, where: str) -> str:
        """The posts that a change would touch, as id, feed and the change they carry."""
        return (
            f"SELECT id, feed_id, {self.carrier} FROM posts "  # noqa: S608  columns from the table below
            f"WHERE {self.flag} = {1 - self.value} AND {where}"
        )

    @property
    def unread_step(self) -> int:
        """What a touched post adds to its feed's unread ones."""
        return (1 - 2 * self.value) if self.flag == "is_read" else 0


_MARKS: Final = {
    ChangeKind.READ: _Mark("is_read", "read_change", 1),
    ChangeKind.UNREAD: _Mark("is_read", "read_change", 0),
    ChangeKind.STAR: _Mark("is_starred", "star_change", 1),
    ChangeKind.UNSTAR: _Mark("is_starred", "star_change", 0),
}
_OPPOSITES: Final = {
    ChangeKind.READ: ChangeKind.UNREAD,
    ChangeKind.UNREAD: ChangeKind.READ,
    ChangeKind.STAR: ChangeKind.UNSTAR,
    ChangeKind.UNSTAR: ChangeKind.STAR,
}


@dataclass(slots=True)
class _Touched:
    """The posts that a change touches, counted while they stream by. `prior`: the changes that some carried before."""

    ids: list[int] = field(default_factory=list)
    feeds: Counter[int] = field(default_factory=Counter)
    prior: list[tuple[int, int]] = field(default_factory=list)

    def add(self, row: sqlite3.Row) -> None:
        """Counts one row of `_Mark.select`."""
        post_id, feed_id, carried = row
        if len(self.ids) < _MAX_LISTED:
            self.ids.append(post_id)
        self.feeds[feed_id] += 1
        if carried is not None:
            self.prior.append((post_id, carried))


class Changes:
    """The log of what the user did, and undo."""

    def __init__(self, connection: Connection, feeds: Feeds, watches: Watches, now: Callable[[], float]) -> None:
        self._connection = connection
        self._now = now
        self._take_back: dict[ChangeKind, Callable[[int], bool]] = {
            ChangeKind.SUBSCRIBE: feeds.hide,
            ChangeKind.REMOVE: feeds.show,
            ChangeKind.WATCH: watches.remove,
            ChangeKind.UNWATCH: lambda post_id: watches.add(post_id, now()),
        }
        self._feeds = feeds
        self._watches = watches

    def mark(
        self, post_ids: Sequence[int], kind: ChangeKind, origin: Origin = Origin.USER, label: str = ""
    ) -> Change | None:
        """Marks or stars these posts, or takes that back, by `kind`; None where that changes nothing."""
        return self._apply(kind, _BY_ID, (json_list(post_ids),), origin, label)

    def mark_filter(
        self, wanted: PostFilter, *, from_sort: int | None = None, label: str = "", origin: Origin = Origin.USER
    ) -> Change | None:
        """Marks all unread posts of a list as read, as one Change; with `from_sort` only those at this key or above."""
        where, parameters = selection(wanted, LOWEST if from_sort is None else from_sort)
        return self._apply(ChangeKind.READ, where, parameters, origin, label)

    def subscribe(self, *feed_ids: int, label: str = "") -> Change:
        """Notes that the user subscribed to these feeds at once; undo hides those that are still there."""
        return self._record(ChangeKind.SUBSCRIBE, Origin.USER, label, feed_ids, len(feed_ids))

    def remove(self, feed_id: int, label: str = "") -> Change:
        """Hides a feed; undo shows it again, whole."""
        with self._connection.transaction():
            self._feeds.hide(feed_id)
            return self._record(ChangeKind.REMOVE, Origin.USER, label, [feed_id], 1)

    def watch(self, post_id: int, *, is_watched: bool, label: str = "") -> Change | None:
        """Watches a post's thread, or no longer; None where that changes nothing."""
        with self._connection.transaction():
            is_done = self._watches.add(post_id, self._now()) if is_watched else self._watches.remove(post_id)
            if not is_done:
                return None
            kind = ChangeKind.WATCH if is_watched else ChangeKind.UNWATCH
            return self._record(kind, Origin.USER, label, [post_id], 1)

    def undo(self) -> Change | None:
        """Takes back the newest thing that the user asked for and that was not undone yet; None where there is none.

        What was touched again since stays as it is. A change of which nothing is left to take back is passed over.
        """
        with self._connection.transaction():
            while True:
                row = self._connection.row(
                    "SELECT * FROM changes INDEXED BY changes_undoable "
                    "WHERE origin = 'user' AND kind <> 'undo' AND undone_by IS NULL ORDER BY id DESC LIMIT 1"
                )
                if row is None:
                    return None
                undone = self._undo(row)
                if undone is not None:
                    return undone

    def newest_id(self) -> int:
        """The number of the newest change, 0 where there is none."""
        return int(self._connection.value("SELECT COALESCE(MAX(id), 0) FROM changes"))

    def latest(self, limit: int) -> list[Change]:
        """The newest changes, the newest first."""
        return [
            _change(row) for row in self._connection.rows("SELECT * FROM changes ORDER BY id DESC LIMIT ?", (limit,))
        ]

    def _apply(
        self, kind: ChangeKind, where: str, parameters: tuple[Any, ...], origin: Origin, label: str
    ) -> Change | None:
        mark = _MARKS[kind]
        with self._connection.transaction():
            touched = _Touched()
            for row in self._connection.stream(mark.select(where), parameters):
                touched.add(row)
            if not touched.ids:
                return None
            change = self._record(kind, origin, label, touched.ids, touched.feeds.total(), prior=touched.prior)
            self._connection.execute(mark.update(where), (mark.value, change.id, *parameters))
            self._count_unread(touched.feeds, mark.unread_step)
            return change

    def _undo(self, row: sqlite3.Row) -> Change | None:
        kind = ChangeKind(row["kind"])
        if kind in _MARKS:
            ids, count = self._unmark(kind, row)
        else:
            ids = [number for number in from_json(row["ids"]) if self._take_back[kind](number)]
            count = len(ids)
        if not count:
            self._connection.execute("UPDATE changes SET undone_by = id WHERE id = ?", (row["id"],))
            return None
        change = self._record(ChangeKind.UNDO, Origin.USER, f"Undone: {row['label']}", ids, count, undo_of=row["id"])
        self._connection.execute("UPDATE changes SET undone_by = ? WHERE id = ?", (change.id, row["id"]))
        return change

    def _unmark(self, kind: ChangeKind, row: sqlite3.Row) -> tuple[list[int], int]:
        """Sets back the posts that still carry a change, and lets them carry again what they carried before."""
        mark = _MARKS[_OPPOSITES[kind]]
        carries = f"{mark.carrier} = ?"
        touched = _Touched()
        for post in self._connection.stream(mark.select(carries), (row["id"],)):
            touched.add(post)
        prior = from_json(row["prior"])
        self._connection.execute_many(
            mark.update(f"id = ? AND {carries}"), [(mark.value, carried, post, row["id"]) for post, carried in prior]
        )
        self._connection.execute(mark.update(carries), (mark.value, None, row["id"]))
        self._count_unread(touched.feeds, mark.unread_step)
        return touched.ids, touched.feeds.total()

    def _count_unread(self, feeds: Counter[int], step: int) -> None:
        self._connection.execute_many(
            "UPDATE feeds SET unread = unread + ? WHERE id = ?",
            [(step * count, feed_id) for feed_id, count in feeds.items() if step],
        )

    def _record(
        self,
        kind: ChangeKind,
        origin: Origin,
        label: str,
        ids: Sequence[int],
        count: int,
        *,
        prior: Sequence[tuple[int, int]] = (),
        undo_of: int | None = None,
    ) -> Change:
        at = self._now()
        number = self._connection.insert(
            "INSERT INTO changes(kind, origin, at, ids, count, label, prior, undo_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, origin, at, json_list(ids), count, label, json_list(prior) if prior else None, undo_of),
        )
        return Change(number or 0, kind, origin, at, tuple(ids), count, label, undo_of)


def _change(row: sqlite3.Row) -> Change:
    return Change(
        id=row["id"],
        kind=ChangeKind(row["kind"]),
        origin=Origin(row["origin"]),
        at=row["at"],
        ids=tuple(from_json(row["ids"])),
        count=row["count"],
        label=row["label"],
        undo_of=row["undo_of"],
    )
