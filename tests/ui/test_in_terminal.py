"""The program in a real terminal: what it leaves behind however it ends, and that it can be read with a few keys."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tui_reader.config import DATABASE
from tui_reader.content import blocks
from tui_reader.models import Author, Comment, Itinerary, Moment, NewPost, PostData, RefreshPlan, RefreshStatus, Thread
from tui_reader.storage import Storage

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC).timestamp()
FAR = NOW + 100 * 365 * 86400
PROGRAM = (sys.executable, "-m", "tui_reader")
CRASHING = """
import sys
from tui_reader.ui.main_screen import MainScreen
class Broken(MainScreen):
    def on_mount(self):
        super().on_mount()
        self.set_timer(0.01, lambda: 1 / 0)
import tui_reader.ui.app
tui_reader.ui.app.MainScreen = Broken
from tui_reader.cli import main
sys.exit(main(["demo"]))
"""
LISTING = """
import atexit, pathlib, sys
listed = pathlib.Path(sys.argv.pop())
atexit.register(lambda: listed.write_text("\\n".join(sys.modules)))
from tui_reader.cli import main
sys.exit(main())
"""
NEVER_HERE = {"feedparser", "markdownify", "bs4", "trafilatura", "babel"}
NOT_AT_FIRST = {"httpx", "lxml", "tui_reader.fetch", "tui_reader.refresh", "tui_reader.ui.dialogs"}
_MODE = re.compile(r"\x1b\[\?([\d;]+)([hl])")
_CONTROL = re.compile(
    r"\x1b\](?P<osc>\d*)[^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b\[(?P<private>[<=>?]?)[\d;:]*(?P<csi>[ -/]*[@-~])|\x1b(?P<esc>.)"
    r"|(?P<bare>[\x00-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069])",
    re.DOTALL,
)

# every kind of sequence a terminal acts upon, each able to do harm of its own
PAYLOADS = (
    "\x1b]0;owned title\x07",
    "\x1b]52;c;b3duZWQ=\x1b\\",
    "\x1b[2J\x1b[1;1Howned",
    "\x1b[6n\x1b[c\x1b]11;?\x07",
    "\x1bP+q544e\x1b\\\x1b_owned\x1b\\\x1bc",
    "\x9b31mowned\x9c\x9d0;owned\x9c",
    "\x07\x08\x0b\x0c\x0e\x0f\x7f\r\x00",
    "\u202eowned\u202c\u2066\u2069",
)


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    """Nothing of the user's own, and no colours of theirs."""
    return {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}


@pytest.fixture
def demo(environ: Mapping[str, str]) -> Iterator[Terminal]:
    with Terminal([*PROGRAM, "demo"], columns=150, rows=40, environ=environ) as terminal:
        terminal.wait_for("The pencil test")
        yield terminal


def modes(terminal: Terminal) -> dict[str, bool]:
    """The terminal's private modes as the program left them: those that it ever touched."""
    found: dict[str, bool] = {}
    for match in _MODE.finditer(terminal.raw.decode()):
        found |= dict.fromkeys(match[1].split(";"), match[2] == "h")
    return found


def assert_restored(terminal: Terminal) -> None:
    """Alternate screen left, no reports of mouse, focus or pastes, cursor shown, lines wrapped, keys cooked."""
    left = modes(terminal)
    assert {"1049", "25", "1000", "2004"} <= left.keys(), "the program never took the screen"
    on = {mode for mode, is_on in left.items() if is_on}
    assert on - {"25", "7"} == set()
    assert left["25"]
    assert left.get("7", True)
    # the Kitty keyboard protocol is popped as often as it was pushed
    pushed, popped = (len(re.findall(pattern, terminal.raw)) for pattern in (rb"\x1b\[>\d+u", rb"\x1b\[<\d*u"))
    assert pushed == popped
    assert terminal.modes() == terminal.cooked


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_the_terminal_as_it_was(demo: Terminal, number: int, code: int) -> None:
    assert demo.modes() != demo.cooked
    demo.send_signal(number)
    assert demo.wait_end() == code
    assert_restored(demo)


def test_a_signal_before_the_first_paint_leaves_the_terminal_as_it_was(environ: Mapping[str, str]) -> None:
    with Terminal([*PROGRAM, "demo"], environ=environ) as terminal:
        terminal.wait_until(lambda it: b"\x1b[?1049h" in it.raw, "the alternate screen")
        terminal.send_signal(signal.SIGTERM)
        assert terminal.wait_end() == 143
        assert_restored(terminal)


def test_a_fault_leaves_the_terminal_as_it_was_and_shows_itself(environ: Mapping[str, str]) -> None:
    with Terminal([sys.executable, "-c", CRASHING], environ=environ) as terminal:
        assert terminal.wait_end() == 1
        assert_restored(terminal)
        assert "ZeroDivisionError" in terminal.raw.decode().rpartition("\x1b[?1049l")[2]


def test_a_closed_window_ends_the_program(environ: Mapping[str, str]) -> None:
    with Terminal([*PROGRAM, "demo"], environ=environ, is_owner=True) as terminal:
        terminal.wait_for("The pencil test")
        terminal.close()
        terminal.wait_end()


def test_the_sample_is_read_with_a_few_keys(demo: Terminal) -> None:
    demo.press("enter")
    demo.wait_for("━ All unread")
    demo.press("enter")
    demo.wait_for("1 of 8")
    demo.press("J")
    demo.wait_for("2 of 8")
    assert "The pencil test" in demo.text().split("─ 3 Comments")[1]
    demo.press("c")
    demo.wait_for("━ 3 Comments ━")
    demo.press("c")
    demo.wait_for("━ 2 Slow Lathe ━")
    demo.press("q")
    demo.wait_for("━ All unread")
    demo.press("q")
    demo.wait_for("━ 1 Feeds")
    demo.press("q")
    assert demo.wait_end() == 0
    assert_restored(demo)


