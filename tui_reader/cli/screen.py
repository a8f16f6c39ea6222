"""The reader on the screen: bare `tui-reader`, `open`, `demo`; where there is no terminal, `printed` stands for it."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.context import Context, open_context
from tui_reader.cli.signals import run_command
from tui_reader.errors import ParseError

if TYPE_CHECKING:
    from tui_reader.reader import Preview, Reader, Subscribed
    from tui_reader.ui.services import Mode, Outcome

    Subscribe = Callable[[Preview], Awaitable[Subscribed]]

OK = 0
FAULT = 1
_FIRST_PAINT = 1.0
"""Seconds from the start of the screen until all that stays is certainly there."""


class _FaultError(Exception):
    """The screen ended by a mistake of ours, which Textual has told by then."""


def run(context: Context) -> int:
    """Open the reader, or print what it would open on where one of the standard streams is no terminal."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    is_terminal = all(stream is not None and stream.isatty() for stream in streams)
    if not is_terminal or os.environ.get("TERM") == "dumb":
        from tui_reader.cli import printed

        return run_command(printed.run(context))
    # modules and the first screen are made of objects that stay: looking through them for garbage is in vain
    gc.disable()
    # read by Textual while it is imported: Esc alone is told from a key sequence after 25 ms instead of 100, and what
    # a key draws in a second frame comes 8 ms after the first instead of 17
    os.environ.setdefault("ESCDELAY", "25")
    os.environ.setdefault("TEXTUAL_FPS", "120")
    try:
        return run_command(_show(context))
    except _FaultError:
        return FAULT


async def _show(context: Context) -> int:
    """Run the reader on the screen until it is left for good."""
    command = context.options.command
    if command == "open":
        await _show_target(context)
    elif command == "demo":
        await _show_sample(context)
    else:
        from tui_reader.ui.services import Outcome

        while await _show_library(context) is Outcome.SAMPLE:
            await _show_sample(open_context(context.options, is_sample=True))
    return OK


async def _show_library(context: Context) -> Outcome:
    async with context.reader() as reader:
        return await _run_app(context, reader, "normal")


async def _show_sample(context: Context) -> None:
    import tempfile

    from tui_reader import sample

    with tempfile.TemporaryDirectory(prefix="tui-reader-") as folder:
        async with context.reader(Path(folder)) as reader:
            await reader.feeds.subscribe(await reader.feeds.preview(sample.HOME))
            await _run_app(context, reader, "demo")


async def _show_target(context: Context) -> None:
    import tempfile

    from tui_reader.reader.browsing import browse

    options = context.options
    kept_as = _stored_post(context, options.target)
    if kept_as is not None:
        async with context.reader() as reader:
            await _run_app(context, reader, "normal", start=kept_as)
        return
    with tempfile.TemporaryDirectory(prefix="tui-reader-") as folder:
        async with context.reader(Path(folder)) as reader:
            context.say(f"Looking at {options.target} …")
            browsed = await browse(reader, options.target, base_url=options.base_url)

            async def subscribe(preview: Preview) -> Subscribed:
                async with context.reader() as own:
                    return await own.feeds.subscribe(preview)

            await _run_app(context, reader, "open", start=browsed.post_id, subscribe=subscribe)


def _stored_post(context: Context, target: str) -> int | None:
    """The number of the stored post that a target names; None where it means an address, a file or standard input."""
    from tui_reader.cli import kept
    from tui_reader.reader import naming

    if kept.look_up(context, target) is None:
        return None
    with context.stored() as storage:
        return naming.find_post(storage, target).id if storage else None


async def _run_app(
    context: Context, reader: Reader, mode: Mode, *, start: int | None = None, subscribe: Subscribe | None = None
) -> Outcome:
    """Draw a Reader until the user leaves it. Raises _FaultError."""
    from tui_reader.ui.app import ReaderApp
    from tui_reader.ui.browser import opener
    from tui_reader.ui.delays import Delays
    from tui_reader.ui.refresh_child import RefreshChild
    from tui_reader.ui.services import Outcome, Services
    from tui_reader.ui.terminal import glyphs, theme

    is_offline: bool = context.options.offline
    services = Services(
        reader=reader,
        settings=replace(context.settings, auto_refresh=context.settings.auto_refresh and not is_offline),
        delays=Delays(read=context.settings.mark_read_after),
        now=context.now,
        opener=opener(os.environ),
        refresh=RefreshChild(reader.data_dir, is_sample=context.is_sample, is_offline=is_offline),
        subscribe=subscribe or reader.feeds.subscribe,
        glyphs=glyphs(context.settings, os.environ),
        mode=mode,
    )
    app = ReaderApp(services, theme=theme(context.settings, os.environ), start=start)
    settling = asyncio.create_task(_settle(reader))
    try:
        outcome = await app.run_async()
    finally:
        settling.cancel()
    if app.return_code:
        raise _FaultError
    return outcome or Outcome.QUIT


async def _settle(reader: Reader) -> None:
    """Once the first screen is there: what the first post will need, and garbage collection.

    What is there by then is never looked through again, so that no key has to wait for that.
    """
    await asyncio.sleep(_FIRST_PAINT)
    gc.freeze()
    gc.enable()
    # where no child can be started, opening a post will say so
    with suppress(ParseError):
        await reader.sources.worker.warm()
