"""The three sizes."""

from __future__ import annotations

import pytest

from tui_reader.ui.arrange import Arrangement, arrange


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(160, (37, 76, 47)), (146, (34, 72, 40)), (260, (44, 152, 64))],
)
def test_three_panes_from_146_columns_on(columns: int, expected: tuple[int, int, int]) -> None:
    made = arrange(columns, 45, focus="post", with_comments=False)
    assert (made.navigation, made.post, made.comments) == expected
    assert made.layout == "wide"


def test_two_panes_at_a_medium_size() -> None:
    assert arrange(120, 36, focus="posts", with_comments=False).shown == ("navigation", "posts", "post")
    made = arrange(120, 36, focus="posts", with_comments=False)
    assert (made.navigation, made.post, made.comments) == (37, 83, 0)


def test_comments_take_the_place_of_the_left_column_at_a_medium_size() -> None:
    made = arrange(120, 36, focus="comments", with_comments=True)
    assert (made.navigation, made.post, made.comments) == (0, 76, 44)


def test_the_post_gives_way_where_both_do_not_fit() -> None:
    made = arrange(100, 36, focus="comments", with_comments=True)
    assert (made.post, made.comments) == (60, 40)


@pytest.mark.parametrize("focus", ["navigation", "posts", "post", "comments"])
def test_one_pane_at_a_narrow_size(focus: str) -> None:
    made = arrange(80, 24, focus=focus, with_comments=True)  # type: ignore[arg-type]  # parametrize gives plain strings
    assert sorted((made.navigation, made.post, made.comments)) == [0, 0, 80]


def test_a_low_wide_screen_gives_the_feeds_eight_rows() -> None:
    assert arrange(160, 28, focus="post", with_comments=False).feeds == 8


def test_the_feeds_take_at_most_45_percent_of_the_height() -> None:
    assert arrange(160, 45, focus="post", with_comments=False).feeds == 19


@pytest.mark.parametrize(("columns", "rows"), [(39, 24), (80, 9)])
def test_too_small_is_said(columns: int, rows: int) -> None:
    assert arrange(columns, rows, focus="post", with_comments=False) == Arrangement("too-small", 0, 0, 0, 0)


def test_widths_always_fill_the_screen() -> None:
    for columns in range(40, 300):
        for with_comments in (False, True):
            made = arrange(columns, 40, focus="post", with_comments=with_comments)
            assert made.navigation + made.post + made.comments == columns
