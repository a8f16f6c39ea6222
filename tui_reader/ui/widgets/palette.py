"""Roles to styles: what the theme's variables say, remembered until the theme changes.

Not component classes: of those Textual computes every one anew whenever the focus moves (with forty roles 2 to 4 ms a
widget, and half of the time to the first paint); a role is looked up here when it is first drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.style import Style as RichStyle
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.layout import Run
from tui_reader.models import Style
from tui_reader.ui import strips


class Look(NamedTuple):
    """The variables of a role's two colours ("": none) and its type: Rich's words, as "bold underline".

    `bare` is its type where the terminal's own colours are used, which have no grounds and tints.
    """

    colour: str
    ground: str = ""
    type: str = ""
    bare: str = ""


_LOOKS = {
    "text": Look("foreground"),
    "strong": Look("strong", type="bold"),
    "code": Look("foreground", "code"),
    "keyword": Look("link", "code"),
    "string": Look("success", "code"),
    "comment": Look("muted", "code"),
    "inline": Look("foreground", "inline"),
    "link": Look("link", type="underline"),
    "rule": Look("rule", bare="dim"),
    "rule-strong": Look("rule-strong", bare="dim"),
    "ok": Look("success"),
    "chip": Look("strong", "chip", bare="reverse"),
    "on-accent": Look("on-accent", "accent", "bold"),
    "bar": Look("rule-strong"),
    "bar-focus": Look("accent"),
    "cursor": Look("", "cursor", bare="reverse"),
    "cursor-dim": Look("", "cursor-dim"),
    "selected": Look("screen-selection-foreground", "screen-selection-background", bare="reverse"),
}
_BARE = {"on-accent": Look("accent", type="bold reverse")}
"""Where the terminal's own colours are used, which may be none at all, a filled ground is a reversed text."""
_GUIDE = "guide-"
_BARS = ("bar", "bar-focus")
_DIM = "dim"


class Palette:
    """The styles of roles in one widget; all other roles have the variable of their own name.

    A ground is what lies under a whole row: "" (the widget's own), "cursor" or "cursor-dim". On a cursor row quiet
    becomes muted; where the terminal's own colours are used that row is reversed and its colours are dropped.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._variables: Mapping[str, str] = {}
        self._styles: dict[tuple[str, frozenset[Style], str], RichStyle] = {}
        self._own: RichStyle | None = None

    def has_changed(self) -> bool:
        """Whether the theme is another one than at the last call; all styles are forgotten then."""
        variables = self._widget.app.theme_variables
        if variables is self._variables:
            return False
        self._variables = variables
        self._styles.clear()
        self._own = None
        return True

    def style(self, role: str, styles: frozenset[Style] = frozenset(), ground: str = "") -> RichStyle:
        """The style of a run; a role that the theme does not know is drawn as text."""
        key = (role, styles, ground)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = self._make(role, styles, ground)
        return found

    def ground(self, name: str) -> RichStyle:
        """The style that lies under a row: the widget's own background, which Textual adds to no line of a view."""
        if self._own is None:
            # found by walking up through all that lies below the widget: once a theme, not once a row
            self._own = RichStyle(bgcolor=self._widget.background_colors[1].rich_color)
        return self._own + self.style(name) if name else self._own

    def strip(self, runs: Iterable[Run], width: int, ground: str = "") -> Strip:
        """The runs as one row of the widget, in the colours of today's theme."""
        self.has_changed()
        pieces = [(run.text, self.style(run.role, run.styles, ground)) for run in runs]
        return strips.strip(pieces, width, self.ground(ground))

    def _make(self, role: str, styles: frozenset[Style], ground: str) -> RichStyle:
        if ground and role == "quiet":
            role = "muted"
        is_bare = self._widget.app.native_ansi_color
        known = (_BARE.get(role) if is_bare else None) or _LOOKS.get(role)
        look = known or Look(role, bare=_DIM if role.startswith(_GUIDE) else "")
        words = f"{look.type} {look.bare if is_bare else ''}".strip()
        drawn = RichStyle.parse(words) if words else RichStyle.null()
        if ground == "cursor" and is_bare and role not in _BARS:
            return drawn + _inline(styles)
        coloured = RichStyle(color=self._colour(look.colour), bgcolor=self._colour(look.ground))
        if role in _BARS and is_bare:
            coloured += RichStyle(reverse=False)
        return coloured + drawn + _inline(styles)

    def _colour(self, name: str) -> str | None:
        """A variable's colour as Rich writes it; None for none, a transparent one and the terminal's default."""
        value = self._variables.get(name, self._variables.get("foreground", "")) if name else ""
        if not value or value == "ansi_default":
            return None
        colour = Color.parse(value)
        if colour.a == 0:
            return None
        if colour.a < 1:
            colour = Color.parse(self._variables["background"]) + colour
        return colour.rich_color.name


def _inline(styles: frozenset[Style]) -> RichStyle:
    """Inline styles as the terminal has them."""
    if not styles:
        return RichStyle.null()
    return RichStyle(
        bold=True if Style.BOLD in styles or Style.KEYBOARD in styles else None,
        italic=True if Style.ITALIC in styles else None,
        strike=True if Style.STRIKE in styles else None,
        underline=True if Style.UNDERLINE in styles or Style.MARK in styles else None,
    )
