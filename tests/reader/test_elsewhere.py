"""Discussions on other sites: only those are asked that the user allows; what is opened is a thread as any other."""

import json
from typing import Any

import pytest

from tests.reader.conftest import HOME, answered
from tests.site import site_pages
from tui_reader.engines.services import elsewhere as finders
from tui_reader.errors import FetchError, StorageError
from tui_reader.models import Discussion, Post, PostFilter
from tui_reader.reader import Reader, elsewhere
from tui_reader.reader.elsewhere import NAMES

Blog = dict[str, tuple[str, bytes]]


@pytest.fixture
def blog() -> Blog:
    """The blog, and sites that know nothing yet."""
    asked = [search.url for search in finders.searches(HOME).values()]
    return answered(site_pages()) | dict.fromkeys(asked, ("application/json", b"{}"))


@pytest.fixture
async def post(reader: Reader) -> Post:
    """The newest post of a blog that is followed."""
    await reader.feeds.subscribe(await reader.feeds.preview(f"{HOME}/"))
    return (await reader.posts.window(PostFilter(), after=1)).rows[0]


def answer(blog: Blog, name: str, post: Post, told: Any) -> None:
    """Have a site answer the search for a post."""
    assert post.url
    blog[finders.searches(post.url)[name].url] = ("application/json", json.dumps(told).encode())


async def found(reader: Reader, post_id: int) -> list[Discussion]:
    """Where a post is talked about."""
    return list((await reader.elsewhere.ask(post_id)).discussions)


def story(post: Post, comments: int, number: int = 12) -> dict[str, Any]:
    """What Hacker News's search says of a submission."""
    return {
        "objectID": str(number),
        "title": "Kettles, measured",
        "url": post.url,
        "points": 9,
        "num_comments": comments,
        "created_at_i": 1_790_000_000,
    }


def test_every_site_that_can_be_asked_has_a_name() -> None:
    assert set(NAMES) == {finder.name for finder in finders.FINDERS}


async def test_nobody_is_asked_who_is_not_allowed(reader: Reader, post: Post, blog: Blog) -> None:
    answer(blog, "hackernews", post, {"hits": [story(post, 3)]})
    assert await found(reader, post.id) == []
    await reader.choices.allow("disqus")
    assert await found(reader, post.id) == []
    await reader.choices.allow("hackernews")
    [discussion] = await found(reader, post.id)
    assert (discussion.service, discussion.url, discussion.comment_count) == (
        "hackernews",
        "https://news.ycombinator.com/item?id=12",
        3,
    )


async def test_who_does_not_answer_is_told_and_the_others_count(reader: Reader, post: Post, blog: Blog) -> None:
    for name in ("hackernews", "lobsters", "lemmy"):
        await reader.choices.allow(name)
    with pytest.raises(FetchError):
        await found(reader, post.id)
    answer(blog, "hackernews", post, {"hits": [story(post, 3), story(post, 40, 13)]})
    answer(blog, "lemmy", post, "not what was asked for")
    told = await reader.elsewhere.ask(post.id)
    assert [discussion.comment_count for discussion in told.discussions] == [40, 3]
    assert [warning.partition(" could not be asked: ")[0] for warning in told.warnings] == ["Lobsters", "Lemmy"]


async def test_no_site_hears_of_a_password_in_an_address(reader: Reader, post: Post, blog: Blog) -> None:
    assert post.url
    answer(blog, "lobsters", post, [{"short_id": "abc", "url": post.url, "title": "Kettles", "comment_count": 3}])
    secret = post.url.replace("https://", "https://ada:secret@")
    told = await elsewhere.ask(reader.sources, secret, {"lobsters"})
    assert [discussion.comment_count for discussion in told.discussions] == [3]


async def test_a_post_that_is_not_kept_is_told(reader: Reader) -> None:
    with pytest.raises(StorageError, match="not kept here"):
        await found(reader, 4711)


async def test_a_thread_of_the_site_itself_is_not_elsewhere(reader: Reader, blog: Blog) -> None:
    submission = "https://lobste.rs/s/abc"
    there = await reader.elsewhere.open(Discussion("lobsters", "Kettles", submission))
    post = await reader.posts.get(there)
    answer(blog, "lobsters", post, [{"short_id": "abc", "url": submission, "title": "Kettles", "comment_count": 2}])
    await reader.choices.allow("lobsters")
    assert await found(reader, there) == []


async def test_a_discussion_is_kept_apart_and_is_a_thread_like_any_other(
    reader: Reader, post: Post, blog: Blog
) -> None:
    assert post.url
    # any page with comments stands for the other site's
    there = Discussion("lobsters", "Kettles", f"{HOME}/there/", comment_count=2, place=None)
    blog[there.url] = blog[post.url]
    kept = await reader.elsewhere.open(there)
    assert await reader.elsewhere.open(there) == kept
    thread = await reader.threads.fetch(kept)
    assert [comment.author for comment in thread.comments] == ["Petra Lund", "Odo"]
    row = await reader.posts.get(kept)
    assert (row.title, row.feed_title, row.is_read) == ("Kettles", "Lobsters", True)
    assert kept not in {row.id for row in (await reader.posts.window(PostFilter(), after=99)).rows}
    assert [feed.title for feed in await reader.feeds.all()] == ["Kettle Notes"]
    await reader.watching.watch(kept, is_watched=True)
    assert [row.id for row in (await reader.posts.window(PostFilter(is_watched=True))).rows] == [kept]
    assert (await reader.posts.open(kept)).blocks
