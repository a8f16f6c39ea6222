"""The guard: what becomes a row of the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tests.ui.widgets.host import FORBIDDEN, HOSTILE
from tui_reader import layout
from tui_reader.ui import strips

RED = Style(color="red")
GROUND = Style(bgcolor="blue")


def test_no_control_character_becomes_part_of_a_row() -> None:
    for text in HOSTILE:
        row = strips.strip([(text, RED)], 20, GROUND)
        assert not FORBIDDEN.intersection(row.text)
        assert row.cell_length == 20


def test_a_flood_of_combining_marks_is_cut_to_eight() -> None:
    assert strips.safe("e" + "\u0301" * 5000 + "f") == "e" + "\u0301" * 8 + "f"


def test_marks_that_languages_need_stay() -> None:
    for text in ("नमस्ते", "ภาษาไทยที่นี่", "שָׁלוֹם", "👩‍👩‍👧", "می‌خواهم"):
        assert strips.safe(text) == text


def test_white_space_becomes_blanks() -> None:
    assert strips.safe("a\tb\u00a0c\u2028d") == "a b c d"


def test_a_row_is_filled_with_its_ground() -> None:
    row = strips.strip([("ab", RED)], 5, GROUND)
    assert row.text == "ab   "
    assert [segment.style for segment in row] == [GROUND + RED, GROUND]


def test_a_row_is_cut_at_its_width_between_wide_characters() -> None:
    assert strips.strip([("漢字漢字", RED)], 5).text == "漢字 "
    assert strips.strip([("abc", RED), ("defg", RED)], 5, ellipsis="…").text == "abcd…"


@given(st.lists(st.text(max_size=30), max_size=4), st.integers(1, 30))
def test_every_row_has_exactly_its_width(texts: list[str], width: int) -> None:
    row = strips.strip([(text, RED) for text in texts], width, GROUND)
    assert row.cell_length == width
    assert sum(layout.width(segment.text) for segment in row) == width
    assert not FORBIDDEN.intersection(row.text)
