"""A round of asking many things at once: each one's result as it comes, and how far the round is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass

from tui_reader.models import RefreshResult, RefreshStatus

Question = Callable[[], Awaitable[RefreshResult]]
"""Asks one thing; what fails is a result."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: feeds and threads done, all of them, how many of the done ones failed.

    `asking` are the feeds that are being asked at the moment.
    """

    done: int
    total: int
    failed: int
    asking: tuple[int, ...] = ()


class Round:
    """Asks at most `jobs` things at once. `total` may grow while it is under way."""

    def __init__(self, jobs: int, total: int) -> None:
        self.total = total
        self._limit = asyncio.Semaphore(max(1, jobs))
        self._done = 0
        self._failed = 0
        self._asking: dict[int, None] = {}

    async def ask(
        self, questions: Sequence[tuple[int | None, Question]]
    ) -> AsyncGenerator[RefreshResult | Progress, None]:
        """Each result as it comes, and the progress after it. A question stands with its feed's number, where it is
        about one.
        """
        tasks = [asyncio.ensure_future(self._one(feed_id, question)) for feed_id, question in questions]
        try:
            for task in asyncio.as_completed(tasks):
                result = await task
                self._done += 1
                self._failed += result.status in {RefreshStatus.ERROR, RefreshStatus.GONE}
                yield result
                yield Progress(self._done, max(self.total, self._done), self._failed, tuple(self._asking))
        finally:
            for unfinished in tasks:
                unfinished.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, feed_id: int | None, question: Question) -> RefreshResult:
        async with self._limit:
            if feed_id is None:
                return await question()
            self._asking[feed_id] = None
            try:
                return await question()
            finally:
                del self._asking[feed_id]
