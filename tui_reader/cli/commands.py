"""Which function carries out which command."""

from __future__ import annotations

import argparse

from tui_reader.cli.context import Context, complain, open_context
from tui_reader.errors import ConfigError

USAGE = 2


def run(options: argparse.Namespace) -> int:
    """Carry out the command of `options` and return the exit code. Raises TuiReaderError.

    Settings that do not fit are wrong usage, as options are.
    """
    try:
        is_sample = options.command == "demo" or getattr(options, "sample", False)
        context = open_context(options, is_sample=is_sample)
    except ConfigError as error:
        complain(error)
        return USAGE
    return _carry_out(context)


def _carry_out(context: Context) -> int:
    match context.options.command:
        case "reader" | "open" | "demo":
            from tui_reader.cli import screen

            return screen.run(context)
        case "config":
            from tui_reader.cli import settings

            return settings.run(context)
        case "unread":
            from tui_reader.cli.counters import unread

            return unread(context)
        case "posts":
            from tui_reader.cli import lists

            return lists.posts(context)
        case "feeds":
            from tui_reader.cli import lists

            return lists.feeds(context)
        case command:
            return _run_async(command, context)


def _run_async(command: str, context: Context) -> int:
    """The commands that wait for something: the network, the child that reads documents, the one writer."""
    from tui_reader.cli.signals import run_command

    if command == "comments":
        from tui_reader.cli import conversations

        return run_command(conversations.comments(context))
    if command in {"read", "preview"}:
        from tui_reader.cli import reading

        return run_command((reading.read if command == "read" else reading.preview)(context))
    if command in {"mark", "undo"}:
        from tui_reader.cli import marking

        return run_command((marking.mark if command == "mark" else marking.undo)(context))
    if command in {"import", "export"}:
        from tui_reader.cli import exchange

        return run_command((exchange.take_in if command == "import" else exchange.hand_out)(context))
    from tui_reader.cli import library

    keeping = {"add": library.add, "remove": library.remove, "refresh": library.refresh}
    return run_command(keeping[command](context))
