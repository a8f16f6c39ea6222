"""Lists of posts and of feeds: the cursor, windows, and how rows look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tests.ui.widgets.host import FORBIDDEN, HOSTILE, role_at, rows, screen, showing
from tui_reader import layout
from tui_reader.layout import ASCII, PLAIN, Run
from tui_reader.models import Moment, Post
from tui_reader.ui.widgets.feed_rows import FeedRow, FeedRows, RowKind
from tui_reader.ui.widgets.post_rows import PostRows
from tui_reader.ui.widgets.row_list import BOTTOM, TOP, RowList

NOW = datetime(2026, 10, 14, 15, tzinfo=UTC).timestamp()


def now() -> float:
    return NOW


def post(number: int, **fields: object) -> Post:
    published = Moment(datetime.fromtimestamp(NOW - number * 86400, UTC))
    values: dict[str, object] = {"title": f"Post {number}", "words": 1400, "published": published} | fields
    return Post(number, 1, 100_000 - number, str(number), **values)  # type: ignore[arg-type]  # a test's shorthand


def window(start: int, stop: int) -> Sequence[Post]:
    return [post(number) for number in range(start, stop)]


def posts() -> RowList[Post]:
    return RowList(PostRows(now))


def titles(view: RowList[Post]) -> list[str]:
    return [text[3:].split()[1] for text in rows(view) if "Post" in text]


async def test_two_rows_a_post_in_a_narrow_pane() -> None:
    view = posts()
    async with showing(view, (37, 6)):
        fresh = post(0, title="A drawer for half-finished things", comment_count=9, words=900)
        read = post(1, title="The pencil test", is_read=True, is_starred=True, comment_count=124, new_comment_count=3)
        view.show([fresh, read])
        assert rows(view) == [
            "▌• A drawer for half-finished thin…",
            "▌  1 min · 4 min                  9",
            "   The pencil test                *",
            "   1 d · 6 min          124 · 3 new",
            "",
            "",
        ]


async def test_one_row_a_post_in_a_wide_pane() -> None:
    view = posts()
    async with showing(view, (80, 4)):
        view.show([post(1, is_starred=True, comment_count=88, new_comment_count=5), post(400, words=200, is_read=True)])
        assert rows(view)[:2] == [
            "▌• Post 1" + " " * 36 + " *   6 min    88 · 5 new      1 d",
            "   Post 400" + " " * 34 + "     1 min               Sep 2025",
        ]


def test_minutes_go_before_the_feed_and_never_comments_or_age() -> None:
    renderer = PostRows(now, shows_feed=True)
    row = post(3, feed_title="Slow Lathe", comment_count=12, title="A title that is rather long for a row of a list")
    wide = "".join(run.text for run in renderer.draw(row, 99, PLAIN)[0])
    assert all(word in wide for word in ("Slow Lathe", "6 min", "12", "3 d"))
    narrow = "".join(run.text for run in renderer.draw(row, 75, PLAIN)[0])
    assert "6 min" not in narrow
    assert all(word in narrow for word in ("Slow Lathe", "12", "3 d"))
    least = "".join(run.text for run in renderer.draw(row, 59, PLAIN)[0])
    assert "Slow Lathe" not in least
    assert all(word in least for word in ("12", "3 d"))


@pytest.mark.parametrize("width", [20, 36, 59, 75, 120])
@pytest.mark.parametrize("text", ["", "漢字漢字" * 20, "plain title " * 20])
def test_rows_leave_the_last_column_free(width: int, text: str) -> None:
    row = post(3, title=text, feed_title=text, comment_count=123456, new_comment_count=99, is_starred=True)
    for glyphs in (PLAIN, ASCII):
        for shows_feed in (True, False):
            lines = PostRows(now, shows_feed=shows_feed).draw(row, width, glyphs)
            assert all(layout.line_width(line) <= width - 2 for line in lines)
    for kind in RowKind:
        feed = FeedRow(1, kind, text, "login page", has_failed=True)
        assert all(layout.line_width(line) <= width - 2 for line in FeedRows().draw(feed, width, PLAIN))


async def test_the_navigation_shows_lists_folders_and_feeds() -> None:
    view = RowList(FeedRows())
    async with showing(view, (37, 7)) as (_, pilot):
        view.show([
            FeedRow("unread", RowKind.LIST, "All unread", "47"),
            FeedRow("gap", RowKind.GAP),
            FeedRow("craft", RowKind.FOLDER, "Craft"),
            FeedRow(1, RowKind.FEED, "Slow Lathe", "8", has_unread=True),
            FeedRow(2, RowKind.FEED, "Tin Roof Diary", "login page", "error", has_failed=True),
            FeedRow("systems", RowKind.FOLDER, "Systems", "13", is_folded=True),
        ])  # fmt: skip
        assert rows(view)[:6] == [
            "▌All unread                      47",
            "",
            " ▾ Craft",
            "   Slow Lathe                     8",
            " ! Tin Roof Diary        login page",
            " ▸ Systems                       13",
        ]
        view.move(1)
        assert view.cursor_key == "craft"
        await pilot.click(view, offset=(5, 1))
        assert view.cursor_key == "craft"


async def test_the_cursor_stays_on_its_key_when_rows_change() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(10, 60))
        view.move(5)
        await pilot.pause()
        moved = len(app.posted_of(RowList.CursorMoved))
        view.show(window(0, 60))
        assert view.cursor_row == post(15)
        assert titles(view)[0] == "10"
        await pilot.pause()
        assert len(app.posted_of(RowList.CursorMoved)) == moved


async def test_a_row_that_goes_leaves_the_cursor_on_the_next_one() -> None:
    view = posts()
    async with showing(view, (37, 20)):
        view.show(window(0, 10))
        view.move(4)
        view.show([row for row in window(0, 10) if row.id not in {4, 5}])
        assert view.cursor_row == post(6)
        view.show(window(0, 3))
        assert view.cursor_row == post(2)
        view.show([], notice=[(Run("All read. Enter shows everything"),)])
        assert view.cursor_row is None
        assert rows(view)[1] == "   All read. Enter shows everything"


async def test_rows_are_asked_for_where_the_window_ends_and_only_once() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(0, 100), has_after=True)
        await pilot.pause()
        assert app.posted_of(RowList.WindowNeeded) == []
        view.move(80)
        view.move(5)
        await pilot.pause()
        (asked,) = app.posted_of(RowList.WindowNeeded)
        assert asked.before >= 100
        assert asked.after >= 100
        assert isinstance(asked.anchor, int)
        assert post(0).sort > asked.anchor > post(100).sort
        view.show(window(20, 200), has_before=True, has_after=True)
        assert view.cursor_row == post(85)
        view.move(-80)
        await pilot.pause()
        assert len(app.posted_of(RowList.WindowNeeded)) == 2


async def test_both_ends_of_the_whole_list_are_asked_for() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(500, 700), has_before=True, has_after=True)
        await pilot.pause()
        view.show(window(500, 700), has_before=True, has_after=True)
        view.scroll_bottom()
        await pilot.pause()
        asked = app.posted_of(RowList.WindowNeeded)[-1]
        assert asked.anchor == BOTTOM
        assert asked.after == 0
        view.show(window(800, 1000), has_before=True)
        assert view.cursor_row == post(999)
        assert view.is_at_end
        view.scroll_top()
        await pilot.pause()
        assert app.posted_of(RowList.WindowNeeded)[-1].anchor == TOP
        view.show(window(0, 200), has_after=True)
        assert view.cursor_row == post(0)
        assert view.percent == 0


async def test_a_key_that_is_not_held_is_asked_for_and_then_gone_to() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(0, 100), has_after=True)
        assert view.move_to(post(40).sort)
        assert not view.move_to(post(500).sort)
        await pilot.pause()
        assert app.posted_of(RowList.WindowNeeded)[-1].anchor == post(500).sort
        view.show(window(400, 600), has_before=True, has_after=True)
        assert view.cursor_row == post(500)
        assert "500" in titles(view)


async def test_the_cursor_stays_in_sight_and_pages_take_it_along() -> None:
    view = posts()
    async with showing(view, (37, 20)):
        view.show(window(0, 100))
        for _ in range(60):
            view.move(1)
            assert any(text.startswith("▌") for text in rows(view))
        assert view.scroll_pages(1)
        assert view.cursor_row == post(69)
        assert view.scroll_pages(-0.5)
        assert not view.move(0)


async def test_the_wheel_moves_the_view_alone() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (_, pilot):
        view.show(window(0, 100))
        view.scroll_lines(6)
        assert view.cursor_row == post(0)
        assert titles(view)[0] == "3"
        await pilot.pause()


async def test_a_click_chooses_a_row() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(0, 100))
        await pilot.click(view, offset=(10, 5))
        await pilot.pause()
        assert view.cursor_row == post(2)
        assert [message.row for message in app.posted_of(RowList.Chosen)] == [post(2)]


async def test_the_scrollbar_counts_rows_outside_the_window_where_they_are_known() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(500, 700), has_before=True, has_after=True, above=500, total=1000)
        bar = view.vertical_scrollbar
        assert (bar.window_virtual_size, bar.position) == (2000, 1000)
        view.drag_to(1100)
        assert titles(view)[0] == "550"
        await pilot.pause()
        view.show(window(500, 700), above=500, total=1000)
        view.drag_to(1800)
        await pilot.pause()
        assert [message.number for message in app.posted_of(RowList.PlaceNeeded)] == [900]


@pytest.mark.parametrize("theme", ["ink", "paper", "terminal"])
async def test_the_cursor_s_row_shows_whether_the_list_has_the_focus(theme: str) -> None:
    view = posts()
    async with showing(view, (37, 20), theme) as (_, pilot):
        view.show(window(0, 10))
        view.blur()
        await pilot.pause()
        dim = [role_at(view, 4, 0), role_at(view, 0, 0)]
        view.focus()
        await pilot.pause()
        assert role_at(view, 4, 0) != role_at(view, 4, 2)
        assert role_at(view, 0, 0) != dim[1]
        if theme == "terminal":
            assert "reverse" in role_at(view, 4, 0)
            assert "not reverse" in role_at(view, 0, 0)


async def test_a_change_of_theme_repaints() -> None:
    view = posts()
    async with showing(view, (37, 20)) as (app, pilot):
        view.show(window(0, 10))
        before = role_at(view, 4, 2)
        app.theme = "paper"
        await pilot.pause()
        assert role_at(view, 4, 2) != before


@pytest.mark.parametrize("text", HOSTILE)
async def test_titles_from_outside_get_no_way_with_the_terminal(text: str) -> None:
    view = posts()
    async with showing(view, (37, 6)):
        view.renderer.shows_feed = True  # type: ignore[attr-defined]  # a PostRows
        view.show([post(1, title=text, feed_title=text), post(2, title=None, snippet=text)])
        assert not FORBIDDEN.intersection(screen(view)) - {"\n"}
        assert all(view.render_line(y).cell_length == 37 for y in range(6))
