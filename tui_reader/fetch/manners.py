"""How hosts are treated: one request at a time, a breath between two, and no request before a wish to wait is over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    """One host's queue: `free_at` when the next request may start, `wait_until` what the host asked for."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    wait_until: float = 0.0


class Manners:
    """Turns at hosts. `clock` gives monotonic seconds."""

    def __init__(self, *, concurrency: int, clock: Callable[[], float]) -> None:
        self._hosts: dict[str, _Host] = {}
        self._slots = asyncio.Semaphore(concurrency)
        self._clock = clock

    @asynccontextmanager
    async def turn(self, host: str, *, spacing: float) -> AsyncIterator[None]:
        """Waits until a host may be asked; the next turn starts `spacing` seconds after this one has ended."""
        state = self._hosts.setdefault(host, _Host())
        async with state.lock:
            pause = state.free_at - self._clock()
            if pause > 0:
                await asyncio.sleep(pause)
            async with self._slots:
                try:
                    yield
                finally:
                    state.free_at = self._clock() + spacing

    def ask_to_wait(self, host: str, seconds: float) -> None:
        """Remembers that a host wants no request for so many seconds."""
        self._hosts.setdefault(host, _Host()).wait_until = self._clock() + seconds

    def seconds_to_wait(self, host: str) -> float:
        """How long a host still wants to be left alone; 0 where it does not."""
        state = self._hosts.get(host)
        return max(0.0, state.wait_until - self._clock()) if state else 0.0
