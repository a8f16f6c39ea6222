"""Threads that are watched: asked after the feeds, told by what came, left alone the longer the quieter they are."""

import pytest

from tests.reader.conftest import HOME, Clock
from tui_reader.models import ChangeKind, FeedKind, Post, PostFilter, RefreshResult, RefreshStatus
from tui_reader.reader import Progress, Reader
from tui_reader.reader.sources import Preview
from tui_reader.reader.watching import CLOSED

WEEK = 7 * 86400.0
Blog = dict[str, tuple[str, bytes]]


@pytest.fixture
async def post(reader: Reader) -> Post:
    """The newest post of a blog that is followed, its thread still open."""
    await reader.feeds.subscribe(await reader.feeds.preview(f"{HOME}/"))
    return (await reader.posts.window(PostFilter(), after=1)).rows[0]


def say(blog: Blog, post: Post, *texts: str, is_closed: bool = False) -> None:
    """Have the post's page hold these comments besides its two."""
    assert post.url
    media_type, content = blog[post.url]
    page = content.decode().split("<!-- late -->")[0].split("</ol></div>")[0]
    late = "".join(
        f'<li class="comment" id="comment-{900 + n}"><cite class="fn">Late</cite><p>{text}</p></li>'
        for n, text in enumerate(texts)
    )
    notice = '<p class="no-comments">Comments are closed.</p>' if is_closed else ""
    blog[post.url] = (media_type, f"{page}<!-- late -->{late}</ol></div>{notice}</body></html>".encode())


async def refreshed(reader: Reader, *feed_ids: int, all_watched: bool = False) -> list[RefreshResult]:
    """What a refresh tells of threads."""
    events = reader.feeds.refresh(feed_ids or ([] if all_watched else None), all_watched=all_watched)
    return [event async for event in events if isinstance(event, RefreshResult) and event.post_id is not None]


async def test_watching_names_the_post_and_is_undone(reader: Reader, post: Post) -> None:
    change = await reader.watching.watch(post.id, is_watched=True)
    assert change
    assert (change.kind, change.label) == (ChangeKind.WATCH, f"Watching {post.title}")
    assert (await reader.posts.get(post.id)).is_watched
    assert await reader.watching.watch(post.id, is_watched=True) is None
    undone = await reader.changes.undo()
    assert undone
    assert undone.label == f"Undone: Watching {post.title}"
    assert await reader.watching.get(post.id) is None


async def test_a_watched_thread_is_asked_after_the_feeds_and_tells_what_came(
    reader: Reader, post: Post, clock: Clock, blog: Blog
) -> None:
    say(blog, post)
    await reader.threads.fetch(post.id)
    await reader.watching.watch(post.id, is_watched=True)
    assert [result.comments_new for result in await refreshed(reader)] == [0]
    say(blog, post, "Still boiling.", "Still.")
    assert await refreshed(reader) == []
    clock.seconds += WEEK
    events = [event async for event in reader.feeds.refresh()]
    thread, progress = events[-2:]
    assert isinstance(thread, RefreshResult)
    assert (thread.post_id, thread.status, thread.comments_new) == (post.id, RefreshStatus.UPDATED, 2)
    assert progress == Progress(2, 2, 0)
    assert (await reader.posts.get(post.id)).new_comment_count == 2
    counts = await reader.feeds.counts()
    assert (counts.watched, counts.watched_new, counts.new_comments) == (1, 1, 2)
    assert [news.id for news in await reader.watching.news()] == [post.id]
    watch = await reader.watching.get(post.id)
    assert watch
    assert (watch.last_new_at, watch.failures) == (clock.seconds, 0)
    await reader.threads.leave(post.id)
    assert await reader.watching.news() == []


async def test_nothing_is_new_at_the_first_look(reader: Reader, post: Post, clock: Clock, blog: Blog) -> None:
    await reader.watching.watch(post.id, is_watched=True)
    [first] = await refreshed(reader)
    assert (first.comments_new, (await reader.posts.get(post.id)).new_comment_count) == (0, 0)
    say(blog, post, "Late.")
    clock.seconds += WEEK
    [second] = await refreshed(reader)
    assert (second.comments_new, (await reader.posts.get(post.id)).new_comment_count) == (1, 1)


async def test_a_closed_thread_is_asked_once_more_and_then_left_alone(
    reader: Reader, post: Post, clock: Clock, blog: Blog
) -> None:
    say(blog, post)
    await reader.watching.watch(post.id, is_watched=True)
    await refreshed(reader)
    say(blog, post, is_closed=True)
    clock.seconds += WEEK
    [last_but_one] = await refreshed(reader)
    clock.seconds += WEEK
    [last] = await refreshed(reader)
    assert [last_but_one.error_message, last.error_message] == [None, CLOSED]
    clock.seconds += WEEK
    assert await refreshed(reader) == []


async def test_a_thread_that_cannot_be_had_is_a_result_and_keeps_what_is_held(
    reader: Reader, post: Post, clock: Clock, blog: Blog
) -> None:
    await reader.threads.fetch(post.id)
    await reader.watching.watch(post.id, is_watched=True)
    assert post.url
    del blog[post.url]
    [failed] = await refreshed(reader)
    assert (failed.status, failed.http, failed.post_id) == (RefreshStatus.ERROR, 404, post.id)
    assert failed.error
    assert len((await reader.threads.load(post.id)).comments) == 2
    watch = await reader.watching.get(post.id)
    assert watch
    assert (watch.failures, watch.next_check) == (1, clock.seconds + 1800)


async def test_only_threads_of_the_feeds_that_are_named_are_asked_unless_all_are_wanted(
    reader: Reader, post: Post
) -> None:
    other = await reader.feeds.subscribe(await reader.feeds.preview(f"{HOME}/plain/"))
    await reader.watching.watch(post.id, is_watched=True)
    assert await refreshed(reader, other.feed.id) == []
    assert [result.post_id for result in await refreshed(reader, all_watched=True)] == [post.id]


async def test_what_is_held_without_being_followed_is_never_asked_for(reader: Reader, blog: Blog) -> None:
    held = await reader.feeds.hold(Preview("page.html", "page.html", "post", "A page"))
    assert held.kind is FeedKind.HELD
    assert [event async for event in reader.feeds.refresh()] == []
    assert [event async for event in reader.feeds.refresh([held.id])] == []
    assert blog
