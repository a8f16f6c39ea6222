"""What all measurements share: how often, how large, and the databases, made once a run or, where large, kept."""

from __future__ import annotations

import os
import shutil
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.benchmarks import library

SMALL = (200, 20_000)
LARGE = (1_000, 1_000_000)
THREAD = 10_000


@dataclass
class Setup:
    """One run. `folder` is gone at its end; `rounds` scales every repetition."""

    folder: Path
    rounds: int
    is_large: bool

    @property
    def size(self) -> str:
        """What the library holds, in words."""
        feeds, posts = LARGE if self.is_large else SMALL
        return f"{feeds:,} feeds, {posts:,} posts"

    @cached_property
    def library(self) -> Path:
        """A data folder of that size, with a thread of THREAD comments; for reading and marking only."""
        if not self.is_large:
            return self._made(self.folder / "library", *SMALL)
        kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tui-reader-benchmarks"
        made = kept / "large-1"
        if not made.exists():
            sys.stderr.write(f"making a library of {self.size} in {made}; it is kept there\n")
            shutil.rmtree(kept, ignore_errors=True)
            self._made(kept / "unfinished", *LARGE).rename(made)
        return made

    def copy(self, name: str) -> Path:
        """A data folder like `library`, to write to."""
        target = self.folder / name
        shutil.copytree(self.library, target)
        return target

    def _made(self, data_dir: Path, feeds: int, posts: int) -> Path:
        now = time.time()
        library.fill(data_dir, now=now, feeds=feeds, posts=posts)
        library.add_thread(data_dir, THREAD, now=now)
        return data_dir
