"""What is left of a thread, and what the user is told about the rest."""

import pytest

from tui_reader.engines import judging
from tui_reader.models import Author, Comment, PostData, Thread, ThreadSource

OWN = ("https://blog.example/2008/09/a-post.html",)
SOMEBODY = Comment("1", html="<p>Yes.</p>")


def judged(*comments: Comment) -> Thread:
    return judging.judged(Thread("x", comments=comments), OWN)


def test_twins_empty_ones_and_lost_parents_go() -> None:
    thread = judged(
        SOMEBODY,
        Comment("1", html="<p>Yes.</p>"),
        Comment("2", html="<p> &nbsp;</p>"),
        Comment("3", html="<img src=x>", parent_id="1"),
        Comment("4", html="x", parent_id="2"),
        Comment("5", html="x", parent_id="5"),
        Comment("6", is_deleted=True),
        Comment("7", is_pingback=True, author=Author("Elsewhere")),
    )
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("1", None),
        ("3", "1"),
        ("4", None),
        ("5", None),
        ("6", None),
        ("7", None),
    ]


@pytest.mark.parametrize(
    ("permalink", "is_kept"),
    [
        ("https://blog.example/2008/09/a-post.html#comment-1", True),
        ("http://www.blog.example/2008/09/a-post?showComment=1219#c1", True),
        ("https://blog.example/2008/09/a-post.html/comment-page-2#comment-1", True),
        ("https://blog.example/2008/09/a-post.html?cid=1#comment-1", True),
        ("https://elsewhere.example/note#1", True),
        ("https://blog.example/2007/01/other.html#comment-1", False),
        (None, True),
    ],
)
def test_a_comment_of_another_post_is_dropped(permalink: str | None, *, is_kept: bool) -> None:
    assert bool(judged(Comment("1", html="x", permalink=permalink)).comments) is is_kept


@pytest.mark.parametrize(
    "page", ["https://blog.example/a-post/comment-page-2/", "https://blog.example/a-post/?cpage=2"]
)
def test_a_further_page_of_comments_keeps_its_own(page: str) -> None:
    ours = Comment("1", html="x", permalink=f"{page}#comment-1")
    theirs = Comment("2", html="x", permalink="https://blog.example/other/#comment-2")
    assert judging.judged(Thread("x", (ours, theirs)), (page,)).comments == (ours,)


@pytest.mark.parametrize(
    ("thread", "complete"),
    [
        (Thread("x", (SOMEBODY,)), None),
        (Thread("x", (SOMEBODY,), stated_count=1), True),
        (Thread("x", (SOMEBODY,), stated_count=0), True),
        (Thread("x", (SOMEBODY,), stated_count=2), False),
        (Thread("x", (SOMEBODY,), stated_count=1, rest=(ThreadSource.at("https://blog.example/2"),)), False),
        (Thread("x", (SOMEBODY,), stated_count=2, complete=True), True),
    ],
)
def test_complete_is_what_is_stated_against_what_is_here(thread: Thread, *, complete: bool | None) -> None:
    assert judging.judged(thread, OWN).complete is complete


@pytest.mark.parametrize(
    ("post", "thread", "sentences"),
    [
        (PostData(None, title="T", html="x"), None, ()),
        (None, None, ("Neither a title nor a text stands on this page.",)),
        (PostData(None, html="x"), None, ("No title stands on this page.",)),
        (PostData(None, title="T"), None, ("No text of a post was found on this page.",)),
        (
            PostData(None, title="T", html="x"),
            Thread("x", (SOMEBODY,), stated_count=1124, rest=(ThreadSource.at("a"), ThreadSource.at("b"))),
            ("The page names 1,124 comments and holds 1; 2 more pages are known.",),
        ),
        (
            PostData(None, title="T", html="x"),
            Thread("x", (SOMEBODY,), rest=(ThreadSource.at("a"),)),
            ("The page holds 1 comment; 1 more page is known.",),
        ),
        (
            PostData(None, title="T", html="x"),
            Thread("x", stated_count=1),
            ("The page names 1 comment and holds 0.",),
        ),
        (
            PostData(None, title="T", html="x"),
            Thread("x", service="giscus", stated_count=3),
            ("The comments are kept by giscus; none stands in the page itself.",),
        ),
    ],
)
def test_what_is_missing_is_said_in_sentences(
    post: PostData | None, thread: Thread | None, sentences: tuple[str, ...]
) -> None:
    assert judging.warnings(post, thread) == sentences
