"""Feeds that mean harm, or are broken: one ParseError at most, nothing expanded, nothing opened."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.feeds.making import CORPUS, page, rss
from tui_reader import feeds
from tui_reader.errors import ParseError
from tui_reader.feeds.xml_text import prepared
from tui_reader.models import ParsedFeed

LAUGHS = '<!DOCTYPE l [<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
) + "]>"  # fmt: skip


def title_of(source: str) -> str | None:
    return feeds.parse(page(source)).posts[0].title


def test_entities_do_not_expand() -> None:
    body = "<rss><channel><item><title>&a9;</title></item></channel></rss>"
    assert len(title_of(LAUGHS + body) or "") < 100


def test_a_long_entity_used_often_does_not_either() -> None:
    doctype = f'<!DOCTYPE r [<!ENTITY a "{"A" * 50_000}">]>'
    assert "AAA" not in (
        title_of(f"{doctype}<rss><channel><item><title>{'&a;' * 20_000}</title></item></channel></rss>") or ""
    )


def test_short_entities_still_are_read() -> None:
    doctype = '<!DOCTYPE rss [\n<!ENTITY shop "Wet Oak">\n<!ENTITY nbsp "&#160;">]>'
    assert (
        title_of(f"{doctype}<rss><channel><item><title>The&nbsp;&shop; shop</title></item></channel></rss>")
        == "The Wet Oak shop"
    )


@pytest.mark.parametrize("system", ["file:///etc/hostname", "/etc/hostname", "http://127.0.0.1:9/"])
def test_external_entities_are_not_read(system: str) -> None:
    doctype = f'<!DOCTYPE r SYSTEM "{system}" [<!ENTITY x SYSTEM "{system}"><!ENTITY % p SYSTEM "{system}">%p;]>'
    assert title_of(f"{doctype}<rss><channel><item><title>A&x;B</title></item></channel></rss>") in {"A&x;B", "AB"}


@pytest.mark.parametrize("body", [b"/etc/hostname", b"/dev/zero", b"http://127.0.0.1:9/feed", b"file:///etc/hostname"])
def test_a_body_that_is_a_path_or_an_address_is_not_opened(body: bytes) -> None:
    with pytest.raises(ParseError, match="Not a feed"):
        feeds.parse(page(body))


@pytest.mark.parametrize("reference", ["&#xd800;", "&#0;", "&#27;", "&#99999999999;", "&#xffff;", f"&#{'9' * 6000};"])
def test_references_to_what_is_no_character_are_replaced(reference: str) -> None:
    feed = feeds.parse(rss(f"<item><title>a{reference}b</title></item><item><title>next</title></item>"))
    assert [post.title for post in feed.posts] == ["a\ufffdb", "next"]
    assert feed.warnings == ()


def test_control_characters_do_not_make_a_feed_ill_formed() -> None:
    feed = feeds.parse(rss("<item><title>a\x00\x1b]0;b\x07</title></item>"))
    assert (feed.posts[0].title, feed.warnings) == ("a]0;b", ())


def test_a_damaged_feed_is_read_as_far_as_it_goes_and_says_so() -> None:
    feed = feeds.parse(rss("<item><title>whole</title></item><item><title>second</title><guid>2<item><title>op"))
    assert [post.title for post in feed.posts][:2] == ["whole", "second"]
    assert len(feed.warnings) == 1


def test_bare_ampersands_are_no_damage_and_cdata_is_left_alone() -> None:
    body = "<description><![CDATA[a&b &#0; c]]></description>"
    feed = feeds.parse(rss(f"<item><title>AT&T</title><link>https://blog.example/?a=1&b=2</link>{body}</item>"))
    assert (feed.posts[0].title, feed.posts[0].url) == ("AT&T", "https://blog.example/?a=1&b=2")
    assert (feed.posts[0].html, feed.warnings) == ("a&b \ufffd c", ())


def test_more_posts_than_anyone_reads_are_left_out_and_the_feed_stays_whole() -> None:
    feed = feeds.parse(rss("".join(f"<item><title>{n}</title></item>" for n in range(3000)) + "<ttl>5</ttl>"))
    assert [post.title for post in feed.posts[-1:]] == ["1999"]
    assert (len(feed.posts), feed.ttl, feed.warnings) == (2000, 300, ())


def test_a_body_without_end_is_cut_and_says_so() -> None:
    (post,) = feeds.parse(rss(f"<item><description>{'x' * 2_100_000}</description></item>")).posts
    assert len(post.html or "") == 2_000_000
    assert post.is_summary


@pytest.mark.parametrize("charset", ["zlib_codec", "utf-7", "unicode_escape", "undefined", "x-no-such", "idna"])
def test_codecs_that_are_no_charsets_are_not_used(charset: str) -> None:
    content = '<rss version="2.0"><channel><item><title>+ADw-na\u00efve\\u0041</title></item></channel></rss>'
    feed = feeds.parse(page(content, charset=charset))
    assert feed.posts[0].title == "+ADw-na\u00efve\\u0041"


def test_a_header_that_the_bytes_contradict_is_passed_over() -> None:
    title = "caf\u00e9 \u201cx\u201d \u20ac"
    content = f'<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><title>{title}</title></channel></rss>'
    assert feeds.parse(page(content.encode("cp1252"), charset="utf-8")).title == title


OPENED = [
    "item",
    "entry",
    "title",
    "link",
    "image",
    "width",
    "gml:pos",
    "media:thumbnail",
    "media:credit",
    "creativecommons:license",
    "georss:point",
    "summary",
    "source",
    "author",
    "category",
    "svg",
    "textinput",
    "guid",
    "pubDate",
]
CLOSED = [
    "item",
    "entry",
    "title",
    "width",
    "gml:pos",
    "media:thumbnail",
    "media:rating",
    "creativecommons:license",
    "georss:point",
    "content",
    "summary",
    "source",
    "author",
    "category",
    "tags",
    "svg",
]
OTHERS = [
    "<link/>",
    "<media:thumbnail/>",
    "<psc:chapter/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?x?>",
    "<",
    ">",
    "&",
    "&#xd800;",
    "&amp;",
    "&nope;",
    "words",
    "2026-01-01",
    "xmlns:a='b'",
]
PIECES = st.sampled_from(
    [
        *(f"<{name}>" for name in OPENED),
        *(f"</{name}>" for name in CLOSED),
        *OTHERS,
        "<content type='x'>",
        "<content mode='base64'>",
        "<cc:license rdf:resource='x'/>",
        "<base href='//['>",
        "a@b (c)",
    ]
)


@settings(deadline=None, max_examples=300)
@given(pieces=st.lists(PIECES, max_size=25))
@example(pieces=["</width>"])
@example(pieces=["</gml:pos>"])
@example(pieces=["<>&#xd800;"])
def test_whatever_stands_in_a_feed_it_is_read_or_is_one_error(pieces: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            feed = feeds.parse(page(f'<rss version="2.0"><channel>{"".join(pieces)}</channel></rss>'))
        except ParseError as error:
            shown = [str(error)]
        else:
            shown = [post.title or "" for post in feed.posts]
    assert all(text.isprintable() for text in shown)


@settings(deadline=None)
@given(source=st.text(st.sampled_from("<>!DOCTYPE[]&#x;09af-? \n\"'itemnry:/"), max_size=200))
def test_preparing_a_text_never_fails_and_is_done_once(source: str) -> None:
    once = prepared(source)
    assert "&#xd800;" not in once
    assert prepared(once) == once or "own-" in once or "<!DOCTYPE" in once.upper()


def files() -> Iterator[Path]:
    for folder in ("feeds", "crashers", "hostile-and-formats"):
        if (CORPUS / folder).is_dir():
            yield from (path for path in sorted((CORPUS / folder).rglob("*")) if path.is_file())


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real and hostile feeds is not here")
def test_a_collection_of_real_and_hostile_files_is_read_without_surprise() -> None:
    read = 0
    for path in files():
        data = page(path.read_bytes())
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                feed = feeds.parse(data)
            except ParseError:
                continue
        assert isinstance(feed, ParsedFeed)
        assert feeds.looks_like_feed(data)
        read += 1
    assert read > 1200


@pytest.mark.skipif(not (CORPUS / "feeds").is_dir(), reason="the collection of real feeds is not here")
def test_every_real_feed_has_its_posts_dated_and_linked() -> None:
    for path in sorted((CORPUS / "feeds").iterdir()):
        feed = feeds.parse(page(path.read_bytes()))
        assert feed.title
        assert all(post.url for post in feed.posts), path.name
        if path.stat().st_size > 5000:
            assert feed.posts
            assert all(post.published and post.html for post in feed.posts), path.name
