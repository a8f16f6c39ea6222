"""Feeds of real blogs, where they are at hand: what they say about each post's comments is read as it is written."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tui_reader import feeds
from tui_reader.errors import ParseError
from tui_reader.feeds import comment_feed
from tui_reader.models import Page

FOLDER = Path(__file__).parents[2] / "../shared/corpus/feeds"
FEEDS = sorted(FOLDER.iterdir()) if FOLDER.exists() else []

URL = "https://feeds.example/feed"
THREAD = "{http://purl.org/syndication/thread/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"
WELL_FORMED_WEB = "{http://wellformedweb.org/CommentAPI/}"
ENTRIES = {"item", "entry"}

pytestmark = pytest.mark.skipif(not FEEDS, reason="no feeds of real blogs here")


def page_of(path: Path) -> Page:
    return Page(URL, path.read_bytes())


def entries_of(path: Path) -> list[ET.Element]:
    """The posts of a feed in its order, as the standard library reads them."""
    text = path.read_bytes().strip()
    # feeds have been seen that use a prefix which they never declare
    for prefix in {*re.findall(rb"<(\w+):", text)} - {*re.findall(rb"xmlns:(\w+)", text)}:
        text = re.sub(rb"<(rss|feed)\b", rb'<\1 xmlns:%s="urn:undeclared"' % prefix, text, count=1)
    root = ET.fromstring(text)
    return [element for element in root.iter() if element.tag.rpartition("}")[2] in ENTRIES]


def count_of(entry: ET.Element) -> int | None:
    """How many comments an entry says that it has: by slash:comments, thr:total, or a link to its replies."""
    replies = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "replies"]
    told = [entry.findtext(SLASH), entry.findtext(f"{THREAD}total")]
    told += [link.get(f"{THREAD}count") or link.get("count") for link in replies]
    return next((int(text) for text in told if text and re.fullmatch(r"\s*\d+\s*", text)), None)


def feed_of(entry: ET.Element) -> str | None:
    """Where an entry says that its comments are had as a feed: by wfw:commentRss, or a link to its replies.

    Relative to `URL`.
    """
    for name in ("commentRss", "commentRSS"):
        if found := entry.findtext(f"{WELL_FORMED_WEB}{name}"):
            return urljoin(URL, found.strip())
    for link in entry.findall(f"{ATOM}link"):
        if link.get("rel") == "replies" and link.get("type") != "text/html":
            return urljoin(URL, link.get("href") or "")
    return None


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_every_post_has_the_count_that_its_feed_writes(path: Path) -> None:
    posts = feeds.parse(page_of(path)).posts
    assert [post.comment_count for post in posts] == [count_of(entry) for entry in entries_of(path)]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_every_post_has_the_comment_feed_that_its_feed_names(path: Path) -> None:
    posts = feeds.parse(page_of(path)).posts
    assert [post.comments_feed for post in posts] == [feed_of(entry) for entry in entries_of(path)]


def test_enough_feeds_say_something_about_comments() -> None:
    counts = [count_of(entry) for path in FEEDS for entry in entries_of(path)]
    named = [feed_of(entry) for path in FEEDS for entry in entries_of(path)]
    assert len([count for count in counts if count is not None]) > 150
    assert len([address for address in named if address]) > 80


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
def test_read_as_a_feed_of_comments_none_is_lost(path: Path) -> None:
    entries = entries_of(path)
    try:
        thread = comment_feed.parse(page_of(path))
    except ParseError:
        assert not entries
        return
    ids = [comment.id for comment in thread.comments]
    assert len(ids) == len(set(ids)) == len(entries)
    assert all(comment.parent_id in {None, *ids} for comment in thread.comments)
