"""What opens over the panes: a frame with a name, its keys at its foot, and a result. Escape gives none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

Result = TypeVar("Result")

NARROW: Final = 84
"""Below this width a dialog takes the whole screen."""

_FRAME: Final = 4
"""Rows of a frame that hold no content: border and air."""


class Dialog(ModalScreen[Result | None]):
    """A modal frame. A subclass yields its content in `content`; `columns` is the frame's width where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Close", show=False)]
    NAME: ClassVar[str] = ""
    KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    columns: ClassVar[int] = 76

    def __init__(self) -> None:
        super().__init__()
        self.frame = Vertical(id="frame")
        self.frame.border_title = Content(f" {self.NAME} ")
        self.show_keys(self.KEYS)

    def compose(self) -> ComposeResult:
        """The frame around the content."""
        with self.frame:
            yield from self.content()

    def content(self) -> Iterable[Widget]:
        """The widgets inside the frame."""
        return ()

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """The keys at the foot of the frame."""
        parts: list[str | tuple[str, str]] = [" "]
        for number, (key, words) in enumerate((*keys, ("Esc", "close"))):
            parts += ["   " if number else "", (key, "bold $strong"), f" {words}"]
        self.frame.border_subtitle = Content.assemble(*parts, " ")

    def rows_free(self) -> int:
        """The most rows that content may have."""
        height = self.size.height
        return max(1, (height if self.size.width < NARROW else height * 6 // 10) - _FRAME)

    def on_resize(self, event: events.Resize) -> None:
        """A dialog takes a narrow screen whole."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.frame.styles.width = "100%" if event.size.width < NARROW else self.columns

    def action_close(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
