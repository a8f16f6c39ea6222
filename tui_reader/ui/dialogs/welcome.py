"""What a reader without feeds sees: a field for an address, and what else can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from tui_reader.layout import Glyphs, Line, Run, blank, line_width
from tui_reader.ui.widgets.choices import Choice, ChoiceList
from tui_reader.ui.widgets.footer import Footer
from tui_reader.ui.widgets.lines import LinesView
from tui_reader.ui.widgets.nav_strip import middle_at
from tui_reader.ui.widgets.row_list import RowList

SAMPLE, KEYS, QUIT = "sample", "keys", "quit"
_LABEL: Final = 24
_CHOICES: Final = (
    (SAMPLE, "Try the sample blog", "no network, nothing kept"),
    (KEYS, "Read about the keys", "Space reads on · J older · K newer"),
)


class Welcome(Screen[None]):
    """Only tells what was wanted; whoever pushed it decides what follows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "switch", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("enter,l", "choose", show=False),
        Binding("q", "quit_reader", show=False),
    ]

    def __init__(self, on_address: Callable[[str], None], on_choice: Callable[[str], None], *, glyphs: Glyphs) -> None:
        """`on_address` is told an address to look at, `on_choice` SAMPLE, KEYS or QUIT."""
        super().__init__()
        self._on_address = on_address
        self._on_choice = on_choice
        self._glyphs = glyphs
        self.address = Input(placeholder="https://", id="address")
        self.choices = ChoiceList(glyphs=glyphs, id="choices")

    def compose(self) -> ComposeResult:
        """One column in the middle, keys at the foot."""
        with Vertical(id="page"):
            head = LinesView(glyphs=self._glyphs, id="head")
            head.can_focus = False
            yield head
            yield self.address
            hint = LinesView(glyphs=self._glyphs, id="hint")
            hint.can_focus = False
            yield hint
            yield self.choices
        yield Footer(glyphs=self._glyphs)

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one("#head", LinesView).show(self._head)
        hint = (Run("Enter shows what is there. Nothing is kept until you say so.", "quiet"),)
        self.query_one("#hint", LinesView).show(lambda _: (hint,))
        self.choices.show(
            [Choice(key, (Run(f"{words:<{_LABEL}}"), Run(note, "muted"))) for key, words, note in _CHOICES]
        )
        self.address.focus()

    def _head(self, width: int) -> list[Line]:
        """The name in the place of "Main", as in the strip over a post."""
        glyphs = self._glyphs
        left: Line = (Run(glyphs.older, "accent"), Run(" older", "muted"))
        right: Line = (Run("newer ", "muted"), Run(glyphs.newer, "accent"))
        middle: Line = (
            Run(f"{glyphs.bar} ", "rule-strong"),
            Run("tui-reader", "strong"),
            Run(f" {glyphs.bar}", "rule-strong"),
        )
        left_width, middle_width, right_width = map(line_width, (left, middle, right))
        at = middle_at(width, left_width, middle_width, right_width)
        gap = max(width - at - middle_width - right_width, 1)
        strip = (*left, *blank(at - left_width), *middle, *blank(gap), *right)
        ask = (Run("Paste the address of a blog, a post or a feed", "muted"),)
        rule = (Run(glyphs.line * width, "rule"),)
        return [strip, rule, (), (Run("Blogs, and the conversation under each post."),), (), ask]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys at the foot are those of what has the focus."""
        del event
        if self.choices.has_focus:
            keys = [("j k", "move"), ("Enter", "choose"), ("Tab", "to the address"), ("q", "quit")]
        else:
            keys = [("Enter", "look"), ("Tab", "to the choices"), ("Ctrl+Q", "quit")]
        self.query_one(Footer).show_keys(keys)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look at the address."""
        event.stop()
        if event.value.strip():
            self._on_address(event.value.strip())

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tell which choice it was."""
        event.stop()
        self._on_choice(event.row.key)

    def action_switch(self) -> None:
        """From the field to the choices and back."""
        (self.address if self.choices.has_focus else self.choices).focus()

    def action_move(self, count: int) -> None:
        """Move the cursor; from the field go to the choices first."""
        if self.choices.has_focus:
            self.choices.move(count)
        else:
            self.choices.focus()

    def action_choose(self) -> None:
        """Choose."""
        self.choices.choose()

    def action_quit_reader(self) -> None:
        """End."""
        self._on_choice(QUIT)
