"""Opens a post and its thread in the two panes that show them, and notices when it was read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.errors import FetchError, TuiReaderError
from tui_reader.layout import Run
from tui_reader.models import Post, StoredThread
from tui_reader.ui.details import in_short, problem, why
from tui_reader.ui.marks import Marks
from tui_reader.ui.panes.comment_list import CommentListPane
from tui_reader.ui.panes.post import PostPane
from tui_reader.ui.services import Services
from tui_reader.ui.session import Session
from tui_reader.ui.slow import shown_when_slow
from tui_reader.ui.widgets.post_rows import title_of

if TYPE_CHECKING:
    from tui_reader.reader import Reader


class Opening:
    """Every coroutine here may be cancelled when another post is opened."""

    def __init__(
        self, services: Services, session: Session, text: PostPane, comments: CommentListPane, marks: Marks
    ) -> None:
        self._reader: Reader = services.reader
        self._delays = services.delays
        self._now = services.now
        self._session = session
        self._text = text
        self._comments = comments
        self._marks = marks
        self._settled: int | None = None
        self.is_looking = self.is_opening = False

    async def open(self, post: Post) -> bool:
        """Show a post and what is kept of its thread; False where it could not be had, which its pane says then."""
        await self.leave()
        session = self._session
        name = post.feed_title or "Post"
        self.is_opening = True
        try:
            with shown_when_slow(self._delays.busy, lambda: self._say_opening(post), lambda: None):
                opened = await self._reader.posts.open(post.id, session.origin)
        except TuiReaderError as error:
            title = " ".join(in_short(error)) if isinstance(error, FetchError) else error.title
            self._text.show_notice(*problem(title, error.message, ("o", "opens it in the browser")), name=name)
            self._comments.clear()
            return False
        finally:
            self.is_opening = False
        session.post = opened.post
        self._text.show(opened, now=self._now(), is_mixed=session.origin.feed_id is None)
        self._show_thread(await self._reader.threads.load(post.id))
        return True

    def _say_opening(self, post: Post) -> None:
        said = (Run(f"Opening {title_of(post)} …   ", "muted"), Run("Esc", "strong"), Run(" stops", "muted"))
        self._text.show_notice(said, name=post.feed_title or "Post")

    def say_stopped(self) -> None:
        """The post was not waited for."""
        self._session.post = None
        self._text.show_notice((Run("Enter", "strong"), Run(" in the list opens it again.", "muted")))

    async def settle(self, post: Post) -> None:
        """Once it is clear that the post is to be read: ask for its comments, then for its place among the others."""
        await asyncio.sleep(self._delays.settle)
        self._settled = post.id
        await self.ask(post)

    async def ask(self, post: Post, *, force: bool = False) -> None:
        """Ask the post's page for its comments; what went wrong stands in the comments."""
        thread = self._session.thread or StoredThread(post.id)
        self.is_looking = True
        try:
            with shown_when_slow(self._delays.busy, lambda: self._comments.show(thread, is_looking=True), lambda: None):
                thread = await self._reader.threads.fetch(post.id, force=force)
            self._show_thread(thread)
        except TuiReaderError as error:
            self._comments.show(thread, problem=why(error))
        except asyncio.CancelledError:
            self._comments.show(thread)
            raise
        finally:
            self.is_looking = False
        await self.show_place()
        if await self._reader.posts.name_neighbours(post.id, self._session.origin):
            await self.show_place()

    def _show_thread(self, thread: StoredThread) -> None:
        if self._session.post is not None and self._session.post.id == thread.post_id:
            self._session.thread = thread
            self._comments.show(thread)

    async def show_place(self) -> None:
        """The open post's row and neighbours as they are now."""
        session, shown = self._session, self._text.opened
        if shown is None:
            return
        placed = await self._reader.posts.place(shown.post.id, session.origin)
        if self._text.opened is shown:
            session.post = placed.post
            opened = replace(placed, blocks=shown.blocks, is_summary=shown.is_summary)
            self._text.show_place(opened, closed=session.thread.closed if session.thread else None, now=self._now())

    async def give_bodies(self, post_id: int, ids: Sequence[str]) -> None:
        """The texts of comments that come into sight."""
        self._comments.give_bodies(post_id, await self._reader.threads.bodies(post_id, ids))

    async def read(self, post: Post) -> None:
        """Mark the post read once it was open long enough."""
        await asyncio.sleep(self._delays.read)
        await self._marks.read_on(post)

    async def leave(self) -> None:
        """What comes into the thread from now on is new; one that was only stepped over is not left."""
        thread = self._session.thread
        if thread is not None and thread.fetched_at is not None and thread.post_id == self._settled:
            await self._reader.threads.leave(thread.post_id)
        self._settled = None
        self._session.thread = None
