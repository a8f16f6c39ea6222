"""Ways out of the terminal: the browser and the clipboard, for what the focused pane holds. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.ui.browser import Opener, is_openable
from tui_reader.ui.marks import Say

if TYPE_CHECKING:
    from tui_reader.reader import Reader


class Links:
    """Opens and copies addresses; `copy` puts a text into the clipboard."""

    def __init__(self, reader: Reader, opener: Opener, copy: Callable[[str], None], say: Say) -> None:
        self._reader = reader
        self._opener = opener
        self._copy = copy
        self._say = say

    def open(self, url: str | None) -> None:
        """Open an address in the browser, or say why not."""
        if not is_openable(url):
            self._say("Not opened:", f"{url} is no web address" if url else "this has no address")
        elif not self._opener(url or ""):
            self._say("No browser could be started;", "BROWSER names one")

    def copy(self, url: str | None) -> None:
        """Copy an address."""
        if url:
            self._copy(url)
            self._say("Link copied", url)
        else:
            self._say("Nothing copied:", "this has no address")

    async def copy_markdown(self, post_id: int) -> None:
        """Copy a whole post as Markdown. Raises TuiReaderError."""
        text = await self._reader.posts.markdown(post_id)
        self._copy(text)
        self._say("Post copied as Markdown,", f"{len(text):,} characters")
