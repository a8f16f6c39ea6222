"""The application: themes, the first screen, and how it is left; nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.theme import Theme

from tui_reader.ui.main_screen import MainScreen
from tui_reader.ui.services import Outcome, Services
from tui_reader.ui.themes import THEMES, role_defaults


class ReaderApp(App[Outcome]):
    """Draws a Reader. Returns how it was left."""

    CSS_PATH = "app.tcss"
    TITLE = "tui-reader"
    ENABLE_COMMAND_PALETTE = False
    # Textual's own quit key, before which the open thread could not be left in order
    BINDINGS: ClassVar = [("ctrl+q", "leave", "quit")]

    def __init__(self, services: Services, *, theme: str = "ink", start: int | None = None) -> None:
        """`start` is the number of the post to open first."""
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self._services = services
        self._start = start

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Every role of ours, for themes that do not name them."""
        theme: Theme | None = self.available_themes.get(self.theme)
        return role_defaults(theme) if theme else {}

    def get_default_screen(self) -> MainScreen:
        """The reader itself."""
        return MainScreen(self._services, start=self._start)

    def action_leave(self) -> None:
        """End from anywhere."""
        screen = self.screen_stack[0]
        if isinstance(screen, MainScreen):
            screen.leave_reader()
        else:
            self.exit(Outcome.QUIT)
