"""May this service be asked? Said once for each service, before its first request; the answer is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.ui.service_names import ServiceName
from tui_reader.ui.widgets.choices import Choice, ChoiceList
from tui_reader.ui.widgets.dialog import Dialog
from tui_reader.ui.widgets.lines import LinesView
from tui_reader.ui.widgets.row_list import RowList

ASK, BROWSER, NOT_NOW = "ask", "browser", "not-now"
"""What can be answered."""

_CHOICES: Final = (
    (ASK, "Ask {}", "also for other posts, from now on"),
    (BROWSER, "Open them in the browser", "this once"),
    (NOT_NOW, "Not now", "nothing is remembered"),
)


class Consent(Dialog[str]):
    """Gives ASK, BROWSER or NOT_NOW."""

    NAME = "Ask another site?"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("j k", "move"), ("Enter", "choose"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("enter,l", "choose", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, service: ServiceName, *, glyphs: Glyphs) -> None:
        super().__init__()
        self._service = service
        self.lines = LinesView(glyphs=glyphs, id="words")
        self.lines.can_focus = False
        self.choices = ChoiceList(glyphs=glyphs, id="choices")

    def content(self) -> Iterable[Widget]:
        """What asking means, and the choices."""
        yield self.lines
        yield self.choices

    def on_mount(self) -> None:
        """Fill it."""
        name = self._service.name
        self.lines.show(self._words)
        self.choices.show(
            [Choice(key, (Run(f"{text.format(name):<26}"), Run(note, "muted"))) for key, text, note in _CHOICES]
        )
        self.choices.styles.height = len(_CHOICES)
        self.choices.focus()

    def _words(self, width: int) -> list[Line]:
        name, host = self._service
        said = (
            f"{name} keeps these comments, not the blog. To show them here, {host} has to be asked: it learns your "
            "network address and which post you read. Nothing else is sent, and no script is run."
        )
        later = (
            f"{name} is asked only for threads that you open or watch. The answer is kept; the list `ask` under "
            "[comments] in config.toml says the same."
        )
        paragraphs = ((Run(said),), (Run(later, "muted"),))
        return [line for text in paragraphs for line in (*layout.wrap_runs(text, width), ())]

    def on_resize(self, event: events.Resize) -> None:
        """As high as its words."""
        super().on_resize(event)
        width = min(self.columns, event.size.width) - 7
        self.lines.styles.height = min(len(self._words(width)), max(1, self.rows_free() - len(_CHOICES)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tell which."""
        event.stop()
        self.dismiss(event.row.key)

    def action_move(self, count: int) -> None:
        """Move the cursor."""
        self.choices.move(count)

    def action_choose(self) -> None:
        """Choose."""
        self.choices.choose()
