"""What the terminal is like, as far as its environment tells: light or dark, which glyphs it can be trusted with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from textual.theme import Theme

from tui_reader.config import Settings
from tui_reader.layout import ASCII, PLAIN, Glyphs
from tui_reader.ui import themes

_LIGHT: Final = {"7", "15"}
_LOCALES: Final = ("LC_ALL", "LC_CTYPE", "LANG")


def ground(environ: Mapping[str, str]) -> Literal["dark", "light"] | None:
    """The terminal's ground after `COLORFGBG` ("15;0", "0;default;15"), which rxvt, Konsole and others set."""
    last = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not last.isdecimal():
        return None
    return "light" if last in _LIGHT else "dark"


def theme(settings: Settings, environ: Mapping[str, str]) -> Theme:
    """The theme the settings name; `auto` goes by the ground, dark where that is not known.

    With `NO_COLOR` (https://no-color.org) it is the terminal's own look, without any colour.
    """
    if environ.get("NO_COLOR"):
        return themes.terminal(None)
    found = ground(environ)
    if settings.theme == "terminal":
        return themes.terminal(found)
    is_light = settings.theme == "paper" or (settings.theme == "auto" and found == "light")
    return themes.PAPER if is_light else themes.INK


def glyphs(settings: Settings, environ: Mapping[str, str]) -> Glyphs:
    """The glyphs the settings name; `auto`: ASCII on the Linux console and in a locale other than UTF-8."""
    if settings.glyphs != "auto":
        return ASCII if settings.glyphs == "ascii" else PLAIN
    # the first that is set decides (POSIX, Internationalization Variables)
    locale = next((value for name in _LOCALES if (value := environ.get(name))), "UTF-8")
    has_utf8 = "utf8" in locale.lower().replace("-", "")
    return ASCII if environ.get("TERM") == "linux" or not has_utf8 else PLAIN
