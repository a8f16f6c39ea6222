"""What the engine for Slash reads out of stories and their comments, loaded and folded away."""

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.slashdot import ENGINE
from tui_reader.models import Author

STORY = saved("slashdot", "story.html", "https://hardware.slashdot.org/story/11/11/06/1234/how-a-lathe-is-oiled")
EARLY = saved("slashdot", "early.html", "http://ask.slashdot.org/article.pl?sid=07/04/17/1")


def test_a_page_is_known_by_its_host_or_its_elements() -> None:
    assert ENGINE.recognise(STORY) is not None
    assert ENGINE.recognise(saved("slashdot", "story.html", "https://sister.example/story")) is not None
    assert ENGINE.recognise(page("<li class=comment id=tree_house>Nothing of the kind.")) is None


def test_a_story_has_its_poster_and_its_time() -> None:
    post = ENGINE.post(STORY)
    assert post is not None
    assert post.title == "How a Lathe Is Oiled"
    assert post.author == Author("mara", "https://slashdot.org/~mara")
    assert post.published is not None
    assert post.published.iso() == "2011-11-06T12:34:00"
    assert post.html == 'An anonymous reader writes: <i>"Three drops in each nipple."</i>'
    assert post.comment_count == 6


def test_answers_to_what_is_folded_away_stand_below_the_nearest_that_is_shown() -> None:
    thread = engines.read(STORY).thread
    assert thread is not None
    assert [(one.id, one.parent_id, one.author and one.author.name) for one in thread.comments] == [
        ("37960001", None, "ewe"),
        ("37960003", "37960001", "Anonymous Coward"),
        ("37960004", None, "bolt"),
    ]
    first = thread.comments[0]
    assert first.author == Author("ewe", "https://slashdot.org/~ewe")
    assert first.html == "Their oil does.<p>Nothing else.</p>"
    assert first.permalink == "https://hardware.slashdot.org/comments.pl?sid=25122&cid=37960001"
    assert ENGINE.comment_id(first.permalink) == first.id
    assert first.published is not None
    assert first.published.iso() == "2011-11-06T12:40:00"


def test_an_archived_discussion_is_closed_and_partly_here() -> None:
    thread = engines.read(STORY).thread
    assert thread is not None
    assert thread.closed is True
    assert thread.closed_notice == "This discussion has been archived. No new comments can be posted."
    assert (thread.stated_count, thread.complete) == (6, False)


def test_who_speaks_of_an_archive_closes_nothing() -> None:
    spoken = page(
        STORY.source.replace('<div class="message">This discussion has been archived. No new comments', "<div>")
    )
    thread = ENGINE.thread(spoken, None)
    assert thread is not None
    assert thread.closed is False


def test_the_first_markup_had_names_without_elements() -> None:
    post, thread = ENGINE.post(EARLY), ENGINE.thread(EARLY, None)
    assert post is not None
    assert thread is not None
    assert (post.title, post.author) == ("Which Oil?", Author("mara", "http://slashdot.org/~mara"))
    (comment,) = thread.comments
    assert (comment.author, comment.html) == (Author("Anonymous Coward"), "The thin one.")
    assert comment.published is not None
    assert comment.published.iso() == "2007-04-17T12:48:00"
    assert thread.closed is False


def test_a_front_page_lists_its_stories() -> None:
    story = (
        "<article class='fhitem fhitem-story'><h2 class=story><span class=story-title>"
        "<a href='//slashdot.org/story/{0}'>Title {0}</a></span></h2><span class=story-byline>"
        "<time datetime='on Sunday November 06, 2011 @12:34PM'>on Sunday November 06, 2011 @12:34PM</time></span>"
        "</article>"
    )
    listed = ENGINE.posts(page(story.format(1) + story.format(2), "https://slashdot.org/"))
    assert listed is not None
    assert [(row.url, row.title, row.published and row.published.iso()) for row in listed] == [
        ("https://slashdot.org/story/1", "Title 1", "2011-11-06T12:34:00"),
        ("https://slashdot.org/story/2", "Title 2", "2011-11-06T12:34:00"),
    ]
    assert ENGINE.posts(STORY) is None
