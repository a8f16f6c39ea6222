"""One comment in the markup of each family of themes, and one post: whatever the theme, the same is read."""

from pathlib import Path

import pytest

from tests.engines.documents import FIXTURES, page
from tui_reader.content.blocks import make, plain
from tui_reader.content.document import Document
from tui_reader.engines.software.wordpress import ENGINE
from tui_reader.models import Link

COMMENTS = sorted((FIXTURES / "wordpress" / "comments").glob("*.html"))
POSTS = sorted((FIXTURES / "wordpress" / "posts").glob("*.html"))
OWN = "https://wheel.example/2014/05/16/spokes/"

TOTALS = {
    "astra": 2, "divi": 3, "genesis": 4, "hueman": 4, "twentyseventeen": 1, "twentytwenty": 0, "unnamed-2008": 12,
}  # fmt: skip
UNLINKED = {"divi", "genesis", "unnamed-2008"}


def name(path: Path) -> str:
    return path.stem


def post_of(path: Path) -> Document:
    return page(path.read_text("utf-8"), OWN)


@pytest.mark.parametrize("path", COMMENTS, ids=name)
def test_a_comment_is_read_in_every_markup(path: Path) -> None:
    markup = path.read_text("utf-8")
    language = "ja" if path.stem in {"japanese", "cocoon"} else "en"
    document = page(
        f"<html lang={language}><body class='single postid-5'><div id=comments>{markup}</div></body></html>", OWN
    )
    thread = ENGINE.thread(document, None)
    assert thread is not None
    (comment,) = thread.comments
    assert comment.id == "7"
    assert comment.author is not None
    assert comment.author.name == "Ida Brook"
    assert comment.author.url == ("http://ida.example" if "ida.example" in markup else None)
    assert comment.published is not None
    assert comment.published.iso()[:10] == "2014-05-16"
    assert plain(make(comment.html)) == "A spoke sings when it is true."
    assert comment.permalink is not None
    assert comment.permalink.endswith("#comment-7")


@pytest.mark.parametrize("path", POSTS, ids=name)
def test_a_post_is_read_in_every_theme(path: Path) -> None:
    post = ENGINE.post(post_of(path))
    assert post is not None
    assert post.title == "Thirty-two spokes"
    assert post.author is not None
    assert post.author.name == "Ida Brook"
    assert post.published is not None
    assert post.published.iso()[:10] == "2014-05-16"
    assert plain(make(post.html or "")) == "A wheel holds by being pulled.\n\nNever by being pushed."


@pytest.mark.parametrize("path", POSTS, ids=name)
def test_neighbours_are_found_in_every_theme_that_links_them(path: Path) -> None:
    neighbours = ENGINE.neighbours(post_of(path))
    if path.stem in UNLINKED:
        assert neighbours is None
        return
    assert neighbours is not None
    # Astra prints "Previous Post" and no title
    older = None if path.stem == "astra" else "The hub"
    assert neighbours.previous == Link("https://wheel.example/2014/05/02/hub/", older)
    assert neighbours.next == Link("https://wheel.example/2014/05/20/rim/", "The rim")


@pytest.mark.parametrize("path", [path for path in POSTS if path.stem in TOTALS], ids=name)
def test_the_total_is_what_heading_or_link_say(path: Path) -> None:
    thread = ENGINE.thread(post_of(path), None)
    assert thread is not None
    assert thread.stated_count == TOTALS[path.stem]


def test_comments_that_are_off_for_one_post_are_closed() -> None:
    thread = ENGINE.thread(post_of(FIXTURES / "wordpress" / "posts" / "pressrow.html"), None)
    assert thread is not None
    assert thread.closed is True
    assert thread.closed_notice == "Comments Off on Thirty-two spokes"
