"""`a`: an address, what is there, and following it. Nothing is kept until Enter is pressed on what was found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from tui_reader import layout, words
from tui_reader.errors import TuiReaderError
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.ui.slow import shown_when_slow
from tui_reader.ui.widgets.dialog import Dialog
from tui_reader.ui.widgets.lines import Lines, LinesView

if TYPE_CHECKING:
    from tui_reader.reader import Preview, Subscribed

_SHOWN: Final = 8
_WHAT: Final = {
    "feed": "a feed",
    "site": "a site with a feed",
    "page": "a page that lists posts, without a feed",
    "post": "one post, without a feed",
    "thread": "a thread",
}


class Add(Dialog["Subscribed"]):
    """Gives what was subscribed to."""

    NAME = "Add a feed"
    KEYS: ClassVar[Sequence[tuple[str, str]]] = (("Enter", "look"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,pagedown", "scroll(1)", show=False),
        Binding("up,pageup", "scroll(-1)", show=False),
    ]

    def __init__(
        self,
        preview: Callable[[str], Awaitable[Preview]],
        subscribe: Callable[[Preview], Awaitable[Subscribed]],
        *,
        glyphs: Glyphs,
        busy: float,
        target: str = "",
        note: str = "",
    ) -> None:
        """`busy`: seconds until waiting is shown; `target` is looked at at once; `note` says what is not kept."""
        super().__init__()
        self._preview_of = preview
        self._subscribe_to = subscribe
        self._busy = busy
        self._target = target
        self._note = note
        self._found: Preview | None = None
        self.lines = LinesView(glyphs=glyphs, id="found")

    def content(self) -> Iterable[Widget]:
        """A field and what is there."""
        yield Input(self._target, placeholder="https://", id="address")
        yield self.lines

    def on_mount(self) -> None:
        """Say what to do, or look at once."""
        note = f" {self._note}" if self._note else ""
        self._show((Run(f"The address of a blog, a post or a feed. Nothing is kept until you say so.{note}", "muted"),))
        if self._target:
            self.look(self._target)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another address: what was found no longer counts."""
        event.stop()
        if self._found is not None and event.value.strip() != self._found.target:
            self._found = None
            self.show_keys(self.KEYS)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look, or follow what was found."""
        event.stop()
        target = event.value.strip()
        if self._found is not None and self._found.can_subscribe:
            self.follow(self._found)
        elif target:
            self.look(target)

    @work(exclusive=True, group="add")
    async def look(self, target: str) -> None:
        """Find out what is at an address."""
        with shown_when_slow(self._busy, lambda: self._say(f"Looking at {target} …"), lambda: None):
            try:
                self._found = await self._preview_of(target)
            except TuiReaderError as error:
                self._show_error(error)
                return
        self._show_found(self._found)

    @work(exclusive=True, group="add")
    async def follow(self, found: Preview) -> None:
        """Subscribe to what was found."""
        with shown_when_slow(self._busy, lambda: self._say("Fetching its posts …"), lambda: None):
            try:
                subscribed = await self._subscribe_to(found)
            except TuiReaderError as error:
                self._show_error(error)
                return
        self.dismiss(subscribed)

    def action_scroll(self, pages: int) -> None:
        """Scroll what was found."""
        self.lines.scroll_pages(pages / 2)

    def _say(self, text: str) -> None:
        self._show((Run(text, "muted"),))

    def _show_error(self, error: TuiReaderError) -> None:
        self._found = None
        self._show((Run("! ", "error"), Run(error.title, "strong")), (Run(error.message),))
        self.show_keys((("Enter", "look again"),))

    def _show_found(self, found: Preview) -> None:
        self._display(lambda width: lines_of(found, width))
        self.show_keys((("Enter", "subscribe"),) if found.can_subscribe else (("Enter", "look again"),))

    def _show(self, *paragraphs: Line) -> None:
        def lines(width: int) -> Sequence[Line]:
            made: list[Line] = []
            for paragraph in paragraphs:
                made += [*([()] if made else []), *layout.wrap_runs(paragraph, width)]
            return made

        self._display(lines)

    def _display(self, lines: Lines) -> None:
        width = min(self.columns, self.size.width) - 8
        self.lines.styles.height = min(len(lines(width)), max(1, self.rows_free() - 2))
        self.lines.show(lines)


def lines_of(found: Preview, width: int) -> list[Line]:
    """What a preview found: its name, what it is, its newest posts, what is missing."""
    kind = _WHAT.get(found.kind, found.kind)
    how = f" · {found.engine}" if found.engine else ""
    lines: list[Line] = [
        *layout.wrap_runs((Run(found.title or found.url, "strong"),), width),
        (Run(f"{kind}{how} · {words.plural(len(found.posts), 'post')}", "muted"),),
        (Run(layout.cut(found.feed_url or found.url, width), "quiet"),),
    ]
    if found.posts:
        lines.append(())
    for post in found.posts[:_SHOWN]:
        date = words.short_date(post.published) if post.published else ""
        title = layout.cut(post.title or post.url, width - len(date) - 2)
        gap = width - layout.width(title) - len(date)
        lines.append((Run(title), Run(" " * gap), Run(date, "quiet")))
    if len(found.posts) > _SHOWN:
        lines.append((Run(f"and {len(found.posts) - _SHOWN} more", "quiet"),))
    for warning in found.warnings:
        lines += [(), *layout.wrap_runs((Run(warning, "muted"),), width)]
    if not found.can_subscribe:
        lines += [
            (),
            *layout.wrap_runs((Run("There is nothing to follow here; the blog's front page may have it."),), width),
        ]
    return lines
