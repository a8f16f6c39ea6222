"""What the Squarespace engine reads, and which of the two links beside a post leads to the older one."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.squarespace import ENGINE
from tui_reader.models import Link

SEVEN = saved("squarespace", "seven.html", "https://longtable.example/blog/a-drawer-for-string")
BRINE = saved("squarespace", "brine.html", "https://landing.example/journal/under-the-stairs")
PAIR = (
    "<meta itemprop=datePublished content=2023-05-10><script src='https://static1.squarespace.com/a.js'></script>"
    "<body class=view-item><a class=item-pagination-link--prev href=/a><h2>A</h2>{}</a>"
    "<a class=item-pagination-link--next href=/b><h2>B</h2>{}</a>"
)


def test_a_page_is_known_by_its_scripts() -> None:
    assert ENGINE.recognise(SEVEN) is not None
    assert ENGINE.recognise(BRINE) is not None
    assert ENGINE.recognise(page("<img src='https://static1.squarespace.com/a.jpg'>")) is None


def test_the_post_leaves_forms_and_its_neighbours_out() -> None:
    for document, words in ((SEVEN, "four years of parcels"), (BRINE, "hold the tent")):
        post = ENGINE.post(document)
        assert post is not None
        assert post.html is not None
        assert words in post.html
        assert "Sign up" not in post.html
        assert "Newer Post" not in post.html


def test_a_newer_post_that_is_called_previous_is_the_next_one() -> None:
    found = ENGINE.neighbours(BRINE)
    assert found is not None
    assert found.previous == Link("https://landing.example/journal/the-hoover", "The hoover")
    assert found.next == Link("https://landing.example/journal/the-tent", "The tent")


def test_dates_beside_the_links_win_over_their_names() -> None:
    time = "<time datetime={}></time>"
    told = ENGINE.neighbours(page(PAIR.format(time.format("2023-06-01"), "")))
    assert told is not None
    assert (told.previous and told.previous.title, told.next and told.next.title) == ("B", "A")
    silent = ENGINE.neighbours(page(PAIR.format("", "")))
    assert silent is not None
    assert (silent.previous and silent.previous.title, silent.next and silent.next.title) == ("A", "B")


def test_the_script_counts_the_comments() -> None:
    thread = ENGINE.thread(SEVEN, None)
    assert thread is not None
    assert thread.comments == ()
    assert thread.stated_count == 4
    assert ENGINE.thread(BRINE, None) is None
    assert ENGINE.comment_id("https://a.example/b#comment-645b9e2a0000000000000abc") == "645b9e2a0000000000000abc"


def test_a_list_is_told_from_an_item() -> None:
    articles = "<article><h1 class=entry-title><a href=/{0}>{0}</a></h1></article>"
    body = f"<body class='collection-type-blog view-list'>{articles.format('a')}{articles.format('b')}"
    assert ENGINE.post(page(body)) is None
    assert ENGINE.posts(page(body)) is not None
    assert ENGINE.posts(SEVEN) is None
