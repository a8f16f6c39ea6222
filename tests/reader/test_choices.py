"""Third parties: asked where the user allows it, remembered, taken back; and a feed that stands for a page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.reader.conftest import HOME, Clock
from tui_reader.errors import ConfigError, FetchError
from tui_reader.fetch import local_transport
from tui_reader.models import PostFilter
from tui_reader.reader import Reader, open_sources

SERVER = "https://talk.example"
CORD = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>About the cord</title></head><body>
<article><h1>About the cord</h1><p>A cord of one metre is enough for a kettle that stays where it is, and one of
two metres for a kettle that does not. Both were measured on the same evening in the same kitchen.</p></article>
<script data-isso="{SERVER}/" src="{SERVER}/js/embed.min.js"></script>
<section id="isso-thread"></section></body></html>"""
ANSWER = """{"total_replies": 1, "hidden_replies": 0, "replies": [{"id": 5, "parent": null,
"text": "<p>Mine is longer.</p>", "author": "Odo",
"website": null, "created": 1791000000.0, "mode": 1, "hidden_replies": 0, "replies": []}]}"""
FEED = f"""<rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel><title>Kettle Notes</title>
<item><title>About the cord</title><link>{HOME}/cord/</link><guid>cord</guid><description>Short.</description></item>
<item><title>About the lid</title><link>{HOME}/lid/</link><guid>lid</guid><description>Short.</description>
<wfw:commentRss>{HOME}/lid/feed/</wfw:commentRss></item></channel></rss>"""
COMMENTS = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Comments on the lid</title>
<item><title>By: Odo</title><link>{HOME}/lid/#comment-2</link><dc:creator>Odo</dc:creator>
<guid>{HOME}/lid/#comment-2</guid><pubDate>Fri, 02 Oct 2026 10:00:00 +0000</pubDate>
<description>Mine does not fit.</description></item></channel></rss>"""

Blog = dict[str, tuple[str, bytes]]


@pytest.fixture
def blog() -> Blog:
    return {
        f"{HOME}/feed/": ("application/rss+xml", FEED.encode()),
        f"{HOME}/cord/": ("text/html", CORD.encode()),
        f"{HOME}/lid/feed/": ("application/rss+xml", COMMENTS.encode()),
        f"{SERVER}/?uri=%2Fcord%2F": ("application/json", ANSWER.encode()),
    }


def opened(folder: Path, clock: Clock, blog: Blog, *, may_ask: frozenset[str] = frozenset()) -> Reader:
    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(blog))
    return Reader(folder, sources, now=clock, choices_file=folder / "state" / "choices.toml", may_ask=may_ask)


@pytest.fixture
async def reader(tmp_path: Path, clock: Clock, blog: Blog) -> AsyncIterator[Reader]:
    async with opened(tmp_path, clock, blog) as one:
        await one.feeds.subscribe(await one.feeds.preview(f"{HOME}/feed/"))
        yield one


def chosen(reader: Reader) -> tuple[list[str], list[str]]:
    """Who is allowed, who is refused."""
    return sorted(reader.choices.allowed), sorted(reader.choices.refused)


async def post_called(reader: Reader, title: str) -> int:
    rows = (await reader.posts.window(PostFilter(), after=9)).rows
    [post] = [row for row in rows if row.title == title]
    return post.id


async def test_a_third_party_is_asked_when_it_was_allowed_and_so_at_the_next_start(
    reader: Reader, tmp_path: Path, clock: Clock, blog: Blog
) -> None:
    post = await post_called(reader, "About the cord")
    alone = await reader.threads.fetch(post)
    assert (alone.comments, alone.can_complete, alone.services) == ((), False, ("talk.example",))
    assert await reader.threads.complete(post) == alone
    await reader.choices.allow("talk.example")
    may = await reader.threads.load(post)
    assert (may.can_complete, may.services) == (True, ())
    whole = await reader.threads.complete(post)
    assert [comment.author for comment in whole.comments] == ["Odo"]
    assert (whole.complete, whole.can_complete, whole.services, whole.warnings) == (True, False, (), ())
    async with opened(tmp_path, clock, blog) as later:
        assert later.choices.allowed == {"talk.example"}
        # an opened thread asks by itself whom the user allowed
        assert (await later.threads.fetch(post, force=True)).complete


async def test_a_refusal_is_remembered_and_settings_go_before_it(
    reader: Reader, tmp_path: Path, clock: Clock, blog: Blog
) -> None:
    post = await post_called(reader, "About the cord")
    await reader.threads.fetch(post)
    await reader.choices.allow("talk.example")
    await reader.choices.refuse("talk.example")
    assert chosen(reader) == ([], ["talk.example"])
    assert (await reader.threads.load(post)).services == ("talk.example",)
    async with opened(tmp_path, clock, blog, may_ask=frozenset({"talk.example"})) as later:
        assert chosen(later) == (["talk.example"], [])
        assert (await later.threads.complete(post)).complete


async def test_what_two_processes_choose_is_kept_both(reader: Reader, tmp_path: Path, clock: Clock, blog: Blog) -> None:
    async with opened(tmp_path, clock, blog) as other:
        await other.choices.allow("disqus")
        await reader.choices.allow("github")
        await other.choices.refuse("isso.example")
    async with opened(tmp_path, clock, blog) as later:
        assert chosen(later) == (["disqus", "github"], ["isso.example"])


async def test_a_choice_that_cannot_be_kept_is_told_and_holds_until_the_end(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(ConfigError, match="cannot be kept"):
        await reader.choices.allow("disqus")
    assert reader.choices.allowed == {"disqus"}


async def test_a_comment_feed_stands_for_a_page_that_cannot_be_had(reader: Reader, blog: Blog) -> None:
    post = await post_called(reader, "About the lid")
    found = await reader.threads.fetch(post)
    assert [(comment.id, comment.author) for comment in found.comments] == [("2", "Odo")]
    assert (found.complete, found.warnings) == (None, ("The post's page could not be had: not found.",))
    # once the page is there, what it tells comes beside it
    blog[f"{HOME}/lid/"] = (
        "text/html",
        b"""<title>About the lid</title><meta name="generator" content="WordPress 6"><article class="post hentry"><h1
        class="entry-title">About the lid</h1><div class="entry-content"><p>A lid takes a fifth off the time.</p></div>
        </article><div id="comments"><h2 class="comments-title">2 thoughts</h2><ol class="comment-list">
        <li class="comment" id="comment-1"><cite class="fn">Petra</cite><p>Mine fits.</p></li>
        <li class="comment" id="comment-2"><cite class="fn">Odo</cite><p>Mine does not fit.</p></li></ol></div>""",
    )
    both = await reader.threads.fetch(post, force=True)
    assert [comment.id for comment in both.comments] == ["1", "2"]
    assert (both.complete, both.engine, both.warnings) == (True, "wordpress", ())
    del blog[f"{HOME}/lid/"]
    with pytest.raises(FetchError):
        await reader.threads.fetch(post, force=True)
    assert len((await reader.threads.load(post)).comments) == 2


async def test_without_either_the_page_is_what_failed(reader: Reader, blog: Blog) -> None:
    post = await post_called(reader, "About the lid")
    del blog[f"{HOME}/lid/feed/"]
    with pytest.raises(FetchError, match="not found"):
        await reader.threads.fetch(post)
    assert (await reader.threads.load(post)).fetched_at is None
