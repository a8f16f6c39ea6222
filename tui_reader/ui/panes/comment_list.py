"""The comments: a thread with a cursor, what counts in it, and words where there is none. Knows a stored thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from tui_reader.keys import Scope
from tui_reader.layout import Glyphs, Line
from tui_reader.models import Block, Held, StoredComment, StoredThread
from tui_reader.ui.chords import bindings
from tui_reader.ui.widgets import thread_words
from tui_reader.ui.widgets.comment_view import CommentView
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.pane import Pane
from tui_reader.ui.widgets.tab_line import TabLine
from tui_reader.ui.widgets.thread_state import ORDERS, Order
from tui_reader.ui.widgets.thread_words import Progress
from tui_reader.ui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from collections.abc import Callable

Wish = Literal["rest", "watch"] | int


class CommentListPane(Pane):
    """`show` gives it a thread; bodies are asked for by window with `BodiesNeeded`."""

    SCOPE: ClassVar[Scope] = "comments"
    BINDINGS: ClassVar[list[BindingType]] = bindings("comments")

    class BodiesNeeded(Message):
        """The texts of these comments come into sight."""

        def __init__(self, post_id: int, ids: Sequence[str]) -> None:
            super().__init__()
            self.post_id = post_id
            self.ids = tuple(ids)

    class CursorMoved(Message):
        """The cursor stands on another comment."""

        def __init__(self, comment: StoredComment | None) -> None:
            super().__init__()
            self.comment = comment

    class Wanted(Message):
        """What is to be done with the thread: "rest" (the comments that are not here), "watch", or the place of another
        discussion among the tabs.
        """

        def __init__(self, what: Wish) -> None:
            super().__init__()
            self.what = what

    class LinkOpened(Message):
        """A link in a comment was clicked."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    def __init__(self, now: Callable[[], float], *, glyphs: Glyphs, is_watched: Callable[[], bool]) -> None:
        self.thread_view = CommentView(now=now, glyphs=glyphs, id="thread")
        self.tabs = TabLine(glyphs=glyphs, id="tabs")
        super().__init__(TitleLine("3", "Comments", glyphs=glyphs), self.thread_view, id="comments")
        self._glyphs = glyphs
        self._is_watched = is_watched
        self._thread: StoredThread | None = None
        self._progress = Progress()
        self._held_to: int | None = None
        self._order: Order = "thread"
        self._path: tuple[str, ...] = ("Comments",)

    def compose(self) -> ComposeResult:
        """The title line, the tabs where there are several discussions, and the thread."""
        yield self.title_line
        yield self.tabs
        yield self.thread_view

    @property
    def thread(self) -> StoredThread | None:
        """The thread that is shown."""
        return self._thread

    def is_of(self, post_id: int) -> bool:
        """Whether the thread of this post is shown."""
        return self._thread is not None and self._thread.post_id == post_id

    def hold_to(self, post_id: int | None) -> None:
        """Show no other thread than this post's, whatever is given; None: any."""
        self._held_to = post_id

    @property
    def comment(self) -> StoredComment | None:
        """The comment under the cursor."""
        return self.thread_view.cursor_comment

    @property
    def has_comments(self) -> bool:
        """Whether there is anything to read."""
        return self._thread is not None and bool(self._thread.comments)

    def show(
        self, thread: StoredThread, *, problem: str = "", is_looking: bool = False, held: Held | None = None
    ) -> None:
        """Show a thread; `problem` says in a few words why it could not be asked for, `is_looking` that it is, `held`
        how far it is.
        """
        if self._held_to not in {None, thread.post_id}:
            return
        is_same = self._thread is not None and self._thread.post_id == thread.post_id
        has_changed = self._thread is None or self._thread.comments != thread.comments or not is_same
        self._thread, self._progress = thread, Progress(problem, is_looking, held)
        end = thread_words.end(thread, self._progress, self._glyphs)
        if has_changed:
            self.thread_view.show(thread.comments, end, order=self._order, is_same_thread=is_same)
        else:
            self.thread_view.show_end(end)
        self.show_title()

    def show_held(self, held: Held) -> None:
        """How far the rest of the thread is here."""
        if self._thread is not None:
            self._progress = Progress(held=held)
            self.thread_view.show_end(thread_words.end(self._thread, self._progress, self._glyphs))
            self.show_title()

    def clear(self) -> None:
        """Nothing is open."""
        self._thread = None
        self._held_to = None
        self.thread_view.show_notice()
        self.show_title()

    def show_path(self, *path: str) -> None:
        """Name the pane; where it is the only one in sight, with the post before it."""
        self._path = path
        self.show_title()

    def give_bodies(self, post_id: int, bodies: Mapping[str, Sequence[Block]]) -> None:
        """The texts that were asked for, unless another thread is shown by now."""
        if self._thread is not None and self._thread.post_id == post_id:
            self.thread_view.give_bodies(bodies)

    def show_title(self) -> None:
        """Name the pane and count what is in it."""
        self.title_line.show(*self._path, right=self._counts())

    def _counts(self) -> Line:
        if self._thread is None or self._thread.fetched_at is None:
            return ()
        return thread_words.counts(
            self._thread, self._progress, self._order, self._glyphs, is_watched=self._is_watched()
        )

    def action_down(self) -> None:
        """Next comment."""
        self.thread_view.move(1)

    def action_up(self) -> None:
        """Previous comment."""
        self.thread_view.move(-1)

    def action_next_top(self) -> None:
        """Next comment on the post itself."""
        self.thread_view.move_top_level(1)

    def action_previous_top(self) -> None:
        """Previous comment on the post itself."""
        self.thread_view.move_top_level(-1)

    def action_next_sibling(self) -> None:
        """Next reply to the same comment."""
        self.thread_view.move_sibling(1)

    def action_previous_sibling(self) -> None:
        """Previous reply to the same comment."""
        self.thread_view.move_sibling(-1)

    def action_parent(self) -> None:
        """To what this comment answers."""
        self.thread_view.move_to_parent()

    def action_next_new(self) -> None:
        """Next comment that is new since the last visit."""
        self.thread_view.move_to_new(1)

    def action_previous_new(self) -> None:
        """The new one before."""
        self.thread_view.move_to_new(-1)

    def action_came_from(self) -> None:
        """Back to where the cursor was before the last jump."""
        self.thread_view.move_back()

    def action_order(self) -> None:
        """The next order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        if self._thread is not None:
            self.thread_view.reorder(self._thread.comments, self._order)
            self.show_title()

    def action_watch(self) -> None:
        """Watch the thread, or no longer."""
        self.post_message(self.Wanted("watch"))

    def action_fold(self) -> None:
        """Fold, or go to the parent."""
        self.thread_view.fold_or_parent()

    def action_unfold(self) -> None:
        """Unfold, or go to the first reply."""
        self.thread_view.unfold_or_reply()

    def action_toggle_fold(self) -> None:
        """Fold or unfold."""
        self.thread_view.toggle()

    def action_fold_all(self) -> None:
        """Fold all."""
        self.thread_view.fold_all()

    def action_unfold_all(self) -> None:
        """Unfold all."""
        self.thread_view.unfold_all()

    def action_fold_to(self, depth: str) -> None:
        """Show so many levels."""
        self.thread_view.fold_to(int(depth))

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """A tab was clicked."""
        event.stop()
        self.post_message(self.Wanted(event.at))

    def on_comment_view_bodies_needed(self, event: CommentView.BodiesNeeded) -> None:
        """Ask for texts."""
        event.stop()
        if self._thread is not None:
            self.post_message(self.BodiesNeeded(self._thread.post_id, event.ids))

    def on_comment_view_cursor_moved(self, event: CommentView.CursorMoved) -> None:
        """Tell which comment it is."""
        event.stop()
        self.post_message(self.CursorMoved(event.comment))

    def on_comment_view_rest_needed(self, event: CommentView.RestNeeded) -> None:
        """Ask for the rest."""
        event.stop()
        self.post_message(self.Wanted("rest"))

    def on_line_view_link_activated(self, event: LineView.LinkActivated) -> None:
        """Open it."""
        event.stop()
        self.post_message(self.LinkOpened(event.href))
