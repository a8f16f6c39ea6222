"""A blog on the loopback interface and saved pages, from their address to printed JSON."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.conftest import Followed
from tests.cli.program import Program
from tests.site import IN_FEED, POSTS, Site, date_of, post_page, title_of

TEXT_PAGE = """« The ladder | Main | A bucket »

September 03, 2008


The roof was red once, which nobody alive remembers.

Brown is only tired red.

Mine was blue.
It fell in.

The comments to this entry are closed.
"""


def address(site: Site, number: int) -> str:
    return f"{site.url}/{date_of(number):%Y/%m}/part-{number}/"


def test_a_preview_tells_what_add_would_do_and_keeps_nothing(run: Program, site: Site) -> None:
    preview = run("preview", site.url, "--json").object
    assert set(preview) == {"target", "url", "kind", "title", "feed_url", "engine", "posts", "pages", "warnings"}
    assert (preview["kind"], preview["title"], preview["feed_url"]) == ("site", "Kettle Notes", f"{site.url}/feed/")
    assert preview["posts"][0]["title"] == title_of(POSTS)
    assert not (run.home / "data").exists()


def test_a_blog_is_added_refreshed_listed_and_its_comments_printed(run: Program, site: Site) -> None:
    added = run("add", site.url, "--json", "--folder", "Tea", "--title", "Kettles").object
    assert (added["kind"], added["ids"], added["undo_of"]) == ("subscribe", [1], None)
    assert isinstance(added["change"], int)
    again = run("add", site.url, "--json").object
    assert (again["change"], again["ids"], again["feed"]["title"]) == (None, [1], "Kettles")
    [refreshed] = run("refresh", "--json").objects
    assert {**refreshed, "seconds": 0, "message": None} == {
        "feed": 1,
        "url": f"{site.url}/feed/",
        "status": "unchanged",
        "http": 304,
        "posts_new": 0,
        "posts_updated": 0,
        "comments_new": 0,
        "bytes": 0,
        "seconds": 0,
        "error": None,
        "message": None,
    }
    [feed] = run("feeds", "--json").objects
    assert (feed["title"], feed["folder"], feed["unread"], feed["total"]) == ("Kettles", "Tea", IN_FEED, IN_FEED)
    posts = run("posts", "--json").objects
    assert [post["title"] for post in posts] == [title_of(POSTS - place) for place in range(IN_FEED)]
    assert {"id", "feed", "title", "url", "author", "published", "is_read", "is_starred"} <= set(posts[0])
    assert {"comment_count", "new_comment_count", "snippet", "feed_title"} <= set(posts[0])
    thread = run("comments", str(posts[0]["id"]), "--json").object
    assert [(item["author"], item["depth"], item["is_new"]) for item in thread["items"]] == [
        ("Petra Lund", 0, False),
        ("Odo", 1, False),
    ]
    assert (thread["count"], thread["stated_count"], thread["closed"], thread["complete"]) == (2, 2, True, True)


def test_a_post_is_read_with_its_neighbours_and_comments(run: Program, site: Site) -> None:
    page = run("read", address(site, 7), "--json").object
    assert (page["kind"], page["engine"], page["title"], page["author"]) == ("post", "wordpress", title_of(7), "Ines")
    assert page["published"] == date_of(7).isoformat()
    assert page["previous"] == {"title": title_of(6), "url": address(site, 6)}
    assert page["next"] == {"title": title_of(8), "url": address(site, 8)}
    assert [item["author"] for item in page["comments"]["items"]] == ["Petra Lund", "Odo"]
    assert page["comments"]["items"][1]["parent_id"] == page["comments"]["items"][0]["id"]
    assert "97 seconds" in page["content_text"]
    assert not (run.home / "data").exists()


def test_feeds_and_front_pages_are_lists(run: Program, site: Site) -> None:
    feed, front = run("read", f"{site.url}/feed/", f"{site.url}/plain/", "--json").objects
    assert (feed["kind"], feed["feed"]["title"], len(feed["posts"])) == ("feed", "Kettle Notes", IN_FEED)
    assert (front["kind"], front["title"], len(front["posts"])) == ("index", "Kettle Notes", 8)
    newest = {"title": title_of(POSTS), "url": address(site, POSTS), "published": date_of(POSTS).isoformat()}
    for rows in (feed["posts"], front["posts"]):
        assert {**rows[0], "summary": None} == {**newest, "summary": None}


def test_a_page_without_a_feed_is_followed_and_its_posts_read_from_their_pages(followed: Followed) -> None:
    newest = followed.run("posts", "--feed", "2", "--limit", "1", "--json").object
    page = followed.run("read", str(newest["id"]), "--json").object
    assert "figures below are means" in page["content_text"]
    assert page["target"] == str(newest["id"])
    assert page["comments"]["count"] == 2


def test_without_a_network_what_is_kept_is_printed_and_what_is_missing_said(followed: Followed) -> None:
    newest = followed.run("posts", "--feed", "1", "--limit", "1", "--json").object
    page = followed.run("read", str(newest["id"]), "--json", "--offline", XDG_CACHE_HOME="/nonexistent").object
    assert f"Part {POSTS}" in page["content_text"]
    assert page["comments"] is None
    assert page["warnings"] == ["The page that holds the comments: offline."]


def test_a_folder_of_saved_pages_is_read_in_the_order_of_their_names(run: Program) -> None:
    folder = run.home / "pages"
    folder.mkdir()
    for number in (2, 1):
        (folder / f"{number}.html").write_text(post_page(number))
    (folder / "notes.pdf").write_bytes(b"%PDF")
    pages = run("read", str(folder), "--json", "--base-url", "https://kettle.example/x/").objects
    assert [page["title"] for page in pages] == [title_of(1), title_of(2)]
    assert pages[1]["previous"]["url"] == f"https://kettle.example/{date_of(1):%Y/%m}/part-1/"


@pytest.mark.parametrize("base", [(), ("--base-url", "https://kettle.example/p/")])
def test_standard_input_is_read(run: Program, base: tuple[str, ...]) -> None:
    page = run("read", "-", "--json", *base, given=post_page(3).encode()).object
    assert (page["target"], page["title"]) == ("-", title_of(3))
    assert page["url"] == (base[1] if base else None)


def test_a_pipe_is_read_like_a_file(run: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as writer:
        writer.submit(pipe.write_text, post_page(3))
        assert run("read", "--json", "pipe").object["title"] == title_of(3)


def test_a_page_saved_as_text_is_read_and_what_it_lacks_is_said(run: Program) -> None:
    (run.home / "page.txt").write_text(TEXT_PAGE)
    page = run("read", "page.txt", "--json").object
    assert (page["kind"], page["title"], page["author"], page["published"]) == ("post", None, None, "2008-09-03")
    assert page["content_text"] == "The roof was red once, which nobody alive remembers."
    assert page["previous"] == {"title": "The ladder", "url": None}
    assert page["index"] == {"title": "Main", "url": None}
    assert page["next"] == {"title": "A bucket", "url": None}
    comments = page["comments"]
    assert [(item["author"], item["content_text"]) for item in comments["items"]] == [
        (None, "Brown is only tired red."),
        (None, "Mine was blue. It fell in."),
    ]
    assert (comments["count"], comments["closed"]) == (2, True)
    assert page["warnings"] == [
        "No title stands on this page.",
        "The neighbours' titles have no addresses on this page.",
        "The comments name nobody.",
        "Only blank lines tell the post from its comments in a page saved as text.",
    ]
