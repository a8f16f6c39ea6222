"""add, remove, refresh, feeds: the subscriptions."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui_reader.cli import render, shapes
from tui_reader.cli.context import Context, emit
from tui_reader.cli.progress import ProgressLine
from tui_reader.cli.reading import outcome, put
from tui_reader.errors import TuiReaderError
from tui_reader.layout import Run
from tui_reader.models import Feed, RefreshResult, RefreshStatus
from tui_reader.reader.feeds import JOBS
from tui_reader.ui import words

if TYPE_CHECKING:
    from tui_reader.reader import Reader

OK = 0


async def add(context: Context) -> int:
    """Subscribe to targets; one that fails does not stop the others."""
    options = context.options
    failures = 0
    async with context.reader() as reader:
        for target in options.targets:
            try:
                preview = await reader.feeds.preview(target)
                done = await reader.feeds.subscribe(preview, folder=options.folder, title=options.title)
            except TuiReaderError as error:
                failures += 1
                context.fail(target, error)
                continue
            if options.json:
                change = shapes.change(done.change) if done.change else {"change": None, "kind": "subscribe"}
                emit({**change, "ids": [done.feed.id], "feed": shapes.feed(done.feed)})
            else:
                verb = "Already there" if done.already else "Subscribed"
                print(f"{verb}: {done.feed.id} {done.feed.title} · {words.plural(done.feed.total, 'post')}")
                if done.feed.error_message:
                    context.say(f"  {done.feed.error_message}")
    return outcome(failures, len(options.targets))


async def remove(context: Context) -> int:
    """Unsubscribe from feeds."""
    options = context.options
    failures = 0
    async with context.reader() as reader:
        for name in options.feeds:
            try:
                feed = await reader.feeds.find(name)
                change = await reader.changes.remove(feed.id, label=f"Unsubscribed from {feed.title}")
            except TuiReaderError as error:
                failures += 1
                context.fail(name, error)
                continue
            if options.json and change is not None:
                emit(shapes.change(change))
            else:
                context.say(f"Unsubscribed from {feed.title}. `tui-reader undo` brings it back.")
    return outcome(failures, len(options.feeds))


async def refresh(context: Context) -> int:
    """Ask feeds for what is new; with --child until done or until standard input closes."""
    options = context.options
    async with context.reader() as reader:
        feed_ids = None
        if options.feeds:
            feed_ids = [(await reader.feeds.find(name)).id for name in options.feeds]
        if not options.child:
            return await _refresh(context, reader, feed_ids)
        work = asyncio.ensure_future(_refresh(context, reader, feed_ids))
        closed = asyncio.ensure_future(_stdin_closed())
        await asyncio.wait((work, closed), return_when=asyncio.FIRST_COMPLETED)
        for task in (work, closed):
            task.cancel()
        await asyncio.gather(work, closed, return_exceptions=True)
        return OK if work.cancelled() else work.result()


async def _stdin_closed() -> None:
    """Wait until whoever started us closes our standard input."""
    stream = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(stream), sys.stdin
    )
    try:
        await stream.read()
    finally:
        transport.close()


async def _refresh(context: Context, reader: Reader, feed_ids: list[int] | None) -> int:
    options = context.options
    failures = total = new = 0
    with ProgressLine(sys.stderr, is_shown=not (options.json or options.quiet)) as progress:
        async for event in reader.feeds.refresh(feed_ids, jobs=options.jobs or JOBS):
            if not isinstance(event, RefreshResult):
                progress.show(event.done, event.total, event.failed)
                if options.child:
                    emit({"progress": asdict(event)})
                continue
            total += 1
            new += event.posts_new
            failures += event.status in {RefreshStatus.ERROR, RefreshStatus.GONE}
            if options.json:
                emit(shapes.refresh_result(event))
            elif not options.quiet:
                progress.line(_result_line(event))
    if not total:
        context.say("No feeds to refresh. `tui-reader add ADDRESS` follows one.")
    elif not options.json:
        context.say(f"{words.plural(total, 'feed')} · {words.plural(new, 'new post')} · {failures} failed")
    return outcome(failures, total)


def _result_line(result: RefreshResult) -> str:
    if result.error:
        return f"! {result.url}: {result.error}"
    if result.posts_new or result.posts_updated:
        return f"+ {result.url}: {result.posts_new} new, {result.posts_updated} changed"
    return f". {result.url}"


def feeds(context: Context) -> int:
    """List subscriptions."""
    with context.stored() as storage:
        every = storage.feeds.all() if storage else []
    if context.options.json:
        for feed in every:
            emit(shapes.feed(feed))
    elif every:
        put(_feed_lines(every, render.stdout_paper(sys.stdout)))
    else:
        context.say("No subscriptions yet. `tui-reader add ADDRESS` follows a blog.")
    return OK


def _feed_lines(every: list[Feed], paper: render.Paper) -> Iterator[str]:
    width = max(len(str(feed.id)) for feed in every)
    folder: str | None = None
    for feed in every:
        if feed.folder and feed.folder != folder:
            yield paper.draw((Run(feed.folder, "heading"),))
        folder = feed.folder
        mark = "!" if feed.error else " "
        counts = f"{feed.unread} of {feed.total}" + (f" · {feed.error}" if feed.error else "")
        role = "strong" if feed.unread else "muted"
        yield paper.draw(
            (
                Run(f"{feed.id:>{width}} ", "quiet"),
                Run(f"{mark} ", "error"),
                Run(feed.title, role),
                Run(f"  {counts}", "muted"),
            )
        )
