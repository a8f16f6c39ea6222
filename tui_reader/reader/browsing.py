"""Reading a target without following it: it is kept in a folder that is deleted afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.models import PageReading
from tui_reader.reader.sources import Preview

if TYPE_CHECKING:
    from tui_reader.reader import Reader


@dataclass(frozen=True, slots=True)
class Browsed:
    """Where a target was put: its feed, and the post it named, if it named one."""

    feed_id: int
    post_id: int | None


async def browse(reader: Reader, target: str, *, base_url: str | None = None) -> Browsed:
    """Put a target into the (temporary) database of `reader` as if it were followed. Raises TuiReaderError.

    A post brings its blog's feed with it where the page names one; a saved page brings nothing else.
    """
    found = await reader.sources.read(target, base_url=base_url, max_age=60.0)
    reading = found.reading
    is_post = isinstance(reading, PageReading) and reading.kind == "post"
    is_web = urls.is_web(found.page.url) and base_url is None
    if not is_post or is_web:
        preview = await reader.sources.preview(target, base_url=base_url)
        if preview.can_subscribe or not is_post:
            feed = (await reader.feeds.subscribe(preview)).feed
            return Browsed(feed.id, await _adopt(reader, feed.id, reading, found.page.url))
    assert isinstance(reading, PageReading), "a feed is no single post"
    name = reading.site_title or urls.host(found.page.url) or clean_line(target, 60) or "Page"
    shelf = Preview(target, found.page.url or target, "post", name)
    feed = await reader.feeds.hold(shelf)
    return Browsed(feed.id, await _adopt(reader, feed.id, reading, found.page.url))


async def _adopt(reader: Reader, feed_id: int, reading: object, address: str) -> int | None:
    if not isinstance(reading, PageReading) or reading.kind != "post" or reading.post is None:
        return None
    moment = reading.post.published.timestamp() if reading.post.published else reader.now()
    beside = (int(max(0.0, moment)) + 1) * 16
    post = await reader.posts.adopt(feed_id, reading, address=address or None, beside=beside)
    return post.id
