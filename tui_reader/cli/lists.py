"""posts, unread, mark, undo: what is stored, listed and marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tui_reader import layout
from tui_reader.cli import render, shapes
from tui_reader.cli.context import Context, emit
from tui_reader.cli.reading import outcome, put
from tui_reader.errors import TuiReaderError
from tui_reader.layout import Run
from tui_reader.models import Post, PostFilter
from tui_reader.reader import naming
from tui_reader.ui import words

OK, FAILED = 0, 1


def posts(context: Context) -> int:
    """List stored posts, newest first."""
    options = context.options
    with context.stored() as storage:
        rows: tuple[Post, ...] = ()
        if storage is not None:
            wanted = PostFilter(
                feed_id=naming.find_feed(storage, options.feed).id if options.feed else None,
                folder=options.folder,
                is_unread=options.unread,
                is_starred=options.starred,
            )
            rows = storage.posts.window(wanted, after=options.limit).rows
    if options.json:
        for post in rows:
            emit(shapes.post(post))
    elif rows:
        put(_post_lines(rows, render.stdout_paper(sys.stdout), context.now()))
    else:
        context.say("No posts here. `tui-reader feeds` lists the subscriptions, `tui-reader refresh` asks them.")
    return OK


def _post_lines(rows: tuple[Post, ...], paper: render.Paper, now: float) -> Iterator[str]:
    width = max(len(str(post.id)) for post in rows)
    for post in rows:
        age = words.age(post.published, now) if post.published else ""
        talk = f"{post.comment_count}" if post.comment_count else ""
        right = "  ".join(part for part in (talk, age) if part)
        room = paper.width - width - 4 - len(right) - 2
        title = layout.pad(layout.cut(post.title or post.snippet or post.url or "", room), room)
        yield paper.draw(
            (
                Run(f"{post.id:>{width}} ", "quiet"),
                Run("• " if not post.is_read else "  ", "accent"),
                Run("* " if post.is_starred else "  ", "accent"),
                Run(title, "muted" if post.is_read else "strong"),
                Run(f"  {right}", "muted"),
            )
        )


async def mark(context: Context) -> int:
    """Mark posts read, unread, starred or not."""
    options = context.options
    failures = 0
    async with context.reader() as reader:
        for name in options.posts:
            try:
                post = await reader.posts.find(name)
                label = f"{post.title or post.url or post.id} marked {options.kind}"
                if options.kind in {"read", "unread"}:
                    change = await reader.changes.mark_read([post.id], is_read=options.kind == "read", label=label)
                else:
                    change = await reader.changes.star([post.id], is_starred=options.kind == "star", label=label)
            except TuiReaderError as error:
                failures += 1
                context.fail(name, error)
                continue
            if options.json:
                emit(
                    shapes.change(change)
                    if change
                    else {"change": None, "kind": options.kind, "ids": [], "undo_of": None}
                )
            else:
                context.say(label if change else f"{post.title or post.id}: nothing to change")
    return outcome(failures, len(options.posts))


async def undo(context: Context) -> int:
    """Take the last deliberate change back."""
    async with context.reader() as reader:
        change = await reader.changes.undo()
    if change is None:
        context.say("Nothing to undo.")
        return FAILED
    if context.options.json:
        emit(shapes.change(change))
    else:
        context.say(change.label or f"Undone: {words.plural(change.count, 'thing')}")
    return OK
