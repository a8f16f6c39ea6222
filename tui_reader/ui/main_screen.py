"""The screen: ties panes, keys and the reader together. It draws nothing and stores nothing itself."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from tui_reader.errors import TuiReaderError
from tui_reader.ui.arrange import MEDIUM
from tui_reader.ui.asked_screen import AskedScreen
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


class MainScreen(AskedScreen):
    """The reader. Keys that hold everywhere go to `deeds`; what panes ask for is in `AskedScreen`.

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
        self.prompts.show_selected()
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
        self.show_footer()
        self.carry_out(self.refreshing.run_due)

    def show_footer(self) -> None:
        """The keys of the place where one is, and what counts there."""
        columns = self.columns
        self.status.show_keys("problem" if columns.pane.is_problem else columns.scope, self.chords.pending, *self.size)
        self.status.show(columns.scope, columns.layout_name, self.comments.comment)

    # ----------------------------------------------------------------------------------------------- what is loaded

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
                    self.prompts.show_selected()
                await self.opening.show_place()
                await self.conversation.look_again()
                self.comments.show_title()
        finally:
            self._is_reloading = False
        self.columns.place()

    def refresh_feeds(self, feed_ids: tuple[int, ...], *, is_quiet: bool = False) -> None:
        """Ask feeds, or all, in a process of its own."""
        self.carry_out(lambda: self.refreshing.run(feed_ids, is_quiet=is_quiet))

    async def leave_reader(self) -> None:
        """End; what comes into the open thread from now on is new."""
        await self.opening.leave()
        await self.elsewhere.leave()
        self.app.exit(Outcome.QUIT)

    # ------------------------------------------------------------------------------------------- keys, and the room

    def action_do(self, key_id: str) -> None:
        """A key that holds everywhere."""
        self.deeds.do(key_id)

    def on_key(self, event: events.Key) -> None:
        """Keys come here before any binding: those of a chord go no further."""
        pressed = self.chords.press(event.key, self.columns.scope)
        if pressed.is_taken:
            event.stop()
            event.prevent_default()
            self.show_footer()
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
        self.show_footer()
