"""HTML as blogs write it, and the blocks that are made of it."""

from __future__ import annotations

import pytest

from tui_reader.content import blocks
from tui_reader.models import Block, BlockKind, Span, Style

BASE = "https://blog.example/2008/post.html"


def made(html: str) -> list[Block]:
    return blocks.make(html, BASE)


def texts(html: str) -> list[str]:
    return [block.text for block in made(html)]


def shapes(html: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(block.kind.value, block.list_path, block.text) for block in made(html)]


def test_blanks_collapse_as_browsers_collapse_them() -> None:
    assert texts("<p>\n  one <b> two</b>  three\t\n</p>") == ["one two three"]
    assert texts("<p>no-break\u00a0space &nbsp;</p>") == ["no-break\u00a0space"]


def test_text_directly_in_divs_becomes_paragraphs() -> None:
    assert texts("<div>one<div>two</div>three</div>four") == ["one", "two", "three", "four"]


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert texts("one<br>\nline<br /><br/>two<br>&nbsp;<br>three<br>") == ["one\nline", "two", "three"]


def test_styles_are_told_apart_and_nest() -> None:
    (block,) = made("a<b>b<i>c</i></b><code>d</code><sup>1</sup><kbd>K</kbd><del>x</del><mark>m</mark><u>u</u>")
    assert block.spans == (
        Span("a"),
        Span("b", frozenset({Style.BOLD})),
        Span("c", frozenset({Style.BOLD, Style.ITALIC})),
        Span("d", frozenset({Style.CODE})),
        Span("1", frozenset({Style.SUPERSCRIPT})),
        Span("K", frozenset({Style.KEYBOARD})),
        Span("x", frozenset({Style.STRIKE})),
        Span("m", frozenset({Style.MARK})),
        Span("u", frozenset({Style.UNDERLINE})),
    )


def test_styles_written_as_attributes_count() -> None:
    (block,) = made('<span style="font-weight: bold">b</span> <span style="font-style:italic">i</span>')
    assert [span.styles for span in block.spans] == [{Style.BOLD}, frozenset(), {Style.ITALIC}]


def test_links_are_absolute_and_only_followable_ones_are_links() -> None:
    (block,) = made('<a href="next.html">n</a> <a href="javascript:x()">j</a> <a name="x">a</a>')
    assert [(span.text, span.href) for span in block.spans] == [
        ("n", "https://blog.example/2008/next.html"),
        (" j a", None),
    ]


def test_headings_have_levels_and_rules_stand_alone() -> None:
    found = made("<h2>Two</h2><hr><hr><h6>Six</h6>")
    assert [(block.kind.value, block.level) for block in found] == [("heading", 2), ("rule", 0), ("heading", 6)]


def test_lists_nest_number_and_go_on_after_blocks() -> None:
    html = "<ol start=3><li>three<ul><li>dash</li></ul>more</li><li value=7>seven<p>still</p></li><li>eight</ol>"
    assert shapes(html) == [
        ("item", ("3.",), "three"),
        ("item", ("3.", "-"), "dash"),
        ("paragraph", ("3.",), "more"),
        ("item", ("7.",), "seven"),
        ("paragraph", ("7.",), "still"),
        ("item", ("8.",), "eight"),
    ]


def test_lists_count_backwards_and_in_letters() -> None:
    assert shapes("<ol reversed><li>x<li>y</ol>") == [("item", ("2.",), "x"), ("item", ("1.",), "y")]
    assert shapes("<ol type=a start=2><li>x</ol>") == [("item", ("b.",), "x")]


def test_an_item_that_starts_with_a_heading_or_code_keeps_its_marker() -> None:
    (item, code) = made("<li><h3>Head</h3></li><li><pre>x = 1</pre></li>")[0:2]
    assert item.kind is BlockKind.ITEM
    assert item.spans[0].styles == {Style.BOLD}
    assert (code.kind, code.spans) == (BlockKind.ITEM, ())


def test_task_lists_show_their_boxes() -> None:
    assert texts("<ul><li><input type=checkbox checked> done<li><input type=checkbox> open</ul>") == [
        "☑ done",
        "☐ open",
    ]


def test_quotes_have_depth_and_a_source() -> None:
    found = made("<blockquote><p>outer</p><blockquote>inner</blockquote><footer>— Ann</footer></blockquote>after")
    assert [(block.text, block.quote_depth, block.meta) for block in found] == [
        ("outer", 1, {}),
        ("inner", 2, {}),
        ("— Ann", 1, {"cite": "1"}),
        ("after", 0, {}),
    ]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre><code class="language-python">x</code></pre>', "python"),
        ('<pre class="brush: js; gutter: false">x</pre>', "js"),
        ('<pre lang="x" class="lang-c++">x</pre>', "c++"),
        ('<div class="highlight highlight-source-shell"><pre>x</pre></div>', "shell"),
        ('<div class="sourceCode"><pre class="sourceCode haskell">x</pre></div>', "haskell"),
        ('<pre data-lang="Go">x</pre>', "go"),
        ('<pre class="language-none">x</pre>', None),
        ("<pre>x</pre>", None),
    ],
)
def test_code_knows_its_language(html: str, language: str | None) -> None:
    (block,) = made(html)
    assert block.kind is BlockKind.CODE
    assert block.meta.get("language") == language


