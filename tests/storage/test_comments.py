"""Threads: merging by id, order, what is new, what is gone, counters on the post."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.making import NOW, add_feed, ask, bodies, day, fill, plan, save_thread, thread
from tui_reader.models import Author, Comment, Itinerary, Moment, Post, StoredThread, Thread
from tui_reader.storage import Storage


@pytest.fixture(autouse=True)
def _post(storage: Storage) -> None:
    fill(storage, add_feed(storage), "ab")


def _save(storage: Storage, told: Thread, now: float = NOW) -> StoredThread:
    return save_thread(storage, 1, told, now)


def _ids(stored: StoredThread | None) -> str:
    return "".join(comment.id for comment in stored.comments) if stored else "-"


def _post_of(storage: Storage) -> Post:
    post = storage.posts.get(1)
    assert post is not None
    return post


def test_a_thread_comes_back_as_it_was_told(storage: Storage) -> None:
    assert storage.comments.load(1) is None
    remark = Comment(
        "7",
        html="<p>Not with a dull blade.\0</p>",
        parent_id="3",
        author=Author("Ida", "https://ida.example/"),
        published=day(3),
        permalink="https://blog.example/a#7",
        is_deleted=True,
        is_pingback=True,
        is_by_post_author=True,
    )
    told = Thread("typepad", (remark,), 9, True, "Closed.", False, "https://blog.example/a/feed", (), "disqus")
    saved = save_thread(storage, 1, told, warnings=["1 of 9 is here"])
    assert storage.comments.load(1) == saved
    assert (saved.stated_count, saved.closed, saved.complete, saved.closed_notice) == (9, True, False, "Closed.")
    assert (saved.engine, saved.service, saved.feed_url) == ("typepad", "disqus", "https://blog.example/a/feed")
    assert (saved.fetched_at, saved.left_at, saved.warnings) == (NOW, None, ("1 of 9 is here",))
    (kept,) = saved.comments
    assert (kept.id, kept.parent_id, kept.author, kept.author_url) == ("7", "3", "Ida", "https://ida.example/")
    assert (kept.published, kept.permalink, kept.length) == (day(3), "https://blog.example/a#7", 30)
    assert (kept.is_deleted, kept.is_pingback, kept.is_by_post_author, kept.first_seen) == (True, True, True, NOW)
    assert storage.comments.bodies(1, ["7", "8"]) == {"7": bodies(told)[0][0]}
    assert storage.comments.html(1, ["7"]) == {"7": "<p>Not with a dull blade.\ufffd</p>"}
    assert storage.comments.bodies(2, ["7"]) == {}


def test_nothing_is_new_at_the_first_opening_and_later_what_came_after_leaving(storage: Storage) -> None:
    first = _save(storage, thread("1", "2"))
    assert not any(comment.is_new for comment in first.comments)
    second = _save(storage, thread("1", "2", "3"), NOW + 10)
    assert not any(comment.is_new for comment in second.comments)
    storage.comments.leave(1, NOW + 20)
    third = _save(storage, thread("1", "4", "2", "3", "5"), NOW + 30)
    assert [comment.id for comment in third.comments if comment.is_new] == ["4", "5"]
    assert third.left_at == NOW + 20
    assert (_post_of(storage).comment_count, _post_of(storage).new_comment_count) == (5, 2)
    storage.comments.leave(1, NOW + 40)
    assert _post_of(storage).new_comment_count == 0
    loaded = storage.comments.load(1)
    assert loaded is not None
    assert not any(comment.is_new for comment in loaded.comments)


def test_what_the_source_no_longer_has_is_kept_in_its_place_as_gone(storage: Storage) -> None:
    _save(storage, thread("1", "2", "3", "4"))
    later = _save(storage, thread("1", "4", "5"), NOW + 10)
    assert _ids(later) == "12345"
    assert [comment.id for comment in later.comments if comment.is_gone] == ["2", "3"]
    assert _post_of(storage).comment_count == 3
    back = _save(storage, thread("1", "2", "4", "5"), NOW + 20)
    assert [comment.id for comment in back.comments if comment.is_gone] == ["3"]
    assert back.comments[1].first_seen == NOW


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        (thread("1", complete=None), "23"),
        (thread("1", complete=False), ""),
        (thread(complete=None), ""),
        (thread(complete=True), "123"),
    ],
)
def test_a_source_that_holds_more_than_it_told_makes_nothing_gone(storage: Storage, told: Thread, gone: str) -> None:
    _save(storage, thread("1", "2", "3"))
    later = _save(storage, told, NOW + 10)
    assert "".join(comment.id for comment in later.comments if comment.is_gone) == gone


def test_the_order_is_the_sources_newest_first_too(storage: Storage) -> None:
    _save(storage, thread("2", "1"))
    assert _ids(_save(storage, thread("3", "2", "1"))) == "321"
    assert _ids(_save(storage, thread("1", "2", "3"))) == "123"


def test_an_edit_replaces_what_was_said_and_is_not_new(storage: Storage) -> None:
    _save(storage, thread("1", "2"))
    storage.comments.leave(1, NOW + 5)
    told = thread("1", "2", text="so it was")
    later = _save(storage, told, NOW + 10)
    assert not any(comment.is_new or comment.is_gone for comment in later.comments)
    assert storage.comments.bodies(1, ["2"]) == {"2": '["<p>so it was</p>"]'}


def test_telling_the_same_again_writes_no_comment(storage: Storage, tmp_path: Path) -> None:
    told = thread("1", "2", "3")
    _save(storage, told)
    written: list[str] = []
    storage._connection._sqlite.set_trace_callback(written.append)
    _save(storage, told, NOW + 10)
    storage._connection._sqlite.set_trace_callback(None)
    assert not [
        sql for sql in written if sql.lstrip().startswith(("INSERT INTO comments", "UPDATE comments SET position"))
    ]
    assert not [sql for sql in written if "INTO comment_bodies" in sql]
    assert ask(tmp_path, "SELECT COUNT(*) FROM comments") == [(3,)]


def test_ids_that_come_twice_are_kept_once(storage: Storage) -> None:
    assert _ids(_save(storage, thread("1", "2", "1"))) == "12"


def test_the_count_is_what_the_source_states_or_holds(storage: Storage) -> None:
    _save(storage, thread("1", "2", complete=False, stated=9))
    assert _post_of(storage).comment_count == 9
    _save(storage, thread("1", "2", "3", complete=None))
    assert _post_of(storage).comment_count == 3
    _save(storage, thread(complete=True))
    assert _post_of(storage).comment_count == 0


def test_a_service_that_tells_nothing_leaves_the_feeds_count(storage: Storage) -> None:
    storage.feeds.save_refresh(1, plan(comment_counts=[(1, 12)]))
    _save(storage, replace(thread(complete=None), service="disqus"))
    assert _post_of(storage).comment_count == 12


def _extend(storage: Storage, told: Thread, now: float) -> StoredThread:
    texts = {comment.id: (f'["{comment.html}"]', 1) for comment in told.comments}
    storage.comments.extend(1, told, texts, now=now, itinerary=Itinerary())
    stored = storage.comments.load(1)
    assert stored is not None
    return stored


def _written(name: str, moment: Moment | None) -> Comment:
    return Comment(name, "<p>so</p>", published=moment)


@pytest.mark.parametrize(("complete", "new"), [(True, "1234"), (False, "234"), (None, "234")])
def test_what_was_not_loaded_when_a_thread_was_left_is_no_news(
    storage: Storage, *, complete: bool | None, new: str
) -> None:
    _save(storage, thread("0", complete=complete))
    storage.comments.leave(1, day(20).timestamp())
    # printed times may be those of another place, so that the last day's are news
    rest = zip("1234", (day(2), day(19), day(21), None), strict=True)
    whole = Thread("typepad", (*thread("0").comments, *(_written(*one) for one in rest)), complete=True)
    held = _extend(storage, whole, day(22).timestamp())
    assert "".join(comment.id for comment in held.comments if comment.is_new) == new
    assert _post_of(storage).new_comment_count == len(new)
