"""The list of posts: a window of rows, asked for as the view moves. Knows rows, not where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.message import Message

from tui_reader.keys import Scope
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.models import Post
from tui_reader.ui.chords import bindings
from tui_reader.ui.widgets.pane import Pane
from tui_reader.ui.widgets.post_rows import PostRows
from tui_reader.ui.widgets.row_list import TOP, RowList
from tui_reader.ui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from tui_reader.storage.records import Window


_WINDOW: Final = 100


class PostListPane(Pane):
    """`show` gives it a window of posts; `WindowNeeded` asks for another one, by sort key."""

    SCOPE: ClassVar[Scope] = "posts"
    BINDINGS: ClassVar[list[BindingType]] = bindings("posts")

    class WindowNeeded(Message):
        """Rows are needed around a sort key, which may lie above or below all of them."""

        def __init__(self, anchor: int, before: int, after: int) -> None:
            super().__init__()
            self.anchor = anchor
            self.before = before
            self.after = after

    class Opened(Message):
        """A post was chosen."""

        def __init__(self, post: Post) -> None:
            super().__init__()
            self.post = post

    class UnreadWanted(Message):
        """The next unread post after a sort key is to get the cursor, downwards or upwards."""

        def __init__(self, after: int | None, *, is_forward: bool) -> None:
            super().__init__()
            self.after = after
            self.is_forward = is_forward

    class EverythingWanted(Message):
        """Enter was pressed in a list without posts."""

    class FeedsWanted(Message):
        """The way back to the feeds."""

    def __init__(self, now: Callable[[], float], *, glyphs: Glyphs) -> None:
        self._renderer = PostRows(now)
        self.list: RowList[Post] = RowList(self._renderer, glyphs=glyphs, id="rows")
        title = TitleLine("", "Posts", glyphs=glyphs, has_right_neighbour=True, stands_below=True)
        super().__init__(title, self.list, id="posts")
        self._is_empty = False

    @property
    def post(self) -> Post | None:
        """The post under the cursor."""
        return self.list.cursor_row

    def show_title(self, path: Sequence[str], right: Line, *, number: str = "") -> None:
        """Name the list; `number` is the key that leads here, where the feeds do not stand above."""
        self.title_line.number = number
        self.title_line.show(*path, right=right)

    def show(self, window: Window, *, is_mixed: bool, notice: Sequence[Line] = ()) -> None:
        """Show these rows; the cursor stays on its post."""
        self._is_empty = not window.rows
        authors = {row.author for row in window.rows if row.author}
        self._renderer.shows_feed = is_mixed
        self._renderer.shows_author = not is_mixed and len(authors) > 1
        self.list.show(window.rows, has_before=window.has_before, has_after=window.has_after, notice=notice)

    def to_post(self, post: Post) -> None:
        """Put the cursor on a post, which may stand outside the window."""
        self.list.move_to(post.sort)

    @property
    def window_wanted(self) -> tuple[int, int, int]:
        """The window to ask for when rows may have changed: anchor, rows before and after."""
        rows, top = self.list.rows, self.list.position[0]
        if not rows or not top:
            return TOP, 0, max(_WINDOW, len(rows))
        return rows[min(top, len(rows) - 1)].sort, max(_WINDOW, top), max(_WINDOW, len(rows) - top)

    def action_down(self) -> None:
        """Next post."""
        self.list.move(1)

    def action_up(self) -> None:
        """Previous post."""
        self.list.move(-1)

    def action_open(self) -> None:
        """Open the post; where there is none, and not because the list is still on its way, show everything."""
        if self.post is None and self._is_empty:
            self.post_message(self.EverythingWanted())
        self.list.choose()

    def action_feeds(self) -> None:
        """To the feeds."""
        self.post_message(self.FeedsWanted())

    def action_next_unread(self) -> None:
        """Cursor to the next unread post."""
        self.post_message(self.UnreadWanted(self.post.sort if self.post else None, is_forward=True))

    def action_previous_unread(self) -> None:
        """Cursor to the previous unread post."""
        if self.post is not None:
            self.post_message(self.UnreadWanted(self.post.sort, is_forward=False))

    def on_row_list_window_needed(self, event: RowList.WindowNeeded) -> None:
        """Ask for rows."""
        event.stop()
        assert isinstance(event.anchor, int), "a post's key is its sort key"
        self.post_message(self.WindowNeeded(event.anchor, event.before, event.after))

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Nothing follows the cursor."""
        event.stop()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tell which post it is."""
        event.stop()
        self.post_message(self.Opened(event.row))


def unread_of(unread: int, total: int, *, is_long: bool) -> Line:
    """What a list's title line counts: `8 of 64`, where there is room `8 unread of 64`."""
    if not total:
        return ()
    return (Run(f"{unread:,}{' unread' if is_long else ''} of {total:,}", "muted"),)
