"""The screen: ties panes, keys and the reader together. It draws nothing and stores nothing itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from tui_reader.errors import TuiReaderError
from tui_reader.layout import Run
from tui_reader.models import PostFilter
from tui_reader.ui.arrange import MEDIUM
from tui_reader.ui.chords import Chords, bindings
from tui_reader.ui.columns import Columns
from tui_reader.ui.conversation import Conversation
from tui_reader.ui.deeds import Deeds
from tui_reader.ui.elsewhere import Elsewhere
from tui_reader.ui.links import Links
from tui_reader.ui.listing import Listing
from tui_reader.ui.marks import Marks
from tui_reader.ui.opening import Opening
from tui_reader.ui.panes.comment_list import CommentListPane
from tui_reader.ui.panes.navigation import NavigationPane
from tui_reader.ui.panes.post import PostPane
from tui_reader.ui.panes.post_list import PostListPane
from tui_reader.ui.prompts import Prompts
from tui_reader.ui.reading import Reading
from tui_reader.ui.refreshing import Refreshing
from tui_reader.ui.services import Outcome, Services
from tui_reader.ui.session import Session
from tui_reader.ui.status import Status
from tui_reader.ui.widgets.footer import Footer
from tui_reader.ui.widgets.toast import Toast

Deed = Callable[[], Awaitable[None]]

CHOOSE = (
    Run("Choose a post: ", "muted"),
    Run("j k", "strong"),
    Run(" move, ", "muted"),
    Run("Enter", "strong"),
    Run(" opens.", "muted"),
)


class MainScreen(Screen[None]):
    """The reader. Keys that hold everywhere go to `deeds`; panes post messages; workers are started here.

    Loads are exclusive: a newer one of a kind cancels the older. What the user does to posts is enqueued in the reader,
    one worker each, and none of those is cancelled by another.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("global")

    class StoreChanged(Message):
        """Something in the database is other than before, by us or by another process."""

    def __init__(self, services: Services, start: int | None = None) -> None:
        """`start` is the number of the post to begin with."""
        super().__init__()
        self.services = services
        self.session = session = Session()
        reader, now, glyphs = services.reader, services.now, services.glyphs
        self.navigation = NavigationPane(glyphs=glyphs)
        self.posts = PostListPane(now, glyphs=glyphs)
        self.text = PostPane(now(), measure=services.settings.measure, glyphs=glyphs)
        self.comments = CommentListPane(now, glyphs=glyphs, is_watched=lambda: self.conversation.is_watched)
        self.columns = Columns(self.navigation, self.posts, self.text, self.comments)
        self.footer, self.toast = Footer(glyphs=glyphs), Toast(glyphs=glyphs)
        self.listing = Listing(services, session, self.navigation, self.posts)
        self.status = Status(self.footer, session, self.listing, now)
        self.marks = Marks(reader, session, lambda: self.deeds.this(), self.say)  # noqa: PLW0108  made below
        self.opening = Opening(services, session, self.text, self.comments, self.marks)
        self.refreshing = Refreshing(
            services, session, self.listing, self.footer, say=self.say, changed=self._note_change
        )
        self.reading = Reading(self)
        self.links = Links(reader, services.opener, self._copy, self.say)
        self.conversation = Conversation(self)
        self.elsewhere = Elsewhere(self, self.conversation)
        self.prompts = Prompts(self)
        self.deeds = Deeds(self)
        self.chords = Chords()
        self._start = start
        self._is_stale = self._is_reloading = False
        self._is_unprepared: TuiReaderError | None = None

    async def prepare(self) -> None:
        """Load what the first frame shows, so that it is laid out and drawn once; what fails is told on the screen."""
        try:
            await self.listing.load_feeds()
            item = self.navigation.item
            if item is not None:
                await self.listing.choose(item.posts, item.path)
        except TuiReaderError as error:
            self._is_unprepared = error

    def compose(self) -> ComposeResult:
        """Panes, and what stands below or in place of them."""
        self._set_room(*self.app.size)
        yield self.columns
        yield Static("Too small: 40 x 10 is needed", id="too-small", markup=False)
        yield self.footer
        yield self.toast

    def on_mount(self) -> None:
        """Listen to the store, and show what is there."""
        self._stop_listening = self.services.reader.subscribe_changes(self._note_change)
        if self.services.delays.age:
            self.set_interval(self.services.delays.age, self._show_ages)
        self.text.show_notice(CHOOSE)
        self.columns.to("navigation")
        self.load("begin", self._begin)

    def on_unmount(self) -> None:
        """Stop listening."""
        self._stop_listening()

    # ------------------------------------------------------------------------------------------------- what is told

    def say(self, done: str, on: str = "", *, can_undo: bool = False) -> None:
        """A toast."""
        delays = self.services.delays
        key, words = ("U", "undo") if can_undo else ("", "")
        self.toast.say(done, on, key=key, words=words, seconds=delays.toast_undo if can_undo else delays.toast)

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)

    def _note_change(self) -> None:
        self.post_message(self.StoreChanged())

    def on_main_screen_store_changed(self) -> None:
        """Show what is new; changes that come meanwhile are shown together."""
        self._is_stale = True
        if not self._is_reloading:
            self.carry_out(self._reload)

    def _show_ages(self) -> None:
        self.posts.list.redraw()
        self.comments.thread_view.redraw()
        self._show_footer()
        self.carry_out(self.refreshing.run_due)

    def _show_footer(self) -> None:
        columns = self.columns
        self.status.show_keys("problem" if columns.pane.is_problem else columns.scope, self.chords.pending, *self.size)
        self.status.show(columns.scope, columns.layout_name, self.comments.comment)

    # ------------------------------------------------------------------------------------------------------ workers

    def load(self, kind: str, deed: Deed) -> None:
        """Start a load; an older one of the same kind is cancelled."""
        self._start_worker(deed, kind, is_exclusive=True)

    def carry_out(self, deed: Deed) -> None:
        """Start what the user does to posts and feeds; it cancels nothing."""
        self._start_worker(deed, "deeds", is_exclusive=False)

    def _start_worker(self, deed: Deed, group: str, *, is_exclusive: bool) -> Worker[None]:
        # a function and not its coroutine: one that is cancelled before it starts leaves nothing behind
        job: Callable[[], Coroutine[None, None, None]] = partial(self._guarded, deed)
        return self.run_worker(job, group=group, exclusive=is_exclusive)

    def cancel(self, *kinds: str) -> None:
        """End loads."""
        for kind in kinds:
            self.workers.cancel_group(self, kind)

    async def _guarded(self, deed: Deed) -> None:
        """Expected errors become a toast; anything else is a fault and shows itself."""
        try:
            await deed()
        except TuiReaderError as error:
            self.say(error.title, error.message)

    async def _begin(self) -> None:
        """After the first frame: the post to start with; without feeds the welcome."""
        if self._is_unprepared:
            raise self._is_unprepared
        if self._start is not None:
            await self.reading.start_with(self._start)
        elif not self.session.feeds:
            self.prompts.welcome()
        if self.refreshing.is_stale():
            self.refresh_feeds((), is_quiet=True)

    async def _reload(self) -> None:
        """Everything that is shown, as often as it changed meanwhile."""
        self._is_reloading = True
        try:
            while self._is_stale:
                self._is_stale = False
                await self.listing.reload()
                if self.text.is_problem:
                    self.prompts.show_selected(CHOOSE)
                await self.opening.show_place()
                await self.conversation.look_again()
                self.comments.show_title()
        finally:
            self._is_reloading = False
        self.columns.place()

    def load_list(self, posts: PostFilter, path: tuple[str, ...]) -> None:
        """Show another list of posts."""
        self.load("list", lambda: self.listing.choose(posts, path))

    def refresh_feeds(self, feed_ids: tuple[int, ...], *, is_quiet: bool = False) -> None:
        """Ask feeds, or all, in a process of its own."""
        self.carry_out(lambda: self.refreshing.run(feed_ids, is_quiet=is_quiet))

    async def leave_reader(self) -> None:
        """End; what comes into the open thread from now on is new."""
        await self.opening.leave()
        await self.elsewhere.leave()
        self.app.exit(Outcome.QUIT)

    # ------------------------------------------------------------------------------------- what keys and panes want

    def action_do(self, key_id: str) -> None:
        """A key that holds everywhere."""
        self.deeds.do(key_id)

    def on_key(self, event: events.Key) -> None:
        """Keys come here before any binding: those of a chord go no further."""
        pressed = self.chords.press(event.key, self.columns.scope)
        if pressed.is_taken:
            event.stop()
            event.prevent_default()
            self._show_footer()
        if pressed.key is not None:
            self.deeds.run(pressed.key, pressed.last)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out anew."""
        self._set_room(*event.size)

    def _set_room(self, columns: int, rows: int) -> None:
        self.listing.is_narrow = columns < MEDIUM
        self.toast.place(columns, rows)
        self.columns.set_room(columns, rows)
        self.set_class(self.columns.layout_name == "too-small", "-too-small")

    def on_columns_scope_changed(self) -> None:
        """Titles and footer tell where one is."""
        scope, is_narrow = self.columns.scope, self.columns.layout_name == "narrow"
        self.listing.show_title()
        post = self.session.post
        self.comments.show_path(*((post.title or "Post", "Comments") if is_narrow and post else ("Comments",)))
        self.refreshing.show_stop(can_stop=scope == "navigation")
        self._show_footer()

    def on_navigation_pane_selected(self, event: NavigationPane.Selected) -> None:
        """The list follows the cursor in the feeds; a feed that fails says so where no post is open."""
        if self.listing.is_showing(event.item.posts, event.item.path):
            self.cancel("list")
        else:
            self.load_list(event.item.posts, event.item.path)
        self.prompts.show_selected(CHOOSE)

    def on_navigation_pane_opened(self, event: NavigationPane.Opened) -> None:
        """An unread list that is opened again takes in what came meanwhile."""
        self.load_list(event.item.posts, event.item.path)
        self.columns.to("posts")

    def on_navigation_pane_unsubscribe_asked(self, event: NavigationPane.UnsubscribeAsked) -> None:
        """At once; undo brings it back."""
        self.carry_out(lambda: self.marks.unsubscribe(event.feed))

    def on_post_list_pane_window_needed(self, event: PostListPane.WindowNeeded) -> None:
        """More rows."""
        self.load("window", lambda: self.listing.show_window(event.anchor, event.before, event.after))

    def on_post_list_pane_opened(self, event: PostListPane.Opened) -> None:
        """A post was chosen."""
        self.reading.open_from_list(event.post)

    def on_post_list_pane_unread_wanted(self, event: PostListPane.UnreadWanted) -> None:
        """The cursor goes on."""
        self.reading.to_unread(event.after, is_forward=event.is_forward)

    def on_post_list_pane_everything_wanted(self) -> None:
        """Where all is read: all posts."""
        self.load_list(PostFilter(), ("All posts",))

    def on_post_list_pane_feeds_wanted(self) -> None:
        """Back to the feeds."""
        self.columns.to("navigation")

    def on_post_pane_step_wanted(self, event: PostPane.StepWanted) -> None:
        """The strip was clicked."""
        self.reading.step(event.direction)

    def on_post_pane_unread_wanted(self, event: PostPane.UnreadWanted) -> None:
        """The next unread post."""
        after = self.session.post.sort if self.session.post else None
        self.reading.open_unread(self.session.origin, after, is_forward=event.is_forward)

    def on_post_pane_way_out_wanted(self, event: PostPane.WayOutWanted) -> None:
        """What is to be done about a feed that fails."""
        self.prompts.take_way_out(event.choice)

    def on_post_pane_list_wanted(self) -> None:
        """To the list."""
        self.columns.to("posts")

    def on_post_pane_comments_wanted(self) -> None:
        """To the comments."""
        self.columns.to("comments")

    def on_post_pane_end_reached(self) -> None:
        """Read to the end is read."""
        self.reading.was_read()

    def on_post_pane_link_opened(self, event: PostPane.LinkOpened) -> None:
        """A link in the text."""
        self.links.open(event.href)

    def on_comment_list_pane_link_opened(self, event: CommentListPane.LinkOpened) -> None:
        """A link in a comment."""
        self.links.open(event.href)

    def on_comment_list_pane_bodies_needed(self, event: CommentListPane.BodiesNeeded) -> None:
        """Texts of comments."""
        self.carry_out(lambda: self.opening.give_bodies(event.post_id, event.ids))

    def on_comment_list_pane_cursor_moved(self) -> None:
        """The footer has the full date of the comment under the cursor."""
        self._show_footer()

    def on_comment_list_pane_wanted(self, event: CommentListPane.Wanted) -> None:
        """The rest of the thread, another discussion, or to watch it."""
        self.conversation.do(event.what)
