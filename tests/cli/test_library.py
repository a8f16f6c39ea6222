"""add, remove, refresh, feeds: subscriptions come, are asked, are listed and go."""

import re

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program
from tests.site import IN_FEED, POSTS, Pages, Site, feed, post_page, site_pages, title_of

FEED_KEYS = {
    *("id", "title", "url", "site_url", "folder", "kind"),
    *("unread", "total", "last_refreshed", "next_check", "error"),
}


def older_pages() -> Pages:
    """The blog as it was when its newest post was not yet written."""
    return {**site_pages(), "/feed/": ("application/rss+xml", feed(POSTS - 1))}


def test_adding_tells_the_number_and_puts_into_a_folder(run: Program, site: Site) -> None:
    added = run("add", f"{site.url}/feed/", "--folder", "Tea", "--title", "Kettles")
    assert (added.code, added.out, added.err) == (0, f"Subscribed: 1 Kettles · {IN_FEED} posts\n", "")
    again = run("add", site.url)
    assert (again.code, again.out) == (0, f"Already there: 1 Kettles · {IN_FEED} posts\n")
    assert run("feeds").out.splitlines() == ["Tea", "1 Kettles" + " " * 48 + "10 of 10 unread"]


def test_a_page_without_anything_to_follow_is_told(run: Program) -> None:
    page = "<title>Alone</title><h1>Alone</h1><p>" + "One long sentence without a blog. " * 20
    with Site(pages={"/lone": ("text/html", page)}) as site:
        ended = run("add", f"{site.url}/lone")
    assert ended.code == 1
    assert f"Nothing to follow at {site.url}/lone\n  The page names no feed" in ended.err
    (run.home / "page.html").write_text(post_page(3))
    assert "Nothing to follow at page.html" in run("add", "page.html").err


def test_adding_several_goes_on_after_one_that_fails(run: Program, site: Site) -> None:
    ended = run("add", "http://127.0.0.1:9/", f"{site.url}/feed/", "--json")
    assert ended.code == 3
    failed, added = ended.objects
    assert (failed["target"], "error" in failed) == ("http://127.0.0.1:9/", True)
    assert (added["kind"], added["feed"]["title"]) == ("subscribe", "Kettle Notes")


def test_removing_is_one_change_and_undo_brings_all_back(run: Program, site: Site) -> None:
    run("add", f"{site.url}/feed/")
    removed = run("remove", "kettle", "--json").object
    assert {**removed, "change": 0} == {"change": 0, "kind": "remove", "ids": [1], "undo_of": None}
    assert (run("feeds").out, run("posts").out, run("unread").out) == ("", "", "0\n")
    assert run("remove", "1").code == 1
    undone = run("undo", "--json").object
    assert (undone["kind"], undone["undo_of"], undone["ids"]) == ("undo", removed["change"], [1])
    assert run("unread").out == f"{IN_FEED}\n"
    told = run("remove", f"{site.url}/feed/")
    assert (told.out, told.err) == ("", "Unsubscribed from Kettle Notes. `tui-reader undo` brings it back.\n")


def test_a_refresh_tells_what_is_new_a_line_a_feed(run: Program) -> None:
    with Site(pages=older_pages()) as site:
        run("add", f"{site.url}/feed/", f"{site.url}/plain/")
        unchanged = run("refresh")
        assert unchanged.out == ""
        assert sorted(unchanged.err.splitlines()) == [". Kettle Notes", ". Kettle Notes", "2 feeds · 0 new posts"]
        site.pages.update(site_pages())
        site.pages["/plain/"] = ("text/plain", "")
        ended = run("refresh")
    assert ended.code == 3
    lines = ended.err.splitlines()
    assert "+ Kettle Notes: 1 new post" in lines
    assert lines[-1] == "2 feeds · 1 new post · 1 failed"
    assert any(line.startswith("! Kettle Notes: ") and line.endswith(f"<{site.url}/plain/>") for line in lines)


def test_a_refresh_in_json_is_an_object_a_feed_and_may_name_feeds(run: Program) -> None:
    with Site(pages=older_pages()) as site:
        run("add", f"{site.url}/feed/", f"{site.url}/plain/")
        site.pages.update(site_pages())
        site.log.clear()
        ended = run("refresh", "1", "--json")
        assert site.log == ["GET /feed/ 200"]
    result = ended.object
    assert (result["feed"], result["status"], result["posts_new"], result["error"]) == (1, "new", 1, None)
    assert result["bytes"] > 1000
    assert run("posts", "--limit", "1", "--json").object["title"] == title_of(POSTS)


def test_a_refresh_on_a_terminal_has_a_bar_and_only_news_as_lines(run: Program) -> None:
    with Site(pages=older_pages()) as site:
        run("add", f"{site.url}/feed/", f"{site.url}/plain/")
        site.pages.update(site_pages())
        shown = run.on_terminal("refresh").out
    assert re.search(r"Refreshing ━+ 2 of 2", shown)
    # the bar is wiped; what stays are the news and the sum
    stays = [line.rpartition("\x1b[K")[2] for line in shown.split("\n")]
    assert stays == ["+ Kettle Notes: 1 new post", "2 feeds · 1 new post", ""]


def test_with_nothing_to_refresh_it_says_how_to_begin(run: Program) -> None:
    ended = run("refresh")
    assert (ended.code, ended.out) == (0, "")
    assert "`tui-reader add ADDRESS`" in ended.err
    assert run("refresh", "--quiet").err == ""


@pytest.mark.parametrize(
    ("words", "numbers"),
    [((), [2, 1]), (("--unread",), [2, 1]), (("--folder", "Tea"), [2, 1]), (("--folder", "tee"), []),
     (("--feed", "1"), [1]), (("--limit", "1"), [1])],
)  # fmt: skip
def test_feeds_are_listed_by_what_is_asked(followed: Followed, words: tuple[str, ...], numbers: list[int]) -> None:
    listed = followed.run("feeds", "--json", *words).objects
    assert sorted(each["id"] for each in listed) == sorted(numbers)
    for each in listed:
        assert set(each) == FEED_KEYS
        assert each["kind"] == {1: "feed", 2: "page"}[each["id"]]
