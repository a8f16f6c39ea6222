"""The floor: a Textual app of one Static. Any key draws the next word in it. Run as a script."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

MARK = "first paint"


class Bare(App[None]):
    """Nothing but a text."""

    def compose(self) -> ComposeResult:
        self.presses = 0
        yield Static(MARK, id="text")

    def on_key(self, event: Key) -> None:
        event.stop()
        if event.key == "q":
            self.exit()
        self.presses += 1
        self.query_one("#text", Static).update(f"{MARK} {self.presses}")


if __name__ == "__main__":
    Bare().run()
