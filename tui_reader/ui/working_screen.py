"""A screen's work in the background: loads, of which the newest of a kind wins, and deeds, which all are done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial

from textual.screen import Screen
from textual.worker import Worker

from tui_reader.errors import TuiReaderError
from tui_reader.ui.details import in_short

Deed = Callable[[], Awaitable[None]]


class WorkingScreen(Screen[None]):
    """Expected errors are said; anything else is a fault and shows itself."""

    @abstractmethod
    def say(self, done: str, on: str = "", *, can_undo: bool = False) -> None:
        """A toast."""

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
            self.say(*in_short(error))
