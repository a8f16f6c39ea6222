"""The feeds that a page names."""

from __future__ import annotations

import pytest

from tests.feeds.making import page
from tui_reader.content.document import Document
from tui_reader.feeds import discovery
from tui_reader.models import FeedLink

FEEDLIKE = [
    "/feed",
    "/feed/",
    "/rss.xml",
    "/index.rdf",
    "index.xml",
    "/feeds/posts/default",
    "/?feed=rss2",
    "/blog.rss",
]
SITE = "https://blog.example/2026/post"


def links(html: str) -> list[FeedLink]:
    return list(discovery.feed_links(Document.from_page(page(f"<!doctype html><title>t</title>{html}", url=SITE))))


def test_feeds_in_the_head_are_named_in_its_order_with_comment_feeds_last() -> None:
    found = links("""
    <link rel="alternate" type="application/rss+xml" title="Slow Lathe &raquo; Comments Feed" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" title="Slow Lathe" href="/feed/">
    <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="https://blog.example/atom.xml">
    <link rel="alternate" type="application/rss+xml" href="/2026/post/comments.xml">""")
    assert found == [
        FeedLink("https://blog.example/feed/", "Slow Lathe", "application/rss+xml"),
        FeedLink("https://blog.example/atom.xml", None, "application/atom+xml"),
        FeedLink(
            "https://blog.example/comments/feed/", "Slow Lathe » Comments Feed", "application/rss+xml", is_comments=True
        ),
        FeedLink("https://blog.example/2026/post/comments.xml", None, "application/rss+xml", is_comments=True),
    ]


def test_json_feeds_are_named_and_an_api_is_not() -> None:
    found = links("""
    <link rel="alternate" type="application/feed+json" href="/feed.json">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/17">
    <link rel="alternate" type="text/html" hreflang="de" href="/de/">
    <link rel="alternate stylesheet" type="text/xml" href="/style.xml">
    <link rel="feed" href="/own">""")
    assert [link.url for link in found] == ["https://blog.example/feed.json", "https://blog.example/own"]


def test_a_feed_is_named_once_and_titles_are_cleaned() -> None:
    found = links("""<link rel=alternate type=application/rss+xml href="/feed" title="&#27;]0;x&#7;">
    <link rel=alternate type=application/rss+xml href="https://www.blog.example/feed/">""")
    assert len(found) == 1
    assert found[0].title is not None
    assert found[0].title.isprintable()


@pytest.mark.parametrize(
    "href", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "//", "", "mailto:a@b.example", "data:,x"]
)
def test_only_web_addresses_are_named(href: str) -> None:
    assert links(f'<link rel="alternate" type="application/rss+xml" href="{href}">') == []


def test_a_page_that_names_thousands_is_cut() -> None:
    many = "".join(f'<link rel="alternate" type="application/rss+xml" href="/f{n}">' for n in range(5000))
    assert len(links(many)) == discovery.MAX_LINKS


@pytest.mark.parametrize("href", [*FEEDLIKE, "https://feeds.feedburner.com/lathe", "../atom.xml#top"])
def test_where_the_head_names_none_addresses_may_give_a_feed_away(href: str) -> None:
    (found,) = links(f'<p><a href="{href}">Subscribe</a>')
    assert found.title == discovery.GUESSED


@pytest.mark.parametrize(
    "href", ["/feedback", "/atomic-energy", "/2026/rss-is-not-dead.html", "/press", "#feed", "mailto:feed@x.example"]
)
def test_ordinary_addresses_do_not(href: str) -> None:
    assert links(f'<a href="{href}">words</a>') == []


def test_guesses_are_not_needed_where_the_head_names_one() -> None:
    found = links('<link rel="alternate" type="application/rss+xml" href="/feed"><a href="/rss.xml">RSS</a>')
    assert [link.url for link in found] == ["https://blog.example/feed"]
