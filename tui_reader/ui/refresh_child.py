"""A refresh in a process of its own: started here, read line by line, ended by closing its input.

The screen stays quick because fetching and parsing happen elsewhere; the database is what both share.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from tui_reader.errors import TuiReaderError

_GRACE: Final = 2.0
"""Seconds that a child has to end by itself once its input is closed."""


class Answered(NamedTuple):
    """One feed was asked: how it ended (a `RefreshStatus` value), how many posts are new, why it failed."""

    feed_id: int
    status: str
    posts_new: int = 0
    error: str | None = None


class Progressed(NamedTuple):
    """How far a refresh is; `asking` are the feeds that are being asked at the moment, where the child tells."""

    done: int
    total: int
    failed: int
    asking: tuple[int, ...] = ()


class RefreshChild:
    """Starts refreshes, at most one at a time."""

    def __init__(
        self,
        data_dir: Path,
        *,
        is_sample: bool = False,
        is_offline: bool = False,
        command: Sequence[str] | None = None,
    ) -> None:
        """`is_offline`: nothing is asked of the network. `command` is what to start in place of this program."""
        program = command or (sys.executable, "-m", "tui_reader")
        self._before = (*program, "refresh", "--json", "--child", "--data-dir", str(data_dir))
        self._after = tuple(name for name, is_on in (("--sample", is_sample), ("--offline", is_offline)) if is_on)
        self._process: Process | None = None

    @property
    def is_running(self) -> bool:
        """Whether a refresh is under way."""
        return self._process is not None

    def stop(self) -> None:
        """Ask the child to end; what it has stored so far stays."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    async def run(
        self, feed_ids: Sequence[int] = (), *, is_watched_only: bool = False
    ) -> AsyncIterator[Answered | Progressed]:
        """Refresh these feeds, or all, and tell what happens. Raises TuiReaderError where no child can be started.

        Watched threads whose time has come are asked too, `is_watched_only`: nothing else. What is new in them is not
        told here; it is seen in the database.
        """
        which = ("--watched",) if is_watched_only else tuple(str(feed_id) for feed_id in feed_ids)
        argv = (*self._before, *which, *self._after)
        try:
            process = await asyncio.create_subprocess_exec(*argv, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        except OSError as error:
            raise TuiReaderError("The refresh could not be started", str(error)) from error
        self._process = process
        try:
            assert process.stdout is not None, "a pipe was asked for"
            async for line in process.stdout:
                told = _read(line)
                if told is not None:
                    yield told
        finally:
            self.stop()
            self._process = None
            await _end(process)


async def _end(process: Process) -> None:
    """Wait for a child whose input is closed; one that does not end is killed."""
    try:
        await asyncio.wait_for(process.wait(), _GRACE)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _read(line: bytes) -> Answered | Progressed | None:
    """One line of the child as what it tells; None for anything else."""
    try:
        told = json.loads(line)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    progress = told.get("progress")
    if isinstance(progress, dict):
        return Progressed(
            _number(progress, "done"),
            _number(progress, "total"),
            _number(progress, "failed"),
            tuple(feed for feed in progress.get("asking") or () if isinstance(feed, int)),
        )
    if isinstance(told.get("feed"), int):
        error = told.get("error")
        return Answered(
            told["feed"], str(told.get("status")), _number(told, "posts_new"), str(error) if error else None
        )
    return None


def _number(table: dict[str, Any], name: str) -> int:
    value = table.get(name)
    return value if isinstance(value, int) else 0
