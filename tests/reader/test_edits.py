"""Comments whose words changed since they were first had: told once they did, and by nothing that only looks so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import conversations
from tests.reader.conftest import HOME, Clock, answered
from tests.site import Pages
from tui_reader.fetch import local_transport
from tui_reader.models import PostFilter
from tui_reader.reader import Reader, open_sources

Blog = dict[str, tuple[str, bytes]]
API, BLOGGER, WORDPRESS = "/handle/", "/2026/10/spout.html", "/lid/"


@pytest.fixture
def blog() -> Blog:
    pages: Pages = {
        **conversations.feed(API, BLOGGER, WORDPRESS),
        **conversations.api(30),
        **conversations.blogger(12),
        **conversations.wordpress(12),
    }
    return at_home(pages)


def at_home(pages: Pages) -> Blog:
    """The pages by address, as the network is asked for them."""
    return {address.replace(",", "%2C"): page for address, page in answered(pages).items()}


@pytest.fixture
async def reader(tmp_path: Path, clock: Clock, blog: Blog) -> AsyncIterator[Reader]:
    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(blog))
    async with Reader(tmp_path, sources, now=clock) as one:
        await one.feeds.subscribe(await one.feeds.preview(f"{HOME}/conversations/"))
        yield one


def rewrite(blog: Blog, number: int, words: str, *, of: str = "") -> None:
    """Lets the blog say something else in a comment: everywhere, or in what lies at addresses that hold `of`."""
    old = conversations.text_of(number).encode()
    for address, (kind, content) in blog.items():
        if of in address:
            blog[address] = (kind, content.replace(old, words.encode()))


async def visited(reader: Reader, path: str, clock: Clock) -> tuple[list[str], list[str]]:
    """The ids of what is told as edited, and of what is new, after one more visit a day later."""
    rows = (await reader.posts.window(PostFilter(), after=9)).rows
    [post] = [row.id for row in rows if row.url and row.url.endswith(path)]
    clock.seconds += 86400
    await reader.threads.fetch(post, force=True)
    thread = await reader.threads.complete(post)
    await reader.threads.leave(post)
    shown = thread.comments
    return [one.id for one in shown if one.is_edited], [one.id for one in shown if one.is_new]


@pytest.mark.parametrize(("path", "number"), [(API, 30), (WORDPRESS, 12)])
async def test_other_words_at_a_later_visit_are_an_edit_for_good_and_no_news(
    reader: Reader, blog: Blog, clock: Clock, path: str, number: int
) -> None:
    assert await visited(reader, path, clock) == ([], [])
    assert await visited(reader, path, clock) == ([], [])
    rewrite(blog, number, "I have measured again: it is less.")
    assert await visited(reader, path, clock) == ([str(number)], [])
    assert await visited(reader, path, clock) == ([str(number)], [])


async def test_an_edit_is_seen_where_only_a_further_place_tells_it(reader: Reader, blog: Blog, clock: Clock) -> None:
    assert await visited(reader, API, clock) == ([], [])
    # one went, one came: the page cannot tell the whole any more
    blog.update(at_home(conversations.api(31, without=(1,))))
    rewrite(blog, 3, "I have measured again: it is less.", of="wp-json")
    assert await visited(reader, API, clock) == (["3"], ["31"])


async def test_what_two_places_put_differently_at_the_first_visit_is_no_edit(
    reader: Reader, blog: Blog, clock: Clock
) -> None:
    rewrite(blog, 30, "Number thirty, as the page has it.", of="/handle/")
    assert await visited(reader, API, clock) == ([], [])


async def test_the_whole_text_of_what_was_shortened_is_no_edit(reader: Reader, blog: Blog, clock: Clock) -> None:
    short = conversations.text_of(2)[:20] + "…"
    page = blog[f"{HOME}{BLOGGER}"]
    rewrite(blog, 2, short)
    assert await visited(reader, BLOGGER, clock) == ([], [])
    blog[f"{HOME}{BLOGGER}"] = page
    assert await visited(reader, BLOGGER, clock) == ([], [])
