"""What the Ghost engine reads out of the themes of several versions, and which posts it takes for neighbours."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.ghost import ENGINE
from tui_reader.models import Author, Link

CASPER = saved("ghost", "casper.html", "https://harbour.example/drying-nets/")
MEMBERS = saved("ghost", "members.html", "https://bank.example/die-zweite-bank/")
FIRST = saved("ghost", "first.html", "http://drawer.example/two-spoons/")
FRONT = saved("ghost", "front.html", "https://harbour.example/")


def test_a_page_is_known_by_its_generator_or_its_scripts() -> None:
    for document in (CASPER, MEMBERS, FIRST, FRONT):
        assert (evidence := ENGINE.recognise(document)) is not None
        assert evidence.confidence > 0.9
    assert ENGINE.recognise(page("<meta name=generator content='Ghostwriter'><article class=post>a")) is None


def test_a_post_leaves_out_what_asks_for_an_address() -> None:
    post = ENGINE.post(MEMBERS)
    assert post is not None
    assert post.title == "Die zweite Bank"
    assert post.html is not None
    assert "Am Sonntag" in post.html
    assert "per Post erhalten" not in post.html
    first = ENGINE.post(FIRST)
    assert first is not None
    assert first.author == Author("Ida Holm", "http://drawer.example/author/ida/")
    assert first.tags == ("drawers",)


def test_the_cards_below_a_casper_post_are_neighbours_by_their_dates() -> None:
    found = ENGINE.neighbours(CASPER)
    assert found is not None
    assert found.previous == Link("https://harbour.example/salt/", "Salt")
    assert found.next == Link("https://harbour.example/the-gull/", "The gull")


def test_one_card_without_a_date_tells_nothing() -> None:
    card = "<article class=post-card><a href=/a/><h2 class=post-card-title>A</h2></a></article>"
    body = "<body class=post-template><aside><div class={}>{}</div></aside>"
    lonely = page(body.format("read-next-feed", card))
    assert ENGINE.neighbours(lonely) is None
    related = page(body.format("read-more", card * 2))
    assert ENGINE.neighbours(related) is None


def test_the_first_themes_name_the_newer_post_first() -> None:
    found = ENGINE.neighbours(FIRST)
    assert found is not None
    assert found.previous == Link("http://drawer.example/one-fork/", "One fork")
    assert found.next == Link("http://drawer.example/the-ladle/", "The ladle")


def test_related_cards_do_not_make_a_post_a_list() -> None:
    assert ENGINE.posts(MEMBERS) is None
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.title, row.summary) for row in rows] == [
        ("The gull", "He stays."),
        ("Drying nets", "A net that is folded wet."),
    ]


def test_the_comments_are_somewhere_else() -> None:
    thread = ENGINE.thread(MEMBERS, None)
    assert thread is not None
    assert thread.comments == ()
    assert thread.stated_count is None
    assert ENGINE.thread(FIRST, None) is None
    assert ENGINE.comment_id("https://bank.example/a/#ghost-comments-67c3f5a0aa00bb0001cc00d1") == (
        "67c3f5a0aa00bb0001cc00d1"
    )
