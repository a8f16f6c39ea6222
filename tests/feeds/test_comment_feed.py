"""Feeds of comments: their order, and who answers whom."""

from __future__ import annotations

import pytest

from tests.feeds.making import page
from tui_reader.errors import ParseError
from tui_reader.feeds import comment_feed
from tui_reader.models import ThreadSource

POST = "https://lathe.example/keys/"


def item(number: int, name: str, day: int, text: str) -> str:
    return f"""<item><title>By: {name}</title><link>{POST}#comment-{number}</link>
    <dc:creator><![CDATA[{name}]]></dc:creator><pubDate>Thu, {day:02} Sep 2026 10:00:00 +0000</pubDate>
    <guid isPermaLink="false">https://lathe.example/?p=17#comment-{number}</guid>
    <content:encoded><![CDATA[{text}]]></content:encoded></item>"""


def wordpress(*items: str, channel: str = "") -> str:
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
    <channel><title>Comments on: Chuck keys</title>{channel}{"".join(items)}</channel></rss>"""


def test_an_answer_that_begins_with_a_link_to_another_comment_has_it_for_parent() -> None:
    source = wordpress(
        item(11, "Ada", 3, "<p>Never leave one in.</p>"),
        item(12, "Odo", 4, f'<p>In reply to <a href="{POST}#comment-11">Ada</a>.</p><p>I did, once.</p>'),
        item(
            13,
            "Eve",
            5,
            f'<p>As I said long ago and at some length in <a href="{POST}#comment-11">a comment</a>, no.</p>' * 2,
        ),
    )
    thread = comment_feed.parse(page(source, url=f"{POST}feed/"))
    first, second, third = thread.comments
    assert [comment.author.name for comment in thread.comments if comment.author] == ["Ada", "Odo", "Eve"]
    assert (first.permalink, first.html) == (f"{POST}#comment-11", "<p>Never leave one in.</p>")
    assert first.published is not None
    assert first.published.iso() == "2026-09-03T10:00:00+00:00"
    assert (second.parent_id, third.parent_id) == (first.id, first.id)
    assert (thread.engine, thread.feed_url, thread.complete) == ("comment feed", f"{POST}feed/", None)


def test_the_newest_first_is_turned_round_and_the_next_page_is_named() -> None:
    source = wordpress(
        item(12, "Odo", 4, "b"), item(11, "Ada", 3, "a"), channel='<atom:link rel="next" href="?paged=2"/>'
    )
    thread = comment_feed.parse(page(source, url=f"{POST}feed/"))
    assert [comment.html for comment in thread.comments] == ["a", "b"]
    assert (thread.rest, thread.complete) == ((ThreadSource.at(f"{POST}feed/?paged=2", "feed"),), False)


def test_the_threading_extension_names_parents_and_the_post_itself_is_none() -> None:
    source = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>c</title>
    <entry><id>tag:x,1</id><content type="html">one</content><thr:in-reply-to ref="tag:x,post" href="https://x.example/p"/></entry>
    <entry><id>tag:x,2</id><content type="html">two</content><thr:in-reply-to ref="tag:x,1"/></entry>
    <entry><id>tag:x,3</id><content type="html">three</content><thr:in-reply-to ref="tag:x,3"/></entry></feed>"""
    thread = comment_feed.parse(page(source))
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("tag:x,1", None),
        ("tag:x,2", "tag:x,1"),
        ("tag:x,3", None),
    ]


def test_comments_without_any_id_are_told_apart_by_what_they_say() -> None:
    items = "".join(f"<item><description>{text}</description></item>" for text in "ab")
    source = f"<rss><channel>{items}</channel></rss>"
    first, second = comment_feed.parse(page(source)).comments
    assert first.id != second.id
    assert first.id == comment_feed.parse(page(source)).comments[0].id


@pytest.mark.parametrize(
    "content", ["", "<!doctype html><p>x", '{"version": "https://jsonfeed.org/version/1", "items": []}']
)
def test_other_documents_are_none(content: str) -> None:
    with pytest.raises(ParseError):
        comment_feed.parse(page(content))
