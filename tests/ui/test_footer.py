"""What the footer shows, and what gives way in it."""

from __future__ import annotations

import pytest

from tui_reader import keys
from tui_reader.layout import Line, Run, width
from tui_reader.ui.widgets.footer import Footer, RefreshState

ENTRIES = [("j k", "move"), ("Enter", "open"), ("n", "next unread"), ("?", "help"), (":", "commands")]


def shown(columns: int, status: Line = (), state: RefreshState | None = None, *, can_stop: bool = False) -> str:
    footer = Footer()
    footer._entries, footer._status, footer._refresh_state, footer._can_stop = ENTRIES, status, state, can_stop
    return "".join(run.text for run in footer.line(columns))


def test_keys_stand_three_columns_apart_and_what_is_unread_at_the_right() -> None:
    line = shown(90, (Run("47 unread"),))
    assert line.startswith(" j k move   Enter open   n next unread   ? help   : commands ")
    assert line.rstrip().endswith("47 unread")


@pytest.mark.parametrize("columns", [40, 50, 60, 80])
def test_whole_entries_drop_from_the_right_but_never_help_and_commands(columns: int) -> None:
    line = shown(columns, (Run("47 unread"),))
    assert "? help   : commands" in line
    assert "n nex" not in line or "n next unread" in line


def test_what_stands_at_the_right_gives_way_to_help_and_commands() -> None:
    assert shown(30, (Run("47 unread"), Run(" · ", "quiet"), Run("12 min ago"))).rstrip() == " ? help   : commands"


def test_a_refresh_says_how_far_it_is_and_how_to_stop_it() -> None:
    line = shown(160, state=RefreshState(60, 120, 2), can_stop=True)
    assert line.rstrip().endswith("Refreshing ━━━━━━────── 60 of 120 · ! 2 failed · Esc stops")


def test_a_refresh_that_cannot_be_stopped_from_here_names_no_key() -> None:
    assert "Esc" not in shown(160, state=RefreshState(1, 2, 0))


def test_short_of_room_short_words_stand_closer_before_anything_drops() -> None:
    footer = Footer()
    footer._entries, footer._short = keys.footer("comments"), keys.short_footer("comments")
    footer._status = (Run("1", "strong"), Run(" list  ", "muted"), Run("2", "strong"), Run(" post", "muted"))
    line = "".join(run.text for run in footer.line(80))
    assert line == " j k move  w new  n thread  h l fold  e order  c back  ? : help  1 list  2 post"
    assert "   h l fold, unfold   e order   c back   ? help   : commands" in "".join(r.text for r in footer.line(140))


@pytest.mark.parametrize("scope", keys.SCOPES)
@pytest.mark.parametrize("columns", [40, 80, 160])
def test_no_footer_is_wider_than_the_screen(scope: keys.Scope, columns: int) -> None:
    footer = Footer()
    footer._entries = keys.footer(scope)
    footer._status = (Run("47 unread"), Run(" · ", "quiet"), Run("! 1 feed failed"))
    assert width("".join(run.text for run in footer.line(columns))) <= columns
