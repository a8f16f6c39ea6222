"""Single posts: places in the order, bodies, finding by address and title, what a page told."""

from __future__ import annotations

import pytest

from tests.storage.making import NOW, add_feed, day, fill, new_post, plan
from tui_reader.models import ChangedPost, Link, Neighbours, Post, PostData, PostFilter
from tui_reader.storage import Counts, PageInfo, Storage


def _titles(storage: Storage) -> list[str | None]:
    return [post.title for post in storage.posts.window(PostFilter()).rows]


def _newest(storage: Storage) -> Post:
    return storage.posts.window(PostFilter()).rows[0]


def test_a_key_is_sixteen_times_the_second_and_the_next_free_number(storage: Storage) -> None:
    feed = add_feed(storage)
    storage.feeds.save_refresh(feed.id, plan([new_post("a", 100.9), new_post("b", 100.1), new_post("c", -5)]))
    storage.feeds.save_refresh(feed.id, plan([new_post("d", 100)]))
    keys = {post.title: post.sort for post in storage.posts.window(PostFilter()).rows}
    assert keys == {"a": 1600, "b": 1601, "c": 0, "d": 1602}


def test_more_posts_than_a_second_holds_run_into_the_next_one(storage: Storage) -> None:
    feed, other = add_feed(storage), add_feed(storage, "Other")
    fill(storage, feed, [f"p{number}" for number in range(3000)], start=100, step=0)
    fill(storage, other, ["q"], start=101)
    keys = [post.sort for post in storage.posts.window(PostFilter(), after=4000).rows]
    assert keys == list(range(1600 + 3000, 1599, -1))


def test_a_text_that_sqlite_cannot_hold_is_mended(storage: Storage) -> None:
    storage.feeds.save_refresh(add_feed(storage).id, plan([new_post("a", html="x\0y\ud800z")]))
    body = storage.posts.body(1)
    assert body is not None
    assert body.html == "x\ufffdy\ufffdz"


def test_a_whole_text_takes_over_and_no_summary_takes_it_back(storage: Storage) -> None:
    feed = add_feed(storage)
    storage.feeds.save_refresh(feed.id, plan([new_post("a", html="short", is_summary=True, base_url="https://f/")]))
    body = storage.posts.body(1)
    assert body is not None
    assert (body.html, body.is_summary, body.base_url) == ("short", True, "https://f/")
    storage.posts.save_body(1, "the whole", "https://p/", 2)
    edit = PostData("https://blog.example/a", title="a", html="short again", is_summary=True)
    storage.feeds.save_refresh(feed.id, plan(changed=[ChangedPost(1, edit, "p2", None, "short again")]))
    body, post = storage.posts.body(1), storage.posts.get(1)
    assert body is not None
    assert post is not None
    assert (body.html, body.is_summary, body.base_url, post.words) == ("the whole", False, "https://p/", 2)


def test_what_is_known_about_a_text_needs_no_text(storage: Storage) -> None:
    feed = add_feed(storage)
    told = [new_post("a", tags=("x", "y"), is_summary=True), new_post("b", html=None)]
    storage.feeds.save_refresh(feed.id, plan(told))
    assert storage.posts.about_text(1) == (True, ("x", "y"))
    assert storage.posts.about_text(2) == storage.posts.about_text(99) == (False, ())
    storage.posts.save_body(1, "the whole", None, 2)
    assert storage.posts.about_text(1) == (False, ("x", "y"))


def test_a_post_without_text_has_no_body(storage: Storage) -> None:
    storage.feeds.save_refresh(add_feed(storage).id, plan([new_post("a", html=None)]))
    assert storage.posts.body(1) is None
    assert storage.posts.body(99) is None
    storage.posts.save_body(1, "found", None, 1)
    assert storage.posts.body(1) is not None


def test_addresses_are_compared_not_their_letters(storage: Storage) -> None:
    one, other = add_feed(storage), add_feed(storage, "Other")
    fill(storage, one, "ab")
    storage.feeds.save_refresh(other.id, plan([new_post("a")]))
    assert storage.posts.by_url("http://www.blog.example/b/?utm_source=x#top") == storage.posts.get(2)
    assert storage.posts.by_url("https://blog.example/c") is None
    assert storage.posts.by_url("https://blog.example/a") == storage.posts.get(3)
    assert storage.posts.by_url("https://blog.example/a", one.id) == storage.posts.get(1)
    storage.feeds.hide(other.id)
    assert storage.posts.by_url("https://blog.example/a") == storage.posts.get(1)


