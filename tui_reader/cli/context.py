"""What every command is handed: options, settings, folders, the clock; and how a Reader is opened from them."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.config import DATABASE, Paths, Settings, config_file, find_paths, load_settings
from tui_reader.content.text import clean, clean_line
from tui_reader.errors import TuiReaderError

if TYPE_CHECKING:
    from tui_reader.reader import Reader, Sources
    from tui_reader.storage import Storage

OK, FAILED, SOME_FAILED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Context:
    """One run of the program. `is_sample`: every address is answered from the bundled blog, nothing else is asked."""

    options: argparse.Namespace
    settings: Settings
    paths: Paths
    is_sample: bool = False

    @staticmethod
    def now() -> float:
        """The real clock, seconds since 1970: handed down, read nowhere else."""
        return time.time()

    def sources(self) -> Sources:
        """Network and worker without a database."""
        from tui_reader.reader import open_sources

        transport = None
        if self.is_sample:
            from tui_reader import sample
            from tui_reader.fetch import local_transport

            transport = local_transport(sample.pages())
        return open_sources(
            now=self.now,
            cache_dir=None if self.is_sample else self.paths.cache / "pages",
            transport=transport,
            is_offline=self.options.offline,
        )

    def reader(self, data_dir: Path | None = None) -> Reader:
        """The Reader over the data folder (or another one); an async context manager."""
        from tui_reader.reader import Reader

        return Reader(
            data_dir or self.paths.data,
            self.sources(),
            now=self.now,
            choices_file=None if self.is_sample else self.paths.choices_file,
            may_ask=self.settings.comments.ask,
        )

    @contextmanager
    def stored(self) -> Iterator[Storage | None]:
        """What is kept, for reading only and without waiting for anything; None where nothing was ever kept."""
        from tui_reader.storage import Storage

        path = self.paths.data / DATABASE
        if not path.exists():
            yield None
            return
        storage = Storage.open(path, now=self.now, read_only=True)
        try:
            yield storage
        finally:
            storage.close()

    def say(self, text: str) -> None:
        """Tell the user something that is no data."""
        if not self.options.quiet:
            print(clean(text), file=sys.stderr)

    def fail(self, target: str, error: TuiReaderError) -> None:
        """Tell that a thing asked for failed, and which: on standard error, and in the data where that is JSON."""
        if self.options.json:
            emit({"target": target, "error": {"title": error.title, "message": error.message}})
        complain(error, target)


def open_context(options: argparse.Namespace, *, is_sample: bool = False) -> Context:
    """Settings and folders for one run. Raises ConfigError."""
    path = config_file(os.environ, options.config)
    settings = load_settings(path, required=options.config is not None)
    paths = find_paths(os.environ, settings=settings, data_dir=options.data_dir, config=options.config)
    return Context(options, settings, paths, is_sample)


def complain(error: TuiReaderError, target: str = "") -> None:
    """An error in words on standard error: the thing it is about, what happened, the way out."""
    name = None if target == "-" else clean_line(target, 80)
    place = f"{name}: " if name and name not in error.title else ""
    print(f"tui-reader: {clean(place + error.title)}", file=sys.stderr)
    if error.message:
        print(_indented(clean(error.message)), file=sys.stderr)


def _indented(message: str) -> str:
    """Two blanks before each line; on a terminal sentences are broken between words, in a file never."""
    lines = message.splitlines()
    if sys.stderr.isatty():
        import textwrap

        width = max(shutil.get_terminal_size().columns - 3, 20)
        lines = [part for line in lines for part in textwrap.wrap(line, width, break_long_words=False)]
    return "\n".join(f"  {line}" for line in lines)


def emit(value: dict[str, Any] | None) -> None:
    """One JSON value on its own line of standard output, at once. The last look at its texts is here."""
    print(json.dumps(_cleaned(value), ensure_ascii=False), flush=True)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value


def outcome(failures: int, total: int) -> int:
    """The exit code for several things asked: 0 ok, 1 all failed, 3 some failed."""
    return OK if not failures else FAILED if failures >= total else SOME_FAILED


def put(lines: Iterable[str]) -> None:
    """Print lines of data."""
    for line in lines:
        print(line)
