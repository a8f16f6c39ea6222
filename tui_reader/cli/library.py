"""add, remove, refresh: the subscriptions, and asking them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from tui_reader import words
from tui_reader.cli import shapes
from tui_reader.cli.context import OK, Context, emit, outcome
from tui_reader.cli.progress import ProgressLine
from tui_reader.errors import TuiReaderError
from tui_reader.models import ChangeKind, RefreshResult, RefreshStatus
from tui_reader.reader.feeds import JOBS

if TYPE_CHECKING:
    from tui_reader.reader import Reader, Subscribed

FAILURES = frozenset({RefreshStatus.ERROR, RefreshStatus.GONE})


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
            _tell_added(context, done)
    return outcome(failures, len(options.targets))


def _tell_added(context: Context, done: Subscribed) -> None:
    feed = done.feed
    if context.options.json:
        change = shapes.change(done.change) if done.change else shapes.no_change(ChangeKind.SUBSCRIBE)
        emit({**change, "ids": [feed.id], "feed": shapes.feed(feed)})
        return
    verb = "Already there" if done.already else "Subscribed"
    print(f"{verb}: {feed.id} {feed.title} · {words.plural(feed.total, 'post')}")
    if feed.error:
        context.say(f"  It could not be asked just now: {feed.error}. {feed.error_message or ''}".rstrip())


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
            if options.json:
                emit(shapes.change(change) if change else shapes.no_change(ChangeKind.REMOVE))
            else:
                context.say(f"Unsubscribed from {feed.title}. `tui-reader undo` brings it back.")
    return outcome(failures, len(options.feeds))


async def refresh(context: Context) -> int:
    """Ask feeds for what is new; with --child until done or until standard input closes."""
    options = context.options
    async with context.reader() as reader:
        wanted, unknown = await _named(context, reader, options.feeds)
        if unknown and not wanted:
            return outcome(unknown, unknown)
        asking = _refresh(context, reader, wanted if options.feeds else None, unknown)
        return await (_while_wanted(asking) if options.child else asking)


async def _named(context: Context, reader: Reader, names: list[str]) -> tuple[list[int], int]:
    """The numbers of the feeds that are named, and how many names name none."""
    found: list[int] = []
    unknown = 0
    for name in names:
        try:
            found.append((await reader.feeds.find(name)).id)
        except TuiReaderError as error:
            unknown += 1
            context.fail(name, error)
    return found, unknown


async def _while_wanted(asking: Coroutine[None, None, int]) -> int:
    """Carry on until done, or until whoever started us closes our standard input."""
    work = asyncio.ensure_future(asking)
    closed = asyncio.ensure_future(_stdin_closed())
    try:
        await asyncio.wait((work, closed), return_when=asyncio.FIRST_COMPLETED)
    finally:
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


async def _refresh(context: Context, reader: Reader, feed_ids: list[int] | None, unknown: int) -> int:
    """Ask and tell; `unknown` names failed before."""
    options = context.options
    failures = total = new = 0
    titles = {feed.id: feed.title for feed in await reader.feeds.all()}
    with ProgressLine(sys.stderr, is_shown=not (options.json or options.quiet)) as progress:
        async for event in reader.feeds.refresh(feed_ids, jobs=options.jobs or JOBS):
            if not isinstance(event, RefreshResult):
                progress.show(event.done, event.total, event.failed)
                if options.child:
                    emit({"progress": asdict(event)})
                continue
            total += 1
            new += event.posts_new
            failures += event.status in FAILURES
            if options.json:
                emit(shapes.refresh_result(event))
            elif event.status in FAILURES or not options.quiet:
                # what is as it was is worth a line in a log only
                is_news = event.status in FAILURES or event.posts_new or event.posts_updated
                progress.line(_result_line(event, titles), is_news=bool(is_news))
    if not total:
        context.say("No feeds to refresh. `tui-reader add ADDRESS` follows one.")
    elif not options.json:
        told = f"{words.plural(total, 'feed')} · {words.plural(new, 'new post')}"
        context.say(f"{told} · {failures} failed" if failures else told)
    return outcome(failures + unknown, total + unknown)


def _result_line(result: RefreshResult, titles: Mapping[int, str]) -> str:
    title = titles.get(result.feed_id) or result.url
    if result.status in FAILURES:
        return f"! {title}: {result.error or result.status}. {result.error_message or ''} <{result.url}>"
    changed = (
        words.plural(result.posts_new, "new post") if result.posts_new else "",
        f"{result.posts_updated} changed" if result.posts_updated else "",
    )
    told = ", ".join(part for part in changed if part)
    return f"+ {title}: {told}" if told else f"{'>' if result.status is RefreshStatus.MOVED else '.'} {title}"
