"""Subscriptions: adding, hiding, purging, counters, and carrying out a refresh's plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.making import NOW, Clock, add_feed, ask, day, fill, new_post, plan, save_thread, thread
from tui_reader.errors import StorageError
from tui_reader.models import (
    Author,
    ChangedPost,
    ChangeKind,
    Enclosure,
    FeedKind,
    Origin,
    PostData,
    PostFilter,
    RefreshStatus,
)
from tui_reader.storage import Counts, Storage

OF_A_POST = ("bodies", "pages", "threads", "comments", "comment_bodies", "search_queue")


def test_feeds_stand_by_folder_and_title(storage: Storage) -> None:
    for title, folder in (("pear", "b"), ("Apple", "b"), ("zebra", None), ("ant", "A")):
        add_feed(storage, title, folder)
    assert [feed.title for feed in storage.feeds.all()] == ["zebra", "ant", "Apple", "pear"]
    assert [feed.title for feed in storage.feeds.matching("EA")] == ["pear"]


def test_a_feed_that_is_there_is_given_back_as_it_is(storage: Storage) -> None:
    first = storage.feeds.add("https://a.example/feed", title="A", kind=FeedKind.PAGE, folder="f")
    assert (first.kind, first.folder, first.unread) == (FeedKind.PAGE, "f", 0)
    assert storage.feeds.add("https://a.example/feed", title="Other") == first
    assert storage.feeds.by_url("https://a.example/feed") == storage.feeds.get(first.id) == first
    assert storage.feeds.get(99) is None


def test_a_hidden_feed_comes_back_with_its_posts(storage: Storage) -> None:
    feed = add_feed(storage)
    fill(storage, feed, "abc")
    assert storage.feeds.hide(feed.id)
    assert not storage.feeds.hide(feed.id)
    assert storage.feeds.all() == []
    assert storage.feeds.get(feed.id) is storage.feeds.by_url(feed.url) is None
    assert storage.feeds.counts() == Counts()
    assert storage.posts.window(PostFilter()).rows == ()
    back = storage.feeds.add(feed.url, title="Again", folder="new")
    assert (back.id, back.title, back.folder, back.unread) == (feed.id, "Again", "new", 3)
    assert len(storage.posts.window(PostFilter()).rows) == 3


def test_purging_takes_what_was_hidden_long_ago_whole(storage: Storage, clock: Clock, tmp_path: Path) -> None:
    old, late = add_feed(storage, "Old"), add_feed(storage, "Late")
    fill(storage, old, "ab")
    fill(storage, late, "cd")
    save_thread(storage, 1, thread("1", "2"))
    storage.feeds.hide(old.id)
    clock.at += 100
    storage.feeds.hide(late.id)
    assert storage.feeds.purge(NOW + 50) == 1
    assert storage.feeds.get(old.id) is None
    assert storage.feeds.show(late.id)
    assert storage.feeds.counts() == Counts(unread=2, total=2)
    assert ask(tmp_path, "SELECT COUNT(*) FROM posts") == [(2,)]
    left = {name: ask(tmp_path, f"SELECT COUNT(*) FROM {name}")[0][0] for name in OF_A_POST}
    assert left == {**dict.fromkeys(OF_A_POST, 0), "bodies": 2, "search_queue": 2}
    assert ask(tmp_path, "PRAGMA foreign_key_check") == []


def test_counters_know_unread_starred_and_todays(storage: Storage) -> None:
    feed = add_feed(storage)
    fill(storage, feed, "abcd", start=NOW - 100, step=30)
    storage.changes.mark([4], ChangeKind.READ, Origin.USER, "")
    storage.changes.mark([1, 2], ChangeKind.STAR, Origin.USER, "")
    assert storage.feeds.counts() == Counts(unread=3, starred=2, total=4)
    assert storage.feeds.today(NOW - 70) == 2


def test_a_refresh_stores_posts_validators_and_record_together(storage: Storage) -> None:
    feed = add_feed(storage)
    done = plan(
        [new_post("a", NOW - 5), new_post("b")],
        etag='"x"',
        last_modified="yesterday",
        body_hash="h",
        http=200,
        seconds=0.25,
        bytes=1234,
        title="Named",
        site_url="https://blog.example/",
        format="Atom 1.0",
    )
    assert storage.feeds.save_refresh(feed.id, done) == (2, 0)
    kept = storage.feeds.all()[0]
    assert (kept.etag, kept.last_modified, kept.body_hash, kept.format) == ('"x"', "yesterday", "h", "Atom 1.0")
    assert (kept.title, kept.site_url, kept.unread, kept.total) == ("Named", "https://blog.example/", 2, 2)
    assert (kept.last_refreshed, kept.last_good, kept.next_check) == (NOW, NOW, NOW + 3600)
    (record,) = storage.feeds.log(feed.id)
    assert (record.mark, record.http_status, record.seconds, record.bytes, record.reason) == (
        "+",
        200,
        0.25,
        1234,
        None,
    )


def test_a_failed_refresh_keeps_the_last_good_time_and_says_why(storage: Storage) -> None:
    feed = add_feed(storage)
    storage.feeds.save_refresh(feed.id, plan())
    failure = plan(status=RefreshStatus.ERROR, at=NOW + 9, http=503, error="busy", error_message="Later.", failures=3)
    storage.feeds.save_refresh(feed.id, failure)
    kept = storage.feeds.all()[0]
    assert (kept.last_refreshed, kept.last_good, kept.failures) == (NOW + 9, NOW, 3)
    assert (kept.error, kept.error_message, kept.http_status) == ("busy", "Later.", 503)
    assert [record.mark for record in storage.feeds.log(feed.id)] == ["!", "+"]


def test_the_log_keeps_the_last_fourteen(storage: Storage) -> None:
    feed, other = add_feed(storage), add_feed(storage, "Other")
    storage.feeds.save_refresh(other.id, plan())
    for number in range(20):
        storage.feeds.save_refresh(feed.id, plan(at=NOW + number, status=RefreshStatus.UNCHANGED))
    assert [record.at - NOW for record in storage.feeds.log(feed.id)] == list(range(19, 5, -1))
    assert len(storage.feeds.log(other.id)) == 1


def test_a_feed_moves_unless_its_new_address_is_another_feed(storage: Storage) -> None:
    feed, other = add_feed(storage), add_feed(storage, "Other")
    storage.feeds.save_refresh(feed.id, plan(moved_to=other.url))
    assert storage.feeds.all()[1].url == feed.url
    storage.feeds.save_refresh(feed.id, plan(moved_to="https://new.example/feed"))
    assert storage.feeds.all()[1].url == "https://new.example/feed"


def test_a_post_that_another_process_stored_meanwhile_is_not_doubled(storage: Storage) -> None:
    feed = add_feed(storage)
    assert storage.feeds.save_refresh(feed.id, plan([new_post("a")])) == (1, 0)
    assert storage.feeds.save_refresh(feed.id, plan([new_post("a"), new_post("b")])) == (1, 0)
    assert storage.feeds.counts() == Counts(unread=2, total=2)


def test_a_refresh_of_a_purged_feed_is_left_alone(storage: Storage) -> None:
    assert storage.feeds.save_refresh(7, plan([new_post("a")])) == (0, 0)
    assert storage.feeds.log(7) == []


def test_an_edit_changes_what_a_post_says_and_nothing_else(storage: Storage) -> None:
    feed = add_feed(storage)
    fill(storage, feed, "ab")
    before = storage.posts.window(PostFilter()).rows[0]
    storage.changes.mark([before.id], ChangeKind.READ, Origin.USER, "")
    edit = PostData(
        "https://blog.example/b2", title="B, mended", html="<p>new</p>", author=Author("Ida"), updated=day(3)
    )
    assert storage.feeds.save_refresh(feed.id, plan(changed=[ChangedPost(before.id, edit, "p2", 1, "new")])) == (0, 1)
    after = storage.posts.get(before.id)
    assert after is not None
    assert (after.title, after.author, after.updated, after.url) == ("B, mended", "Ida", day(3), edit.url)
    assert (after.sort, after.guid, after.first_seen, after.is_read) == (before.sort, "b", before.first_seen, True)
    body = storage.posts.body(before.id)
    assert body is not None
    assert body.html == "<p>new</p>"
    known = storage.posts.known(feed.id, ["b", "blog.example/b2"])
    assert {name: post.fingerprint for name, post in known.items()} == {"b": "p2", "blog.example/b2": "p2"}


def test_a_feeds_count_of_comments_counts_only_when_it_changes(storage: Storage) -> None:
    feed = add_feed(storage)
    storage.feeds.save_refresh(feed.id, plan([new_post("a", comment_count=3)]))
    save_thread(storage, 1, thread("1", "2", "3", "4"))

    def count() -> int | None:
        post = storage.posts.get(1)
        return post.comment_count if post else None

    assert count() == 4
    same = ChangedPost(1, PostData("https://blog.example/a", html="x", comment_count=3), "p2", 1, None)
    storage.feeds.save_refresh(feed.id, plan(changed=[same]))
    assert count() == 4
    storage.feeds.save_refresh(feed.id, plan(comment_counts=[(1, 7)]))
    assert count() == 7
    assert storage.posts.known(feed.id, ["a"])["a"].comment_count == 7


def test_enclosures_tags_and_language_stay_with_the_body(storage: Storage) -> None:
    enclosure = Enclosure("https://blog.example/a.mp3", "audio/mpeg", 99)
    post = new_post("a", tags=("wood", "é"), language="de", enclosures=(enclosure,), base_url="https://blog.example/")
    storage.feeds.save_refresh(add_feed(storage).id, plan([post]))
    body = storage.posts.body(1)
    assert body is not None
    assert (body.tags, body.language, body.enclosures) == (("wood", "é"), "de", (enclosure,))
    assert (body.base_url, body.is_summary) == ("https://blog.example/", False)


def test_a_plan_that_cannot_be_stored_leaves_the_feed_as_it_was(storage: Storage) -> None:
    feed = add_feed(storage)
    with pytest.raises(StorageError):
        storage.feeds.save_refresh(feed.id, plan([new_post("a"), new_post("b", comment_count=2**70)], etag="new"))
    assert storage.feeds.all() == [feed]
    assert storage.posts.window(PostFilter()).rows == ()