def test_code_keeps_its_lines_and_loses_its_gutter() -> None:
    html = "<table><tr><td class=gutter><pre>1\n2</pre></td><td><pre>\na:\n\t<b>b</b> \n\n</pre></td></tr></table>"
    assert texts(html) == ["a:\n    b"]
    assert texts("<pre>one<br>two<div>three</div>four</pre>") == ["one\ntwothree\nfour"]


def test_tables_of_data_keep_rows_headers_and_spans() -> None:
    (caption, table) = made(
        "<table><caption>Files</caption><thead><tr><th>name<th>size</tr></thead>"
        "<tr><td rowspan=2><b>a</b><td>1<tr><td>2<tr><td colspan=2>all</table>"
    )
    assert caption.text == "Files"
    assert table.header_rows == 1
    assert table.text == "name\tsize\na\t1\n\t2\nall\t"
    assert table.rows[1][0] == (Span("a", frozenset({Style.BOLD})),)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table><tr><td>one</td><td>two</td></tr></table>",
        "<table role=presentation><tr><td>one</td><td></td></tr><tr><td>two</td><td></td></tr></table>",
        "<table><tr><td><table><tr><td>one</td></tr></table></td><td>two</td></tr><tr><td></td><td></td></tr></table>",
        "<table><tr><td><p>one</p><p>two</p></td><td></td></tr><tr><td></td><td></td></tr></table>",
    ],
)
def test_tables_that_only_arrange_are_walked_through(html: str) -> None:
    assert shapes(html) == [("paragraph", (), "one"), ("paragraph", (), "two")]


def test_images_leave_the_paragraph_they_stand_in() -> None:
    html = '<p>See <img src="a.png" alt="a saw" width="40" height="30px"> here</p>'
    paragraph, image = made(html)
    assert paragraph.text == "See here"
    assert image.meta == {"alt": "a saw", "src": "https://blog.example/2008/a.png", "width": "40", "height": "30"}


def test_an_image_that_links_keeps_its_link() -> None:
    (image,) = made('<a href="/big.png"><img src="data:image/gif;base64,x" data-src="small.png"></a>')
    assert image.meta["src"] == "https://blog.example/2008/small.png"
    assert image.spans == (Span("", href="https://blog.example/big.png"),)


def test_counters_spacers_and_smileys_are_no_images() -> None:
    assert made('<img src="http://count.example/x.gif" width=1 height=1>') == []
    assert texts('<p>well <img class="wp-smiley" alt=":-)" src="s.png"> yes</p>') == ["well :-) yes"]


def test_figures_have_captions_in_italics() -> None:
    image, caption = made("<figure><img src=a.png><figcaption>A saw</figcaption></figure>")
    assert image.kind is BlockKind.IMAGE
    assert caption.spans == (Span("A saw", frozenset({Style.ITALIC})),)


def test_what_is_embedded_becomes_a_titled_link() -> None:
    found = made(
        '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A talk"></iframe>'
        '<video><source src="v.mp4"></video><iframe src="https://t.example/x" width=0 height=0></iframe>'
    )
    assert [block.spans[0] for block in found] == [
        Span("Video: A talk", href="https://www.youtube.com/watch?v=abcdefghijk"),
        Span("Video: blog.example", href="https://blog.example/2008/v.mp4"),
    ]


def test_definitions_and_details_are_read_in_order() -> None:
    assert shapes("<dl><dt>term<dd>meaning</dl><details><summary>more</summary>inside</details>") == [
        ("paragraph", (), "term"),
        ("item", ("-",), "meaning"),
        ("paragraph", (), "more"),
        ("paragraph", (), "inside"),
    ]


def test_scripts_forms_templates_and_hidden_things_are_left_out() -> None:
    html = (
        "<script>a</script><style>b</style><template>c</template><select><option>d</select><textarea>e</textarea>"
        '<p style="display: none">f</p><p hidden>g</p><span class="screen-reader-text">h</span>'
        '<noscript>i</noscript><button>j</button><svg><text>k</text></svg><p aria-hidden="true">l</p><p>seen</p>'
    )
    assert texts(html) == ["seen"]


def test_blocks_that_links_point_to_carry_their_anchor() -> None:
    found = made('<p><a href="#n1">1</a></p><p id="n1">note</p><p id="other">x</p>')
    assert [block.meta.get("id") for block in found] == [None, "n1", None]
    assert found[0].spans[0].href == f"{BASE}#n1"


def test_readings_and_short_quotes_get_their_signs() -> None:
    assert texts("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> <q>so</q>") == ["漢(kan) “so”"]


def test_windows_characters_and_entities_are_read() -> None:
    assert texts("<p>it&#146;s &mdash; caf&eacute; &lt;b&gt;</p>") == ["it’s — café <b>"]


def test_empty_texts_have_no_blocks() -> None:
    assert made("") == made("  \n") == made("<p>&nbsp;</p><div><br><br></div>") == []


def test_the_text_alone_has_no_words_for_what_is_embedded() -> None:
    made = blocks.make("<p>See</p><iframe src='https://www.youtube.com/embed/abcdefghijk'></iframe><p>this.</p>")
    assert blocks.plain(made) == "See\n\nthis."
