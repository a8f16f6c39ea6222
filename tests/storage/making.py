"""Made-up posts, plans and threads, a clock that stands still, and a second look at the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tui_reader.models import (
    Author,
    Comment,
    Feed,
    FeedKind,
    Itinerary,
    Moment,
    NewPost,
    PostData,
    RefreshPlan,
    RefreshStatus,
    StoredThread,
    Thread,
)
from tui_reader.storage import Storage

NOW = 1_700_000_000.0


@dataclass
class Clock:
    """A clock that a test sets."""

    at: float = NOW

    def __call__(self) -> float:
        return self.at


def open_storage(path: Path, clock: Clock | None = None, *, read_only: bool = False) -> Storage:
    return Storage.open(path / "reader.db", now=clock or Clock(), read_only=read_only)


def ask(path: Path, *statements: str) -> list[tuple[Any, ...]]:
    """The rows of the last of these statements, through a connection of the test's own."""
    with closing(sqlite3.connect(path / "reader.db", isolation_level=None)) as database:
        return [database.execute(statement).fetchall() for statement in statements][-1]


def add_feed(storage: Storage, name: str = "Slow Lathe", folder: str | None = None) -> Feed:
    url = f"https://{name.lower().replace(' ', '-')}.example/feed"
    return storage.feeds.add(url, title=name, kind=FeedKind.FEED, site_url=None, folder=folder, format=None)


def new_post(name: str, seconds: float = NOW, **said: Any) -> NewPost:
    values: dict[str, Any] = {"url": f"https://blog.example/{name}", "title": name, "html": f"<p>{name}</p>", **said}
    data = PostData(**values)
    return NewPost(name, data, f"print of {name}", 1, name, min(seconds, NOW), NOW)


def plan(new: Iterable[NewPost] = (), **said: Any) -> RefreshPlan:
    values: dict[str, Any] = {"status": RefreshStatus.NEW, "at": NOW, "next_check": NOW + 3600, **said}
    return RefreshPlan(new=tuple(new), **values)


def fill(storage: Storage, feed: Feed, names: Iterable[str], start: float = NOW - 1e6, step: float = 60.0) -> None:
    """Posts of these names, each `step` seconds newer than the one before."""
    posts = [new_post(name, start + number * step) for number, name in enumerate(names)]
    storage.feeds.save_refresh(feed.id, plan(posts))


def day(number: int) -> Moment:
    return Moment(datetime(2023, 11, number, tzinfo=UTC))


def thread(*ids: str, complete: bool | None = True, stated: int | None = None, text: str = "so it is") -> Thread:
    comments = tuple(Comment(name, html=f"<p>{text}</p>", author=Author("Ida")) for name in ids)
    return Thread("typepad", comments, complete=complete, stated_count=stated)


def bodies(of: Thread) -> list[tuple[str, int]]:
    return [(f'["{comment.html}"]', len(comment.html)) for comment in of.comments]


def save_thread(storage: Storage, post_id: int, told: Thread, now: float = NOW, **more: Any) -> StoredThread:
    """Keeps a thread as one source tells it: the whole of it, unless the source says otherwise."""
    is_whole = told.complete or (told.complete is None and bool(told.comments) and not told.rest)
    names = [comment.id for comment in told.comments]
    texts = dict(zip(names, bodies(told), strict=True))
    values: dict[str, Any] = {"itinerary": Itinerary(told.rest), "told": names if is_whole else None, **more}
    storage.comments.extend(post_id, told, texts, now=now, **values)
    stored = storage.comments.load(post_id)
    assert stored is not None
    return stored
