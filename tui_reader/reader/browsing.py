"""Reading a target without following it: it is kept in a folder that is deleted afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ConfigError, TuiReaderError
from tui_reader.models import PageReading, ParsedFeed
from tui_reader.reader.posts import KEYS_A_SECOND
from tui_reader.reader.sources import Found, Preview

if TYPE_CHECKING:
    from tui_reader.reader import Reader

MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class Browsed:
    """Where a target was put: its feed, and the post it named, if it named one."""

    feed_id: int
    post_id: int | None


async def browse(reader: Reader, target: str, *, base_url: str | None = None) -> Browsed:
    """Put a target into the (temporary) database of `reader` as if it were followed. Raises TuiReaderError.

    A post brings its blog's feed with it where the page names one; a saved page or feed brings nothing else, a folder
    all the saved posts in it.
    """
    files = reader.sources.expand(target)
    if files != [target]:
        return await _browse_folder(reader, target, files[:MOST_PAGES])
    found = await reader.sources.read(target, base_url=base_url, max_age=60.0)
    reading = found.reading
    is_list = isinstance(reading, ParsedFeed) or reading.kind == "index"
    if urls.is_web(found.page.url) and base_url is None:
        preview = await reader.sources.follow(found)
        if preview.can_subscribe or is_list:
            feed = (await reader.feeds.subscribe(preview)).feed
            return Browsed(feed.id, await _adopt(reader, feed.id, found))
    if is_list and not reading.posts:
        raise ConfigError(f"No posts in {clean_line(target, 60)}", "Neither a post nor a list of posts stands in it.")
    title = reading.title if isinstance(reading, ParsedFeed) else reading.site_title
    name = title or urls.host(found.page.url) or clean_line(target, 60) or "Page"
    held = Preview(target, found.page.url or target, "page" if is_list else "post", name)
    feed = await reader.feeds.hold(held, found if is_list else None)
    return Browsed(feed.id, await _adopt(reader, feed.id, found))


async def _browse_folder(reader: Reader, folder: str, files: list[str]) -> Browsed:
    """All posts of a folder as one list; a file that cannot be read or is no post is left out."""
    feed = await reader.feeds.hold(Preview(folder, folder, "post", clean_line(folder, 60) or "Saved pages"))
    first: int | None = None
    for file in files:
        try:
            post_id = await _adopt(reader, feed.id, await reader.sources.read(file))
        except TuiReaderError:
            continue
        first = first or post_id
    if first is None:
        message = f"None of its {len(files)} pages could be read as one."
        raise ConfigError(f"{clean_line(folder, 80)} holds no saved post", message)
    return Browsed(feed.id, first)


async def _adopt(reader: Reader, feed_id: int, found: Found) -> int | None:
    """Keep the post that a page is, where it is one, in the place that its date gives it."""
    reading = found.reading
    if not isinstance(reading, PageReading) or reading.kind != "post" or reading.post is None:
        return None
    published = reading.post.published
    moment = published.timestamp() if published else reader.now()
    beside = (int(max(0.0, moment)) + 1) * KEYS_A_SECOND
    post = await reader.posts.adopt(feed_id, reading, address=found.page.url or None, beside=beside)
    return post.id
