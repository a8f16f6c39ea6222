"""The colours: every role is there, readable, and stable."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui_reader.ui import themes
from tui_reader.ui.themes import AUTHORS, GUIDES, INK, PAPER, ROLES, TERMINAL, contrast

OURS = pytest.mark.parametrize("theme", [INK, PAPER], ids=lambda theme: theme.name)
READ = ("strong", "heading", "quote", "muted", "quiet", "link", *(f"author-{number}" for number in range(AUTHORS)))
ON_CURSOR = tuple(role for role in READ if role != "quiet")


def colours(theme: Theme) -> dict[str, Color]:
    named = theme.variables | {
        "text": theme.foreground or "",
        "bg": theme.background or "",
        "surface": theme.surface or "",
        "raised": theme.panel or "",
        "accent": theme.accent or "",
        "error": theme.error or "",
        "ok": theme.success or "",
    }
    wanted = (*ROLES, *(f"author-{n}" for n in range(AUTHORS)), *(f"guide-{n}" for n in range(GUIDES)))
    names = (*wanted, "text", "bg", "surface", "raised", "accent", "error", "ok")
    return {name: Color.parse(named[name]) for name in names}


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@OURS
@pytest.mark.parametrize("ground", ["bg", "surface", "raised", "code"])
def test_what_is_read_contrasts_with_every_ground(theme: Theme, ground: str) -> None:
    colour = colours(theme)
    for role in (*READ, "text", "accent", "error", "ok"):
        assert contrast(colour[role], colour[ground]) >= 4.5, role


@OURS
@pytest.mark.parametrize("ground", ["cursor", "cursor-dim"])
def test_what_is_read_contrasts_with_the_cursor_s_row(theme: Theme, ground: str) -> None:
    colour = colours(theme)
    for role in (*ON_CURSOR, "text", "accent", "error", "ok"):
        assert contrast(colour[role], colour[ground]) >= 4.5, role


@OURS
def test_text_on_the_accent_on_a_chip_and_in_inline_code_is_readable(theme: Theme) -> None:
    colour = colours(theme)
    assert contrast(colour["on-accent"], colour["accent"]) >= 4.5
    assert contrast(colour["strong"], colour["chip"]) >= 4.5
    assert contrast(colour["text"], colour["inline"]) >= 4.5


@OURS
def test_lines_that_carry_meaning_are_seen(theme: Theme) -> None:
    colour = colours(theme)
    assert contrast(colour["rule-strong"], colour["bg"]) >= 3
    for number in range(GUIDES):
        assert contrast(colour[f"guide-{number}"], colour["surface"]) >= 3


@OURS
def test_dark_grounds_are_hardly_coloured(theme: Theme) -> None:
    for name in ("bg", "surface", "raised", "code"):
        red, green, blue = colours(theme)[name].rgb
        assert max(red, green, blue) - min(red, green, blue) <= 0.15 * 255


def test_the_terminal_s_theme_uses_no_colour_of_its_own() -> None:
    for ground in ("dark", "light", None):
        theme = themes.terminal(ground)
        values = {theme.foreground, theme.background, theme.accent, theme.error, *theme.variables.values()}
        assert all(value is None or value in {"none", "reverse"} or value.startswith("ansi_") for value in values)
        assert theme.ansi
        assert {"ansi-background", "ansi-foreground"} <= set(theme.variables)
    assert themes.terminal(None).accent == "ansi_default"
    assert themes.terminal("light").accent == "ansi_magenta"


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_textual_s_themes_are_given_every_role_and_stay_readable(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    made = themes.role_defaults(theme)
    assert set(ROLES) <= set(made)
    assert {f"author-{number}" for number in range(AUTHORS)} <= set(made)
    if theme.ansi:
        return
    ground = Color.parse(theme.to_color_system().generate()["background"])
    text = Color.parse(theme.to_color_system().generate()["foreground"])
    for role in ("quiet", "muted", "link"):
        least = min(4.5, contrast(text, ground) - 0.01)
        assert contrast(Color.parse(made[role]), ground) >= least, role


def test_a_name_keeps_its_colour_however_it_is_written() -> None:
    assert themes.author_role("Ida") == themes.author_role("IDA") == themes.author_role("ida")
    assert themes.author_role("Ida") == "author-0"
    assert len({themes.author_role(f"name {number}") for number in range(200)}) == AUTHORS
    assert themes.author_role("\ud800").startswith("author-")


def test_guides_repeat_after_six() -> None:
    assert themes.guide_role(0) == themes.guide_role(GUIDES) == "guide-0"


def test_three_themes_are_ours() -> None:
    assert [theme.name for theme in themes.THEMES] == ["ink", "paper", "terminal"]
    assert TERMINAL.accent == "ansi_yellow"
