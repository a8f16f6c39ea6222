"""A thread on the screen: its looks, its cursor, folding, and what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from tests.ui.widgets.host import FORBIDDEN, HOSTILE, Host, paragraph, role_at, rows, screen, showing
from tui_reader.layout import Line, Run
from tui_reader.models import Block, BlockKind, Moment, Span, StoredComment
from tui_reader.ui.widgets.comment_view import CommentView
from tui_reader.ui.widgets.thread_end import End
from tui_reader.ui.widgets.thread_state import ThreadState

NOW = datetime(2026, 10, 14, 15, tzinfo=UTC).timestamp()


def comment(name: str, parent: str | None = None, hours: float = 20, **fields: object) -> StoredComment:
    published = Moment(datetime.fromtimestamp(NOW - hours * 3600, UTC))
    values: dict[str, object] = {"author": f"name {name}", "author_url": None, "length": 12, "first_seen": 0.0} | fields
    return StoredComment(name, parent, published=published, permalink=None, **values)  # type: ignore[arg-type]  # short


# 1
# ├ 2
# │ └ 3 (new)
# └ 4
# 5
THREAD = (
    comment("1", author="marta_q", hours=26),
    comment("2", "1", author="Ida", is_by_post_author=True),
    comment("3", "2", is_new=True, hours=2),
    comment("4", "1"),
    comment("5"),
)
END = End((Run("5 of 9 are here"),), (Run("l loads the rest"),), can_load=True, notices=("Comments are closed.",))


def view_of_thread() -> CommentView:
    return CommentView(now=lambda: NOW)


def under_cursor(view: CommentView) -> str | None:
    comment = view.cursor_comment
    return comment.id if comment else None


async def answer(app: Host[CommentView], pilot: Pilot[None], text: str = "Body of {}.") -> None:
    """Gives every body that was asked for."""
    await pilot.pause()
    for message in app.posted_of(CommentView.BodiesNeeded):
        app.widget.give_bodies({name: [paragraph(text.format(name))] for name in message.ids})
    app.posted.clear()
    await pilot.pause()


async def test_a_thread_has_guides_marks_and_heads() -> None:
    view = view_of_thread()
    async with showing(view, (40, 24)) as (app, pilot):
        view.show(THREAD, END)
        await answer(app, pilot)
        assert rows(view) == [
            "",
            "▌▾ marta_q · 1 d",
            "▌┃ Body of 1.",
            " │",
            " │ ▾ Ida  author  · 20 h",
            " │ │ Body of 2.",
            " │ │",
            " │ │   name 3 · 2 h              • new",
            " │ │   Body of 3.",
            " │",
            " │   name 4 · 20 h",
            " │   Body of 4.",
            "",
            "   name 5 · 20 h",
            "   Body of 5.",
            "",
            "  " + "─" * 35,
            "  5 of 9 are here    l loads the rest",
            "",
            "  Comments are closed.",
            *[""] * 4,
        ]


async def test_a_folded_comment_says_what_it_hides() -> None:
    view = view_of_thread()
    async with showing(view, (44, 12)) as (app, pilot):
        view.show(THREAD)
        await answer(app, pilot)
        assert view.fold_or_parent()
        assert rows(view)[1] == "▌▸ marta_q · 1 d         3 replies · 1 new"
        assert "name 5" in screen(view)
        assert "Ida" not in screen(view)
        assert view.unfold_or_reply()
        assert "Ida" in screen(view)


async def test_short_of_room_the_age_goes_first_and_the_name_last() -> None:
    view = view_of_thread()
    async with showing(view, (34, 8)):
        view.show([comment("1", author="A rather long name", is_new=True, is_by_post_author=True)])
        assert "20 h" not in rows(view)[1]
        assert "A rather long…  author" in rows(view)[1]
        assert rows(view)[1].endswith("• new")


async def test_comments_deeper_than_a_third_of_the_pane_name_whom_they_answer() -> None:
    view = view_of_thread()
    async with showing(view, (40, 60)) as (app, pilot):
        view.show([comment(str(number), str(number - 1) if number else None) for number in range(10)])
        await answer(app, pilot)
        heads = [text for text in rows(view) if "name" in text]
        indents = [text.index("name") for text in heads]
        assert indents == [3, 5, 7, 9, 11, 13, 15, 15, 15, 15]
        assert "name 7 to name 6" in heads[7]
        assert " to " not in heads[6]


async def test_deleted_anonymous_and_vanished_comments_are_said() -> None:
    view = view_of_thread()
    async with showing(view, (60, 18)) as (app, pilot):
        view.show([
            comment("1", is_deleted=True, author=None, length=0),
            comment("2", "1", author=None),
            comment("3", is_gone=True, is_pingback=True),
            comment("4", is_edited=True),
        ])  # fmt: skip
        await answer(app, pilot)
        assert "deleted comment · 20 h" in rows(view)[1]
        assert "anonymous · 20 h" in screen(view)
        assert "name 3 · 20 h · mention · gone from the page" in screen(view)
        assert "name 4 · 20 h · edited" in screen(view)


async def test_the_cursor_goes_through_the_thread_in_every_way() -> None:
    view = view_of_thread()
    async with showing(view, (40, 24)) as (app, pilot):
        view.show(THREAD)
        await answer(app, pilot)
        ways: tuple[tuple[Callable[[], bool], str], ...] = (
            (lambda: view.move(1), "2"), (lambda: view.move(1), "3"), (view.move_to_parent, "2"),
            (lambda: view.move_sibling(1), "4"), (lambda: view.move_sibling(-1), "2"),
            (lambda: view.move_top_level(-1), "1"), (lambda: view.move_top_level(1), "5"),
            (view.move_back, "1"), (view.move_back, "5"), (lambda: view.move_to_new(-1), "3"),
        )  # fmt: skip
        for way, expected in ways:
            assert way()
            assert under_cursor(view) == expected
        view.scroll_bottom()
        assert under_cursor(view) == "5"
        assert not view.move(1)
        assert not view.move_sibling(1)
        assert not view.move_to_parent()
        assert not view.move_to_new(1)
        await pilot.pause()
        moves = [message.comment.id for message in app.posted_of(CommentView.CursorMoved) if message.comment]
        assert moves[-2:] == ["3", "5"]


async def test_a_new_comment_inside_a_folded_one_is_unfolded() -> None:
    view = view_of_thread()
    async with showing(view, (40, 24)):
        view.show(THREAD)
        view.fold_all()
        assert view.count_items() == 3
        assert view.move_to_new(1)
        assert under_cursor(view) == "3"
        assert "name 3" in screen(view)


async def test_folding_all_leaves_the_cursor_on_the_branch_and_where_it_is() -> None:
    view = view_of_thread()
    async with showing(view, (40, 24)) as (app, pilot):
        view.show(THREAD)
        await answer(app, pilot)
        view.move_to("3")
        view.fold_all()
        assert under_cursor(view) == "1"
        view.fold_to(1)
        assert view.count_items() == 5
        assert "Ida  author       1 reply · 1 new" in screen(view)
        view.unfold_all()
        assert "name 3" in screen(view)


async def test_the_last_comment_loads_the_rest() -> None:
    view = view_of_thread()
    async with showing(view, (40, 24)) as (app, pilot):
        view.show(THREAD, END)
        assert view.unfold_or_reply()
        view.scroll_bottom()
        assert view.unfold_or_reply()
        assert view.toggle()
        await pilot.pause()
        assert len(app.posted_of(CommentView.RestNeeded)) == 2
        view.show_end(End(notices=("Comments are closed.",)))
        assert not view.toggle()
        assert "loads the rest" not in screen(view)


async def test_bodies_are_asked_for_near_the_view_and_never_twice() -> None:
    view = view_of_thread()
    async with showing(view, (40, 20)) as (app, pilot):
        view.show([comment(str(number)) for number in range(2000)])
        await pilot.pause()
        asked = [name for message in app.posted_of(CommentView.BodiesNeeded) for name in message.ids]
        assert "0" in asked
        assert len(asked) < 60
        view.scroll_lines(1)
        view.scroll_lines(1)
        await pilot.pause()
        again = [name for message in app.posted_of(CommentView.BodiesNeeded) for name in message.ids]
        assert len(again) == len(set(again))


async def test_a_body_of_another_height_than_guessed_moves_nothing_that_is_read() -> None:
    view = view_of_thread()
    async with showing(view, (40, 20)) as (app, pilot):
        view.show([comment(str(number), length=600) for number in range(100)])
        await answer(app, pilot, "Short {}.")
        view.drag_to(800)
        await answer(app, pilot, "Short {}.")
        view.scroll_lines(-1)
        before = [text for text in rows(view) if "name" in text]
        await answer(app, pilot, "Short {}.")
        assert [text for text in rows(view) if "name" in text][: len(before)] == before


async def test_a_thread_that_grows_keeps_cursor_folds_and_place() -> None:
    view = view_of_thread()
    async with showing(view, (40, 10)) as (app, pilot):
        view.show([*THREAD, *(comment(f"x{number}") for number in range(30))])
        await answer(app, pilot)
        view.move_to("2")
        view.toggle()
        view.move_to("x20")
        await answer(app, pilot)
        before = rows(view)
        view.show([comment("new"), *THREAD, *(comment(f"x{number}") for number in range(30))], is_same_thread=True)
        await answer(app, pilot)
        assert under_cursor(view) == "x20"
        assert rows(view) == before
        assert view.state.is_folded(view.state.tree.position("2") or 0)


async def test_a_thread_that_nobody_reads_yet_begins_with_its_first_comment_however_it_grows() -> None:
    view = view_of_thread()
    async with showing(view, (40, 10)) as (app, pilot):
        view.show([comment(f"x{number}") for number in range(30)])
        await answer(app, pilot)
        app.set_focus(None)
        await pilot.pause()
        view.show([*THREAD, *(comment(f"x{number}") for number in range(30))], is_same_thread=True)
        await answer(app, pilot)
        assert under_cursor(view) == "1"
        assert view.position == (0, 0)


async def test_what_comes_between_the_view_and_its_cursor_leaves_the_cursor_in_sight() -> None:
    view = view_of_thread()
    later = [comment(f"x{number}") for number in range(4)]
    async with showing(view, (40, 20)) as (app, pilot):
        view.show([*THREAD, *later])
        await answer(app, pilot)
        view.move_to("x3")
        y = rows(view).index(next(row for row in rows(view) if "name x3" in row))
        view.show([*THREAD, *(comment(f"y{number}") for number in range(200)), *later], is_same_thread=True)
        await pilot.pause()
        assert under_cursor(view) == "x3"
        assert "name x3" in rows(view)[y]


async def test_other_orders_are_flat_and_name_whom_a_comment_answers() -> None:
    view = view_of_thread()
    async with showing(view, (60, 24)):
        view.show(THREAD, order="newest")
        assert [item.id for item in view.state.comments] == ["3", "2", "4", "5", "1"]
        assert "name 3 to Ida" in rows(view)[1]
        view.show(THREAD, order="oldest", is_same_thread=True)
        assert under_cursor(view) == "3"
        assert [item.id for item in view.state.comments] == ["1", "2", "4", "5", "3"]


async def test_reordering_keeps_cursor_folds_and_the_way_back() -> None:
    view = view_of_thread()
    async with showing(view, (60, 24)) as (app, pilot):
        view.show(THREAD)
        await answer(app, pilot)
        view.move_to("2")
        view.toggle()
        view.move_top_level(1)
        view.reorder(THREAD, "oldest")
        assert under_cursor(view) == "5"
        assert view.move_to("2")
        assert view.move_to_parent()
        assert under_cursor(view) == "1"
        assert view.move_back()
        view.reorder(THREAD, "thread")
        assert under_cursor(view) == "2"
        assert [item.id for item in view.state.comments] == ["1", "2", "3", "4", "5"]
        assert view.state.is_folded(1)
        assert view.move_back()
        assert under_cursor(view) == "1"


async def test_from_the_first_comment_another_order_begins_at_its_first() -> None:
    view = view_of_thread()
    async with showing(view, (60, 12)):
        view.show(THREAD)
        view.reorder(THREAD, "newest")
        assert under_cursor(view) == "3"
        assert "name 3 to Ida" in rows(view)[1]


async def test_texts_stay_in_sight_until_new_ones_are_there() -> None:
    view = view_of_thread()
    async with showing(view, (60, 24)) as (app, pilot):
        view.show(THREAD)
        await answer(app, pilot)
        view.show([*THREAD, comment("6")], is_same_thread=True)
        await pilot.pause()
        assert "Body of 1." in screen(view)
        await answer(app, pilot, "Edited {}.")
        assert "Edited 1." in screen(view)
        assert "Body of 1." not in screen(view)


async def test_clicks_fold_at_marks_and_lines_and_select_elsewhere() -> None:
    view = view_of_thread()
    async with showing(view, (40, 24)) as (app, pilot):
        view.show(THREAD)
        await answer(app, pilot)
        await pilot.click(view, offset=(10, 7))
        assert under_cursor(view) == "3"
        await pilot.click(view, offset=(3, 8))
        assert under_cursor(view) == "2"
        assert "name 3" not in screen(view)
        await pilot.click(view, offset=(3, 4))
        assert "name 3" in screen(view)
        await pilot.click(view, offset=(1, 8))
        assert under_cursor(view) == "1"
        assert "Ida" not in screen(view)


async def test_pages_take_the_cursor_along_but_the_wheel_does_not() -> None:
    view = view_of_thread()
    async with showing(view, (40, 20)) as (app, pilot):
        view.show([comment(str(number)) for number in range(100)])
        await answer(app, pilot)
        view.scroll_lines(30)
        assert under_cursor(view) == "0"
        view.scroll_pages(1)
        assert any(text.startswith("▌") for text in rows(view))
        view.scroll_pages(-1)
        assert any(text.startswith("▌") for text in rows(view))


class Counting(CommentView):
    """Counts what is laid out."""

    DEFAULT_CSS = ""
    laid_out = 0

    def lay_out_item(self, index: int) -> list[Line]:
        self.laid_out += 1
        return super().lay_out_item(index)


async def test_a_hundred_thousand_comments_cost_what_the_screen_shows() -> None:
    view = Counting(now=lambda: NOW)
    comments = [comment(str(number), str(number - number % 10) if number % 10 else None) for number in range(100_000)]
    async with showing(view, (60, 40)) as (app, pilot):
        view.show(ThreadState(comments))
        for step in (lambda: view.move(1), view.scroll_bottom, view.fold_all, lambda: view.move(-1), view.unfold_all):
            view.laid_out = 0
            step()
            assert view.laid_out <= 3 * 40
            rows(view)
        await pilot.pause()
        asked = {name for message in app.posted_of(CommentView.BodiesNeeded) for name in message.ids}
        assert len(asked) < 1000
        assert view.viewport.heights.total > 300_000


@pytest.mark.parametrize("text", HOSTILE)
async def test_comments_from_outside_get_no_way_with_the_terminal(text: str) -> None:
    view = view_of_thread()
    async with showing(view, (40, 14)) as (app, pilot):
        view.show([comment("1", author=text), comment("2", "1", author=text)], End(notices=(text,)))
        await answer(app, pilot, text.replace("{", "").replace("}", ""))
        assert not FORBIDDEN.intersection(screen(view)) - {"\n"}
        assert all(view.render_line(y).cell_length == 40 for y in range(14))


@pytest.mark.parametrize(("theme", "is_whole"), [("ink", True), ("terminal", False)])
async def test_the_cursor_s_ground_is_that_of_the_whole_comment_or_of_its_head(theme: str, *, is_whole: bool) -> None:
    view = view_of_thread()
    async with showing(view, (40, 14), theme) as (app, pilot):
        view.show(THREAD)
        view.focus()
        await answer(app, pilot)
        mark = "on #2b2a27" if is_whole else "reverse"
        marks = [mark in role_at(view, 36, y) for y in (0, 1, 2, 4)]
        assert marks == [False, True, is_whole, False]


async def test_no_comments_says_what_to_do() -> None:
    view = view_of_thread()
    async with showing(view, (60, 6)):
        view.show((), End(empty=((Run("No comments yet. C opens the place to write one."),),)))
        assert rows(view)[1] == "  No comments yet. C opens the place to write one."
        assert view.cursor_comment is None
        assert not view.move(1)
        view.fold_all()
        view.scroll_top()


async def test_a_link_in_a_comment_is_asked_for() -> None:
    view = view_of_thread()
    async with showing(view, (60, 10)) as (app, pilot):
        view.show(THREAD)
        link = Block(BlockKind.PARAGRAPH, (Span("see "), Span("there", href="https://x.example/a")))
        view.give_bodies({"1": [link]})
        await pilot.click(view, offset=(8, 2))
        await pilot.pause()
        assert [message.href for message in app.posted_of(CommentView.LinkActivated)] == ["https://x.example/a"]
