"""What a page tells about itself, and how it is asked."""

from __future__ import annotations

import pytest

from tui_reader.content.document import Document
from tui_reader.errors import ParseError
from tui_reader.models import Page

PAGE = """<!DOCTYPE html><html lang="de_AT"><head>
<title>  The pencil
 test </title>
<meta name="generator" content="Quill 3">
<meta property="og:title" content="The pencil test">
<meta itemprop="datePublished" content="2008-09-03">
<link rel="canonical" href="/2008/09/pencil.html">
</head><body id="top"><div class="post"><h1>Title</h1><p>One<br>two <b>thr</b>ee</p><script>var x;</script></div>
<div class="comment"><p>First</p><div class="comment"><p>Nested</p></div> tail</div></body></html>"""


def document(html: str = PAGE, url: str = "http://blog.example/2008/09/pencil.html?utm_source=feed") -> Document:
    return Document.from_page(Page(url, html.encode(), media_type="text/html"))


def test_a_page_names_its_title_language_and_metas() -> None:
    page = document()
    assert page.title == "The pencil test"
    assert page.language == "de-AT"
    assert page.meta("og:title", "generator") == "The pencil test"
    assert page.meta("nothing", "generator") == "Quill 3"
    assert page.meta("datepublished") == "2008-09-03"
    assert page.meta("nothing") is None


def test_selectors_find_in_document_order_and_below_the_given_element() -> None:
    page = document()
    outer = page.first("div.comment")
    assert outer is not None
    assert [page.text(node) for node in page.select("div.comment p")] == ["First", "Nested"]
    assert len(page.select("div.comment")) == 2
    assert len(page.select("div.comment", outer)) == 1
    assert page.first("html#top, body#top") is not None
    assert page.select("html") == [page.root]
    assert page.first("div.missing") is None


def test_text_has_blanks_at_breaks_but_not_inside_words() -> None:
    page = document()
    assert page.text(page.first("div.post")) == "Title One two three"
    assert page.text(None) is None
    assert page.text(page.first("div.post"), limit=10) == "Title One…"


def test_inner_html_leaves_out_what_is_dropped_and_keeps_the_text_after_it() -> None:
    page = document()
    outer = page.first("div.comment")
    assert outer is not None
    inner = page.first("div.comment", outer)
    assert inner is not None
    assert page.inner_html(outer, drop=[inner]) == "<p>First</p> tail"
    assert page.inner_html(outer) == '<p>First</p><div class="comment"><p>Nested</p></div> tail'
    assert page.inner_html(inner, drop=[outer]) == "<p>Nested</p>"


def test_text_of_an_element_is_escaped_in_its_inner_html() -> None:
    page = document("<body><p>a &lt;b&gt; <i>c</i></p></body>")
    paragraph = page.first("p")
    assert paragraph is not None
    assert page.inner_html(paragraph) == "a &lt;b&gt; <i>c</i>"


def test_own_addresses_are_the_canonical_one_and_the_one_asked_for() -> None:
    page = document()
    assert page.own_urls == ("http://blog.example/2008/09/pencil.html", page.url)


def test_a_canonical_address_on_another_site_is_not_believed() -> None:
    page = document('<link rel="canonical" href="https://elsewhere.example/x"><body><p>x')
    assert page.own_urls == (page.url,)


def test_links_are_relative_to_the_base_that_the_page_names() -> None:
    page = document('<head><base href="/sub/"></head><body><a href="x.html">x</a></body>')
    assert page.absolute("x.html") == "http://blog.example/sub/x.html"
    assert page.absolute("javascript:x") is None


def test_archived_pages_stand_for_the_page_itself() -> None:
    page = document(url="https://web.archive.org/web/20120304050607/http://blog.example/2008/09/pencil.html")
    assert page.url == "http://blog.example/2008/09/pencil.html"
    assert page.absolute("/web/20120304050607/http://blog.example/next.html") is not None
    wrapped = "https://web.archive.org/web/20120304050607/http://blog.example/next.html"
    assert page.absolute(wrapped) == "http://blog.example/next.html"


def test_names_of_mirrored_files_become_addresses_again() -> None:
    page = document(url="http://blog.example/post.html%3Fid=7.html")
    assert page.url == "http://blog.example/post.html?id=7"


def test_a_page_from_a_file_stands_at_the_address_it_names() -> None:
    html = '<head><link rel="canonical" href="https://blog.example/p.html"></head><body><a href="q.html">q</a></body>'
    page = document(html, url="file:///home/ann/p.html")
    assert page.url == "https://blog.example/p.html"
    assert page.absolute("q.html") == "https://blog.example/q.html"


def test_the_given_base_address_comes_first() -> None:
    page = Document.from_page(Page("file:///p.html", PAGE.encode()), base_url="https://blog.example/a/")
    assert page.absolute("b") == "https://blog.example/a/b"


@pytest.mark.parametrize(
    ("content", "media_type", "title"),
    [
        (b"", "text/html", "The page is empty"),
        (b"  \n", None, "The page is empty"),
        (b"\x89PNG\r\n" + b"\0" * 40, "text/html", "Not a page"),
        (b"%PDF-1.4", "application/pdf", "Not a page"),
    ],
)
def test_what_is_no_page_says_so(content: bytes, media_type: str | None, title: str) -> None:
    with pytest.raises(ParseError) as caught:
        Document.from_page(Page("http://blog.example/x", content, media_type=media_type))
    assert caught.value.title == title


def test_plain_text_is_known_as_such_and_not_parsed() -> None:
    page = Document.from_page(Page("http://x.example/a.txt", b"A < B\n\nif <b>", media_type="text/plain"))
    assert page.is_plain_text
    assert page.text(page.root) == "A < B if <b>"
    assert Document.from_page(Page("http://x.example/a", b"Just words, 1 < 2")).is_plain_text
    assert not document().is_plain_text


def test_a_page_without_any_element_has_a_body() -> None:
    page = document("<!-- nothing --><html></html>")
    assert page.first("body") is not None
    assert page.text(page.root) is None


def test_text_below_the_deepest_level_is_kept() -> None:
    page = document("<body>" + "<div>" * 3000 + "<p>deep</p>" + "</div>" * 3000 + "<p>after</p>")
    assert page.text(page.root) == "deep after"
    assert page.text(page.first("body > p")) == "after"
