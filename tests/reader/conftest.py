"""A Reader on a real database over a blog that is answered from memory, with a clock that the test turns."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site import Pages, site_pages
from tui_reader.fetch import local_transport
from tui_reader.reader import Reader, open_sources

HOME = "https://kettle.example"


@dataclass
class Clock:
    """Seconds since 1970, moved by hand."""

    seconds: float = 1_796_000_000.0

    def __call__(self) -> float:
        return self.seconds


def answered(pages: Pages) -> dict[str, tuple[str, bytes]]:
    """A site's pages by address, as the local transport wants them."""
    return {f"{HOME}{path}": (kind, text.replace("%(base)s", HOME).encode()) for path, (kind, text) in pages.items()}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def blog() -> dict[str, tuple[str, bytes]]:
    return answered(site_pages())


@pytest.fixture
async def reader(tmp_path: Path, clock: Clock, blog: dict[str, tuple[str, bytes]]) -> AsyncIterator[Reader]:
    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(blog))
    async with Reader(tmp_path, sources, now=clock, poll_seconds=0.01) as opened:
        yield opened
