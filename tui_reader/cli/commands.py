"""Which function carries out which command."""

from __future__ import annotations

import argparse

from tui_reader.cli.context import open_context


def run(options: argparse.Namespace) -> int:
    """Carry out the command of `options` and return the exit code. Raises TuiReaderError."""
    match options.command:
        case "reader" | "open" | "demo":
            from tui_reader.cli import screen

            return screen.run(options)
        case "config":
            from tui_reader.cli import settings

            return settings.show(open_context(options))
        case "read" | "preview" | "comments":
            from tui_reader.cli import reading
            from tui_reader.cli.signals import run_command

            commands = {"read": reading.read, "preview": reading.preview, "comments": reading.comments}
            return run_command(commands[options.command](open_context(options)))
        case "unread":
            from tui_reader.cli.counters import unread

            return unread(open_context(options))
        case "posts" | "feeds":
            from tui_reader.cli import library, lists

            return (lists.posts if options.command == "posts" else library.feeds)(open_context(options))
        case "mark" | "undo":
            from tui_reader.cli import lists
            from tui_reader.cli.signals import run_command

            return run_command((lists.mark if options.command == "mark" else lists.undo)(open_context(options)))
    from tui_reader.cli import library
    from tui_reader.cli.signals import run_command

    keeping = {"add": library.add, "remove": library.remove, "refresh": library.refresh}
    is_sample = getattr(options, "sample", False)
    return run_command(keeping[options.command](open_context(options, is_sample=is_sample)))
