"""What the Dreamwidth engine reads out of the classes of its core styles."""

import pytest

from tests.engines.documents import page, saved
from tui_reader.engines.software.dreamwidth import ENGINE
from tui_reader.models import Author, ThreadSource

URL = "https://ferry-log.dreamwidth.org/5121.html"
CORE = saved("dreamwidth", "core.html", URL)


def test_parents_are_those_of_the_links_and_depths_and_what_is_folded_is_stepped_over() -> None:
    thread = ENGINE.thread(CORE, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("101", None),
        ("102", "101"),
        ("104", "102"),
        ("105", None),
    ]


def test_a_comment_has_its_subject_over_it_and_its_author_has_a_journal() -> None:
    thread = ENGINE.thread(CORE, None)
    assert thread is not None
    first, answer, guest, gone = thread.comments
    assert first.author == Author("tern", "https://tern.dreamwidth.org/")
    assert first.html == "<p><strong>Timetables</strong></p>\nThey float even less than pontoons."
    assert first.published is not None
    assert first.published.iso() == "2014-03-04T09:31:00+00:00"
    assert (answer.html, answer.is_by_post_author, first.is_by_post_author) == ("Ours is printed on mud.", True, False)
    assert guest.author == Author("(Anonymous)")
    assert (gone.is_deleted, gone.html) == (True, "(deleted comment)")


def test_what_is_folded_and_the_other_pages_are_named() -> None:
    thread = ENGINE.thread(CORE, None)
    assert thread is not None
    assert (thread.stated_count, thread.closed, thread.complete) == (6, False, False)
    assert thread.rest == tuple(ThreadSource.at(f"{URL}?{query}") for query in ("view=flat", "page=all", "page=2"))


@pytest.mark.parametrize("deep", [181, 250])
def test_depth_counts_where_the_elements_are_no_longer_nested(deep: int) -> None:
    threads = "".join(
        f"<div class='comment-thread comment-depth-{depth}'><div class=dwexpcomment id=cmt{depth}>"
        f"<div class='comment-wrapper full'><div class=comment-content>{depth}</div></div></div></div>"
        for depth in range(deep - 1, deep + 1)
    )
    thread = ENGINE.thread(page(threads, URL), None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        (str(deep - 1), None),
        (str(deep), str(deep - 1)),
    ]


def test_a_page_of_recent_entries_is_a_list() -> None:
    entry = "<div class=entry-wrapper><h3 class=entry-title><a href=/1.html>A</a></h3><div class=entry-content>a</div>"
    document = page(f"<body class=page-recent>{entry}</div>", "https://ferry-log.dreamwidth.org/")
    rows = ENGINE.posts(document)
    assert rows is not None
    assert [(row.title, row.url) for row in rows] == [("A", "https://ferry-log.dreamwidth.org/1.html")]


@pytest.mark.parametrize("address", [f"{URL}?thread=101#cmt101", "cmt101", "comment-cmt101"])
def test_a_comments_address_names_it(address: str) -> None:
    assert ENGINE.comment_id(address) == "101"
