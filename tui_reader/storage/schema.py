"""The tables as they are today, and the numbered steps that lead older databases there. Knows no row and no model."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x74756972
"""Marks the file as ours ("tuir" in ASCII), as `file` and SQLite's own tools show it."""

_ITINERARIES: Final = (
    # JSON, see `itineraries`: where the rest of a thread is had
    "ALTER TABLE threads ADD COLUMN itinerary TEXT",
)

_WATCHES: Final = (
    # `next_check` NULL: never again
    """
CREATE TABLE watches(
    post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    since REAL NOT NULL,
    next_check REAL,
    failures INTEGER NOT NULL DEFAULT 0,
    last_new_at REAL
) STRICT
""",
    "CREATE INDEX posts_new_comments ON posts(sort) WHERE new_comment_count > 0",
)

_LEFT_WHOLE: Final = (
    # whether all of it was here when it was left: what comes then is new however old it is
    "ALTER TABLE threads ADD COLUMN left_whole INTEGER",
)

_EDITS: Final = ("ALTER TABLE comments ADD COLUMN is_edited INTEGER NOT NULL DEFAULT 0",)

TABLES: Final[tuple[str, ...]] = (
    """
CREATE TABLE feeds(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    site_url TEXT,
    folder TEXT,
    unread INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    last_refreshed REAL,
    last_good REAL,
    next_check REAL,
    error TEXT,
    error_message TEXT,
    http_status INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    format TEXT,
    added_at REAL NOT NULL,
    hidden_at REAL
) STRICT
""",
    "CREATE INDEX feeds_hidden ON feeds(id) WHERE hidden_at IS NOT NULL",
    # small rows only: marking thousands of them writes each of their pages anew
    """
CREATE TABLE posts(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    sort INTEGER NOT NULL,
    guid TEXT NOT NULL,
    url TEXT,
    url_key INTEGER,
    title TEXT,
    author TEXT,
    published TEXT,
    updated TEXT,
    first_seen REAL NOT NULL,
    words INTEGER,
    comment_count INTEGER,
    new_comment_count INTEGER NOT NULL DEFAULT 0,
    comments_url TEXT,
    comments_feed TEXT,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0,
    is_beyond INTEGER NOT NULL DEFAULT 0,
    fingerprint TEXT NOT NULL,
    feed_comment_count INTEGER,
    left_at REAL,
    read_change INTEGER,
    star_change INTEGER
) STRICT
""",
    "CREATE UNIQUE INDEX posts_guid ON posts(feed_id, guid)",
    "CREATE UNIQUE INDEX posts_sort ON posts(sort)",
    "CREATE INDEX posts_feed ON posts(feed_id, sort)",
    "CREATE INDEX posts_unread ON posts(sort, feed_id) WHERE is_read = 0",
    "CREATE INDEX posts_feed_unread ON posts(feed_id, sort) WHERE is_read = 0",
    "CREATE INDEX posts_starred ON posts(sort, feed_id) WHERE is_starred = 1",
    "CREATE INDEX posts_url ON posts(url_key, feed_id) WHERE url_key IS NOT NULL",
    # undo finds the rows that still carry a change; an unread list keeps those read since it was opened
    "CREATE INDEX posts_read_change ON posts(read_change, sort) WHERE read_change IS NOT NULL",
    "CREATE INDEX posts_star_change ON posts(star_change) WHERE star_change IS NOT NULL",
    "CREATE TABLE snippets(post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE, snippet TEXT) STRICT",
    """
CREATE TABLE bodies(
    post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    html TEXT,
    base_url TEXT,
    summary TEXT,
    summary_base TEXT,
    language TEXT,
    tags TEXT NOT NULL,
    enclosures TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE fetches(
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    at REAL NOT NULL,
    mark TEXT NOT NULL,
    http_status INTEGER,
    seconds REAL NOT NULL,
    bytes INTEGER NOT NULL,
    reason TEXT
) STRICT
""",
    "CREATE INDEX fetches_feed ON fetches(feed_id, id)",
    """
CREATE TABLE pages(
    post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    neighbours TEXT NOT NULL,
    engine TEXT NOT NULL,
    evidence TEXT NOT NULL,
    warnings TEXT NOT NULL,
    fetched_at REAL NOT NULL,
    site_title TEXT
) STRICT
""",
    """
CREATE TABLE threads(
    post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE,
    engine TEXT NOT NULL,
    stated_count INTEGER,
    closed INTEGER,
    closed_notice TEXT,
    complete INTEGER,
    feed_url TEXT,
    service TEXT,
    fetched_at REAL NOT NULL,
    warnings TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE comments(
    number INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL REFERENCES threads(post_id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    parent_id TEXT,
    author TEXT,
    author_url TEXT,
    published TEXT,
    permalink TEXT,
    first_seen REAL NOT NULL,
    gone_at REAL,
    length INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL,
    is_pingback INTEGER NOT NULL,
    is_by_post_author INTEGER NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT
""",
    "CREATE UNIQUE INDEX comments_id ON comments(post_id, id)",
    # apart, so that a thread of thousands loads as light rows
    """
CREATE TABLE comment_bodies(
    number INTEGER PRIMARY KEY REFERENCES comments(number) ON DELETE CASCADE,
    html TEXT NOT NULL,
    blocks TEXT NOT NULL
) STRICT
""",
    """
CREATE TABLE changes(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    at REAL NOT NULL,
    ids TEXT NOT NULL,
    count INTEGER NOT NULL,
    label TEXT NOT NULL,
    prior TEXT,
    undo_of INTEGER,
    undone_by INTEGER
) STRICT
""",
    """
CREATE INDEX changes_undoable ON changes(id)
WHERE origin = 'user' AND kind <> 'undo' AND undone_by IS NULL
""",
    "CREATE TABLE search_queue(post_id INTEGER PRIMARY KEY REFERENCES posts(id) ON DELETE CASCADE) STRICT",
    *_ITINERARIES,
    *_WATCHES,
    *_LEFT_WHOLE,
    *_EDITS,
)
"""What a new database is made of, statement by statement."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_ITINERARIES, _WATCHES, _LEFT_WHOLE, _EDITS)
"""`MIGRATIONS[n - 1]` are the statements that lead from schema `n` to `n + 1`; the last one ends at today's tables."""

VERSION: Final = len(MIGRATIONS) + 1
"""Today's schema number, kept in `PRAGMA user_version`."""
