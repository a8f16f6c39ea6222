"""Plugins and premium themes of WordPress: what they list beside the thread, where they put numbers, what they load."""

import pytest

from tests.engines.documents import page
from tui_reader.content.document import Document
from tui_reader.engines.software.wordpress import ENGINE
from tui_reader.models import Thread

OWN = "https://b.example/2014/05/06/spokes/"
HERE = "<ol class=commentlist><li id=comment-4 class=comment><cite class=fn>Kit</cite><p>Here</p></li></ol>"


def single(html: str) -> Document:
    return page(f"<html><body class='single postid-5'>{html}</body></html>", OWN)


def thread_of(html: str) -> Thread:
    thread = ENGINE.thread(single(html), None)
    assert thread is not None
    return thread


@pytest.mark.parametrize(
    "widget",
    [
        "<div class=decent-comments><ul><li id=comment-5><cite>Zoe</cite><p>Elsewhere</p></li></ul></div>",
        "<div class=fbconnect_LastComments><li id=comment-5><cite>Zoe</cite><p>Elsewhere</p></li></div>",
        "<aside class='widget widget_recent_comments'><li id=comment-5>Zoe on Rims</li></aside>",
        "<div class=dsq-widget><ul class=dsq-widget-list><li id=comment-5><p>Elsewhere</p></li></ul></div>",
        "<ul class=top-comments><li id=comment-5><cite>Zoe</cite><p>Elsewhere</p></li></ul>",
    ],
)
def test_lists_of_the_whole_blogs_comments_are_left_out(widget: str) -> None:
    assert [comment.id for comment in thread_of(f"{HERE}{widget}").comments] == ["4"]


def test_a_list_called_the_last_comments_may_be_the_threads_own() -> None:
    assert [comment.id for comment in thread_of(f"<div class=last-comments>{HERE}</div>").comments] == ["4"]


def test_depth_is_told_by_the_item_around_a_numbered_box() -> None:
    items = "".join(
        f"<li class='comment depth-{depth}'><div id=comment-{number}><cite class=fn>A</cite><p>x</p></div>"
        for number, depth in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 1))
    )
    comments = thread_of(f"<ol class=commentlist>{items}</ol>").comments
    assert [comment.parent_id for comment in comments] == [None, "1", "2", "1", None]


def test_a_theme_that_numbers_the_text_alone_still_tells_who_and_when() -> None:
    def item(number: int, name: str, below: str = "") -> str:
        return (
            f"<li class=comment><div class=qodef-comment><h5 class=qodef-name>{name}</h5>"
            f"<div class=qodef-comment-date>May {number}, 2014</div>"
            f"<div class=qodef-text-holder id=comment-{number}><p>Said {number}</p></div></div>{below}</li>"
        )

    answer = f"<ul class=children>{item(8, 'Bo')}</ul>"
    comments = thread_of(f"<ul class=qodef-comment-list>{item(7, 'Ann', answer)}{item(9, 'Cy')}</ul>").comments
    assert [(comment.id, comment.parent_id) for comment in comments] == [("7", None), ("8", "7"), ("9", None)]
    assert [comment.published.iso()[:10] if comment.published else None for comment in comments] == [
        "2014-05-07",
        "2014-05-08",
        "2014-05-09",
    ]


def test_a_ping_whose_item_has_no_number_is_given_once() -> None:
    item = "<li class='pingback'><div id=comment-9>Pingback: <a href='https://c.example/x'>Rims</a></div></li>"
    comments = thread_of(f"<ol class=commentlist>{item}</ol>").comments
    assert [(comment.id, comment.is_pingback) for comment in comments] == [("9", True)]


def test_a_form_of_jetpack_in_a_frame_leaves_the_thread_open() -> None:
    frame = "<div id=respond><iframe id=jetpack_remote_comment class=jetpack_remote_comment src='https://j.example/'></iframe></div>"
    thread = thread_of(f"{HERE}{frame}")
    assert (thread.closed, len(thread.comments)) == (False, 1)


@pytest.mark.parametrize("label", ["Older comments", "Ältere Kommentare", "Plus anciens", "以前のコメント", "1"])
@pytest.mark.parametrize("address", [f"{OWN}comment-page-1/#comments", f"{OWN}?cpage=1#comments"])
def test_older_pages_are_known_by_their_address_in_any_language(label: str, address: str) -> None:
    thread = thread_of(f"{HERE}<div class=nav-previous><a href='{address}'>{label}</a></div>")
    assert [source.request.url for source in thread.rest] == [address.partition("#")[0]]
    assert thread.complete is False
