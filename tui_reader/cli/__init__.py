"""The command line: reads the words, puts the parts together, tells how it went by the exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from tui_reader.cli.parser import parse
from tui_reader.errors import TuiReaderError

OK = 0
FAILED = 1
INTERRUPTED = 130
_CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 ok, 1 all failed, 2 usage, 3 some failed, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        _make_safe(stream)
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read us has what it wanted
        _drop_output()
        return OK
    except OSError as error:
        if error.errno not in _CANNOT_WRITE:
            raise
        _drop_output()
        with suppress(OSError):
            print(f"tui-reader: the output cannot be written: {error.strerror}", file=sys.stderr)
        return FAILED
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = parse(argv)
    except SystemExit as end:
        # argparse has told what it had to tell
        return end.code if isinstance(end.code, int) else OK
    from tui_reader.cli.commands import run
    from tui_reader.cli.context import complain

    try:
        return run(options)
    except TuiReaderError as error:
        complain(error)
        return FAILED


def _make_safe(stream: object) -> None:
    """No character may end the program; a pipe or file gets UTF-8 whatever the locale says."""
    if isinstance(stream, io.TextIOWrapper):
        is_chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
        stream.reconfigure(encoding=None if is_chosen else "utf-8", errors="replace")


def _drop_output() -> None:
    """Python would complain once more while it closes what cannot be written."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
