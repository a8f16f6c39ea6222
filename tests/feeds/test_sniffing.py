"""What a document is, told from its content alone."""

from __future__ import annotations

import pytest

from tests.feeds.making import page
from tui_reader import feeds
from tui_reader.errors import ParseError


@pytest.mark.parametrize(
    "content",
    [
        '<rss version="2.0">',
        "\ufeff  \n<rss>",
        '<?xml version="1.0"?><!-- made by hand --><?xml-stylesheet href="x"?><feed xmlns="http://www.w3.org/2005/Atom">',
        '<rdf:RDF xmlns:rdf="r">',
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom">',
        '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/r.dtd"><rss version="0.91">',
        '<!DOCTYPE rss [<!ENTITY a "]">\n]><rss>',
        "Warning: line 3\n" + '<rss xmlns:a="b" version="2.0"><channel>',
        '<br /><b>Notice</b>: x<rss version="2.0"><channel>',
        '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
        '\ufeff {"items": [], "title": "t"}',
    ],
)
def test_feeds_are_known_whatever_their_media_type(content: str) -> None:
    assert feeds.looks_like_feed(page(content, media_type="text/html"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_encodings_are_known_with_and_without_a_mark(encoding: str) -> None:
    content = (
        '<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>W\u00efde</title></channel></rss>'
    )
    assert feeds.parse(page(content.encode(encoding))).title == "W\u00efde"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "  \n",
        "<!doctype html><html><body>An essay about <rss version='2.0'> tags",
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><head>',
        "<p>words",
        "words about feeds",
        "/etc/passwd",
        "null",
        "{}",
        '{"items": {}}',
        "[" * 100_000,
        "<opml/>",
        "<svg xmlns='s'/>",
        "\x89PNG\r\n\x1a\n",
    ],
)
def test_other_documents_are_none_whatever_their_media_type(content: str) -> None:
    assert not feeds.looks_like_feed(page(content, media_type="application/rss+xml"))
    with pytest.raises(ParseError):
        feeds.parse(page(content, media_type="application/rss+xml"))


def test_a_page_in_place_of_a_feed_is_called_one() -> None:
    with pytest.raises(ParseError, match="Not a feed: an HTML page"):
        feeds.parse(page("<!doctype html><title>Log in</title><form>", media_type="application/rss+xml"))


def test_a_page_to_log_in_is_told_from_other_pages() -> None:
    with pytest.raises(ParseError) as told:
        feeds.parse(page("<!doctype html><form><input name=p type='password'></form>"))
    assert told.value.reason == "login page"
    with pytest.raises(ParseError) as told:
        feeds.parse(page("<!doctype html><p>Moved.</p>"))
    assert told.value.reason == "a web page"
