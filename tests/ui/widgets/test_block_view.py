"""One post on the screen: reading it, going through it, and what it says to its pane."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Offset
from textual.scrollbar import ScrollTo, ScrollUp
from textual.selection import Selection

from tests.ui.widgets.host import FORBIDDEN, HOSTILE, paragraph, paragraphs, role_at, rows, screen, showing
from tui_reader.layout import Line, Run
from tui_reader.models import Block, BlockKind, Span, Style
from tui_reader.ui.widgets.block_view import BlockView, Foot, Head
from tui_reader.ui.widgets.nav_strip import NavStrip, Neighbour

STRIP = NavStrip(Neighbour("Older one", age="3 d"), Neighbour("Newer one", age="5 h"))
LONG = paragraphs([f"Paragraph {number}: " + "the quick brown fox " * 8 for number in range(200)])


def heading(text: str, anchor: str = "") -> Block:
    return Block(BlockKind.HEADING, (Span(text),), level=3, meta={"id": anchor} if anchor else {})


def head(title: str = "The pencil test") -> Head:
    return Head(title, STRIP, lambda _: [(Run("Ida · 6 min", "muted"),)])


async def test_a_post_reads_from_its_strip_to_its_end() -> None:
    view = BlockView()
    async with showing(view, (67, 20)):
        foot = Foot((Run("3 comments"),), (Run("Space reads on"),), STRIP)
        view.show(paragraphs(["Before a new tool."]), head(), foot)
        drawn = rows(view)
        assert drawn[1].startswith("   « Older one ")
        assert drawn[1].endswith(" Newer one »")
        assert drawn[2:11] == [
            "   " + "─" * 60,
            "",
            "   The pencil test",
            "   ━━━━━━━━━━━━━━━",
            "   Ida · 6 min",
            "",
            "   Before a new tool.",
            "",
            "   3 comments" + " " * 36 + "Space reads on",
        ]
        assert drawn[11:13] == ["   " + "─" * 60, drawn[1]]
        assert drawn[13].startswith("   J older · 3 d ")


@pytest.mark.parametrize(("width", "left", "columns"), [(160, 43, 72), (76, 3, 69), (40, 3, 33)])
async def test_the_text_is_a_column_of_72_in_the_middle_with_three_of_air(width: int, left: int, columns: int) -> None:
    view = BlockView()
    async with showing(view, (width, 12)):
        view.show([paragraph("word " * 80)], Head())
        assert view.text_width == columns
        assert view.text_left == left
        assert max(map(len, rows(view))) <= left + columns


async def test_steps_pages_and_ends() -> None:
    view = BlockView()
    async with showing(view, (60, 20)) as (app, pilot):
        view.show(LONG, head())
        first = rows(view)
        assert view.percent == 0
        assert view.scroll_lines(1)
        assert rows(view)[:-1] == first[1:]
        assert view.scroll_pages(1)
        assert rows(view)[:1] == first[19:20]
        assert view.scroll_pages(-2)
        assert rows(view) == first
        assert not view.scroll_lines(-1)
        view.scroll_bottom()
        assert view.is_at_end
        assert view.percent == 100
        assert not view.scroll_pages(1)
        await pilot.pause()
        told = app.posted_of(BlockView.Scrolled)
        assert (told[-1].percent, told[-1].is_at_end) == (100, True)


async def test_going_up_after_a_jump_shows_the_same_rows_as_going_down() -> None:
    view = BlockView()
    async with showing(view, (60, 20)):
        view.show(LONG, head())
        down: list[str] = []
        while True:
            down.append(rows(view)[0])
            if not view.scroll_lines(1):
                break
        view.show(LONG, head())
        view.scroll_bottom()
        up = [rows(view)[0]]
        while view.scroll_lines(-1):
            up.append(rows(view)[0])
        assert up == down[::-1]


class Counting(BlockView):
    """Remembers what was laid out."""

    DEFAULT_CSS = ""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    def lay_out_item(self, index: int) -> list[Line]:
        self.asked.add(index)
        return super().lay_out_item(index)


async def test_only_what_is_in_sight_is_laid_out() -> None:
    view = Counting()
    async with showing(view, (60, 20)):
        view.show(LONG * 50, head())
        view.scroll_lines(1)
        view.scroll_bottom()
        view.drag_to(5000)
        assert len(view.asked) < 60


async def test_a_resize_keeps_the_first_block_in_sight() -> None:
    view = BlockView()
    async with showing(view, (80, 20)) as (_, pilot):
        view.show(LONG, head())
        view.scroll_to_item(77)
        for width in (50, 120, 61):
            await pilot.resize_terminal(width, 20)
            await pilot.pause()
            assert view.position[0] == 77


async def test_a_click_on_a_link_asks_for_it_and_one_on_the_strip_for_a_neighbour() -> None:
    view = BlockView()
    async with showing(view, (60, 20)) as (app, pilot):
        view.show([Block(BlockKind.PARAGRAPH, (Span("see "), Span("there", href="https://x.example/a")))], head())
        y = rows(view).index("   see there")
        await pilot.click(view, offset=(8, y))
        await pilot.click(view, offset=(4, y))
        await pilot.click(view, offset=(6, 1))
        await pilot.pause()
        assert [message.href for message in app.posted_of(BlockView.LinkActivated)] == ["https://x.example/a"]
        assert [message.which for message in app.posted_of(BlockView.StripActivated)] == ["older"]


async def test_the_pane_learns_when_the_title_leaves() -> None:
    view = BlockView()
    async with showing(view, (60, 20)) as (app, pilot):
        view.show(LONG, head())
        view.scroll_lines(5)
        await pilot.pause()
        assert app.posted_of(BlockView.TitleScrolled) == []
        view.scroll_lines(1)
        view.scroll_top()
        await pilot.pause()
        assert [message.is_away for message in app.posted_of(BlockView.TitleScrolled)] == [True, False]


async def test_headings_and_anchors_are_gone_to() -> None:
    view = BlockView()
    async with showing(view, (60, 10)):
        view.show([*LONG[:3], heading("One"), *LONG[3:9], heading("Two", "two"), *LONG[9:]], head())
        assert view.scroll_to_heading(1)
        assert rows(view)[0] == "   One"
        assert view.scroll_to_heading(1)
        assert rows(view)[0] == "   Two"
        assert not view.scroll_to_heading(1)
        assert view.scroll_to_heading(-1)
        assert rows(view)[0] == "   One"
        assert not view.scroll_to_heading(-1)
        assert view.scroll_to_anchor("two")
        assert rows(view)[0] == "   Two"
        assert not view.scroll_to_anchor("three")


async def test_finding_a_text_marks_it_and_shows_where_it_stands() -> None:
    view = BlockView()
    async with showing(view, (60, 20)):
        view.show([*LONG, paragraph("the Kettle boils, the kettle sings")], head())
        places = view.find("KETTLE")
        assert places == [201, 201]
        view.highlight("kettle")
        view.scroll_to_match(places[0], "kettle")
        y = next(at for at, text in enumerate(rows(view)) if "Kettle" in text)
        assert role_at(view, 7, y) != role_at(view, 3, y)
        assert "bold" in role_at(view, 7, y)
        assert view.find("") == []


async def test_hints_stand_before_their_links_and_move_nothing() -> None:
    view = BlockView()
    async with showing(view, (60, 8)):
        spans = (
            Span("go "),
            Span("here", href="https://x.example/1"),
            Span(" or "),
            Span("on", href="https://x.example/2"),
        )
        view.show([Block(BlockKind.PARAGRAPH, spans)], Head())
        before = rows(view)
        assert [link.href for link in view.visible_links()] == ["https://x.example/1", "https://x.example/2"]
        view.show_hints(["a", "sd"])
        y = before.index("   go here or on")
        assert rows(view)[y] == "   goahere orsdn"
        assert [row for at, row in enumerate(rows(view)) if at != y] == [
            row for at, row in enumerate(before) if at != y
        ]
        view.show_hints(None)
        assert rows(view) == before


async def test_a_link_over_two_rows_is_one_link() -> None:
    view = BlockView()
    async with showing(view, (30, 8)):
        view.show(
            [Block(BlockKind.PARAGRAPH, (Span("a long link that is wrapped", href="https://x.example/"),))], Head()
        )
        assert len(view.visible_links()) == 1


@pytest.mark.parametrize("text", HOSTILE)
async def test_text_from_outside_gets_no_way_with_the_terminal(text: str) -> None:
    view = BlockView()
    async with showing(view, (60, 20)) as (app, pilot):
        neighbour = Neighbour(text, age=text)
        strip = NavStrip(neighbour, neighbour)
        blocks = [paragraph(text), Block(BlockKind.CODE, (Span(text),)), Block(BlockKind.IMAGE, meta={"alt": text})]
        view.show(blocks, Head(text, strip), Foot((Run(text),), (), strip))
        await pilot.pause()
        assert not FORBIDDEN.intersection(screen(view)) - {"\n"}
        assert all(view.render_line(y).cell_length == 60 for y in range(20))
        assert app.is_running


async def test_nothing_open_says_what_to_do() -> None:
    view = BlockView()
    async with showing(view, (60, 6)):
        view.show_notice((Run("Choose a post: j k move, Enter opens.", "muted"),))
        assert rows(view)[1] == "   Choose a post: j k move, Enter opens."


async def test_other_words_above_and_below_leave_the_view_where_it_is() -> None:
    view = BlockView()
    async with showing(view, (60, 20)):
        view.show(LONG, head())
        view.scroll_to_item(50, 1)
        before = rows(view)
        view.show_head(head("Another, much longer title that takes more than one row of the view"))
        view.show_foot(Foot((Run("4 comments"),)))
        assert rows(view) == before
        view.scroll_bottom()
        assert rows(view)[-1].strip() == "4 comments"


async def test_selected_text_is_that_of_the_lines_between_two_places() -> None:
    view = BlockView()
    async with showing(view, (60, 8)):
        view.show(paragraphs(["first words", "second"]), Head())
        assert view.get_selection(Selection(Offset(9, 1), Offset(6, 3))) == ("words\n\n   sec", "\n")
        everything = view.get_selection(Selection(None, None))
        assert everything is not None
        assert everything[0].split() == ["first", "words", "second"]


async def test_a_selection_is_seen() -> None:
    view = BlockView()
    async with showing(view, (60, 8)) as (app, pilot):
        view.show(paragraphs(["first words"]), Head())
        app.screen.selections = {view: Selection(Offset(3, 1), Offset(8, 1))}
        await pilot.pause()
        assert role_at(view, 4, 1) != role_at(view, 10, 1)


async def test_code_is_marked_where_the_terminal_s_own_colours_are_used() -> None:
    view = BlockView()
    async with showing(view, (40, 8)) as (app, pilot):
        line = Block(BlockKind.PARAGRAPH, (Span("run "), Span("ls", frozenset({Style.CODE}))))
        view.show([line, Block(BlockKind.CODE, (Span("ls -l"),))], Head())
        assert "run ls" in screen(view)
        app.theme = "terminal"
        await pilot.pause()
        assert "run `ls`" in screen(view)
        assert "│ ls -l" in screen(view)
        app.theme = "paper"
        await pilot.pause()
        assert "run ls" in screen(view)


async def test_the_wheel_scrolls_and_a_drag_of_the_thumb_jumps() -> None:
    view = BlockView()
    async with showing(view, (60, 20)) as (_, pilot):
        view.show(LONG, head())
        first = rows(view)
        down = events.MouseScrollDown(view, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False)
        view.post_message(down)
        await pilot.pause()
        assert rows(view)[0] == first[3]
        view.post_message(ScrollTo(y=400.0))
        await pilot.pause()
        assert view.scroll_y == 400
        view.post_message(ScrollUp())
        await pilot.pause()
        assert 380 <= view.scroll_y <= 384


async def test_the_edge_is_the_scrollbar() -> None:
    view = BlockView()
    async with showing(view, (60, 20)) as (app, pilot):
        view.show(LONG, head())
        await pilot.pause()
        edge = [strip.text[-1] for strip in app.screen._compositor.render_strips()]
        assert edge == ["┃", *["│"] * 19]
