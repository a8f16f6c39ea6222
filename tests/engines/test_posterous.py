"""What the Posterous engine reads out of archived pages."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.posterous import ENGINE
from tui_reader.models import Author

UNITS = saved("posterous", "units.html", "http://dimideas.posterous.com/lanterns")


def test_each_box_is_a_comment_with_its_name_and_day() -> None:
    thread = ENGINE.thread(UNITS, None)
    assert thread is not None
    first, guest = thread.comments
    assert (first.author, first.html) == (
        Author("Odile", "http://posterous.com/people/odile"),
        "<p>Paraffin or rape oil?</p>",
    )
    assert (guest.author, guest.html) == (Author("Guest"), "Neither, I hope.")
    assert [comment.published and comment.published.iso() for comment in thread.comments] == [
        "2010-03-12",
        "2010-03-14",
    ]


def test_a_page_is_known_by_its_boxes_alone() -> None:
    html = "<div class=commentunit><div class=commentname>A</div><div class=comment>B</div></div>"
    evidence = ENGINE.recognise(page(html))
    assert evidence is not None
    assert "comments" in evidence.reason
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    assert [comment.author for comment in thread.comments] == [Author("A")]
