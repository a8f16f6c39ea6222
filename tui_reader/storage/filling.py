"""How posts get into the tables: their place in the order, their row, their body, their turn in the search queue."""

from __future__ import annotations

import hashlib
from typing import Final

from tui_reader.content import text, urls
from tui_reader.models import ChangedPost, NewPost, PostData
from tui_reader.storage.connection import Connection
from tui_reader.storage.filters import KEYS_PER_SECOND
from tui_reader.storage.values import json_list

_INSERT: Final = """
INSERT INTO posts(
    feed_id, sort, guid, url, url_key, title, author, published, updated, first_seen, words, comment_count,
    feed_comment_count, comments_url, comments_feed, is_read, is_beyond, fingerprint
) VALUES (
    :feed_id, :sort, :guid, :url, :url_key, :title, :author, :published, :updated, :first_seen, :words, :comment_count,
    :comment_count, :comments_url, :comments_feed, :is_beyond, :is_beyond, :fingerprint
) ON CONFLICT(feed_id, guid) DO NOTHING
"""
# a whole text's words outlive a new summary's
_UPDATE: Final = """
UPDATE posts SET
    url = :url, url_key = :url_key, title = :title, author = :author,
    published = COALESCE(:published, published), updated = COALESCE(:updated, updated),
    words = COALESCE(:words, words),
    comments_url = COALESCE(:comments_url, comments_url), comments_feed = COALESCE(:comments_feed, comments_feed),
    fingerprint = :fingerprint
WHERE id = :id
"""
_MORE: Final = "MAX(0, :count - MAX(COALESCE(feed_comment_count, 0), COALESCE(comment_count, 0)))"
# a count that the source repeats does not replace what the thread told since; what it counts beyond what was known is
# new where the thread was opened before, and where anything was known
_COUNTED: Final = f"""
UPDATE posts SET
    new_comment_count = new_comment_count + CASE
        WHEN left_at IS NULL OR COALESCE(feed_comment_count, comment_count) IS NULL THEN 0 ELSE {_MORE} END,
    comment_count = :count, feed_comment_count = :count
WHERE id = :id AND feed_comment_count IS NOT :count
"""  # noqa: S608  fixed words
# who watches a thread wants to see what its feed has counted
_AWAITED: Final = f"""
UPDATE watches SET next_check = MIN(COALESCE(next_check, :now), :now)
WHERE post_id = :id AND EXISTS (SELECT 1 FROM posts WHERE id = :id AND {_MORE} > 0)
"""  # noqa: S608  fixed words
# a summary never takes the place of a whole text that was fetched from the post's page
_BODY: Final = """
INSERT INTO bodies(post_id, html, base_url, summary, summary_base, language, tags, enclosures)
VALUES (:post_id, :html, :base_url, :summary, :summary_base, :language, :tags, :enclosures)
ON CONFLICT(post_id) DO UPDATE SET
    html = COALESCE(excluded.html, html),
    base_url = CASE WHEN excluded.html IS NULL THEN base_url ELSE excluded.base_url END,
    summary = COALESCE(excluded.summary, summary), summary_base = excluded.summary_base,
    language = COALESCE(excluded.language, language), tags = excluded.tags, enclosures = excluded.enclosures
"""


