"""What the Discourse engine reads out of topics for crawlers, topics as scripts draw them, and lists."""

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.discourse import ENGINE
from tui_reader.models import Author, ThreadSource

PLACE = "https://forum.lathes.example/t/how-a-lathe-is-oiled/57"
CRAWLER = saved("discourse", "crawler.html", PLACE)
DRAWN = saved("discourse", "drawn.html", PLACE)
EARLY = saved("discourse", "early.html", "https://forum.lathes.example/t/which-oil/12")


def test_a_forum_is_known_by_its_generator_or_its_posts() -> None:
    for document in (CRAWLER, DRAWN, EARLY):
        assert (evidence := ENGINE.recognise(document)) is not None
        assert evidence.confidence > 0.9
    bare = page("<div class='topic-body crawler-post' id=post_1><div class=post>A discourse.</div></div>")
    assert ENGINE.recognise(bare) is not None
    assert ENGINE.recognise(page("<article id=post_1><p>A discourse on method.</p></article>")) is None


def test_the_first_post_is_the_article() -> None:
    for document in (CRAWLER, DRAWN):
        post = ENGINE.post(document)
        assert post is not None
        assert (post.title, post.html) == ("How a lathe is oiled", "<p>Three drops in each nipple.</p>")
        assert post.author == Author("mara", "https://forum.lathes.example/u/mara")
        assert post.published is not None
        assert post.published.iso() == "2024-01-15T12:00:00+00:00"
    assert (post := ENGINE.post(CRAWLER)) is not None
    assert post.tags == ("guide",)


def test_topics_for_crawlers_are_flat_and_tell_when_they_were_closed() -> None:
    thread = ENGINE.thread(CRAWLER, ENGINE.post(CRAWLER))
    assert thread is not None
    first, system = thread.comments
    assert (first.id, first.parent_id, first.author) == ("2", None, Author("ewe", "https://forum.lathes.example/u/ewe"))
    assert first.permalink == f"{PLACE}/2"
    assert "Sewing machine oil does." in first.html
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T12:30:05+00:00"
    assert (system.id, thread.closed) == ("4", True)
    assert thread.closed_notice is not None
    assert "no longer allowed" in thread.closed_notice


def test_the_next_page_of_a_topic_is_its_rest_and_no_neighbour() -> None:
    reading = engines.read(CRAWLER)
    assert reading.thread is not None
    assert reading.thread.rest[-1] == ThreadSource.at(f"{PLACE}?page=2")
    assert (reading.neighbours.previous, reading.neighbours.next) == (None, None)


def test_a_further_page_has_answers_only() -> None:
    document = page(
        "<meta name=generator content='Discourse 3.3'><h1>How a lathe is oiled</h1>"
        "<div class='topic-body crawler-post' id=post_21>"
        "<span class=creator itemprop=author><span itemprop=name>ewe</span></span>"
        "<div class=post itemprop=text><p>Late.</p></div></div>",
        f"{PLACE}?page=2",
    )
    post, thread = ENGINE.post(document), ENGINE.thread(document, None)
    assert post is not None
    assert thread is not None
    assert (post.html, post.author, [one.id for one in thread.comments]) == ("", None, ["21"])


def test_drawn_topics_know_what_answers_what_from_their_data() -> None:
    reading = engines.read(DRAWN)
    thread = reading.thread
    assert thread is not None
    assert [(one.id, one.parent_id, one.is_by_post_author, one.is_deleted) for one in thread.comments] == [
        ("2", None, False, False),
        ("3", "2", True, False),
        ("4", None, False, True),
    ]
    assert thread.comments[1].published is not None
    assert thread.comments[1].published.iso() == "2024-01-15T12:45:00+00:00"
    assert (thread.stated_count, thread.closed, thread.complete) == (4, True, False)


def test_broken_data_takes_nothing_away() -> None:
    broken = page(DRAWN.source.replace("topic_57&quot;:&quot;{", "topic_57&quot;:&quot;["), PLACE)
    thread = ENGINE.thread(broken, None)
    assert thread is not None
    assert [one.id for one in thread.comments] == ["2", "3", "4"]


def test_the_first_markup_had_numbers_and_no_ids() -> None:
    post, thread = ENGINE.post(EARLY), ENGINE.thread(EARLY, None)
    assert post is not None
    assert thread is not None
    assert (post.title, post.html) == ("Which oil?", "<p>For a small lathe.</p>")
    (comment,) = thread.comments
    assert (comment.id, comment.html) == ("2", "<p>The thin one.</p>")
    assert comment.permalink == "https://forum.lathes.example/t/which-oil/12/2"


def test_a_list_of_topics_is_one() -> None:
    rows = "".join(
        f"<tr class=topic-list-item><td><a class='title' href='/t/t-{n}/{n}'>Title {n}</a>" for n in (1, 2, 3)
    )
    document = page(
        f"<meta name=generator content='Discourse 3.3'><table>{rows}</table>", "https://forum.lathes.example/"
    )
    listed = ENGINE.posts(document)
    assert listed is not None
    assert [(row.url, row.title) for row in listed][:2] == [
        ("https://forum.lathes.example/t/t-1/1", "Title 1"),
        ("https://forum.lathes.example/t/t-2/2", "Title 2"),
    ]
    assert ENGINE.posts(CRAWLER) is None
