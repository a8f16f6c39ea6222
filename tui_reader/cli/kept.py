"""A stored post for printing: what a word names among what is kept, completed from its page where that was never read.

Opens the database for reading only; nothing is stored and nothing is marked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ConfigError, FetchError, TuiReaderError
from tui_reader.models import Itinerary, Neighbours, PageReading, PostData, Request
from tui_reader.reader import completing, naming, saved
from tui_reader.reader.sources import HOUR, as_address

if TYPE_CHECKING:
    from tui_reader.cli.context import Context
    from tui_reader.reader import Sources
    from tui_reader.storage import Storage


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored post as its page would say it, which of its comments are new, where the rest of them may be had, and its
    feed's host.
    """

    reading: PageReading
    new_ids: frozenset[str]
    itinerary: Itinerary
    feed_host: str


def look_up(context: Context, target: str) -> Kept | None:
    """The stored post that a target names; None where it means an address, a file or standard input.

    A number is a post's first, words are a part of a title last. Raises ConfigError for none or several.
    """
    number = naming.number(target)
    is_outside = target == saved.STANDARD_INPUT or as_address(target) is not None or saved.is_there(target)
    if number is None and is_outside:
        return None
    with context.stored() as storage:
        if storage is None or (number is not None and storage.posts.get(number) is None):
            if is_outside:
                return None
            if storage is None:
                raise _names_nothing(target, "no posts are kept yet")
        if number is None and not naming.posts_named(storage, target):
            raise _names_nothing(target, "no part of a stored post's title")
        return _read(storage, target)


def _names_nothing(target: str, besides: str) -> ConfigError:
    return ConfigError(
        f"{clean_line(target, 80) or 'An empty name'} names nothing that can be read",
        f"It is no address, no file and no folder here, and {besides}. An address begins with https://.",
    )


def _read(storage: Storage, target: str) -> Kept:
    post = naming.find_post(storage, target)
    feed = storage.feeds.get(post.feed_id)
    return Kept(
        reading=naming.stored_reading(storage, post),
        new_ids=naming.new_comments(storage, post),
        itinerary=thread.itinerary if (thread := storage.comments.load(post.id)) else Itinerary(),
        feed_host=urls.host(feed.url) if feed else "",
    )


async def completed(kept: Kept, sources: Sources) -> tuple[PageReading, Itinerary]:
    """A stored post with what its page adds: the text where a summary or none is kept, the comments never looked for;
    and where the rest of the comments may be had.

    A page that cannot be had is told in the warnings. Raises FetchError or ParseError where nothing else is there.
    """
    reading, post = kept.reading, kept.reading.post
    assert post is not None, "a stored post is one"
    lacks_text = post.html is None or post.is_summary
    if kept.feed_host:
        sources.named.add(kept.feed_host)
    if post.url is None or not (lacks_text or reading.thread is None):
        return reading, kept.itinerary
    try:
        page = await sources.fetcher.get(Request(post.url), max_age=HOUR)
        asked = await sources.worker.read_page(page)
    except TuiReaderError as error:
        if post.html is None and reading.thread is None:
            raise
        reason = error.reason if isinstance(error, FetchError) else error.title
        missing = "rest of the text" if post.is_summary else "comments"
        reading = replace(reading, warnings=(*reading.warnings, f"The page that holds the {missing}: {reason}."))
        return reading, kept.itinerary
    if asked.kind != "post":
        return reading, kept.itinerary
    itinerary = kept.itinerary
    if reading.thread is None and asked.thread is not None:
        itinerary = completing.begin(asked.thread, post.url, page_url=asked.url)
    return _merged(reading, post, asked, lacks_text=lacks_text), itinerary


def _merged(reading: PageReading, post: PostData, asked: PageReading, *, lacks_text: bool) -> PageReading:
    """What is kept, and what the page says where nothing is."""
    page = asked.post
    if page is not None:
        post = replace(
            post,
            title=post.title or page.title,
            author=post.author or page.author,
            published=post.published or page.published,
            updated=post.updated or page.updated,
            language=post.language or page.language,
            tags=post.tags or page.tags,
        )
        if lacks_text and page.html:
            post = replace(post, html=page.html, base_url=page.base_url or asked.url, is_summary=False)
    links, others = reading.neighbours, asked.neighbours
    return replace(
        reading,
        engine=asked.engine,
        evidence=asked.evidence,
        post=post,
        neighbours=Neighbours(
            links.previous or others.previous, links.next or others.next, links.index or others.index
        ),
        thread=reading.thread or asked.thread,
        warnings=asked.warnings if reading.thread is None else (*completing.own_warnings(asked), *reading.warnings),
    )
