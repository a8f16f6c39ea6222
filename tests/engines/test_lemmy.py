"""What the Lemmy engine reads out of the pages of several versions, and out of the data in them."""

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.lemmy import ENGINE
from tui_reader.models import Author

POST = saved("lemmy", "post.html", "https://lathes.example/post/700")
EARLY = saved("lemmy", "early.html", "https://lathes.example/post/70")
FRONT = saved("lemmy", "front.html", "https://lathes.example/")


def test_an_instance_is_known_by_its_interface_whatever_its_host() -> None:
    assert ENGINE.recognise(POST) is not None
    assert ENGINE.recognise(EARLY) is not None
    assert ENGINE.recognise(page("<ul class=comments><li class=comment>Nothing of the kind.")) is None


def test_a_post_is_its_link_and_its_words() -> None:
    post = ENGINE.post(POST)
    assert post is not None
    assert post.title == "How a lathe is oiled"
    assert post.html == (
        '<p><a href="https://lathe.example/oil">https://lathe.example/oil</a></p>\n<p dir="auto">With pictures.</p>'
    )
    assert post.author == Author("Mara Lind", "https://lathes.example/u/mara")
    assert post.published is not None
    assert post.published.iso() == "2024-01-15T12:00:00+00:00"
    assert post.comment_count == 4


def test_replies_stand_behind_what_they_answer() -> None:
    thread = engines.read(POST).thread
    assert thread is not None
    assert [(one.id, one.parent_id, one.author and one.author.name) for one in thread.comments] == [
        ("11", None, "ewe"),
        ("12", "11", "kerze"),
        ("13", "12", "Mara Lind"),
        ("14", None, "bolt"),
    ]
    assert [one.is_deleted for one in thread.comments] == [False, True, False, False]
    assert [one.is_by_post_author for one in thread.comments] == [False, False, True, False]
    assert (thread.stated_count, thread.complete, thread.closed) == (4, True, True)
    assert thread.comments[0].permalink == "https://lathes.example/comment/11"


def test_times_are_those_of_the_data_else_those_of_the_tips() -> None:
    thread = ENGINE.thread(POST, None)
    assert thread is not None
    times = [one.published.iso() for one in thread.comments if one.published]
    assert times == [
        "2024-01-15T12:30:05+00:00",
        "2024-01-15T12:40:00+00:00",
        "2024-01-15T15:45:00+03:00",
        "2024-01-15T17:00:00+03:00",
    ]


def test_the_first_versions_nested_boxes_and_printed_hosts() -> None:
    post, thread = ENGINE.post(EARLY), ENGINE.thread(EARLY, None)
    assert post is not None
    assert thread is not None
    assert (post.title, post.html, post.author) == (
        "Which oil?",
        "<p>For a small lathe.</p>",
        Author("mara", "https://lathes.example/u/mara"),
    )
    first, second = thread.comments
    assert (first.id, second.id, second.parent_id) == ("71", "72", "71")
    assert first.author == Author("ewe", "https://wool.example/u/ewe")
    assert first.html == "<p>The thin one.</p>"
    assert first.published is not None
    assert first.published.iso() == "2022-07-08T09:00:00+00:00"


def test_broken_data_takes_nothing_away() -> None:
    broken = page(POST.source.replace('"routeData":', '"routeData"'), "https://lathes.example/post/700")
    thread = ENGINE.thread(broken, None)
    assert thread is not None
    assert thread.comments[0].published is not None
    assert thread.comments[0].published.iso() == "2024-01-15T15:30:05+03:00"


def test_a_front_page_lists_the_posts_own_pages() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.url, row.title, row.published and row.published.iso()) for row in rows] == [
        ("https://lathes.example/post/700", "How a lathe is oiled", "2024-01-15T15:00:00+03:00"),
        ("https://lathes.example/post/701", "Which oil?", "2024-01-14T15:00:00+03:00"),
    ]
    assert ENGINE.posts(POST) is None


def test_a_comments_address_holds_its_number() -> None:
    for address in ("https://a.example/comment/12", "https://a.example/post/9/12", "/post/9/comment/12", "comment-12"):
        assert ENGINE.comment_id(address) == "12"
