"""What the Movable Type engine reads out of fifteen years of default templates."""

import pytest

from tests.engines.documents import page, saved
from tui_reader.content.document import Document
from tui_reader.engines.software.movabletype import ENGINE
from tui_reader.models import Author, Comment, Link, Thread

URL = "http://tinroof.example/2012/05/hail.html"


def of(name: str, url: str = URL) -> Document:
    return saved("movabletype", name, url)


def thread_of(name: str, url: str = URL) -> Thread:
    document = of(name, url)
    thread = ENGINE.thread(document, ENGINE.post(document))
    assert thread is not None
    return thread


def names(thread: Thread) -> list[str | None]:
    return [comment.author.name if comment.author else None for comment in thread.comments]


def date(comment: Comment) -> str | None:
    return comment.published.iso() if comment.published else None


@pytest.mark.parametrize(
    "name",
    ["second", "third", "fourth", "rainier", "named", "terms", "heavy", "disqus", "archive"],
)
def test_every_generation_is_recognised(name: str) -> None:
    assert ENGINE.recognise(of(f"{name}.html")) is not None


def test_a_page_without_its_marks_is_not_taken() -> None:
    assert ENGINE.recognise(page("<article class=hentry><h1 class=entry-title>T</h1></article>")) is None


@pytest.mark.parametrize(
    ("name", "title", "author", "published", "words"),
    [
        ("second", "Rain at four", "Otto", "2003-02-20", "Then it left."),
        ("third", "Snow load", "Otto", "2007-02-03T09:40:00", "It held."),
        ("fourth", "Hail", "Otto Rahn", "2012-05-09T11:26:57+02:00", "Later, plums."),
        ("rainier", "Slate", "Otto Rahn", "2014-04-02T07:00:00+00:00", "older than the house"),
        ("named", None, None, "2004-03-19T17:36:00", "It burns well"),
    ],
)
def test_the_post_of_each_generation(
    name: str, title: str | None, author: str | None, published: str, words: str
) -> None:
    post = ENGINE.post(of(f"{name}.html"))
    assert post is not None
    assert post.title == title
    assert (post.author.name if post.author else None) == author
    assert post.published is not None
    assert post.published.iso() == published
    assert post.html is not None
    assert words in post.html
    assert "posted" not in post.html.lower()


def test_boxes_without_numbers_are_told_apart_by_what_they_say() -> None:
    thread = thread_of("second.html", "http://tinroof.example/archives/000042.html")
    assert names(thread) == ["Nell", "Day Trip", "Day Trip", None]
    ids = [comment.id for comment in thread.comments]
    assert ids[2] == f"{ids[1]}-2"
    assert len(set(ids)) == 4
    assert thread.comments[0].html == "<p>Ours came straight down.</p><p>All night.</p>"
    assert date(thread.comments[3]) == "2003-02-21T02:00:00"
    assert thread.closed is False


def test_the_third_markup_has_numbers_a_total_and_trackbacks() -> None:
    thread = thread_of("third.html")
    assert [comment.id for comment in thread.comments] == ["5", "6", "ping-5"]
    assert [comment.is_pingback for comment in thread.comments] == [False, False, True]
    assert thread.stated_count == 2
    assert thread.closed is True
    assert thread.closed_notice == "Sorry, comments for this entry are now closed."


def test_the_fourth_markup_says_who_answers_whom() -> None:
    thread = thread_of("fourth.html")
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("700", None),
        ("703", "700"),
        ("705", "703"),
    ]
    assert thread.comments[0].html == "<p>Peas here too.</p>"
    assert thread.comments[1].is_by_post_author
    assert date(thread.comments[2]) == "2012-05-10T08:00:00+02:00"
    assert thread.stated_count == 3
    assert thread.closed is False


def test_a_heading_that_is_closed_wrongly_does_not_swallow_the_byline() -> None:
    post = ENGINE.post(of("fourth.html"))
    assert post is not None
    assert post.title == "Hail"


