"""Runs refreshes in their child process and shows how far they are. Decides when one is due; fetches nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from tui_reader.ui.listing import Listing
from tui_reader.ui.marks import Say
from tui_reader.ui.refresh_child import Answered, Progressed
from tui_reader.ui.services import Services
from tui_reader.ui.session import Session
from tui_reader.ui.status import last_asked
from tui_reader.ui.widgets.footer import Footer, RefreshState

if TYPE_CHECKING:
    from tui_reader.reader import Reader

STALE: Final = 1800.0
"""Seconds after which an opened reader asks all feeds again."""


class Refreshing:
    """`changed` is called for every feed that answered."""

    def __init__(
        self,
        services: Services,
        session: Session,
        listing: Listing,
        footer: Footer,
        *,
        say: Say,
        changed: Callable[[], None],
    ) -> None:
        self._reader: Reader = services.reader
        self._child = services.refresh
        self._now = services.now
        self._may_start = services.settings.auto_refresh and services.mode == "normal"
        self._repaint = services.delays.repaint
        self._session = session
        self._listing = listing
        self._footer = footer
        self._say = say
        self._changed = changed
        self._state = RefreshState(0, 0, 0)
        self._painted = float("-inf")
        self.can_stop = False

    @property
    def is_running(self) -> bool:
        """Whether a refresh is under way."""
        return self._child.is_running

    def is_stale(self) -> bool:
        """Whether the reader should ask all feeds by itself, as it has been opened."""
        asked = last_asked(self._session.feeds)
        return self._may_start and bool(self._session.feeds) and (asked is None or self._now() - asked > STALE)

    def due(self) -> tuple[int, ...]:
        """The feeds whose time has come; none while a refresh is under way."""
        if not self._may_start or self._child.is_running:
            return ()
        now = self._now()
        return tuple(feed.id for feed in self._session.feeds if feed.next_check is not None and feed.next_check <= now)

    async def run_due(self) -> None:
        """Ask the feeds and the watched threads whose time has come, if any. Raises TuiReaderError."""
        if not self._may_start or self._child.is_running:
            return
        feed_ids, threads = self.due(), await self._reader.watching.due()
        if feed_ids:
            # the child asks the threads too
            await self.run(feed_ids, is_quiet=True)
        elif threads:
            await self.run(is_quiet=True, threads=len(threads))

    def stop(self) -> None:
        """End it; what has come stays."""
        self._child.stop()

    async def run(self, feed_ids: Sequence[int] = (), *, is_quiet: bool = False, threads: int = 0) -> None:
        """Refresh these feeds or all; `is_quiet`: nobody asked for it, so nothing is said. Raises TuiReaderError.

        `threads`: no feeds, but the watched threads whose time has come, which are so many.
        """
        if self._child.is_running:
            if not is_quiet:
                self._say("A refresh is under way")
            return
        total = threads or len(feed_ids) or len(self._session.feeds)
        self._state = RefreshState(0, total, 0)
        self._listing.busy.update(feed_ids)
        self._listing.show_feeds()
        self._paint(is_due=True)
        new = 0
        try:
            async for told in self._child.run(feed_ids, is_watched_only=threads > 0):
                new += self._take(told)
        finally:
            self._listing.busy.clear()
            self._footer.show_refresh(None)
            self._changed()
        if not is_quiet and len(feed_ids) == 1 and not new and not self._state.failed:
            feed = self._session.feed(feed_ids[0])
            self._say("Nothing new", f"in {feed.title}" if feed else "")

    def _take(self, told: Answered | Progressed) -> int:
        """Show one line of the child; gives the number of new posts it told of."""
        if isinstance(told, Progressed):
            self._state = RefreshState(told.done, told.total, told.failed)
            if told.asking:
                self._listing.busy = set(told.asking)
            self._paint(is_due=False)
            return 0
        self._listing.busy.discard(told.feed_id)
        if told.error and self._state.total == 1:
            feed = self._session.feed(told.feed_id)
            self._say(f"{feed.title if feed else 'The feed'} failed:", told.error)
        self._changed()
        return told.posts_new

    def _paint(self, *, is_due: bool) -> None:
        now = asyncio.get_running_loop().time()
        if is_due or now - self._painted >= self._repaint or self._state.done == self._state.total:
            self._painted = now
            self._footer.show_refresh(self._state, can_stop=self.can_stop)

    def show_stop(self, *, can_stop: bool) -> None:
        """Whether Escape stops it from where the focus is."""
        self.can_stop = can_stop
        if self.is_running:
            self._paint(is_due=True)
