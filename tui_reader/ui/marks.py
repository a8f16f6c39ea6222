"""What the user does to posts and feeds: star, read and unread, whole lists, unsubscribe, undo. No widgets.

Everything is only enqueued in the reader; what a toast says of it is told through `say`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tui_reader.models import Change, Feed, Origin, Post
from tui_reader.ui.session import Session
from tui_reader.ui.widgets.post_rows import title_of
from tui_reader.words import plural

if TYPE_CHECKING:
    from tui_reader.reader import Reader


class Say(Protocol):
    """Shows a toast: what was done, on what, and whether undo's key takes it back."""

    def __call__(self, done: str, on: str = "", *, can_undo: bool = False) -> None:
        """Show it."""


class Marks:
    """Acts on "this": the post under the cursor in lists, else the open one, as `this` tells."""

    def __init__(self, reader: Reader, session: Session, this: Callable[[], Post | None], say: Say) -> None:
        self._reader = reader
        self._session = session
        self._this = this
        self._say = say

    async def star(self) -> None:
        """Star this post, or take the star away."""
        post = self._this()
        if post is not None:
            fresh = await self._reader.posts.get(post.id)
            label = f"{'Star taken from' if fresh.is_starred else 'Starred'} {title_of(fresh)}"
            await self._reader.changes.star([post.id], is_starred=not fresh.is_starred, label=label)

    async def toggle_read(self) -> None:
        """Mark this post read or unread."""
        post = self._this()
        if post is None:
            return
        fresh = await self._reader.posts.get(post.id)
        if fresh.is_read:
            self._session.kept_unread.add(post.id)
        else:
            self._session.kept_unread.discard(post.id)
        label = f"Marked {'unread' if fresh.is_read else 'read'}: {title_of(fresh)}"
        await self._reader.changes.mark_read([post.id], is_read=not fresh.is_read, label=label)

    async def mark_above(self) -> None:
        """Mark this post and those above it in the list read."""
        post = self._this()
        if post is not None:
            await self._mark_list(post.sort)

    async def mark_all(self) -> None:
        """Mark the whole list read."""
        await self._mark_list(None)

    async def _mark_list(self, from_sort: int | None) -> None:
        session = self._session
        change = await self._reader.changes.mark_filter_read(
            session.posts, from_sort=from_sort, label=f"Posts marked read in {session.title}"
        )
        if change is None:
            self._say("Nothing here was unread")
        else:
            self._say(f"{plural(change.count, 'post')} marked read", f"in {session.title}", can_undo=True)

    async def read_on(self, post: Post) -> None:
        """Mark a post read because it was read; undo leaves it alone. Posts that were marked unread stay so."""
        if post.id not in self._session.kept_unread:
            await self._reader.changes.mark_read([post.id], is_read=True, origin=Origin.AUTOMATIC)

    async def unsubscribe(self, feed: Feed) -> None:
        """Unsubscribe at once; undo brings the feed back whole."""
        change = await self._reader.changes.remove(feed.id, label=f"Unsubscribed from {feed.title}")
        if change is not None:
            self._say("Unsubscribed", f"from {feed.title}", can_undo=True)

    async def undo(self) -> None:
        """Take the last deliberate change back."""
        change: Change | None = await self._reader.changes.undo()
        if change is None:
            self._say("Nothing to undo")
        else:
            self._say("Undone", change.label.removeprefix("Undone: "))
