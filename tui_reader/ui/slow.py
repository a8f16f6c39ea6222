"""Saying that something takes long, only once it does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def shown_when_slow(seconds: float, show: Callable[[], None], hide: Callable[[], None]) -> Iterator[None]:
    """Call `show` if the body still runs after so many seconds, and then `hide` when it has ended, however it ends."""
    is_shown = False

    def begin() -> None:
        nonlocal is_shown
        is_shown = True
        show()

    waiting = asyncio.get_running_loop().call_later(seconds, begin)
    try:
        yield
    finally:
        waiting.cancel()
        if is_shown:
            hide()