def test_the_sixth_markup_keeps_the_name_apart_from_whom_it_answers() -> None:
    thread = thread_of("rainier.html", "http://tinroof.example/2014/04/slate.html")
    assert [(comment.author, comment.parent_id) for comment in thread.comments] == [
        (Author("Nell"), None),
        (Author("Otto"), "21"),
    ]
    assert thread.comments[1].html == "<p>Spanish, I fear.</p>"


def test_boxes_with_nothing_but_a_number() -> None:
    thread = thread_of("named.html", "http://tinroof.example/weblog/000111")
    assert [(comment.id, date(comment)) for comment in thread.comments] == [
        ("71", "2004-03-19T18:54:00"),
        ("72", "2004-03-20T01:15:00"),
    ]
    assert names(thread) == ["Nell", "Ida"]
    assert thread.stated_count == 2


def test_definition_lists_of_japanese_themes() -> None:
    thread = thread_of("terms.html")
    assert [(comment.id, comment.html) for comment in thread.comments] == [
        ("81", "<p>何色ですか。</p>"),
        ("82", "<p>黒です。</p>"),
    ]
    assert names(thread) == ["山田", "オットー"]
    assert thread.stated_count == 2


def test_a_theme_of_its_own_that_keeps_the_numbers_and_loads_the_rest_by_script() -> None:
    thread = thread_of("heavy.html", "http://tinroof.example/2010/08/copper.html")
    assert [(comment.id, comment.parent_id, date(comment)) for comment in thread.comments] == [
        ("868", None, "2010-08-18T08:05:00"),
        ("869", "868", "2010-08-18T08:30:00"),
    ]
    assert names(thread) == ["Nell", "Ida"]
    assert thread.comments[0].html == "<p>Somebody stole ours.</p>"
    assert thread.complete is False


def test_the_copy_that_disqus_leaves_for_crawlers() -> None:
    thread = thread_of("disqus.html")
    assert names(thread) == ["Nell", "Ida"]
    assert [comment.html for comment in thread.comments] == ["<p>Does it sing in rain?</p>", "<p>It hums.</p>"]
    assert thread.stated_count == 2
    assert thread.closed is None


def test_neighbours_of_a_line_with_arrows_and_of_the_head() -> None:
    second = ENGINE.neighbours(of("second.html", "http://tinroof.example/archives/000042.html"))
    assert second is not None
    assert second.previous == Link("http://tinroof.example/archives/000041.html", "Gutters")
    assert second.next == Link("http://tinroof.example/archives/000043.html", "A bucket")
    assert second.index == Link("http://tinroof.example/", "Main")
    fourth = ENGINE.neighbours(of("fourth.html"))
    assert fourth is not None
    assert fourth.previous == Link("http://tinroof.example/2012/04/wind.html", "Wind")
    assert fourth.next == Link("http://tinroof.example/2012/05/sun.html", "Sun")
    named = ENGINE.neighbours(of("named.html", "http://tinroof.example/weblog/000111"))
    assert named is not None
    assert named.previous == Link("http://tinroof.example/weblog/000110", "Straw")
    assert named.next is None


def test_the_archive_lists_every_post_with_its_day() -> None:
    rows = ENGINE.posts(of("archive.html", "http://tinroof.example/archives.html"))
    assert rows is not None
    assert [(row.title, row.published.iso() if row.published else None) for row in rows] == [
        ("Snow load", "2007-02-03"),
        ("The ladder", "2007-01-09"),
    ]


def test_an_archive_of_one_post_is_a_list() -> None:
    entry = "<div class=entry-asset><h2 class=asset-name><a href=/ebb.html rel=bookmark>Ebb</a></h2></div>"
    document = page(f"<body class='mt-archive-listing mt-category-archive'>{entry}", "https://tides.example/birds/")
    assert ENGINE.posts(document) is not None
    assert ENGINE.post(document) is None


def test_a_heading_in_the_text_that_is_the_title_is_not_repeated() -> None:
    body = "<div class=content><h1>Ebb</h1><p>The sea goes out.</p><h2>Later</h2><p>It comes back.</p></div>"
    post = ENGINE.post(page(f"<title>Ebb (Tides)</title>{body}", "https://tides.example/ebb"))
    assert post is not None
    assert post.html is not None
    assert "<h1>" not in post.html
    assert "<h2>Later</h2>" in post.html