class Keys:
    """Gives out free sort keys inside one transaction; remembers where it stopped, so that a thousand posts of the
    same second cost no more than others.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[int, int] = {}

    def take(self, seconds: float) -> int:
        """The next free key of this second, or of the ones after it."""
        first = max(0, int(seconds)) * KEYS_PER_SECOND
        key = free_key(self._connection, self._next.get(first, first))
        self._next[first] = key + 1
        return key


def free_key(connection: Connection, start: int, *, upwards: bool = True) -> int:
    """The first key from `start` on that no post has."""
    key = start
    step, taken = (1, _ABOVE) if upwards else (-1, _BELOW)
    for row in connection.stream(taken, (start,)):
        if row[0] != key:
            break
        key += step
    return key


_ABOVE: Final = "SELECT sort FROM posts INDEXED BY posts_sort WHERE sort >= ? ORDER BY sort"
_BELOW: Final = "SELECT sort FROM posts INDEXED BY posts_sort WHERE sort <= ? ORDER BY sort DESC"


def key_beside(connection: Connection, post: NewPost, beside: int, *, older: bool) -> int:
    """The key of a post that stands below (or above) the one at `beside`, next to it unless its date says otherwise."""
    is_dated = post.data.published is not None or post.data.updated is not None
    second, own = beside // KEYS_PER_SECOND, max(0, int(min(post.sort_seconds, post.first_seen)))
    if is_dated and (own < second if older else own > second):
        key = free_key(connection, own * KEYS_PER_SECOND)
        if older == (key < beside):
            return key
    return free_key(connection, beside - 1 if older else beside + 1, upwards=not older)


def insert(connection: Connection, feed_id: int, post: NewPost, sort: int, *, is_beyond: bool = False) -> int | None:
    """Stores a post, one from beyond its feed's window as read; None where the feed has one of this guid.

    Its feed does not count it yet.
    """
    values = {
        **_columns(post.data),
        "feed_id": feed_id,
        "sort": sort,
        "guid": text.storable(post.guid),
        "first_seen": post.first_seen,
        "words": post.words,
        "is_beyond": is_beyond,
        "fingerprint": post.fingerprint,
    }
    post_id = connection.insert(_INSERT, values)
    if post_id is None:
        return None
    _save_text(connection, post_id, post)
    return post_id


def count(connection: Connection, feed_id: int, *, total: int, unread: int) -> None:
    """Adds to a feed's counters."""
    connection.execute("UPDATE feeds SET total = total + ?, unread = unread + ? WHERE id = ?", (total, unread, feed_id))


def count_comments(connection: Connection, post_id: int, count: int, now: float) -> None:
    """Writes how many comments the feed counts under a post; a watched thread that has more may be asked at once."""
    told = {"id": post_id, "count": count}
    connection.execute(_AWAITED, {**told, "now": now})
    connection.execute(_COUNTED, told)


def change(connection: Connection, post: ChangedPost, now: float) -> bool:
    """Writes what a stored post says now; False where it is no longer stored."""
    keeps_words = post.data.is_summary and connection.value("SELECT html FROM bodies WHERE post_id = ?", (post.id,))
    values = {
        **_columns(post.data),
        "id": post.id,
        "words": None if keeps_words else post.words,
        "fingerprint": post.fingerprint,
    }
    if not connection.execute(_UPDATE, values):
        return False
    if post.data.comment_count is not None:
        count_comments(connection, post.id, post.data.comment_count, now)
    _save_text(connection, post.id, post)
    return True


def url_key(url: str) -> int:
    """What stands for an address in its index: equal for all ways to write it, and short."""
    return key_number(urls.key(url))


def key_number(key: str) -> int:
    """The number for the comparison form of an address."""
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def queue_for_search(connection: Connection, post_id: int) -> None:
    """Notes that the post's text is to be read into the search index."""
    connection.execute("INSERT OR IGNORE INTO search_queue(post_id) VALUES (?)", (post_id,))


def _columns(data: PostData) -> dict[str, object]:
    return {
        "url": data.url,
        "url_key": url_key(data.url) if data.url else None,
        "title": data.title,
        "author": data.author.name if data.author else None,
        "published": data.published.iso() if data.published else None,
        "updated": data.updated.iso() if data.updated else None,
        "comment_count": data.comment_count,
        "comments_url": data.comments_url,
        "comments_feed": data.comments_feed,
    }


def _save_text(connection: Connection, post_id: int, post: NewPost | ChangedPost) -> None:
    data = post.data
    html = None if data.html is None else text.storable(data.html)
    connection.execute(
        _BODY,
        {
            "post_id": post_id,
            "html": None if data.is_summary else html,
            "base_url": None if data.is_summary else data.base_url,
            "summary": html if data.is_summary else None,
            "summary_base": data.base_url if data.is_summary else None,
            "language": data.language,
            "tags": json_list(data.tags),
            "enclosures": json_list([(file.url, file.media_type, file.length) for file in data.enclosures]),
        },
    )
    connection.execute("INSERT OR REPLACE INTO snippets(post_id, snippet) VALUES (?, ?)", (post_id, post.snippet))
    queue_for_search(connection, post_id)
