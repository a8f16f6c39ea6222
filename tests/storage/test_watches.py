"""Watched threads: watching and undoing it, which are due, what is new in lists without a thread being opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.making import NOW, Clock, add_feed, ask, fill, new_post, plan, save_thread, thread
from tui_reader.models import ChangedPost, ChangeKind, PostData, PostFilter, RefreshStatus, Thread, Watch
from tui_reader.storage import Counts, Storage

WATCHED = PostFilter(is_watched=True)


@pytest.fixture
def posts(storage: Storage) -> list[int]:
    """The numbers of four posts in two feeds, the oldest first."""
    fill(storage, add_feed(storage, "One", "f"), "ab")
    fill(storage, add_feed(storage, "Two"), "cd", start=NOW - 10, step=1)
    return [1, 2, 3, 4]


def _save(storage: Storage, post: int, told: Thread, now: float) -> None:
    save_thread(storage, post, told, now)


def _tell(storage: Storage, post: int, count: int, at: float = NOW) -> None:
    """A refresh of the post's feed that counts so many comments."""
    stored = storage.posts.get(post)
    assert stored
    storage.feeds.save_refresh(
        stored.feed_id, plan(status=RefreshStatus.UPDATED, comment_counts=((post, count),), at=at)
    )


def _new(storage: Storage, post: int) -> tuple[int | None, int]:
    stored = storage.posts.get(post)
    assert stored
    return stored.comment_count, stored.new_comment_count


def _listed(storage: Storage, wanted: PostFilter = WATCHED) -> list[int]:
    return [post.id for post in storage.posts.window(wanted).rows]


def test_watching_is_a_change_and_lists_the_post(storage: Storage, posts: list[int]) -> None:
    change = storage.changes.watch(2, is_watched=True, label="Watching b")
    assert change
    assert (change.kind, change.ids, change.label) == (ChangeKind.WATCH, (2,), "Watching b")
    assert storage.changes.watch(2, is_watched=True) is None
    assert storage.changes.watch(99, is_watched=True) is None
    storage.changes.watch(4, is_watched=True)
    assert _listed(storage) == [4, 2]
    assert _listed(storage, replace(WATCHED, folder="f")) == [2]
    assert [post.is_watched for post in storage.posts.window(PostFilter()).rows] == [True, False, True, False]
    assert storage.watches.get(2) == Watch(2, NOW, NOW)
    assert posts


def test_watching_and_ceasing_are_undone_in_turn(storage: Storage, posts: list[int]) -> None:
    storage.changes.watch(posts[0], is_watched=True)
    storage.changes.watch(posts[0], is_watched=False)
    assert _listed(storage) == []
    assert storage.changes.undo()
    assert _listed(storage) == [posts[0]]
    assert storage.changes.undo()
    assert _listed(storage) == []
    assert storage.changes.undo() is None


def test_an_unread_list_of_watched_ones_keeps_what_was_read_in_it(storage: Storage, posts: list[int]) -> None:
    for post in posts[:3]:
        storage.changes.watch(post, is_watched=True)
    opened = replace(WATCHED, is_unread=True, unread_since=storage.changes.newest_id())
    storage.changes.mark([2], ChangeKind.READ)
    assert _listed(storage, replace(WATCHED, is_unread=True)) == [3, 1]
    assert _listed(storage, opened) == [3, 2, 1]
    assert storage.changes.mark_filter(WATCHED)
    assert [post.id for post in storage.posts.window(PostFilter(is_unread=True)).rows] == [4]


def test_what_is_held_when_watching_begins_counts_as_seen(storage: Storage, clock: Clock, posts: list[int]) -> None:
    _save(storage, posts[0], thread("1", "2"), NOW)
    clock.at = NOW + 10
    storage.changes.watch(posts[0], is_watched=True)
    storage.changes.watch(posts[1], is_watched=True)
    _save(storage, posts[0], thread("1", "2", "3"), NOW + 20)
    _save(storage, posts[1], thread("1", "2"), NOW + 20)
    assert [_new(storage, post) for post in posts[:2]] == [(3, 1), (2, 0)]
    assert storage.feeds.counts() == Counts(unread=4, total=4, watched=2, watched_new=1, new_comments=1)


