"""What the Hacker News engine reads out of the first tables and today's rows."""

from datetime import UTC, datetime

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.hackernews import ENGINE
from tui_reader.models import Author, Page, PostData, ThreadSource

MODERN = saved("hackernews", "modern.html", "https://news.ycombinator.com/item?id=39000001")
FIRST = saved("hackernews", "first.html", "http://news.ycombinator.com/item?id=500")
FRONT = saved("hackernews", "front.html", "https://news.ycombinator.com/news")


def test_a_page_is_known_by_its_host_or_its_tables() -> None:
    assert (evidence := ENGINE.recognise(MODERN)) is not None
    assert evidence.confidence > 0.9
    mirrored = saved("hackernews", "first.html", "https://mirror.example/hn.html")
    assert (evidence := ENGINE.recognise(mirrored)) is not None
    assert "first tables" in evidence.reason
    assert ENGINE.recognise(page("<p class=subtext>Nothing of the kind.</p>")) is None


def test_a_story_that_is_a_link_is_that_link_with_its_day() -> None:
    post = ENGINE.post(MODERN)
    assert post is not None
    assert post.title == "How a lathe is oiled"
    assert post.html == '<p><a href="https://lathe.example/oil">https://lathe.example/oil</a></p>'
    assert post.author == Author("maralind", "https://news.ycombinator.com/user?id=maralind")
    assert post.published is not None
    assert post.published.value == datetime(2024, 1, 15, 12, 0, tzinfo=UTC)
    assert post.comment_count == 6


def test_the_words_of_a_question_are_its_text_in_both_places_where_they_stood() -> None:
    for cell in ("<td><div class=toptext>Which oil?<p>And why?</div></td>", "<td>Which oil?<p>And why?</td>"):
        document = page(
            "<table id=hnmain><tr><td><table class=fatitem><tr class=athing id=5><td class=title><span class=titleline>"
            "<a href='item?id=5'>Ask HN: Oil</a></span></td></tr><tr><td colspan=2></td><td class=subtext>"
            f"by <a class=hnuser href='user?id=m'>m</a></td></tr><tr><td colspan=2></td>{cell}</tr></table></table>",
            "https://news.ycombinator.com/item?id=5",
        )
        post = ENGINE.post(document)
        assert post is not None
        assert post.html == "Which oil?<p>And why?</p>"


def test_indentation_says_what_a_comment_answers() -> None:
    thread = ENGINE.thread(MODERN, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("39000010", None),
        ("39000011", "39000010"),
        ("39000012", "39000011"),
        ("39000013", "39000010"),
        ("39000020", None),
    ]
    first, flagged, *_, last = thread.comments
    assert first.html == "Sewing machine oil does.<p>Never use what fries potatoes.</p>"
    assert first.permalink == "https://news.ycombinator.com/item?id=39000010"
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T12:30:05+00:00"
    assert flagged.is_deleted
    assert flagged.author is None
    assert last.published is not None
    assert last.published.iso() == "2024-01-15T14:00:00+00:00"
    assert "reply" not in last.html
    written = ENGINE.thread(FIRST, PostData("https://news.ycombinator.com/item?id=500", author=Author("kerze")))
    assert written is not None
    assert [one.is_by_post_author for one in written.comments] == [False, True, False]


def test_the_next_page_of_comments_is_the_rest_and_no_neighbour() -> None:
    reading = engines.read(MODERN)
    assert reading.thread is not None
    assert ThreadSource.at("https://news.ycombinator.com/item?id=39000001&p=2") in reading.thread.rest
    assert reading.thread.stated_count == 6
    assert reading.thread.complete is False
    assert (reading.neighbours.previous, reading.neighbours.next) == (None, None)


def test_the_first_tables_have_pictures_for_indents_and_no_ids() -> None:
    thread = ENGINE.thread(FIRST, None)
    assert thread is not None
    oil, water, deleted = thread.comments
    assert (oil.id, water.id, water.parent_id) == ("501", "502", "501")
    assert oil.published is not None
    assert oil.published.iso() == "2013-01-04"
    assert "reply" not in oil.html
    assert deleted.is_deleted
    assert deleted.parent_id is None
    assert thread.closed is False
    assert thread.stated_count == 3
    post = ENGINE.post(FIRST)
    assert post is not None
    assert (post.title, post.html) == ("Ask HN: What do you oil a lathe with?", "")


def test_links_of_a_saved_page_lead_to_the_site() -> None:
    thread = ENGINE.thread(saved("hackernews", "first.html", "file:///saved.html"), None)
    assert thread is not None
    assert thread.comments[0].permalink == "https://news.ycombinator.com/item?id=501"


def test_an_age_counts_from_when_the_page_was_fetched() -> None:
    content = (
        "<!DOCTYPE html><table><tr><td class=default><span class=comhead><a href='user?id=e'>e</a> 2 days ago | "
        "<a href='item?id=7'>link</a></span><br><span class=comment>Oil.</span></table><td class=subtext>"
    )
    fetched = datetime(2013, 1, 5, 12, tzinfo=UTC).timestamp()
    reading = engines.read_part(
        Page("https://news.ycombinator.com/item?id=5", content.encode(), media_type="text/html", fetched_at=fetched),
        ThreadSource.at("https://news.ycombinator.com/item?id=5"),
        "hackernews",
    )
    (comment,) = reading.comments
    assert comment.published is not None
    assert comment.published.iso().startswith("2013-01-03")


def test_a_comments_own_page_has_it_as_the_post() -> None:
    document = page(
        "<table id=hnmain><tr><td><table class=fatitem><tr class=athing id=8><td class=ind></td><td class=default>"
        "<span class=comhead><a class=hnuser href='user?id=e'>e</a> <span class=age title='2024-01-15T12:00:00'></span>"
        "</span><div class=comment><div class=commtext>Wool.</div></div></td></tr></table><table class=comment-tree>"
        "<tr class='athing comtr' id=9><td><table><tr><td class=ind indent=0><td class=default><span class=comhead>"
        "<a class=hnuser href='user?id=k'>k</a></span><div class=comment><div class=commtext>Felt.</div></div>"
        "</table></table>",
        "https://news.ycombinator.com/item?id=8",
    )
    post, thread = ENGINE.post(document), ENGINE.thread(document, None)
    assert post is not None
    assert thread is not None
    assert (post.html, [comment.id for comment in thread.comments]) == ("Wool.", ["9"])


def test_a_front_page_lists_the_stories_own_pages() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.url, row.title, row.published and row.published.iso()) for row in rows] == [
        ("https://news.ycombinator.com/item?id=61", "How a lathe is oiled", "2024-01-15T12:00:00+00:00"),
        ("https://news.ycombinator.com/item?id=62", "Ask HN: A quiet vice?", "2024-01-15T11:00:00+00:00"),
    ]
    assert ENGINE.posts(MODERN) is None
    assert ENGINE.comment_id("https://news.ycombinator.com/item?id=61") == "61"
