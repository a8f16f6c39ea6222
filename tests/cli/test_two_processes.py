"""Several processes on one database at the same time: nothing is locked, nothing is lost, nothing is doubled."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from tests.cli.program import Program
from tests.site import IN_FEED, POSTS, Site, feed, site_pages

ROUNDS = 3


def test_refreshing_and_marking_at_the_same_time_lose_nothing(run: Program) -> None:
    pages = {**site_pages(), "/feed/": ("application/rss+xml", feed(POSTS - ROUNDS))}
    with Site(pages=pages) as site:
        run("add", f"{site.url}/feed/", f"{site.url}/plain/")
        numbers = [str(post["id"]) for post in run("posts", "--feed", "1", "--json").objects]
        with ThreadPoolExecutor(3) as at_once:
            for turn in range(1, ROUNDS + 1):
                site.pages["/feed/"] = ("application/rss+xml", feed(POSTS - ROUNDS + turn))
                two = numbers[2 * turn - 2 : 2 * turn]
                ended = [
                    task.result()
                    for task in (
                        at_once.submit(run, "refresh", "--json"),
                        at_once.submit(run, "mark", *two, "--read", "--json"),
                        at_once.submit(run, "mark", *two, "--star", "--json"),
                    )
                ]
                assert [(each.code, each.err) for each in ended] == [(0, "")] * 3
                assert [result["status"] for result in ended[0].objects if result["feed"] == 1] == ["new"]
    posts = run("posts", "--feed", "1", "--json").objects
    assert len(posts) == IN_FEED + ROUNDS
    assert len({post["url"] for post in posts}) == len(posts)
    marked = set(numbers[: 2 * ROUNDS])
    assert {str(post["id"]) for post in posts if post["is_read"]} == marked
    assert {str(post["id"]) for post in posts if post["is_starred"]} == marked
    counted = run("unread", "--json").object
    assert counted == {
        **counted,
        "unread": len(posts) + 8 - len(marked),
        "starred": len(marked),
        "total": len(posts) + 8,
    }


def test_many_first_starts_make_one_database(run: Program, site: Site) -> None:
    with ThreadPoolExecutor(3) as at_once:
        tasks = [at_once.submit(run, "add", f"{site.url}/feed/", "--json") for _ in range(3)]
        ended = [task.result() for task in tasks]
    assert [(each.code, each.err) for each in ended] == [(0, "")] * 3
    [only] = run("feeds", "--json").objects
    assert (only["total"], only["unread"]) == (IN_FEED, IN_FEED)
    assert len({each.object["ids"][0] for each in ended}) == 1


def test_a_refresh_that_is_killed_leaves_the_rest_whole(run: Program, site: Site) -> None:
    run("add", f"{site.url}/feed/")
    for _ in range(2):
        with run.started("refresh", "--child", "--json", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.kill()
        assert run("unread").out == f"{IN_FEED}\n"
    assert run("refresh", "--json").object["error"] is None


def test_a_refresh_beside_an_open_reader_stands_back(run: Program, site: Site) -> None:
    run("add", f"{site.url}/feed/")
    with run.started("refresh", "--child", "--json", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        assert os.getpriority(os.PRIO_PROCESS, process.pid) >= min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)
        process.kill()
