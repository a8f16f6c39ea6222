"""Watched threads: watch one, ask those whose time has come, tell what is new in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.errors import ConfigError, FetchError, ParseError, StorageError, TuiReaderError
from tui_reader.models import Change, Post, RefreshResult, RefreshStatus, StoredThread, Watch

if TYPE_CHECKING:
    from tui_reader.reader.changes import Changes
    from tui_reader.reader.database import Database
    from tui_reader.reader.threads import Threads
    from tui_reader.storage import Storage

CLOSED = "Its comments are closed: it is not asked any more."
GONE = "It is gone: it is not asked any more."


class Watching:
    """The threads that the user watches, by the numbers of their posts."""

    def __init__(
        self,
        database: Database,
        changes: Changes,
        threads: Threads,
        now: Callable[[], float],
        announce: Callable[[], None],
    ) -> None:
        self._database = database
        self._changes = changes
        self._threads = threads
        self._now = now
        self._announce = announce

    async def watch(self, post_id: int, *, is_watched: bool, label: str = "") -> Change | None:
        """Watch a thread, or no longer; what is held of it now counts as seen. None where it was so already.

        Without a `label` the Change names the post.
        """
        return await self._changes.watch(post_id, is_watched=is_watched, label=label)

    async def get(self, post_id: int) -> Watch | None:
        """Since when a thread is watched and when it is asked next; None where it is not watched."""
        return await self._database.read(lambda s: s.watches.get(post_id))

    async def due(self, feed_ids: Sequence[int] | None = None) -> list[int]:
        """The posts (of these feeds) whose watched threads may be asked now."""
        now = self._now()
        return await self._database.read(lambda s: s.watches.due(now, feed_ids))

    async def news(self) -> list[Post]:
        """The posts with comments that are new since their threads were left, watched ones first."""

        def look(s: Storage) -> list[Post]:
            return [post for post_id in s.watches.with_news() if (post := s.posts.get(post_id)) is not None]

        return await self._database.read(look)

    async def ask(self, post_id: int) -> RefreshResult:
        """Ask for a watched thread, whether or not its time has come, keep what it says and when to ask next.

        What fails is a result, not an error. Raises StorageError.
        """
        from tui_reader import refresh

        post, watch = await self._database.read(lambda s: (s.posts.get(post_id), s.watches.get(post_id)))
        if post is None:
            raise StorageError(f"Post {post_id} is not kept here", "It may have been removed by another process.")
        began = asyncio.get_running_loop().time()
        watch = watch or Watch(post_id, self._now())
        before = await self._threads.load(post_id)
        try:
            after = await self._threads.fetch(post_id, force=True)
            if not after.complete and after.can_complete and (before.complete or _is_short(before, after)):
                after = await self._threads.complete(post_id)
        except (ConfigError, FetchError, ParseError) as error:
            watch = refresh.look_failed(watch, error, self._now())
            await self._keep(watch)
            return _failed(post, watch, error)
        new = _arrived(before, after)
        watch = refresh.looked(
            watch,
            self._now(),
            began=post.published.timestamp() if post.published else post.first_seen,
            moved=_moved(after),
            new=new,
            was_closed=before.closed is True,
            is_closed=after.closed is True,
        )
        if after.left_at is None:
            # nothing is new at the first look
            await self._threads.leave(post_id)
        await self._keep(watch)
        return RefreshResult(
            feed_id=post.feed_id,
            url=post.url or "",
            status=RefreshStatus.UPDATED if new else RefreshStatus.UNCHANGED,
            seconds=round(asyncio.get_running_loop().time() - began, 3),
            error_message=CLOSED if watch.next_check is None else None,
            post_id=post.id,
            comments_new=new,
        )

    async def _keep(self, watch: Watch) -> None:
        await self._database.write(lambda s: s.watches.save(watch))
        self._announce()


def _arrived(before: StoredThread, after: StoredThread) -> int:
    """How many new comments came; none where the thread was never looked for."""
    known = {comment.id for comment in before.comments}
    return sum(row.is_new and row.id not in known for row in after.comments)


def _is_short(before: StoredThread, after: StoredThread) -> bool:
    """Whether more came, by the number that is stated, than was told."""
    if before.stated_count is None or after.stated_count is None:
        return False
    return after.stated_count - before.stated_count > len(after.comments) - len(before.comments)


def _moved(thread: StoredThread) -> float | None:
    """When the newest comment was written, where any is dated."""
    return max((row.published.timestamp() for row in thread.comments if row.published), default=None)


def _failed(post: Post, watch: Watch, error: TuiReaderError) -> RefreshResult:
    is_gone = watch.next_check is None
    return RefreshResult(
        feed_id=post.feed_id,
        url=post.url or "",
        status=RefreshStatus.GONE if is_gone else RefreshStatus.ERROR,
        http=error.status if isinstance(error, FetchError) else None,
        error=error.reason if isinstance(error, FetchError | ParseError) else error.title,
        error_message=GONE if is_gone else error.message or error.title,
        post_id=post.id,
    )
