"""A conversation in a real terminal: loaded whole, watched, left, and on the next visit only what is new."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests import conversations
from tests.site import Site
from tests.terminal import Terminal

PROGRAM = (sys.executable, "-m", "tui_reader")


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(pages={**conversations.wordpress(60), **conversations.feed("/lid/")}) as served:
        yield served


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    return {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}


def command(environ: Mapping[str, str], *words: str) -> str:
    return subprocess.run([*PROGRAM, *words], env=environ, capture_output=True, text=True, check=True).stderr


def test_a_thread_is_loaded_whole_watched_and_shows_what_is_new_on_the_next_visit(
    environ: Mapping[str, str], site: Site
) -> None:
    command(environ, "add", f"{site.url}/conversations/")
    with Terminal(PROGRAM, columns=150, rows=40, environ=environ) as terminal:
        terminal.wait_for("Conversations")
        terminal.press("j", "j", "j", "j", "enter")
        terminal.wait_for("━ Conversations ━", "/lid/")
        terminal.press("enter")
        terminal.wait_for("24 of 60")
        terminal.press("c")
        terminal.wait_for("━ 3 Comments ━")
        terminal.press("G")
        terminal.wait_for("24 of 60 are here")
        terminal.press("l")
        terminal.wait_gone(" of 60")
        terminal.press("v")
        terminal.wait_for("Watching", "60 · watched")
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    site.pages.update(conversations.wordpress(63))
    assert "3 new comments" in command(environ, "refresh")
    with Terminal(PROGRAM, columns=150, rows=40, environ=environ) as terminal:
        terminal.wait_for("3 new")
        terminal.press("g", "w", "enter")
        terminal.wait_for("━ Watched threads ━", "63 · 3 new")
        terminal.press("enter")
        terminal.wait_for("63 · 3 new · watched")
        terminal.press("c")
        terminal.wait_for("━ 3 Comments ━")
        terminal.press("w")
        terminal.wait_for("Remark 61")
        assert "• new" in terminal.text()
        # once the post counts as read, leaving its thread is leaving a thread that was seen
        terminal.wait_gone("• /lid/")
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    with Terminal(PROGRAM, columns=150, rows=40, environ=environ) as terminal:
        terminal.wait_for("Watched threads")
        terminal.wait_quiet()
        assert "new" not in terminal.text()
