"""posts, unread, mark, undo: what is kept, listed, counted and marked."""

import time

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program
from tests.site import IN_FEED, POSTS, Site, date_of, post_page, site_pages, title_of
from tui_reader.reader import Reader, open_sources


@pytest.fixture
def marked(run: Program, site: Site) -> Program:
    """The program that follows the blog's feed."""
    assert run("add", f"{site.url}/feed/").code == 0
    return run


def test_posts_are_listed_newest_first_with_their_marks(marked: Program) -> None:
    marked("mark", "part 29", "--star")
    marked("mark", "part 28", "--read")
    lines = marked("posts", "--limit", "3").out.splitlines()
    assert [line[:28].rstrip() for line in lines] == [
        "10 •  Kettle notes, part 30",
        " 9 •* Kettle notes, part 29",
        " 8    Kettle notes, part 28",
    ]
    assert all(len(line) <= 72 for line in lines)


def test_unread_and_starred_ones_can_be_asked_for(marked: Program) -> None:
    marked("mark", "part 29", "part 28", "--star")
    marked("mark", "part 29", "--read")
    assert [post["title"] for post in marked("posts", "--starred", "--json").objects] == [title_of(29), title_of(28)]
    unread = marked("posts", "--unread", "--json").objects
    assert [post["title"] for post in unread] == [title_of(n) for n in range(POSTS, POSTS - IN_FEED, -1) if n != 29]
    assert [post["title"] for post in marked("posts", "--starred", "--unread", "--json").objects] == [title_of(28)]
    nothing_watched = {"watched": 0, "new_comments": 0}
    counted = {"unread": IN_FEED - 1, "starred": 2, "total": IN_FEED, **nothing_watched}
    assert marked("unread", "--json").object == counted


def test_a_feed_or_a_folder_can_be_asked_for(followed: Followed) -> None:
    run = followed.run
    assert len(run("posts", "--feed", f"{followed.site.url}/plain/", "--json").objects) == 8
    assert len(run("posts", "--feed", "1", "--json").objects) == IN_FEED
    assert len(run("posts", "--folder", "Tea", "--json").objects) == IN_FEED + 8
    nothing = run("posts", "--folder", "Coffee")
    assert (nothing.code, nothing.out) == (0, "")
    assert "`tui-reader feeds`" in nothing.err
    assert run("posts", "--folder", "Coffee", "--quiet").err == ""
    assert run("posts", "--folder", "Coffee", "--json").objects == []


def test_before_anything_is_kept_lists_are_empty_and_make_no_file(run: Program) -> None:
    assert run("unread").out == "0\n"
    assert run("unread", "--json").object == {"unread": 0, "starred": 0, "total": 0, "watched": 0, "new_comments": 0}
    for command in ("posts", "feeds"):
        ended = run(command)
        assert (ended.code, ended.out) == (0, "")
        assert ended.err
    assert list(run.home.iterdir()) == []


def test_marking_is_told_by_change_and_undone_in_turn(marked: Program) -> None:
    read = marked("mark", "10", "--read", "--json").object
    assert {**read, "change": 0} == {"change": 0, "kind": "read", "ids": [10], "undo_of": None}
    assert marked("mark", "10", "--read", "--json").object == {
        "change": None,
        "kind": "read",
        "ids": [],
        "undo_of": None,
    }
    assert marked("unread").out == f"{IN_FEED - 1}\n"
    starred = marked("mark", "10", "--star", "--json").object
    first, second = marked("undo", "--json").object, marked("undo", "--json").object
    assert [first["undo_of"], second["undo_of"]] == [starred["change"], read["change"]]
    assert marked("unread").out == f"{IN_FEED}\n"


def test_people_are_told_in_words_unless_they_want_quiet(marked: Program) -> None:
    told = marked("mark", "part 30", "--star")
    assert (told.out, told.err) == ("", "Starred Kettle notes, part 30\n")
    assert marked("mark", "part 30", "--star").err == "Was so already: Kettle notes, part 30\n"
    assert marked("undo").err == "Undone: Starred Kettle notes, part 30\n"
    assert marked("mark", "part 30", "--unstar", "--quiet").err == ""
    # the subscription is the last deliberate change that is left
    assert marked("undo").err == "Undone: Subscribed to Kettle Notes\n"
    nothing = marked("undo")
    assert (nothing.code, nothing.err) == (1, "Nothing to undo.\n")


def test_marking_several_goes_on_after_one_that_is_not_there(marked: Program) -> None:
    ended = marked("mark", "10", "4711", "9", "--read", "--json")
    assert ended.code == 3
    assert [each.get("ids") for each in ended.objects] == [[10], None, [9]]
    assert ended.objects[1]["target"] == "4711"


async def test_new_comments_are_those_that_came_after_the_thread_was_left(run: Program) -> None:
    pages = site_pages()
    with Site(pages=pages) as site:
        run("add", f"{site.url}/feed/")
        sources = open_sources(now=time.time, cache_dir=None)
        async with Reader(run.home / "data" / "tui-reader", sources, now=time.time) as reader:
            await reader.threads.fetch(10)
            await reader.threads.leave(10)
            late = '<li class="comment" id="comment-999"><cite class="fn">Late</cite><p>Still boiling.</p></li>'
            pages[f"/{date_of(POSTS):%Y/%m}/part-{POSTS}/"] = ("text/html", post_page(POSTS, late))
            await reader.threads.fetch(10, force=True)
    every = run("comments", "10", "--json").object["items"]
    assert [(item["author"], item["is_new"]) for item in every] == [
        ("Petra Lund", False),
        ("Odo", False),
        ("Late", True),
    ]
    assert [item["author"] for item in run("comments", "10", "--new", "--json").object["items"]] == ["Late"]
    assert run("comments", "10", "--new").out.splitlines()[:4] == ["1 new comment", "", "Late · new", "Still boiling."]
    assert run("posts", "--limit", "1", "--json").object["new_comment_count"] == 1
