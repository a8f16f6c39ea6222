"""A Reader in memory: the same methods, invented posts, and doors where a test makes it wait or fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tui_reader.errors import FetchError, StorageError
from tui_reader.models import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Discussion,
    Feed,
    FetchRecord,
    Held,
    Link,
    Moment,
    Origin,
    Post,
    PostFilter,
    PostLink,
    Span,
    StoredComment,
    StoredThread,
    Watch,
)
from tui_reader.reader import OpenPost, Place, Preview, Subscribed
from tui_reader.reader.elsewhere import Told

NOW = datetime(2026, 10, 14, 15, 0, tzinfo=UTC).timestamp()


@dataclass(frozen=True)
class Counts:
    unread: int
    starred: int
    total: int
    watched: int = 0
    new_comments: int = 0


@dataclass(frozen=True)
class Window:
    rows: tuple[Post, ...]
    has_before: bool
    has_after: bool


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Span(text),))


def make_post(number: int, feed_id: int = 1, *, is_read: bool = False, **more: Any) -> Post:
    published = datetime.fromtimestamp(NOW, UTC) - timedelta(days=number)
    return replace(
        Post(
            id=number,
            feed_id=feed_id,
            sort=int(published.timestamp()) * 16,
            guid=f"g{number}",
            url=f"https://blog{feed_id}.example/{number}",
            title=f"Post number {number}",
            published=Moment(published),
            first_seen=published.timestamp(),
            words=700,
            is_read=is_read,
            feed_title=f"Blog {feed_id}",
        ),
        **more,
    )


def make_thread(post_id: int, count: int = 6, **more: Any) -> StoredThread:
    """Every third comment answers the post, the others the one before them."""
    comments = tuple(
        StoredComment(
            id=f"c{number}",
            parent_id=None if number % 3 == 0 else f"c{number - 1}",
            author=f"Person {number}",
            author_url=None,
            published=Moment(datetime.fromtimestamp(NOW - 3600 * (count - number), UTC)),
            permalink=f"https://blog1.example/{post_id}#c{number}",
            first_seen=NOW - 3600,
            length=60,
            is_new=number == count - 1,
        )
        for number in range(count)
    )
    return replace(StoredThread(post_id, "wordpress", comments, count, complete=True, fetched_at=NOW - 7200), **more)


@dataclass
class Store:
    """What the fake keeps. While `door` is closed it holds steps past the list, and what is `slow`; both by post id."""

    feeds: list[Feed] = field(default_factory=list)
    posts: dict[int, Post] = field(default_factory=dict)
    blocks: dict[int, tuple[Block, ...]] = field(default_factory=dict)
    threads: dict[int, StoredThread] = field(default_factory=dict)
    beyond: dict[int, Post] = field(default_factory=dict)
    failures: dict[int, FetchError] = field(default_factory=dict)
    thread_failures: dict[int, FetchError] = field(default_factory=dict)
    rests: dict[int, StoredThread] = field(default_factory=dict)
    allowed: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    discussions: list[tuple[Discussion, int]] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    slow: set[int] = field(default_factory=set)
    slow_threads: set[int] = field(default_factory=set)
    changes: list[tuple[Change, dict[int, Post], list[Feed]]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    door: asyncio.Event = field(default_factory=asyncio.Event)
    listeners: list[Callable[[], None]] = field(default_factory=list)
    due: list[int] = field(default_factory=list)

    def listed(self, posts: PostFilter) -> list[Post]:
        def holds(post: Post) -> bool:
            feed = next((feed for feed in self.feeds if feed.id == post.feed_id), None)
            return (
                feed is not None
                and posts.feed_id in {None, post.feed_id}
                and posts.folder in {None, feed.folder}
                and (not posts.is_unread or not post.is_read or f"read {post.id}" in self.log)
                and (not posts.is_starred or post.is_starred)
                and (not posts.is_watched or post.is_watched)
                and (posts.since is None or post.first_seen >= posts.since)
                and (posts.newest_sort is None or post.sort <= posts.newest_sort)
            )

        return sorted((post for post in self.posts.values() if holds(post)), key=lambda post: -post.sort)

    def change(self, kind: ChangeKind, ids: Sequence[int], origin: Origin = Origin.USER, label: str = "") -> Change:
        made = Change(len(self.changes) + 1, kind, origin, NOW, tuple(ids), len(ids), label)
        self.changes.append((made, dict(self.posts), list(self.feeds)))
        return made

    def announce(self) -> None:
        for listener in tuple(self.listeners):
            listener()


class Feeds:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def all(self) -> list[Feed]:
        posts = self.store.posts.values()
        return [
            replace(
                feed,
                unread=sum(p.feed_id == feed.id and not p.is_read for p in posts),
                total=sum(p.feed_id == feed.id for p in posts),
            )
            for feed in self.store.feeds
        ]

    async def counts(self) -> Counts:
        posts = self.store.posts.values()
        watched = [p for p in posts if p.is_watched]
        return Counts(
            sum(not p.is_read for p in posts),
            sum(p.is_starred for p in posts),
            len(posts),
            len(watched),
            sum(p.new_comment_count for p in watched),
        )

    async def today(self, since: float) -> int:
        return sum(not p.is_read and p.first_seen >= since for p in self.store.posts.values())

    async def get(self, feed_id: int) -> Feed:
        return next(feed for feed in await self.all() if feed.id == feed_id)

    async def log(self, feed_id: int) -> list[FetchRecord]:  # noqa: ARG002  the Reader's signature
        return [FetchRecord(NOW - 720, ".", 304, 0.4, 312), FetchRecord(NOW - 9000, "+", 200, 0.7, 40_000)]

    async def preview(self, target: str, *, base_url: str | None = None) -> Preview:  # noqa: ARG002  as above
        if "nothing" in target:
            raise FetchError(target, "no answer", "The name is not known. Nothing was kept.")
        links = tuple(PostLink(f"{target}/{n}", f"Found [/] {n}", Moment.from_iso("2026-10-01")) for n in range(3))
        return Preview(target, target, "site", "A found [/] blog", f"{target}/feed", "RSS 2.0", links)

    async def subscribe(self, preview: Preview, *, folder: str | None = None, title: str | None = None) -> Subscribed:
        feed = Feed(
            len(self.store.feeds) + 1, preview.feed_url or preview.url, title or preview.title or "", folder=folder
        )
        change = self.store.change(ChangeKind.SUBSCRIBE, [feed.id])
        self.store.feeds.append(feed)
        self.store.announce()
        return Subscribed(feed, change, already=False)


class Posts:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def window(self, posts: PostFilter, *, anchor: int | None = None, before: int = 0, after: int = 50) -> Window:
        rows = self.store.listed(posts)
        start = next((n for n, row in enumerate(rows) if anchor is None or row.sort <= anchor), len(rows))
        low, high = max(0, start - before), start + after
        return Window(tuple(rows[low:high]), low > 0, high < len(rows))

    async def count(self, posts: PostFilter) -> int:
        return len(self.store.listed(posts))

    async def get(self, post_id: int) -> Post:
        if post_id not in self.store.posts:
            raise StorageError(f"Post {post_id} is not kept here")
        return self.store.posts[post_id]

    async def open(self, post_id: int, posts: PostFilter | None = None) -> OpenPost:
        self.store.log.append(f"open {post_id}")
        if post_id in self.store.slow:
            await self.store.door.wait()
        if post_id in self.store.failures:
            raise self.store.failures[post_id]
        placed = await self.place(post_id, posts)
        return replace(placed, blocks=self.store.blocks.get(post_id, (paragraph(f"Text of {post_id}."),)))

    async def name_neighbours(self, post_id: int, posts: PostFilter) -> bool:
        del post_id, posts
        return False

    async def place(self, post_id: int, posts: PostFilter | None = None) -> OpenPost:
        post = await self.get(post_id)
        rows = self.store.listed(posts or PostFilter(feed_id=post.feed_id))
        at = next((n for n, row in enumerate(rows) if row.id == post_id), None)
        near = {n: Place(row.title, row.url, row.id, row.sort) for n, row in enumerate(rows)}
        return OpenPost(
            post,
            (),
            near.get(at + 1) if at is not None else None,
            near.get(at - 1) if at is not None else None,
            Link("https://blog1.example/", "Main"),
            is_page_known=True,
            engine="wordpress",
            evidence="generator names WordPress",
            position=None if at is None else (at + 1, len(rows)),
        )

    async def markdown(self, post_id: int) -> str:
        return f"# {self.store.posts[post_id].title}\n"

    async def step(self, post_id: int, direction: str, posts: PostFilter) -> Post | None:
        self.store.log.append(f"step {direction}")
        rows = [row.id for row in self.store.listed(posts)]
        at = rows.index(post_id) + (1 if direction == "older" else -1)
        if 0 <= at < len(rows):
            return self.store.posts[rows[at]]
        if post_id in self.store.failures:
            raise self.store.failures[post_id]
        if direction == "newer" or post_id not in self.store.beyond:
            return None
        await self.store.door.wait()
        found = self.store.beyond[post_id]
        self.store.posts[found.id] = found
        return found

    async def next_unread(self, posts: PostFilter, after_sort: int | None, *, is_forward: bool = True) -> Post | None:
        rows = [row for row in self.store.listed(posts) if not row.is_read]
        if not is_forward:
            rows.reverse()
        sign = 1 if is_forward else -1
        return next((row for row in rows if after_sort is None or (after_sort - row.sort) * sign > 0), None)


class Threads:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def load(self, post_id: int) -> StoredThread:
        return self.store.threads.get(post_id) or StoredThread(post_id)

    async def fetch(self, post_id: int, *, force: bool = False) -> StoredThread:
        self.store.log.append(f"fetch {post_id}{' again' if force else ''}")
        if post_id in self.store.slow_threads:
            await self.store.door.wait()
        if post_id in self.store.thread_failures:
            raise self.store.thread_failures[post_id]
        return self.store.threads.get(post_id) or StoredThread(post_id, "generic", fetched_at=NOW)

    async def complete(self, post_id: int, *, progress: Callable[[Held], None] | None = None) -> StoredThread:
        """As `fetch`; while the door is closed it is half done."""
        self.store.log.append(f"complete {post_id}")
        thread, rest = self.store.threads[post_id], self.store.rests.get(post_id)
        if progress is not None:
            progress(Held(len(thread.comments) + 2, thread.stated_count, 1, 0))
        if post_id in self.store.slow_threads:
            await self.store.door.wait()
        if post_id in self.store.thread_failures:
            raise self.store.thread_failures[post_id]
        if rest is not None:
            self.store.threads[post_id] = rest
        return self.store.threads[post_id]

    async def bodies(self, post_id: int, ids: Sequence[str]) -> dict[str, tuple[Block, ...]]:  # noqa: ARG002  as above
        return {name: (paragraph(f"What {name} says [/], in a line or two of its own."),) for name in ids}

    async def leave(self, post_id: int) -> None:
        self.store.log.append(f"leave {post_id}")


class Changes:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def mark_read(
        self, post_ids: Sequence[int], *, is_read: bool, origin: Origin = Origin.USER, label: str = ""
    ) -> Change | None:
        ids = [number for number in post_ids if self.store.posts[number].is_read != is_read]
        if not ids:
            return None
        change = self.store.change(ChangeKind.READ if is_read else ChangeKind.UNREAD, ids, origin, label)
        for number in ids:
            self.store.log.append(f"{'read' if is_read else 'unread'} {number}")
            self.store.posts[number] = replace(self.store.posts[number], is_read=is_read)
        self.store.announce()
        return change

    async def mark_filter_read(
        self, posts: PostFilter, *, from_sort: int | None = None, label: str = ""
    ) -> Change | None:
        ids = [p.id for p in self.store.listed(posts) if from_sort is None or p.sort >= from_sort]
        return await self.mark_read(ids, is_read=True, label=label)

    async def star(self, post_ids: Sequence[int], *, is_starred: bool, label: str = "") -> Change | None:
        change = self.store.change(ChangeKind.STAR if is_starred else ChangeKind.UNSTAR, post_ids, label=label)
        for number in post_ids:
            self.store.posts[number] = replace(self.store.posts[number], is_starred=is_starred)
        self.store.announce()
        return change

    async def remove(self, feed_id: int, *, label: str = "") -> Change | None:
        change = self.store.change(ChangeKind.REMOVE, [feed_id], label=label)
        self.store.feeds = [feed for feed in self.store.feeds if feed.id != feed_id]
        self.store.announce()
        return change

    async def undo(self) -> Change | None:
        while self.store.changes:
            change, posts, feeds = self.store.changes.pop()
            if change.origin is Origin.USER:
                self.store.posts, self.store.feeds = posts, feeds
                self.store.announce()
                return replace(change, kind=ChangeKind.UNDO, label=f"Undone: {change.label}")
        return None

    async def newest_id(self) -> int:
        return len(self.store.changes)


class Watching:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def watch(self, post_id: int, *, is_watched: bool, label: str = "") -> Change | None:
        change = self.store.change(ChangeKind.WATCH if is_watched else ChangeKind.UNWATCH, [post_id], label=label)
        self.store.posts[post_id] = replace(self.store.posts[post_id], is_watched=is_watched)
        self.store.announce()
        return change

    async def get(self, post_id: int) -> Watch | None:
        return Watch(post_id, NOW - 7200, NOW + 3600) if self.store.posts[post_id].is_watched else None

    async def due(self) -> list[int]:
        return self.store.due


class Choices:
    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def allowed(self) -> frozenset[str]:
        return frozenset(self.store.allowed)

    @property
    def refused(self) -> frozenset[str]:
        return frozenset(self.store.refused)

    async def allow(self, service: str) -> None:
        self.store.allowed.add(service)

    async def refuse(self, service: str) -> None:
        self.store.refused.add(service)


class Elsewhere:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def ask(self, post_id: int) -> Told:
        self.store.log.append(f"elsewhere {post_id}")
        if post_id in self.store.slow:
            await self.store.door.wait()
        found = tuple(d for d, _ in self.store.discussions if d.service in self.store.allowed)
        return Told(found, tuple(self.store.unanswered))

    async def open(self, discussion: Discussion) -> int:
        return dict(self.store.discussions)[discussion]


class FakeReader:
    """Stands in for `tui_reader.reader.Reader`."""

    def __init__(self, store: Store, data_dir: Path = Path("/nowhere")) -> None:
        self.data_dir = data_dir
        self.store = store
        self.feeds = Feeds(store)
        self.posts = Posts(store)
        self.threads = Threads(store)
        self.changes = Changes(store)
        self.watching = Watching(store)
        self.choices = Choices(store)
        self.elsewhere = Elsewhere(store)

    def subscribe_changes(self, listener: Callable[[], None]) -> Callable[[], None]:
        self.store.listeners.append(listener)
        return lambda: self.store.listeners.remove(listener)


class FakeRefresh:
    """Stands in for the child process: tells what a test puts in."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...] | str] = []
        self.told: asyncio.Queue[Any] = asyncio.Queue()
        self.is_running = False

    def stop(self) -> None:
        self.told.put_nowait(None)

    async def run(self, feed_ids: Sequence[int] = (), *, is_watched_only: bool = False) -> AsyncIterator[Any]:
        self.asked.append("watched" if is_watched_only else tuple(feed_ids))
        self.is_running = True
        try:
            while (line := await self.told.get()) is not None:
                yield line
        finally:
            self.is_running = False
