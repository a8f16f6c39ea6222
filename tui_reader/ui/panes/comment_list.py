"""The comments: a thread with a cursor, what counts in it, and words where there is none. Knows a stored thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui_reader.keys import Scope
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.models import Block, StoredComment, StoredThread
from tui_reader.ui.chords import bindings
from tui_reader.ui.widgets.comment_view import CommentView
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.pane import Pane
from tui_reader.ui.widgets.thread_end import End
from tui_reader.ui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from collections.abc import Callable


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

    class RestWanted(Message):
        """The comments that are not here are wanted."""

    class LinkOpened(Message):
        """A link in a comment was clicked."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    def __init__(self, now: Callable[[], float], *, glyphs: Glyphs) -> None:
        self.thread_view = CommentView(now=now, glyphs=glyphs, id="thread")
        super().__init__(TitleLine("3", "Comments", glyphs=glyphs), self.thread_view, id="comments")
        self._glyphs = glyphs
        self._thread: StoredThread | None = None
        self._problem = ""
        self._path: tuple[str, ...] = ("Comments",)

    @property
    def comment(self) -> StoredComment | None:
        """The comment under the cursor."""
        return self.thread_view.cursor_comment

    @property
    def has_comments(self) -> bool:
        """Whether there is anything to read."""
        return self._thread is not None and bool(self._thread.comments)

    def show(self, thread: StoredThread, *, problem: str = "", is_looking: bool = False) -> None:
        """Show a thread; `problem` says in a few words why it could not be asked for, `is_looking` that it is."""
        is_same = self._thread is not None and self._thread.post_id == thread.post_id
        has_changed = self._thread is None or self._thread.comments != thread.comments or not is_same
        self._thread, self._problem = thread, problem
        end = self._end(thread, is_looking=is_looking)
        if has_changed:
            self.thread_view.show(thread.comments, end, is_same_thread=is_same)
        else:
            self.thread_view.show_end(end)
        self._show_title()

    def clear(self) -> None:
        """Nothing is open."""
        self._thread = None
        self.thread_view.show_notice()
        self._show_title()

    def show_path(self, *path: str) -> None:
        """Name the pane; where it is the only one in sight, with the post before it."""
        self._path = path
        self._show_title()

    def give_bodies(self, post_id: int, bodies: Mapping[str, Sequence[Block]]) -> None:
        """The texts that were asked for, unless another thread is shown by now."""
        if self._thread is not None and self._thread.post_id == post_id:
            self.thread_view.give_bodies(bodies)

    def _show_title(self) -> None:
        self.title_line.show(*self._path, right=self._counts())

    def _counts(self) -> Line:
        """`124 · 3 new · closed`."""
        thread = self._thread
        if thread is None or thread.fetched_at is None:
            return ()
        total = thread.stated_count if thread.stated_count is not None else len(thread.comments)
        new = sum(comment.is_new for comment in thread.comments)
        dot = Run(f" {self._glyphs.dot} ", "quiet")
        runs: list[Run] = [Run(f"{total:,}", "muted")]
        if new:
            runs += [dot, Run(f"{new:,} new", "accent")]
        if thread.closed:
            runs += [dot, Run("closed", "muted")]
        return tuple(runs)

    def _end(self, thread: StoredThread, *, is_looking: bool) -> End:
        if not thread.comments:
            return End(empty=self._empty(thread, is_looking=is_looking))
        notices = (thread.closed_notice or "The comments are closed.",) if thread.closed else ()
        if is_looking:
            return End((Run("Looking for comments …", "muted"),), _keys(("Esc", "stops")), notices=notices)
        if self._problem:
            said = f"{self._glyphs.failed} {self._problem} r tries again."
            return End(can_load=True, notices=(said, *notices))
        if thread.complete is False:
            here = f"{len(thread.comments):,}"
            if thread.stated_count is not None and thread.stated_count > len(thread.comments):
                here += f" of {thread.stated_count:,}"
            left = (Run(here, "strong"), Run(" are here", "muted"))
            return End(left, _keys(("l", "loads the rest")), can_load=True, notices=notices)
        return End(notices=notices)

    def _empty(self, thread: StoredThread, *, is_looking: bool) -> tuple[Line, ...]:
        """What stands where no comments are, and what can be done."""
        if self._problem:
            return ((Run(f"{self._glyphs.failed} ", "error"), Run(self._problem)), _keys(("r", "tries again")))
        if is_looking:
            return ((Run("Looking for comments …   ", "muted"), *_keys(("Esc", "stops"))),)
        if thread.fetched_at is None:
            return ()
        if thread.service:
            said = Run("The site loads its comments by a script.", "muted")
            return ((said,), _keys(("C", "opens them in the browser")))
        if not thread.engine:
            said = Run("No comments found on this page;", "muted")
            return ((said, Run(" i", "strong"), Run(" says what was tried.", "muted")),)
        if thread.closed:
            return ((Run(thread.closed_notice or "No comments; they are closed.", "muted"),),)
        return ((Run("No comments yet.", "muted"),), _keys(("C", "opens the place to write one")))

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
        self.post_message(self.RestWanted())

    def on_line_view_link_activated(self, event: LineView.LinkActivated) -> None:
        """Open it."""
        event.stop()
        self.post_message(self.LinkOpened(event.href))


def _keys(*ways: tuple[str, str]) -> Line:
    runs: list[Run] = []
    for key, what in ways:
        runs += [Run("   " if runs else ""), Run(key, "strong"), Run(f" {what}", "muted")]
    return tuple(runs)
