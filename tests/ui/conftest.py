"""The reader on a screen in memory, and the only way to wait for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.ui.fake import NOW, FakeReader, FakeRefresh, Store, make_post, make_thread, paragraph
from tui_reader.config import Settings
from tui_reader.layout import PLAIN
from tui_reader.models import Feed
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.delays import Delays
from tui_reader.ui.main_screen import MainScreen
from tui_reader.ui.services import Mode, Outcome, Services

LATER = 3600.0
"""A delay that no test lives to see."""

QUICK = Delays(busy=0, settle=0, read=LATER, toast=0, toast_undo=0, repaint=0, age=0)


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing moves: the same workers run as before, twice in a row."""
    before: set[int] = set()
    quiet = 0
    for _ in range(500):
        await pilot.pause()
        running = {id(worker) for worker in pilot.app.workers if not worker.is_finished}
        quiet = quiet + 1 if running == before else 0
        before = running
        if quiet == 2:
            return
    raise AssertionError("the screen does not come to rest")


@dataclass
class Shown:
    """A reader on a screen, and what left the terminal."""

    app: ReaderApp
    pilot: Pilot[Outcome]
    store: Store
    refresh: FakeRefresh
    opened: list[str] = field(default_factory=list)

    @property
    def main(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settled(self.pilot)

    def text(self) -> str:
        """Every row of the screen as it is drawn."""
        width = self.app.size.width
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text[:width].rstrip() for strip in strips)


Show = Callable[..., AbstractAsyncContextManager[Shown]]


@pytest.fixture
def store() -> Store:
    """Two feeds in two folders: ten posts of which every third is read, and two; a thread under the second post."""
    made = Store(
        feeds=[
            Feed(1, "https://blog1.example/feed", "Blog 1", site_url="https://blog1.example/", folder="Craft"),
            Feed(2, "https://blog2.example/feed", "Blog 2", folder="Reading"),
        ]
    )
    for number in range(1, 11):
        made.posts[number] = make_post(number, is_read=number % 3 == 0, comment_count=6 if number == 2 else None)
    made.posts[21] = make_post(21, 2)
    made.posts[22] = make_post(22, 2)
    made.blocks[2] = tuple(paragraph(f"Paragraph {number} of the second post.") for number in range(60))
    made.threads[2] = make_thread(2)
    return made


@pytest.fixture
def show(store: Store) -> Show:
    """Opens a reader over the store; gives it once it has come to rest."""

    @asynccontextmanager
    async def shown(
        size: tuple[int, int] = (160, 45),
        *,
        delays: Delays = QUICK,
        mode: Mode = "normal",
        start: int | None = None,
        settings: Settings | None = None,
    ) -> AsyncIterator[Shown]:
        reader: Any = FakeReader(store)
        refresh: Any = FakeRefresh()
        opened: list[str] = []

        def opener(url: str) -> bool:
            opened.append(url)
            return True

        services = Services(
            reader=reader,
            settings=settings or Settings(auto_refresh=False),
            delays=delays,
            now=lambda: NOW,
            opener=opener,
            refresh=refresh,
            subscribe=reader.feeds.subscribe,
            glyphs=PLAIN,
            mode=mode,
        )
        app = ReaderApp(services, start=start)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield Shown(app, pilot, store, refresh, opened)

    return shown


TO_FEED = ("j",) * 5
"""From the first row, past the lists over all feeds and the first folder, to the first feed."""
FEED = (*TO_FEED, "enter")
"""And into its posts."""
