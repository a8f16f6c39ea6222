"""No string from outside reaches a terminal with anything in it that acts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.content.text import MAX_MARKS, clean, clean_line, mend_windows, storable

any_text = st.text(st.characters(), max_size=200)


def is_harmless(text: str) -> bool:
    return not any(
        (unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t") or c in "\u202a\u202e\u2066\u2069\ufeff\u200b"
        for c in text
    )


@given(any_text)
def test_whatever_comes_in_nothing_that_acts_comes_out(text: str) -> None:
    assert is_harmless(clean(text))


@given(any_text)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\x1b[2J\x9b2J\x90q\x9c", "[2J2Jq"),
        ("a\x00b\x7fc\x0e\x0f\x05", "abc"),
        ("user\u202etxt.exe", "usertxt.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("flag\U000e0067\U000e007f", "flag"),
        ("\ufeffmark\ufff9", "mark"),
        ("zero\u200bwidth", "zerowidth"),
        ("half\ud800", "half\ufffd"),
    ],
)
def test_sequences_overrides_and_tags_are_taken_out(hostile: str, left: str) -> None:
    assert clean(hostile) == left


def test_line_breaks_of_every_kind_become_newlines() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\tf") == "a\nb\nc\nd\ne\tf"


def test_joiners_and_direction_marks_stay_for_the_scripts_that_need_them() -> None:
    for text in ("👩\u200d🚀", "می\u200cخواهم", "\u200eLTR\u200f", "क्\u200dष", "e\u0301"):
        assert clean(text) == text


def test_a_flood_of_marks_leaves_eight_on_a_letter() -> None:
    assert clean("e" + "\u0301" * 5000 + "x") == "e" + "\u0301" * MAX_MARKS + "x"


def test_joiners_between_marks_do_not_start_a_new_count() -> None:
    assert len(clean("e" + "\u0301\u200d" * 500)) == 1 + MAX_MARKS


def test_a_flood_of_hangul_vowels_is_thinned_too() -> None:
    assert len(clean("\u1100" + "\u1161" * 500)) == 1 + MAX_MARKS


def test_a_line_has_no_breaks_and_single_blanks() -> None:
    assert clean_line("  one\n\ttwo\u00a0\u00a0three \u200b four\x0bfive ") == "one two three four five"


def test_a_line_without_text_is_none() -> None:
    assert clean_line(None) is None
    assert clean_line(" \n\u200b\x00 ") is None


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    cut = clean_line("word " * 500, limit=50)
    assert cut is not None
    assert len(cut) <= 50
    assert cut.endswith("word…")


@given(any_text)
def test_storable_text_can_be_encoded_and_holds_no_nul(text: str) -> None:
    kept = storable(text)
    assert "\0" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert len(kept) == len(text)


def test_storable_text_keeps_what_only_screens_refuse() -> None:
    assert storable("a\x1b[31m\u202e") == "a\x1b[31m\u202e"


def test_windows_characters_are_read_as_browsers_read_them() -> None:
    assert mend_windows("it&#146;s &#x93;so&#x94 \x96 &#150;&#1465;") == "it’s “so” – –&#1465;"
