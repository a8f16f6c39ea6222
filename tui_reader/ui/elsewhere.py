"""Discussions of the open post on other sites: which sites may be asked, looking, and the tabs of the comments."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from tui_reader.models import Discussion
from tui_reader.reader.elsewhere import NAMES
from tui_reader.ui import service_names
from tui_reader.ui.slow import shown_when_slow
from tui_reader.ui.widgets.tab_line import Tab

if TYPE_CHECKING:
    from tui_reader.reader import Reader
    from tui_reader.ui.conversation import Conversation
    from tui_reader.ui.main_screen import MainScreen


class Elsewhere:
    """`D`: the first time it asks which sites may be asked, then it looks, then it goes from tab to tab."""

    def __init__(self, screen: MainScreen, conversation: Conversation) -> None:
        self._screen = screen
        self._conversation = conversation
        self._reader: Reader = screen.services.reader
        self._discussions: tuple[Discussion, ...] = ()
        self._looked_for: int | None = None
        self._at = 0
        self.is_looking = False

    @property
    def url(self) -> str | None:
        """The page of the discussion that is shown; None while that is the blog's own thread."""
        return self._discussions[self._at - 1].url if self._at else None

    def next(self) -> None:
        """Look for discussions of the open post; where they are known, show the next one."""
        post = self._screen.session.post
        if post is None:
            self._screen.say("Open a post first;", "then D looks for its discussions elsewhere")
        elif self._discussions:
            self.choose((self._at + 1) % (len(self._discussions) + 1))
        elif self._looked_for == post.id or not self._has_chosen():
            self._ask_which(post.id)
        else:
            self._look(post.id)

    def _has_chosen(self) -> bool:
        choices = self._reader.choices
        return bool((choices.allowed | choices.refused) & NAMES.keys())

    def _ask_which(self, post_id: int) -> None:
        from tui_reader.ui.dialogs.sites import Sites

        def answered(sites: frozenset[str] | None) -> None:
            if sites is not None:
                self._screen.carry_out(lambda: self._remember(post_id, sites))

        dialog = Sites(NAMES.keys(), self._reader.choices.allowed, glyphs=self._screen.services.glyphs)
        self._screen.app.push_screen(dialog, answered)

    async def _remember(self, post_id: int, sites: Collection[str]) -> None:
        choices = self._reader.choices
        for site in sorted(NAMES):
            await (choices.allow(site) if site in sites else choices.refuse(site))
        if sites:
            self._look(post_id)

    def _look(self, post_id: int) -> None:
        self._screen.load("elsewhere", lambda: self._find(post_id))

    async def _find(self, post_id: int) -> None:
        comments = self._screen.comments
        asked = ", ".join(service_names.of(name).name for name in sorted(self._reader.choices.allowed & NAMES.keys()))
        tabs, busy = comments.tabs, self._screen.services.delays.busy
        self.is_looking = True
        try:
            with shown_when_slow(
                busy, lambda: tabs.show_note(f"Looking on {asked} …", "Esc", "stops"), lambda: tabs.show_note("")
            ):
                told = await self._reader.elsewhere.ask(post_id)
        finally:
            self.is_looking = False
        post = self._screen.session.post
        if post is None or post.id != post_id:
            return
        self._looked_for, self._discussions = post_id, told.discussions
        if told.discussions:
            self.choose(1)
        if told.warnings:
            self._screen.say("Not everyone answered:", " ".join(told.warnings))
        elif not told.discussions:
            self._screen.say("No discussion found", f"on {asked}")

    def choose(self, at: int) -> None:
        """Show a tab: 0 is the blog's own thread."""
        self._screen.columns.to("comments")
        self._screen.load("thread", lambda: self._show(at))

    async def _show(self, at: int) -> None:
        screen, conversation, session = self._screen, self._conversation, self._screen.session
        if session.post is None:
            return
        await self.leave()
        aside = None
        if at:
            aside = await self._reader.posts.get(await self._reader.elsewhere.open(self._discussions[at - 1]))
        shown = aside or session.post
        self._at, conversation.aside = at, aside
        screen.comments.hold_to(shown.id)
        self._draw()
        screen.comments.show(await self._reader.threads.load(shown.id))
        if aside is not None:
            await conversation.ask(aside.id)

    def _draw(self) -> None:
        post = self._screen.session.post
        own = Tab("On the blog", post.comment_count if post else None)
        others = [Tab(one.place or service_names.of(one.service).name, one.comment_count) for one in self._discussions]
        self._screen.comments.tabs.show((own, *others), self._at)

    def forget(self) -> None:
        """Another post is opened."""
        left = self._left()
        if left is not None:
            self._screen.carry_out(lambda: self._reader.threads.leave(left))
        self._screen.cancel("elsewhere")
        self._discussions, self._looked_for, self._at = (), None, 0
        self._conversation.aside = None
        self._screen.comments.hold_to(None)
        self._screen.comments.tabs.show((), 0)

    async def leave(self) -> None:
        """What comes into the discussion that is shown from now on is new."""
        left = self._left()
        if left is not None:
            await self._reader.threads.leave(left)

    def _left(self) -> int | None:
        """The post of the discussion that is shown, once its comments were seen."""
        aside, thread = self._conversation.aside, self._screen.comments.thread
        is_seen = aside is not None and thread is not None and thread.post_id == aside.id and thread.fetched_at
        return aside.id if aside is not None and is_seen else None
