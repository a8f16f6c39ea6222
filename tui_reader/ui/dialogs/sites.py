"""Which sites may be asked where a post is talked about: a list to tick, asked once and remembered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.ui import service_names
from tui_reader.ui.widgets.choices import Choice, ChoiceList
from tui_reader.ui.widgets.dialog import Dialog
from tui_reader.ui.widgets.lines import LinesView
from tui_reader.ui.widgets.row_list import RowList

_DONE: Final = "done"
_WORDS: Final = (
    "Posts are talked about on other sites too. A site that is asked learns your network address and which post you "
    "read; the others are left alone. D asks these from now on, for the post that is open, and never by itself."
)


class Sites(Dialog[frozenset[str]]):
    """Gives the sites that may be asked, perhaps none."""

    NAME = "Discussions elsewhere"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("j k", "move"), ("Space", "yes or no"), ("Enter", "choose"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space", "tick", show=False),
        Binding("enter,l", "choose", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, sites: Iterable[str], allowed: Collection[str], *, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._sites = sorted(sites, key=lambda site: service_names.of(site).name)
        self._ticked = {site for site in self._sites if site in allowed}
        self.lines = LinesView(glyphs=glyphs, id="words")
        self.lines.can_focus = False
        self.choices = ChoiceList(glyphs=glyphs, id="choices")

    def content(self) -> Iterable[Widget]:
        """What asking means, and the sites."""
        yield self.lines
        yield self.choices

    def on_mount(self) -> None:
        """Fill it."""
        self.lines.show(self._words)
        self._fill()
        self.choices.styles.height = len(self._sites) + 2
        self.choices.focus()

    def _words(self, width: int) -> list[Line]:
        return [*layout.wrap_runs((Run(_WORDS),), width), ()]

    def _fill(self) -> None:
        rows = [self._row(site) for site in self._sites]
        asked = ", ".join(service_names.of(site).name for site in self._sites if site in self._ticked)
        ready = f"Ask {asked or 'nobody'}"
        self.choices.show([*rows, Choice("gap", can_be_chosen=False), Choice(_DONE, (Run(ready, "strong"),))])

    def _row(self, site: str) -> Choice:
        names = service_names.of(site)
        is_ticked = site in self._ticked
        mark = Run(f"{self._glyphs.unread} " if is_ticked else "  ", "accent")
        left = (mark, Run(f"{names.name:<14}"), Run(names.host, "muted"))
        return Choice(site, left, (Run("may be asked", "muted"),) if is_ticked else (Run("no", "quiet"),))

    def on_resize(self, event: events.Resize) -> None:
        """As high as its words."""
        super().on_resize(event)
        width = min(self.columns, event.size.width) - 7
        self.lines.styles.height = min(len(self._words(width)), max(1, self.rows_free() - len(self._sites) - 2))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A site is ticked or not; the last row ends it."""
        event.stop()
        if event.row.key == _DONE:
            self.dismiss(frozenset(self._ticked))
        else:
            self._ticked ^= {event.row.key}
            self._fill()

    def action_move(self, count: int) -> None:
        """Move the cursor."""
        self.choices.move(count)

    def action_tick(self) -> None:
        """Tick the site under the cursor, or no longer."""
        if self.choices.chosen != _DONE:
            self.choices.choose()

    def action_choose(self) -> None:
        """Tick the site under the cursor and go to the last row, which says who is asked then; there, end."""
        if self.choices.chosen == _DONE:
            self.choices.choose()
        else:
            self._ticked.add(self.choices.chosen)
            self._fill()
            self.choices.move(len(self._sites) + 1)
