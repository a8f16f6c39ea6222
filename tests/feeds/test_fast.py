"""What the fast reader takes, and what it leaves to feedparser."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from tests.feeds.making import URL
from tui_reader.feeds import fast_xml, xml_feed

CORE = '<rss version="2.0"><channel><title>t</title>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>1</id>{}</entry></feed>'
WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Slow Lathe</title><atom:link href="https://lathe.example/feed/" rel="self" type="application/rss+xml"/>
<link>https://lathe.example/</link><description>Wood</description>
<lastBuildDate>Thu, 03 Sep 2026 09:30:00 +0000</lastBuildDate>
<language>en-GB</language><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
<generator>https://wordpress.org/?v=7</generator><image><url>https://lathe.example/i.png</url><title>Slow Lathe</title>
<link>https://lathe.example/</link><width>32</width><height>32</height></image>
<item><title>Chuck keys</title><link>https://lathe.example/keys/</link><comments>https://lathe.example/keys/#comments</comments>
<dc:creator><![CDATA[Ada]]></dc:creator><pubDate>Thu, 03 Sep 2026 09:30:00 +0000</pubDate>
<category><![CDATA[Safety]]></category>
<guid isPermaLink="false">https://lathe.example/?p=17</guid><description><![CDATA[One rule [&#8230;]]]></description>
<content:encoded><![CDATA[<p>One rule.</p>]]></content:encoded>
<wfw:commentRss>https://lathe.example/keys/feed/</wfw:commentRss><slash:comments>12</slash:comments></item></channel></rss>"""


def test_what_wordpress_writes_is_taken_and_reads_as_feedparser_reads_it() -> None:
    feed = fast_xml.read(URL, WORDPRESS)
    assert feed is not None
    assert feed == xml_feed.judged(URL, WORDPRESS)
    (post,) = feed.posts
    assert (post.comment_count, post.comments_feed) == (12, "https://lathe.example/keys/feed/")
    assert (feed.title, feed.ttl, post.guid) == ("Slow Lathe", 3600, "https://lathe.example/?p=17")


def test_a_feed_that_is_taken_does_without_feedparser() -> None:
    program = (
        "import sys; from tui_reader.feeds import parse; from tui_reader.models import Page;"
        f"assert parse(Page({URL!r}, {WORDPRESS.encode()!r})).posts; sys.exit('feedparser' in sys.modules)"
    )
    assert run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    "source",
    [
        CORE.format("<item><title>open</item>"),
        CORE.format("<item><title>&nbsp;</title></item>"),
        "<!DOCTYPE rss [<!ENTITY e 'x'>]>" + CORE.format("<item><title>&e;</title></item>"),
        "<!DOCTYPE rss>" + CORE.format(""),
        '<?xml version="1.1"?>' + CORE.format(""),
        CORE.format("") + "<rss/>",
        CORE.format("<item><x:y/></item>"),
        "<rss><channel/><item/></rss>",
        "<channel><title>t</title></channel>",
        "<feed><title>t</title></feed>",
        '<feed xmlns="http://purl.org/atom/ns#" version="0.3"><title>t</title></feed>',
    ],
)
def test_what_is_not_well_formed_or_no_known_format_is_left_to_feedparser(source: str) -> None:
    assert fast_xml.read(URL, source) is None


@pytest.mark.parametrize(
    "item",
    [
        "<title>a</title><title>b</title>",
        "<description>a</description><description>b</description>",
        "<description><p>nested</p></description>",
        "<summary>a</summary>",
        "<body>a</body>",
        "<fullitem>a</fullitem>",
        "<Title>a</Title>",
        "<pubDate>20260903</pubDate>",
        "<pubDate>soon</pubDate>",
        "<link>https://blog.example/?a&amp;copy;=1</link>",
        "<link>http:////blog.example/</link>",
        "<title>c\u0085d</title>",
        "<title><![CDATA[&#0;]]></title>",
        '<title type="html">a</title>',
        '<title base="https://a.example/">a</title>',
        '<x xmlns="https://x.example/">a</x>',
        '<d:title xmlns:d="http://purl.org/dc/elements/1.1/">a</d:title>',
        '<media:title xmlns:media="http://search.yahoo.com/mrss/">no other</media:title>',
        '<dc:thing xmlns:dc="https://x.example/">a</dc:thing>',
        '<x:y xmlns:x="https://x.example/"><title>a</title></x:y>',
        '<xhtml:body xmlns:xhtml="http://www.w3.org/1999/xhtml">a</xhtml:body>',
        "<author>a@b.example (A)</author><author>B</author>",
    ],
)
def test_what_an_item_should_not_hold_is_left_to_feedparser(item: str) -> None:
    assert fast_xml.read(URL, CORE.format(f"<item>{item}</item>")) is None


@pytest.mark.parametrize(
    "entry",
    [
        '<content type="image/png">a</content>',
        '<content type="text/plain">a</content>',
        '<content src="/a"/>',
        '<link rel="replies"/>',
        '<content xml:base="/a">a</content>',
        "<source><title>a</title></source>",
        "<author>Ada</author>",
        "<category/>",
    ],
)
def test_what_an_entry_should_not_hold_is_left_to_feedparser(entry: str) -> None:
    assert fast_xml.read(URL, ATOM.format(entry)) is None


def test_a_feed_of_too_many_posts_is_left_to_feedparser() -> None:
    assert fast_xml.read(URL, CORE.format("<item/>" * 2001)) is None
    assert fast_xml.read(URL, CORE.format("<item/>" * 2000)) is not None


@pytest.mark.parametrize(
    ("entry", "html", "base"),
    [
        (
            '<content type="xhtml"> <div xmlns="http://www.w3.org/1999/xhtml"><p>a<br/>b &lt; c</p></div></content>',
            "<p>a<br></br>b &lt; c</p>",
            URL,
        ),
        ('<content type="html" xml:base="https://a.example/b/">a</content>', "a", "https://a.example/b/"),
        ('<content type="text">1 &lt; 2</content>', "<p>1 &lt; 2</p>", URL),
    ],
)
def test_bodies_of_atom_are_html_of_their_own_base(entry: str, html: str, base: str) -> None:
    source = ATOM.format(entry).replace("<id>1</id>", "<id>tag:a.example,2026:1</id>")
    feed = fast_xml.read(URL, source)
    assert feed is not None
    assert (feed.posts[0].html, feed.posts[0].base_url) == (html, base)
    assert feed == xml_feed.judged(URL, source)
