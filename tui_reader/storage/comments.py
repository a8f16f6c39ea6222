"""Stored threads: light rows for the tree, bodies by window, what is new since the thread was last left."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from tui_reader.content import text
from tui_reader.models import Comment, Itinerary, StoredComment, StoredThread, Thread
from tui_reader.storage import itineraries
from tui_reader.storage.connection import Connection
from tui_reader.storage.values import from_json, json_list, moment

_LIGHT: Final = """
SELECT id, parent_id, author, author_url, published, permalink, comments.first_seen, length, is_deleted, is_pingback,
    is_by_post_author, is_edited, gone_at
FROM comments WHERE post_id = ? ORDER BY position
"""
_INSERT: Final = """
INSERT INTO comments(
    post_id, id, position, parent_id, author, author_url, published, permalink, first_seen, length, is_deleted,
    is_pingback, is_by_post_author, fingerprint
) VALUES (
    :post_id, :id, :position, :parent_id, :author, :author_url, :published, :permalink, :now, :length, :is_deleted,
    :is_pingback, :is_by_post_author, :fingerprint
)
"""
_UPDATE: Final = """
UPDATE comments SET
    position = :position, parent_id = :parent_id, author = :author, author_url = :author_url, published = :published,
    permalink = :permalink, gone_at = NULL, length = :length, is_deleted = :is_deleted, is_pingback = :is_pingback,
    is_by_post_author = :is_by_post_author, fingerprint = :fingerprint
