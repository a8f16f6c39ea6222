"""Fills the feeds and the list of posts from the reader, and fills them again when anything has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from tui_reader import words
from tui_reader.layout import Line, Run
from tui_reader.models import PostFilter
from tui_reader.ui.panes.navigation import NavigationPane, Totals
from tui_reader.ui.panes.post_list import PostListPane, unread_of
from tui_reader.ui.services import Services
from tui_reader.ui.session import Session

if TYPE_CHECKING:
    from tui_reader.reader import Reader

_FIRST: Final = 100
_NEWCOMERS: Final = 21


class Listing:
    """Loads from the database into the two panes of the left column; never asks the network."""

    def __init__(self, services: Services, session: Session, navigation: NavigationPane, posts: PostListPane) -> None:
        self._reader: Reader = services.reader
        self._now = services.now
        self._session = session
        self._navigation = navigation
        self._posts = posts
        self._newcomers = 0
        self.busy: set[int] = set()
        self.is_narrow = False
        self.totals = Totals()

    async def load_feeds(self) -> None:
        """The feeds and what counts over all of them."""
        since = _midnight(self._now())
        feeds = await self._reader.feeds.all()
        counts = await self._reader.feeds.counts()
        today = await self._reader.feeds.today(since)
        self._session.feeds = tuple(feeds)
        self.totals = Totals(counts.unread, counts.starred, today, since, counts.watched, counts.new_comments)
        self.show_feeds()

    def show_feeds(self) -> None:
        """Draw the feeds that were loaded, with those that are being asked."""
        self._navigation.show(self._session.feeds, self.totals, self.busy)

    def is_showing(self, posts: PostFilter, path: tuple[str, ...]) -> bool:
        """Whether it is this list that is shown."""
        session = self._session
        return path == session.path and posts == replace(session.posts, unread_since=None, newest_sort=None)

    async def choose(self, posts: PostFilter, path: tuple[str, ...]) -> None:
        """Show another list from its top. An unread list keeps to what is there now, and keeps what is read in it."""
        if posts.is_unread:
            posts = replace(posts, unread_since=await self._reader.changes.newest_id())
        window = await self._reader.posts.window(posts, anchor=None, before=0, after=_FIRST)
        if posts.is_unread and window.rows:
            posts = replace(posts, newest_sort=window.rows[0].sort)
        session = self._session
        session.posts, session.path = posts, path
        self._newcomers = 0
        self._posts.list.show((), notice=self._notice())
        self._posts.show(window, is_mixed=posts.feed_id is None, notice=self._notice())
        self.show_title()

    async def show_window(self, anchor: int, before: int, after: int) -> None:
        """Rows around a sort key of the list shown."""
        posts = self._session.posts
        window = await self._reader.posts.window(posts, anchor=anchor, before=before, after=after)
        if posts == self._session.posts:
            self._posts.show(window, is_mixed=posts.feed_id is None, notice=self._notice())

    async def reload(self) -> None:
        """Everything that is shown, without moving a cursor."""
        await self.load_feeds()
        await self.show_window(*self._posts.window_wanted)
        await self._count_newcomers()
        self.show_title()

    async def _count_newcomers(self) -> None:
        """How many posts came into an unread list since it was opened; they show once it is opened again."""
        posts = self._session.posts
        if posts.newest_sort is None:
            return
        newest = await self._reader.posts.window(
            replace(posts, newest_sort=None), anchor=None, before=0, after=_NEWCOMERS
        )
        self._newcomers = sum(row.sort > posts.newest_sort for row in newest.rows)

    def show_title(self) -> None:
        """Name the list and count it."""
        session = self._session
        right: tuple[Run, ...] = self._counts()
        if self._newcomers:
            more = "+" if self._newcomers == _NEWCOMERS else ""
            count = min(self._newcomers, _NEWCOMERS - 1)
            right = (Run(f"{count}{more} newer", "accent"), Run(" · ", "quiet"), *right)
        path = session.path if self.is_narrow else session.path[-1:]
        self._posts.show_title(path or ("Posts",), right, number="1" if self.is_narrow else "")

    def _counts(self) -> Line:
        posts, feeds, totals = self._session.posts, self._session.feeds, self.totals
        if posts.feed_id is not None or posts.folder is not None:
            held = [
                f for f in feeds if posts.feed_id == f.id or (posts.folder is not None and posts.folder == f.folder)
            ]
            return unread_of(sum(f.unread for f in held), sum(f.total for f in held), is_long=self.is_narrow)
        if posts.is_starred:
            return (Run(f"{totals.starred:,}", "muted"),)
        if posts.is_watched:
            return (Run(f"{totals.watched:,}", "muted"),)
        if posts.since is not None:
            return (Run(f"{totals.today:,} unread", "muted"),)
        return (Run(f"{totals.unread:,} unread", "muted"),)

    def _notice(self) -> tuple[Line, ...]:
        """What stands in an empty list."""
        session = self._session
        posts = session.posts
        again = (Run("r", "strong"), Run(" asks again", "muted"))
        if posts.is_starred:
            return ((Run("No stars yet. ", "muted"), Run("s", "strong"), Run(" keeps a post here.", "muted")),)
        if posts.is_watched:
            return ((Run("No watched threads. ", "muted"), Run("v", "strong"), Run(" in a thread adds it.", "muted")),)
        if posts.is_unread:
            asked = max((feed.last_refreshed or 0.0 for feed in session.feeds), default=0.0)
            said = f"All read. Last asked {words.ago(asked or None, self._now())}."
            everything = (Run("Enter", "strong"), Run(" shows everything", "muted"))
            return ((Run(said, "muted"),), everything, again)
        if posts.since is not None:
            return ((Run("Nothing has come today.", "muted"),), again)
        feed = session.feed(posts.feed_id)
        if feed is not None and feed.error:
            failed = (Run("! ", "error"), Run(feed.error))
            return (failed, (Run("i", "strong"), Run(" has the whole answer", "muted")), again)
        return ((Run("Nothing here yet; the feed answered, but holds no posts.", "muted"),), again)


def _midnight(now: float) -> float:
    """When today began here, in seconds since 1970."""
    local = datetime.fromtimestamp(now).astimezone()
    return datetime.combine(local.date(), time(), local.tzinfo).timestamp()
