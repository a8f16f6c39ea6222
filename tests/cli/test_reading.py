"""How posts look that are printed: on a terminal, in a pipe, as Markdown, as text."""

import re

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program
from tests.site import POSTS, Site, date_of, feed, post_page, title_of

LINK = "\x1b]8;;{}\x1b\\"


@pytest.fixture
def page(run: Program) -> str:
    canonical = f'<link rel="canonical" href="https://kettle.example/{date_of(7):%Y/%m}/part-7/">'
    (run.home / "page.html").write_text(post_page(7).replace("<head>", f"<head>{canonical}"))
    return "page.html"


def test_a_pipe_gets_text_without_a_single_escape(run: Program, page: str) -> None:
    printed = run("read", page, FORCE_COLOR="1", CLICOLOR_FORCE="1")
    assert printed.err == ""
    assert "\x1b" not in printed.out
    lines = printed.out.splitlines()
    assert lines[0] == f"« {title_of(6)} │ Main │ {title_of(8)} »"
    assert lines[3:6] == [title_of(7), "━" * len(title_of(7)), "Ines · Tuesday 8 September 2026, 09:30"]
    assert max(map(len, lines)) == 72
    assert lines[-9:] == [
        "2 comments · closed",
        "",
        "Petra Lund · Wed 16 Sep 2026",
        "Does this hold for small kettles, part 7?",
        "",
        "  Odo · Thu 17 Sep 2026",
        "  I measured it again on a balcony, part 7.",
        "",
        "Comments are closed.",
    ]


def test_a_terminal_gets_colour_and_links_unless_told_otherwise(run: Program, page: str) -> None:
    told = ("read", page)
    coloured = run.on_terminal(*told).out
    older = f"https://kettle.example/{date_of(6):%Y/%m}/part-6/"
    assert f"\x1b[1m{title_of(7)}\x1b[0m" in coloured
    assert LINK.format(older) in coloured
    assert "\x1b" not in run.on_terminal(*told, NO_COLOR="1").out
    assert "\x1b" not in run.on_terminal(*told, TERM="dumb").out
    console = run.on_terminal(*told, TERM="linux").out
    assert "\x1b[1m" in console
    assert "\x1b]" not in console
    assert console.replace("\x1b[0m", "").isascii()


def test_the_text_is_as_wide_as_the_settings_say_and_never_wider_than_the_terminal(run: Program, page: str) -> None:
    settings = run.home / "config.toml"
    settings.write_text("measure = 50\n")
    assert max(map(len, run("--config", str(settings), "read", page).out.splitlines())) == 50
    narrow = run.on_terminal("read", page, NO_COLOR="1", COLUMNS="40").out
    assert max(map(len, narrow.splitlines())) == 38


def test_other_encodings_get_what_they_have(run: Program, page: str) -> None:
    printed = run("read", page, PYTHONIOENCODING="ascii")
    assert printed.code == 0
    assert printed.out.isascii()
    assert printed.out.startswith(f"<< {title_of(6)} | Main | {title_of(8)} >>")
    assert "│" in run("read", page, LC_ALL="C", LANG="C").out


def test_markdown_has_links_structure_and_replies_as_quotes(run: Program, page: str) -> None:
    printed = run("read", page, "--markdown").out
    assert f"# {title_of(7)}\n\nInes · Tuesday 8 September 2026, 09:30\n\nPart 7:" in printed
    assert f"« [{title_of(6)}](https://kettle.example/{date_of(6):%Y/%m}/part-6/) | " in printed
    assert "- without a lid: 97 s\n" in printed
    assert "## 2 comments\n\n**Petra Lund** · 2026-09-16T10:11:00\n\nDoes this hold" in printed
    assert "\n> **Odo** · 2026-09-17T10:12:00\n>\n> I measured" in printed


def test_text_has_no_decoration(run: Program, page: str) -> None:
    printed = run("read", page, "--text").out
    assert f"« {title_of(6)} | Main | {title_of(8)} »\n\n{title_of(7)}\n\nInes · " in printed
    assert "\n  Odo · 2026-09-17T10:12:00\n  I measured it again" in printed
    assert not re.search("[─━│*#]", printed)


def test_comments_can_be_left_out(run: Program, page: str) -> None:
    assert run("read", page, "--json", "--no-comments").object["comments"] is None
    for form in ("--markdown", "--text"):
        assert "Petra" not in run("read", page, form, "--no-comments").out
    assert "Petra" not in run("read", page, "--no-comments").out


@pytest.mark.parametrize("form", [(), ("--text",), ("--markdown",)])
def test_a_feed_is_printed_as_a_list_in_every_form(run: Program, form: tuple[str, ...]) -> None:
    (run.home / "feed.xml").write_text(feed().replace("%(base)s", "https://kettle.example"))
    printed = run("read", "feed.xml", *form)
    assert printed.code == 0
    assert all(title_of(POSTS - place) in printed.out for place in range(10))
    assert ("](https://kettle.example/" in printed.out) == ("--markdown" in form)


def test_a_stored_post_is_named_by_number_address_and_part_of_its_title(followed: Followed) -> None:
    run, site = followed.run, followed.site
    number = run("posts", "--feed", "1", "--limit", "1", "--json").object["id"]
    by_number = run("read", str(number), "--json").object
    assert (by_number["title"], by_number["engine"]) == (title_of(POSTS), "wordpress")
    assert by_number["previous"] == {
        "title": title_of(POSTS - 1),
        "url": f"{site.url}/{date_of(POSTS - 1):%Y/%m}/part-{POSTS - 1}/",
    }
    # only the feed holds the older two
    by_title = run("read", "NOTES, part 22", "--json").object
    assert by_title["title"] == title_of(22)
    assert run("read", by_title["url"], "--json").object["title"] == title_of(22)
    # nothing is marked by any of it
    assert run("unread").out == "18\n"


def test_a_file_goes_before_a_title_and_a_number_before_a_file(followed: Followed) -> None:
    run = followed.run
    (run.home / "part 22").write_text(post_page(3))
    (run.home / "1").write_text(post_page(3))
    (run.home / "4711").write_text(post_page(3))
    assert run("read", "part 22", "--json").object["title"] == title_of(3)
    assert run("read", "1", "--json").object["title"] != title_of(3)
    assert run("read", "4711", "--json").object["title"] == title_of(3)


def test_several_posts_are_parted_and_come_in_order(run: Program, page: str) -> None:
    (run.home / "other.html").write_text(post_page(8))
    printed = run("read", page, "other.html", "--text").out
    assert printed.index(title_of(7) + "\n\nInes") < printed.index(title_of(8) + "\n\nInes")
    assert [each["target"] for each in run("read", page, "other.html", "--json").objects] == [page, "other.html"]


def test_comments_stand_alone_and_tell_what_is_missing(run: Program, page: str, site: Site) -> None:
    printed = run("comments", page).out
    assert printed.splitlines()[:3] == ["2 comments · closed", "", "Petra Lund · Wed 16 Sep 2026"]
    assert run("comments", page, "--new").out.splitlines()[0] == "No new comments."
    (run.home / "bare.html").write_text("<h1>A note</h1><p>" + "A note without a conversation. " * 9)
    assert run("comments", "bare.html").out.startswith("No comments found on this page.")
    assert run("comments", "bare.html", "--json").object is None
    ended = run("comments", f"{site.url}/feed/", "--json")
    assert (ended.code, ended.object["error"]["title"]) == (1, "This is a list of posts")