WHERE number = :number
"""
_COUNT_NEW: Final = """
SELECT COUNT(*) FROM comments JOIN posts ON posts.id = comments.post_id
WHERE comments.post_id = ? AND comments.gone_at IS NULL AND comments.first_seen > posts.left_at
"""

_LEFT_IN_PART: Final = """
SELECT left_at FROM posts JOIN threads ON post_id = posts.id WHERE posts.id = ? AND left_whole IS NOT 1
"""
# what is printed as a time may be that of any place on earth
_DAY: Final = 86400.0

_Told = tuple[Comment, str, int]
"""A comment, its blocks as JSON, the length of its text."""


class Comments:
    """The conversations of all posts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def extend(
        self,
        post_id: int,
        thread: Thread,
        bodies: Mapping[str, tuple[str, int]],
        *,
        now: float,
        itinerary: Itinerary,
        warnings: Sequence[str] = (),
        names: Mapping[str, str] = MappingProxyType({}),
        told: Container[str] | None = None,
        edited: Iterable[str] = (),
    ) -> None:
        """Brings a stored thread to what it is after one more answer: `thread` with all that is known of it.

        `bodies` are those of the comments that are new or say something else, by id; the others stay as they are.
        `names` are new ids of stored comments. `told`: the whole of the source was told, by these ids; what is
        missing among them is gone. None: nothing goes. `edited`: those of the changed ones that have other words than
        at an earlier visit; that stays so.
        """
        changed = {one.id: (one, *bodies[one.id]) for one in thread.comments if one.id in bodies}
        with self._connection.transaction():
            left_at = self._connection.value(_LEFT_IN_PART, (post_id,))
            self._save_state(post_id, thread, itinerary, now, warnings)
            # one that went by this number before is the same one
            self._connection.execute_many(
                "DELETE FROM comments WHERE post_id = ? AND id = ? AND gone_at IS NOT NULL",
                [(post_id, new) for new in names.values()],
            )
            self._connection.execute_many(
                "UPDATE OR IGNORE comments SET id = ? WHERE post_id = ? AND id = ?",
                [(new, post_id, old) for old, new in names.items()],
            )
            self._merge(post_id, [*dict.fromkeys(one.id for one in thread.comments)], changed, now, left_at)
            self._connection.execute_many(
                "UPDATE comments SET is_edited = 1 WHERE post_id = ? AND id = ?", [(post_id, one) for one in edited]
            )
            if told is not None:
                self._mark_gone(post_id, told, now)
            self._count(post_id, thread)

    def load(self, post_id: int) -> StoredThread | None:
        """The thread as stored, without bodies; None where none was ever saved."""
        if self._connection.value("SELECT 1 FROM threads WHERE post_id = ?", (post_id,)) is None:
            return None
        return self._stored(post_id)

    def bodies(self, post_id: int, ids: Iterable[str]) -> dict[str, str]:
        """The blocks of these comments as JSON."""
        return self._texts("blocks", post_id, ids)

    def html(self, post_id: int, ids: Iterable[str]) -> dict[str, str]:
        """The bodies of these comments as they came."""
        return self._texts("html", post_id, ids)

    def leave(self, post_id: int, now: float) -> None:
        """Notes that the thread was read up to now: what is first seen later is new."""
        with self._connection.transaction():
            self._connection.execute("UPDATE posts SET left_at = ?, new_comment_count = 0 WHERE id = ?", (now, post_id))
            self._connection.execute("UPDATE threads SET left_whole = complete WHERE post_id = ?", (post_id,))

    def _save_state(
        self, post_id: int, thread: Thread, itinerary: Itinerary, now: float, warnings: Sequence[str]
    ) -> None:
        self._connection.execute(
            """
            INSERT INTO threads(
                post_id, engine, stated_count, closed, closed_notice, complete, feed_url, service, fetched_at, warnings,
                itinerary
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(post_id) DO UPDATE SET
                engine = excluded.engine, stated_count = excluded.stated_count, closed = excluded.closed,
                closed_notice = excluded.closed_notice, complete = excluded.complete, feed_url = excluded.feed_url,
                service = excluded.service, fetched_at = excluded.fetched_at, warnings = excluded.warnings,
                itinerary = excluded.itinerary
            """,
            (
                post_id,
                thread.engine,
                thread.stated_count,
                thread.closed,
                thread.closed_notice,
                thread.complete,
                thread.feed_url,
                thread.service,
                now,
                json_list([*warnings]),
                itineraries.to_json(itinerary),
            ),
        )

    def _merge(
        self, post_id: int, order: list[str], changed: Mapping[str, _Told], now: float, left_at: float | None = None
    ) -> None:
        """Writes the changed comments, and all in the source's order among what it no longer tells.

        With `left_at`, those are no news that had long been written when the thread was left in part, then.
        """
        stored = {
            row["id"]: row
            for row in self._connection.rows(
                "SELECT number, id, position, gone_at, fingerprint FROM comments WHERE post_id = ? ORDER BY position",
                (post_id,),
            )
        }
        moved: list[tuple[int, int]] = []
        for position, comment_id in enumerate(_merged([*stored], order)):
            row = stored.get(comment_id)
            if comment_id in changed:
                seen = now if left_at is None else _first_seen(changed[comment_id][0], now, left_at)
                self._save_comment(post_id, position, row, changed[comment_id], seen)
            elif row is not None and row["position"] != position:
                moved.append((position, row["number"]))
        self._connection.execute_many("UPDATE comments SET position = ? WHERE number = ?", moved)

    def _mark_gone(self, post_id: int, told: Container[str], now: float) -> None:
        rows = self._connection.rows(
            "SELECT number, id FROM comments WHERE post_id = ? AND gone_at IS NULL", (post_id,)
        )
        self._connection.execute_many(
            "UPDATE comments SET gone_at = ? WHERE number = ?",
            [(now, row["number"]) for row in rows if row["id"] not in told],
        )

    def _save_comment(self, post_id: int, position: int, row: sqlite3.Row | None, told: _Told, now: float) -> None:
        comment, blocks, length = told
        values = _columns(comment, blocks, length)
        if row is not None and row["fingerprint"] == values["fingerprint"] and row["gone_at"] is None:
            if row["position"] != position:
                self._connection.execute("UPDATE comments SET position = ? WHERE number = ?", (position, row["number"]))
            return
        values["position"] = position
        if row is None:
            number = self._connection.insert(_INSERT, {**values, "post_id": post_id, "now": now})
        else:
            number = row["number"]
            self._connection.execute(_UPDATE, {**values, "number": number})
        self._connection.execute(
            "INSERT OR REPLACE INTO comment_bodies(number, html, blocks) VALUES (?, ?, ?)",
            (number, text.storable(comment.html), blocks),
        )

    def _count(self, post_id: int, thread: Thread) -> int:
        """Counts a thread on its post and returns how many comments are here."""
        held = self._connection.value("SELECT COUNT(*) FROM comments WHERE post_id = ? AND gone_at IS NULL", (post_id,))
        # a service that holds the comments elsewhere and tells nothing about them leaves the feed's word standing
        is_told = bool(held) or thread.stated_count is not None or thread.complete is True
        self._connection.execute(
            "UPDATE posts SET comment_count = CASE WHEN ? THEN ? ELSE comment_count END, new_comment_count = ? "
            "WHERE id = ?",
            (is_told, max(held, thread.stated_count or 0), self._connection.value(_COUNT_NEW, (post_id,)), post_id),
        )
        return int(held)

    def _stored(self, post_id: int) -> StoredThread:
        (row,) = self._connection.rows(
            "SELECT threads.*, posts.left_at FROM threads JOIN posts ON posts.id = threads.post_id WHERE post_id = ?",
            (post_id,),
        )
        left_at = row["left_at"]
        return StoredThread(
            post_id=post_id,
            engine=row["engine"],
            comments=tuple(_comment(light, left_at) for light in self._connection.rows(_LIGHT, (post_id,))),
            stated_count=row["stated_count"],
            closed=_truth(row["closed"]),
            closed_notice=row["closed_notice"],
            complete=_truth(row["complete"]),
            feed_url=row["feed_url"],
            service=row["service"],
            fetched_at=row["fetched_at"],
            left_at=left_at,
            warnings=tuple(from_json(row["warnings"])),
            itinerary=itineraries.from_json(row["itinerary"]),
        )

    def _texts(self, column: str, post_id: int, ids: Iterable[str]) -> dict[str, str]:
        rows = self._connection.rows(
            f"SELECT id, {column} FROM comments JOIN comment_bodies USING (number) "  # noqa: S608  one of two columns
            "WHERE post_id = ? AND id IN (SELECT value FROM json_each(?))",
            (post_id, json_list([*ids])),
        )
        return {row[0]: row[1] for row in rows}


