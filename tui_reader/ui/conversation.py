"""What is done with the thread that is shown: its rest is loaded, services are asked, it is watched. No drawing."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.errors import TuiReaderError
from tui_reader.models import Held, Post, StoredThread
from tui_reader.ui import service_names
from tui_reader.ui.details import why
from tui_reader.ui.slow import shown_when_slow
from tui_reader.ui.widgets.post_rows import title_of

if TYPE_CHECKING:
    from tui_reader.ui.main_screen import MainScreen
    from tui_reader.ui.panes.comment_list import Wish

_SECONDS_BETWEEN: Final = 1.0
"""So long at least between two looks at what has come while a thread is being completed."""


class Conversation:
    """Starts loads on the screen. `is_loading`: comments are on their way, to be cancelled as "thread".

    `aside` is the post that a discussion on another site is kept as, while that is what is shown.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._reader = screen.services.reader
        self.is_loading = False
        self.aside: Post | None = None
        self._counted: tuple[int, int | None, int] | None = None

    @property
    def post(self) -> Post | None:
        """The post whose thread is shown."""
        return self.aside or self._screen.session.post

    @property
    def is_watched(self) -> bool:
        """Whether the thread that is shown is watched."""
        return self.post is not None and self.post.is_watched

    def do(self, what: Wish) -> None:
        """What the comments' pane wants."""
        if what == "rest":
            self.load_rest()
        elif what == "watch":
            self._screen.carry_out(self.watch)
        else:
            self._screen.elsewhere.choose(what)

    def load_rest(self) -> None:
        """The comments that are not here: from where they are, from a service once it may be asked, or once more."""
        post, thread = self.post, self._screen.comments.thread
        if post is None or thread is None or thread.post_id != post.id:
            return
        if thread.can_complete:
            self._screen.load("thread", lambda: self._complete(post.id))
        elif thread.services:
            self._ask_leave(post.id, thread.services[0])
        else:
            self.ask_again()

    def ask_again(self) -> None:
        """Ask for the comments that are shown once more."""
        if self.aside is None:
            self._screen.reading.ask_again()
        else:
            post_id = self.aside.id
            self._screen.load("thread", lambda: self.ask(post_id, force=True))

    async def ask(self, post_id: int, *, force: bool = False) -> None:
        """Ask for a thread that is shown; what went wrong stands in the comments."""
        comments, delays = self._screen.comments, self._screen.services.delays
        thread = await self._reader.threads.load(post_id)
        self.is_loading = True
        try:
            with shown_when_slow(delays.busy, lambda: comments.show(thread, is_looking=True), lambda: None):
                thread = await self._reader.threads.fetch(post_id, force=force)
            self._put(thread)
        except TuiReaderError as error:
            comments.show(thread, problem=why(error))
        except asyncio.CancelledError:
            comments.show(thread)
            raise
        finally:
            self.is_loading = False

    async def _complete(self, post_id: int) -> None:
        loop, comments = asyncio.get_running_loop(), self._screen.comments
        looked_at = loop.time()
        self.is_loading = True

        def tell(held: Held) -> None:
            nonlocal looked_at
            if comments.is_of(post_id):
                comments.show_held(held)
                if loop.time() - looked_at >= _SECONDS_BETWEEN:
                    looked_at = loop.time()
                    self._screen.carry_out(lambda: self._show(post_id, held=held))

        try:
            self._put(await self._reader.threads.complete(post_id, progress=tell))
        except TuiReaderError as error:
            await self._show(post_id, problem=why(error))
        except asyncio.CancelledError:
            # what came stays
            self._screen.carry_out(lambda: self._show(post_id))
            raise
        finally:
            self.is_loading = False
        await self._screen.opening.show_place()

    async def _show(self, post_id: int, *, problem: str = "", held: Held | None = None) -> None:
        """What is kept of the thread by now; `held` while more is on its way."""
        thread = await self._reader.threads.load(post_id)
        if held is None or self.is_loading:
            self._put(thread, problem=problem, held=held)

    def _put(self, thread: StoredThread, *, problem: str = "", held: Held | None = None) -> None:
        """Show a thread, unless another one is shown by now."""
        session, comments = self._screen.session, self._screen.comments
        if session.post is not None and session.post.id == thread.post_id:
            session.thread = thread
        if comments.is_of(thread.post_id):
            comments.show(thread, problem=problem, held=held)

    def _ask_leave(self, post_id: int, service: str) -> None:
        from tui_reader.ui.dialogs.consent import Consent

        dialog = Consent(service_names.of(service), glyphs=self._screen.services.glyphs)
        self._screen.app.push_screen(dialog, partial(self._answered, post_id, service))

    def _answered(self, post_id: int, service: str, answer: str | None) -> None:
        from tui_reader.ui.dialogs import consent

        if answer == consent.BROWSER:
            self._screen.deeds.do("discussion")
        elif answer == consent.ASK:
            self._screen.load("thread", lambda: self._allow(post_id, service))

    async def _allow(self, post_id: int, service: str) -> None:
        await self._reader.choices.allow(service)
        await self._complete(post_id)

    async def watch(self) -> None:
        """Watch the thread that is shown, or no longer."""
        if self.post is None:
            return
        fresh = await self._reader.posts.get(self.post.id)
        change = await self._reader.watching.watch(fresh.id, is_watched=not fresh.is_watched)
        if change is not None:
            self._screen.say("No longer watching" if fresh.is_watched else "Watching", title_of(fresh), can_undo=True)

    async def look_again(self) -> None:
        """After something was stored: the row of what is shown, and its thread where that row counts others now."""
        if self.aside is not None:
            self.aside = await self._reader.posts.get(self.aside.id)
        post, before = self.post, self._counted
        self._counted = (post.id, post.comment_count, post.new_comment_count) if post else None
        if post is None or before is None or before[0] != post.id or before == self._counted or self.is_loading:
            return
        if self._screen.comments.is_of(post.id) and not self._screen.opening.is_looking:
            self._put(await self._reader.threads.load(post.id))