@pytest.mark.parametrize(("keys", "absent"), [((), NEVER_HERE | NOT_AT_FIRST), (("enter", "c"), NEVER_HERE)])
def test_what_the_reader_does_not_need_is_not_loaded(
    tmp_path: Path, environ: Mapping[str, str], keys: tuple[str, ...], absent: set[str]
) -> None:
    """Opened and left: no network, no parser; with a post read: still none that its child process is there for."""
    fill(tmp_path, "")
    argv = [sys.executable, "-c", LISTING, "--data-dir", str(tmp_path), "--offline", str(tmp_path / "modules")]
    with Terminal(argv, environ=environ) as terminal:
        terminal.wait_for("Title")
        for key in ("enter", *keys) if keys else ():
            terminal.press(key)
            terminal.wait_quiet()
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    assert absent & set((tmp_path / "modules").read_text().split()) == set()


def test_another_size_is_drawn_anew(demo: Terminal) -> None:
    demo.resize(70, 24)
    demo.wait_until(lambda it: "Comments" not in it.text() and "Slow Lathe" in it.text(), "the narrow layout")


def fill(folder: Path, harm: str) -> None:
    """A library whose every text holds `harm`, as a feed and its pages would bring it."""
    storage = Storage.open(folder / DATABASE, now=lambda: NOW)
    feed = storage.feeds.add("https://feed.example/", title=f"Feed {harm}", folder=f"Folder {harm}")
    text = f"<h2>Head {harm}</h2><p>Text {harm} <code>{harm}</code> end.</p><pre>{harm}\nlast</pre>"
    for escape in ("&#x1b;[2J", "&#27;]0;owned&#7;", "&#155;31m", "&amp;#27;[2J"):
        text += f"<p>{escape if harm else ''} end</p><ul><li>{harm}</li></ul>"
    data = PostData(
        url="https://feed.example/1",
        title=f"Title {harm}",
        html=text,
        author=Author(f"Author {harm}"),
        published=Moment(datetime.fromtimestamp(NOW - 3600, UTC)),
    )
    post = NewPost("1", data, "1", 9, f"Snippet {harm}", NOW - 3600, NOW)
    storage.feeds.save_refresh(
        feed.id, RefreshPlan(RefreshStatus.NEW, at=NOW, next_check=FAR, new=(post,), title=None, error=None)
    )
    comment = Comment(
        "c1", f"<p>Remark {harm}</p>", author=Author(f"Person {harm}"), permalink="https://feed.example/1#c1"
    )
    made = blocks.make(comment.html)
    storage.comments.extend(
        1,
        Thread("wordpress", (comment,), 1, closed=True, closed_notice=f"Closed {harm}"),
        {"c1": (blocks.dump(made), 9)},
        now=NOW,
        itinerary=Itinerary(),
    )
    storage.close()


def test_offline_nothing_is_asked(tmp_path: Path, environ: Mapping[str, str]) -> None:
    """Neither by itself, though the feed was asked long ago, nor on request."""
    fill(tmp_path, "")
    argv = [*PROGRAM, "--data-dir", str(tmp_path), "--offline"]
    with Terminal(argv, columns=150, rows=40, environ=environ) as terminal:
        terminal.wait_for("Title")
        terminal.wait_quiet(0.5)
        assert "failed" not in terminal.text()
        terminal.press("R")
        terminal.wait_for("1 feed failed")
        assert "offline" in terminal.text()
        terminal.press("q")
        assert terminal.wait_end() == 0


def read_through(folder: Path, environ: Mapping[str, str]) -> Terminal:
    """All that a run over a library wrote to the terminal, to its end."""
    argv = [*PROGRAM, "--data-dir", str(folder), "--offline"]
    with Terminal(argv, columns=150, rows=40, environ=environ) as terminal:
        terminal.wait_for("Title")
        for key, shown in (
            ("enter", "━ All unread"),
            ("enter", "Head"),
            ("c", "━ 3 Comments ━"),
            ("i", "feed.example"),
        ):
            terminal.press(key)
            terminal.wait_for(shown)
        terminal.wait_quiet()
        terminal.press("ctrl+q")
        terminal.wait_end()
        terminal.text()
    return terminal


def kinds(terminal: Terminal) -> set[str]:
    """The kinds of control characters and sequences that were written, without their numbers."""
    return {
        "".join(f"{name}:{text} " for name, text in match.groupdict().items() if text is not None)
        for match in _CONTROL.finditer(terminal.raw.decode())
    }


def test_nothing_that_a_feed_says_controls_the_terminal(tmp_path: Path, environ: Mapping[str, str]) -> None:
    """Measured against a harmless library: only kinds of sequences that it takes too are written."""
    fill(tmp_path / "harmless", "")
    fill(tmp_path / "hostile", " ".join(PAYLOADS))
    harmless = read_through(tmp_path / "harmless", environ)
    hostile = read_through(tmp_path / "hostile", environ)
    assert "owned" in hostile.raw.decode(), "what they say is shown, as text"
    assert kinds(hostile) - kinds(harmless) == set()
    for mark in (b"\x1b]0", b"\x1b]52", b"\x1b]11", b"\x1b[2J"):
        assert hostile.raw.count(mark) == harmless.raw.count(mark), mark
    assert hostile.screen.title == harmless.screen.title
