"""Watched threads: which they are, when each may be asked again, and what came of asking."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from tui_reader.models import Watch
from tui_reader.storage.connection import Connection
from tui_reader.storage.values import json_list

_SELECT: Final = "SELECT post_id, since, next_check, failures, last_new_at FROM watches "
# a thread of a blog that is no longer followed is left alone, until that is undone
_ASKED: Final = (
    "CROSS JOIN posts ON posts.id = post_id CROSS JOIN feeds ON feeds.id = feed_id "
    "WHERE (hidden_at IS NULL OR kind = 'discussions') "
    "AND (watches.next_check <= :now OR watches.next_check > :now + :trusted) "
)
# a stored time further ahead than this was written by a clock that was wrong
_TRUSTED_AHEAD: Final = 14 * 86400.0


class Watches:
    """The threads that are watched, by the numbers of their posts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, post_id: int, now: float) -> bool:
        """Watches a thread from now on; False where that was so, or where there is no such post.

        What is held of it by now counts as seen.
        """
        with self._connection.transaction():
            added = self._connection.insert(
                "INSERT INTO watches(post_id, since, next_check) SELECT id, :now, :now FROM posts WHERE id = :post "
                "ON CONFLICT DO NOTHING",
                {"post": post_id, "now": now},
            )
            if added is None:
                return False
            is_seen = self._connection.execute(
                "UPDATE posts SET left_at = ? WHERE id = ? AND left_at IS NULL "
                "AND EXISTS (SELECT 1 FROM threads WHERE post_id = posts.id)",
                (now, post_id),
            )
            if is_seen:
                self._connection.execute("UPDATE threads SET left_whole = complete WHERE post_id = ?", (post_id,))
        return True

    def remove(self, post_id: int) -> bool:
        """Watches a thread no longer; False where it was not watched."""
        return bool(self._connection.execute("DELETE FROM watches WHERE post_id = ?", (post_id,)))

    def get(self, post_id: int) -> Watch | None:
        """How a thread is watched; None where it is not."""
        row = self._connection.row(_SELECT + "WHERE post_id = ?", (post_id,))
        return None if row is None else _watch(row)

    def due(self, now: float, feed_ids: Sequence[int] | None = None) -> list[int]:
        """The posts (of these feeds) whose threads may be asked by now, the one that has waited longest first."""
        rows = self._connection.rows(
            f"SELECT post_id FROM watches {_ASKED} "  # noqa: S608  fixed words
            "AND (:feeds IS NULL OR feed_id IN (SELECT value FROM json_each(:feeds))) ORDER BY watches.next_check",
            {"now": now, "trusted": _TRUSTED_AHEAD, "feeds": None if feed_ids is None else json_list([*feed_ids])},
        )
        return [row[0] for row in rows]

    def save(self, watch: Watch) -> None:
        """Keeps what came of asking; a thread that is no longer watched stays so."""
        self._connection.execute(
            "UPDATE watches SET next_check = ?, failures = ?, last_new_at = ? WHERE post_id = ?",
            (watch.next_check, watch.failures, watch.last_new_at, watch.post_id),
        )

    def with_news(self) -> list[int]:
        """The posts with new comments, watched or left before: watched ones first, then the newest first."""
        rows = self._connection.rows(
            "SELECT posts.id FROM posts INDEXED BY posts_new_comments JOIN feeds ON feeds.id = feed_id "
            "LEFT JOIN watches ON watches.post_id = posts.id "
            "WHERE new_comment_count > 0 AND (hidden_at IS NULL OR kind = 'discussions') "
            "ORDER BY watches.post_id IS NULL, sort DESC"
        )
        return [row[0] for row in rows]


def _watch(row: sqlite3.Row) -> Watch:
    """A watch of a row of `_SELECT`, whose columns stand in the order of the model's fields."""
    return Watch(*row)
