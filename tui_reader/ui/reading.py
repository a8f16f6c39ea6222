"""The way from post to post: opening, older and newer, the next unread one. No widgets and no waiting of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.models import Post, PostFilter
from tui_reader.ui.slow import shown_when_slow
from tui_reader.ui.stepping import Direction, Stepper

if TYPE_CHECKING:
    from tui_reader.ui.main_screen import MainScreen


class Reading:
    """Starts loads on the screen: a newer one of the same kind cancels the older; only steps are queued."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._reader = screen.services.reader
        self.stepper = Stepper(self._reader, screen.session, self.open)

    def open(self, post: Post) -> None:
        """Open a post of the list `session.origin`; where that list is shown, its cursor follows."""
        screen, session = self._screen, self._screen.session
        screen.cancel("thread", "reading")
        screen.elsewhere.forget()
        session.post = post
        if session.posts == session.origin and screen.posts.post != post:
            screen.posts.to_post(post)
        screen.load("open", lambda: self._open(post))

    async def _open(self, post: Post) -> None:
        opening = self._screen.opening
        if await opening.open(post):
            self._screen.load("thread", lambda: opening.settle(post))
            self._screen.load("reading", lambda: opening.read(post))

    def open_from_list(self, post: Post) -> None:
        """Open a post of the list shown, unless it is open; either way it gets the focus."""
        opened = self._screen.text.opened
        if opened is None or opened.post.id != post.id:
            self._screen.session.origin = self._screen.session.posts
            self.open(post)
        self._screen.columns.to("post")

    async def start_with(self, post_id: int) -> None:
        """Open one post of its feed. Raises StorageError where it is not kept."""
        screen = self._screen
        post = await self._reader.posts.get(post_id)
        screen.navigation.to_feed(post.feed_id)
        screen.session.origin = PostFilter(feed_id=post.feed_id)
        self.open(post)
        screen.columns.to("post")

    def ask_again(self) -> None:
        """Ask for the comments of the open post once more."""
        post = self._screen.session.post
        if post is not None:
            self._screen.load("thread", lambda: self._screen.opening.ask(post, force=True))

    def was_read(self) -> None:
        """The open post was read to its end."""
        post = self._screen.session.post
        if post is not None:
            self._screen.carry_out(lambda: self._screen.marks.read_on(post))

    def step(self, direction: Direction) -> None:
        """One press of older or newer."""
        if self.stepper.press(direction):
            self._screen.load("steps", self._run_steps)

    async def _run_steps(self) -> None:
        text, stepper = self._screen.text, self.stepper

        def say() -> None:
            text.show_seeking(stepper.under_way)

        with shown_when_slow(self._screen.services.delays.busy, say, lambda: text.show_seeking(None)):
            missed = await stepper.run()
        if missed is not None:
            await self._screen.opening.show_place()

    def drop_steps(self) -> None:
        """Forget the presses that are not applied yet."""
        self.stepper.drop()
        self._screen.cancel("steps")

    def open_unread(self, posts: PostFilter, after: int | None, *, is_forward: bool = True) -> None:
        """Open the next unread post of a list, from its top where there is none below."""
        self._screen.load("unread", lambda: self._open_unread(posts, after, is_forward=is_forward))

    async def _open_unread(self, posts: PostFilter, after: int | None, *, is_forward: bool) -> None:
        screen, find = self._screen, self._reader.posts.next_unread
        post = await find(posts, after, is_forward=is_forward)
        if post is None and after is not None and is_forward:
            post = await find(posts, None)
        if post is None:
            screen.say("All read", f"in {screen.session.title}")
            return
        screen.session.origin = posts
        self.open(post)
        screen.columns.to("post")

    def to_unread(self, after: int | None, *, is_forward: bool) -> None:
        """Put only the cursor of the list on its next unread post."""
        self._screen.load("unread", lambda: self._to_unread(after, is_forward=is_forward))

    async def _to_unread(self, after: int | None, *, is_forward: bool) -> None:
        posts = self._screen.session.posts
        post = await self._reader.posts.next_unread(posts, after, is_forward=is_forward)
        if post is not None:
            self._screen.posts.to_post(post)
