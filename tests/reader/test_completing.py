"""Threads that no page holds whole, on a blog on the loopback interface: what is asked, kept, merged and told."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests import conversations
from tests.conversations import author_of, parent_of
from tests.reader.conftest import HOME, Clock, answered
from tests.site import Pages, Site
from tui_reader.models import Held, PostFilter, StoredThread
from tui_reader.reader import Reader, open_sources

WORDPRESS, BLOGGER, API = "/lid/", "/2026/10/spout.html", "/handle/"
FEED = "/feeds/900/comments/default?alt=atom&max-results=500&start-index={}"


def pages(count: int) -> Pages:
    return {
        **conversations.feed(WORDPRESS, BLOGGER, API),
        **conversations.wordpress(count),
        **conversations.blogger(count),
        **conversations.api(count * 9),
    }


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(pages=pages(32)) as served:
        yield served


def opened(folder: Path, clock: Clock) -> Reader:
    return Reader(folder, open_sources(now=clock, cache_dir=folder / "pages"), now=clock)


@pytest.fixture
async def reader(tmp_path: Path, clock: Clock, site: Site) -> AsyncIterator[Reader]:
    async with opened(tmp_path, clock) as one:
        await one.feeds.subscribe(await one.feeds.preview(f"{site.url}/conversations/"))
        site.log.clear()
        yield one


async def post_at(reader: Reader, path: str) -> int:
    rows = (await reader.posts.window(PostFilter(), after=9)).rows
    [post] = [row for row in rows if row.url and row.url.endswith(path)]
    return post.id


def asked(site: Site) -> list[str]:
    return [line.removeprefix("GET ") for line in site.log]


def numbers(thread: StoredThread) -> list[int]:
    return [int(comment.id) for comment in thread.comments]


def in_order(thread: StoredThread, count: int) -> bool:
    """Whether exactly these comments are there, in the order in which they were written, by their authors."""
    authors = [comment.author for comment in thread.comments]
    return numbers(thread) == list(range(1, count + 1)) and authors == [author_of(n) for n in range(1, count + 1)]


async def test_comment_pages_are_had_first_a_few_then_all_with_one_failure_between(reader: Reader, site: Site) -> None:
    post = await post_at(reader, WORDPRESS)
    site.failures["/lid/comment-page-2/"] = 1
    first = await reader.threads.fetch(post)
    # the page shows the newest two; three requests more, one of them repeated
    assert asked(site) == [
        "/lid/ 200",
        "/lid/comment-page-1/ 200",
        "/lid/comment-page-2/ 503",
        "/lid/comment-page-2/ 200",
    ]
    assert numbers(first) == [*range(1, 13), 31, 32]
    assert (first.complete, first.stated_count, first.can_complete, first.services) == (False, 32, True, ())
    assert first.warnings == ("32 comments are named, 14 could be had.",)
    site.log.clear()
    told: list[Held] = []
    whole = await reader.threads.complete(post, progress=told.append)
    assert asked(site) == [f"/lid/comment-page-{page}/ 200" for page in (3, 4, 5)]
    assert told == [Held(20, 32, 1, 0), Held(26, 32, 2, 0), Held(32, 32, 3, 0)]
    assert in_order(whole, 32)
    assert (whole.complete, whole.can_complete, whole.warnings) == (True, False, ())
    assert (await reader.posts.get(post)).comment_count == 32
    site.log.clear()
    assert await reader.threads.complete(post) == whole
    assert asked(site) == []


async def test_a_paged_comment_feed_is_read_to_its_end(reader: Reader, site: Site) -> None:
    post = await post_at(reader, BLOGGER)
    whole = await reader.threads.complete(post)
    assert asked(site) == [f"{BLOGGER} 200", *(f"{FEED.format(start)} 200" for start in range(1, 33, 5))]
    assert in_order(whole, 32)
    assert (whole.complete, whole.engine) == (True, "blogger")


async def test_an_api_gives_the_whole_and_who_answers_whom(reader: Reader, site: Site) -> None:
    post = await post_at(reader, API)
    whole = await reader.threads.fetch(post)
    paths = [line.split("&")[0] for line in asked(site)]
    assert paths == ["/handle/ 200", *["/wp-json/wp/v2/comments?post=77"] * 3]
    assert in_order(whole, 288)
    assert [comment.parent_id for comment in whole.comments] == [
        str(parent) if (parent := parent_of(number)) else None for number in range(1, 289)
    ]
    assert (whole.complete, whole.warnings) == (True, ())
    texts = await reader.threads.bodies(post, ["17", "288"])
    assert {key: blocks[0].text for key, blocks in texts.items()} == {
        key: conversations.text_of(int(key)) for key in ("17", "288")
    }


@pytest.mark.parametrize("path", [WORDPRESS, BLOGGER, API])
async def test_what_came_between_two_visits_is_new_and_nothing_is_there_twice(
    reader: Reader, site: Site, clock: Clock, path: str
) -> None:
    post = await post_at(reader, path)
    first = await reader.threads.complete(post)
    assert not any(comment.is_new for comment in first.comments)
    await reader.threads.leave(post)
    clock.seconds += 7200
    site.pages.update(pages(35))
    await reader.threads.fetch(post, force=True)
    again = await reader.threads.complete(post)
    count = 35 * 9 if path == API else 35
    assert in_order(again, count)
    assert [int(comment.id) for comment in again.comments if comment.is_new] == [
        *range(len(first.comments) + 1, count + 1)
    ]
    assert not any(comment.is_gone for comment in again.comments)
    assert (again.complete, (await reader.posts.get(post)).new_comment_count) == (True, count - len(first.comments))


async def test_what_was_had_before_a_stop_is_kept_and_the_rest_had_after_a_restart(
    reader: Reader, site: Site, tmp_path: Path, clock: Clock
) -> None:
    post = await post_at(reader, WORDPRESS)
    await reader.threads.fetch(post)
    running: list[asyncio.Task[StoredThread]] = []

    def stop(_: Held) -> None:
        running[0].cancel()

    running.append(asyncio.ensure_future(reader.threads.complete(post, progress=stop)))
    with pytest.raises(asyncio.CancelledError):
        await running[0]
    stopped = await reader.threads.load(post)
    assert numbers(stopped) == [*range(1, 25), 31, 32]
    assert stopped.can_complete
    site.log.clear()
    async with opened(tmp_path, clock) as later:
        whole = await later.threads.complete(post)
    assert asked(site) == ["/lid/comment-page-5/ 200"]
    assert in_order(whole, 32)


async def test_what_fails_twice_is_told_and_had_another_time(reader: Reader, site: Site) -> None:
    post = await post_at(reader, WORDPRESS)
    site.failures["/lid/comment-page-4/"] = 2
    short = await reader.threads.complete(post)
    assert numbers(short) == [*range(1, 19), *range(25, 33)]
    assert (short.complete, short.can_complete) == (False, True)
    assert short.warnings == (
        "32 comments are named, 26 could be had.",
        f"{site.url}/lid/comment-page-4/ could not be had: server error.",
    )
    whole = await reader.threads.complete(post)
    assert in_order(whole, 32)
    assert Counter(asked(site))["/lid/comment-page-4/ 503"] == 2
    assert (whole.complete, whole.warnings) == (True, ())


async def test_a_part_makes_nothing_gone_and_the_whole_does(reader: Reader, site: Site, clock: Clock) -> None:
    post = await post_at(reader, API)
    await reader.threads.fetch(post)
    clock.seconds += 7200
    site.pages.update(conversations.api(289, without=(1, 2, 4)))
    site.failures[next(path for path in site.pages if "&page=1&" in path)] = 2
    short = await reader.threads.fetch(post, force=True)
    assert not any(comment.is_gone for comment in short.comments)
    whole = await reader.threads.complete(post)
    assert [comment.id for comment in whole.comments if comment.is_gone] == ["1", "2", "4"]
    assert len(whole.comments) == 289


async def test_a_watched_thread_is_asked_on_where_its_page_states_more_than_it_tells(
    reader: Reader, site: Site, clock: Clock
) -> None:
    post = await post_at(reader, API)
    site.pages.update(conversations.api(400))
    # after the last one was written
    clock.seconds = conversations.moment_of(420).timestamp() + 86400
    await reader.watching.watch(post, is_watched=True)
    assert (await reader.watching.ask(post)).comments_new == 0
    assert len((await reader.threads.load(post)).comments) == 302
    clock.seconds += 7 * 86400
    # the two newest are shown; the first three answers of the API hold none of the other five
    site.pages.update(conversations.api(440, without=range(401, 434)))
    assert (await reader.watching.ask(post)).comments_new == 7
    whole = await reader.threads.load(post)
    assert (len(whole.comments), whole.complete) == (407, True)
    assert [one.id for one in whole.comments if one.is_new] == [str(number) for number in range(434, 441)]


async def test_blocks_in_another_versions_form_are_made_anew(reader: Reader, tmp_path: Path) -> None:
    post = await post_at(reader, WORDPRESS)
    await reader.threads.fetch(post)
    with closing(sqlite3.connect(tmp_path / "reader.db")) as database, database:
        database.execute("UPDATE comment_bodies SET blocks = '{\"schema\": 0}'")
    texts = await reader.threads.bodies(post, ["31", "none"])
    assert {key: blocks[0].text for key, blocks in texts.items()} == {"31": conversations.text_of(31)}


async def test_a_page_that_shows_no_thread_any_more_takes_none_away(reader: Reader, site: Site) -> None:
    post = await post_at(reader, WORDPRESS)
    whole = await reader.threads.complete(post)
    site.pages[WORDPRESS] = (
        conversations.HTML,
        "<title>Members</title><h1>Members</h1><p>Log in to read this post.</p>",
    )
    after = await reader.threads.fetch(post, force=True)
    assert (after.engine, after.complete, after.comments) == (whole.engine, True, whole.comments)


async def test_comments_known_by_their_words_take_the_numbers_that_a_feed_tells_and_are_not_new(
    reader: Reader, site: Site, clock: Clock
) -> None:
    def page(*numbers: int) -> tuple[str, str]:
        remarks = "".join(
            f'<div class="remark"><p>{conversations.text_of(n)}</p><p class="posted">Posted by: {author_of(n)} at '
            f"{conversations.moment_of(n):%B %d, %Y %I:%M %p}</p></div>"
            for n in numbers
        )
        text = conversations.wordpress(1)[WORDPRESS][1].partition('<div id="comments">')[0]
        return conversations.HTML, f'{text}<div id="comments"><h2>Comments</h2>{remarks}</div></body></html>'

    post = await post_at(reader, WORDPRESS)
    site.pages[WORDPRESS] = page(1, 2, 3)
    first = await reader.threads.fetch(post)
    assert all(comment.id.startswith("hash-") for comment in first.comments)
    await reader.threads.leave(post)
    clock.seconds += 7200
    _, feed = site.pages[FEED.format(1)]
    link = (
        '<link rel="alternate" type="application/atom+xml" title="Comments on the lid" href="/lid/feed/atom/"></head>'
    )
    site.pages[WORDPRESS] = (conversations.HTML, page(1, 2, 3)[1].replace("</head>", link))
    site.pages["/lid/feed/atom/"] = (conversations.ATOM, feed.replace("/2026/10/spout.html", WORDPRESS))
    again = await reader.threads.fetch(post, force=True)
    assert numbers(again) == [1, 2, 3, 4, 5]
    assert not any(comment.is_new or comment.is_gone for comment in again.comments[:3])
    third = await reader.threads.fetch(post, force=True)
    assert numbers(third) == [1, 2, 3, 4, 5]


async def test_the_blogs_own_site_is_where_a_posts_address_leads(tmp_path: Path, clock: Clock) -> None:
    clicked = "https://clicks.example/lid"
    blog = answered({**conversations.wordpress(32), **conversations.feed("/lid/")})
    kind, feed = blog[f"{HOME}/conversations/"]
    blog[f"{HOME}/conversations/"] = (kind, feed.replace(f"{HOME}/lid/".encode(), clicked.encode()))

    def answer(request: httpx.Request) -> httpx.Response:
        """The blog's pages; a service that counts clicks sends on to them."""
        if str(request.url) == clicked:
            return httpx.Response(302, headers={"Location": f"{HOME}/lid/"})
        media_type, content = blog[str(request.url)]
        return httpx.Response(200, headers={"Content-Type": media_type}, content=content)

    sources = open_sources(now=clock, cache_dir=None, transport=lambda: httpx.MockTransport(answer))
    async with Reader(tmp_path, sources, now=clock) as reader:
        await reader.feeds.subscribe(await reader.feeds.preview(f"{HOME}/conversations/"))
        post = await post_at(reader, clicked)
        first = await reader.threads.fetch(post)
        assert (len(first.comments), first.services) == (20, ())
        assert in_order(await reader.threads.complete(post), 32)
