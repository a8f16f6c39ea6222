"""Threads printed whole: what is asked of whom, what is said of the rest, and what asks nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import conversations
from tests.cli.program import Program
from tests.site import Site

ISSO = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>About the cord | Kettle Notes</title></head>
<body><article><h1>About the cord</h1><p>A cord of one metre is enough for a kettle that stays where it is, and one of
two metres for a kettle that does not. Both were measured on the same evening in the same kitchen.</p></article>
<script data-isso="http://localhost:%(port)s/isso/" src="http://localhost:%(port)s/isso/js/embed.min.js"></script>
<section id="isso-thread"></section></body></html>"""
ANSWER = """{"total_replies": 1, "hidden_replies": 0, "replies": [{"id": 5, "parent": null, "text": "<p>Longer.</p>",
"author": "Odo", "website": null, "created": 1791000000.0, "mode": 1, "hidden_replies": 0, "replies": []}]}"""


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {**conversations.wordpress(32), **conversations.feed("/lid/")}
    with Site(pages=pages) as served:
        port = served.url.rpartition(":")[2]
        served.pages["/cord/"] = (conversations.HTML, ISSO.replace("%(port)s", port))
        served.pages["/isso/?uri=%2Fcord%2F"] = (conversations.JSON, ANSWER)
        yield served


def asked(site: Site) -> list[str]:
    return [line.removeprefix("GET ").partition(" ")[0] for line in site.log]


def ids(thread: dict[str, list[dict[str, str]]]) -> list[int]:
    return [int(item["id"]) for item in thread["items"]]


def test_an_address_is_printed_with_all_its_pages_of_comments(run: Program, site: Site) -> None:
    read = run("read", f"{site.url}/lid/", "--json").object
    assert ids(read["comments"]) == list(range(1, 33))
    assert (read["comments"]["complete"], read["comments"]["stated_count"], read["warnings"]) == (True, 32, [])
    assert asked(site) == ["/lid/", *(f"/lid/comment-page-{page}/" for page in range(1, 6))]
    thread = run("comments", f"{site.url}/lid/", "--json").object
    assert ids(thread) == list(range(1, 33))


def test_a_failure_is_told_and_the_rest_is_printed(run: Program, site: Site) -> None:
    site.failures["/lid/comment-page-3/"] = 2
    read = run("read", f"{site.url}/lid/", "--json").object
    assert (read["comments"]["count"], read["comments"]["complete"]) == (26, False)
    assert read["warnings"] == [
        "32 comments are named, 26 could be had.",
        f"{site.url}/lid/comment-page-3/ could not be had: server error.",
    ]


def test_a_saved_page_and_a_text_without_comments_ask_nobody(run: Program, site: Site, tmp_path: Path) -> None:
    saved = tmp_path / "lid.html"
    saved.write_text(conversations.wordpress(32)["/lid/"][1].replace("%(base)s", site.url))
    read = run("read", str(saved), "--json", "--base-url", f"{site.url}/lid/").object
    assert (read["comments"]["count"], read["comments"]["complete"]) == (2, False)
    assert read["warnings"] == ["The page names 32 comments and holds 2; 5 more pages are known."]
    assert asked(site) == []
    run("read", f"{site.url}/lid/", "--no-comments")
    assert asked(site) == ["/lid/"]


def test_a_stored_post_is_completed_for_printing_and_nothing_is_kept(run: Program, site: Site) -> None:
    assert run("add", f"{site.url}/conversations/").code == 0
    for _ in range(2):
        thread = run("comments", "1", "--json").object
        assert (ids(thread), thread["complete"]) == (list(range(1, 33)), True)
    assert run("comments", "1", "--json", "--offline").object["count"] == 2
    assert run("posts", "--json").object["comment_count"] is None


def test_a_third_party_is_asked_only_where_the_user_says_so(run: Program, site: Site) -> None:
    address = f"{site.url}/cord/"
    alone = run("read", address, "--json").object
    assert asked(site) == ["/cord/"]
    assert (alone["comments"]["count"], alone["comments"]["complete"]) == (0, None)
    assert alone["warnings"][-1] == "More may be kept by localhost: --ask localhost asks there."
    (run.home / "settings.toml").write_text('comments = { ask = ["localhost"] }\n')
    site.log.clear()
    for words in (("read", address, "--ask", "disqus,Localhost"), ("--config", "settings.toml", "read", address)):
        read = run(*words, "--json").object
        assert [item["author"] for item in read["comments"]["items"]] == ["Odo"]
        assert (read["comments"]["complete"], read["warnings"]) == (True, [])
    # an answer is kept for an hour
    assert asked(site) == ["/cord/", "/isso/?uri=%2Fcord%2F", "/cord/"]


def test_a_terminal_is_told_how_far_it_is(run: Program, site: Site) -> None:
    printed = run.on_terminal("comments", f"{site.url}/lid/", NO_COLOR="1").out
    assert "\r\x1b[K" in printed
    assert "8 of 32 comments · 1 request" in printed
    assert printed.split("\x1b[K")[-1].startswith("32 comments")
