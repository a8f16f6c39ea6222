"""A title line over a view: what all panes are. Its keys come from the table of keys, by its scope."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui_reader.keys import Scope
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.title_line import TitleLine


class Pane(Vertical):
    """Holds the focus in its view and shows in its title line that it does.

    A pane is given data by its methods and posts messages up; it knows neither Reader nor the other panes.
    """

    SCOPE: ClassVar[Scope]

    def __init__(self, title: TitleLine, view: LineView, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.title_line = title
        self.view = view

    def compose(self) -> ComposeResult:
        """Title line and view."""
        yield self.title_line
        yield self.view

    @property
    def is_problem(self) -> bool:
        """Whether something that went wrong is shown, with choices; in most panes nothing can."""
        return False

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.view.is_at_end

    def take_focus(self) -> None:
        """Let keys go to this pane."""
        # at once: `focus` does it later, and the next key may be on its way to where the focus was
        self.screen.set_focus(self.view, scroll_visible=False)

    def page(self, pages: float) -> bool:
        """Scroll by pages, negative ones upwards; whether anything moved."""
        return self.view.scroll_pages(pages)

    def to_top(self) -> None:
        """Show the beginning."""
        self.view.scroll_top()

    def to_bottom(self) -> None:
        """Show the end."""
        self.view.scroll_bottom()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Shows that keys go here."""
        del event
        self.title_line.has_focus_look = True

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Shows that keys go elsewhere."""
        del event
        self.title_line.has_focus_look = False

    def on_title_line_clicked(self, event: TitleLine.Clicked) -> None:
        """A click on the title line is a way to the pane."""
        event.stop()
        self.take_focus()
