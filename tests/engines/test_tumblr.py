"""What the Tumblr engine takes for comments: notes with words."""

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.tumblr import ENGINE
from tui_reader.models import Author, ThreadSource

URL = "https://smallboats.tumblr.com/post/5001/varnish"
NOTES = saved("tumblr", "notes.html", URL)


def test_replies_answers_and_reblogs_with_words_are_comments_and_nothing_else_is() -> None:
    thread = ENGINE.thread(NOTES, None)
    assert thread is not None
    reply, reblog, answer = thread.comments
    assert (reply.author, reply.html) == (
        Author("thwart", "https://thwart.tumblr.com/"),
        "Use a <i>better</i> brush.",
    )
    assert (reblog.id, reblog.author) == ("6002", Author("keel", "https://keel.tumblr.com/post/6002/x"))
    assert reblog.permalink == "https://keel.tumblr.com/post/6002/x"
    assert "Oil never" in reblog.html
    assert (answer.author, answer.html) == (Author("stem", "https://stem.tumblr.com/"), "Sand it.")


def test_what_the_script_would_ask_for_is_named() -> None:
    thread = ENGINE.thread(NOTES, None)
    assert thread is not None
    assert thread.complete is False
    (source,) = thread.rest
    assert source == ThreadSource.at("https://smallboats.tumblr.com/notes/5001/aBcD?from_c=1400000000")


def test_a_theme_that_names_nothing_inside_a_post_gives_the_post() -> None:
    html = (
        "<h1>Small boats</h1><div id=posts><div class='post text'><h3><a href=/post/5001/varnish>Varnish</a></h3>"
        "<p>Third coat.</p><div class=tags>wood</div></div></div>"
    )
    post = ENGINE.post(page(html, URL))
    assert post is not None
    assert (post.title, post.html) == ("Varnish", "<p>Third coat.</p>")


def test_likes_alone_are_a_thread_without_comments() -> None:
    likes = "".join(
        f"<li class='note like'><span class=action><a href=https://{name}.tumblr.com/>{name}</a> liked this</span></li>"
        for name in ("oar", "keel", "stem", "thwart")
    )
    thread = engines.read(page(f"<h1>Varnish</h1><p>Third coat.</p><ol class=notes>{likes}</ol>", URL)).thread
    assert thread is not None
    assert thread.comments == ()


@pytest.mark.parametrize(
    ("address", "is_list"),
    [
        ("https://smallboats.tumblr.com/", True),
        ("https://smallboats.tumblr.com/tagged/varnish", True),
        (URL, False),
        ("https://www.tumblr.com/smallboats/715001234567/varnish", False),
    ],
)
def test_addresses_tell_lists_from_posts(address: str, *, is_list: bool) -> None:
    html = "<article class=post><h2 class=title><a href=/post/1>A</a></h2><div class=body>a</div></article>"
    assert (ENGINE.posts(page(html, address)) is not None) is is_list
