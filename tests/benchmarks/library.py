"""Invented feeds, posts and threads, put into a database by the storage room itself. The same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.config import DATABASE
from tui_reader.content import blocks
from tui_reader.models import (
    Author,
    Comment,
    Itinerary,
    Moment,
    NewPost,
    PostData,
    PostFilter,
    RefreshPlan,
    RefreshStatus,
    Thread,
)
from tui_reader.storage import Storage

NEWEST_TITLE = "Zinc and the weather"
"""The title of the newest unread post: what a first paint is waited for."""

LONG_TITLE = "Quarto of two hundred kilobytes"
"""The title of a post of 200 KB of HTML, in the feed LONG_FEED."""

THREAD_TITLE = "Opened to the public"
"""The title of a post with a large thread, the one below the long post."""

NEWEST = (NEWEST_TITLE, LONG_TITLE, THREAD_TITLE)
"""The order of these in the list of unread posts."""

LONG_FEED = "Aardvark longreads"
PARAGRAPH_WORDS = 60
FOLDERS = 30
HOUR = 3600.0
YEAR = 365 * 24 * HOUR
YEARS = 5
KEYS_PER_SECOND = 16
_SYLLABLES = ("ka", "to", "mi", "re", "sol", "lun", "ver", "da", "pan", "tri", "ox", "bel", "nor", "esh", "wim", "cal")


class Words:
    """A stream of invented words of the usual lengths."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        choose = self._random.choices
        self._vocabulary = ["".join(choose(_SYLLABLES, k=self._random.randint(1, 4))) for _ in range(4000)]
        # few words are common, most are rare
        self._weights = [1 / rank for rank in range(1, len(self._vocabulary) + 1)]

    def take(self, count: int) -> str:
        """So many words."""
        return " ".join(self._random.choices(self._vocabulary, self._weights, k=count))

    def title(self) -> str:
        """A title of two to nine words."""
        return self.take(self._random.randint(2, 9)).capitalize()

    def paragraphs(self, length: int) -> str:
        """About `length` bytes of HTML: paragraphs with a link, emphasis and now and then a list, a quote, code."""
        parts: list[str] = []
        held = 0
        for number in range(1, length):
            text = self.take(PARAGRAPH_WORDS)
            first, rest = text[:40], text[40:]
            part = f'<p>{first} <a href="/w/{number}">{self.take(2)}</a> {rest} <em>{self.take(3)}</em>.</p>'
            if number % 5 == 0:
                part += "<ul>" + "".join(f"<li>{self.take(8)}</li>" for _ in range(4)) + "</ul>"
            if number % 7 == 0:
                part += f"<h2>{self.take(4)}</h2><blockquote><p>{self.take(40)}</p></blockquote>"
            if number % 11 == 0:
                part += f"<pre><code>{self.take(6)}\n    {self.take(6)}</code></pre>"
            parts.append(part)
            held += len(part)
            if held >= length:
                break
        return "\n".join(parts)


def post(guid: str, title: str, html: str, seconds: float, *, now: float, comment_count: int | None = None) -> NewPost:
    """A post of a feed, as `refresh` would hand it to the database."""
    data = PostData(
        url=f"https://blog.example/{guid}",
        title=title,
        html=html,
        guid=guid,
        author=Author("Ida Ruhl"),
        published=Moment(datetime.fromtimestamp(seconds, UTC)),
        comment_count=comment_count,
    )
    return NewPost(guid, data, guid, html.count(" "), html[:120], sort_seconds=seconds, first_seen=now)


def plan(posts: list[NewPost], now: float) -> RefreshPlan:
    """A good answer that was had just now, so that nothing is due."""
    return RefreshPlan(RefreshStatus.NEW, at=now, next_check=now + 24 * HOUR, new=tuple(posts))


def fill(data_dir: Path, *, now: float, feeds: int, posts: int, hosts: Sequence[str] = ()) -> None:
    """Makes a database of so many feeds and posts, the last fifth of them unread, and LONG_FEED on top of it all.

    `hosts` are the beginnings of the feeds' addresses, one a feed.
    """
    storage = Storage.open(data_dir / DATABASE, now=lambda: now)
    words = Words(1)
    bodies = [words.paragraphs(2048) for _ in range(100)]
    each = posts // feeds
    for number in range(feeds):
        host = hosts[number] if hosts else f"https://blog{number}.example"
        feed = storage.feeds.add(f"{host}/{number}", title=words.title(), folder=f"Folder {number % FOLDERS:02}")
        made = [
            post(f"f{number}p{k}", words.title(), bodies[(number + k) % 100], _when(now, number, k, each), now=now)
            for k in range(each, 0, -1)
        ]
        storage.feeds.save_refresh(feed.id, plan(made, now))
    a_year_ago = int(now - YEARS * YEAR / 5)
    storage.changes.mark_filter(PostFilter(newest_sort=a_year_ago * KEYS_PER_SECOND))
    _add_long_feed(storage, words, now)
    storage.close()


def _when(now: float, feed: int, k: int, each: int) -> float:
    """Posts of all feeds mingle, over five years."""
    return now - HOUR - k * (YEARS * YEAR / each) - feed


def _add_long_feed(storage: Storage, words: Words, now: float) -> None:
    feed = storage.feeds.add("https://long.example/feed", title=LONG_FEED)
    short = [post(f"s{k}", words.title(), words.paragraphs(3000), now - 900 - k, now=now) for k in range(40, 0, -1)]
    special = [
        post("thread", THREAD_TITLE, words.paragraphs(3000), now - 300, now=now, comment_count=12),
        post("long", LONG_TITLE, words.paragraphs(200 << 10), now - 200, now=now),
        post("newest", NEWEST_TITLE, words.paragraphs(3000), now - 100, now=now),
    ]
    storage.feeds.save_refresh(feed.id, plan([*short, *special], now))


def add_thread(data_dir: Path, count: int, *, now: float) -> None:
    """Gives the post THREAD_TITLE a thread of so many comments."""
    storage = Storage.open(data_dir / DATABASE, now=lambda: now)
    (found,) = storage.posts.matching(THREAD_TITLE)
    comments = tuple(thread(count, now))
    texts = {comment.html for comment in comments}
    made = {html: (blocks.dump(read := blocks.make(html)), len(blocks.plain(read))) for html in texts}
    storage.comments.extend(
        found.id,
        Thread("wordpress", comments, stated_count=count, complete=True),
        {comment.id: made[comment.html] for comment in comments},
        now=now,
        itinerary=Itinerary(),
    )
    storage.close()


def thread(count: int, now: float) -> Iterator[Comment]:
    """Comments in reading order, about one in six on the post itself, up to nine levels deep."""
    chance, words = random.Random(2), Words(3)
    texts = [words.paragraphs(chance.randint(80, 600)) for _ in range(200)]
    path: list[str] = []
    for number in range(count):
        # the first comment has replies, so that it can be folded
        del path[chance.choice((0, 1, 2, 3, 4, 9)) if number > 1 else 1 :]
        comment_id = f"c{number}"
        yield Comment(
            comment_id,
            chance.choice(texts),
            parent_id=path[-1] if path else None,
            author=Author(f"Person {number % 700}"),
            published=Moment(datetime.fromtimestamp(now - 2 * HOUR * (1 - number / count), UTC)),
        )
        path.append(comment_id)
