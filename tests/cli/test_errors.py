"""What goes wrong, how it is told, and the exit code that tells it: the thing, the place, the way out."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program
from tests.site import IN_FEED, POSTS, Site, post_page, title_of

NOWHERE = "http://127.0.0.1:9/"


def test_targets_fail_one_by_one_and_the_others_go_on(run: Program, site: Site) -> None:
    (run.home / "page.html").write_text(post_page(3))
    (run.home / "empty").mkdir()
    ended = run("read", "nosuch.html", "empty", "page.html", f"{site.url}/nothing", "--json")
    assert ended.code == 3
    failed = [told for told in ended.objects if "error" in told]
    assert [told["target"] for told in failed] == ["nosuch.html", "empty", f"{site.url}/nothing"]
    assert all(set(told["error"]) == {"title", "message"} and told["error"]["message"] for told in failed)
    assert [told["title"] for told in ended.objects if "error" not in told] == [title_of(3)]
    # the same words for people
    assert "tui-reader: nosuch.html names nothing that can be read\n  It is no address, no file" in ended.err
    assert "empty holds no saved pages\n  Files that end in .atom, " in ended.err
    assert f"{site.url}/nothing: not found\n  There is nothing at this address." in ended.err
    assert ended.err.count("tui-reader: ") == 3


@pytest.mark.parametrize("words", [("read",), ("preview",), ("comments",), ("add",)])
def test_where_all_fails_the_exit_code_is_1(run: Program, words: tuple[str, ...]) -> None:
    ended = run(*words, NOWHERE, "--json")
    assert ended.code == 1
    assert ended.object["target"] == NOWHERE
    assert NOWHERE in ended.err
    assert "no answer" in ended.err


@pytest.mark.parametrize(
    "words", [("nothing",), ("read",), ("mark", "1"), ("posts", "--limit", "0"), ("read", "--json", "--text", "x")]
)
def test_wrong_usage_is_2_and_shows_the_usage(run: Program, words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("usage: tui-reader")


def test_files_that_cannot_be_read_say_why(run: Program) -> None:
    (run.home / "nothing.html").write_bytes(b" \n ")
    (run.home / "large.html").write_bytes(b"x" * ((16 << 20) + 1))
    (run.home / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    ended = run("read", "nothing.html", "large.html", "picture.html", "-", "x" * 5000, "")
    assert (ended.code, ended.out) == (1, "")
    told = ended.err.replace("\n  ", " ").splitlines()
    assert told[0].startswith("tui-reader: nothing.html is empty There is nothing")
    assert told[1].startswith("tui-reader: large.html is larger than 16 MB")
    assert told[2].startswith("tui-reader: picture.html: Not a page It is not text, which cannot be shown")
    assert told[3].startswith("tui-reader: standard input is empty")
    assert told[4].startswith("tui-reader: " + "x" * 79 + "… names nothing that can be read")
    assert told[5].startswith("tui-reader: An empty name names nothing that can be read")
    assert len(told) == 6
    assert "Traceback" not in ended.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_is_told(run: Program) -> None:
    (run.home / "locked.html").write_text("x")
    (run.home / "locked.html").chmod(0)
    assert "cannot be read\n  Permission denied" in run("read", "locked.html").err


def test_names_that_fit_nothing_or_several_say_how_to_go_on(followed: Followed) -> None:
    run = followed.run
    none = run("mark", "lathe", "--read", "--json")
    assert (none.code, none.object["error"]["title"]) == (1, "No post here is called lathe")
    assert "`tui-reader posts`" in none.err
    several = run("mark", "Kettle notes", "--read")
    assert several.code == 1
    assert re.search(r"18 posts match Kettle notes\n  Name one by its number: \d+ Kettle notes", several.err)
    assert run("remove", "99").code == 1
    assert run("remove", "9" * 5000).code == 1
    assert "2 feeds match kettle" in run("posts", "--feed", "kettle").err
    some = run("refresh", "1", "lathe", "--json")
    assert (some.code, some.objects[0]["error"]["title"]) == (3, "No feed here is called lathe")
    assert some.objects[1]["status"] == "unchanged"
    assert run("unread").out == "18\n"


def test_a_feed_that_fails_is_told_where_it_is_listed_and_its_posts_stay(run: Program) -> None:
    with Site() as site:
        run("add", f"{site.url}/feed/")
        del site.pages["/feed/"]
        ended = run("refresh", "--json")
        assert (ended.code, ended.object["status"], ended.object["error"]) == (1, "error", "not found")
        assert ended.object["http"] == 404
        quiet = run("refresh", "--quiet")
        assert (quiet.code, quiet.out) == (1, "")
        assert "! Kettle Notes: not found. There is nothing at this address." in quiet.err
    assert "not found" in run("feeds").out
    assert run("feeds", "--json").object["error"] == "not found"
    assert len(run("posts").out.splitlines()) == IN_FEED


def test_a_data_folder_that_cannot_be_is_told_with_its_place(run: Program, site: Site) -> None:
    (run.home / "file").write_text("no folder")
    ended = run("--data-dir", "file", "add", site.url)
    assert ended.code == 1
    assert "The data folder cannot be made\n  file: " in ended.err
    assert "--data-dir" in ended.err
    folder = run.home / "other"
    folder.mkdir()
    (folder / "reader.db").write_text("no database at all, just a few words " * 50)
    for words in (("unread",), ("add", site.url), ("read", "3"), ("posts", "--json")):
        damaged = run(*words, "--data-dir", str(folder))
        assert (damaged.code, "Traceback" in damaged.err) == (1, False)
        assert str(folder / "reader.db") in damaged.err


def test_a_settings_file_that_was_named_must_be_there(run: Program) -> None:
    ended = run("--config", "nosuch.toml", "unread")
    assert (ended.code, ended.out) == (2, "")
    assert "nosuch.toml" in ended.err


def test_offline_asks_nobody(run: Program, site: Site) -> None:
    asked = len(site.log)
    ended = run("--offline", "preview", site.url)
    assert ended.code == 1
    assert f"{site.url}: offline\n" in ended.err
    assert run("add", site.url, "--offline").code == 1
    assert len(site.log) == asked


def test_a_reader_that_leaves_early_is_no_error(followed: Followed) -> None:
    for words in (("posts",), ("--help",), ("read", f"{followed.site.url}/feed/", "--json")):
        with followed.run.started(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stderr
            # closed before anything can be written
            process.stdout.close()
            assert (process.stderr.read(), process.wait()) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_output_that_cannot_be_written_is_an_error(followed: Followed) -> None:
    with Path("/dev/full").open("wb") as full, followed.run.started("posts", stdout=full, stderr=-1) as process:
        assert process.stderr
        told = process.stderr.read().decode()
    assert (process.returncode, told) == (1, "tui-reader: the output cannot be written: No space left on device\n")


def test_closed_standard_streams_are_survived(followed: Followed) -> None:
    words = " ".join(followed.run.command("posts"))
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        shell = subprocess.run(
            ["sh", "-c", f"{words} {closed}"],
            cwd=followed.run.home,
            env=followed.run.environment(),
            capture_output=True,
            check=False,
        )
        assert (shell.returncode, shell.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_signals_end_it_at_once_with_their_code(run: Program, number: int, code: int) -> None:
    # what never comes is waited for, in the middle of the work
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    (run.home / "page.html").write_text(post_page(POSTS))
    with run.started("read", "page.html", "-", "--json", **pipes) as process:
        assert process.stdout
        assert process.stderr
        assert title_of(POSTS).encode() in process.stdout.readline()
        process.send_signal(number)
        assert process.wait(20) == code
        assert process.stderr.read() == b""
