"""The reader on the screen: bare `tui-reader`, `open`, `demo`; where there is no terminal, the same printed."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.context import Context, open_context
from tui_reader.cli.signals import run_command
from tui_reader.models import PageReading

if TYPE_CHECKING:
    from tui_reader.reader import Preview, Reader, Sources, Subscribed
    from tui_reader.ui.services import Mode, Outcome

    Subscribe = Callable[[Preview], Awaitable[Subscribed]]

OK = 0


def run(options: argparse.Namespace) -> int:
    """Open the reader, or print what it would open on where one of the standard streams is no terminal."""
    context = open_context(options, is_sample=options.command == "demo")
    streams = (sys.stdin, sys.stdout, sys.stderr)
    is_terminal = all(stream is not None and stream.isatty() for stream in streams)
    if not is_terminal or os.environ.get("TERM") == "dumb":
        return run_command(_print(context))
    # read by Textual while it is imported: Esc alone is told from a key sequence after 25 ms instead of 100
    os.environ.setdefault("ESCDELAY", "25")
    return run_command(_show(context))


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
    from tui_reader import sample

    with tempfile.TemporaryDirectory(prefix="tui-reader-") as folder:
        async with context.reader(Path(folder)) as reader:
            await reader.feeds.subscribe(await reader.feeds.preview(sample.HOME))
            await _run_app(context, reader, "demo")


async def _show_target(context: Context) -> None:
    from tui_reader.reader.browsing import browse

    options = context.options
    with tempfile.TemporaryDirectory(prefix="tui-reader-") as folder:
        async with context.reader(Path(folder)) as reader:
            context.say(f"Looking at {options.target} …")
            browsed = await browse(reader, options.target, base_url=options.base_url)

            async def subscribe(preview: Preview) -> Subscribed:
                async with context.reader() as own:
                    return await own.feeds.subscribe(preview)

            await _run_app(context, reader, "open", start=browsed.post_id, subscribe=subscribe)


async def _run_app(
    context: Context, reader: Reader, mode: Mode, *, start: int | None = None, subscribe: Subscribe | None = None
) -> Outcome:
    """Draw a Reader until the user leaves it."""
    from tui_reader.ui.app import ReaderApp
    from tui_reader.ui.browser import opener
    from tui_reader.ui.delays import Delays
    from tui_reader.ui.refresh_child import RefreshChild
    from tui_reader.ui.services import Outcome, Services
    from tui_reader.ui.terminal import glyphs, theme

    services = Services(
        reader=reader,
        settings=context.settings,
        delays=Delays(read=context.settings.mark_read_after),
        now=context.now,
        opener=opener(os.environ),
        refresh=RefreshChild(reader.data_dir, is_sample=context.is_sample),
        subscribe=subscribe or reader.feeds.subscribe,
        glyphs=glyphs(context.settings, os.environ),
        mode=mode,
    )
    return await ReaderApp(services, theme=theme(context.settings, os.environ), start=start).run_async() or Outcome.QUIT


# ------------------------------------------------------------------------------------------------ without a terminal


async def _print(context: Context) -> int:
    """Print a target, the newest unread post as it is kept, or the sample's newest post; mark nothing."""
    from tui_reader.cli import reading

    options = context.options
    if options.command == "open":
        options.targets = [options.target]
        options.json = options.markdown = options.text = options.no_comments = False
        return await reading.read(context)
    if options.command == "reader":
        kept, has_feeds = _newest_unread(context)
        if kept is None and has_feeds:
            context.say("All read. `tui-reader refresh` asks for what is new.")
            return OK
        if kept is not None:
            async with context.sources() as sources:
                return await _print_post(context, sources, kept)
    from tui_reader import sample

    async with open_context(options, is_sample=True).sources() as sources:
        front = (await sources.read(sample.HOME)).reading
        post = (await sources.read(front.posts[0].url or sample.HOME)).reading
        assert isinstance(post, PageReading), "the front page of the sample lists pages"
        return await _print_post(context, sources, post)


async def _print_post(context: Context, sources: Sources, reading: PageReading) -> int:
    from tui_reader.cli import reading as printing
    from tui_reader.cli import render
    from tui_reader.cli.article import compose

    article = await compose("", reading, sources.worker, with_comments=True)
    printing.put(render.article(article, render.stdout_paper(sys.stdout), context.now()))
    return OK


def _newest_unread(context: Context) -> tuple[PageReading | None, bool]:
    """The newest unread post as it is kept, and whether anything is followed at all."""
    from tui_reader.models import PostFilter
    from tui_reader.reader import naming

    with context.stored() as storage:
        if storage is None:
            return None, False
        rows = storage.posts.window(PostFilter(is_unread=True), after=1).rows
        return (naming.stored_reading(storage, rows[0]) if rows else None), bool(storage.feeds.all())
