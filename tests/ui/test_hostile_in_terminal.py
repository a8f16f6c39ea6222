"""A blog that writes escape sequences, controls and floods into its conversation sends the terminal nothing that a
harmless blog does not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests import conversations
from tests.site import Pages, Site
from tests.terminal import Terminal

PROGRAM = (sys.executable, "-m", "tui_reader")
EVIL = (
    "[/][@click=app.quit]x[/] &#27;]0;owned&#7; \x1b[31m&#x1b;[?1049l \x1b]52;c;AAAA\x07 &#155;31m \u009b2J "
    "&#8238;evil\u202e\u2066 e" + "\u0301" * 5000 + "&#0;&#127;\x08\x0c end"
)
SEQUENCE = re.compile(r"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*[@-~]|\][0-9]*|[PX^_].|[ -/]*[0-~])")


def replaced(pages: Pages, evil: str) -> Pages:
    """The same conversation, with this in every name, text, title and closing notice."""
    made = {}
    words = re.compile("|".join((*conversations.NAMES, "Remark", "About the lid", "thoughts on")))
    for path, (kind, text) in pages.items():
        made[path] = (kind, words.sub(lambda found: f"{found[0]} {evil}", text))
    return made


def sequences(raw: str) -> set[str]:
    """The kinds of sequences in what was written: colours and places are not told apart."""
    kinds = set()
    for found in SEQUENCE.findall(raw):
        is_plain = found.endswith(("m", "H", "A", "B", "C", "D", "d", "G")) and "?" not in found
        kinds.add(re.sub("[0-9;:]+", "", found) if is_plain else found)
    return kinds


def written(home: Path, evil: str) -> str:
    """All that the program writes while somebody reads, loads, watches and asks where it comes from."""
    environ: Mapping[str, str] = {
        "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"
    }  # fmt: skip
    pages = replaced(conversations.wordpress(30), evil)
    with Site(pages={**pages, **conversations.feed("/lid/")}) as site:
        subprocess.run([*PROGRAM, "add", f"{site.url}/conversations/"], env=environ, check=True, capture_output=True)
        with Terminal(PROGRAM, columns=150, rows=40, environ=environ) as terminal:
            terminal.wait_for("Conversations")
            terminal.press("j", "j", "j", "j", "enter")
            terminal.wait_for("━ Conversations ━", "/lid/")
            terminal.press("enter")
            terminal.wait_for("24 of 30")
            terminal.press("c", "G")
            terminal.wait_for("24 of 30 are here")
            terminal.press("l")
            terminal.wait_gone(" of 30")
            terminal.press("v")
            terminal.wait_for("Watching", "30 · watched")
            terminal.press("i")
            terminal.wait_for("Where this comes from")
            terminal.press("escape")
            terminal.wait_gone("Where this comes from")
            terminal.press("D")
            terminal.wait_for("Discussions elsewhere")
            terminal.press("escape")
            terminal.wait_gone("Discussions elsewhere")
            terminal.press("1")
            terminal.wait_for("━ Conversations ━")
            terminal.press("1")
            terminal.wait_for("━ 1 Feeds ━")
            terminal.press("g", "w", "enter")
            terminal.wait_for("━ Watched threads ━")
            terminal.press("ctrl+q")
            assert terminal.wait_end() == 0
        return terminal.raw.decode()


def test_a_hostile_conversation_writes_no_sequence_that_a_harmless_one_does_not(tmp_path: Path) -> None:
    harmless, hostile = written(tmp_path / "a", ""), written(tmp_path / "b", EVIL)
    assert "[@click=app.quit]x" in hostile
    assert sequences(hostile) <= sequences(harmless)
    assert not re.search("[\x80-\x9f\u202a-\u202e\u2066-\u2069]|\u0301{9}", hostile)
    assert set(re.findall("[\x00-\x1f\x7f]", hostile)) <= set(re.findall("[\x00-\x1f\x7f]", harmless))
