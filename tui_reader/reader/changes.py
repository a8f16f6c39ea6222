"""What the user does to what is stored: a queue that is emptied in order and drained before the reader closes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, TypeVar

from tui_reader.errors import StorageError
from tui_reader.models import Change, ChangeKind, Origin, PostFilter

if TYPE_CHECKING:
    from tui_reader.reader.database import Database
    from tui_reader.storage import Storage

T = TypeVar("T")
_Job = Callable[[], Coroutine[None, None, None]]


class Changes:
    """Marks, stars, watches, removals and their undo.

    Every method only enqueues before it waits, so a caller that is cancelled while waiting loses nothing: the queue
    belongs to the Reader, which empties it when it closes. Methods return the Change, or None where nothing changed.
    """

    def __init__(self, database: Database, announce: Callable[[], None]) -> None:
        self._database = database
        self._announce = announce
        self._jobs: asyncio.Queue[_Job | None] = asyncio.Queue()

    async def run(self) -> None:
        """Carry out what is enqueued, in order, until `finish` is called. The Reader runs this."""
        while (job := await self._jobs.get()) is not None:
            await job()

    def finish(self) -> None:
        """Let `run` end once everything that was enqueued before is carried out."""
        self._jobs.put_nowait(None)

    async def _enqueue(self, function: Callable[[Storage], T]) -> T:
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        # nobody may be waiting any more; a failure is then neither lost work nor an unheard exception
        done.add_done_callback(lambda future: future.cancelled() or future.exception())

        async def job() -> None:
            try:
                result = await self._database.write(function)
            except StorageError as error:
                done.set_exception(error)
                return
            done.set_result(result)
            if result is not None:
                self._announce()

        self._jobs.put_nowait(job)
        return await asyncio.shield(done)

    async def mark_read(
        self, post_ids: Sequence[int], *, is_read: bool, origin: Origin = Origin.USER, label: str = ""
    ) -> Change | None:
        """Mark posts read or unread."""
        kind, ids = ChangeKind.READ if is_read else ChangeKind.UNREAD, tuple(post_ids)
        return await self._enqueue(lambda s: s.changes.mark(ids, kind, origin, label))

    async def mark_filter_read(
        self, posts: PostFilter, *, from_sort: int | None = None, label: str = ""
    ) -> Change | None:
        """Mark a whole list read as one Change; with `from_sort` only that post and those above it."""
        return await self._enqueue(
            lambda s: s.changes.mark_filter(posts, from_sort=from_sort, label=label, origin=Origin.USER)
        )

    async def star(self, post_ids: Sequence[int], *, is_starred: bool, label: str = "") -> Change | None:
        """Put the star on posts or take it off."""
        kind, ids = ChangeKind.STAR if is_starred else ChangeKind.UNSTAR, tuple(post_ids)
        return await self._enqueue(lambda s: s.changes.mark(ids, kind, Origin.USER, label))

    async def watch(self, post_id: int, *, is_watched: bool, label: str = "") -> Change | None:
        """Watch a post's thread, or no longer; without a `label` the Change names the post."""

        def change(s: Storage) -> Change | None:
            verb = "Watching" if is_watched else "No longer watching"
            return s.changes.watch(post_id, is_watched=is_watched, label=label or f"{verb} {_name(s, post_id)}")

        return await self._enqueue(change)

    async def remove(self, feed_id: int, *, label: str = "") -> Change | None:
        """Unsubscribe: hide the feed at once; it and its posts are purged a month later."""
        return await self._enqueue(lambda s: s.changes.remove(feed_id, label))

    async def subscribed(self, feed_id: int, *, label: str = "") -> Change | None:
        """Record that the user subscribed, so that it can be undone."""
        return await self._enqueue(lambda s: s.changes.subscribe(feed_id, label=label))

    async def undo(self) -> Change | None:
        """Take back the newest deliberate Change; None where there is none."""
        return await self._enqueue(lambda s: s.changes.undo())

    async def newest_id(self) -> int:
        """The number of the newest Change, 0 where there is none."""
        return await self._database.read(lambda s: s.changes.newest_id())


def _name(s: Storage, post_id: int) -> str:
    post = s.posts.get(post_id)
    return (post.title or post.url if post else None) or f"post {post_id}"
