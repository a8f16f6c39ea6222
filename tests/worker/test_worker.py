"""The child process: its answers, its limits, and that nothing a document does reaches the parent."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest

from tui_reader.errors import ParseError
from tui_reader.models import BlockKind, Discussion, Page, PageReading, ParsedFeed, Request, ThreadSource
from tui_reader.worker import Worker

FEED = Page(
    "https://blog.example/feed",
    b"""<rss version="2.0"><channel><title>Slow Lathe</title>
    <item><title>Chuck keys</title><link>https://blog.example/keys</link></item></channel></rss>""",
)
HTML = Page(
    "https://blog.example/keys",
    b"""<!doctype html><title>Chuck keys - Slow Lathe</title><link rel=alternate type=application/rss+xml href=/feed>
    <article><h1>Chuck keys</h1><p>Never leave one in.</article>""",
)
# feedparser compares every category with all before it
HANGS = Page(
    "https://blog.example/feed",
    b"<rss><channel><item>" + b"".join(b"<category>%d</category>" % n for n in range(90_000)),
)


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    async with Worker(seconds=30.0) as made:
        yield made


def child_of(worker: Worker) -> int:
    process = worker._process
    assert process is not None
    return process.pid


async def begun(worker: Worker) -> None:
    """Returns when the worker has taken a job."""
    while not worker._running:  # noqa: ASYNC110  the worker announces nothing
        await asyncio.sleep(0)


async def test_a_feed_is_known_by_its_content_and_a_page_by_not_being_one(worker: Worker) -> None:
    feed = await worker.read(FEED)
    assert isinstance(feed, ParsedFeed)
    assert [post.title for post in feed.posts] == ["Chuck keys"]
    page = await worker.read(HTML)
    assert isinstance(page, PageReading)
    assert [link.url for link in page.feeds] == ["https://blog.example/feed"]


async def test_a_page_is_no_feed(worker: Worker) -> None:
    with pytest.raises(ParseError, match="an HTML page"):
        await worker.parse_feed(HTML)


async def test_a_comment_feed_names_its_comments_as_a_page_does(worker: Worker) -> None:
    item = (
        "<item><link>https://blog.example/keys#comment-{0}</link><guid>g{0}</guid><description>{1}</description></item>"
    )
    answer = '&lt;p&gt;In reply to &lt;a href="https://blog.example/keys#comment-7"&gt;Ada&lt;/a&gt;.'
    source = f'<rss version="2.0"><channel>{item.format(7, "first")}{item.format(8, answer)}</channel></rss>'
    comments = ThreadSource.at("https://blog.example/keys/feed", "feed")
    thread = await worker.read_part(Page(comments.request.url, source.encode()), comments, "wordpress")
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("7", None), ("8", "7")]


async def test_a_reply_in_a_later_part_of_a_comment_feed_keeps_whom_it_answers(worker: Worker) -> None:
    post, feed = "https://ropes.blogspot.com/rope.html", "https://ropes.blogspot.com/feeds/9/comments/default"
    entry = f"""<entry><id>tag:blogger.com,1999:blog-7.post-12</id><content>Yes.</content>
<link rel="related" href="{feed}/11?v=2"/><link rel="alternate" href="{post}?showComment=1#c12"/>
<thr:in-reply-to href="{post}" ref="tag:blogger.com,1999:blog-7.post-9"/></entry>"""
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    part = Page(feed, f"<feed {spaces}><title>c</title>{entry}</feed>".encode())
    thread = await worker.read_part(part, ThreadSource.at(feed, "feed"), "blogger")
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("12", "11")]
    answer = '&lt;p&gt;In reply to &lt;a href="https://blog.example/keys#comment-7"&gt;Ada&lt;/a&gt;.'
    item = f"<item><link>https://blog.example/keys#comment-8</link><description>{answer}</description></item>"
    part = Page("https://blog.example/keys/feed", f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    thread = await worker.read_part(part, ThreadSource.at(part.url, "feed"), "wordpress")
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("8", "7")]


async def test_discussions_elsewhere_are_searched_for_and_found(worker: Worker) -> None:
    asked = await worker.search_discussions("https://blog.example/keys")
    assert asked["lobsters"] == Request("https://lobste.rs/stories/url/all.json?url=https%3A%2F%2Fblog.example%2Fkeys")
    answer = b'[{"short_id": "abcdef", "title": "Keys", "url": "https://blog.example/keys/", "comment_count": 4}]'
    found = await worker.find_discussions(Page("https://lobste.rs/", answer), "lobsters", "https://blog.example/keys")
    assert found == (Discussion("lobsters", "Keys", "https://lobste.rs/s/abcdef", comment_count=4),)


async def test_bodies_become_blocks_and_markdown(worker: Worker) -> None:
    (block,) = await worker.make_blocks("<p>Never <b>leave</b> one in.", None)
    assert (block.kind, block.text) == (BlockKind.PARAGRAPH, "Never leave one in.")
    first, second = await worker.make_many([("<p>one", None), ("<h2>two", "https://blog.example/")])
    assert [block.text for block in first + second] == ["one", "two"]
    assert "**leave**" in await worker.to_markdown("<p>Never <b>leave</b> one in.", None)


async def test_a_warm_child_stays_the_same_one(worker: Worker) -> None:
    await worker.warm()
    child = child_of(worker)
    await asyncio.gather(*(worker.parse_feed(FEED) for _ in range(5)))
    assert child_of(worker) == child


async def test_a_document_that_hangs_is_given_up_and_the_next_one_read() -> None:
    async with Worker(seconds=2.0) as worker:
        await worker.parse_feed(FEED)
        child = child_of(worker)
        with pytest.raises(ParseError, match="took too long to read"):
            await worker.parse_feed(HANGS)
        assert (await worker.parse_feed(FEED)).title == "Slow Lathe"
        assert child_of(worker) != child


async def test_a_child_that_dies_is_replaced(worker: Worker) -> None:
    await worker.parse_feed(FEED)
    os.kill(child_of(worker), signal.SIGKILL)
    results = await asyncio.gather(worker.parse_feed(FEED), worker.parse_feed(FEED), return_exceptions=True)
    assert any(isinstance(result, ParsedFeed) for result in results)
    assert all(isinstance(result, ParsedFeed | ParseError) for result in results)


async def test_memory_is_limited() -> None:
    async with Worker(seconds=30.0, memory_bytes=200 << 20) as worker:
        with pytest.raises(ParseError):
            await worker.parse_feed(Page("https://blog.example/feed", FEED.content + b" " * (60 << 20)))
        assert (await worker.parse_feed(FEED)).title == "Slow Lathe"


async def test_a_caller_that_leaves_does_not_disturb_the_next(worker: Worker) -> None:
    await worker.warm()
    child = child_of(worker)
    leaving = asyncio.ensure_future(worker.parse_feed(FEED))
    staying = asyncio.ensure_future(worker.parse_feed(FEED))
    await begun(worker)
    leaving.cancel()
    assert (await staying).title == "Slow Lathe"
    assert child_of(worker) == child


async def test_closing_ends_the_child_and_tells_those_who_wait() -> None:
    async with Worker(seconds=30.0) as worker:
        await worker.warm()
        child = child_of(worker)
        waiting = asyncio.ensure_future(worker.parse_feed(HANGS))
        await begun(worker)
    with pytest.raises(ParseError, match="not read"):
        await waiting
    with pytest.raises(ParseError, match="not read"):
        await worker.parse_feed(FEED)
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
