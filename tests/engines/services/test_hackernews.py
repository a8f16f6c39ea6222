"""What the Hacker News service takes out of a tree of comments and out of single items."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.services.hackernews import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, Thread, ThreadSource

TREE = ThreadSource.at("https://hn.algolia.com/api/v1/items/500", "hackernews", service="hackernews")
ITEM = "https://hacker-news.firebaseio.com/v0/item/{}.json"


def read(told: Any, source: ThreadSource = TREE) -> Thread:
    return SERVICE.read(Page(source.request.url, json.dumps(told).encode()), source)


def comment(number: int, parent: int, *children: Any, **more: Any) -> dict[str, Any]:
    told = {"id": number, "type": "comment", "author": "ewe", "text": f"<p>Words {number}", "parent_id": parent}
    return told | {"created_at": "2013-01-04T10:00:00.000Z", "created_at_i": 1357293600, "children": [*children]} | more


def test_a_threads_page_leads_to_its_tree_and_no_other_page_does() -> None:
    document = saved("hackernews", "modern.html", "https://news.ycombinator.com/item?id=39000001")
    assert SERVICE.sources(document) == (
        ThreadSource.at("https://hn.algolia.com/api/v1/items/39000001", "hackernews", service="hackernews"),
    )
    assert SERVICE.sources(page("<p>Front", "https://news.ycombinator.com/news")) == ()
    assert SERVICE.sources(page("<a href='https://news.ycombinator.com/item?id=1'>x</a>")) == ()


def test_the_tree_is_the_whole_thread_with_what_answers_what() -> None:
    story = {
        "id": 500,
        "type": "story",
        "author": "mara",
        "title": "Oil",
        "children": [comment(501, 500, comment(502, 501, author="mara")), None],
    }
    thread = read(story)
    assert thread.complete is True
    first, second = thread.comments
    assert (first.id, first.parent_id, second.id, second.parent_id) == ("501", None, "502", "501")
    assert first.author == Author("ewe", "https://news.ycombinator.com/user?id=ewe")
    assert first.published is not None
    assert first.published.iso() == "2013-01-04T10:00:00+00:00"
    assert first.permalink == "https://news.ycombinator.com/item?id=501"
    assert first.html == "<p>Words 501"
    assert (first.is_by_post_author, second.is_by_post_author) == (False, True)


def test_what_was_deleted_keeps_its_place() -> None:
    gone = comment(501, 500, comment(502, 501), author=None, text=None)
    first, second = read({"id": 500, "children": [gone]}).comments
    assert (first.is_deleted, first.author, second.parent_id) == (True, None, "501")


def test_comments_have_the_ids_that_they_have_on_the_page() -> None:
    document = saved("hackernews", "modern.html", "https://news.ycombinator.com/item?id=39000001")
    shown = engines.read(document).thread
    assert shown is not None
    told = read({"id": 39000001, "children": [comment(int(one.id), 39000001) for one in shown.comments]})
    assert [one.id for one in told.comments] == [one.id for one in shown.comments]
    assert [one.permalink for one in told.comments] == [one.permalink for one in shown.comments]


def test_a_story_as_an_item_leads_to_its_comments_and_these_to_their_replies() -> None:
    story = {"id": 500, "type": "story", "by": "mara", "time": 1357290000, "descendants": 2, "kids": [501, "x", 501]}
    thread = read(story, ThreadSource.at(ITEM.format(500), "hackernews", service="hackernews"))
    assert (thread.comments, thread.stated_count) == ((), 2)
    (more,) = thread.rest
    told = {"id": 501, "type": "comment", "by": "ewe", "time": 1357293600, "parent": 500, "text": "Oil", "kids": [502]}
    below = read(told, more)
    assert [(one.id, one.parent_id, one.published and one.published.iso()) for one in below.comments] == [
        ("501", None, "2013-01-04T10:00:00+00:00")
    ]
    gone = read({"id": 502, "type": "comment", "deleted": True, "time": 1357293601, "parent": 501}, below.rest[0])
    assert [(one.id, one.parent_id, one.is_deleted) for one in gone.comments] == [("502", "501", True)]


def test_a_chain_of_a_hundred_answers_is_read() -> None:
    told = comment(1000, 999)
    for number in range(999, 900, -1):
        told = comment(number, number - 1, told)
    assert len(read({"id": 900, "children": [told]}).comments) == 100


@pytest.mark.parametrize("told", [[], {}, {"message": "not found"}, None])
def test_anything_else_is_refused(told: Any) -> None:
    with pytest.raises(ParseError):
        read(told)
