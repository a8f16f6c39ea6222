"""Blocks laid out as lines: widths, wrapping, and each kind of block."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader import layout
from tui_reader.layout import ASCII, PLAIN, Glyphs, Line, Run
from tui_reader.models import Block, BlockKind, Span, Style

BOLD = frozenset({Style.BOLD})


def texts(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def paragraph(text: str, **fields: object) -> Block:
    return Block(BlockKind.PARAGRAPH, (Span(text),), **fields)  # type: ignore[arg-type]  # a test's shorthand


def item(text: str, *path: str) -> Block:
    return Block(BlockKind.ITEM, (Span(text),), list_path=path)


def cells(*rows: tuple[str, ...]) -> tuple[tuple[tuple[Span, ...], ...], ...]:
    return tuple(tuple((Span(text),) for text in row) for row in rows)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("plain", 5), ("e\u0301", 1), ("漢字", 4), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("…─▌", 3), ("", 0), ("a\u0301b", 2)],
)
def test_the_width_of_a_text_is_what_a_terminal_gives_it(text: str, columns: int) -> None:
    assert layout.width(text) == columns


def test_cutting_leaves_what_fits_alone_and_ends_the_rest_with_an_ellipsis() -> None:
    assert layout.cut("A drawer", 8) == "A drawer"
    assert layout.cut("A drawer for", 8) == "A drawe…"
    assert layout.cut("漢字漢字", 5) == "漢字…"
    assert layout.cut("A drawer for", 8, "...") == "A dra..."
    assert layout.cut("word", 0) == ""


def test_cutting_a_line_keeps_whole_runs_and_cuts_the_one_that_crosses_the_end() -> None:
    line = (Run("one "), Run("two three", "muted"))
    assert texts([layout.cut_line(line, 8)]) == ["one two…"]
    assert layout.cut_line(line, 13) == line
    assert texts([layout.cut_line((Run("four"), Run(" more")), 4)]) == ["fou…"]


def test_lines_break_at_blanks_and_lose_those_at_their_ends() -> None:
    assert texts(layout.wrap((Span("one two  three four"),), 8)) == ["one two", "three", "four"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert texts(layout.wrap((Span("see abcdefghijkl end"),), 5)) == ["see", "abcde", "fghij", "kl", "end"]


def test_a_forced_break_is_kept() -> None:
    assert texts(layout.wrap((Span("one\ntwo\n\nthree"),), 20)) == ["one", "two", "", "three"]


def test_wide_characters_break_between_each_other_but_not_before_a_closing_mark() -> None:
    assert texts(layout.wrap((Span("漢字漢字漢字"),), 5)) == ["漢字", "漢字", "漢字"]
    assert texts(layout.wrap((Span("漢字漢。漢"),), 6)) == ["漢字", "漢。漢"]


def test_a_joined_emoji_is_never_torn() -> None:
    family = "👩‍👩‍👧"
    assert texts(layout.wrap((Span(f"ab {family}{family} c"),), 4)) == ["ab", family * 2, "c"]


def test_a_span_that_is_wrapped_keeps_its_address_and_styles_on_both_lines() -> None:
    lines = layout.wrap((Span("go to "), Span("the long page", BOLD, "https://x.example/")), 10)
    assert texts(lines) == ["go to the", "long page"]
    assert [run.href for line in lines for run in line] == [None, "https://x.example/", "https://x.example/"]
    assert lines[1][0].role == "link"
    assert lines[1][0].styles == BOLD


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=200), st.integers(2, 40))
@settings(max_examples=150)
def test_no_line_is_wider_than_asked_and_nothing_but_blanks_is_lost(text: str, columns: int) -> None:
    lines = layout.wrap((Span(text),), columns)
    assert all(layout.line_width(line) <= columns for line in lines)
    assert "".join(texts(lines)).replace(" ", "") == text.replace(" ", "")


@given(st.text("ab 漢\u0301", max_size=80), st.integers(4, 20))
@settings(max_examples=150)
def test_the_fast_and_the_general_way_of_wrapping_agree(text: str, columns: int) -> None:
    plain = text.replace("漢", "x").replace("\u0301", "")
    fast = texts(layout.wrap((Span("e" + plain),), columns))
    general = texts(layout.wrap((Span("e\u0301" + plain),), columns))
    assert fast == [line.replace("\u0301", "") for line in general]


def test_roles_tell_code_links_and_bold_from_text() -> None:
    spans = (Span("a "), Span("b", BOLD), Span("c", frozenset({Style.CODE})), Span("d", href="https://x.example/"))
    (line,) = layout.wrap(spans, 40)
    assert [run.role for run in line] == ["text", "strong", "inline", "link"]
    assert texts(layout.wrap(spans, 40, tick="`")) == ["a b`c`d"]


def test_a_raised_link_is_a_footnote_and_raised_digits_stand_high() -> None:
    raised = frozenset({Style.SUPERSCRIPT})
    assert texts(layout.wrap((Span("see"), Span("1", raised, "#fn1")), 20)) == ["see[1]"]
    assert texts(layout.wrap((Span("see"), Span("[1]", raised, "#fn1")), 20)) == ["see[1]"]
    assert texts(layout.wrap((Span("x"), Span("2", raised), Span(" the 1"), Span("st", raised)), 20)) == ["x² the 1st"]
    assert texts(layout.wrap((Span("H"), Span("2", frozenset({Style.SUBSCRIPT})), Span("O")), 20)) == ["H₂O"]


def test_a_list_hangs_by_four_and_nests() -> None:
    blocks = [item("one two three", "-"), item("inner", "-", "3."), item("last", "-", "12.")]
    lines = [line for block in blocks for line in layout.lay_out(block, 16)]
    assert texts(lines) == ["  - one two", "    three", "     3. inner", "    12. last"]


def test_a_paragraph_inside_an_item_stands_under_its_text() -> None:
    assert texts(layout.lay_out(paragraph("more", list_path=("-",)), 20)) == ["    more"]


def test_deep_lists_leave_room_for_their_text() -> None:
    lines = layout.lay_out(item("word " * 6, *["-"] * 20), 24)
    assert max(layout.line_width(line) for line in lines) <= 24
    assert len(lines) <= 6


def test_quotes_have_a_bar_for_each_depth_and_are_italic() -> None:
    lines = layout.lay_out(paragraph("a good handle", quote_depth=2), 20)
    assert texts(lines) == ["▎ ▎  a good handle"]
    assert lines[0][-1].styles == {Style.ITALIC}
    assert lines[0][-1].role == "quote"


def test_the_source_of_a_quote_follows_it_upright() -> None:
    quote = paragraph("words", quote_depth=1)
    source = Block(
        BlockKind.PARAGRAPH, (Span("a letter", frozenset({Style.ITALIC})),), quote_depth=1, meta={"cite": "1"}
    )
    lines = list(layout.lay_out_all([quote, source], 20))
    assert texts(lines) == ["▎  words", "▎  a letter"]
    assert lines[1][-1].role == "muted"
    assert lines[1][-1].styles == frozenset()


@pytest.mark.parametrize(
    ("level", "rule", "styles"),
    [
        (1, "━━━━━━━", BOLD),
        (2, "───────", BOLD),
        (3, None, BOLD | {Style.ITALIC}),
        (4, None, BOLD),
    ],
)
def test_headings_are_told_apart_by_type(level: int, rule: str | None, styles: frozenset[Style]) -> None:
    lines = layout.lay_out(Block(BlockKind.HEADING, (Span("Heading"),), level=level), 40)
    assert texts(lines) == ["Heading", *([rule] if rule else [])]
    assert lines[0][0].styles == styles


def test_the_rule_of_a_heading_is_as_long_as_its_last_row() -> None:
    assert texts(layout.title("The pencil test", 11)) == ["The pencil", "test", "━━━━"]
    assert layout.title("", 11) == []


def test_code_keeps_its_lines_on_a_ground_of_full_width() -> None:
    block = Block(BlockKind.CODE, (Span("if x:\n\treturn 'long text here'\n"),), meta={"language": "python"})
    lines = layout.lay_out(block, 24)
    assert texts(lines) == [
        "                 python ",
        "  if x:                 ",
        "      return 'long tex ›",
        "                        ",
    ]
    roles = {run.text: run.role for line in lines for run in line}
    assert roles["if"] == roles["return"] == "keyword"
    assert roles["python"] == "comment"


def test_code_without_a_ground_has_a_bar() -> None:
    block = Block(BlockKind.CODE, (Span("ls -l"),))
    assert texts(layout.lay_out(block, 12, glyphs=Glyphs(code_bar="│"))) == ["│ ls -l     "]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80), st.integers(12, 40))
def test_colouring_never_changes_code(text: str, columns: int) -> None:
    lines = layout.lay_out(Block(BlockKind.CODE, (Span(text),), meta={"language": "js"}), columns)
    assert all(layout.line_width(line) == columns for line in lines)


def test_an_image_is_a_frame_with_its_size_and_its_description() -> None:
    meta = {"alt": "A pencil worn to a stub", "width": "1600", "height": "1067", "src": "https://x.example/p.png"}
    lines = layout.lay_out(Block(BlockKind.IMAGE, meta=meta), 30)
    assert texts(lines) == [
        "╭─ Image · 1600 × 1067 ──────╮",
        "│ A pencil worn to a stub    │",
        "╰────────────────────────────╯",
    ]
    assert {run.href for run in lines[1]} == {None, "https://x.example/p.png"}
    assert "no description" in texts(layout.lay_out(Block(BlockKind.IMAGE), 30))[1]


def test_a_table_that_fits_has_aligned_columns_and_a_rule_under_its_header() -> None:
    table = Block(BlockKind.TABLE, rows=cells(("Name", "Count"), ("pencil", "12"), ("漢字", "3")), header_rows=1)
    assert texts(layout.lay_out(table, 40)) == ["Name    Count", "─────────────", "pencil     12", "漢字        3"]


def test_a_table_that_is_too_wide_becomes_a_list_per_row() -> None:
    rows = cells(("Name", "What it is"), ("pencil", "wood and graphite"), ("pen", "ink"))
    lines = layout.lay_out(Block(BlockKind.TABLE, rows=rows, header_rows=1), 20)
    assert texts(lines) == [
        "Name: pencil", "What it is: wood", "  and graphite", "", "Name: pen", "What it is: ink",
    ]  # fmt: skip
    assert lines[0][0] == Run("Name:", "muted")


def test_rows_of_a_table_may_differ_in_length_and_be_empty() -> None:
    table = Block(BlockKind.TABLE, rows=cells(("a",), ("b", "c"), ()), header_rows=0)
    assert texts(layout.lay_out(table, 40)) == ["a", "b  c"]
    assert layout.lay_out(Block(BlockKind.TABLE, rows=cells(("", ""))), 40) == []


def test_blocks_stand_one_row_apart_but_not_inside_lists_and_under_ruled_headings() -> None:
    heading = Block(BlockKind.HEADING, (Span("H"),), level=2)
    blocks = [heading, paragraph("a"), item("b", "-"), item("c", "-"), paragraph("d")]
    assert texts(list(layout.lay_out_all(blocks, 20))) == ["H", "─", "a", "", "  - b", "  - c", "", "d"]


def test_the_bar_runs_on_between_two_blocks_of_a_quote() -> None:
    blocks = [paragraph("a", quote_depth=2), paragraph("b", quote_depth=1)]
    assert [text.rstrip() for text in texts(list(layout.lay_out_all(blocks, 20)))] == ["▎ ▎  a", "▎", "▎  b"]


def test_ascii_glyphs_draw_without_a_character_beyond_ascii() -> None:
    blocks = [
        Block(BlockKind.HEADING, (Span("H"),), level=1),
        paragraph("q", quote_depth=1),
        Block(BlockKind.CODE, (Span("x" * 90),)),
        Block(BlockKind.IMAGE, meta={"alt": "alt", "width": "1", "height": "2"}),
        Block(BlockKind.TABLE, rows=cells(("a", "b"), ("c", "d")), header_rows=1),
        Block(BlockKind.RULE),
    ]
    assert all(text.isascii() for text in texts(list(layout.lay_out_all(blocks, 40, glyphs=ASCII))))
    assert all(value.isascii() for value in ASCII)


SPANS = st.lists(
    st.builds(
        Span,
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60),
        st.frozensets(st.sampled_from(Style), max_size=2),
        st.sampled_from([None, "https://x.example/"]),
    ),
    max_size=4,
).map(tuple)
BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    SPANS,
    level=st.integers(0, 6),
    quote_depth=st.integers(0, 9),
    list_path=st.lists(st.sampled_from(["-", "3.", "1000000."]), max_size=9).map(tuple),
    rows=st.lists(st.lists(SPANS, max_size=4).map(tuple), max_size=4).map(tuple),
    header_rows=st.integers(0, 2),
    meta=st.dictionaries(st.sampled_from(["alt", "width", "height", "language", "cite"]), st.text("ab 1", max_size=30)),
)


@given(BLOCKS, st.integers(24, 80), st.sampled_from([PLAIN, ASCII, Glyphs(tick="`", code_bar="│")]))
@settings(max_examples=300)
def test_any_block_fits_the_width_and_has_an_estimate(block: Block, columns: int, glyphs: Glyphs) -> None:
    lines = layout.lay_out(block, columns, glyphs=glyphs)
    assert all(layout.line_width(line) <= columns for line in lines)
    assert all("\n" not in run.text for line in lines for run in line)
    assert layout.estimate(block, columns) >= 1


@given(BLOCKS, st.integers(1, 12))
def test_no_width_is_too_small_to_be_laid_out(block: Block, columns: int) -> None:
    layout.lay_out(block, columns)
    layout.estimate(block, columns)


def test_an_estimate_is_near_the_truth_for_prose() -> None:
    block = paragraph("the quick brown fox jumps over the lazy dog " * 60)
    assert abs(layout.estimate(block, 72) - len(layout.lay_out(block, 72))) <= 3
