"""Blocks as plain text, as a number of words, as JSON; and plain text as blocks."""

from __future__ import annotations

from tui_reader.content import blocks

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
