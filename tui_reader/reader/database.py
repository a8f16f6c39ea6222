"""The two threads that touch the database: one writer, one reader that never waits for a write (WAL)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from tui_reader.storage import Storage

T = TypeVar("T")


class Database:
    """Storage behind two threads, so that the event loop never waits for the disk.

    `write` runs a function with the writing connection, one at a time; `read` with a read-only one. Both return what
    the function returns and raise StorageError.
    """

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self.path = path
        self._now = now
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="database-writer")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="database-reader")
        self._writer: Storage | None = None
        self._reader: Storage | None = None

    async def open(self) -> None:
        """Open, and where needed make or migrate, the file. Raises StorageError."""
        from tui_reader.storage import Storage

        loop = asyncio.get_running_loop()
        self._writer = await loop.run_in_executor(self._writing, lambda: Storage.open(self.path, now=self._now))
        self._reader = await loop.run_in_executor(
            self._reading, lambda: Storage.open(self.path, now=self._now, read_only=True)
        )

    async def close(self) -> None:
        """Finish what was asked for, then close both connections."""
        loop = asyncio.get_running_loop()
        for executor, storage in ((self._reading, self._reader), (self._writing, self._writer)):
            if storage is not None:
                await loop.run_in_executor(executor, storage.close)
            executor.shutdown()
        self._reader = self._writer = None

    async def write(self, function: Callable[[Storage], T]) -> T:
        """Run `function` with the writing connection."""
        assert self._writer is not None, "the database is not open"
        writer = self._writer
        return await asyncio.get_running_loop().run_in_executor(self._writing, lambda: function(writer))

    async def read(self, function: Callable[[Storage], T]) -> T:
        """Run `function` with the read-only connection."""
        assert self._reader is not None, "the database is not open"
        reader = self._reader
        return await asyncio.get_running_loop().run_in_executor(self._reading, lambda: function(reader))
