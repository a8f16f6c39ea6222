"""The application: theme, styles, first screen; nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App
from textual.theme import Theme

from tui_reader.ui import themes
from tui_reader.ui.main_screen import MainScreen
from tui_reader.ui.services import Outcome, Services


class ReaderApp(App[Outcome]):
    """The reader on a screen; `run_async` gives how it was left, None where Ctrl+Q ended it."""

    CSS_PATH = "app.tcss"
    TITLE = "tui-reader"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, services: Services, *, theme: Theme = themes.INK, start: int | None = None) -> None:
        """`start` is the number of the post to begin with; without it the reader begins at the feeds."""
        # told at the start, NO_COLOR leaves the terminal's own colours alone instead of painting black and white
        super().__init__(ansi_color=theme.ansi or None)
        self._main = MainScreen(services, start)
        for known in (*themes.THEMES, theme):
            self.register_theme(known)
        self.theme = theme.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our roles for themes that do not know them."""
        return themes.role_defaults(self.current_theme)

    async def action_quit(self) -> None:
        """Ctrl+Q, from anywhere: the open thread is left in order first."""
        self._main.carry_out(self._main.leave_reader)

    async def on_load(self) -> None:
        """Before anything is drawn: what the first frame shows."""
        await self._main.prepare()

    def get_default_screen(self) -> MainScreen:
        """The only screen that is not a dialog."""
        return self._main
