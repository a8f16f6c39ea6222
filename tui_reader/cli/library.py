"""add, remove, refresh: the subscriptions, and asking them."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Coroutine
from dataclasses import asdict, dataclass
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

_NICENESS = 10
"""How far a refresh beside an open reader stands back where both want a processor (0 to 19)."""

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
    """Ask feeds and watched threads for what is new; with --child until done or until standard input closes."""
    options = context.options
    if options.child and hasattr(os, "nice"):
        # whoever started us is drawing what somebody looks at
        os.nice(_NICENESS)
    async with context.reader() as reader:
        wanted, unknown = await _named(context, reader, options.feeds)
        if unknown and not wanted:
            return outcome(unknown, unknown)
        only_named = bool(options.feeds or options.watched)
        asking = _refresh(context, reader, wanted if only_named else None, unknown)
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
    failures = 0
    told = _Told()
    titles = {feed.id: feed.title for feed in await reader.feeds.all()}
    with ProgressLine(sys.stderr, is_shown=not (options.json or options.quiet)) as progress:
        # an open reader names the feeds whose time has come, and wants every thread whose time has
        all_watched = options.watched or options.child
        asked = reader.feeds.refresh(feed_ids, jobs=options.jobs or JOBS, all_watched=all_watched)
        async for event in asked:
            if not isinstance(event, RefreshResult):
                progress.show(event.done, event.total, event.failed)
                if options.child:
                    emit({"progress": asdict(event)})
                continue
            told.add(event)
            failures += event.status in FAILURES
            if options.json:
                emit(shapes.refresh_result(event))
            elif event.status in FAILURES or not options.quiet:
                title = titles.get(event.feed_id) if event.post_id is None else await _title(reader, event.post_id)
                # what is as it was is worth a line in a log only
                is_news = event.status in FAILURES or event.posts_new or event.posts_updated or event.comments_new
                progress.line(_result_line(event, title or event.url), is_news=bool(is_news or event.error_message))
    if not told.total:
        context.say(
            "No watched thread's time has come."
            if options.watched
            else "No feeds to refresh. `tui-reader add ADDRESS` follows one."
        )
    elif not options.json:
        context.say(told.line(failures))
    return outcome(failures + unknown, told.total + unknown)


@dataclass(slots=True)
class _Told:
    """What a refresh told of, counted."""

    feeds: int = 0
    threads: int = 0
    posts_new: int = 0
    comments_new: int = 0

    @property
    def total(self) -> int:
        """How many things were asked."""
        return self.feeds + self.threads

    def add(self, result: RefreshResult) -> None:
        """Count one result."""
        self.feeds += result.post_id is None
        self.threads += result.post_id is not None
        self.posts_new += result.posts_new
        self.comments_new += result.comments_new

    def line(self, failures: int) -> str:
        """All of it in one line."""
        parts = []
        if self.feeds:
            parts += [words.plural(self.feeds, "feed"), words.plural(self.posts_new, "new post")]
        if self.threads:
            parts += [words.plural(self.threads, "thread"), words.plural(self.comments_new, "new comment")]
        return " · ".join([*parts, *[f"{failures} failed"] * bool(failures)])


async def _title(reader: Reader, post_id: int) -> str | None:
    return (await reader.posts.get(post_id)).title


def _result_line(result: RefreshResult, title: str) -> str:
    if result.status in FAILURES:
        return f"! {title}: {result.error or result.status}. {result.error_message or ''} <{result.url}>"
    changed = (
        words.plural(result.posts_new, "new post") if result.posts_new else "",
        f"{result.posts_updated} changed" if result.posts_updated else "",
        words.plural(result.comments_new, "new comment") if result.comments_new else "",
    )
    told = ", ".join(part for part in changed if part)
    line = f"+ {title}: {told}" if told else f"{'>' if result.status is RefreshStatus.MOVED else '.'} {title}"
    return f"{line}. {result.error_message}" if result.error_message else line
