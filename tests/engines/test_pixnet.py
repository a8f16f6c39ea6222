"""What the Pixnet engine reads: comments, the owner's answers in the same boxes, and other pages."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.pixnet import ENGINE
from tui_reader.models import Author, ThreadSource

CHOC = saved("pixnet", "choc.html", "http://slowpath.pixnet.net/blog/post/700")


def test_the_owners_answer_is_a_comment_of_its_own() -> None:
    thread = ENGINE.thread(CHOC, None)
    assert thread is not None
    first, answer, guest = thread.comments
    assert first.author == Author("阿茶", "http://tea.pixnet.net/blog")
    assert (answer.id, answer.parent_id, answer.is_by_post_author) == ("41-reply", "41", True)
    assert (answer.author, answer.html) == (
        Author("慢慢走", "http://slowpath.pixnet.net/blog"),
        "謝謝！<br>下次一起數。",
    )
    assert [comment.published and comment.published.iso() for comment in (first, answer)] == [
        "2014-03-09T08:30:00",
        "2014-03-10T21:05:00",
    ]
    assert (guest.author, guest.parent_id) == (Author("訪客"), None)


def test_whispers_are_no_comments_and_other_pages_are_named() -> None:
    thread = ENGINE.thread(CHOC, None)
    assert thread is not None
    assert (len(thread.comments), thread.stated_count, thread.complete) == (3, 5, False)
    assert thread.rest == (ThreadSource.at("http://slowpath.pixnet.net/blog/post/700?comment_page=2"),)


def test_an_answer_without_a_name_is_the_owners() -> None:
    document = page(
        "<meta name=author content='Lin (lin)'><div id=comment-box><ul class=single-post><li class=post-info>"
        "<a name=comment-7></a><span class=user-name>A</span></li><li class=post-text>x</li>"
        "<li class=reply-text>y</li></ul></div>",
        "https://lin.pixnet.net/blog/post/1",
    )
    thread = ENGINE.thread(document, None)
    assert thread is not None
    assert [(comment.id, comment.author, comment.html) for comment in thread.comments] == [
        ("7", Author("A"), "x"),
        ("7-reply", Author("Lin"), "y"),
    ]
    assert thread.complete is None


def test_a_comments_address_names_it() -> None:
    assert ENGINE.comment_id("http://lin.pixnet.net/blog/post/1#comment-58824406") == "58824406"
