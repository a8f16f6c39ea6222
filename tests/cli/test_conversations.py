"""Watched threads, what is new in all threads, and discussions elsewhere, on the command line."""

import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.cli.program import Program
from tests.site import POSTS, Site, date_of, post_page, site_pages, title_of
from tui_reader.engines.services import elsewhere
from tui_reader.fetch.cache import PageCache
from tui_reader.models import Page
from tui_reader.reader import Reader, open_sources

NEWEST = f"/{date_of(POSTS):%Y/%m}/part-{POSTS}/"
LATE = '<li class="comment" id="comment-999"><cite class="fn">Late</cite><p>Still boiling.</p></li>'


@dataclass(frozen=True)
class Home:
    """The program that follows a blog of its own, its newest post is number 10."""

    run: Program
    site: Site

    def reader(self) -> Reader:
        """A Reader beside the program, on the same data."""
        sources = open_sources(now=time.time, cache_dir=None)
        return Reader(self.run.home / "data" / "tui-reader", sources, now=time.time)


@pytest.fixture
def home(run: Program) -> Iterator[Home]:
    with Site(pages=site_pages()) as site:
        assert run("add", f"{site.url}/feed/").code == 0
        yield Home(run, site)


def test_a_thread_is_watched_asked_and_told_and_that_is_undone(home: Home) -> None:
    run = home.run
    watched = run("mark", "part 30", "--watch", "--json").object
    assert (watched["kind"], watched["ids"]) == ("watch", [10])
    assert run("mark", "part 30", "--watch").err == f"Was so already: {title_of(POSTS)}\n"
    [thread] = run("refresh", "--watched", "--json").objects
    assert (thread["post"], thread["status"], thread["comments_new"]) == (10, "unchanged", 0)
    assert "feed" not in thread
    # its time has not come again
    told = run("refresh", "--watched")
    assert (told.code, told.err) == (0, "No watched thread's time has come.\n")
    assert [post["id"] for post in run("posts", "--watched", "--json").objects] == [10]
    assert run("posts", "--watched", "--json").object["is_watched"]
    assert run("undo").err == f"Undone: Watching {title_of(POSTS)}\n"
    assert run("posts", "--watched", "--json").objects == []


async def test_new_comments_of_all_threads_are_told_by_thread(home: Home) -> None:
    run = home.run
    run("mark", "part 30", "--watch")
    async with home.reader() as reader:
        await reader.watching.ask(10)
        home.site.pages[NEWEST] = ("text/html", post_page(POSTS, LATE))
        result = await reader.watching.ask(10)
    assert result.comments_new == 1
    counted = run("unread", "--json").object
    assert (counted["watched"], counted["new_comments"]) == (1, 1)
    told = run("comments", "--new", "--json").object
    assert (told["post"], told["title"], told["is_watched"], told["new_comment_count"]) == (
        10,
        title_of(POSTS),
        True,
        1,
    )
    assert [(item["author"], item["depth"], item["is_new"]) for item in told["items"]] == [("Late", 0, True)]
    lines = run("comments", "--new").out.splitlines()
    assert lines[0] == title_of(POSTS)
    assert lines[2:] == ["Kettle Notes · 1 new comment · watched", "", "Late · new", "Still boiling."]
    assert run("posts", "--watched").out.rstrip().split("  ")[-2].strip() == "3 · 1 new"


def test_nothing_new_is_said_and_a_target_is_asked_for_where_it_is_needed(run: Program) -> None:
    nothing = run("comments", "--new")
    assert (nothing.code, nothing.out) == (0, "")
    assert nothing.err.startswith("No new comments.")
    assert run("comments", "--new", "--json").objects == []
    for words in (("comments",), ("comments", "--elsewhere")):
        refused = run(*words)
        assert (refused.code, refused.out) == (2, "")
        assert "Name a post or a target" in refused.err


def test_discussions_elsewhere_are_listed_where_a_site_may_be_asked(run: Program) -> None:
    address = "https://blog.example/kettles/"
    story = {"objectID": "12", "title": "Kettles\x1b[2J, measured", "url": address, "points": 1, "num_comments": 41,
             "created_at_i": 1_600_000_000}  # fmt: skip
    search = elsewhere.searches(address)["hackernews"].url
    answer = Page(search, json.dumps({"hits": [story]}).encode(), search, media_type="application/json")
    cache = PageCache(run.home / "cache" / "tui-reader" / "pages", limit=1 << 20)
    cache.put(answer)
    told = run("--offline", "comments", address, "--elsewhere", "--ask", "hackernews,lobsters", "--json")
    assert (told.code, told.err) == (0, "Lobsters could not be asked: offline.\n")
    assert told.object == {
        "service": "hackernews",
        "place": None,
        "title": "Kettles[2J, measured",
        "url": "https://news.ycombinator.com/item?id=12",
        "comment_count": 41,
        "score": 1,
        "published": "2020-09-13T12:26:40+00:00",
    }
    (run.home / "page.html").write_text(f'<link rel="canonical" href="{address}">{post_page(7)}')
    (run.home / "config.toml").write_text('[comments]\nask = ["hackernews"]\n')
    printed = run("--config", "config.toml", "--offline", "comments", "page.html", "--elsewhere").out
    assert printed.splitlines() == [
        "Kettles[2J, measured",
        "  Hacker News · 41 comments · 1 point · Sun 13 Sep 2020",
        "  https://news.ycombinator.com/item?id=12",
    ]


def test_nobody_is_asked_unless_named_or_allowed(run: Program) -> None:
    refused = run("comments", "https://blog.example/kettles/", "--elsewhere")
    assert (refused.code, refused.out) == (2, "")
    assert "--ask hackernews,lobsters,reddit,lemmy" in refused.err
    aimless = run("comments", "--elsewhere", "--new")
    assert (aimless.code, aimless.err.splitlines()[1]) == (2, "  --elsewhere is about one.")
    unknown = run("comments", "https://blog.example/kettles/", "--elsewhere", "--ask", "hackernews,nobody")
    assert (unknown.code, unknown.err.splitlines()[0]) == (2, "tui-reader: Nobody is called nobody")
    (run.home / "bare.html").write_text(post_page(7))
    nameless = run("comments", "bare.html", "--elsewhere", "--ask", "lobsters", "--json")
    assert (nameless.code, nameless.object["error"]["title"]) == (1, "This page does not tell its address")


def test_a_watched_thread_is_asked_as_soon_as_its_feed_counts_more(home: Home) -> None:
    run, pages = home.run, home.site.pages
    run("mark", "part 30", "--watch")
    run("refresh", "--watched")
    kind, told = pages["/feed/"]
    pages["/feed/"] = (kind, told.replace("<slash:comments>2<", "<slash:comments>3<", 1))
    pages[NEWEST] = ("text/html", post_page(POSTS, LATE))
    refreshed = run("refresh")
    assert (refreshed.code, refreshed.out) == (0, "")
    assert refreshed.err.splitlines() == [
        ". Kettle Notes",
        f"+ {title_of(POSTS)}: 1 new comment",
        "1 feed · 0 new posts · 1 thread · 1 new comment",
    ]


def test_the_refresh_of_an_open_reader_asks_the_threads_of_all_feeds(home: Home) -> None:
    run = home.run
    run("add", f"{home.site.url}/plain/")
    run("mark", "10", "--watch")
    with run.started("refresh", "2", "--child", "--json", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = [json.loads(line) for line in process.stdout]
        process.communicate()
    assert [line.get("feed") or line.get("post") for line in told if "progress" not in line] == [2, 10]
    assert told[-1]["progress"]["done"] == told[-1]["progress"]["total"] == 2
