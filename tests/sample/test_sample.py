"""The bundled blog holds together: every way through it leads to a page that is there."""

from __future__ import annotations

import re

from lxml import etree

from tui_reader import sample
from tui_reader.content import blocks
from tui_reader.content.document import Document
from tui_reader.models import BlockKind, Page

PAGES = sample.pages()
ATOM = "{http://www.w3.org/2005/Atom}"
BODIES = ".entry-body, .asset-body"


def document(url: str) -> Document:
    media_type, content = PAGES[url]
    return Document.from_page(Page(url, content, media_type=media_type))


def in_feed() -> list[str]:
    root = etree.fromstring(PAGES[sample.FEED][1])
    links = root.iterfind(f"{ATOM}entry/{ATOM}link[@rel='alternate']")
    return [link.get("href", "") for link in links]


def by_older_links() -> list[str]:
    """The posts from the newest in the feed on, by the links at the top of their pages."""
    found: list[str] = []
    url: str | None = in_feed()[0]
    while url:
        found.append(url)
        page = document(url)
        link = page.first("a.content-nav-prev")
        url = page.absolute(link.get("href")) if link is not None else None
    return found


def test_the_feed_holds_the_newest_eight_of_fourteen_posts() -> None:
    assert len(in_feed()) == 8
    assert by_older_links()[:8] == in_feed()
    assert len(by_older_links()) == 14
    assert set(by_older_links()) | {sample.HOME, sample.FEED} == set(PAGES)


def test_the_front_page_lists_what_the_feed_holds() -> None:
    page = document(sample.HOME)
    assert [page.absolute(link.get("href")) for link in page.select("h3.entry-header a")] == in_feed()


def test_newer_links_lead_back() -> None:
    for older, newer in zip(by_older_links()[1:], by_older_links(), strict=False):
        page = document(older)
        link = page.first("a.content-nav-next")
        assert link is not None
        assert page.absolute(link.get("href")) == newer


def test_every_link_in_a_post_leads_into_the_blog() -> None:
    for url in by_older_links():
        page = document(url)
        body = page.first(BODIES)
        assert body is not None
        targets = [page.absolute(link.get("href")) or "" for link in page.select("a[href]", body)]
        assert all(target.partition("#")[0] in PAGES for target in targets), url


def test_threads_are_flat_or_answered_and_one_is_closed() -> None:
    documents = [document(url) for url in by_older_links()]
    counts = [len(page.select("div.comment")) for page in documents]
    assert min(counts) == 0
    assert max(counts) == 25
    assert sum("replied to" in page.source for page in documents) == 3
    assert sum(bool(page.select("p.comments-closed")) for page in documents) == 1


def test_answers_name_a_comment_that_stands_before_them() -> None:
    for url in by_older_links():
        page = document(url)
        seen: set[str] = set()
        for comment in page.select("div.comment"):
            for link in page.select(".byline a[href*='#comment-']:not(:has(abbr))", comment):
                assert link.get("href", "").rpartition("#")[2] in seen
            seen.add(comment.get("id", ""))


def test_the_feed_says_how_many_comments_a_page_holds() -> None:
    root = etree.fromstring(PAGES[sample.FEED][1])
    for link in root.iterfind(f"{ATOM}entry/{ATOM}link[@rel='replies']"):
        page = document(link.get("href", "").partition("#")[0])
        assert int(link.get("{http://purl.org/syndication/thread/1.0}count", "-1")) == len(page.select("div.comment"))


def test_the_posts_show_every_kind_of_block() -> None:
    kinds: set[BlockKind] = set()
    for url in by_older_links():
        page = document(url)
        body = page.first(BODIES)
        assert body is not None
        made = blocks.make(page.inner_html(body), url)
        assert blocks.count_words(made) > 100, url
        kinds |= {block.kind for block in made}
    assert kinds == set(BlockKind)


def test_the_blog_knows_no_other_blog() -> None:
    for url, (media_type, content) in PAGES.items():
        assert url.startswith(sample.HOME)
        assert media_type in {"text/html", "application/atom+xml"}
        hosts = set(re.findall(r'(?:href|src)="https?://([^/"]+)', content.decode()))
        assert all(host.endswith(".example") for host in hosts), url
