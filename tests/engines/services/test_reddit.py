"""What the Reddit service takes out of listings, and what it asks for the comments that they only count."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.services.reddit import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, Thread, ThreadSource

PLACE = "https://old.reddit.com/r/lathes/comments/abc123/how_a_lathe_is_oiled/"
SOURCE = ThreadSource.at("https://old.reddit.com/comments/abc123.json?limit=500&raw_json=1", "reddit")


def read(told: Any, source: ThreadSource = SOURCE) -> Thread:
    return SERVICE.read(Page(source.request.url, json.dumps(told).encode()), source)


def listing(*children: Any, **post: Any) -> list[Any]:
    about = {"id": "abc123", "num_comments": 7, "archived": False, "locked": False} | post
    return [
        {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": about}]}},
        {"kind": "Listing", "data": {"children": [*children]}},
    ]


def comment(name: str, parent: str = "t3_abc123", *replies: Any, **more: Any) -> dict[str, Any]:
    data = {
        "id": name,
        "name": f"t1_{name}",
        "parent_id": parent,
        "author": "ewe",
        "created_utc": 1705321805.0,
        "body": f"Words *{name}*",
        "body_html": f'<div class="md"><p>Words <em>{name}</em></p>\n</div>',
        "permalink": f"/r/lathes/comments/abc123/how_a_lathe_is_oiled/{name}/",
        "replies": {"kind": "Listing", "data": {"children": [*replies]}} if replies else "",
    }
    return {"kind": "t1", "data": data | more}


def more(parent: str, *children: str) -> dict[str, Any]:
    return {"kind": "more", "data": {"count": len(children), "id": "_", "parent_id": parent, "children": [*children]}}


def test_a_posts_page_leads_to_its_listing_on_the_same_host() -> None:
    assert SERVICE.sources(saved("reddit", "old.html", PLACE)) == (SOURCE,)
    assert SERVICE.sources(page("<p>A list.", "https://old.reddit.com/r/lathes/")) == ()
    assert SERVICE.sources(page("<p>No Reddit.", "https://notreddit.com/r/lathes/comments/abc123/")) == ()


def test_a_listing_without_more_is_the_whole_thread() -> None:
    thread = read(listing(comment("k1", "t3_abc123", comment("k2", "t1_k1", is_submitter=True)), num_comments=2))
    first, second = thread.comments
    assert (first.id, first.parent_id, second.id, second.parent_id) == ("k1", None, "k2", "k1")
    assert first.html == "<p>Words <em>k1</em></p>"
    assert first.author == Author("ewe", "https://old.reddit.com/user/ewe/")
    assert first.permalink == f"{PLACE}k1/"
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T12:30:05+00:00"
    assert second.is_by_post_author
    assert (thread.stated_count, thread.complete, thread.closed, thread.rest) == (2, True, None, ())


def test_an_archived_or_locked_post_is_closed() -> None:
    assert read(listing(archived=True)).closed is True
    assert read(listing(locked=True)).closed is True


def test_bodies_that_are_escaped_once_more_are_the_same() -> None:
    told = comment("k1", body_html='&lt;div class="md"&gt;&lt;p&gt;Cat &amp;amp; dog&lt;/p&gt;\n&lt;/div&gt;')
    assert read(listing(told)).comments[0].html == "<p>Cat &amp; dog</p>"


def test_what_was_removed_is_deleted_and_words_of_a_deleted_account_are_not() -> None:
    gone = comment("k1", author="[deleted]", body="[removed]", body_html='<div class="md"><p>[removed]</p></div>')
    kept = comment("k2", author="[deleted]")
    first, second = read(listing(gone, kept)).comments
    assert (first.is_deleted, second.is_deleted, second.author) == (True, False, Author("[deleted]"))


def test_counted_comments_are_asked_for_by_the_hundred_and_deep_branches_apart() -> None:
    ids = [f"m{number}" for number in range(150)]
    thread = read(listing(comment("k1", "t3_abc123", more("t1_k1")), more("t3_abc123", *ids, "m0")))
    assert thread.complete is None
    requests = [source.request.url for source in thread.rest]
    start = "https://old.reddit.com/api/morechildren.json?api_type=json&raw_json=1&link_id=t3_abc123&children="
    assert requests == [
        start + ",".join(ids[:100]),
        start + ",".join(ids[100:]),
        "https://old.reddit.com/comments/abc123/_/k1.json?limit=500&raw_json=1",
    ]


def test_things_that_were_counted_before_name_their_parents_and_what_is_left() -> None:
    asked = read(listing(more("t3_abc123", "m1"))).rest[0]
    things = [comment("m1"), comment("m2", "t1_m1"), more("t1_m2", "m3")]
    thread = read({"json": {"errors": [], "data": {"things": things}}}, asked)
    assert [(one.id, one.parent_id) for one in thread.comments] == [("m1", None), ("m2", "m1")]
    assert thread.complete is None
    assert [source.request.url.rpartition("=")[2] for source in thread.rest] == ["m3"]


def test_a_branch_is_not_the_whole_thread() -> None:
    branch = read(listing(more("t1_k1"))).rest[0]
    thread = read(listing(comment("k1", "t1_k0")), branch)
    assert (thread.complete, thread.comments[0].parent_id) == (None, "k0")


def test_comments_have_the_ids_addresses_and_dates_that_they_have_on_the_page() -> None:
    shown = engines.read(saved("reddit", "old.html", PLACE)).thread
    assert shown is not None
    told = read(listing(*(comment(one.id) for one in shown.comments))).comments
    assert [(one.id, one.permalink) for one in told] == [(one.id, one.permalink) for one in shown.comments]
    assert told[0].published == shown.comments[0].published


@pytest.mark.parametrize("told", [[], {}, [{}, {}], {"message": "Forbidden", "error": 403}, {"json": {"errors": []}}])
def test_anything_else_is_refused(told: Any) -> None:
    with pytest.raises(ParseError):
        read(told)