def _merged(stored: list[str], told: list[str]) -> list[str]:
    """All ids in the source's order; one that it no longer tells stays behind the one it stood behind."""
    followers: dict[str | None, list[str]] = {}
    still_told = set(told)
    last: str | None = None
    for comment_id in stored:
        if comment_id in still_told:
            last = comment_id
        else:
            followers.setdefault(last, []).append(comment_id)
    order = followers.get(None, [])
    for comment_id in told:
        order += [comment_id, *followers.get(comment_id, ())]
    return order


def _first_seen(comment: Comment, now: float, left_at: float) -> float:
    """When a comment counts as first seen that a further part of its thread holds."""
    is_old = comment.published is not None and comment.published.timestamp() < left_at - _DAY
    return min(now, left_at) if is_old else now


def _columns(comment: Comment, blocks: str, length: int) -> dict[str, object]:
    values: dict[str, object] = {
        "id": comment.id,
        "parent_id": comment.parent_id,
        "author": comment.author.name if comment.author else None,
        "author_url": comment.author.url if comment.author else None,
        "published": comment.published.iso() if comment.published else None,
        "permalink": comment.permalink,
        "length": length,
        "is_deleted": comment.is_deleted,
        "is_pingback": comment.is_pingback,
        "is_by_post_author": comment.is_by_post_author,
    }
    said = repr((*values.values(), comment.html, blocks)).encode()
    return {**values, "fingerprint": hashlib.blake2b(said, digest_size=12).hexdigest()}


def _comment(row: sqlite3.Row, left_at: float | None) -> StoredComment:
    comment_id, parent_id, author, author_url, published, *rest = row
    permalink, first_seen, length, is_deleted, is_pingback, is_by_post_author, is_edited, gone_at = rest
    return StoredComment(
        comment_id,
        parent_id,
        author,
        author_url,
        moment(published),
        permalink,
        first_seen,
        length,
        bool(is_deleted),
        bool(is_pingback),
        bool(is_by_post_author),
        left_at is not None and first_seen > left_at and gone_at is None,
        gone_at is not None,
        bool(is_edited),
    )


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
