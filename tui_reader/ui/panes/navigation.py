"""The feeds: lists over all of them, then folders and feeds with what is unread. Knows feeds, not posts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar, Final, NamedTuple

from textual.binding import BindingType
from textual.message import Message

from tui_reader import layout
from tui_reader.keys import Scope
from tui_reader.layout import Glyphs, Run
from tui_reader.models import Feed, PostFilter
from tui_reader.ui.chords import bindings
from tui_reader.ui.widgets.feed_rows import FeedRow, FeedRows, RowKind
from tui_reader.ui.widgets.pane import Pane
from tui_reader.ui.widgets.row_list import RowList
from tui_reader.ui.widgets.title_line import TitleLine

_REASON: Final = 12
UNREAD, TODAY, STARRED, WATCHED = "list:unread", "list:today", "list:starred", "list:watched"


class Totals(NamedTuple):
    """What counts over all feeds; `since` is when today began, in seconds since 1970. `watched` are threads,
    `new_comments` those in them.
    """

    unread: int = 0
    starred: int = 0
    today: int = 0
    since: float = 0.0
    watched: int = 0
    new_comments: int = 0


class NavItem(NamedTuple):
    """What a row stands for: a list, a folder or a feed. `posts` is the list of posts it leads to."""

    row: FeedRow
    posts: PostFilter
    path: tuple[str, ...]
    feed: Feed | None = None
    folder: str | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder itself."""
        return self.row.kind is RowKind.FOLDER


