"""RSS 2.0, 1.0 and their extensions."""

from __future__ import annotations

import pytest

from tests.feeds.making import fixture, page, rss
from tui_reader import feeds
from tui_reader.models import Author, Enclosure, ParsedFeed


@pytest.fixture(scope="module")
def feed() -> ParsedFeed:
    return feeds.parse(fixture("rss2.xml", "https://lathe.example/feed/"))


def test_the_feed_itself(feed: ParsedFeed) -> None:
    assert (feed.format, feed.title, feed.site_url) == ("RSS 2.0", "Slow Lathe & Sons", "https://lathe.example/")
    assert (feed.description, feed.language, feed.ttl) == ("Turning, mostly wood", "en-GB", 1800)
    assert feed.next_url == "https://lathe.example/feed/?paged=2"
    assert feed.warnings == ()


def test_a_whole_post(feed: ParsedFeed) -> None:
    post = feed.posts[0]
    assert post.title == "Chuck keys – never leave one in"
    assert (post.url, post.guid) == ("https://lathe.example/2026/09/chuck-keys/", "https://lathe.example/?p=17")
    assert post.author == Author("Ada Spindle")
    assert post.published is not None
    assert post.published.iso() == "2026-09-03T09:30:00+02:00"
    assert post.html == '<p>One rule before <em>all</em> others: <a href="/keys">the key</a>.</p>'
    assert not post.is_summary
    assert post.base_url == "https://lathe.example/feed/"
    assert post.tags == ("Safety", "Tools & keys")
    assert post.enclosures == (Enclosure("https://lathe.example/keys.mp3", "audio/mpeg", 12345),)
    assert post.comment_count == 12
    assert post.comments_url == "https://lathe.example/2026/09/chuck-keys/#comments"
    assert post.comments_feed == "https://lathe.example/2026/09/chuck-keys/feed/"


def test_a_permalink_guid_is_the_address_and_an_excerpt_is_known(feed: ParsedFeed) -> None:
    post = feed.posts[1]
    assert post.url == post.guid == "https://lathe.example/2026/08/wet-oak/"
    assert post.author == Author("Odo Bark")
    assert post.is_summary
    assert post.comment_count is None


def test_of_posts_with_one_id_the_first_is_kept(feed: ParsedFeed) -> None:
    assert [post.guid for post in feed.posts].count("https://lathe.example/2026/08/wet-oak/") == 1
    assert "Wet oak, twice" not in [post.title for post in feed.posts]


def test_media_fields_stand_in_only_where_the_post_has_none(feed: ParsedFeed) -> None:
    post = feed.posts[2]
    assert (post.title, post.html) == ("Only the picture has a title", "<p>Shavings on the floor</p>")
    assert (post.url, post.guid) == (None, "picture-3")
    assert post.published is not None
    assert post.published.iso() == "2026-07-01"


def test_a_title_without_closing_tag_is_no_markup(feed: ParsedFeed) -> None:
    assert feed.posts[3].title == "if a < b then c"
    assert feed.posts[3].url == "https://lathe.example/less"


def test_rss_1_takes_its_ids_from_rdf_and_its_letters_from_the_declaration() -> None:
    feed = feeds.parse(fixture("rss1.rdf", encoding="cp1252"))
    assert (feed.format, feed.title) == ("RSS 1.0", "Café Kiosk")
    first, second = feed.posts
    assert (first.title, first.author, first.tags) == ("Naïve “quotes”", Author("Zoë"), ("press",))
    assert first.published is not None
    assert first.published.iso() == "2026-05-04T03:02:01-06:00"
    assert second.url == second.guid == "https://kiosk.example/2"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Plain &amp; simple", "Plain & simple"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;b&gt;Bold&lt;/b&gt; claim", "Bold claim"),
        ("<![CDATA[<i>Set</i> apart]]>", "Set apart"),
        ("Use &lt;table&gt; here", "Use <table> here"),
        ("two\n   lines", "two lines"),
        ("&amp;#27;]52;c;AAAA\u202e", "]52;c;AAAA"),
        ("  ", None),
        ("x" * 1000, "x" * 499 + "…"),
    ],
)
def test_titles_are_text(title: str, read: str | None) -> None:
    (post,) = feeds.parse(rss(f"<item><title>{title}</title><guid>1</guid></item>")).posts
    assert post.title == read


