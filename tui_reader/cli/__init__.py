"""The command line: reads the words, puts the parts together, tells how it went by the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tui_reader.cli.parser import build_parser
from tui_reader.errors import ConfigError, TuiReaderError

OK = 0
FAILED = 1
USAGE = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 ok, 1 all failed, 2 usage, 3 some failed, 130 interrupted."""
    options = build_parser().parse_args(argv)
    try:
        from tui_reader.cli.commands import run

        code = run(options)
        sys.stdout.flush()
    except ConfigError as error:
        return _say(error, USAGE)
    except TuiReaderError as error:
        return _say(error, FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # whoever read us has what it wanted; python would complain once more while it closes stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def _say(error: TuiReaderError, code: int) -> int:
    print(f"tui-reader: {error.title}", file=sys.stderr)
    if error.message:
        print(f"  {error.message}", file=sys.stderr)
    return code
