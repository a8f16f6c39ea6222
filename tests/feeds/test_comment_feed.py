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


ROPES = "http://ropes.blogspot.com/feeds/9/comments/default"


def blogger(total: int, *entries: str, start: int = 1, link: str = "") -> str:
    return f"""<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'
    xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'>
    <id>tag:blogger.com,1999:blog-7.post9..comments</id><title>Comments on Rope</title>{link}
    <openSearch:totalResults>{total}</openSearch:totalResults><openSearch:startIndex>{start}</openSearch:startIndex>
    <openSearch:itemsPerPage>500</openSearch:itemsPerPage>{"".join(entries)}</feed>"""


def entry(number: int, more: str = "") -> str:
    return f"""<entry><id>tag:blogger.com,1999:blog-7.post-{number}</id>
    <published>2014-05-{number:02}T08:10:00.000+02:00</published><title>Knot...</title>
    <content type='html'>Knot&lt;br /&gt;{number}</content>
    <link rel='self' type='application/atom+xml' href='{ROPES}/{number}'/>
    <link rel='alternate' type='text/html' href='http://ropes.blogspot.com/rope.html?showComment=1#c{number}'/>{more}
    <author><name>Lena</name><uri>http://www.blogger.com/profile/3</uri><email>noreply@blogger.com</email></author>
    <thr:in-reply-to href='http://ropes.blogspot.com/rope.html' ref='tag:blogger.com,1999:blog-7.post-9'/></entry>"""


def test_the_last_part_of_a_feed_that_counts_completes_the_thread() -> None:
    thread = comment_feed.parse(page(blogger(2, entry(11), entry(12)), url=ROPES))
    assert (thread.stated_count, thread.complete, thread.rest) == (2, True, ())
    first = thread.comments[0]
    assert first.author is not None
    assert (first.author.name, first.author.url) == ("Lena", "http://www.blogger.com/profile/3")
    assert (first.html, first.parent_id) == ("Knot<br />11", None)
    last = comment_feed.parse(page(blogger(502, entry(11), entry(12), start=501), url=ROPES))
    assert last.complete is True


def test_a_part_names_the_next_one_by_its_link_or_by_the_numbers_it_was_asked_with() -> None:
    link = f"<link rel='next' type='application/atom+xml' href='{ROPES}?start-index=3'/>"
    linked = comment_feed.parse(page(blogger(5, entry(11), entry(12), link=link), url=ROPES))
    assert (linked.complete, linked.rest) == (False, (ThreadSource.at(f"{ROPES}?start-index=3", "feed"),))
    asked = f"{ROPES}?alt=atom&max-results=500&start-index=1"
    counted = comment_feed.parse(page(blogger(5, entry(11), entry(12)), url=asked))
    assert counted.rest == (ThreadSource.at(f"{ROPES}?alt=atom&max-results=500&start-index=3", "feed"),)
    empty = comment_feed.parse(page(blogger(5), url=asked))
    assert (empty.rest, empty.complete, empty.stated_count) == ((), None, 5)


def test_an_answer_on_blogger_names_the_entry_it_answers_and_a_removed_one_is_marked() -> None:
    related = "<link rel='related' href='http://www.blogger.com/feeds/7/9/comments/default/11?v=2'/>"
    removed = """<gd:extendedProperty name='blogger.contentRemoved' value='true'/>
    <gd:extendedProperty name='blogger.itemClass' value='pid-1'/>"""
    thread = comment_feed.parse(page(blogger(3, entry(11), entry(12, related), entry(13, removed)), url=ROPES))
    first, answer, gone = thread.comments
    assert (first.parent_id, answer.parent_id, gone.parent_id) == (None, first.id, None)
    assert [comment.is_deleted for comment in thread.comments] == [False, False, True]


def test_the_rss_of_blogger_is_the_same_thread() -> None:
    source = """<rss version='2.0' xmlns:os='http://a9.com/-/spec/opensearchrss/1.0/'><channel><title>c</title>
    <os:totalResults>1</os:totalResults><item><guid isPermaLink='false'>tag:blogger.com,1999:blog-7.post-11</guid>
    <pubDate>Tue, 09 Apr 2013 06:10:00 +0000</pubDate><title>Knot...</title>
    <description>Knot &lt;b&gt;11&lt;/b&gt;</description>
    <link>http://ropes.blogspot.com/rope.html?showComment=1#c11</link><author>noreply@blogger.com (Lena)</author></item>
    </channel></rss>"""
    thread = comment_feed.parse(page(source, url=f"{ROPES}?alt=rss"))
    (comment,) = thread.comments
    assert comment.author is not None
    assert (comment.id, comment.author.name, comment.html) == (
        "tag:blogger.com,1999:blog-7.post-11",
        "Lena",
        "Knot <b>11</b>",
    )
    assert (comment.permalink, thread.complete) == ("http://ropes.blogspot.com/rope.html?showComment=1#c11", True)


@pytest.mark.parametrize(
    "content", ["", "<!doctype html><p>x", '{"version": "https://jsonfeed.org/version/1", "items": []}']
)
def test_other_documents_are_none(content: str) -> None:
    with pytest.raises(ParseError):
        comment_feed.parse(page(content))
