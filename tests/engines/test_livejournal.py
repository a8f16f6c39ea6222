"""What the LiveJournal engine reads: leaves, the boxes of its first styles, and the data of its script."""

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.livejournal import ENGINE
from tui_reader.models import Author, Link, ThreadSource

LEAVES = saved("livejournal", "leaves.html", "https://olga-prichal.livejournal.com/4410.html")
BOXES = saved("livejournal", "boxes.html", "http://mudlark.livejournal.com/3300.html")
TALK = saved("livejournal", "talk.html", "http://ferrywoman.livejournal.com/88.html")
LIGHT = saved("livejournal", "light.html", "https://sluis.livejournal.com/77.html")


def test_leaves_stand_as_deep_as_their_twigs() -> None:
    thread = ENGINE.thread(LEAVES, None)
    assert thread is not None
    first, answer, gone = thread.comments
    assert (first.id, first.author) == ("200", Author("vera", "https://vera.livejournal.com/"))
    assert first.html == "<p><strong>Расписание</strong></p>\nОно зимнее."
    assert first.published is not None
    assert first.published.iso() == "2014-03-05T07:40:11+00:00"
    assert (answer.parent_id, answer.is_by_post_author) == ("200", True)
    assert (gone.id, gone.is_deleted, gone.html) == ("203", True, "Удалённый комментарий")


def test_folded_leaves_and_other_pages_are_asked_for() -> None:
    thread = ENGINE.thread(LEAVES, None)
    assert thread is not None
    assert thread.complete is False
    assert thread.rest == (
        ThreadSource.at("https://olga-prichal.livejournal.com/4410.html?page=2"),
        ThreadSource.at("https://olga-prichal.livejournal.com/4410.html?view=flat&nojs=1"),
    )


def test_boxes_of_styles_are_read_without_their_bars_and_a_folded_one_is_none() -> None:
    thread = ENGINE.thread(BOXES, None)
    assert thread is not None
    first, answer, gone = thread.comments
    assert first.author == Author("penny", "http://penny.livejournal.com/")
    assert first.html.startswith("<p><strong>Doors</strong></p>\nI have three doors and no keys, says <span")
    assert (answer.id, answer.parent_id, answer.author, answer.html) == ("302", "301", Author("(Anonymous)"), "Trade?")
    assert (gone.id, gone.is_deleted, gone.html) == ("304", True, "(Deleted comment)")
    assert (thread.closed, thread.complete) == (False, False)


def test_the_sites_own_pages_indent_by_an_empty_picture() -> None:
    thread = ENGINE.thread(TALK, None)
    assert thread is not None
    first, answer, gone = thread.comments
    assert (first.author, first.html) == (
        Author("hale", "http://hale.livejournal.com/"),
        "<p><strong>Lids</strong></p>\nOurs has no handle.",
    )
    assert first.published is not None
    assert first.published.iso() == "2011-03-05T22:12:00+00:00"
    assert (answer.parent_id, answer.author, answer.html) == ("401", None, "Then it is a plate.")
    assert (gone.parent_id, gone.is_deleted) == ("401", True)
    assert thread.complete is False


def test_margins_of_boxes_around_boxes_add_up() -> None:
    html = (
        "<div id=ljcmt1 class=ljcmt_full><div class=box><h3>Mar. 4th, 2006 09:12 am<br><span class=ljuser>a</span>"
        "</h3><div class=entry>One</div><div class=talklinks><a href='?replyto=1'>Reply</a></div></div></div>"
        "<div style='margin-left: 25px;'><div id=ljcmt2 class=ljcmt_full><div class=box><h3>x</h3><div class=entry>Two"
        "</div></div></div><div style='margin-left: 25px;'><div id=ljcmt3 class=ljcmt_full><div class=box>"
        "<div class=entry>Three</div></div></div></div></div>"
    )
    thread = ENGINE.thread(
        page(f"<div style='margin-left: 25px'>{html}</div>", "http://a.livejournal.com/9.html"), None
    )
    assert thread is not None
    assert [(comment.parent_id, comment.html) for comment in thread.comments] == [
        (None, "One"),
        ("1", "Two"),
        ("2", "Three"),
    ]


def test_indentation_alone_tells_what_is_answered() -> None:
    boxes = "".join(
        f"<div id=ljcmt{number} style='margin-left: {margin}px'><span class=ljuser>a</span>"
        f"<div class=comment-text>{number}</div></div>"
        for number, margin in ((1, 0), (2, 25), (3, 50), (4, 25), (5, 0))
    )
    thread = ENGINE.thread(page(boxes, "http://a.livejournal.com/9.html"), None)
    assert thread is not None
    assert [comment.parent_id for comment in thread.comments] == [None, "1", "2", "1", None]


def test_the_data_of_the_script_is_the_thread() -> None:
    thread = ENGINE.thread(LIGHT, None)
    assert thread is not None
    first, answer = thread.comments
    assert (first.id, first.author) == ("1000", Author("Kees", "https://kees.livejournal.com/"))
    assert first.permalink == "https://sluis.livejournal.com/77.html?thread=1000#t1000"
    assert answer.html == "<p><strong>Sides</strong></p>\nBoth, <b>in turn</b>."
    assert (answer.parent_id, answer.is_by_post_author) == ("1000", True)
    assert (thread.stated_count, thread.closed, thread.complete) == (3, False, False)


@pytest.mark.parametrize("data", ["{", '{"comments": 1}', "[]", '{"comments": [1, {"dtalkid": "x"}]}'])
def test_damaged_data_leaves_the_elements(data: str) -> None:
    html = f"<script>Site.page = {data};</script><div id=t7 class=b-leaf><div class=b-leaf-article>Yes</div></div>"
    thread = ENGINE.thread(page(html, "https://a.livejournal.com/9.html"), None)
    assert thread is not None
    assert [comment.id for comment in thread.comments] == ["7"]


def test_buttons_to_the_neighbours_have_no_titles() -> None:
    found = ENGINE.neighbours(LEAVES)
    assert found is not None
    assert found.previous == Link("https://www.livejournal.com/go.bml?journal=olga_prichal&itemid=4410&dir=prev")
    assert found.next is not None
    assert found.next.title is None


@pytest.mark.parametrize(
    ("address", "is_list"),
    [
        ("https://a.livejournal.com/", True),
        ("https://a.livejournal.com/2014/03/", True),
        ("https://users.livejournal.com/a/?skip=10", True),
        ("https://a.livejournal.com/77.html", False),
    ],
)
def test_addresses_tell_lists_from_posts(address: str, *, is_list: bool) -> None:
    html = "<article class=hentry><h3 class=entry-title><a href=/77.html>A</a></h3><div class=entry-content>a</div>"
    assert (ENGINE.posts(page(html, address)) is not None) is is_list


@pytest.mark.parametrize("address", ["http://a.livejournal.com/9.html?thread=678#t678", "t678", "ljcmt678"])
def test_a_comments_address_names_it(address: str) -> None:
    assert ENGINE.comment_id(address) == "678"


def test_the_moment_of_a_comment_is_not_the_posts() -> None:
    reading = engines.read(TALK)
    assert reading.post is not None
    assert reading.post.title == "Fog"
    assert reading.post.published is None
