"""What the screen works with, handed to it once: the reader, the clock, the waits, the ways out of the terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui_reader.config import Settings
from tui_reader.layout import Glyphs
from tui_reader.ui.browser import Opener
from tui_reader.ui.delays import Delays
from tui_reader.ui.refresh_child import RefreshChild

if TYPE_CHECKING:
    from tui_reader.reader import Preview, Reader, Subscribed

Mode = Literal["normal", "open", "demo"]
"""normal: the user's own feeds; open: one target in a folder that is deleted; demo: the bundled sample blog."""


class Outcome(StrEnum):
    """How the reader was left: ended, or for the sample blog, after which it is opened again."""

    QUIT = "quit"
    SAMPLE = "sample"


class Services(NamedTuple):
    """`now` gives seconds since 1970. `subscribe` follows what a preview found: in the reader shown, or elsewhere."""

    reader: Reader
    settings: Settings
    delays: Delays
    now: Callable[[], float]
    opener: Opener
    refresh: RefreshChild
    subscribe: Callable[[Preview], Awaitable[Subscribed]]
    glyphs: Glyphs
    mode: Mode = "normal"
