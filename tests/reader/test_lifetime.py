"""A Reader from its opening to its end: what was asked for is stored, whatever fails meanwhile."""

import asyncio
from pathlib import Path

import pytest

from tests.reader.conftest import HOME, Clock
from tui_reader.errors import StorageError
from tui_reader.fetch import local_transport
from tui_reader.models import PostFilter
from tui_reader.reader import Reader, open_sources

Blog = dict[str, tuple[str, bytes]]


def opened(folder: Path, clock: Clock, blog: Blog) -> Reader:
    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(blog))
    return Reader(folder, sources, now=clock, poll_seconds=0)


async def looked(reader: Reader) -> None:
    """Give the look for other processes' changes its turns."""
    for _ in range(50):
        await reader.posts.count(PostFilter())


async def test_marks_are_stored_where_a_listener_breaks_the_look_for_other_processes(
    tmp_path: Path, clock: Clock, blog: Blog
) -> None:
    def break_down() -> None:
        raise StorageError("The database is busy")

    reader = opened(tmp_path, clock, blog)
    with pytest.raises(StorageError, match="busy"):  # noqa: PT012  the end of the reader is what raises
        async with reader:
            await reader.feeds.subscribe(await reader.feeds.preview(f"{HOME}/feed/"))
            stop = reader.subscribe_changes(break_down)
            async with opened(tmp_path, clock, blog) as other:
                await other.changes.mark_read([2], is_read=True)
            await looked(reader)
            stop()
            marking = asyncio.ensure_future(reader.changes.mark_read([1], is_read=True))
            await asyncio.sleep(0)
    assert await marking
    async with opened(tmp_path, clock, blog) as again:
        assert [(await again.posts.get(number)).is_read for number in (1, 2, 3)] == [True, True, False]


async def test_a_database_that_cannot_be_looked_at_does_not_end_the_reader(
    tmp_path: Path, clock: Clock, blog: Blog
) -> None:
    async with opened(tmp_path, clock, blog) as reader:
        await reader._database.write(lambda s: s.close())
        await looked(reader)
        with pytest.raises(StorageError):
            await reader.changes.mark_read([1], is_read=True)
