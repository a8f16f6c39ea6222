"""Selectors find the same with and without a page's names, and are not run where the names are missing."""

from __future__ import annotations

import pytest

from tui_reader.content import selectors
from tui_reader.content.document import Document
from tui_reader.models import Page

PAGE = b"""<!DOCTYPE html><html id="top"><head><meta property="og:title" content="x"></head><body>
<DIV CLASS="post hentry" ID="p1" DATA-Number="7"><h2><a HREF="/a">One</a></h2><p>Text</p></DIV>
<!-- <div class="hidden"></div> --><section>
<div class="post\xc2\xa0odd">Two</div><ul><li class="post">Three</li></ul></section>
</body></html>"""


@pytest.fixture
def document() -> Document:
    return Document.from_page(Page("http://blog.example/", PAGE, media_type="text/html"))


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("div.post", 1),
        ("li.post, div.hentry", 2),
        (".missing, li.post", 1),
        ("#p1 > h2 a[href]", 1),
        ("[data-number='7']", 1),
        ("Div[DATA-number]", 1),
        ("div:not(.missing)", 2),
        ("div:has(.missing), ul:has(> li.post)", 1),
        (":is(.missing, .hentry) p", 1),
        ("p ~ .missing", 0),
        (".hidden", 0),
        ("#p1 + .post", 0),
        ("*", 12),
        ("html#top", 1),
        ("meta[property='og:title']", 1),
    ],
)
def test_the_names_of_a_page_change_nothing_in_what_is_found(document: Document, css: str, found: int) -> None:
    plain = selectors.Finder(None).all(css, document.root, is_whole=True)
    assert document.select(css) == plain
    assert len(plain) == found
    assert document.first(css) == (plain[0] if plain else None)


def test_names_are_written_as_selectors_write_them(document: Document) -> None:
    names = selectors.names_of(document.elements)
    assert {"div", ".post", ".hentry", "#p1", "[data-number]", "[href]", "#top"} <= names
    assert ".hidden" not in names


def test_elements_below_a_given_one_are_found_without_it(document: Document) -> None:
    outer = document.first("section")
    assert outer is not None
    assert [document.text(one) for one in document.select(".post", outer)] == ["Three"]
    assert document.select("section", outer) == []


def test_a_tree_of_its_own_is_asked_all_the_same(document: Document) -> None:
    other = Document.from_page(Page("http://blog.example/", b"<p class=missing>There</p>", media_type="text/html"))
    assert [document.text(one) for one in document.select(".missing", other.root)] == ["There"]
