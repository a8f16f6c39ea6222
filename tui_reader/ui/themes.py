"""The colours: two themes of our own, the terminal's own colours, and the same roles for Textual's themes.

The only place with colour values. Everything else names roles, as CSS variables: `$strong`, `$muted`, `$author-3`.
`text`, `bg`, `raised` and `ok` go by Textual's names for them: `$foreground`, `$background`, `$panel`, `$success`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal
from zlib import crc32

from textual.color import Color
from textual.theme import Theme

AUTHORS = 8
GUIDES = 6
_READABLE = 4.5
_NUMBERED = (*(f"author-{n}" for n in range(AUTHORS)), *(f"guide-{n}" for n in range(GUIDES)))

ROLES = (
    "strong",
    "heading",
    "quote",
    "muted",
    "quiet",
    "on-accent",
    "link",
    "code",
    "inline",
    "chip",
    "rule",
    "rule-strong",
    "cursor",
    "cursor-dim",
)
"""The roles that are variables of ours, besides `author-0` to `author-7` and `guide-0` to `guide-5`."""


def _ours(name: str, roles: str, authors: str, guides: str, *, is_dark: bool) -> Theme:
    """A theme from its roles, written as `name value` pairs."""
    words = roles.split()
    value = dict(zip(words[::2], words[1::2], strict=True))
    variables = {role: value[role] for role in ROLES}
    variables |= {f"author-{number}": colour for number, colour in enumerate(authors.split())}
    variables |= {f"guide-{number}": colour for number, colour in enumerate(guides.split())}
    accent = value["accent"]
    return Theme(
        name=name,
        dark=is_dark,
        primary=accent,
        warning=accent,
        accent=accent,
        secondary=value["link"],
        error=value["error"],
        success=value["ok"],
        foreground=value["text"],
        background=value["bg"],
        surface=value["surface"],
        panel=value["raised"],
        variables=variables | _for_textual(value),
    )


def _for_textual(value: Mapping[str, str]) -> dict[str, str]:
    """What Textual's own widgets (fields in dialogs, selections) are given."""
    return {
        "border": value["accent"],
        "border-blurred": value["rule-strong"],
        "block-cursor-foreground": value["strong"],
        "block-cursor-background": value["cursor"],
        "block-cursor-text-style": "none",
        "block-cursor-blurred-foreground": value["text"],
        "block-cursor-blurred-background": value["cursor-dim"],
        "block-hover-background": value["cursor-dim"],
        "input-cursor-background": value["accent"],
        "input-cursor-foreground": value["on-accent"],
        "input-selection-background": value["chip"],
        "screen-selection-background": value["chip"],
        "screen-selection-foreground": value["strong"],
        "link-color": value["link"],
    }


INK = _ours(
    "ink",
    "bg #14161a surface #191c21 raised #20242b cursor #2b2a27 cursor-dim #22252b code #1c2025 inline #282d35 "
    "chip #3a404a rule #353a43 rule-strong #626975 text #d9d5cb strong #f4efe4 heading #efe2c6 quote #b9b3a6 "
    "muted #a39e93 quiet #8e8a82 accent #e6a756 on-accent #14161a link #8db8dc error #ee8577 ok #93b98a",
    "#e2a0a0 #a9b7c9 #b7c27f #86c79c #7cc4c4 #90b6ea #b9a8ea #dd9fcb",
    "#66707f #5f7d7f #6c7a57 #86704f #7a6488 #5b73a0",
    is_dark=True,
)

PAPER = _ours(
    "paper",
    "bg #fbf8f1 surface #f4f0e6 raised #fffdf8 cursor #f4e5c2 cursor-dim #ebe6da code #f1ece0 inline #e9e2d2 "
    "chip #dcd3c0 rule #d9d2c3 rule-strong #938b7b text #2e2b26 strong #14120f heading #4a3315 quote #534e45 "
    "muted #5f5a50 quiet #6e675c accent #97500a on-accent #fffdf8 link #1d5a8c error #ad2a1f ok #3d6b35",
    "#a0363a #4d5a6c #5c6610 #1f6f42 #106b70 #2459a8 #6546ab #953380",
    "#8d8678 #6a8f90 #818e5e #a3834f #9d7cab #728ab8",
    is_dark=False,
)


