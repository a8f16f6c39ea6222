"""The reader on the screen: bare `tui-reader`, `open`, `demo`; where there is no terminal, the same printed."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.cli.context import Context, open_context
from tui_reader.cli.signals import run_command

if TYPE_CHECKING:
    from tui_reader.models import PageReading

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


async def _print(context: Context) -> int:
    """Print a target, the newest unread post as it is kept, or the sample's newest post; fetch and mark nothing."""
    from tui_reader.cli import reading, render
    from tui_reader.cli.article import compose

    if context.options.command == "open":
        context.options.targets = [context.options.target]
        context.options.json = context.options.markdown = context.options.text = context.options.no_comments = False
        return await reading.read(context)
    target, stored = "sample", None
    if context.options.command == "reader":
        stored = _newest_unread(context)
        if stored is None and _has_feeds(context):
            context.say("All read. `tui-reader refresh` asks for what is new.")
            return OK
    sample_context = context if stored else open_context(context.options, is_sample=True)
    async with sample_context.sources() as sources:
        if stored is None:
            from tui_reader import sample

            stored = await _newest_of_sample(sources, sample.HOME)
        article = await compose(target, stored, sources.worker, with_comments=True)
        reading.put(render.article(article, render.stdout_paper(sys.stdout), context.now()))
    return OK
