"""What the terminal is: which theme suits its background, which glyphs it can show."""

from __future__ import annotations

import locale
from collections.abc import Mapping

from tui_reader.config import Settings
from tui_reader.layout import ASCII, PLAIN, Glyphs

_LIGHT_BACKGROUNDS = {"7", "15"}


def theme(settings: Settings, environ: Mapping[str, str]) -> str:
    """The theme's name: the setting; for "auto" the light one where COLORFGBG tells of a light background."""
    if settings.theme != "auto":
        return settings.theme
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return "paper" if background in _LIGHT_BACKGROUNDS else "ink"


def glyphs(settings: Settings, environ: Mapping[str, str]) -> Glyphs:
    """Marks and lines: the setting; for "auto" plain ASCII on the Linux console and in locales other than UTF-8."""
    if settings.glyphs != "auto":
        return ASCII if settings.glyphs == "ascii" else PLAIN
    is_utf8 = locale.getpreferredencoding(do_setlocale=False).lower().replace("-", "") == "utf8"
    return PLAIN if is_utf8 and environ.get("TERM") != "linux" else ASCII
