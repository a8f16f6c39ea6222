"""An app that holds one widget, and what can be read from its screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from tui_reader import layout
from tui_reader.models import Block, BlockKind, Span
from tui_reader.ui.themes import THEMES, role_defaults
from tui_reader.ui.widgets.line_view import LineView

W = TypeVar("W", bound=Widget)
M = TypeVar("M", bound=Message)


class Host(App[None], Generic[W]):
    """Shows one widget on the whole screen and keeps the messages that it posts."""

    def __init__(self, widget: W, theme: str = "ink") -> None:
        super().__init__()
        self.widget = widget
        self.posted: list[Message] = []
        self.first_theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return role_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.first_theme

    def posted_of(self, kind: type[M]) -> list[M]:
        """Each message of a kind once, although it is seen at every widget that it passes."""
        found = {id(message): message for message in self.posted if isinstance(message, kind)}
        return list(found.values())


@asynccontextmanager
async def showing(
    widget: W, size: tuple[int, int] = (60, 20), theme: str = "ink"
) -> AsyncIterator[tuple[Host[W], Pilot[None]]]:
    """The widget in its app, drawn once."""
    app = Host(widget, theme)
    async with app.run_test(size=size, message_hook=app.posted.append) as pilot:
        await pilot.pause()
        yield app, pilot


def role_at(widget: LineView, x: int, y: int) -> str:
    """The colour at a cell, as its style says it."""
    at = 0
    for segment in widget.render_line(y):
        at += layout.width(segment.text)
        if x < at:
            return str(segment.style)
    return ""


def rows(widget: Widget) -> list[str]:
    """What the widget draws, without blanks at the right."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def screen(widget: Widget) -> str:
    return "\n".join(rows(widget))


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (Span(text),))


def paragraphs(texts: Sequence[str]) -> list[Block]:
    return [paragraph(text) for text in texts]


HOSTILE = (
    "[/]",
    "[@click=app.bell]x[/]",
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "abc\u202edcba",
    "e" + "\u0301" * 5000,
    "a\r\nb\tc\x00\x7f",
    "\ud800x",
)
"""Texts that must never get a way with a terminal or with markup."""

FORBIDDEN = frozenset(
    chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0xD800, 0xE000))
)
"""Characters that must never be in what is drawn."""