@pytest.mark.parametrize(
    "items",
    [
        "<description>short</description><e:encoded>long</e:encoded>",
        "<e:encoded>long</e:encoded><description>short</description>",
        "<description>short</description><description>long</description>",
    ],
)
def test_the_encoded_or_second_body_is_the_body_whatever_the_order(items: str) -> None:
    source = f'<rss version="2.0" xmlns:e="http://purl.org/rss/1.0/modules/content/"><channel><item>{items}</item></channel></rss>'
    (post,) = feeds.parse(page(source)).posts
    assert post.html == "long"


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("<guid>12345</guid>", None),
        ('<guid isPermaLink="false">https://blog.example/1</guid>', None),
        ("<guid>https://blog.example/1</guid>", "https://blog.example/1"),
        ('<guid isPermaLink="True">https://blog.example/1</guid>', "https://blog.example/1"),
        ("<guid>1</guid><link>/post</link>", "https://blog.example/post"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>http://[</link>", None),
    ],
)
def test_only_web_addresses_are_links(guid: str, url: str | None) -> None:
    (post,) = feeds.parse(rss(f"<item><title>x</title>{guid}</item>")).posts
    assert post.url == url


def test_ids_are_kept_letter_by_letter_and_long_ones_as_a_hash() -> None:
    long = "g" * 100_000
    posts = feeds.parse(rss(f"<item><guid>Tag:Example,1</guid></item><item><guid>{long}</guid></item>")).posts
    assert posts[0].guid == "Tag:Example,1"
    assert posts[1].guid is not None
    assert posts[1].guid.startswith("sha256:")


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ("<author>odo@lathe.example (Odo Bark)</author>", "Odo Bark"),
        ("<author>Odo Bark &lt;odo@lathe.example&gt;</author>", "Odo Bark"),
        ("<author>odo@lathe.example</author>", "odo@lathe.example"),
        ("<author>Odo Bark (Wet Oak Ltd)</author>", "Odo Bark (Wet Oak Ltd)"),
        ("<author>odo@lathe.example (Odo)</author><d:creator>Ada</d:creator>", "Ada"),
        ("<d:creator>Ada</d:creator><author>odo@lathe.example (Odo)</author>", "Ada"),
        ("<d:creator>Ren&amp;eacute;</d:creator>", "René"),
        ("<d:creator> </d:creator>", None),
    ],
)
def test_the_authors_name_is_taken_not_the_mail_address(names: str, name: str | None) -> None:
    source = (
        f'<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/"><channel><item>{names}</item></channel></rss>'
    )
    (post,) = feeds.parse(page(source)).posts
    assert (post.author.name if post.author else None) == name


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [
        ("<ttl>60</ttl>", 3600),
        ("<ttl>999999999</ttl>", None),
        ("<ttl>9999999</ttl>", 604_800),
        ("<ttl>soon</ttl>", None),
        ("", None),
    ],
)
def test_the_publishers_wish_between_requests_is_capped(channel: str, seconds: int | None) -> None:
    assert feeds.parse(rss("", channel)).ttl == seconds


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("Thu, 03 Sep 2026 09:30:00 EST", "2026-09-03T09:30:00-05:00"),
        ("3 September 2026", "2026-09-03"),
        ("Thu, 01 Jan 99999 00:00:00 GMT", None),
        ("9" * 5000, None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_as_precise_as_they_are_written(date: str, iso: str | None) -> None:
    (post,) = feeds.parse(rss(f"<item><guid>1</guid><pubDate>{date}</pubDate></item>")).posts
    assert (post.published.iso() if post.published else None) == iso
