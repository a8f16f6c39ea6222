"""One connection to the database file: opening, transactions, and every SQLite error turned into a StorageError."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tui_reader.errors import StorageError
from tui_reader.storage import schema

Parameters = Sequence[Any] | Mapping[str, Any]

_PRAGMAS: Final = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -16384",
)
_WAL_ATTEMPTS: Final = 20
# an integer too large for SQLite or a lone surrogate fails when it is bound, before SQLite sees it; what SQLite quotes
# of a damaged file may be no text
_EXPECTED: Final = (sqlite3.Error, OverflowError, UnicodeError)


class Connection:
    """SQLite for one thread at a time, in autocommit mode but for `transaction`. Rows can be indexed by column name."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._is_writing = False
        self._translated = _Translation(path)
        if not read_only:
            _make_folder(path.parent)
        mode = "ro" if read_only else "rwc"
        with self._translated:
            self._sqlite = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
            )
            self._sqlite.row_factory = sqlite3.Row
        try:
            self._prepare(read_only=read_only)
        except BaseException:
            self._sqlite.close()
            raise

    def close(self) -> None:
        """Ends the connection; what was committed stays."""
        with self._translated:
            self._sqlite.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together or, after any exception, not at all; an inner one joins."""
        if self._is_writing:
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        self._is_writing = True
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself where the disk is full
            if self._sqlite.in_transaction:
                self.execute("ROLLBACK")
            raise
        finally:
            self._is_writing = False

    def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Runs one statement; gives the number of rows it changed."""
        with self._translated:
            return self._sqlite.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Parameters = ()) -> int | None:
        """Runs an INSERT; gives the new row's number, or None where a conflict let nothing happen."""
        with self._translated:
            cursor = self._sqlite.execute(sql, parameters)
            return cursor.lastrowid if cursor.rowcount else None

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Runs one statement for each of the rows."""
        with self._translated:
            self._sqlite.executemany(sql, rows)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._translated:
            return self._sqlite.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row of a query, None where there is none."""
        with self._translated:
            found: sqlite3.Row | None = self._sqlite.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, None where there is none."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def stream(self, sql: str, parameters: Parameters = ()) -> Iterator[sqlite3.Row]:
        """Rows one by one, so that a caller may stop early and never holds them all."""
        with self._translated:
            cursor = self._sqlite.execute(sql, parameters)
            try:
                yield from cursor
            finally:
                cursor.close()

    def _prepare(self, *, read_only: bool) -> None:
        for pragma in _PRAGMAS:
            self.execute(pragma)
        version = self._version()
        if read_only:
            if version < schema.VERSION:
                raise StorageError(
                    "The database is from an older version",
                    f"{self.path} is brought up to date when tui-reader or `tui-reader refresh` is started once.",
                )
            self.execute("PRAGMA query_only = ON")
            return
        self._write_ahead()
        if version < schema.VERSION:
            self._migrate()

    def _version(self) -> int:
        """The schema number of the file, 0 for a new one. Raises StorageError where the file is not for us."""
        # in this order: another process that makes the tables meanwhile must not look like a stranger
        has_tables = self.value("SELECT 1 FROM sqlite_schema") is not None
        version: int = self.value("PRAGMA user_version")
        application: int = self.value("PRAGMA application_id")
        if application != schema.APPLICATION_ID and (application or version or has_tables):
            raise StorageError(
                "This is not a database of tui-reader",
                f"{self.path} belongs to another program. Nothing was changed in it; choose another --data-dir.",
            )
        if version > schema.VERSION:
            raise StorageError(
                "The database is from a newer version",
                f"{self.path} has schema {version}, this program knows up to {schema.VERSION}. "
                "Nothing was changed in it; update tui-reader, or choose another --data-dir.",
            )
        return version

    def _write_ahead(self) -> None:
        """Switches the file to write-ahead logging, once in its life."""
        for attempt in range(1, _WAL_ATTEMPTS + 1):
            try:
                if self._sqlite.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal":
                    return
            except sqlite3.Error as error:
                # SQLite does not wait here for another process that opens the new file too; a transaction does
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or attempt == _WAL_ATTEMPTS:
                    raise _translation(error, self.path) from error
                with self.transaction():
                    pass

    def _migrate(self) -> None:
        with self.transaction():
            # asked again: another process may have been faster
            version = self._version()
            for statement in schema.TABLES if version == 0 else ():
                self.execute(statement)
            for statements in schema.MIGRATIONS[version - 1 :] if version else ():
                for statement in statements:
                    self.execute(statement)
            self.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            self.execute(f"PRAGMA user_version = {schema.VERSION}")


class _Translation:
    """Turns what SQLite raises inside a `with` block into a StorageError."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, _EXPECTED):
            raise _translation(error, self._path) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            "The data folder cannot be made",
            f"{folder}: {error.strerror or error}. Choose another one with --data-dir.",
        ) from error


_ADVICE: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        "The database is busy",
        "Another tui-reader has been writing to {path} for more than five seconds. Try again when it is done.",
    ),
    sqlite3.SQLITE_FULL: (
        "The disk is full",
        "Nothing of this step was kept; all that was stored before is intact in {path}. Make room and try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The database cannot be written",
        "{path} or its folder is read-only. Change its permissions, or choose another --data-dir.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The database cannot be opened",
        "{path} is missing or cannot be read. Check the folder, or choose another one with --data-dir.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "This is not a database",
        "{path} holds something else. Move it away, and a new database is made in its place.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The database is damaged",
        "{path} can be read only in part. Keep a copy of it, then move it away: a new one is made in its place.",
    ),
}


def _translation(error: Exception, path: Path) -> StorageError:
    # the low byte is the error, the rest of the number its variety
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    title, message = _ADVICE.get(code, ("The database cannot be used", "{path}: {error}."))
    return StorageError(title, message.format(path=path, error=error))
