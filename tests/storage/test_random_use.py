"""Whatever is refreshed, marked, starred, removed and undone: the counters are what can be counted, and undoing all
that was asked for gives back what there was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.making import NOW, add_feed, ask, new_post, open_storage, plan, save_thread, thread
from tui_reader.models import ChangeKind, Origin, PostFilter
from tui_reader.storage import Counts, Storage

FLAGS = "SELECT id, is_read, is_starred, read_change, star_change FROM posts ORDER BY id"
WATCHED = "SELECT post_id FROM watches ORDER BY post_id"
HIDDEN = "SELECT id, hidden_at IS NULL FROM feeds ORDER BY id"

_ids = st.lists(st.integers(1, 14), max_size=5)
_kinds = st.sampled_from([ChangeKind.READ, ChangeKind.UNREAD, ChangeKind.STAR, ChangeKind.UNSTAR])
_filters = st.builds(
    PostFilter,
    feed_id=st.none() | st.integers(1, 2),
    folder=st.none() | st.just("f"),
    is_unread=st.booleans(),
    is_starred=st.booleans(),
    is_watched=st.booleans(),
    since=st.none() | st.integers(0, 12).map(lambda ago: NOW - ago),
)
_actions = st.one_of(
    st.tuples(st.just("mark"), _ids, _kinds, st.sampled_from(Origin)),
    st.tuples(st.just("filter"), _filters, st.none() | st.integers(0, 12).map(lambda ago: int(NOW - ago) * 16)),
    st.tuples(st.just("remove"), st.integers(1, 2)),
    st.tuples(st.just("watch"), st.integers(1, 14), st.booleans()),
    st.tuples(st.just("undo")),
)
_refreshes = st.one_of(
    st.tuples(
        st.just("refresh"), st.integers(1, 2), st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 12)))
    ),
    st.tuples(st.just("beyond"), st.integers(1, 2), st.sampled_from("abcuvw"), st.booleans()),
    st.tuples(st.just("comments"), st.integers(1, 3), st.lists(st.sampled_from("123456"), unique=True)),
    st.tuples(st.just("leave"), st.integers(1, 3)),
)


class _Use:
    """A database and somebody who uses it at random."""

    def __init__(self, folder: Path) -> None:
        self.storage = open_storage(folder)
        self.folder = folder
        self.time = NOW
        add_feed(self.storage, "One", "f")
        add_feed(self.storage, "Two")

    def mark(self, ids: list[int], kind: ChangeKind, origin: Origin) -> None:
        self.storage.changes.mark(ids, kind, origin, "")

    def filter(self, wanted: PostFilter, from_sort: int | None) -> None:
        self.storage.changes.mark_filter(wanted, from_sort=from_sort, label="")

    def remove(self, feed: int) -> None:
        self.storage.changes.remove(feed, "")

    def watch(self, post: int, is_watched: bool) -> None:  # noqa: FBT001  drawn by position
        self.storage.changes.watch(post, is_watched=is_watched)

    def undo(self) -> None:
        self.storage.changes.undo()

    def refresh(self, feed: int, posts: list[tuple[str, int]]) -> None:
        self.storage.feeds.save_refresh(feed, plan([new_post(f"{feed}{name}", NOW - ago) for name, ago in posts]))

    def beyond(self, feed: int, name: str, older: bool) -> None:  # noqa: FBT001  drawn by position
        self.storage.posts.insert_beyond(feed, new_post(f"{feed}{name}"), beside=int(NOW - 3) * 16, older=older)

    def comments(self, post: int, ids: list[str]) -> None:
        self.time += 1
        told = thread(*ids)
        if self.storage.posts.get(post):
            save_thread(self.storage, post, told, self.time)

    def leave(self, post: int) -> None:
        self.time += 1
        self.storage.comments.leave(post, self.time)

    def all(self, sql: str) -> list[tuple[Any, ...]]:
        return ask(self.folder, sql)


def _check_counters(use: _Use, storage: Storage) -> None:
    assert use.all("SELECT id, unread, total FROM feeds ORDER BY id") == use.all(
        "SELECT feeds.id, COUNT(posts.id) FILTER (WHERE is_read = 0), COUNT(posts.id) "
        "FROM feeds LEFT JOIN posts ON posts.feed_id = feeds.id GROUP BY feeds.id ORDER BY feeds.id"
    )
    ((unread, starred, total),) = use.all(
        "SELECT COUNT(*) FILTER (WHERE is_read = 0), COUNT(*) FILTER (WHERE is_starred = 1), COUNT(*) "
        "FROM posts JOIN feeds ON feeds.id = feed_id WHERE hidden_at IS NULL"
    )
    ((watched, news, new),) = use.all(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE new_comment_count), COALESCE(SUM(new_comment_count), 0) FROM watches "
        "JOIN posts ON posts.id = post_id JOIN feeds ON feeds.id = feed_id WHERE hidden_at IS NULL"
    )
    assert storage.feeds.counts() == Counts(unread, starred, total, watched, news, new)
    assert use.all("SELECT id, COALESCE(comment_count, 0), new_comment_count FROM posts ORDER BY id") == use.all(
        "SELECT posts.id, COUNT(comments.id) FILTER (WHERE gone_at IS NULL), "
        "COUNT(comments.id) FILTER (WHERE gone_at IS NULL AND comments.first_seen > left_at) "
        "FROM posts LEFT JOIN comments ON comments.post_id = posts.id GROUP BY posts.id ORDER BY posts.id"
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(_refreshes | _actions, max_size=25))
def test_counters_are_what_can_be_counted(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, *tuple[object, ...]]]
) -> None:
    use = _Use(tmp_path_factory.mktemp("use"))
    for name, *values in steps:
        getattr(use, name)(*values)
        _check_counters(use, use.storage)
    use.storage.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(_actions.filter(lambda action: Origin.AUTOMATIC not in action), max_size=20))
def test_undoing_everything_gives_back_what_there_was(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, *tuple[object, ...]]]
) -> None:
    use = _Use(tmp_path_factory.mktemp("use"))
    for feed in (1, 2):
        use.refresh(feed, [(name, ago) for ago, name in enumerate("abcdefg")])
    use.mark([1, 2, 8], ChangeKind.READ, Origin.AUTOMATIC)
    use.mark([2, 3], ChangeKind.STAR, Origin.AUTOMATIC)
    before = use.all(FLAGS), use.all(HIDDEN), use.all(WATCHED)
    for name, *values in steps:
        getattr(use, name)(*values)
    while use.storage.changes.undo():
        _check_counters(use, use.storage)
    assert (use.all(FLAGS), use.all(HIDDEN), use.all(WATCHED)) == before
    use.storage.close()
