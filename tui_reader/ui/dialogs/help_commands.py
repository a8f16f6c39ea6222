"""The one dialog of `?` and `:`: what every key does, searched by typing; Enter does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui_reader.keys import Key, Scope, by_id
from tui_reader.layout import Glyphs, Run
from tui_reader.models import Style
from tui_reader.ui.help_entries import Entry, entries
from tui_reader.ui.widgets.choices import Choice, ChoiceList
from tui_reader.ui.widgets.dialog import NARROW, Dialog
from tui_reader.ui.widgets.row_list import RowList

_FIELD: Final = 2
"""Rows of the field and of the air below it."""
_NOTICE: Final = 2
"""Rows of the words in the place of what is not found."""


class HelpCommands(Dialog[Key]):
    """Gives the entry of the table of keys that was chosen."""

    NAME = "Help and commands"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("Enter", "do it"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, scope: Scope, *, has_all: bool, glyphs: Glyphs) -> None:
        super().__init__()
        self._scope = scope
        self._has_all = has_all
        self.found = ChoiceList(glyphs=glyphs, is_always_lit=True, id="found")

    def content(self) -> Iterable[Widget]:
        """A field and what it finds."""
        yield Input(placeholder="a word or a key", id="query")
        yield self.found

    def on_mount(self) -> None:
        """Everything, before anything is typed."""
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with every letter."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do what the cursor stands on."""
        event.stop()
        self.found.choose()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Do it."""
        event.stop()
        self.dismiss(by_id(event.row.key))

    def action_move(self, count: int) -> None:
        """Move the cursor while the keys go to the field."""
        self.found.move(count)

    def action_page(self, pages: int) -> None:
        """Move it by pages."""
        self.found.scroll_pages(pages)

    def _fill(self, query: str) -> None:
        rows: list[Choice] = []
        for name, group in entries(self._scope, query, has_all=self._has_all):
            if rows:
                rows.append(Choice(f"gap {name}", can_be_chosen=False))
            rows.append(Choice(f"group {name}", (Run(name, "muted"),), can_be_chosen=False))
            rows += [_choice(entry) for entry in group]
        self.found.show(rows, notice=((Run(f"Nothing for “{query}” among the keys.", "muted"),),))
        self.found.scroll_top()
        self._fit()

    def on_resize(self, event: events.Resize) -> None:
        """The field stays where it is while what it finds below becomes more or less."""
        super().on_resize(event)
        is_whole = event.size.width < NARROW
        self.frame.styles.margin = (0 if is_whole else event.size.height // 5, 0, 0, 0)
        # a share of the height would be one of what the margin leaves
        self.frame.styles.max_height = "100%" if is_whole else event.size.height * 6 // 10
        self._fit()

    def _fit(self) -> None:
        """As high as what was found, where there is room."""
        self.found.styles.height = max(1, min(len(self.found.rows) or _NOTICE, self.rows_free() - _FIELD))


def _choice(entry: Entry) -> Choice:
    text, (start, end) = entry.key.help, entry.match
    parts = (Run(text[:start]), Run(text[start:end], "accent", frozenset({Style.BOLD})), Run(text[end:]))
    return Choice(entry.key.id, tuple(run for run in parts if run.text), (Run(entry.keys, "strong"),))
