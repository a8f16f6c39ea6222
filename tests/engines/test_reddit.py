"""What the Reddit engine reads out of the pages of old.reddit.com and of `shreddit` elements."""

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.content.document import Document
from tui_reader.engines.software.reddit import ENGINE
from tui_reader.models import Author, ThreadSource

PLACE = "/r/lathes/comments/abc123/how_a_lathe_is_oiled/"
OLD = saved("reddit", "old.html", f"https://old.reddit.com{PLACE}")
SHEETS = saved("reddit", "sheets.html", f"https://www.reddit.com{PLACE}")
FLAT = saved("reddit", "flat.html", f"https://www.reddit.com{PLACE}")
FRONT = saved("reddit", "front.html", "https://old.reddit.com/r/lathes/")


def test_a_page_is_known_by_its_host_or_its_elements() -> None:
    for name, reason in (("old", "things"), ("sheets", "shreddit")):
        evidence = ENGINE.recognise(saved("reddit", f"{name}.html", "https://mirror.example/saved.html"))
        assert evidence is not None
        assert reason in evidence.reason
    assert ENGINE.recognise(OLD) is not None
    assert ENGINE.recognise(page("<div class='thing comment'>Nothing of the kind t1_")) is None


def test_a_post_of_words_has_its_own_words_and_not_those_beside_it() -> None:
    post = ENGINE.post(OLD)
    assert post is not None
    assert (post.title, post.html) == ("How a lathe is oiled", "<p>Three drops in each nipple.</p>")
    assert post.author == Author("mara", "https://old.reddit.com/user/mara")
    assert post.published is not None
    assert post.published.iso() == "2024-01-15T12:00:00+00:00"
    assert (post.tags, post.comment_count) == (("Guide",), 7)


def test_a_post_that_is_a_link_is_that_link() -> None:
    post = ENGINE.post(SHEETS)
    assert post is not None
    assert post.title == "How a lathe is oiled"
    assert post.html == '<p><a href="https://lathe.example/oil">https://lathe.example/oil</a></p>'
    assert post.author == Author("mara", "https://www.reddit.com/user/mara/")
    assert post.published is not None
    assert post.published.iso() == "2024-01-15T12:00:00+00:00"
    assert post.comment_count == 6


def test_a_link_takes_no_words_from_beside_it() -> None:
    words = OLD.source.replace("<p>Three drops in each nipple.</p>", "").replace(
        f'class="title may-blank " href="{PLACE}"', 'class="title" href="https://lathe.example/oil"'
    )
    post = ENGINE.post(page(words, f"https://old.reddit.com{PLACE}"))
    assert post is not None
    assert post.html == '<p><a href="https://lathe.example/oil">https://lathe.example/oil</a></p>'
    bare = page(
        "<shreddit-post id=t3_b post-title=Oil author=a content-href='https://lathe.example/'></shreddit-post>"
        "<shreddit-comment-tree></shreddit-comment-tree>",
        "https://www.reddit.com/r/a/comments/b/oil/",
    )
    assert (post := ENGINE.post(bare)) is not None
    assert (post.title, post.html) == ("Oil", '<p><a href="https://lathe.example/">https://lathe.example/</a></p>')


@pytest.mark.parametrize("document", [OLD, SHEETS])
def test_both_markups_tell_the_same_comments(document: Document) -> None:
    thread = ENGINE.thread(document, ENGINE.post(document))
    assert thread is not None
    assert [(one.id, one.parent_id, one.author and one.author.name) for one in thread.comments] == [
        ("k000001", None, "ewe"),
        ("k000002", "k000001", "[deleted]"),
        ("k000003", "k000002", "mara"),
        ("k000004", None, thread.comments[3].author and thread.comments[3].author.name),
    ]
    assert [one.is_deleted for one in thread.comments] == [False, True, False, False]
    assert [one.is_by_post_author for one in thread.comments] == [False, False, True, False]
    assert thread.comments[0].published is not None
    assert thread.comments[0].published.iso() == "2024-01-15T12:30:05+00:00"
    assert thread.complete is False
    assert all(ENGINE.comment_id(one.permalink or "") == one.id for one in thread.comments)


