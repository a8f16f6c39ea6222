"""Threads in parts: where the rest is had, what a further part changes, what only the whole can say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.storage.making import NOW, add_feed, ask, fill, save_thread, thread
from tui_reader.models import Itinerary, Request, StoredThread, Thread, ThreadSource
from tui_reader.storage import Storage


@pytest.fixture(autouse=True)
def _post(storage: Storage) -> None:
    fill(storage, add_feed(storage), "a")


def save(storage: Storage, told: Thread) -> StoredThread:
    return save_thread(storage, 1, told)


def ids(stored: StoredThread) -> str:
    return "".join(comment.id for comment in stored.comments)


def extend(storage: Storage, known: Thread, *changed: str, now: float = NOW, **more: Any) -> StoredThread:
    told = {
        comment.id: (f'["{comment.html}"]', len(comment.html)) for comment in known.comments if comment.id in changed
    }
    storage.comments.extend(1, known, told, now=now, **{"itinerary": Itinerary(), **more})
    stored = storage.comments.load(1)
    assert stored is not None
    return stored


def test_where_the_rest_is_had_comes_back_as_it_was_kept(storage: Storage, tmp_path: Path) -> None:
    asked = Request("https://blog.example/rpc", (("Accept", "text/html"),), b"\0page=2")
    rest = (ThreadSource.at("https://blog.example/a/2"), ThreadSource(asked, "rpc", "disqus"))
    assert save(storage, replace(thread("1", complete=False), rest=rest)).itinerary == Itinerary(rest)
    itinerary = Itinerary(
        rest[1:], ("https://blog.example/a/2",), (("https://blog.example/a/3", "gone"),), "https://b.example"
    )
    assert extend(storage, thread("1"), itinerary=itinerary).itinerary == itinerary
    for damaged in (
        "[",
        "3",
        '{"rest": [{}]}',
        '{"rest": [{"url": "u", "reader": "r", "body": "?"}]}',
        '{"failed": [1]}',
    ):
        ask(tmp_path, f"UPDATE threads SET itinerary = '{damaged}'")
        loaded = storage.comments.load(1)
        assert loaded is not None
        assert loaded.itinerary == Itinerary()


def test_a_further_part_is_put_where_it_belongs_and_nothing_else_is_written(storage: Storage) -> None:
    save(storage, thread("1", "4", complete=False))
    later = extend(storage, thread("1", "2", "3", "4", text="so it was"), "2", "3", now=NOW + 10)
    assert ids(later) == "1234"
    assert storage.comments.html(1, ["1", "2"]) == {"1": "<p>so it is</p>", "2": "<p>so it was</p>"}
    assert [comment.first_seen for comment in later.comments] == [NOW, NOW + 10, NOW + 10, NOW]
    post = storage.posts.get(1)
    assert post is not None
    assert post.comment_count == 4


def test_only_the_whole_makes_gone_what_it_lacks(storage: Storage) -> None:
    save(storage, thread("1", "2", "3"))
    assert not any(comment.is_gone for comment in extend(storage, thread("1", "3")).comments)
    whole = extend(storage, thread("1", "2", "3"), told={"1", "3"}, now=NOW + 10)
    assert [comment.id for comment in whole.comments if comment.is_gone] == ["2"]
    back = extend(storage, thread("1", "2", "3"), "2", now=NOW + 20)
    assert not any(comment.is_gone for comment in back.comments)


def test_an_edit_is_remembered_through_later_visits(storage: Storage) -> None:
    save(storage, thread("1", "2"))
    extend(storage, thread("1", "2", text="so it was"), "1", "2", edited={"2"}, now=NOW + 10)
    later = extend(storage, thread("1", "2", "3", text="so it will be"), "2", "3", now=NOW + 20)
    assert [(comment.id, comment.is_edited) for comment in later.comments] == [("1", False), ("2", True), ("3", False)]


def test_a_comment_that_is_known_by_its_number_now_is_not_new(storage: Storage) -> None:
    save(storage, thread("hash-a", "2"))
    storage.comments.leave(1, NOW + 5)
    later = extend(storage, thread("1", "2"), "1", names={"hash-a": "1"}, now=NOW + 10)
    assert ids(later) == "12"
    assert not any(comment.is_new for comment in later.comments)


def test_a_number_that_was_gone_comes_back_once(storage: Storage) -> None:
    save(storage, thread("1", "2"))
    save(storage, thread("hash-a", "2"))
    later = extend(storage, thread("1", "2"), "1", names={"hash-a": "1"}, now=NOW + 10)
    assert [(comment.id, comment.is_gone) for comment in later.comments] == [("1", False), ("2", False)]
