"""Everything that a user can do, async and without a screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui_reader.config import DATABASE
from tui_reader.errors import StorageError
from tui_reader.reader.changes import Changes
from tui_reader.reader.choices import Consent
from tui_reader.reader.database import Database
from tui_reader.reader.elsewhere import Elsewhere
from tui_reader.reader.feeds import Feeds, Subscribed
from tui_reader.reader.pages import Pages
from tui_reader.reader.posts import OpenPost, Place, Posts
from tui_reader.reader.rounds import Progress
from tui_reader.reader.sources import Found, Preview, Sources
from tui_reader.reader.threads import Threads
from tui_reader.reader.watching import Watching

if TYPE_CHECKING:
    import httpx

    from tui_reader.fetch import Fetcher
    from tui_reader.worker import Worker

__all__ = ["Found", "OpenPost", "Place", "Preview", "Progress", "Reader", "Sources", "Subscribed", "open_sources"]

POLL_SECONDS = 1.0


def open_sources(
    *,
    now: Callable[[], float],
    cache_dir: Path | None,
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
    is_offline: bool = False,
) -> Sources:
    """The network and the worker without a database; an async context manager. Neither is loaded before it is used."""
    named: set[str] = set()

    def make_fetcher() -> Fetcher:
        from tui_reader.fetch import Fetcher

        return Fetcher(
            transport=transport, now=now, cache_dir=cache_dir, offline=is_offline, allow_private=named.__contains__
        )

    def make_worker() -> Worker:
        from tui_reader.worker import Worker

        return Worker()

    return Sources(make_fetcher, make_worker, named)


class Reader:
    """Opens the database and the network and holds what can be done with them; an async context manager.

    `feeds`, `posts`, `threads`, `watching`, `elsewhere`, `changes` and `choices` are what a user can do; `sources`
    reads targets without the database. `choices_file` is where choices are kept (None: in memory), `may_ask` are third
    parties that the settings allow.
    """

    def __init__(
        self,
        data_dir: Path,
        sources: Sources,
        *,
        now: Callable[[], float],
        poll_seconds: float = POLL_SECONDS,
        choices_file: Path | None = None,
        may_ask: frozenset[str] = frozenset(),
    ) -> None:
        self.data_dir = data_dir
        self.sources = sources
        self.now = now
        self._poll_seconds = poll_seconds
        self._listeners: list[Callable[[], None]] = []
        self._tasks: list[asyncio.Task[None]] = []
        database = self._database = Database(data_dir / DATABASE, now)
        self.changes = Changes(database, self._announce)
        pages = Pages(database, sources, now, self._announce)
        self.choices = Consent(choices_file, may_ask, self._announce)
        self.threads = Threads(database, sources, pages, self.choices, now=now, announce=self._announce)
        self.posts = Posts(database, sources, pages, now)
        self.watching = Watching(database, self.changes, self.threads, now, self._announce)
        self.elsewhere = Elsewhere(
            database, sources, allowed=lambda: self.choices.allowed, now=now, announce=self._announce
        )
        self.feeds = Feeds(database, sources, self.changes, self.watching, now=now, announce=self._announce)

    async def __aenter__(self) -> Self:
        await self._database.open()
        await self.sources.__aenter__()
        self._tasks = [asyncio.create_task(self.changes.run()), asyncio.create_task(self._watch())]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _, watch = self._tasks
        async with AsyncExitStack() as ending:
            # the last one first, each of them whatever became of those before it
            ending.push_async_callback(self._database.close)
            ending.push_async_callback(self.sources.__aexit__, kind, error, trace)
            ending.push_async_callback(self._drain)
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    async def _drain(self) -> None:
        queue, _ = self._tasks
        self.changes.finish()
        await queue

    def subscribe_changes(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` on the event loop after anything stored has changed, by us or by another process.

        Returns the function that ends it.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _announce(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    async def _watch(self) -> None:
        """Notice what other processes store: the writing connection sees the file's version move without it."""
        version: int | None = None
        while True:
            newest = version
            # whoever stores or loads something meets the same error and tells it; here the next look may succeed
            with suppress(StorageError):
                newest = await self._database.write(lambda s: s.data_version())
            if version is not None and newest != version:
                self._announce()
            version = newest
            await asyncio.sleep(self._poll_seconds)
