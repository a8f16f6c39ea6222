"""unread: the counters, for status bars, which ask often; loads the database and nothing else."""

from __future__ import annotations

from tui_reader.cli.context import Context, emit


def unread(context: Context) -> int:
    """Print how many posts are unread; with --json starred ones and the total too."""
    with context.stored() as storage:
        counts = storage.feeds.counts() if storage else None
    if context.options.json:
        emit(
            {
                "unread": counts.unread if counts else 0,
                "starred": counts.starred if counts else 0,
                "total": counts.total if counts else 0,
            }
        )
    else:
        print(counts.unread if counts else 0)
    return 0
