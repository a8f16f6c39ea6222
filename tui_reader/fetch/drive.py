"""Answers a conversation of Steps request by request, within its limits."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from tui_reader.content import urls
from tui_reader.errors import FetchError
from tui_reader.fetch.failures import shown
from tui_reader.fetch.limits import DriveLimits
from tui_reader.models import Page, Request, Steps

T = TypeVar("T")
Progress = Callable[[int, Page], None]
"""Told after every page: how many were had so far, and this one."""


@dataclass(frozen=True, slots=True)
class _Finished(Generic[T]):
    result: T


async def drive(
    ask: Callable[[Request], Awaitable[Page]],
    steps: Steps[T],
    *,
    limits: DriveLimits,
    progress: Progress | None,
) -> T:
    """The result of Steps whose requests are answered by `ask`.

    What the steps do with a page runs in a thread. A request that fails, or goes beyond a limit, is thrown in as a
    FetchError, so that they can return what they have; what they do not catch is raised here. After a limit on pages
    or bytes nothing more is answered: a further request ends the conversation with that error.
    """
    budget = _Budget(limits)
    try:
        move: Request | _Finished[T] = await _advance(partial(next, steps))
        while isinstance(move, Request):
            try:
                budget.check(move)
                page = await ask(move)
                budget.took(page)
            except FetchError as error:
                if budget.is_overdrawn:
                    raise
                move = await _advance(partial(steps.throw, error))
            else:
                if progress is not None:
                    progress(budget.pages, page)
                move = await _advance(partial(steps.send, page))
        return move.result
    finally:
        # a step that was cancelled may still be running in its thread; it ends there by itself
        with contextlib.suppress(ValueError):
            steps.close()


class _Budget:
    """What a conversation has used of its limits."""

    def __init__(self, limits: DriveLimits) -> None:
        self.pages = 0
        self.is_overdrawn = False
        self._limits = limits
        self._asked = 0
        self._bytes = 0
        self._hosts: set[str] = set()
        self._is_spent = False

    def check(self, request: Request) -> None:
        """Raises FetchError where a request goes beyond a limit."""
        self.is_overdrawn = self._is_spent
        host = urls.host(request.url)
        if self._asked >= self._limits.pages or self._bytes >= self._limits.content_bytes:
            self._is_spent = True
            message = (
                f"Enough was asked for: {self._asked} pages, {self._bytes / (1 << 20):.1f} MiB. The rest is on the web."
            )
            raise FetchError(shown(request.url), "limit reached", message)
        self._asked += 1
        if host not in self._hosts and len(self._hosts) >= self._limits.hosts:
            raise FetchError(shown(request.url), "limit reached", "This leads to more hosts than one page should.")
        self._hosts.add(host)

    def took(self, page: Page) -> None:
        """Counts a page that came."""
        self.pages += 1
        self._bytes += len(page.content)


async def _advance(move: Callable[[], Request]) -> Request | _Finished[T]:
    """One move of a generator, in a thread; its end as a value, since StopIteration cannot cross an await."""

    def step() -> Request | _Finished[T]:
        try:
            return move()
        except StopIteration as end:
            return _Finished(end.value)

    return await asyncio.to_thread(step)
