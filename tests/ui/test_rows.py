"""Rows of feeds and posts at several widths."""

from __future__ import annotations

import pytest

from tests.ui.fake import NOW, make_post
from tui_reader.layout import PLAIN, Line, width
from tui_reader.ui.rows import FeedRow, PostLook, feed_parts, post_lines, post_title

LOOK = PostLook(NOW, PLAIN)
MIXED = PostLook(NOW, PLAIN, with_feed=True)


def text(line: Line) -> str:
    return "".join(run.text for run in line)


def roles(line: Line) -> set[str]:
    return {run.role for run in line if run.text.strip()}


@pytest.mark.parametrize("columns", [20, 36, 59, 60, 66, 72, 100])
def test_every_row_is_exactly_as_wide_as_its_pane(columns: int) -> None:
    post = make_post(3, is_starred=True, comment_count=124, new_comment_count=3, title="長い題名" * 20)
    for line in post_lines(post, columns, MIXED):
        assert width(text(line)) == columns


def test_a_narrow_list_gives_a_post_two_rows() -> None:
    post = make_post(3, comment_count=124, new_comment_count=3, is_starred=True)
    first, second = (text(line) for line in post_lines(post, 36, LOOK))
    assert first == " • Post number 3                  * "
    assert second == "   3 d · 3 min         124 · 3 new "[:14] + second[14:]
    assert second.endswith("124 · 3 new ")


def test_a_wide_list_gives_a_post_one_row_with_its_columns() -> None:
    post = make_post(3, comment_count=31, is_read=True)
    (line,) = post_lines(post, 79, LOOK)
    assert text(line).startswith("   Post number 3 ")
    assert text(line).endswith("   3 min             31       3 d ")


def test_unread_is_said_by_a_mark_too() -> None:
    assert text(post_lines(make_post(1), 36, LOOK)[0]).startswith(" • ")
    assert text(post_lines(make_post(1, is_read=True), 36, LOOK)[0]).startswith("   ")


def test_minutes_go_first_where_there_is_no_room() -> None:
    post = make_post(3, comment_count=124, new_comment_count=3, feed_title="A rather long name of a blog")
    second = text(post_lines(post, 36, MIXED)[1])
    assert "min" not in second
    assert second.startswith("   3 d · A rather")
    assert second.endswith("124 · 3 new ")


def test_comments_that_nobody_wrote_are_blank() -> None:
    assert text(post_lines(make_post(3, comment_count=0), 36, LOOK)[1]).strip() == "3 d · 3 min"


def test_a_post_without_a_title_shows_its_first_words() -> None:
    assert post_title(make_post(1, title=None, snippet="First words")) == "First words"
    assert post_title(make_post(1, title=None, url=None)) == "untitled"


def feed(row: FeedRow) -> tuple[str, str]:
    left, right = feed_parts(row, PLAIN)
    return text(left), text(right)


def test_a_feed_shows_what_is_unread() -> None:
    assert feed(FeedRow("Slow Lathe", count=8)) == ("  Slow Lathe", "8")
    assert roles(feed_parts(FeedRow("Slow Lathe", count=8), PLAIN)[0]) == {"text"}
    assert roles(feed_parts(FeedRow("Slow Lathe"), PLAIN)[0]) == {"muted"}


def test_a_failed_feed_shows_mark_and_reason() -> None:
    assert feed(FeedRow("Tin Roof", mark="!", reason="asks for a login now")) == (
        "! Tin Roof",
        "asks for a…",
    )


def test_a_feed_that_is_asked_shows_an_ellipsis() -> None:
    assert feed(FeedRow("Slow Lathe", count=8, is_busy=True))[1] == "…"


def test_lists_above_the_folders_begin_in_the_first_column() -> None:
    assert feed(FeedRow("All unread", indent=1, count=47)) == ("All unread", "47")


def test_markup_in_a_title_stays_text() -> None:
    assert feed(FeedRow("[/] [@click=quit]x"))[0] == "  [/] [@click=quit]x"
