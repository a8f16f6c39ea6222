"""mark, undo: what the user does to stored posts, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader import words
from tui_reader.cli import shapes
from tui_reader.cli.context import FAILED, OK, Context, emit, outcome
from tui_reader.errors import TuiReaderError

if TYPE_CHECKING:
    from tui_reader.models import Change
    from tui_reader.reader import Reader


_DONE = {
    "read": "Marked read:",
    "unread": "Marked unread:",
    "star": "Starred",
    "unstar": "Star taken from",
    "watch": "Watching",
    "unwatch": "No longer watching",
}


async def mark(context: Context) -> int:
    """Mark posts read, unread, starred or watched, or not; one that is not found does not stop the others."""
    options = context.options
    failures = 0
    async with context.reader() as reader:
        for name in options.posts:
            try:
                title, change = await _mark_one(reader, name, options.kind)
            except TuiReaderError as error:
                failures += 1
                context.fail(name, error)
                continue
            if options.json:
                emit(shapes.change(change) if change else shapes.no_change(options.kind))
            else:
                context.say(f"{_DONE[options.kind]} {title}" if change else f"Was so already: {title}")
    return outcome(failures, len(options.posts))


async def _mark_one(reader: Reader, name: str, kind: str) -> tuple[str, Change | None]:
    """The post's title, and the Change, None where the post was so already."""
    post = await reader.posts.find(name)
    title = post.title or post.url or f"Post {post.id}"
    label = f"{_DONE[kind]} {title}"
    if kind in {"read", "unread"}:
        return title, await reader.changes.mark_read([post.id], is_read=kind == "read", label=label)
    if kind in {"watch", "unwatch"}:
        return title, await reader.watching.watch(post.id, is_watched=kind == "watch", label=label)
    return title, await reader.changes.star([post.id], is_starred=kind == "star", label=label)


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
        context.say(f"Undone: {change.label.removeprefix('Undone: ') or words.plural(change.count, 'thing')}")
    return OK
