"""How much the network may take: time, bytes, hops, hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one request, and how hard the network may be leaned on.

    `seconds` bounds a whole request with its redirects, `quiet_seconds` each silence in it. `content_bytes` bounds the
    decoded body, `ratio` how many times larger than its compressed form a body over one MiB may be. `concurrency` is
    for all hosts together; one host gets one request at a time, the next `spacing` seconds after the last one ended.
    """

    seconds: float = 60.0
    quiet_seconds: float = 10.0
    content_bytes: int = 16 << 20
    ratio: int = 200
    redirects: int = 5
    concurrency: int = 64
    spacing: float = 0.2
    retry_after: float = 24 * 3600.0
    cache_bytes: int = 64 << 20


@dataclass(frozen=True, slots=True)
class DriveLimits:
    """How far one drive for the rest of a thread may go: requests, bytes taken, different hosts asked."""

    pages: int = 200
    content_bytes: int = 64 << 20
    hosts: int = 4


FIRST_LOOK: Final = DriveLimits(pages=3, content_bytes=16 << 20)
"""What opening a thread may take beside the page itself: most threads are whole with that."""
