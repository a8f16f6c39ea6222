"""The child: takes jobs from standard input until it closes, and answers each on standard output."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import sys

from tui_reader.content.text import clean, clean_line
from tui_reader.errors import ParseError, TuiReaderError
from tui_reader.worker import frames
from tui_reader.worker.jobs import JOBS


def main(memory_bytes: int, seconds: float) -> None:
    """Works until standard input closes. `seconds` is the parent's limit of a job, `memory_bytes` that of memory."""
    _limit(memory_bytes)
    # what a library prints must not end up between the answers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    while (job := frames.read_frame(sys.stdin.buffer)) is not None:
        # a parent that was killed kills nobody: the alarm ends a job that hangs
        signal.setitimer(signal.ITIMER_REAL, seconds + 5.0)
        answer = run(job)
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        answers.write(frames.frame(answer))
        answers.flush()


def run(payload: bytes) -> bytes:
    """The answer to one job."""
    try:
        job, arguments = frames.read_job(payload, JOBS)
        return frames.write_answer(job, job(*arguments))
    except ParseError as error:
        return _failure(error.title, error.message, error.reason)
    except TuiReaderError as error:
        return _failure(error.title, error.message)
    except MemoryError:
        gc.collect()
        return _failure("This document is too large", "Reading it takes more memory than is allowed.")
    except Exception as error:  # noqa: BLE001  whatever a document breaks in a parser is that document's error alone
        return _failure("This document could not be read", f"It breaks its parser: {type(error).__name__}: {error}")


def _failure(title: str, message: str, reason: str = "not readable") -> bytes:
    shown = clean_line(title, 120) or "This document could not be read"
    return frames.write_failure(frames.Failure(shown, clean(message)[:500], reason))


def _limit(memory_bytes: int) -> None:
    """Bounds memory, leaves no core file, and leaves Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # not every system has both limits
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