class NavigationPane(Pane):
    """`show` gives it the feeds; moving the cursor posts `Selected`, opening a row `Opened`."""

    SCOPE: ClassVar[Scope] = "navigation"
    BINDINGS: ClassVar[list[BindingType]] = bindings("navigation")

    class Selected(Message):
        """The cursor stands on another row."""

        def __init__(self, item: NavItem) -> None:
            super().__init__()
            self.item = item

    class Opened(Message):
        """The posts of a row are wanted."""

        def __init__(self, item: NavItem) -> None:
            super().__init__()
            self.item = item

    class UnsubscribeAsked(Message):
        """A feed is to go."""

        def __init__(self, feed: Feed) -> None:
            super().__init__()
            self.feed = feed

    def __init__(self, *, glyphs: Glyphs) -> None:
        self.list: RowList[FeedRow] = RowList(FeedRows(), glyphs=glyphs, id="feeds")
        title = TitleLine("1", "Feeds", glyphs=glyphs, has_right_neighbour=True)
        super().__init__(title, self.list, id="navigation")
        self._glyphs = glyphs
        self._items: dict[Hashable, NavItem] = {}
        self._folded: set[str] = set()
        self._feeds: tuple[Feed, ...] = ()
        self._totals = Totals()
        self._busy: frozenset[int] = frozenset()

    @property
    def item(self) -> NavItem | None:
        """What the row under the cursor stands for."""
        return self._items.get(self.list.cursor_key)

    @property
    def rows_needed(self) -> int:
        """How many rows all of it takes, title line included."""
        return len(self.list.rows) + 1

    def show(self, feeds: Iterable[Feed], totals: Totals, busy: Iterable[int] = ()) -> None:
        """Show these feeds; `busy` are the numbers of those that are being asked."""
        self._feeds, self._totals, self._busy = tuple(feeds), totals, frozenset(busy)
        right = (Run(f"{totals.unread:,}", "muted"),) if totals.unread else ()
        self.title_line.show("Feeds", right=right)
        self._fill()

    def _fill(self) -> None:
        above = self._lists()
        below = [*(self._feed_item(feed) for feed in self._feeds if not feed.folder), *self._foldered()]
        self._items = {item.row.key: item for item in (*above, *below)}
        gap = FeedRow("gap", RowKind.GAP)
        self.list.show([*(item.row for item in above), gap, *(item.row for item in below)])

    def _lists(self) -> list[NavItem]:
        totals = self._totals
        lists = (
            (UNREAD, "All unread", totals.unread, PostFilter(is_unread=True)),
            (TODAY, "Today", totals.today, PostFilter(since=totals.since)),
            (STARRED, "Starred", totals.starred, PostFilter(is_starred=True)),
        )
        items = [
            NavItem(FeedRow(key, RowKind.LIST, name, right=_count(count)), posts, (name,))
            for key, name, count, posts in lists
        ]
        return [*items, self._watched()]

    def _watched(self) -> NavItem:
        totals, name = self._totals, "Watched threads"
        right, role = _count(totals.watched), "muted"
        if totals.new_comments:
            right, role = f"{totals.new_comments:,} new", "accent"
        row = FeedRow(WATCHED, RowKind.LIST, name, right=right, right_role=role)
        return NavItem(row, PostFilter(is_watched=True), (name,))

    def _foldered(self) -> list[NavItem]:
        folders: dict[str, list[Feed]] = {}
        for feed in self._feeds:
            if feed.folder:
                folders.setdefault(feed.folder, []).append(feed)
        items: list[NavItem] = []
        for folder, feeds in folders.items():
            is_folded = folder in self._folded
            unread = sum(feed.unread for feed in feeds) if is_folded else 0
            key = f"folder:{folder}"
            row = FeedRow(key, RowKind.FOLDER, folder, right=_count(unread), has_unread=unread > 0, is_folded=is_folded)
            items.append(NavItem(row, PostFilter(folder=folder), (folder,), folder=folder))
            if not is_folded:
                items += [self._feed_item(feed) for feed in feeds]
        return items

    def _feed_item(self, feed: Feed) -> NavItem:
        right, role = _count(feed.unread), "strong"
        if feed.error:
            right, role = layout.cut(feed.error, _REASON, self._glyphs.ellipsis), "error"
        if feed.id in self._busy:
            right, role = self._glyphs.ellipsis, "quiet"
        row = FeedRow(
            f"feed:{feed.id}",
            RowKind.FEED,
            feed.title,
            right=right,
            right_role=role,
            has_unread=feed.unread > 0,
            has_failed=feed.error is not None,
        )
        path = (feed.folder, feed.title) if feed.folder else (feed.title,)
        return NavItem(row, PostFilter(feed_id=feed.id), path, feed, feed.folder)

    def to_feed(self, feed_id: int) -> None:
        """Put the cursor on a feed, unfolding its folder."""
        folder = next((feed.folder for feed in self._feeds if feed.id == feed_id), None)
        if folder in self._folded:
            self._folded.discard(folder or "")
            self._fill()
        self.list.move_to(f"feed:{feed_id}")

    def action_down(self) -> None:
        """Next row."""
        self.list.move(1)

    def action_up(self) -> None:
        """Previous row."""
        self.list.move(-1)

    def action_open(self) -> None:
        """Unfold a folder, else go to the posts."""
        self.list.choose()

    def action_fold(self) -> None:
        """Fold a folder; from a feed go to its folder."""
        item = self.item
        if item is None or item.folder is None:
            return
        if not item.is_folder:
            self.list.move_to(f"folder:{item.folder}")
        elif item.folder not in self._folded:
            self._folded.add(item.folder)
            self._fill()

    def action_next_unread(self) -> None:
        """Next feed with unread posts."""
        self._to_unread(1)

    def action_previous_unread(self) -> None:
        """Previous feed with unread posts."""
        self._to_unread(-1)

    def _to_unread(self, step: int) -> None:
        rows = self.list.rows
        here = next((at for at, row in enumerate(rows) if row.key == self.list.cursor_key), 0)
        for row in rows[here + 1 :] if step > 0 else rows[:here][::-1]:
            if row.has_unread:
                self.list.move_to(row.key)
                return

    def action_unread(self) -> None:
        """To all that is unread."""
        self.list.move_to(UNREAD)

    def action_today(self) -> None:
        """To what came today."""
        self.list.move_to(TODAY)

    def action_starred(self) -> None:
        """To the starred posts."""
        self.list.move_to(STARRED)

    def action_watched(self) -> None:
        """To the watched threads."""
        self.list.move_to(WATCHED)

    def action_unsubscribe(self) -> None:
        """Let the feed under the cursor go."""
        if self.item is not None and self.item.feed is not None:
            self.post_message(self.UnsubscribeAsked(self.item.feed))

    def on_row_list_cursor_moved(self, event: RowList.CursorMoved) -> None:
        """Tell which row it is."""
        event.stop()
        if self.item is not None:
            self.post_message(self.Selected(self.item))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A folded folder opens; anything else leads to its posts."""
        event.stop()
        item = self._items[event.row.key]
        if item.is_folder and item.folder in self._folded:
            self._folded.discard(item.folder)
            self._fill()
        else:
            self.post_message(self.Opened(item))


def _count(number: int) -> str:
    return f"{number:,}" if number else ""