def test_titles_are_found_in_any_case_newest_first(storage: Storage) -> None:
    feed = add_feed(storage)
    fill(storage, feed, ["Ärger", "ärgerlich", "Freude", *(f"much {number}" for number in range(30))])
    assert [post.title for post in storage.posts.matching("ÄRGER")] == ["ärgerlich", "Ärger"]
    assert [post.title for post in storage.posts.matching("MUCH")] == [f"much {number}" for number in range(29, 9, -1)]
    storage.feeds.hide(feed.id)
    assert storage.posts.matching("much") == []


def test_a_guid_is_known_before_an_address(storage: Storage) -> None:
    feed = add_feed(storage)
    storage.feeds.save_refresh(
        feed.id, plan([new_post("x", url="https://a.example/1"), new_post("a.example/1", url=None)])
    )
    known = storage.posts.known(feed.id, ["x", "a.example/1", "unheard of"])
    assert {name: post.id for name, post in known.items()} == {"x": 1, "a.example/1": 2}
    assert storage.posts.known(feed.id + 1, ["x"]) == {}


@pytest.mark.parametrize("older", [True, False])
def test_an_undated_post_from_beyond_stands_next_to_where_it_was_reached(storage: Storage, *, older: bool) -> None:
    feed = add_feed(storage)
    fill(storage, feed, "abc", step=0)
    beside = storage.posts.window(PostFilter()).rows[1]
    first = storage.posts.insert_beyond(feed.id, new_post("x"), beside=beside.sort, older=older)
    second = storage.posts.insert_beyond(feed.id, new_post("y"), beside=first.sort, older=older)
    # the places right beside "b" are taken
    assert _titles(storage) == (["c", "b", "a", "x", "y"] if older else ["y", "x", "c", "b", "a"])
    assert first.is_beyond
    assert second.is_read
    assert storage.feeds.counts() == Counts(unread=3, total=5)


@pytest.mark.parametrize(
    ("older", "number", "order"),
    [
        (True, 9, ["c", "b", "a", "x"]),
        (True, 10, ["c", "b", "x", "a"]),
        (True, 13, ["c", "b", "a", "x"]),
        (False, 13, ["x", "c", "b", "a"]),
        (False, 12, ["c", "x", "b", "a"]),
        (False, 9, ["c", "x", "b", "a"]),
    ],
)
def test_a_dated_post_from_beyond_stands_at_its_date_where_that_agrees(
    storage: Storage, *, older: bool, number: int, order: list[str]
) -> None:
    """ "a" is of the 10th, "b" of the 11th at noon, "c" of the 13th; the new one is reached from "a" or from "b"."""
    feed = add_feed(storage)
    stored = [
        new_post("a", day(10).timestamp()),
        new_post("b", day(11).timestamp() + 43200),
        new_post("c", day(13).timestamp()),
    ]
    storage.feeds.save_refresh(feed.id, plan(stored))
    reached = new_post("x", day(number).timestamp(), published=day(number))
    names = ["b" if number == 10 or not older else "a"]
    beside = storage.posts.known(feed.id, names)[names[0]]
    place = storage.posts.get(beside.id)
    assert place is not None
    made = storage.posts.insert_beyond(feed.id, reached, beside=place.sort, older=older)
    assert (made.sort < place.sort) == older
    assert _titles(storage) == order


def test_a_post_from_beyond_that_the_feed_has_is_given_back(storage: Storage) -> None:
    feed = add_feed(storage)
    fill(storage, feed, "ab")
    again = new_post("blog.example/a", url="http://blog.example/a/")
    assert storage.posts.insert_beyond(feed.id, again, beside=_newest(storage).sort, older=True) == storage.posts.get(1)
    assert storage.feeds.counts() == Counts(unread=2, total=2)


def test_what_a_page_told_is_remembered(storage: Storage) -> None:
    fill(storage, add_feed(storage), "a")
    assert storage.posts.page(1) is None
    told = PageInfo(
        Neighbours(previous=Link("https://a/1", "Before"), index=Link(None, "Main")),
        "typepad",
        "the generator says so",
        ("2 of 9 are here",),
        NOW,
        "Slow Lathe",
    )
    storage.posts.save_page(1, told)
    assert storage.posts.page(1) == told
    storage.posts.save_page(1, PageInfo(Neighbours(), "generic", "shape"))
    assert storage.posts.page(1) == PageInfo(Neighbours(), "generic", "shape")
