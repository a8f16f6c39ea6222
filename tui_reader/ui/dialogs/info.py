"""`i`: where a post, its comments and its feed come from, what is missing and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.ui.details import Group, as_text
from tui_reader.ui.widgets.dialog import Dialog
from tui_reader.ui.widgets.lines import LinesView

REFRESH: Final = "refresh"
"""What the dialog gives where the user wants everything asked for again."""

_LABEL: Final = 11


class Info(Dialog[str]):
    """Shows groups of facts; `y` copies them."""

    NAME = "Where this comes from"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("y", "copy all"), ("r", "ask again"))
    columns = 84
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("y", "copy", show=False),
        Binding("r", "ask_again", show=False),
        Binding("i,q", "close", show=False),
    ]

    def __init__(self, groups: Sequence[Group], *, glyphs: Glyphs) -> None:
        super().__init__()
        self._groups = groups
        self.lines = LinesView(glyphs=glyphs, id="facts")

    def content(self) -> Iterable[Widget]:
        """The facts."""
        yield self.lines

    def on_mount(self) -> None:
        """Show them."""
        self.lines.show(lambda width: lines_of(self._groups, width))
        self.lines.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As high as the facts, where there is room."""
        super().on_resize(event)
        width = min(self.columns, event.size.width) - 8
        self.lines.styles.height = min(len(lines_of(self._groups, width)) + 1, self.rows_free())

    def action_scroll(self, lines: int) -> None:
        """A line further."""
        self.lines.scroll_lines(lines)

    def action_page(self, pages: int) -> None:
        """A page further."""
        self.lines.scroll_pages(pages)

    def action_copy(self) -> None:
        """Copy all of it as text."""
        self.app.copy_to_clipboard(as_text(self._groups))
        self.show_keys((("", "copied"), *self.KEYS))

    def action_ask_again(self) -> None:
        """Ask the sources again."""
        self.dismiss(REFRESH)


def lines_of(groups: Sequence[Group], width: int) -> list[Line]:
    """The groups as lines, values wrapped beside their labels."""
    lines: list[Line] = []
    for group in groups:
        if lines:
            lines.append(())
        lines.append((Run(group.title, "heading"),))
        for fact in group.facts:
            wrapped = layout.wrap_runs(fact.value, max(width - _LABEL, 8)) or [()]
            for number, line in enumerate(wrapped):
                label = fact.label if not number else ""
                lines.append((Run(f"{label:<{_LABEL}}", "muted"), *line))
    return lines
