"""The bundled blog on a screen, on one morning of its own year, and pictures of it that are the same everywhere."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from syrupy.data import Snapshot, SnapshotCollection
from syrupy.extensions.image import SVGImageSnapshotExtension
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex
from textual.filter import Monochrome
from textual.pilot import Pilot
from textual.theme import Theme
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tests.ui.fake import FakeRefresh
from tui_reader import sample
from tui_reader.config import Settings
from tui_reader.fetch import local_transport
from tui_reader.layout import PLAIN
from tui_reader.reader import Reader, open_sources
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.delays import Delays
from tui_reader.ui.services import Outcome, Services
from tui_reader.ui.themes import INK

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
AT_ONCE = Delays(busy=0, settle=0, read=0, toast=0, toast_undo=0, repaint=0, age=0)
NEVER = 1e9
FONTS = 'font-family: "Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace'

BEFORE = datetime.fromisoformat("2026-11-21T08:00:00+01:00").timestamp()
"""A first visit: the newest post is not written yet, nor are nine of the comments under the pencil test."""
REFRESHED = datetime.fromisoformat("2026-11-24T08:18:00+01:00").timestamp()
NOW = datetime.fromisoformat("2026-11-24T08:30:00+01:00").timestamp()
"""A day after the newest post, less ten minutes: nowhere on earth is it of today."""

PENCIL = f"{sample.HOME}2026/11/the-pencil-test.html"
FIRST_NEW = '<div class="comment comment-reply" id="comment-4228">'
READ = ("Sharpening", "What the jig", "On leaving", "Letters")
STARRED = "What the jig"

ROOF = "https://tinroof.example/feed.rss"
"""A second blog, which asks for a login by now."""
_ROOF_POSTS = (
    ("The gutter, part three", "Thu, 19 Nov 2026 18:00:00 +0000", "It rains in, still, but now where I want it."),
    ("What the roof heard in October", "Sat, 31 Oct 2026 09:30:00 +0000", "Acorns, one cat, the neighbour's radio."),
    ("A ladder is a promise", "Mon, 12 Oct 2026 07:45:00 +0000", "Lend it, and you have lent a whole afternoon."),
)
_ROOF_FEED = (
    '<rss version="2.0"><channel><title>Tin Roof Diary</title><link>https://tinroof.example/</link>{}</channel></rss>'
)
_ROOF_ITEM = "<item><title>{}</title><guid>{}</guid><pubDate>{}</pubDate><description>{}</description></item>"
_LOGIN = "<!DOCTYPE html><html><head><title>Log in</title></head><body><form><input type=password></form></body></html>"

Pages = Mapping[str, tuple[str, bytes]]


class Picture(SVGImageSnapshotExtension):
    """`test_main_dark` is compared with `screenshots/main-dark.svg`, or makes it."""

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:  # noqa: ARG003  one folder for all
        return str(SCREENSHOTS)

    @classmethod
    def get_file_basename(cls, *, test_location: PyTestLocation, index: SnapshotIndex) -> str:  # noqa: ARG003  one a test
        return test_location.snapshot_name.removeprefix("test_").replace("_", "-")

    @classmethod
    def matches_test_location(cls, *, test_location: PyTestLocation, snapshot_location: str) -> bool:
        return Path(snapshot_location).stem == cls.get_file_basename(test_location=test_location, index=0)

    def read_snapshot_collection(self, *, snapshot_location: str) -> SnapshotCollection:
        kept = SnapshotCollection(location=snapshot_location)
        kept.add(Snapshot(name="test_" + Path(snapshot_location).stem.replace("-", "_")))
        return kept


async def at_rest(pilot: Pilot[Any]) -> None:
    """Wait until all that was begun has ended and begins nothing more."""
    quiet = 0
    while quiet < 3:
        await pilot.pause()
        running = [worker for worker in pilot.app.workers if not worker.is_finished]
        for worker in running:
            with suppress(WorkerCancelled):
                await worker.wait()
        quiet = 0 if running else quiet + 1


@dataclass
class Screen:
    """A reader on a screen."""

    app: ReaderApp
    pilot: Pilot[Outcome]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await at_rest(self.pilot)

    def text(self, left: int = 0, right: int | None = None) -> str:
        """The words between two columns, rows and runs of blanks as one blank."""
        strips = self.app.screen._compositor.render_strips()
        return " ".join(" ".join(strip.text[left:right] for strip in strips).split())

    def picture(self) -> str:
        """The screen as an SVG: no fonts from elsewhere, no names made anew each time, no gaps in upright lines."""
        svg = self.app.export_screenshot(title="tui-reader")
        svg = re.sub(r"terminal-\d+", "t", svg)
        for dropped in (r"@font-face \{.*?\}", r"<!--.*?-->", r"<clipPath.*?</clipPath>"):
            svg = re.sub(rf"\s*{dropped}", "", svg, flags=re.DOTALL)
        svg = re.sub(r' clip-path="[^"]*"', "", svg)
        svg = svg.replace("font-family: Fira Code, monospace", FONTS).replace("font-size: 20px", "font-size: 21px")
        return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def pages_before() -> Pages:
    """The two blogs as they stood at the first visit."""
    pages = dict(sample.pages())
    feed = pages[sample.FEED][1].decode()
    newest, second, *_ = (match.start() for match in re.finditer("<entry>", feed))
    pages[sample.FEED] = ("application/atom+xml", (feed[:newest] + feed[second:]).encode())
    pencil = pages[PENCIL][1].decode().replace("25 Comments", "16 Comments")
    start, end = pencil.index(FIRST_NEW), pencil.index('</div>\n<p class="comments-closed">')
    pages[PENCIL] = ("text/html", (pencil[:start] + pencil[end:]).encode())
    items = "".join(_ROOF_ITEM.format(title, title, date, text) for title, date, text in _ROOF_POSTS)
    return pages | {ROOF: ("application/rss+xml", _ROOF_FEED.format(items).encode())}


def pages_now() -> Pages:
    """The two blogs as they stand now."""
    return dict(sample.pages()) | {ROOF: ("text/html", _LOGIN.encode())}


@asynccontextmanager
async def reader_at(folder: Path, now: float, pages: Pages) -> AsyncIterator[Reader]:
    """A reader whose clock stands still, over blogs that are answered from memory."""
    sources = open_sources(now=lambda: now, cache_dir=None, transport=local_transport(pages))
    async with Reader(folder, sources, now=lambda: now, poll_seconds=NEVER) as reader:
        yield reader


async def keep(folder: Path) -> None:
    """Follow both blogs, read a little, and refresh three days later."""
    async with reader_at(folder, BEFORE, pages_before()) as reader:
        for address, group in ((sample.HOME, "Craft"), (ROOF, "Neighbours")):
            await reader.feeds.subscribe(await reader.feeds.preview(address), folder=group)
        pencil = await reader.posts.find("The pencil test")
        await reader.threads.fetch(pencil.id)
        await reader.threads.leave(pencil.id)
        read = [(await reader.posts.find(title)).id for title in READ]
        await reader.changes.mark_read([pencil.id, *read], is_read=True)
        await reader.changes.star([(await reader.posts.find(STARRED)).id], is_starred=True)
    async with reader_at(folder, REFRESHED, pages_now()) as reader:
        async for _ in reader.feeds.refresh():
            pass


@asynccontextmanager
async def on_screen(folder: Path, size: tuple[int, int], *, theme: Theme = INK) -> AsyncIterator[Screen]:
    """What is kept in a folder, shown."""
    async with reader_at(folder, NOW, pages_now()) as reader:
        refresh: Any = FakeRefresh()
        services = Services(
            reader=reader,
            settings=Settings(auto_refresh=False),
            delays=AT_ONCE,
            now=lambda: NOW,
            opener=bool,
            refresh=refresh,
            subscribe=reader.feeds.subscribe,
            glyphs=PLAIN,
        )
        app = ReaderApp(services, theme=theme)
        # NO_COLOR, where the tests run, is not about pictures
        app._filters = [kept for kept in app._filters if not isinstance(kept, Monochrome)]
        async with app.run_test(size=size) as pilot:
            await at_rest(pilot)
            yield Screen(app, pilot)


def stop_blinking(screen: Screen) -> None:
    """The cursor of a field stays where it can be seen."""
    for field in screen.app.screen.query(Input):
        field.cursor_blink = False
