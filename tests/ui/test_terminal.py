"""The theme and the glyphs that fit a terminal, as far as its environment tells."""

from __future__ import annotations

import pytest

from tui_reader.config import Settings
from tui_reader.layout import ASCII, PLAIN
from tui_reader.ui.terminal import glyphs, theme


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "ink"),
        ({"COLORFGBG": "15;0"}, "ink"),
        ({"COLORFGBG": "0;15"}, "paper"),
        ({"COLORFGBG": "0;default;7"}, "paper"),
        ({"COLORFGBG": "default;default"}, "ink"),
        ({"NO_COLOR": "1", "COLORFGBG": "0;15"}, "terminal"),
    ],
)
def test_auto_goes_by_the_ground(environ: dict[str, str], expected: str) -> None:
    assert theme(Settings(), environ).name == expected


def test_the_setting_decides_over_the_ground() -> None:
    assert theme(Settings(theme="ink"), {"COLORFGBG": "0;15"}).name == "ink"
    assert theme(Settings(theme="paper"), {}).name == "paper"
    assert theme(Settings(theme="terminal"), {}).name == "terminal"


def test_a_known_ground_gives_the_terminals_theme_colours_and_an_unknown_one_none() -> None:
    assert theme(Settings(theme="terminal"), {"COLORFGBG": "15;0"}).accent == "ansi_yellow"
    assert theme(Settings(theme="terminal"), {}).accent == "ansi_default"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, PLAIN),
        ({"LANG": "de_DE.UTF-8"}, PLAIN),
        ({"LANG": "de_DE.utf8", "LC_ALL": "C"}, ASCII),
        ({"LANG": "de_DE.ISO-8859-1"}, ASCII),
        ({"LANG": "de_DE.UTF-8", "TERM": "linux"}, ASCII),
    ],
)
def test_ascii_where_the_terminal_cannot_show_more(environ: dict[str, str], expected: object) -> None:
    assert glyphs(Settings(), environ) == expected


def test_the_setting_decides_about_glyphs() -> None:
    assert glyphs(Settings(glyphs="ascii"), {}) == ASCII
    assert glyphs(Settings(glyphs="unicode"), {"TERM": "linux"}) == PLAIN
