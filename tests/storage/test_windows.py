"""Lists: what a filter holds, paging by key, places in a list, and that no list is ever scanned or sorted."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.making import NOW, add_feed, ask, fill, open_storage
from tui_reader.models import ChangeKind, Feed, Origin, Post, PostFilter
from tui_reader.storage import Storage

UNREAD = PostFilter(is_unread=True)
FILTERS = {
    "all": PostFilter(),
    "unread": UNREAD,
    "unread and kept": PostFilter(is_unread=True, unread_since=0, newest_sort=int(NOW) * 16),
    "starred": PostFilter(is_starred=True),
    "starred of a folder": PostFilter(is_starred=True, folder="wood"),
    "today": PostFilter(since=NOW - 1e5),
    "unread today": PostFilter(is_unread=True, since=NOW - 1e5),
    "feed": PostFilter(feed_id=1),
    "unread of a feed": PostFilter(feed_id=1, is_unread=True),
    "unread of a feed and kept": PostFilter(feed_id=1, is_unread=True, unread_since=0),
    "folder": PostFilter(folder="wood"),
    "unread of a folder": PostFilter(folder="wood", is_unread=True),
    "unread of a folder and kept": PostFilter(folder="wood", is_unread=True, unread_since=0),
    "starred and unread": PostFilter(is_starred=True, is_unread=True),
    "watched": PostFilter(is_watched=True),
    "watched in a folder": PostFilter(is_watched=True, folder="wood"),
    "watched and unread and kept": PostFilter(is_watched=True, is_unread=True, unread_since=0),
}


def _mark(storage: Storage, posts: list[Post], kind: ChangeKind) -> None:
    storage.changes.mark([post.id for post in posts], kind, Origin.USER, "")


def _watch(storage: Storage, posts: list[Post]) -> None:
    for post in posts:
        storage.changes.watch(post.id, is_watched=True)


def _all(storage: Storage, wanted: PostFilter) -> list[Post]:
    return list(storage.posts.window(wanted, after=1000).rows)


def _titles(storage: Storage, wanted: PostFilter) -> str:
    return "".join(post.title or "" for post in _all(storage, wanted))


@pytest.fixture
def feeds(storage: Storage) -> list[Feed]:
    """Three feeds, two of them in a folder, one hidden besides; posts of different feeds alternate in time."""
    made = [add_feed(storage, "Lathe", "wood"), add_feed(storage, "Plane", "wood"), add_feed(storage, "Anvil")]
    hidden = add_feed(storage, "Gone", "wood")
    fill(storage, made[0], "aei", start=NOW - 1000)
    fill(storage, made[1], "bfj", start=NOW - 999)
    fill(storage, made[2], "cgk", start=NOW - 998)
    fill(storage, hidden, "dhl", start=NOW - 997)
    storage.feeds.hide(hidden.id)
    return made


def test_lists_hold_what_their_filter_says_newest_first(storage: Storage, feeds: list[Feed]) -> None:
    assert _titles(storage, PostFilter()) == "kjigfecba"
    assert _titles(storage, PostFilter(folder="wood")) == "jifeba"
    assert _titles(storage, PostFilter(feed_id=feeds[2].id)) == "kgc"
    assert _titles(storage, PostFilter(since=NOW - 930)) == "kji"
    assert _titles(storage, PostFilter(newest_sort=_all(storage, PostFilter())[6].sort)) == "cba"
    _mark(storage, _all(storage, PostFilter(feed_id=feeds[0].id)), ChangeKind.READ)
    assert _titles(storage, UNREAD) == "kjgfcb"
    assert _titles(storage, replace(UNREAD, folder="wood")) == "jfb"
    _mark(storage, _all(storage, PostFilter(folder="wood"))[:3], ChangeKind.STAR)
    assert _titles(storage, PostFilter(is_starred=True)) == "jif"
    assert _titles(storage, PostFilter(is_starred=True, is_unread=True)) == "jf"
    assert _titles(storage, PostFilter(feed_id=4)) == ""


@pytest.mark.usefixtures("feeds")
def test_rows_carry_the_title_of_their_feed(storage: Storage) -> None:
    assert [post.feed_title for post in _all(storage, PostFilter())[:3]] == ["Anvil", "Plane", "Lathe"]


@pytest.mark.usefixtures("feeds")
def test_a_window_around_a_key_knows_whether_the_list_goes_on(storage: Storage) -> None:
    anchor = _all(storage, PostFilter())[4].sort
    window = storage.posts.window(PostFilter(), anchor=anchor, before=2, after=3)
    assert "".join(post.title or "" for post in window.rows) == "igfec"
    assert window.has_before
    assert window.has_after
    window = storage.posts.window(PostFilter(), anchor=anchor, before=4, after=5)
    assert (len(window.rows), window.has_before, window.has_after) == (9, False, False)


def test_an_unread_list_keeps_what_was_read_in_it(storage: Storage, feeds: list[Feed]) -> None:
    posts = _all(storage, PostFilter())
    _mark(storage, posts[:2], ChangeKind.READ)
    kept = replace(UNREAD, unread_since=storage.changes.newest_id(), newest_sort=posts[0].sort)
    assert _titles(storage, kept) == "igfecba"
    _mark(storage, posts[3:5], ChangeKind.READ)
    assert _titles(storage, UNREAD) == "iecba"
    assert _titles(storage, kept) == "igfecba"
    assert storage.posts.count(kept) == 7
    assert _titles(storage, replace(kept, feed_id=feeds[1].id)) == "fb"
    assert _titles(storage, replace(kept, folder="wood")) == "ifeba"
    _mark(storage, posts[3:4], ChangeKind.UNREAD)
    assert _titles(storage, kept) == "igfecba"


def test_an_unread_list_keeps_what_one_large_change_marked(storage: Storage) -> None:
    fill(storage, add_feed(storage), [f"p{number}" for number in range(200)])
    kept = replace(UNREAD, unread_since=0)
    storage.changes.mark_filter(UNREAD, label="all")
    assert _all(storage, UNREAD) == []
    assert [post.sort for post in _all(storage, kept)] == [post.sort for post in _all(storage, PostFilter())]
    assert storage.posts.count(kept) == 200


def test_places_neighbours_and_ends_follow_the_list(storage: Storage, feeds: list[Feed]) -> None:
    posts = _all(storage, PostFilter())
    assert [storage.posts.position(PostFilter(), post.sort) for post in posts] == list(range(1, 10))
    _mark(storage, posts[3:5], ChangeKind.READ)

    def title(post: Post | None) -> str | None:
        return post.title if post else None

    assert title(storage.posts.adjacent(PostFilter(), posts[2].sort, older=True)) == "g"
    assert title(storage.posts.adjacent(PostFilter(), posts[2].sort, older=False)) == "j"
    assert title(storage.posts.adjacent(PostFilter(), posts[2].sort, older=True, unread_only=True)) == "e"
    assert title(storage.posts.adjacent(PostFilter(folder="wood"), posts[2].sort, older=True)) == "f"
    assert storage.posts.adjacent(PostFilter(), posts[0].sort, older=False) is None
    assert title(storage.posts.extreme(PostFilter(), newest=True)) == "k"
    assert title(storage.posts.extreme(PostFilter(feed_id=feeds[1].id), newest=False)) == "b"
    assert storage.posts.extreme(PostFilter(folder="none"), newest=True) is None


@pytest.mark.usefixtures("feeds")
@pytest.mark.parametrize("name", FILTERS)
def test_counting_agrees_with_listing(storage: Storage, name: str) -> None:
    posts = _all(storage, PostFilter())
    _mark(storage, posts[1:6:2], ChangeKind.READ)
    _mark(storage, posts[:3], ChangeKind.STAR)
    _watch(storage, posts[2:7])
    assert storage.posts.count(FILTERS[name]) == len(_all(storage, FILTERS[name]))


@pytest.mark.parametrize("name", FILTERS)
def test_no_list_scans_the_posts_or_sorts_them(storage: Storage, tmp_path: Path, name: str) -> None:
    """Every statement that a list runs is explained with the values it ran with."""
    for folder in ("wood", "wood", None):
        feed = add_feed(storage, f"Feed {len(storage.feeds.all())}", folder)
        fill(storage, feed, [f"{feed.id} {number}" for number in range(100)], start=NOW - 1e5 + feed.id)
    storage.changes.mark_filter(PostFilter(feed_id=1), label="a large change")
    _mark(storage, _all(storage, PostFilter(feed_id=2))[:3], ChangeKind.READ)
    _mark(storage, _all(storage, PostFilter())[:9], ChangeKind.STAR)
    _watch(storage, _all(storage, PostFilter())[40:60])
    anchor = _all(storage, PostFilter())[50].sort
    ran: list[str] = []
    storage._connection._sqlite.set_trace_callback(ran.append)
    storage.posts.window(FILTERS[name], anchor=anchor, before=20, after=20)
    storage.posts.adjacent(FILTERS[name], anchor, older=True)
    storage.posts.extreme(FILTERS[name], newest=True)
    storage.posts.position(FILTERS[name], anchor)
    storage._connection._sqlite.set_trace_callback(None)
    assert len(ran) >= 6
    for statement in ran:
        _check_plan(tmp_path, statement)


def _check_plan(folder: Path, statement: str) -> None:
    steps = [row[3] for row in ask(folder, f"EXPLAIN QUERY PLAN {statement}")]
    assert not [step for step in steps if re.search(r"SCAN posts(?! USING (COVERING )?INDEX)", step)], statement
    assert not [step for step in steps if "TEMP B-TREE" in step], (statement, steps)


@pytest.mark.parametrize("is_unread", [False, True])
def test_a_folder_of_very_many_feeds_is_walked_in_order_too(
    storage: Storage, tmp_path: Path, *, is_unread: bool
) -> None:
    for number in range(70):
        fill(storage, add_feed(storage, f"Feed {number}", "wood" if number % 7 else None), [f"p{number}"], start=number)
    wanted = PostFilter(folder="wood", is_unread=is_unread)
    assert len(_all(storage, wanted)) == storage.posts.count(wanted) == 60
    for number in range(100, 110):
        fill(storage, add_feed(storage, f"Feed {number}", "wood"), [f"p{number}"], start=number)
    ran: list[str] = []
    storage._connection._sqlite.set_trace_callback(ran.append)
    rows = _all(storage, wanted)
    storage._connection._sqlite.set_trace_callback(None)
    assert [post.sort for post in rows] == sorted((post.sort for post in rows), reverse=True)
    assert len(rows) == storage.posts.position(wanted, 0) == 70
    for statement in ran:
        _check_plan(tmp_path, statement)


def test_known_names_are_looked_up_by_index(storage: Storage, tmp_path: Path, feeds: list[Feed]) -> None:
    ran: list[str] = []
    storage._connection._sqlite.set_trace_callback(ran.append)
    assert {known.id for known in storage.posts.known(feeds[0].id, ["a", "blog.example/e", "?"]).values()} == {1, 2}
    storage.posts.by_url("https://blog.example/a")
    storage._connection._sqlite.set_trace_callback(None)
    for statement in ran:
        steps = [row[3] for row in ask(tmp_path, f"EXPLAIN QUERY PLAN {statement}")]
        assert not [step for step in steps if "SCAN posts" in step], (statement, steps)


@settings(max_examples=25, deadline=None)
@given(
    seconds=st.lists(st.integers(0, 6), min_size=1, max_size=60),
    size=st.integers(1, 7),
    name=st.sampled_from(sorted(FILTERS)),
    read=st.sets(st.integers(1, 60)),
)
def test_paging_by_key_meets_every_post_once(
    tmp_path_factory: pytest.TempPathFactory, seconds: list[int], size: int, name: str, read: set[int]
) -> None:
    storage = open_storage(tmp_path_factory.mktemp("paging"))
    feeds = [add_feed(storage, f"Feed {number}", "wood" if number else None) for number in range(3)]
    for number, second in enumerate(seconds):
        fill(storage, feeds[number % 3], [f"p{number}"], start=NOW - second)
    storage.changes.mark(sorted(read), ChangeKind.READ, Origin.USER, "")
    _watch(storage, _all(storage, PostFilter())[::2])
    wanted = FILTERS[name]
    everything = [post.sort for post in _all(storage, wanted)]
    assert everything == sorted(set(everything), reverse=True)
    down: list[int] = []
    anchor: int | None = None
    while True:
        window = storage.posts.window(wanted, anchor=anchor, after=size)
        down += [post.sort for post in window.rows]
        if not window.has_after:
            break
        anchor = down[-1] - 1
    assert down == everything
    up: list[int] = []
    anchor = -1
    while True:
        window = storage.posts.window(wanted, anchor=anchor, before=size, after=0)
        up = [post.sort for post in window.rows] + up
        if not window.has_before:
            break
        anchor = up[0]
    assert up == everything
    storage.close()
