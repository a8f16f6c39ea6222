"""Saved pages: files, pipes, folders of them, and standard input, as bytes. Knows no address and no parser."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import functools
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from tui_reader.content.text import clean_line
from tui_reader.errors import ConfigError

MAX_BYTES = 16 << 20
STANDARD_INPUT = "-"
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".rss": "application/xml",
    ".rdf": "application/xml",
    ".atom": "application/xml",
    ".json": "application/json",
    ".txt": "text/plain",
}
_CHUNK = 1 << 16


def is_there(target: str) -> bool:
    """Whether a file or folder has this path; one that cannot be looked at counts as there."""
    try:
        # an empty path would be the current folder
        return bool(target) and Path(target).exists()
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG


def expand(target: str) -> list[str]:
    """A folder stands for the saved pages in it, in the order of their names; anything else for itself.

    Raises ConfigError for a folder without any, or one that cannot be opened.
    """
    if target == STANDARD_INPUT or not is_there(target):
        return [target]
    try:
        if not Path(target).is_dir():
            return [target]
        files = sorted(str(p) for p in Path(target).iterdir() if p.suffix.lower() in MEDIA_TYPES and p.is_file())
    except OSError as error:
        raise _unopened(target, error) from error
    if not files:
        raise ConfigError(
            f"{clean_line(target, 80)} holds no saved pages",
            f"Files that end in {', '.join(sorted(MEDIA_TYPES))} are read.",
        )
    return files


async def contents(target: str, standard_input: Callable[[], bytes] | None = None) -> tuple[bytes, str | None]:
    """The bytes of a file, a pipe or standard input, and the media type that the file's name stands for.

    Raises ConfigError where there is no such file, or it cannot be opened, is empty or too large.
    """
    is_input = target == STANDARD_INPUT
    name = "standard input" if is_input else clean_line(target, 80)
    data = await _in_background((standard_input or _read_input) if is_input else lambda: _read_file(target))
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{name} is larger than {MAX_BYTES >> 20} MB", "It was not read.")
    if not data.strip():
        raise ConfigError(f"{name} is empty", "There is nothing in it to read.")
    return data, None if is_input else MEDIA_TYPES.get(Path(target).suffix.lower())


def _read_file(target: str) -> bytes:
    """At most one byte more than is allowed; blocks."""
    if not is_there(target):
        raise ConfigError(
            f"{clean_line(target, 80)} names nothing that can be read",
            "It is no address, no file and no folder here. An address begins with https://.",
        )
    try:
        with Path(target).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        message = "`tui-reader read` prints the saved pages in it one after the other."
        raise ConfigError(f"{clean_line(target, 80)} is a folder", message) from error
    except OSError as error:
        raise _unopened(target, error) from error


def _read_input() -> bytes:
    """Standard input up to one byte more than is allowed; blocks until it is closed."""
    if sys.stdin is None:
        return b""
    chunks: list[bytes] = []
    size = 0
    try:
        # not through the buffered object: its lock would be held while the program ends
        while size <= MAX_BYTES and (chunk := os.read(sys.stdin.fileno(), _CHUNK)):
            chunks.append(chunk)
            size += len(chunk)
    except OSError as error:
        raise _unopened("standard input", error) from error
    return b"".join(chunks)


def _unopened(target: str, error: OSError) -> ConfigError:
    return ConfigError(f"{clean_line(target, 80)} cannot be read", f"{error.strerror}: look at its permissions.")


async def _in_background(function: Callable[[], bytes]) -> bytes:
    """What a blocking function returns, or the ConfigError it raises.

    In a thread that nobody waits for: a pipe may never close, and cancelling must end the program all the same.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bytes] = loop.create_future()

    def settle(setter: Callable[[], None]) -> None:
        if not done.done():
            setter()

    def run() -> None:
        try:
            outcome = functools.partial(done.set_result, function())
        except ConfigError as error:
            outcome = functools.partial(done.set_exception, error)
        # the loop may be closed by now
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, outcome)

    threading.Thread(target=run, name="saved-page", daemon=True).start()
    return await done
