"""Atom 1.0 with its threading extension."""

from __future__ import annotations

import pytest

from tests.feeds.making import fixture, page
from tui_reader import feeds
from tui_reader.models import Author, Enclosure, ParsedFeed

URL = "https://garten.example/blog/atom.xml"


@pytest.fixture(scope="module")
def feed() -> ParsedFeed:
    return feeds.parse(fixture("atom.xml", URL))


def test_the_feed_itself(feed: ParsedFeed) -> None:
    assert (feed.format, feed.title, feed.language) == ("Atom 1.0", "Der langsame Garten", "de")
    assert feed.site_url == "https://garten.example/blog/"
    assert feed.next_url == "https://garten.example/blog/archiv/2025.xml"


def test_markup_in_a_title_is_read_and_the_wrapping_div_of_a_body_taken_off(feed: ParsedFeed) -> None:
    post = feed.posts[0]
    assert post.title == "Über Bohnen & Stangen"
    assert post.html == "<p>Sie <i>klettern</i>.</p>"
    assert not post.is_summary
    assert post.tags == ("Gemüse",)


def test_links_are_relative_to_xml_base(feed: ParsedFeed) -> None:
    post = feed.posts[0]
    assert post.url == "https://garten.example/blog/2026/bohnen.html"
    assert post.base_url == "https://garten.example/blog/"
    assert post.enclosures == (Enclosure("https://garten.example/blog/bohnen.jpg", "image/jpeg"),)


def test_the_conversation_is_known(feed: ParsedFeed) -> None:
    post = feed.posts[0]
    assert (post.comment_count, feed.posts[1].comment_count) == (3, 7)
    assert post.comments_url == "https://garten.example/blog/2026/bohnen.html#comments"
    assert post.comments_feed == "https://garten.example/blog/2026/bohnen.xml"


def test_the_feeds_author_wrote_what_names_none(feed: ParsedFeed) -> None:
    assert feed.posts[0].author == Author("Frieda Beet", "https://garten.example/frieda")
    assert feed.posts[1].author == Author("Gast")


def test_plain_text_stays_plain(feed: ParsedFeed) -> None:
    post = feed.posts[1]
    assert post.title == "Was heißt <br>?"
    assert post.html == "<p>1 &lt; 2</p><p>Zweiter Absatz</p>"
    assert post.is_summary


def test_only_published_is_when_it_was_published_and_updated_stands_in(feed: ParsedFeed) -> None:
    first, second = feed.posts[0], feed.posts[1]
    assert first.published is not None
    assert first.published.iso() == "2026-09-02T08:15:00+02:00"
    assert first.updated is not None
    assert first.updated.iso() == "2026-09-03T10:00:00+02:00"
    assert second.published == second.updated


def test_content_elsewhere_is_no_body_and_an_id_may_be_the_address(feed: ParsedFeed) -> None:
    post = feed.posts[2]
    assert post.html is None
    assert post.url == "https://garten.example/blog/2026/anderswo"


def test_a_service_on_another_host_is_not_what_links_are_relative_to() -> None:
    source = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>1</id>
    <link href="https://garten.example/p/1"/><content type="html">x</content></entry></feed>"""
    (post,) = feeds.parse(page(source, url="https://feeds.service.example/garten")).posts
    assert post.base_url == "https://garten.example/p/1"


def test_any_prefix_may_stand_for_the_threading_extension() -> None:
    source = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="http://purl.org/syndication/thread/1.0"><title>t</title>
    <entry><id>1</id><t:total>4</t:total></entry>
    <entry><id>2</id><link rel="replies" href="c.atom" t:count="5"/></entry></feed>"""
    first, second = feeds.parse(page(source)).posts
    assert (first.comment_count, second.comment_count) == (4, 5)
    assert second.comments_feed == "https://blog.example/c.atom"
