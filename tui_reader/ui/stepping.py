"""Older and newer: presses are queued and applied in order, however long one of them takes. No widgets."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from tui_reader.models import Post
from tui_reader.ui.session import Session

if TYPE_CHECKING:
    from tui_reader.reader import Reader

Direction = Literal["older", "newer"]


class Stepper:
    """Walks from the open post through its list, and past the end of a feed by its pages' own links."""

    def __init__(self, reader: Reader, session: Session, show: Callable[[Post], None]) -> None:
        """`show` is told each post that a press leads to."""
        self._reader = reader
        self._session = session
        self._show = show
        self._presses: deque[Direction] = deque()
        self.under_way: Direction | None = None

    def press(self, direction: Direction) -> bool:
        """Queue one press; True: nothing is under way, so `run` must be started."""
        self._presses.append(direction)
        return self.under_way is None

    def drop(self) -> None:
        """Forget what is queued."""
        self._presses.clear()

    async def run(self) -> Direction | None:
        """Apply what is queued; gives the direction in which there was nothing more. Raises TuiReaderError.

        A step that fails or is cancelled takes the queued ones with it: they were meant for what it would have shown.
        """
        missed: Direction | None = None
        try:
            while self._presses:
                self.under_way = self._presses.popleft()
                post = await self._step(self.under_way)
                missed = None if post else self.under_way
                if post is not None:
                    self._show(post)
        finally:
            self._presses.clear()
            self.under_way = None
        return missed

    async def _step(self, direction: Direction) -> Post | None:
        session = self._session
        if session.post is None:
            session.origin = session.posts
            first = await self._reader.posts.window(session.posts, anchor=None, before=0, after=1)
            return first.rows[0] if first.rows else None
        return await self._reader.posts.step(session.post.id, direction, session.origin)
