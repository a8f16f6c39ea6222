"""Pages kept on disk for a while: one file an address, the oldest ones dropped when they grow too many.

It is only a convenience: a file that cannot be read or written counts as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from tui_reader.models import Page

_FIELDS = frozenset(Page.__dataclass_fields__) - {"content"}


class PageCache:
    """Pages in a folder, keyed by the SHA-256 of the address asked for; at most `limit` bytes of them. Blocking."""

    def __init__(self, folder: Path, *, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def get(self, url: str, *, newest: float | None = None, max_age: float | None = None) -> Page | None:
        """The page kept for an address; with `max_age` only one fetched within so many seconds before `newest`."""
        try:
            head, _, content = self._path(url).read_bytes().partition(b"\n")
            page = Page(content=content, **{name: value for name, value in json.loads(head).items() if name in _FIELDS})
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        if page.requested_url != url:
            return None
        if max_age is not None and newest is not None and not newest - max_age <= page.fetched_at <= newest:
            return None
        return page

    def has(self, url: str) -> bool:
        """Whether something is kept for an address, of whatever age."""
        return self._path(url).exists()

    def put(self, page: Page) -> None:
        """Keeps a page under the address it was asked for, in place of an older one."""
        head = asdict(replace(page, content=b""))
        del head["content"]
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # another process may write the same page: each writes its own file and renames it
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix="new-", delete=False) as file:
                try:
                    file.write(json.dumps(head).encode() + b"\n" + page.content)
                    file.close()
                    Path(file.name).replace(self._path(page.requested_url))
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            self._shrink()

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()

    def _shrink(self) -> None:
        """Drops the oldest files until three quarters of the limit are left, if there are too many."""
        with os.scandir(self._folder) as entries:
            files = sorted(
                ((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in entries), reverse=True
            )
        total = 0
        is_full = sum(size for _, size, _ in files) > self._limit
        for _, size, path in files if is_full else ():
            total += size
            if total > self._limit * 3 // 4:
                Path(path).unlink(missing_ok=True)
