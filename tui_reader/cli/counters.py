"""unread: the counters, for status bars, which ask often; loads the database and nothing else."""

from __future__ import annotations

from tui_reader.cli.context import Context, emit


def unread(context: Context) -> int:
    """Print how many posts are unread; with --json the other counters too: `new_comments` are in watched threads."""
    with context.stored() as storage:
        counts = storage.feeds.counts() if storage else None
    if context.options.json:
        names = ("unread", "starred", "total", "watched", "new_comments")
        emit({name: getattr(counts, name, 0) for name in names})
    else:
        print(counts.unread if counts else 0)
    return 0
