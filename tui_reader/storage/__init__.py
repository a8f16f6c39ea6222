"""The database: plain blocking calls on one SQLite file. Knows no network, no clock of its own, no screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tui_reader.storage.changes import Changes
from tui_reader.storage.comments import Comments
from tui_reader.storage.connection import Connection
from tui_reader.storage.feeds import Feeds
from tui_reader.storage.posts import Posts
from tui_reader.storage.records import Body, Counts, Known, PageInfo, Window
from tui_reader.storage.watches import Watches

__all__ = [
    "Body",
    "Changes",
    "Comments",
    "Counts",
    "Feeds",
    "Known",
    "PageInfo",
    "Posts",
    "Storage",
    "Watches",
    "Window",
]


class Storage:
    """One connection to the database, for one thread at a time, and the tables behind it.

    Any call may raise StorageError.
    """

    def __init__(self, connection: Connection, now: Callable[[], float]) -> None:
        self._connection = connection
        self.feeds = Feeds(connection, now)
        self.posts = Posts(connection)
        self.comments = Comments(connection)
        self.watches = Watches(connection)
        self.changes = Changes(connection, self.feeds, self.watches, now)

    @classmethod
    def open(cls, path: Path, *, now: Callable[[], float], read_only: bool = False) -> Storage:
        """Opens the file, makes or updates its tables. `now` gives seconds since 1970.

        A read-only one never waits for a writer, and sees what was committed when each of its queries began.
        """
        return cls(Connection(path, read_only=read_only), now)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All calls inside are kept together, or none of them after an exception; a transaction inside joins."""
        return self._connection.transaction()

    def data_version(self) -> int:
        """A number that is another one after any other connection has committed something."""
        return int(self._connection.value("PRAGMA data_version"))
