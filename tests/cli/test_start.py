"""What each command loads, and what starts where there is no terminal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program
from tests.site import POSTS, title_of
from tests.terminal import Terminal
from tui_reader import __version__

PROBE = """
import os, sys
from tui_reader.cli import main
code = main(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    file.write(" ".join(sys.modules))
sys.exit(code)
"""
SCREEN = {"textual", "rich"}
PARSERS = {"lxml", "feedparser", "bs4", "markdownify", "trafilatura", "babel"}
NETWORK = {"asyncio", "httpx", "ssl", "socket"}
SHOWN_BY_ALL = SCREEN | {"feedparser", "bs4", "trafilatura", "markdownify", "click", "importlib.metadata"}


def loaded(run: Program, *words: str) -> set[str]:
    """The modules that the program's own process holds at its end, the packages alone for those from outside."""
    told = run.home / "modules"
    subprocess.run(
        [sys.executable, "-c", PROBE, str(told), *words],
        cwd=run.home,
        env=run.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    modules = told.read_text().split()
    return {*modules, *(module.partition(".")[0] for module in modules)}


def test_the_version_loads_the_parser_of_the_command_line_alone(run: Program) -> None:
    modules = loaded(run, "--version")
    assert "argparse" in modules
    assert modules & (SHOWN_BY_ALL | PARSERS | NETWORK | {"sqlite3", "json", "tomllib", "logging"}) == set()


def test_the_counters_load_the_database_alone(followed: Followed) -> None:
    modules = loaded(followed.run, "unread")
    assert {"argparse", "sqlite3"} <= modules
    assert modules & (SHOWN_BY_ALL | PARSERS | NETWORK | {"wcwidth", "logging"}) == set()


@pytest.mark.parametrize("command", ["posts", "feeds"])
def test_lists_load_the_database_and_no_tables_of_wide_characters(followed: Followed, command: str) -> None:
    modules = loaded(followed.run, command)
    assert "sqlite3" in modules
    assert modules & (SHOWN_BY_ALL | PARSERS | NETWORK | {"wcwidth"}) == set()


def test_a_refresh_parses_in_its_child_alone(followed: Followed) -> None:
    modules = loaded(followed.run, "refresh")
    assert {"asyncio", "sqlite3", "httpx"} <= modules
    assert modules & (SHOWN_BY_ALL | PARSERS) == set()


@pytest.mark.parametrize("command", ["read", "preview"])
def test_reading_a_page_loads_no_screen_and_no_heavy_parser(followed: Followed, command: str) -> None:
    assert loaded(followed.run, command, followed.site.url) & (SHOWN_BY_ALL | {"sqlite3"}) == set()


def test_the_version_is_told_and_so_are_the_commands(run: Program) -> None:
    assert run("--version").out == f"tui-reader {__version__}\n"
    told = run("--help")
    assert told.code == 0
    commands = set(re.findall(r"^    ([a-z]+)  ", told.out, re.MULTILINE))
    assert {"open", "demo", "read", "add", "preview", "remove", "refresh", "unread", "feeds", "posts"} <= commands
    assert {"comments", "mark", "undo", "config"} <= commands
    assert commands & {"history", "sync", "serve"} == set()


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_where_nothing_is_followed_the_samples_newest_post_is_printed(run: Program, words: tuple[str, ...]) -> None:
    printed = run(*words)
    assert (printed.code, printed.err) == (0, "")
    assert "A drawer for half-finished things" in printed.out
    assert re.search(r"^\d+ comments", printed.out, re.MULTILINE)
    assert [path.name for path in run.home.iterdir()] == []


def test_bare_off_a_terminal_prints_the_newest_unread_post_as_kept_and_asks_nobody(followed: Followed) -> None:
    asked = len(followed.site.log)
    printed = followed.run("--offline")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.splitlines()[3] == title_of(POSTS)
    assert followed.run().out == printed.out
    assert len(followed.site.log) == asked
    assert followed.run("unread").out == "18\n"


def test_when_all_is_read_bare_says_so_and_succeeds(run: Program, followed: Followed) -> None:
    run("add", f"{followed.site.url}/feed/")
    run("mark", *(post["url"] for post in run("posts", "--json").objects), "--read")
    ended = run()
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith("All read.")
    assert run("--quiet").err == ""


def test_open_off_a_terminal_prints_its_target(followed: Followed) -> None:
    printed = followed.run("open", f"{followed.site.url}/feed/")
    assert printed.code == 0
    assert title_of(POSTS) in printed.out


@pytest.mark.parametrize("terminal", ["dumb", "xterm"])
def test_a_terminal_that_can_do_nothing_gets_text(run: Program, terminal: str) -> None:
    # standard input is none either way
    printed = run.on_terminal("demo", TERM=terminal)
    assert printed.code == 0
    assert "A drawer for half-finished things" in printed.out
    assert ("\x1b[" in printed.out) == (terminal != "dumb")


def test_the_settings_are_looked_at_before_anything_is_done(run: Program, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "tui-reader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("measure = 60\nthemes = 'ink'\n")
    ended = run("unread")
    assert (ended.code, ended.out) == (2, "")
    assert 'Unknown setting "themes"' in ended.err
    assert f"{settings}, line 2" in ended.err
    assert '"theme"' in ended.err
    assert run("unread", TUI_READER_CONFIG=str(tmp_path / "other.toml")).out == "0\n"


@pytest.mark.parametrize("is_number", [True, False])
def test_open_on_a_terminal_shows_a_stored_post_by_number_or_title(followed: Followed, *, is_number: bool) -> None:
    run = followed.run
    [oldest] = [post for post in run("posts", "--feed", "1", "--json").objects if post["title"] == title_of(22)]
    name = str(oldest["id"]) if is_number else "Part 22"
    with Terminal(run.command("--offline", "open", name), environ=run.environment()) as terminal:
        terminal.wait_for("boils in 112 seconds", "Kettle Notes")
        terminal.press("ctrl+q")
        assert terminal.wait_end() == 0
    assert [post["is_read"] for post in run("posts", "--feed", "1", "--json").objects].count(True) <= 1


def test_open_on_a_terminal_says_what_names_nothing(followed: Followed) -> None:
    with Terminal(followed.run.command("open", "nowhere at all"), environ=followed.run.environment()) as terminal:
        assert terminal.wait_end() == 1
        assert "names nothing that can be read" in terminal.text()
