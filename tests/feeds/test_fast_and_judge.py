"""The fast reader against feedparser, its judge: wherever it takes a feed, both give the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.feeds.making import CORPUS, URL, fixture, page
from tui_reader.content import dates
from tui_reader.feeds import fast_xml, sniffing, values, xml_feed

NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:x="https://x.example/ns"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
TEXTS = st.one_of(
    st.sampled_from(
        [
            "", " ", "words", "a &lt;b&gt;bold&lt;/b&gt; word", "<![CDATA[<p>A &amp; B &#8230;</p>]]>", "AT&amp;amp;T",
            "caf\u00e9", "caf\u00c3\u00a9", "\u0152uvre \u2026", "1 &lt; 2", "cut [\u2026]", "two\n\n lines",
            "\u202eleft",
            "<![CDATA[a &#27; b]]>", "<b>nested</b>", "<!-- note -->in between<?pi?> two", "c\u0085d", "12",
            "&#233;&#9;", "&#133;",
            "<![CDATA[x ]]&gt; y]]>", "ada@blog.example (Ada)", "Ada &lt;ada@blog.example&gt;",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&>\ufffe\uffff"), max_size=12),
)  # fmt: skip
MARKUP = st.recursive(
    st.one_of(
        st.sampled_from(
            ["", " ", "words", "a &lt; b &amp; c", "caf\u00e9", "<br/>", "\n", "\u2026", "<!-- note -->", "&#160;"]
        ),
        st.just('<a Href="/x?a=1&amp;b=&quot;2&quot;" rel="NoFollow" class=" a ">link</a>'),
        st.just('<svg xmlns="http://www.w3.org/2000/svg"><title>drawn</title></svg>'),
        st.just('<p xml:lang="de">Wort</p>'),
    ),
    lambda inner: st.builds("<{0}>{1}{2}</{0}>".format, st.sampled_from(["div", "p", "B", "x-y"]), inner, inner),
    max_leaves=6,
)
XHTML = st.builds(
    '<{0} type="xhtml">{1}<{2} {5} xmlns="http://www.w3.org/1999/xhtml">{3}</{2}>{4}</{0}>'.format,
    st.sampled_from(["title", "content", "summary"]),
    st.sampled_from(["", " ", "\n  ", "words"]),
    st.sampled_from(["div", "p"]),
    MARKUP,
    st.sampled_from(["", "\n", "words", "<div xmlns='http://www.w3.org/1999/xhtml'>more</div>"]),
    st.sampled_from(["", "class='x'"]),
)
ADDRESSES = st.sampled_from(
    ["https://blog.example/1", "/2", "3?a=1&amp;b=2", "https://other.example/4#c", "javascript:alert(1)", "",
     "tag:blog,5",
     "http:////blog.example/6", "https://blog.example/7?a&amp;copy;", "mailto:ada@blog.example", "https://m\u00fcsli.example/"]
)  # fmt: skip
DATES = st.sampled_from(
    ["Thu, 03 Sep 2026 09:30:00 +0200", "3 Sep 2026 09:30 EST", "2026-09-03T09:30:00Z", "2026-09-03", "yesterday", "",
     "20260903", "Thu, 31 Feb 2026 09:30:00 GMT", "2026-09-03T09:30:00.25-08:00", "Sep 2026", "1788000000"]
)  # fmt: skip


def leaf(name: str, values: st.SearchStrategy[str], attributes: str = "") -> st.SearchStrategy[str]:
    """An element of a text; `attributes` may hold several choices, parted by bars."""
    return st.tuples(st.sampled_from(attributes.split("|")), values).map(
        lambda told: f"<{name}{told[0]}>{told[1]}</{name}>"
    )


def empty(name: str, attribute: str, values: st.SearchStrategy[str], others: str = "") -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(others.split("|")), values).map(
        lambda told: f'<{name} {attribute}="{told[1]}"{told[0]}/>'
    )


BASES = ' type="html" xml:base="https://base.example/a/"| xml:base="/a/" type="html"| xml:base="http://b.example"'
RSS_PARTS = st.one_of(
    leaf("title", TEXTS, '| xml:lang="de_AT"'),
    leaf("link", ADDRESSES),
    leaf("guid", ADDRESSES, '| isPermaLink="false"| isPermaLink="TRUE"'),
    leaf("description", TEXTS),
    leaf("content:encoded", TEXTS),
    leaf("pubDate", DATES),
    leaf("dc:date", DATES),
    leaf("author", TEXTS),
    leaf("dc:creator", TEXTS),
    leaf("itunes:author", TEXTS),
    leaf("category", TEXTS, '| domain="x"'),
    leaf("comments", ADDRESSES, '| x="1"'),
    leaf("slash:comments", TEXTS),
    leaf("wfw:commentRss", ADDRESSES),
    leaf("thr:total", TEXTS),
    leaf("source", TEXTS, ' url="https://a.example/"'),
    leaf("media:title", TEXTS, '| type="plain"'),
    leaf("dc:title", TEXTS),
    leaf("x:title", TEXTS, '| y="z"| xml:base="https://x.example/"| base="/b"'),
    empty("enclosure", "url", ADDRESSES, ' length="12" type="Audio/MPEG"|'),
    empty("media:content", "url", ADDRESSES, ' medium="audio"| type="image/png"| type="video/mp4" fileSize="9"'),
    empty("atom:link", "href", ADDRESSES, '| rel="alternate"| rel="replies"| rel="enclosure"'),
)
ATOM_PARTS = st.one_of(
    XHTML,
    leaf("title", TEXTS, '| type="html"| type="text"| type="xhtml"| type="text/html"| xml:lang="de"'),
    leaf("id", ADDRESSES),
    leaf("updated", DATES),
    leaf("published", DATES),
    leaf("summary", TEXTS, '| type="html"| type="text"'),
    leaf("content", TEXTS, '| type="html"| type="text"| type="HTML"| type="text/plain"| src="/x"'),
    st.builds("<author><name>{}</name><uri>{}</uri></author>".format, TEXTS, ADDRESSES),
    st.builds("<author><name>{}</name><email>a@b.example</email></author>".format, TEXTS),
    st.builds("<author>{}</author>".format, TEXTS),
    st.just("<contributor><name>Odo</name></contributor>"),
    st.just("<source><title>elsewhere</title></source>"),
    leaf("thr:total", TEXTS),
    leaf("media:description", TEXTS),
    leaf("x:content", TEXTS, '| xml:base="https://x.example/"| base="/b"'),
    leaf("content", st.just("<![CDATA[<a href='y'>y</a>]]>"), BASES),
    leaf("title", TEXTS, BASES),
    empty("category", "term", TEXTS.filter(lambda text: "<" not in text), '| label="Label"| scheme="s"'),
    empty(
        "link", "href", ADDRESSES,
        '| rel="alternate" type="text/html"| rel="replies" thr:count="3"| rel="replies" type="application/atom+xml"'
        '| rel="enclosure" length="7"| rel="next"| rel="Self"| type="application/json"',
    ),
)  # fmt: skip
CHANNEL_PARTS = st.one_of(
    leaf("title", TEXTS),
    leaf("link", ADDRESSES),
    leaf("description", TEXTS),
    leaf("language", st.sampled_from(["de", "en_GB", ""])),
    leaf("ttl", TEXTS),
    empty("atom:link", "href", ADDRESSES, ' rel="next"| rel="self"|'),
    st.just("<image><url>/i.png</url><title>picture</title><link>/</link></image>"),
    st.just("<image><title>picture</title><name>odd</name><title>again</title></image>"),
    st.just("<textInput><title>search</title><name>q</name><link>/q</link></textInput>"),
    leaf("itunes:subtitle", TEXTS),
    leaf("media:title", TEXTS),
    st.just("<itunes:owner><itunes:name>Ada</itunes:name></itunes:owner>"),
    st.just("<skipHours><hour>3</hour></skipHours>"),
)


def some(parts: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    # the same element twice is seldom meant, and never taken fast
    return st.lists(parts, max_size=most, unique_by=lambda part: part.split(">")[0].split(" ")[0]).map("".join)


def rss(channel: str, first: str, second: str, version: str) -> str:
    items = f"<item>{first}</item><item>{second}</item>"
    return f"<rss {version} {NAMESPACES}><channel>{channel}{items}</channel></rss>"


def rdf(channel: str, first: str, second: str, address: str) -> str:
    spaces = f'{RDF} xmlns="http://purl.org/rss/1.0/" {NAMESPACES.replace("2005/Atom", "2005/Other")}'
    items = f'<item rdf:about="{address}">{first}</item><item>{second}</item>'
    return f"<rdf:RDF {spaces}><channel rdf:about=''>{channel}</channel>{items}</rdf:RDF>"


def atom(feed: str, first: str, second: str, language: str) -> str:
    entries = f"<entry>{first}</entry><entry>{second}</entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES} {language}>{feed}{entries}</feed>'


# as TypePad writes them: every address is absolute, every body has its base
TYPEPAD_PARTS = st.one_of(
    leaf("content", st.sampled_from(["words", "&lt;a href='y'>y&lt;/a>"]), BASES),
    leaf("title", TEXTS, '| type="html" xml:base="https://base.example/"'),
    leaf("id", st.sampled_from(["tag:blog,5", "https://blog.example/5", "https://blog.example/5?", "five"])),
    empty("link", "href", st.sampled_from(["https://blog.example/5", "https://blog.example/5#", "/5"])),
)
VERSIONS = st.sampled_from(['version="2.0"', 'version="0.92"', "", 'version="2.0" xml:lang="fr"'])
LANGUAGES = st.sampled_from(["", 'xml:lang="de"'])
FEEDS = st.one_of(
    st.builds(rss, some(CHANNEL_PARTS, 5), some(RSS_PARTS, 9), some(RSS_PARTS, 9), VERSIONS),
    st.builds(rdf, some(CHANNEL_PARTS, 4), some(RSS_PARTS, 6), some(RSS_PARTS, 6), ADDRESSES),
    st.builds(
        atom, some(ATOM_PARTS, 4), some(ATOM_PARTS, 8), some(ATOM_PARTS, 8), st.sampled_from(["", 'xml:lang="de"'])
    ),
)


@settings(deadline=None, max_examples=600)
@given(source=FEEDS)
def test_a_feed_that_is_taken_reads_as_feedparser_reads_it(source: str) -> None:
    taken = fast_xml.read(URL, source)
    event(f"taken: {taken is not None}")
    if taken is not None:
        assert taken == xml_feed.judged(URL, source)


STARTS = st.sampled_from(["", "Mon, ", "Thu, "])
MONTHS = st.sampled_from(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"])
ZONES = st.sampled_from(["GMT", "UTC", "+0000", "-0730", "+1345", "EST"])
TIMES = st.times().map(lambda time: str(time)[:8])
MAIL_DATES = st.builds(
    "{}{:02} {} {} {} {}".format, STARTS, st.integers(0, 33), MONTHS, st.integers(1900, 2099), TIMES, ZONES
)


@settings(deadline=None)
@given(text=MAIL_DATES)
def test_the_commonest_form_of_a_date_is_read_as_any_other(text: str) -> None:
    read, slow = values.moment(text), dates.read(text)
    assert read == slow
    if read and slow:
        assert read.iso() == slow.iso()


@pytest.mark.parametrize("name", ["rss2.xml", "rss1.rdf", "atom.xml"])
def test_sound_feeds_of_every_format_read_alike(name: str) -> None:
    encoding = "cp1252" if name == "rss1.rdf" else "utf-8"
    source = sniffing.decoded(fixture(name, encoding=encoding))
    taken = fast_xml.read(URL, source)
    assert taken is None or taken == xml_feed.judged(URL, source)


def sources(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            source = sniffing.decoded(page(path.read_bytes()))
            if sniffing.kind_of(source) is sniffing.Kind.XML:
                yield path.name, source


# what the fast reader gives otherwise than feedparser, and why it is right; nothing does
JUDGED: dict[str, str] = {}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real and hostile feeds is not here")
@pytest.mark.parametrize(("folder", "least"), [("feeds", 19), ("hostile-and-formats", 470), ("crashers", 0)])
def test_real_and_hostile_feeds_that_are_taken_read_alike(folder: str, least: int) -> None:
    taken = 0
    for name, source in sources(CORPUS / folder):
        feed = fast_xml.read(URL, source)
        if feed is not None:
            taken += 1
            assert feed == xml_feed.judged(URL, source) or name in JUDGED, name
    assert taken >= least
