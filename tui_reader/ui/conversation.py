"""What is done with the open post's thread: the rest of it is loaded, services are asked, it is watched. No drawing."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.errors import TuiReaderError
from tui_reader.models import Held, Post
from tui_reader.ui import service_names
from tui_reader.ui.details import why
from tui_reader.ui.widgets.post_rows import title_of

if TYPE_CHECKING:
    from tui_reader.ui.main_screen import MainScreen


class Conversation:
    """Starts loads on the screen. `is_loading`: the rest of a thread is on its way, to be cancelled as "thread"."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._reader = screen.services.reader
        self.is_loading = False

    def load_rest(self) -> None:
        """The comments that are not here: from where they are, from a service once it may be asked, or once more."""
        session = self._screen.session
        post, thread = session.post, session.thread
        if post is None or thread is None:
            return
        if thread.can_complete:
            self._screen.load("thread", lambda: self._complete(post))
        elif thread.services:
            self._ask_leave(post, thread.services[0])
        else:
            self._screen.reading.ask_again()

    async def _complete(self, post: Post) -> None:
        comments = self._screen.comments
        self.is_loading = True

        def tell(held: Held) -> None:
            if self._is_open(post):
                comments.show_held(held)

        try:
            thread = await self._reader.threads.complete(post.id, progress=tell)
        except TuiReaderError as error:
            await self._show(post, problem=why(error))
        except asyncio.CancelledError:
            # what came stays
            self._screen.carry_out(lambda: self._show(post))
            raise
        else:
            if self._is_open(post):
                self._screen.session.thread = thread
                comments.show(thread)
        finally:
            self.is_loading = False
        await self._screen.opening.show_place()

    async def _show(self, post: Post, *, problem: str = "") -> None:
        """What is kept of the thread by now, unless another one is open."""
        thread = await self._reader.threads.load(post.id)
        if self._is_open(post):
            self._screen.session.thread = thread
            self._screen.comments.show(thread, problem=problem)

    def _is_open(self, post: Post) -> bool:
        opened = self._screen.session.post
        return opened is not None and opened.id == post.id

    def _ask_leave(self, post: Post, service: str) -> None:
        from tui_reader.ui.dialogs.consent import Consent

        dialog = Consent(service_names.of(service), glyphs=self._screen.services.glyphs)
        self._screen.app.push_screen(dialog, partial(self._answered, post, service))

    def _answered(self, post: Post, service: str, answer: str | None) -> None:
        from tui_reader.ui.dialogs import consent

        if answer == consent.BROWSER:
            self._screen.deeds.do("discussion")
        elif answer == consent.ASK:
            self._screen.load("thread", lambda: self._allow(post, service))

    async def _allow(self, post: Post, service: str) -> None:
        await self._reader.choices.allow(service)
        await self._complete(post)

    async def watch(self) -> None:
        """Watch the open post's thread, or no longer."""
        post = self._screen.session.post
        if post is None:
            return
        fresh = await self._reader.posts.get(post.id)
        change = await self._reader.watching.watch(post.id, is_watched=not fresh.is_watched)
        if change is not None:
            self._screen.say("No longer watching" if fresh.is_watched else "Watching", title_of(fresh), can_undo=True)


def is_watched(post: Post | None) -> bool:
    """Whether there is a post and its thread is watched."""
    return post is not None and post.is_watched
