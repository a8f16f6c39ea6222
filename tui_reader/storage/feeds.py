"""Subscriptions as stored: their rows, counters and log, and how a refresh's plan is carried out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from tui_reader.models import Feed, FeedKind, FetchRecord, RefreshPlan, RefreshStatus
from tui_reader.storage import filling
from tui_reader.storage.connection import Connection
from tui_reader.storage.filters import KEYS_PER_SECOND
from tui_reader.storage.records import Counts

_SELECT: Final = """
SELECT id, url, title, kind, site_url, folder, unread, total, etag, last_modified, body_hash, last_refreshed, last_good,
    next_check, error, error_message, http_status, failures, format
FROM feeds
"""
_KIND: Final = 3
_LOG_LENGTH: Final = 14
_MARKS: Final = {
    RefreshStatus.NEW: "+",
    RefreshStatus.UPDATED: "+",
    RefreshStatus.MOVED: "+",
    RefreshStatus.UNCHANGED: ".",
    RefreshStatus.GONE: "!",
    RefreshStatus.ERROR: "!",
}


class Feeds:
    """All subscriptions. Removing one hides it; its posts stay until it is purged."""

    def __init__(self, connection: Connection, now: Callable[[], float]) -> None:
        self._connection = connection
        self._now = now

    def add(
        self,
        url: str,
        *,
        title: str,
        kind: FeedKind = FeedKind.FEED,
        site_url: str | None = None,
        folder: str | None = None,
        format: str | None = None,  # noqa: A002  the column's name
    ) -> Feed:
        """Subscribes to an address. A hidden feed of exactly this address comes back with its posts; a visible one is
        given back as it is.
        """
        with self._connection.transaction():
            self._connection.execute(
                "INSERT INTO feeds(url, title, kind, site_url, folder, format, added_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(url) DO UPDATE SET hidden_at = NULL, title = excluded.title, folder = excluded.folder "
                "WHERE hidden_at IS NOT NULL",
                (url, title, kind, site_url, folder, format, self._now()),
            )
            (row,) = self._connection.rows(_SELECT + "WHERE url = ?", (url,))
        return _feed(row)

    def all(self) -> list[Feed]:
        """The visible feeds, those without a folder first, then by folder, by title in each."""
        rows = self._connection.rows(_SELECT + "WHERE hidden_at IS NULL")
        feeds = [_feed(row) for row in rows]
        return sorted(feeds, key=lambda feed: ((feed.folder or "").casefold(), feed.title.casefold(), feed.id))

    def get(self, feed_id: int) -> Feed | None:
        """The visible feed of this number."""
        return self._one(_SELECT + "WHERE hidden_at IS NULL AND id = ?", feed_id)

    def by_url(self, url: str) -> Feed | None:
        """The visible feed of exactly this address."""
        return self._one(_SELECT + "WHERE hidden_at IS NULL AND url = ?", url)

    def matching(self, part: str) -> list[Feed]:
        """The visible feeds whose title holds this text, in any case."""
        return [feed for feed in self.all() if part.casefold() in feed.title.casefold()]

    def counts(self) -> Counts:
        """The posts of all visible feeds, counted, and the watched threads."""
        row = self._connection.rows(
            "SELECT COALESCE(SUM(unread), 0), COALESCE(SUM(total), 0) FROM feeds WHERE hidden_at IS NULL"
        )[0]
        starred = self._connection.value(
            "SELECT COUNT(*) FROM posts INDEXED BY posts_starred WHERE is_starred = 1 "
            "AND feed_id NOT IN (SELECT id FROM feeds WHERE hidden_at IS NOT NULL)"
        )
        watched = self._connection.rows(
            "SELECT COUNT(*), COUNT(NULLIF(new_comment_count, 0)), COALESCE(SUM(new_comment_count), 0) "
            "FROM watches CROSS JOIN posts ON posts.id = post_id "
            "WHERE feed_id NOT IN (SELECT id FROM feeds WHERE hidden_at IS NOT NULL AND kind <> 'discussions')"
        )[0]
        return Counts(row[0], starred, row[1], *watched)

    def today(self, since: float) -> int:
        """How many unread posts are not older than this moment."""
        return int(
            self._connection.value(
                "SELECT COUNT(*) FROM posts INDEXED BY posts_unread WHERE is_read = 0 AND sort >= ? "
                "AND feed_id NOT IN (SELECT id FROM feeds WHERE hidden_at IS NOT NULL)",
                (int(since) * KEYS_PER_SECOND,),
            )
        )

    def hide(self, feed_id: int) -> bool:
        """Takes a feed and its posts out of every list, whole; False where it was hidden or unknown."""
        return bool(
            self._connection.execute(
                "UPDATE feeds SET hidden_at = ? WHERE id = ? AND hidden_at IS NULL", (self._now(), feed_id)
            )
        )

    def show(self, feed_id: int) -> bool:
        """Undoes `hide`; False where there was nothing to undo."""
        return bool(
            self._connection.execute(
                "UPDATE feeds SET hidden_at = NULL WHERE id = ? AND hidden_at IS NOT NULL", (feed_id,)
            )
        )

    def aside(self, url: str, title: str) -> int:
        """The number of the place for the discussions of one service: in no list of feeds, its posts in no list but
        that of the watched ones.
        """
        with self._connection.transaction():
            self._connection.execute(
                "INSERT INTO feeds(url, title, kind, added_at, hidden_at) VALUES (:url, :title, :kind, :now, :now) "
                "ON CONFLICT(url) DO NOTHING",
                {"url": url, "title": title, "kind": FeedKind.DISCUSSIONS, "now": self._now()},
            )
            return int(self._connection.value("SELECT id FROM feeds WHERE url = ?", (url,)))

    def purge(self, before: float) -> int:
        """Deletes feeds that were hidden before this moment, with all that hangs on them; gives how many. Discussions
        that were last left before it go too, unless they are watched or starred.
        """
        with self._connection.transaction():
            self._connection.execute(
                "DELETE FROM posts WHERE feed_id IN (SELECT id FROM feeds WHERE kind = 'discussions') "
                "AND COALESCE(left_at, first_seen) < ? AND is_starred = 0 AND id NOT IN (SELECT post_id FROM watches)",
                (before,),
            )
            return self._connection.execute(
                "DELETE FROM feeds WHERE hidden_at < ? AND kind <> 'discussions'", (before,)
            )

    def save_refresh(self, feed_id: int, plan: RefreshPlan) -> tuple[int, int]:
        """Carries out what a refresh decided, all of it or nothing; gives how many posts are new and how many changed.

        A post that another process has stored meanwhile is not stored twice; a feed that was purged meanwhile is left
        alone.
        """
        with self._connection.transaction():
            if self._connection.value("SELECT 1 FROM feeds WHERE id = ?", (feed_id,)) is None:
                return 0, 0
            keys = filling.Keys(self._connection)
            new = [
                filling.insert(self._connection, feed_id, post, keys.take(post.sort_seconds)) is not None
                for post in plan.new
            ]
            filling.count(self._connection, feed_id, total=sum(new), unread=sum(new))
            changed = [filling.change(self._connection, post, plan.at) for post in plan.changed]
            for post_id, count in plan.comment_counts:
                filling.count_comments(self._connection, post_id, count, plan.at)
            self._save_state(feed_id, plan)
            self._record(feed_id, plan)
        return sum(new), sum(changed)

    def log(self, feed_id: int) -> list[FetchRecord]:
        """The last attempts to refresh a feed, at most 14, newest first."""
        rows = self._connection.rows(
            "SELECT at, mark, http_status, seconds, bytes, reason FROM fetches WHERE feed_id = ? ORDER BY id DESC",
            (feed_id,),
        )
        return [FetchRecord(*row) for row in rows]

    def _save_state(self, feed_id: int, plan: RefreshPlan) -> None:
        is_good = plan.status not in {RefreshStatus.ERROR, RefreshStatus.GONE}
        self._connection.execute(
            """
            UPDATE feeds SET
                etag = :etag, last_modified = :last_modified, body_hash = :body_hash,
                last_refreshed = :at, last_good = CASE WHEN :is_good THEN :at ELSE last_good END,
                next_check = :next_check, error = :error, error_message = :error_message, http_status = :http,
                failures = :failures, title = COALESCE(:title, title), site_url = COALESCE(:site_url, site_url),
                format = COALESCE(:format, format)
            WHERE id = :id
            """,
            {
                "id": feed_id,
                "is_good": is_good,
                "at": plan.at,
                "etag": plan.etag,
                "last_modified": plan.last_modified,
                "body_hash": plan.body_hash,
                "next_check": plan.next_check,
                "error": plan.error,
                "error_message": plan.error_message,
                "http": plan.http,
                "failures": plan.failures,
                "title": plan.title,
                "site_url": plan.site_url,
                "format": plan.format,
            },
        )
        if plan.moved_to is not None:
            # where the new address is subscribed to already, both stay as they are
            self._connection.execute("UPDATE OR IGNORE feeds SET url = ? WHERE id = ?", (plan.moved_to, feed_id))

    def _record(self, feed_id: int, plan: RefreshPlan) -> None:
        self._connection.execute(
            "INSERT INTO fetches(feed_id, at, mark, http_status, seconds, bytes, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (feed_id, plan.at, _MARKS[plan.status], plan.http, plan.seconds, plan.bytes, plan.error),
        )
        self._connection.execute(
            "DELETE FROM fetches WHERE feed_id = :feed AND id <= "
            "(SELECT id FROM fetches WHERE feed_id = :feed ORDER BY id DESC LIMIT 1 OFFSET :length)",
            {"feed": feed_id, "length": _LOG_LENGTH},
        )

    def _one(self, sql: str, wanted: int | str) -> Feed | None:
        row = self._connection.row(sql, (wanted,))
        return None if row is None else _feed(row)


def _feed(row: sqlite3.Row) -> Feed:
    """A feed of a row of `_SELECT`, whose columns stand in the order of the model's fields."""
    values = list(row)
    values[_KIND] = FeedKind(values[_KIND])
    return Feed(*values)