def test_an_edit_changes_no_date_and_replies_are_not_in_the_text_above_them() -> None:
    thread = ENGINE.thread(OLD, None)
    assert thread is not None
    assert thread.comments[0].html.startswith("<p>Sewing machine oil does.</p>")
    assert thread.comments[0].html.endswith("</blockquote>")
    assert thread.comments[3].html == "<p>Mine was deleted by the shop.</p>"


def test_an_archived_post_is_closed_and_a_locked_one_too() -> None:
    thread = ENGINE.thread(OLD, None)
    assert thread is not None
    assert thread.closed is True
    locked = page(
        "<body class=comments-page><div class='infobar locked-infobar'>This thread is locked</div><div id=siteTable>"
        "<div class='thing link' id=thing_t3_a1><a class=title href=/r/a/comments/a1/b/>T</a></div></div>"
        "<div class=commentarea></div>",
        "https://old.reddit.com/r/a/comments/a1/b/",
    )
    closed = ENGINE.thread(locked, None)
    assert closed is not None
    assert (closed.closed, closed.comments) == (True, ())


def test_the_rest_is_behind_a_higher_limit_and_deep_branches() -> None:
    reading = engines.read(OLD)
    assert reading.thread is not None
    address = f"https://old.reddit.com{PLACE}"
    assert reading.thread.rest[-2:] == (ThreadSource.at(f"{address}?limit=500"), ThreadSource.at(f"{address}k000003/"))
    assert reading.thread.stated_count == 7
    assert (reading.neighbours.previous, reading.neighbours.next) == (None, None)


def test_a_front_page_lists_the_posts_own_pages_without_advertisements() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.url, row.title, row.published and row.published.iso()) for row in rows] == [
        (f"https://old.reddit.com{PLACE}", "How a lathe is oiled", "2024-01-15T12:00:00+00:00"),
        ("https://old.reddit.com/r/lathes/comments/abc124/which_oil/", "Which oil?", "2024-01-14T12:00:00+00:00"),
    ]
    assert ENGINE.posts(OLD) is None
    feed = page(
        f"<shreddit-post permalink='{PLACE}' post-title=T created-timestamp='2024-01-15T12:00:00.120000+0000'>"
        "</shreddit-post><shreddit-post permalink='/r/a/comments/b2/c/' post-title=U></shreddit-post>",
        "https://www.reddit.com/r/lathes/",
    )
    assert [row.title for row in ENGINE.posts(feed) or []] == ["T", "U"]


def test_from_2018_to_2023_levels_told_what_a_comment_answers() -> None:
    assert (evidence := ENGINE.recognise(saved("reddit", "flat.html", "https://mirror.example/saved.html"))) is not None
    assert "2018" in evidence.reason
    post, thread = ENGINE.post(FLAT), ENGINE.thread(FLAT, None)
    assert post is not None
    assert thread is not None
    assert (post.title, post.author) == (
        "How a lathe is oiled",
        Author("mara", "https://www.reddit.com/user/mara/"),
    )
    assert post.html is not None
    assert "Three drops" in post.html
    assert [(one.id, one.parent_id, one.author and one.author.name, one.html) for one in thread.comments] == [
        ("k000001", None, "ewe", "<p>Sewing machine oil does.</p>"),
        ("k000002", "k000001", "bolt", "<p>It smells of chips.</p>"),
        ("k000004", None, "stay", "<p>Chip fat.</p>"),
    ]
    assert [one.published and one.published.iso() for one in thread.comments] == [
        "2024-01-15T12:30:05+00:00",
        "2024-01-15T12:40:00+00:00",
        None,
    ]
    assert ENGINE.posts(FLAT) is None
    outbound = page(
        "<div class=Post id=t3_a1><h1>T</h1><a data-testid=outbound-link href='https://lathe.example/'>x</a></div>"
        "<div class=Comment id=t1_b1><div data-testid=comment>Oil.</div></div>",
        "https://www.reddit.com/r/a/comments/a1/t/",
    )
    assert (link := ENGINE.post(outbound)) is not None
    assert link.html == '<p><a href="https://lathe.example/">https://lathe.example/</a></p>'
