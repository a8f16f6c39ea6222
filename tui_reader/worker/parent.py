"""The parent's side: starts the child, hands it one job at a time, kills and replaces it where it overruns."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, Self, TypeVar

from tui_reader.errors import ParseError
from tui_reader.models import Block, Discussion, Page, PageReading, ParsedFeed, Request, Thread, ThreadSource
from tui_reader.worker import frames, jobs

if TYPE_CHECKING:
    from types import TracebackType

P = ParamSpec("P")
R = TypeVar("R")


class Worker:
    """Reads documents in a child process. An async context manager; every method raises ParseError and nothing else.

    `seconds` is the limit of one job, its imports included; `memory_bytes` the child's address space. The child is
    started by the first job. A caller that is cancelled leaves its job to end by itself; the next one waits for that.
    """

    def __init__(self, *, seconds: float = 10.0, memory_bytes: int = 1 << 30) -> None:
        self._seconds = seconds
        self._memory_bytes = memory_bytes
        self._lock = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._running: set[asyncio.Task[bytes]] = set()
        self._is_closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_closed = True
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._end()

    async def read(self, page: Page, base_url: str | None = None) -> ParsedFeed | PageReading:
        """A downloaded document, as a feed where its content is one, else as a page.

        `base_url` replaces the page's own address as what its links are relative to.
        """
        return await self._run(jobs.read, page, base_url)

    async def parse_feed(self, page: Page) -> ParsedFeed:
        """A feed document; ParseError for anything else."""
        return await self._run(jobs.parse_feed, page)

    async def read_page(self, page: Page, base_url: str | None = None) -> PageReading:
        """An HTML page, whatever its content looks like."""
        return await self._run(jobs.read_page, page, base_url)

    async def read_part(self, page: Page, source: ThreadSource, engine: str = "") -> Thread:
        """The answer to one of a thread's sources; `rest` are its own further sources.

        Comments have the ids that the engine of this name gives them on the post's page.
        """
        return await self._run(jobs.read_part, page, source, engine)

    async def search_discussions(self, address: str) -> dict[str, Request]:
        """What to ask for the discussions of the page at `address`, by the name of the finder that reads the answer."""
        return await self._run(jobs.search_discussions, address)

    async def find_discussions(self, page: Page, finder: str, address: str) -> tuple[Discussion, ...]:
        """The discussions of the page at `address` that a finder's answer names, the liveliest first."""
        return await self._run(jobs.find_discussions, page, finder, address)

    async def make_blocks(self, html: str, base_url: str | None) -> list[Block]:
        """A stored body as blocks."""
        return await self._run(jobs.make_blocks, html, base_url)

    async def make_many(self, bodies: Sequence[tuple[str, str | None]]) -> list[list[Block]]:
        """Stored bodies (HTML, base address) as blocks, in their order."""
        return await self._run(jobs.make_many, list(bodies))

    async def to_markdown(self, html: str, base_url: str | None) -> str:
        """A stored body as Markdown."""
        return await self._run(jobs.to_markdown, html, base_url)

    async def warm(self) -> None:
        """Starts the child and lets it load its parsers, so that the first document need not wait for that."""
        await self._run(jobs.warm)

    async def _run(self, job: Callable[P, R], *arguments: P.args, **_: P.kwargs) -> R:
        # a large page takes milliseconds to write and read as JSON
        payload = await asyncio.to_thread(frames.write_job, job, arguments)
        if self._is_closed:
            raise _closed()
        task = asyncio.get_running_loop().create_task(self._exchange(payload))
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            answer = await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():
                raise _closed() from None
            raise
        result: R = await asyncio.to_thread(frames.read_answer, job, answer)
        return result

    def _forget(self, task: asyncio.Task[bytes]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            # looked at, so that an error nobody waits for any more is not reported as lost
            task.exception()

    async def _exchange(self, payload: bytes) -> bytes:
        """One job and its answer; whatever prevents the answer costs the child its life."""
        async with self._lock:
            is_answered = False
            try:
                process = await self._ready()
                async with asyncio.timeout(self._seconds):
                    answer = await _ask(process, payload)
                is_answered = True
                return answer
            except TimeoutError as error:
                message = f"Reading it was stopped after {self._seconds:.0f} seconds."
                raise ParseError("This document took too long to read", message) from error
            except (asyncio.IncompleteReadError, OSError) as error:
                message = "The process that reads documents ended over it. What was stored before stays."
                raise ParseError("This document could not be read", message) from error
            finally:
                if not is_answered:
                    await self._end()

    async def _ready(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is not None:
            await self._end()
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                # the current folder's modules are none of ours
                "-P",
                "-X",
                "utf8",
                "-m",
                "tui_reader.worker",
                str(self._memory_bytes),
                str(self._seconds),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                # Ctrl-C and a closed terminal are the parent's to answer
                start_new_session=True,
                env=_environment(),
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.stdin.close()
        with contextlib.suppress(OSError):
            await process.stdin.wait_closed()
        # the pipe is closed by reading it to its end
        await process.stdout.read()
        await process.wait()


def _closed() -> ParseError:
    return ParseError("This document was not read", "The program is closing.")


async def _ask(process: asyncio.subprocess.Process, payload: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(frames.frame(payload))
    await process.stdin.drain()
    size = int.from_bytes(await process.stdout.readexactly(frames.HEAD))
    if size > frames.LONGEST:
        raise asyncio.IncompleteReadError(b"", size)
    return await process.stdout.readexactly(size)


def _environment() -> dict[str, str]:
    """The parent's environment, with the folder this package is in where Python would not look by itself."""
    environment = dict(os.environ)
    folder = str(Path(__file__).resolve().parents[2])
    if folder not in sysconfig.get_paths().values():
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = f"{folder}{os.pathsep}{known}" if known else folder
    return environment
