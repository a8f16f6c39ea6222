"""The strip over a post, and the title line of a pane."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.widgets.host import rows, showing
from tui_reader import layout
from tui_reader.layout import ASCII, PLAIN, Glyphs, Line, Run
from tui_reader.ui.widgets.nav_strip import (
    FIRST,
    MAIN,
    NEWER,
    OLDER,
    SEEKING_OLDER,
    NavStrip,
    Neighbour,
    both_ends,
    key_line,
    strip_line,
)
from tui_reader.ui.widgets.title_line import TitleLine

BOTH = NavStrip(
    Neighbour("Sharpening as a feature", age="3 d"), Neighbour("A drawer for half-finished things", age="5 h")
)


def text(line: Line) -> str:
    return "".join(run.text for run in line)


def test_both_titles_stand_at_the_ends_where_they_fit() -> None:
    line = text(strip_line(BOTH, 80, PLAIN))
    assert line.startswith("« Sharpening as a feature ")
    assert line.endswith(" A drawer for half-finished things »")
    assert "│ Main │" in line
    assert layout.width(line) == 80


def test_the_longer_title_is_cut_first() -> None:
    assert text(strip_line(BOTH, 60, PLAIN)) == "« Sharpening as a feature │ Main │ A drawer for half-fini… »"


def test_what_is_missing_is_said_in_quiet_italics_and_leads_nowhere() -> None:
    line = strip_line(NavStrip(FIRST, Neighbour("Next")), 60, PLAIN)
    assert text(line).startswith("« this is the first post ")
    assert {run.href for run in line} == {None, MAIN, NEWER}
    assert "looking for the older post …" in text(strip_line(NavStrip(SEEKING_OLDER, Neighbour("Next")), 60, PLAIN))


def test_each_part_leads_where_it_says() -> None:
    found = {run.text: run.href for run in strip_line(BOTH, 80, PLAIN) if run.href}
    assert found["Sharpening as a feature"] == OLDER
    assert found["Main"] == MAIN
    assert found["A drawer for half-finished things"] == NEWER


def test_the_row_of_keys_says_how_old_the_neighbours_are() -> None:
    line = text(key_line(BOTH, 60, PLAIN))
    assert line.startswith("J older · 3 d ")
    assert line.endswith(" 5 h · newer K")
    assert " 1 list " in line
    assert layout.width(line) == 60
    swapped = NavStrip(BOTH.older, BOTH.newer, older_key="K", newer_key="J")
    assert text(key_line(swapped, 60, PLAIN)).startswith("K older")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60), st.integers(30, 90))
def test_the_strip_fills_exactly_its_width(title: str, width: int) -> None:
    strip = NavStrip(Neighbour(title or "x"), Neighbour("漢字 " + title))
    for glyphs in (PLAIN, ASCII):
        assert layout.line_width(strip_line(strip, width, glyphs)) == width


def test_a_row_with_two_ends_gives_up_the_right_one_first() -> None:
    left, right = (Run("124 comments"),), (Run("Space reads on"),)
    assert text(both_ends(left, right, 30, PLAIN)) == "124 comments    Space reads on"
    assert text(both_ends(left, right, 20, PLAIN)) == "124 comments"


@pytest.mark.parametrize(
    ("glyphs", "quiet", "heavy"),
    [
        (PLAIN, "─ 1 Feeds ──────────── 47 ──", "━ 1 Feeds ━━━━━━━━━━━━ 47 ━━"),
        (ASCII, "- 1 Feeds ------------ 47 --", "= 1 Feeds ============ 47 =="),
    ],
)
async def test_the_focused_title_is_heavy(glyphs: Glyphs, quiet: str, heavy: str) -> None:
    title = TitleLine("1", "Feeds", glyphs=glyphs)
    async with showing(title, (28, 1)) as (_, pilot):
        title.show("Feeds", right=(Run("47", "muted"),))
        assert rows(title) == [quiet]
        title.has_focus_look = True
        await pilot.pause()
        assert rows(title) == [heavy]


def test_the_edge_to_the_next_pane_begins_at_the_title() -> None:
    title = TitleLine("", "Slow Lathe", has_right_neighbour=True)
    assert text(title.line(20)) == "─ Slow Lathe ──────┬"
    below = TitleLine("", "Slow Lathe", has_right_neighbour=True, stands_below=True)
    assert text(below.line(20)) == "─ Slow Lathe ──────┤"


def test_short_of_room_the_outer_names_go_first_then_the_last_is_cut() -> None:
    title = TitleLine("2")
    title.show("Slow Lathe", "The pencil test", right=(Run("2 of 64"),))
    assert text(title.line(60)).startswith("─ 2 Slow Lathe › The pencil test ─")
    assert "Slow Lathe › The pencil…" in text(title.line(42))
    assert text(title.line(60)).endswith(" 2 of 64 ──")
    for width in range(14, 70):
        assert layout.line_width(title.line(width)) == width


def test_of_what_counts_the_last_facts_go_first_and_the_first_stays() -> None:
    title = TitleLine("3", "Comments")
    dot = Run(" · ", "quiet")
    title.show("Comments", right=(Run("124"), dot, Run("newest first"), dot, Run("watched"), dot, Run("closed")))
    assert text(title.line(60)).endswith(" 124 · newest first · watched · closed ──")
    assert text(title.line(48)).endswith(" 124 · newest first · watched ──")
    assert "3 Comments" in text(title.line(36))
    assert text(title.line(36)).endswith(" 124 · newest first ──")
    assert text(title.line(22)).endswith(" 124 ──")
    for width in range(14, 70):
        assert layout.line_width(title.line(width)) == width


async def test_a_click_on_the_title_is_told() -> None:
    title = TitleLine("1", "Feeds")
    async with showing(title, (28, 1)) as (app, pilot):
        await pilot.click(title, offset=(3, 0))
        assert len(app.posted_of(TitleLine.Clicked)) == 1