def test_those_whose_time_has_come_are_due_the_longest_waiting_first(
    storage: Storage, clock: Clock, posts: list[int]
) -> None:
    for post in posts:
        storage.changes.watch(post, is_watched=True)
    storage.watches.save(Watch(1, NOW, NOW + 60))
    storage.watches.save(Watch(2, NOW, NOW + 30, failures=2, last_new_at=NOW - 5))
    storage.watches.save(Watch(3, NOW, None))
    storage.watches.save(Watch(4, NOW, NOW + 1e9))
    assert storage.watches.get(2) == Watch(2, NOW, NOW + 30, 2, NOW - 5)
    # so far ahead only a clock that was wrong sets a time
    assert storage.watches.due(NOW) == [4]
    storage.watches.save(Watch(4, NOW, NOW + 90))
    assert storage.watches.due(NOW + 60) == [2, 1]
    assert storage.watches.due(NOW + 100, [2]) == [4]
    storage.feeds.hide(1)
    assert storage.watches.due(NOW + 60) == _listed(storage, replace(WATCHED, folder="f")) == []
    assert clock.at == NOW


def test_nothing_is_new_in_a_thread_that_was_never_opened(storage: Storage, posts: list[int]) -> None:
    _tell(storage, posts[0], 4)
    _tell(storage, posts[0], 9)
    assert _new(storage, posts[0]) == (9, 0)
    assert storage.watches.with_news() == []


def test_what_a_feed_counts_beyond_what_was_known_is_new_until_the_thread_is_opened(
    storage: Storage, posts: list[int]
) -> None:
    post = posts[1]
    _save(storage, post, thread("1", "2"), NOW)
    storage.comments.leave(post, NOW + 1)
    # spam that is counted and never shown is no news, and neither is what is told twice
    _tell(storage, post, 3)
    _tell(storage, post, 3)
    assert _new(storage, post) == (3, 1)
    _tell(storage, post, 5)
    assert _new(storage, post) == (5, 3)
    assert storage.watches.with_news() == [post]
    _save(storage, post, thread("1", "2", "3", "4"), NOW + 9)
    assert _new(storage, post) == (4, 2)
    storage.comments.leave(post, NOW + 10)
    _tell(storage, post, 6)
    assert _new(storage, post) == (6, 1)


def test_a_changed_post_tells_its_count_too(storage: Storage, posts: list[int]) -> None:
    post = posts[0]
    _save(storage, post, thread("1"), NOW)
    storage.comments.leave(post, NOW + 1)
    told = ChangedPost(post, PostData("https://blog.example/a", "A", comment_count=4), "other print", 1, None)
    storage.feeds.save_refresh(1, plan(changed=(told,)))
    assert _new(storage, post) == (4, 3)
    storage.feeds.save_refresh(1, plan(changed=(replace(told, data=PostData(None, "B"), fingerprint="third"),)))
    assert _new(storage, post) == (4, 3)


def test_a_watched_thread_may_be_asked_as_soon_as_its_feed_counts_more(storage: Storage, posts: list[int]) -> None:
    for post in posts[:2]:
        storage.changes.watch(post, is_watched=True)
        _save(storage, post, thread("1", "2"), NOW)
        storage.watches.save(Watch(post, NOW, NOW + 9000 if post == posts[0] else None))
    _tell(storage, posts[0], 2, NOW + 5)
    assert storage.watches.due(NOW + 5) == []
    _tell(storage, posts[0], 3, NOW + 6)
    _tell(storage, posts[1], 3, NOW + 7)
    assert storage.watches.due(NOW + 7) == posts[:2]


def test_discussions_stand_among_the_watched_ones_alone(storage: Storage, clock: Clock, tmp_path: Path) -> None:
    place = storage.feeds.aside("discussions:kettles", "Kettles")
    assert storage.feeds.aside("discussions:kettles", "Kettles") == place
    kept = [storage.posts.insert_beyond(place, new_post(name), beside=int(NOW) * 16, older=True) for name in "wxyz"]
    storage.changes.mark([kept.pop(0).id], ChangeKind.STAR)
    assert (storage.feeds.all(), _listed(storage, PostFilter())) == ([], [])
    storage.changes.watch(kept[0].id, is_watched=True)
    assert _listed(storage) == storage.watches.due(NOW) == [kept[0].id]
    assert storage.feeds.counts() == Counts(watched=1)
    storage.comments.leave(kept[1].id, NOW + 50)
    clock.at = NOW + 100
    assert storage.feeds.purge(NOW + 40) == 0
    assert ask(tmp_path, "SELECT title FROM posts ORDER BY title") == [("w",), ("x",), ("y",)]
