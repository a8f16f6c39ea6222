"""What the TypePad engine reads out of its two markups, in several languages."""

import pytest

from tests.engines.documents import page, saved
from tui_reader.engines.software.typepad import ENGINE
from tui_reader.models import Author, Link

MODERN = saved("typepad", "modern.html", "https://quietdoor.typepad.com/notes/2013/09/oiling-the-hinge.html")
PARAGRAPHS = saved("typepad", "paragraphs.html", "http://quietdoor.typepad.com/notes/2004/01/coat.html")
GERMAN = saved("typepad", "german.html", "http://tueren.example/tueren/2008/09/riegel.html")
JAPANESE = saved("typepad", "japanese.html", "http://door.example/blog/2008/09/b.html")
FRONT = saved("typepad", "front.html", "https://quietdoor.typepad.com/notes/")


def test_a_typepad_page_is_known_by_its_host_or_its_generator() -> None:
    assert (evidence := ENGINE.recognise(MODERN)) is not None
    assert evidence.confidence > 0.9
    assert (evidence := ENGINE.recognise(GERMAN)) is not None
    assert "generator" in evidence.reason
    assert ENGINE.recognise(page("<p>Nothing of the kind.</p>")) is None


def test_the_post_has_its_continuation_its_signer_and_its_categories() -> None:
    post = ENGINE.post(MODERN)
    assert post is not None
    assert post.title == "Oiling the hinge"
    assert post.author == Author("Mara Lind", "https://profile.typepad.com/mara")
    assert post.published is not None
    assert post.published.iso() == "2013-09-17"
    assert post.html is not None
    assert "Three drops" in post.html
    assert "second day" in post.html
    assert "Posted by" not in post.html
    assert post.tags == ("Hinges",)
    assert post.comments_feed == "https://quietdoor.typepad.com/notes/2013/09/oiling-the-hinge/comments/atom.xml"


def test_a_category_is_never_taken_for_the_author() -> None:
    document = page(
        "<div class=entry id=entry-1><h3 class=entry-header>T</h3><div class=entry-body><p>B</p></div>"
        "<p class=entry-footer><span class=post-footers>January 12, 2006 in <a href=/birds/>Birds</a></span></p></div>"
    )
    post = ENGINE.post(document)
    assert post is not None
    assert post.author is None
    assert post.published is not None
    assert post.published.iso() == "2006-01-12"


def test_the_visible_neighbours_win_over_those_of_the_head() -> None:
    neighbours = ENGINE.neighbours(MODERN)
    assert neighbours is not None
    assert neighbours.previous == Link("https://quietdoor.typepad.com/notes/2013/08/a-new-latch.html", "A new latch")
    assert neighbours.next == Link("https://quietdoor.typepad.com/notes/2013/09/the-draught.html", "The draught")
    assert neighbours.index == Link("https://quietdoor.typepad.com/notes/", "Main")


def test_the_first_post_of_a_blog_has_no_older_one() -> None:
    neighbours = ENGINE.neighbours(PARAGRAPHS)
    assert neighbours is not None
    assert neighbours.previous is None
    assert neighbours.next == Link("http://quietdoor.typepad.com/notes/2004/02/thaw.html", "Thaw")


def test_a_comment_is_named_as_its_feed_names_it() -> None:
    thread = ENGINE.thread(MODERN, ENGINE.post(MODERN))
    assert thread is not None
    owner, guest, ping = thread.comments
    assert owner.id == "6a0190aaaa0001970c0190cccc0002970b"
    assert guest.id == ENGINE.comment_id("tag:typepad.com,2003:comment-6a0190aaaa0001970c0190cccc0001970b")
    assert guest.author == Author("Lost in May 2009")
    assert guest.published is not None
    assert guest.published.iso() == "2013-09-04T11:27:00"
    assert owner.is_by_post_author
    assert ping.is_pingback
    assert ping.id == "ping-77"


def test_a_commenter_who_speaks_of_closed_comments_closes_none_and_the_notice_does() -> None:
    thread = ENGINE.thread(MODERN, None)
    assert thread is not None
    assert thread.closed is True
    assert thread.closed_notice == "The comments to this entry are closed."
    open_thread = ENGINE.thread(PARAGRAPHS, None)
    assert open_thread is not None
    assert open_thread.closed is False


def test_paragraphs_between_two_bylines_are_one_comment() -> None:
    thread = ENGINE.thread(PARAGRAPHS, None)
    assert thread is not None
    first, second = thread.comments
    assert first.id == "900"
    assert first.html == "<p>Felt holds water.</p>\n<p>Try wool.</p>"
    assert first.author == Author("Ewe & Co", "http://wool.example/")
    assert second.html == "<p>Mine is felt since 1998 and dry.</p>"
    assert second.published is not None
    assert second.published.iso() == "2004-02-01T20:00:00"


def test_german_bylines_and_notices_are_understood() -> None:
    thread = ENGINE.thread(GERMAN, None)
    assert thread is not None
    assert [comment.author for comment in thread.comments] == [
        Author("von Rabenau"),
        Author("Kerze", "http://kerze.example/"),
    ]
    assert [c.published.iso() for c in thread.comments if c.published] == ["2008-09-04T09:30:00", "2008-10-04T21:45:00"]
    assert thread.closed_notice == "Die Kommentare dieses Eintrags sind geschlossen."


def test_japanese_bylines_and_notices_are_understood() -> None:
    thread = ENGINE.thread(JAPANESE, None)
    assert thread is not None
    (comment,) = thread.comments
    assert comment.author == Author("山田")
    assert comment.published is not None
    assert comment.published.iso() == "2008-09-04T21:05:00"
    assert thread.closed is True


def test_a_front_page_lists_posts_under_their_date_headings() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.title, row.published.iso() if row.published else None) for row in rows] == [
        ("The draught", "2013-09-20"),
        ("Oiling the hinge", "2013-09-17"),
        ("A key", "2013-09-17"),
    ]
    assert ENGINE.post(FRONT) is None
    assert ENGINE.thread(FRONT, None) is None
    assert ENGINE.posts(MODERN) is None


@pytest.mark.parametrize(
    ("kind", "is_list"), [("post", False), ("category birds", True), ("date", True), ("index", True)]
)
def test_the_body_element_tells_a_list_of_one_post_from_its_page(kind: str, *, is_list: bool) -> None:
    entry = (
        "<div class=entry id=entry-1><h3 class=entry-header><a href=/b/2008/05/ebb.html>Ebb</a></h3><p>Out.</p></div>"
    )
    document = page(f"<body class='layout-two-column-right {kind}'>{entry}", "https://tides.typepad.com/b/birds/")
    assert (ENGINE.posts(document) is not None) is is_list
    assert (ENGINE.post(document) is None) is is_list
