"""JSON Feed: what stands there is read, what has the wrong type counts as absent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.feeds.making import page
from tui_reader import feeds
from tui_reader.content.text import clean
from tui_reader.errors import ParseError
from tui_reader.models import Author, Enclosure, ParsedFeed

VERSION = "https://jsonfeed.org/version/1.1"


def parsed(items: Any, **feed: Any) -> ParsedFeed:
    return feeds.parse(page(json.dumps({"version": VERSION, "title": "Slow Lathe", "items": items, **feed})))


def test_a_whole_feed() -> None:
    item = {
        "id": "keys",
        "url": "/keys",
        "title": "Chuck keys",
        "content_html": "<p>Never.</p>",
        "date_published": "2026-09-03T09:30:00+02:00",
        "date_modified": "2026-09-04T00:00:00Z",
        "authors": [{"name": "Ada", "url": "https://ada.example/"}],
        "tags": ["safety", "keys"],
        "language": "en",
        "attachments": [{"url": "/keys.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 7}],
    }
    feed = parsed(
        [item], home_page_url="https://blog.example/", language="en", next_url="/feed?page=2", description="Wood"
    )
    assert (feed.format, feed.title, feed.site_url) == ("JSON Feed 1.1", "Slow Lathe", "https://blog.example/")
    assert (feed.description, feed.next_url) == ("Wood", "https://blog.example/feed?page=2")
    (post,) = feed.posts
    assert (post.guid, post.url, post.title, post.html) == (
        "keys",
        "https://blog.example/keys",
        "Chuck keys",
        "<p>Never.</p>",
    )
    assert post.author == Author("Ada", "https://ada.example/")
    assert post.published is not None
    assert post.published.iso() == "2026-09-03T09:30:00+02:00"
    assert post.tags == ("safety", "keys")
    assert post.enclosures == (Enclosure("https://blog.example/keys.mp3", "audio/mpeg", 7),)


def test_version_1_has_one_author_and_the_feeds_author_stands_in() -> None:
    feed = parsed(
        [{"id": 1, "author": {"name": "Odo"}}, {"id": 2}], author={"name": "Ada"}, version=VERSION.replace("1.1", "1")
    )
    assert feed.format == "JSON Feed 1"
    assert [post.author for post in feed.posts] == [Author("Odo"), Author("Ada")]


def test_plain_text_becomes_html_and_a_summary_is_known_as_one() -> None:
    text, summary = parsed([{"id": "a", "content_text": "1 < 2\n\nnext"}, {"id": "b", "summary": "short"}]).posts
    assert (text.html, text.is_summary) == ("<p>1 &lt; 2</p><p>next</p>", False)
    assert (summary.html, summary.is_summary) == ("<p>short</p>", True)


def test_wrong_types_cost_only_themselves() -> None:
    items: list[Any] = [
        *(None, 1, "x", [], {}),
        {
            "id": 3,
            "title": ["a"],
            "url": {},
            "content_html": 7,
            "date_published": 12,
            "authors": "me",
            "tags": {"a": 1},
        },
        {"id": "good", "title": "Good", "authors": [5, {"name": 6}], "attachments": [1, {"url": 2}, {}]},
    ]
    feed = parsed(items, title=5, home_page_url=[])
    assert [(post.guid, post.title) for post in feed.posts] == [("3", None), ("good", "Good")]
    assert feed.warnings == ("4 of its items cannot be read.",)


def test_numbers_too_long_to_be_numbers_are_ids() -> None:
    items = '{"id": %s}, {"id": 1e999, "title": "y", "date_published": NaN}' % ("9" * 5000)
    source = f'{{"version": "{VERSION}", "items": [{items}]}}'
    first, second = feeds.parse(page(source)).posts
    assert first.guid is not None
    assert first.guid.startswith("sha256:")
    assert (second.guid, second.title) == (None, "y")


def test_strings_are_cleaned_and_bodies_can_be_stored() -> None:
    item = {"id": "\udfff", "title": "a\0b", "content_html": "\0\ud800"}
    source = json.dumps({"version": VERSION, "title": "\ud800\x1b]0;x\x07", "items": [item]})
    feed = feeds.parse(page(source))
    assert feed.title == "\ufffd]0;x"
    assert (feed.posts[0].guid, feed.posts[0].title, feed.posts[0].html) == ("\ufffd", "ab", "\ufffd\ufffd")


@pytest.mark.parametrize(
    "source", [f'{{"version": "{VERSION}"', f'{{"version": "{VERSION}"}}', f'{{"version": "{VERSION}", "items": 3}}']
)
def test_broken_ones_are_errors(source: str) -> None:
    with pytest.raises(ParseError):
        feeds.parse(page(source))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("name", "url", "id", "title")), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    (
        "id",
        "url",
        "title",
        "content_html",
        "content_text",
        "summary",
        "date_published",
        "author",
        "authors",
        "tags",
        "attachments",
    )
)


@settings(deadline=None)
@given(items=st.lists(st.dictionaries(FIELDS, VALUES, max_size=6), max_size=3))
def test_any_json_under_the_right_keys_is_survived(items: list[dict[str, Any]]) -> None:
    feed = parsed(items)
    for post in feed.posts:
        assert post.title is None or post.title == clean(post.title)
