"""Stored posts as they are read: windows of lists by key, single posts, bodies, and what their pages told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tui_reader.content import text, urls
from tui_reader.models import Enclosure, Link, Neighbours, NewPost, Post, PostFilter
from tui_reader.storage import filling
from tui_reader.storage.connection import Connection
from tui_reader.storage.filters import HIGHEST, LOWEST, Listing
from tui_reader.storage.records import Body, Known, PageInfo, Window
from tui_reader.storage.values import from_json, json_list, moment

_SELECT: Final = """
SELECT posts.id, feed_id, sort, guid, posts.url, posts.title, author, published, updated, first_seen, words,
    comment_count, new_comment_count, comments_url, comments_feed, is_read, is_starred, is_beyond, snippet, feeds.title,
    EXISTS (SELECT 1 FROM watches WHERE watches.post_id = posts.id)
FROM posts JOIN feeds ON feeds.id = feed_id LEFT JOIN snippets ON snippets.post_id = posts.id
"""
_BY_KEYS: Final = "WHERE sort IN (SELECT value FROM json_each(?))"
_MOMENTS: Final = (7, 8)
_FLAGS: Final = (15, 16, 17, 20)
_MAX_MATCHES: Final = 20


class Posts:
    """The posts of all feeds. Those of hidden feeds are in no list, but can still be had by number."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def window(self, wanted: PostFilter, *, anchor: int | None = None, before: int = 0, after: int = 50) -> Window:
        """Up to `after` posts from the key `anchor` downwards, it included (None: from the top), newest first, with up
        to `before` newer ones above them.
        """
        listing = Listing(self._connection, wanted)
        below = listing.keys(LOWEST, HIGHEST if anchor is None else anchor, after + 1)
        above: list[int] = []
        if anchor is not None:
            above = listing.keys(anchor + 1, HIGHEST, before + 1, is_descending=False)
        keys = [*reversed(above[:before]), *below[:after]]
        return Window(self._by_keys(keys), has_before=len(above) > before, has_after=len(below) > after)

    def count(self, wanted: PostFilter) -> int:
        """How many posts the list holds."""
        is_plain = wanted.since is None and wanted.newest_sort is None and wanted.unread_since is None
        if is_plain and not (wanted.is_starred or wanted.is_watched):
            return int(
                self._connection.value(
                    "SELECT COALESCE(SUM(CASE WHEN :is_unread THEN unread ELSE total END), 0) FROM feeds "
                    "WHERE hidden_at IS NULL AND (id = :feed_id OR :feed_id IS NULL) "
                    "AND (folder = :folder OR :folder IS NULL)",
                    {"is_unread": wanted.is_unread, "feed_id": wanted.feed_id, "folder": wanted.folder},
                )
            )
        return Listing(self._connection, wanted).count()

    def position(self, wanted: PostFilter, sort: int) -> int:
        """How many posts of the list stand at this key or above it: 1 for the newest."""
        return Listing(self._connection, wanted).count(sort)

    def adjacent(self, wanted: PostFilter, sort: int, *, older: bool, unread_only: bool = False) -> Post | None:
        """The post next to this key in the list, the key's own left out; None at the list's end."""
        if unread_only:
            wanted = replace(wanted, is_unread=True, unread_since=None)
        low, high = (LOWEST, sort - 1) if older else (sort + 1, HIGHEST)
        return self._first(wanted, low, high, is_descending=older)

    def extreme(self, wanted: PostFilter, *, newest: bool) -> Post | None:
        """The list's first or last post."""
        return self._first(wanted, LOWEST, HIGHEST, is_descending=newest)

    def get(self, post_id: int) -> Post | None:
        """The post of this number."""
        return self._one(_SELECT + "WHERE posts.id = ?", (post_id,))

    def by_url(self, url: str, feed_id: int | None = None) -> Post | None:
        """The post at this address, however it is written; of several the newest, one of a visible feed first."""
        return self._one(
            _SELECT + "WHERE posts.url_key = :key AND (posts.feed_id = :feed_id OR :feed_id IS NULL) "
            "ORDER BY feeds.hidden_at IS NOT NULL, posts.sort DESC LIMIT 1",
            {"key": filling.url_key(url), "feed_id": feed_id},
        )

    def matching(self, part: str) -> list[Post]:
        """The newest posts whose title holds this text in any case, at most 20."""
        wanted = part.casefold()
        found: list[Post] = []
        titles = self._connection.stream(
            "SELECT id, title FROM posts INDEXED BY posts_sort WHERE title IS NOT NULL "
            "AND feed_id NOT IN (SELECT id FROM feeds WHERE hidden_at IS NOT NULL) ORDER BY sort DESC"
        )
        for row in titles:
            if wanted in row["title"].casefold() and (post := self.get(row["id"])) is not None:
                found.append(post)
                if len(found) == _MAX_MATCHES:
                    break
        return found

    def known(self, feed_id: int, names: Iterable[str]) -> dict[str, Known]:
        """The posts of a feed that go by one of these names: a guid or, where no guid is that, an address's key."""
        asked = sorted(set(names))
        by_number = {filling.key_number(name): name for name in asked}
        columns = "id, fingerprint, url, feed_comment_count"
        by_key = self._connection.rows(
            f"SELECT url_key, {columns} FROM posts INDEXED BY posts_url "  # noqa: S608  fixed words
            "WHERE feed_id = ? AND url_key IN (SELECT value FROM json_each(?))",
            (feed_id, json_list([*by_number])),
        )
        by_guid = self._connection.rows(
            f"SELECT guid, {columns} FROM posts INDEXED BY posts_guid "  # noqa: S608  fixed words
            "WHERE feed_id = ? AND guid IN (SELECT value FROM json_each(?))",
            (feed_id, json_list(asked)),
        )
        at_address = {by_number[number]: Known(*stored) for number, *stored in by_key}
        return at_address | {guid: Known(*stored) for guid, *stored in by_guid}

    def body(self, post_id: int) -> Body | None:
        """The fullest text that is stored; None for an unknown post and for one without any."""
        row = self._connection.row("SELECT * FROM bodies WHERE post_id = ?", (post_id,))
        if row is None or (row["html"] is None and row["summary"] is None):
            return None
        is_summary = row["html"] is None
        return Body(
            html=row["summary"] if is_summary else row["html"],
            base_url=row["summary_base"] if is_summary else row["base_url"],
            is_summary=is_summary,
            language=row["language"],
            tags=tuple(from_json(row["tags"])),
            enclosures=tuple(Enclosure(*values) for values in from_json(row["enclosures"])),
        )

    def about_text(self, post_id: int) -> tuple[bool, tuple[str, ...]]:
        """Whether no more than a summary of a post is stored, and its tags; the text itself is not loaded."""
        row = self._connection.row(
            "SELECT html IS NULL AND summary IS NOT NULL, tags FROM bodies WHERE post_id = ?", (post_id,)
        )
        return (False, ()) if row is None else (bool(row[0]), tuple(from_json(row[1])))

    def save_body(self, post_id: int, html: str, base_url: str | None, words: int | None) -> None:
        """Keeps a post's whole text, as its page has it. The feed's summary stays beside it."""
        with self._connection.transaction():
            self._connection.execute(
                "UPDATE bodies SET html = ?, base_url = ? WHERE post_id = ?", (text.storable(html), base_url, post_id)
            )
            self._connection.execute("UPDATE posts SET words = ? WHERE id = ?", (words, post_id))
            filling.queue_for_search(self._connection, post_id)

    def insert_beyond(self, feed_id: int, post: NewPost, *, beside: int, older: bool) -> Post:
        """Keeps a post that was reached by an older or newer link from the post at the key `beside`, as read.

        It takes the next free key below (or above), unless its own date is strictly older (or newer). A post that the
        feed has already is given back as it is.
        """
        with self._connection.transaction():
            names = [post.guid] if post.data.url is None else [post.guid, urls.key(post.data.url)]
            if not self.known(feed_id, names):
                sort = filling.key_beside(self._connection, post, beside, older=older)
                filling.insert(self._connection, feed_id, post, sort, is_beyond=True)
                filling.count(self._connection, feed_id, total=1, unread=0)
            stored = self.known(feed_id, names)
            post_id = next(stored[name].id for name in names if name in stored)
            (row,) = self._connection.rows(_SELECT + "WHERE posts.id = ?", (post_id,))
        return _post(row)

    def save_page(self, post_id: int, page: PageInfo) -> None:
        """Remembers what reading the post's page told; an earlier reading is replaced."""
        around = page.neighbours
        links = [link and (link.url, link.title) for link in (around.previous, around.next, around.index)]
        self._connection.execute(
            "INSERT OR REPLACE INTO pages(post_id, neighbours, engine, evidence, warnings, fetched_at, site_title) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                post_id,
                json_list(links),
                page.engine,
                page.evidence,
                json_list(page.warnings),
                page.fetched_at,
                page.site_title,
            ),
        )

    def page(self, post_id: int) -> PageInfo | None:
        """What the last reading of the post's page told; None where there was none."""
        row = self._connection.row("SELECT * FROM pages WHERE post_id = ?", (post_id,))
        if row is None:
            return None
        return PageInfo(
            neighbours=Neighbours(*(link and Link(*link) for link in from_json(row["neighbours"]))),
            engine=row["engine"],
            evidence=row["evidence"],
            warnings=tuple(from_json(row["warnings"])),
            fetched_at=row["fetched_at"],
            site_title=row["site_title"],
        )

    def _first(self, wanted: PostFilter, low: int, high: int, *, is_descending: bool) -> Post | None:
        keys = Listing(self._connection, wanted).keys(low, high, 1, is_descending=is_descending)
        return next(iter(self._by_keys(keys)), None)

    def _by_keys(self, keys: list[int]) -> tuple[Post, ...]:
        rows = self._connection.rows(_SELECT + _BY_KEYS, (json_list(keys),))
        found = {row["sort"]: _post(row) for row in rows}
        return tuple(found[key] for key in keys if key in found)

    def _one(self, sql: str, parameters: tuple[object, ...] | dict[str, object]) -> Post | None:
        row = self._connection.row(sql, parameters)
        return None if row is None else _post(row)


def _post(row: sqlite3.Row) -> Post:
    """A post of a row of `_SELECT`, whose columns stand in the order of the model's fields."""
    values = list(row)
    for place in _MOMENTS:
        values[place] = moment(values[place])
    for place in _FLAGS:
        values[place] = bool(values[place])
    return Post(*values)
