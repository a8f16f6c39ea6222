"""Texts made to break readers: no control character gets through, nothing is raised, nothing takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.content import blocks
from tui_reader.content.document import Document
from tui_reader.content.markdown import to_markdown
from tui_reader.content.text import clean
from tui_reader.models import Block, Page

BASE = "http://blog.example/"

FLOODS = {
    "nested divs": "<div>" * 10_000 + "kept" + "</div>" * 10_000,
    "unclosed bold": "<b>x" * 30_000 + "kept",
    "nested lists": "<ul><li>x" * 3_000 + "kept",
    "nested tables": "<table><tr><td>x" * 2_000 + "kept",
    "nested quotes": "<blockquote>" * 3_000 + "kept",
    "nested fonts": "<p><font>x" * 3_000 + "kept",
    "nested headings": "<h1>" * 3_000 + "kept",
    "half tags": "kept " + "<a " * 100_000,
    "comments": "kept " + "<!--" * 20_000,
    "attributes": "<p " + "x=1 " * 100_000 + ">kept",
    "names of attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">kept",
    "open quotes": "kept " + '<a href="' * 20_000,
    "blanks": "kept" + " " * 400_000 + "x",
    "marks": "kept e" + "\u0301" * 5_000,
    "marks in tags": "kept e" + "<b>\u0301\u0302</b>" * 2_000,
    "overrides": "kept" + "\u202e" * 5_000,
    "spanning cells": "<table>" + "<tr><td rowspan=9999 colspan=9999>kept<td>b" * 300 + "</table>",
    "entities": "kept" + "&#x3c;" * 50_000,
    "items": "<li>kept" * 5_000,
}


def strings(made: list[Block]) -> list[str]:
    found: list[str] = []
    for block in made:
        spans = [*block.spans, *(span for row in block.rows for cell in row for span in cell)]
        found += [span.text for span in spans] + [span.href or "" for span in spans]
        found += [*block.meta.values(), *block.list_path]
    return found


def is_clean(text: str) -> bool:
    return clean(text) == text


@pytest.mark.parametrize("name", FLOODS)
def test_floods_are_read_in_time_and_what_is_text_is_kept(name: str) -> None:
    html = FLOODS[name]
    start = time.process_time()
    made = blocks.make(html, BASE)
    markdown = to_markdown(html, BASE)
    document = Document.from_page(Page(BASE, f"<body>{html}".encode()))
    # a bound against explosions, wide enough for a busy machine
    assert time.process_time() - start < 5
    assert all(map(is_clean, strings(made)))
    assert is_clean(blocks.plain(made))
    assert is_clean(markdown)
    for text in (blocks.plain(made), markdown, document.text(document.root, limit=10_000_000) or ""):
        assert "kept" in text


ESCAPES = [
    "\x1b]52;c;aGk=\x07",
    "&#27;]52;c;aGk=&#7;",
    "&#x1b;[2J",
    "<![CDATA[\x1b[2J]]>",
    "\x9b2J",
    "&#155;2J",
    "&#0;\x00",
    "&amp;#27;",
    "\ud800",
    "&#xd800;",
    "\u202eevil",
    "&#x202e;evil",
]


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize(
    "form",
    [
        "<p>{}</p>",
        "<a href='http://x.example/{}'>{}</a>",
        "<img src='http://x.example/{}' alt='{}'>",
        "<pre class='language-{}'>{}</pre>",
        "<table><tr><th>{}<th>b<tr><td>c<td>{}</table>",
        "<iframe src='http://x.example/{}' title='{}'></iframe>",
        "<p id='{}'><a href='#{}'>x</a></p>",
    ],
)
def test_no_escape_passes_in_any_form(escape: str, form: str) -> None:
    html = form.replace("{}", escape)
    made = blocks.make(html, BASE)
    assert all(map(is_clean, strings(made)))
    assert is_clean(to_markdown(html, BASE))
    stored = blocks.load(blocks.dump(made))
    assert stored == made


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<ol start=2>", "<table>", "<tr>", "<td>", "<th>",
     "</table>", "<pre>", "</pre>", "<br>", "<b>", "</b>", "<a href='x'>", "</a>", "<blockquote>", "</blockquote>",
     "<img src=a alt=b>", "<h2>", "</h2>", "<hr>", "<dl>", "<dt>", "<dd>", "<q>", "<cite>", "<script>", "</script>",
     "<iframe src=x>", "<caption>", "<math>", "<svg>", "<noscript>", "</noscript>", "&#27;", "&nbsp;", "text", " "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(st.characters(), max_size=5), max_size=40).map("".join))
def test_any_soup_becomes_clean_blocks_and_markdown(html: str) -> None:
    made = blocks.make(html, BASE)
    assert all(map(is_clean, strings(made)))
    assert blocks.load(blocks.dump(made)) == made
    assert is_clean(to_markdown(html, BASE))


@given(st.binary(min_size=1, max_size=200).map(lambda tail: b"<html><body>" + tail.replace(b"\0", b"0")))
def test_any_bytes_are_a_document(content: bytes) -> None:
    document = Document.from_page(Page(BASE, content))
    text = document.text(document.root)
    assert text is None or is_clean(text)
    assert document.title is None or is_clean(document.title)
    document.inner_html(document.root, drop=list(document.root)[:1])


@pytest.mark.parametrize(
    "control", ["\x08", "\uffff", "&#8;", "&#27", "&#x1B;", "&#65535;", "&#xD800;", "&&#8;#8;", "&#\x088;"]
)
def test_control_characters_beside_what_is_taken_out_do_no_harm(control: str) -> None:
    assert is_clean(to_markdown(f"<p><script></script>{control}bar", BASE))
    assert is_clean(blocks.plain(blocks.make(f"<p><script></script>{control}bar", BASE)))
    body = f"<html><body><p><script></script>{control}bar".encode("utf-8", "replace")
    document = Document.from_page(Page(BASE, body, media_type="text/html"))
    assert document.inner_html(document.root, drop=document.select("script"))
