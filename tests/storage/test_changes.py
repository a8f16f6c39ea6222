"""Marks, stars, subscriptions, and taking them back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.storage.making import NOW, Clock, add_feed, fill, new_post, plan
from tui_reader.models import Change, ChangeKind, Origin, PostFilter
from tui_reader.storage import Counts, Storage

UNREAD = PostFilter(is_unread=True)


@pytest.fixture
def posts(storage: Storage) -> list[int]:
    """The numbers of six posts in two feeds, the oldest first."""
    fill(storage, add_feed(storage, "One", "f"), "abc")
    fill(storage, add_feed(storage, "Two"), "def", start=NOW - 10)
    return [1, 2, 3, 4, 5, 6]


def _mark(storage: Storage, ids: list[int], kind: ChangeKind = ChangeKind.READ, **said: Any) -> Change | None:
    return storage.changes.mark(ids, kind, **said)


def _unread(storage: Storage) -> list[int]:
    return sorted(post.id for post in storage.posts.window(UNREAD).rows)


def test_only_what_changes_is_counted_and_carries_the_change(storage: Storage, posts: list[int]) -> None:
    first = _mark(storage, [1, 2], label="2 posts marked read")
    assert first == Change(1, ChangeKind.READ, Origin.USER, NOW, (1, 2), 2, "2 posts marked read")
    second = _mark(storage, [2, 3, 4, 99])
    assert second is not None
    assert (second.ids, second.count) == ((3, 4), 2)
    assert _mark(storage, [1, 2, 3]) is None
    assert _mark(storage, []) is None
    assert [feed.unread for feed in storage.feeds.all()] == [2, 0]
    assert storage.changes.newest_id() == 2
    assert storage.changes.latest(9) == [second, first]
    assert posts


def test_undo_takes_back_one_thing_after_the_other(storage: Storage, posts: list[int]) -> None:
    _mark(storage, [1, 2, 3], label="three")
    _mark(storage, [2], ChangeKind.UNREAD, label="one back")
    _mark(storage, [5], ChangeKind.STAR, label="a star")
    undone = [storage.changes.undo() for _ in range(4)]
    assert [change and (change.label, change.undo_of, change.count) for change in undone] == [
        ("Undone: a star", 3, 1),
        ("Undone: one back", 2, 1),
        ("Undone: three", 1, 3),
        None,
    ]
    assert storage.feeds.counts() == Counts(unread=6, total=6)
    assert _unread(storage) == posts


def test_undo_leaves_what_was_touched_again(storage: Storage, posts: list[int]) -> None:
    _mark(storage, [1, 2, 3], label="three")
    _mark(storage, [2], ChangeKind.UNREAD, origin=Origin.AUTOMATIC)
    _mark(storage, [2], origin=Origin.AUTOMATIC)
    undone = storage.changes.undo()
    assert undone is not None
    assert (undone.ids, undone.count) == ((1, 3), 2)
    assert _unread(storage) == [1, 3, 4, 5, 6]
    assert posts


def test_what_happened_by_itself_is_never_undone(storage: Storage, posts: list[int]) -> None:
    _mark(storage, [1], label="asked for")
    _mark(storage, [2], origin=Origin.AUTOMATIC)
    undone = storage.changes.undo()
    assert undone is not None
    assert undone.undo_of == 1
    assert storage.changes.undo() is None
    assert _unread(storage) == [1, 3, 4, 5, 6]
    assert posts


def test_a_change_of_which_nothing_is_left_is_passed_over(storage: Storage, posts: list[int]) -> None:
    _mark(storage, [1], ChangeKind.STAR, label="a star")
    _mark(storage, [2], label="read")
    _mark(storage, [2], ChangeKind.UNREAD, origin=Origin.AUTOMATIC)
    undone = storage.changes.undo()
    assert undone is not None
    assert undone.label == "Undone: a star"
    assert posts


def test_a_list_is_marked_as_one_change(storage: Storage, posts: list[int]) -> None:
    _mark(storage, [5])
    change = storage.changes.mark_filter(PostFilter(), label="all")
    assert change is not None
    assert (change.count, set(change.ids)) == (5, {1, 2, 3, 4, 6})
    assert storage.changes.mark_filter(PostFilter(), label="all") is None
    storage.changes.undo()
    assert _unread(storage) == [1, 2, 3, 4, 6]
    assert posts


def test_a_list_is_marked_from_a_place_up_and_not_above_its_top(storage: Storage, posts: list[int]) -> None:
    rows = {post.id: post.sort for post in storage.posts.window(PostFilter()).rows}
    storage.changes.mark_filter(PostFilter(newest_sort=rows[5]), from_sort=rows[3], label="these")
    assert _unread(storage) == [1, 2, 6]
    storage.changes.mark_filter(PostFilter(folder="f"), label="the folder")
    assert _unread(storage) == [6]
    assert posts


def test_a_large_change_lists_a_thousand_and_undoes_all(storage: Storage) -> None:
    fill(storage, add_feed(storage), [f"p{number}" for number in range(1500)], step=1)
    change = storage.changes.mark_filter(UNREAD, label="all")
    assert change is not None
    assert (len(change.ids), change.count) == (1000, 1500)
    assert storage.feeds.counts() == Counts(unread=0, total=1500)
    undone = storage.changes.undo()
    assert undone is not None
    assert undone.count == 1500
    assert storage.feeds.counts() == Counts(unread=1500, total=1500)


def test_hidden_feeds_are_not_marked_with_the_rest(storage: Storage, posts: list[int]) -> None:
    storage.changes.remove(1, label="One is removed")
    storage.changes.mark_filter(PostFilter(), label="all")
    storage.changes.undo()
    storage.changes.undo()
    assert _unread(storage) == posts


def test_subscribing_and_removing_are_undone_whole(storage: Storage, posts: list[int], clock: Clock) -> None:
    feed = add_feed(storage, "Three")
    storage.feeds.save_refresh(feed.id, plan([new_post("g")]))
    assert storage.changes.subscribe(feed.id, label="Three").ids == (feed.id,)
    clock.at += 5
    removed = storage.changes.remove(1, label="One")
    assert (removed.kind, removed.at) == (ChangeKind.REMOVE, NOW + 5)
    assert storage.feeds.counts() == Counts(unread=4, total=4)
    storage.changes.undo()
    assert storage.feeds.counts() == Counts(unread=7, total=7)
    storage.changes.undo()
    assert _unread(storage) == posts
    assert storage.changes.undo() is None
