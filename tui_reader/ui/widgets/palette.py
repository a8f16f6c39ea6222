"""Roles to styles: what a line widget's component classes say, remembered until the theme changes."""

from __future__ import annotations

from collections.abc import Iterable

from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.layout import ROLES, Run
from tui_reader.models import Style
from tui_reader.ui import strips
from tui_reader.ui.themes import AUTHORS, GUIDES

_NUMBERED = (*(f"author-{number}" for number in range(AUTHORS)), *(f"guide-{number}" for number in range(GUIDES)))
_BARS = ("bar", "bar-focus")
_GROUNDS = ("cursor", "cursor-dim")
COMPONENTS = {f"line--{role}" for role in (*ROLES, *_NUMBERED, *_GROUNDS, "on-accent", *_BARS, "selected")}
"""The component classes of every line widget."""

_RULES = {
    "text": "color: $foreground;",
    "strong": "color: $strong; text-style: bold;",
    "heading": "color: $heading;",
    "quote": "color: $quote;",
    "code": "color: $foreground; background: $code;",
    "keyword": "color: $link; background: $code;",
    "string": "color: $success; background: $code;",
    "comment": "color: $muted; background: $code;",
    "inline": "color: $foreground; background: $inline;",
    "link": "color: $link; text-style: underline;",
    "muted": "color: $muted;",
    "quiet": "color: $quiet;",
    "rule": "color: $rule;",
    "rule-strong": "color: $rule-strong;",
    "accent": "color: $accent;",
    "error": "color: $error;",
    "ok": "color: $success;",
    "chip": "color: $strong; background: $chip;",
    "on-accent": "color: $on-accent; background: $accent; text-style: bold;",
    "bar": "color: $rule-strong;",
    "bar-focus": "color: $accent;",
    "cursor": "background: $cursor;",
    "cursor-dim": "background: $cursor-dim;",
    "selected": "background: $screen-selection-background; color: $screen-selection-foreground;",
}
# With the terminal's own colours, ground and tints tell nothing: dim, reverse and brackets do.
_ANSI = {"rule": "dim", "rule-strong": "dim", "chip": "reverse", "on-accent": "bold reverse", "cursor": "reverse"}
_ANSI |= {f"guide-{number}": "dim" for number in range(GUIDES)}


def component_css(widget: str) -> str:
    """The default CSS of the components of a widget's class."""
    rules = _RULES | {role: f"color: ${role};" for role in _NUMBERED}
    plain = [f"{widget} > .line--{role} {{ {rule} }}" for role, rule in rules.items()]
    own = [f"{widget}:ansi > .line--{role} {{ text-style: {style}; }}" for role, style in _ANSI.items()]
    own += [f"{widget}:ansi > .line--{role} {{ background: transparent; }}" for role in ("on-accent", "cursor")]
    own.append(f"{widget}:ansi > .line--on-accent {{ color: $accent; }}")
    return "\n".join(plain + own)


class Palette:
    """The styles of one widget's roles.

    A ground is what lies under a whole row: "" (the widget's own), "cursor" or "cursor-dim". On a cursor row quiet
    becomes muted; where the terminal's own colours are used that row is reversed and its colours are dropped.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, frozenset[Style], str], RichStyle] = {}

    def clear(self) -> None:
        """Forgets all styles: the theme, or the widget's state, changed."""
        self._styles.clear()

    def style(self, role: str, styles: frozenset[Style] = frozenset(), ground: str = "") -> RichStyle:
        """The style of a run; roles that are not known are drawn as text."""
        key = (role, styles, ground)
        found = self._styles.get(key)
        if found is None:
            found = self._styles[key] = self._make(role, styles, ground)
        return found

    def ground(self, name: str) -> RichStyle:
        """The style that lies under a row."""
        return self._component(name) if name else RichStyle.null()

    def _component(self, role: str) -> RichStyle:
        default = RichStyle.null()
        return self._widget.get_component_rich_style(f"line--{role}", partial=True, default=default)

    def _make(self, role: str, styles: frozenset[Style], ground: str) -> RichStyle:
        if ground and role == "quiet":
            role = "muted"
        base = self._component(role)
        if ground == "cursor" and self._widget.app.native_ansi_color:
            if role in _BARS:
                return base + RichStyle(reverse=False)
            base = RichStyle(bold=base.bold, underline=base.underline)
        return base + _inline(styles)

    def strip(self, runs: Iterable[Run], width: int, ground: str = "") -> Strip:
        """The runs as one row of the widget."""
        pieces = [(run.text, self.style(run.role, run.styles, ground)) for run in runs]
        return strips.strip(pieces, width, self.ground(ground))


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
