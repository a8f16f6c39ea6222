"""Blocks as plain text, as a number of words, as JSON; and plain text as blocks."""

from __future__ import annotations

from tui_reader.content import blocks
from tui_reader.models import Block, BlockKind, Span

HTML = (
    "<h2 id=a>Head</h2><p>One <b>two</b> <a href='http://x.example/#a'>three</a></p><ul><li>four<li>five</ul>"
    "<img src='http://x.example/p.png' alt='a saw'><table><tr><th>a<th>b<tr><td>1<td>2</table>"
    "<blockquote>six</blockquote><pre class=language-c>x</pre><hr>"
)


def test_what_is_dumped_is_loaded() -> None:
    made = blocks.make(HTML)
    assert blocks.load(blocks.dump(made)) == made


def test_dumps_of_other_schemas_and_other_things_are_not_loaded() -> None:
    dumped = blocks.dump(blocks.make(HTML))
    assert blocks.load(dumped.replace(f"[{blocks.SCHEMA},", "[999,", 1)) is None
    for text in ("", "{", "[]", "null", "[1,[[1,2]]]", '[1,[["nothing",[],0,0,[],[],0,{}]]]', "[" * 5000):
        assert blocks.load(text) is None


def test_plain_text_has_empty_lines_between_blocks_but_not_between_items() -> None:
    assert blocks.plain(blocks.make(HTML)) == ("Head\n\nOne two three\n\nfour\nfive\n\na saw\n\na\tb\n1\t2\n\nsix\n\nx")


def test_words_are_counted_and_signs_without_blanks_by_two() -> None:
    assert blocks.count_words(blocks.make("<p>one two-three</p><p>four</p>")) == 3
    assert blocks.count_words(blocks.make("<p>日本語の本 OK</p>")) == 4


def test_wrapped_lines_are_joined_and_short_ones_kept() -> None:
    wrapped = "This line was broken at a margin by somebody's\neditor and goes on here."
    assert [b.text for b in blocks.plain_text_blocks(wrapped)] == [wrapped.replace("\n", " ")]
    verse = "Short lines\nstay as they are\nlike these"
    assert [b.text for b in blocks.plain_text_blocks(verse)] == [verse]


def test_plain_text_has_quotes_lists_code_and_rules() -> None:
    text = "> quoted\n>> deeper\n\n- one\n- two\n  goes on\n\n1. first\n\n    code:\n      more\n\n* * *\n\nlast"
    assert blocks.plain_text_blocks(text) == [
        Block(BlockKind.PARAGRAPH, (Span("quoted"),), quote_depth=1),
        Block(BlockKind.PARAGRAPH, (Span("deeper"),), quote_depth=2),
        Block(BlockKind.ITEM, (Span("one"),), list_path=("-",)),
        Block(BlockKind.ITEM, (Span("two goes on"),), list_path=("-",)),
        Block(BlockKind.ITEM, (Span("first"),), list_path=("1.",)),
        Block(BlockKind.CODE, (Span("code:\n  more"),)),
        Block(BlockKind.RULE),
        Block(BlockKind.PARAGRAPH, (Span("last"),)),
    ]


def test_addresses_in_plain_text_are_links_without_the_full_stop() -> None:
    (block,) = blocks.plain_text_blocks("See http://x.example/a_(b).html. Or <https://y.example>")
    assert [(span.text, span.href) for span in block.spans if span.href] == [
        ("http://x.example/a_(b).html", "http://x.example/a_(b).html"),
        ("https://y.example", "https://y.example"),
    ]
