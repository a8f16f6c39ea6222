"""What the Lobsters engine reads out of its pages of 2012 and of today."""

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.lobsters import ENGINE
from tui_reader.models import Author

STORY = saved("lobsters", "story.html", "https://lobste.rs/s/oil4fl")
EARLY = saved("lobsters", "early.html", "http://crustaceans.example/s/ask001/which_oil")
FRONT = saved("lobsters", "front.html", "https://lobste.rs/")


def test_a_page_is_known_by_its_host_or_by_the_markup_of_its_sisters() -> None:
    assert (evidence := ENGINE.recognise(STORY)) is not None
    assert "lobste.rs" in evidence.reason
    assert ENGINE.recognise(EARLY) is not None
    assert ENGINE.recognise(page("<ol class=comments><li>Nothing of the kind.")) is None


def test_a_story_is_its_link_and_what_its_submitter_said() -> None:
    post = ENGINE.post(STORY)
    assert post is not None
    assert post.title == "How a lathe is oiled"
    assert post.author == Author("mara", "https://lobste.rs/~mara")
    assert post.published is not None
    assert post.published.iso() == "2024-01-15T06:00:00-06:00"
    assert post.html == (
        '<p><a href="https://lathe.example/oil">https://lathe.example/oil</a></p>\n<p>With pictures of each nipple.</p>'
    )
    assert (post.tags, post.comment_count) == (("hardware",), 4)


def test_comments_have_their_short_ids_their_branches_and_their_moments() -> None:
    thread = ENGINE.thread(STORY, None)
    assert thread is not None
    assert [(one.id, one.parent_id, one.author and one.author.name) for one in thread.comments] == [
        ("1wdmon", None, "ewe"),
        ("zfucxt", "1wdmon", "kerze"),
        ("rrka0t", "zfucxt", "mara"),
        ("ab12cd", None, "bolt"),
    ]
    first, removed, owner, _ = thread.comments
    assert first.permalink == "https://lobste.rs/s/oil4fl/how_lathe_is_oiled#c_1wdmon"
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T06:30:05-06:00"
    assert removed.is_deleted
    assert not first.is_deleted
    assert owner.is_by_post_author
    assert owner.permalink == "https://lobste.rs/c/rrka0t"


def test_a_whole_story_is_complete_and_its_similar_stories_are_no_posts() -> None:
    reading = engines.read(STORY)
    assert (reading.kind, reading.engine) == ("post", "lobsters")
    assert reading.thread is not None
    assert (reading.thread.stated_count, reading.thread.complete) == (4, True)
    assert (reading.neighbours.previous, reading.neighbours.next) == (None, None)


def test_comments_on_a_story_that_was_merged_into_this_one_stay() -> None:
    merged = page(
        STORY.source.replace("/s/oil4fl/how_lathe_is_oiled#c_ab12cd", "/s/old1aa/on_grease#c_ab12cd"), STORY.url
    )
    thread = engines.read(merged).thread
    assert thread is not None
    assert thread.comments[-1].id == "ab12cd"
    assert thread.comments[-1].permalink == "https://lobste.rs/c/ab12cd"


def test_the_first_years_had_other_addresses_and_dates_in_titles() -> None:
    post, thread = ENGINE.post(EARLY), ENGINE.thread(EARLY, None)
    assert post is not None
    assert thread is not None
    assert (post.title, post.html, post.comment_count) == ("Which oil?", "<p>For a small lathe.</p>", 1)
    (comment,) = thread.comments
    assert (comment.id, comment.author) == ("aaaaa1", Author("ewe", "http://crustaceans.example/u/ewe"))
    assert comment.published is not None
    assert comment.published.iso() == "2012-07-08T09:00:00-05:00"


def test_a_front_page_lists_the_stories_own_pages() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.url, row.title, row.published and row.published.iso()) for row in rows] == [
        ("https://lobste.rs/s/oil4fl/how_lathe_is_oiled", "How a lathe is oiled", "2024-01-15T06:00:00-06:00"),
        ("https://lobste.rs/s/ask001/which_oil", "Which oil?", "2024-01-14T06:00:00-06:00"),
    ]
    assert ENGINE.posts(STORY) is None


def test_a_comments_address_holds_its_short_id() -> None:
    for address in ("https://lobste.rs/s/oil4fl/title#c_1wdmon", "https://lobste.rs/c/1wdmon", "c_1wdmon"):
        assert ENGINE.comment_id(address) == "1wdmon"