def terminal(ground: Literal["dark", "light"] | None = "dark") -> Theme:
    """The theme `terminal`: the terminal's own colours on its own ground; None for an unknown ground or NO_COLOR.

    Text is the default foreground throughout; bold, dim, reverse and place tell its roles apart. Without a known ground
    there is no colour at all.
    """
    chosen = {"dark": ("yellow", "cyan", "bright_red"), "light": ("magenta", "blue", "red")}
    names = chosen[ground] if ground else ("default", "default", "default")
    accent, link, error = (f"ansi_{name}" for name in names)
    plain = "ansi_default"
    variables = dict.fromkeys((*ROLES, *_NUMBERED), plain)
    value = variables | {"accent": accent, "link": link, "text": plain}
    return Theme(
        name="terminal",
        ansi=True,
        dark=ground != "light",
        primary=accent,
        warning=accent,
        accent=accent,
        secondary=link,
        error=error,
        success=plain,
        foreground=plain,
        background=plain,
        surface=plain,
        panel=plain,
        boost=plain,
        variables=variables
        | _for_textual(value)
        | {
            "link": link,
            "on-accent": "ansi_black" if ground != "light" else "ansi_bright_white",
            # a theme of the terminal's colours that lacks these two stops the app
            "ansi-background": "ansi_black" if ground != "light" else "ansi_white",
            "ansi-foreground": "ansi_white" if ground != "light" else "ansi_black",
            "block-cursor-text-style": "reverse",
            "input-cursor-background": plain,
            "input-cursor-foreground": plain,
            "input-cursor-text-style": "reverse",
            "screen-selection-background": link if ground else "ansi_white",
            "screen-selection-foreground": "ansi_black",
        },
    )


TERMINAL = terminal()
THEMES = (INK, PAPER, TERMINAL)
"""What the app registers; it replaces `terminal` by `terminal(ground)` once the ground is known."""


def author_role(name: str) -> str:
    """The role that colours a name: the same for the same name however it is capitalised, never stored."""
    return f"author-{crc32(name.casefold().encode(errors='replace')) % AUTHORS}"


def guide_role(depth: int) -> str:
    """The role of the guide line that hangs from a comment at this depth."""
    return f"guide-{depth % GUIDES}"


def role_defaults(theme: Theme) -> dict[str, str]:
    """Our roles for a theme that does not define them: what `App.get_theme_variable_defaults` returns.

    Mixed from the theme's own foreground, background and accents; quiet and muted so that they stay readable.
    """
    if theme.ansi:
        return dict(terminal("dark" if theme.dark else "light").variables)
    colours = theme.to_color_system().generate()
    back, surface, panel, text, accent, link = (
        Color.parse(colours[name]) for name in ("background", "surface", "panel", "foreground", "accent", "secondary")
    )
    grounds = (back, surface, panel)
    strong = text.blend(Color.parse("#ffffff" if theme.dark else "#000000"), 0.5)
    mixed = {
        "strong": strong,
        "heading": strong,
        "quote": _readable(text.blend(back, 0.2), text, grounds, 5.5),
        "muted": _readable(text.blend(back, 0.35), text, grounds, 5.0),
        "quiet": _readable(text.blend(back, 0.5), text, grounds, _READABLE),
        "on-accent": accent.get_contrast_text(1.0),
        "link": _readable(link, text, grounds, _READABLE),
        "code": back.blend(text, 0.06),
        "inline": back.blend(text, 0.1),
        "chip": back.blend(text, 0.2),
        "rule": back.blend(text, 0.2),
        "rule-strong": back.blend(text, 0.4),
        "cursor": back.blend(accent, 0.15),
        "cursor-dim": back.blend(text, 0.08),
    }
    model = INK if theme.dark else PAPER
    for number in _NUMBERED:
        mixed[number] = _readable(Color.parse(model.variables[number]), text, grounds, 3.0)
    return {name: f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}" for name, colour in mixed.items()}


def _readable(colour: Color, towards: Color, grounds: tuple[Color, ...], least: float) -> Color:
    """The colour, moved towards another until it contrasts with every ground; the other one where nothing helps."""
    for step in range(11):
        mixed = colour.blend(towards, step / 10)
        if min(contrast(mixed, ground) for ground in grounds) >= least:
            return mixed
    return towards


def contrast(first: Color, second: Color) -> float:
    """The contrast of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = (value / 255 for value in (colour.r, colour.g, colour.b))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
