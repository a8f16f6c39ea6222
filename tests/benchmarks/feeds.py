"""What reading a feed costs, against parsing its XML alone and against feedparser, in each of the common formats.

Real feeds are counted too, where they lie beside the checkout: how many of them feedparser still has to read.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from tests.benchmarks import library
from tests.benchmarks.figures import Figure
from tests.benchmarks.setup import Setup
from tui_reader import feeds
from tui_reader.feeds import fast_xml, sniffing, xml_feed
from tui_reader.models import Page

POSTS = 40
BODY_KB = 5
LXML_GOAL = 3.0
FEEDPARSER_GOAL = 0.2

_CORPUS = Path(__file__).parents[3] / "shared/corpus/feeds"
_URL = "https://kettle.example"
_MODULES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)


def measure(setup: Setup) -> Iterator[Figure]:
    """Microseconds a post, the best of so many times."""
    for name, made in _FORMATS.items():
        page = Page(url=f"{_URL}/feed", content=made(library.Words(7)).encode())
        source = sniffing.decoded(page)
        alone = _best(partial(etree.fromstring, page.content), setup.rounds * 3)
        read = _best(partial(feeds.parse, page), setup.rounds * 3)
        judged = _best(partial(xml_feed.judged, _URL, source), max(1, setup.rounds // 3))
        yield Figure(f"{name}, a post", read, "us", "lxml parse alone", alone, LXML_GOAL, "ratio")
        yield Figure(f"{name}, a post", read, "us", "feedparser", judged, FEEDPARSER_GOAL, "ratio")
    if _CORPUS.is_dir():
        pages = [Page(url=f"{_URL}/feed", content=path.read_bytes()) for path in sorted(_CORPUS.iterdir())]
        left = sum(fast_xml.read(page.url, sniffing.decoded(page)) is None for page in pages)
        yield Figure("real feeds that feedparser reads", 100 * left / len(pages), "%", f"{len(pages)} feeds")


def _best(deed: Callable[[], object], count: int) -> float:
    times = []
    for _ in range(count):
        start = time.perf_counter()
        deed()
        times.append(time.perf_counter() - start)
    return min(times) * 1e6 / POSTS


def _rss(words: library.Words) -> str:
    """As WordPress writes it: summary and body, categories, what there is about comments."""
    items = "".join(
        f"<item><title>Kettle notes {number}</title><link>{_URL}/{number}/</link><comments>{_URL}/{number}/#comments"
        f"</comments><dc:creator>Ada</dc:creator><pubDate>Thu, 03 Sep 2026 09:{number:02}:00 +0000</pubDate>"
        f"<category><![CDATA[Water]]></category><category><![CDATA[Heat]]></category>"
        f'<guid isPermaLink="false">{_URL}/?p={number}</guid><description><![CDATA[Boiling. [&#8230;]]]></description>'
        f"<content:encoded><![CDATA[{words.paragraphs(BODY_KB << 10)}]]></content:encoded>"
        f"<wfw:commentRss>{_URL}/{number}/feed/</wfw:commentRss><slash:comments>{number}</slash:comments></item>"
        for number in range(POSTS)
    )
    head = f"<title>Kettle</title><link>{_URL}</link><description>Boiling.</description>"
    return f'<rss version="2.0" {_MODULES}><channel>{head}{items}</channel></rss>'


def _rdf(words: library.Words) -> str:
    """As Movable Type wrote it."""
    items = "".join(
        f'<item rdf:about="{_URL}/{number}/"><title>Kettle notes {number}</title><link>{_URL}/{number}/</link>'
        f"<description>{escape(words.paragraphs(BODY_KB << 10))}</description><dc:subject>Water</dc:subject>"
        f"<dc:creator>Ada</dc:creator><dc:date>2026-09-03T09:{number:02}:00+00:00</dc:date></item>"
        for number in range(POSTS)
    )
    head = f'<channel rdf:about="{_URL}"><title>Kettle</title><link>{_URL}</link><description>Boiling.</description>'
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    return f"<rdf:RDF {rdf} {_MODULES}>{head}</channel>{items}</rdf:RDF>"


def _atom(words: library.Words) -> str:
    """As Blogger writes it: many links, an author with an address."""
    entries = "".join(
        f"<entry><id>tag:kettle.example,2026:{number}</id><published>2026-09-03T09:{number:02}:00.000-07:00</published>"
        f"<updated>2026-09-03T09:{number:02}:30.000-07:00</updated><category term='Water'/>"
        f"<title type='text'>Kettle notes {number}</title>"
        f"<content type='html'>{escape(words.paragraphs(BODY_KB << 10))}</content>"
        f"<link rel='replies' type='application/atom+xml' href='{_URL}/feeds/{number}/comments/default'/>"
        f"<link rel='replies' type='text/html' href='{_URL}/{number}.html#comment-form' title='2 Comments'/>"
        f"<link rel='self' type='application/atom+xml' href='{_URL}/feeds/posts/default/{number}'/>"
        f"<link rel='alternate' type='text/html' href='{_URL}/{number}.html' title='Kettle notes'/>"
        f"<author><name>Ada</name><uri>{_URL}/ada</uri><email>noreply@kettle.example</email></author>"
        f"<thr:total>2</thr:total></entry>"
        for number in range(POSTS)
    )
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"'
    return f"<feed {names}><id>tag:kettle.example,2026:blog</id><title>Kettle</title>{entries}</feed>"


_FORMATS: Final[Mapping[str, Callable[[library.Words], str]]] = {"RSS 2.0": _rss, "RSS 1.0": _rdf, "Atom 1.0": _atom}
