"""One thread of several sources: nothing lost, nothing doubled, each field from whoever knows it, an order to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.merging import is_edited, merge, twins
from tui_reader.models import Author, Comment, Moment, Thread

WORDS = ("It boils sooner.", "<p>It boils sooner.</p>", "Mine does not.", "")
NAMES = (None, Author("Petra"), Author("petra", "https://petra.example/"), Author("Odo"))
DATES = tuple(Moment.from_iso(text) for text in ("2026-09-01", "2026-09-01T10:00:00", "2026-09-04T10:00:00+00:00"))


def comment(
    name: str, text: str = "Words.", author: str | None = "Petra", date: str | None = None, **more: Any
) -> Comment:
    moment = Moment.from_iso(date) if date else None
    return Comment(name, f"<p>{text}</p>", author=Author(author) if author else None, published=moment, **more)


def thread(*comments: Comment) -> Thread:
    return Thread("wordpress", comments)


def ids(of: Thread) -> list[str]:
    return [comment.id for comment in of.comments]


IDS = st.integers(1, 9).map(str) | st.integers(1, 5).map("hash-{}".format)
COMMENTS = st.builds(
    Comment,
    IDS,
    st.sampled_from(WORDS),
    st.none() | IDS,
    st.sampled_from(NAMES),
    st.none() | st.sampled_from(DATES),
)


def _consistent(comments: list[Comment]) -> tuple[Comment, ...]:
    """Comments whose parents are among them, or numbers of another part's."""
    here = {one.id for one in comments}

    def parent(of: Comment) -> str | None:
        is_there = of.parent_id in here or (of.parent_id or "").isdigit()
        return of.parent_id if is_there and of.parent_id != of.id else None

    return tuple(replace(one, parent_id=parent(one)) for one in comments)


THREADS = st.builds(
    Thread,
    st.just("x"),
    st.lists(COMMENTS, max_size=9, unique_by=lambda comment: comment.id).map(_consistent),
    st.none() | st.integers(0, 20),
)


@given(a=THREADS, b=THREADS, is_summary=st.booleans())
def test_telling_a_part_again_changes_nothing(a: Thread, b: Thread, *, is_summary: bool) -> None:
    once = merge(a, b, is_summary=is_summary)
    assert merge(once, b, is_summary=is_summary) == once


@given(THREADS, THREADS)
def test_every_comment_is_there_once(a: Thread, b: Thread) -> None:
    names = twins(a.comments, b.comments)
    wanted = {names.get(comment.id, comment.id) for part in (a, b) for comment in part.comments}
    assert Counter(ids(merge(a, b))) == Counter(wanted)
    assert {new for old, new in names.items() if not old.startswith("hash-") or new.startswith("hash-")} == set()


@given(THREADS, THREADS)
def test_which_side_comes_first_decides_no_id(a: Thread, b: Thread) -> None:
    assert set(ids(merge(a, b))) == set(ids(merge(b, a)))


@given(THREADS)
def test_nothing_is_changed_by_nothing_or_by_itself(a: Thread) -> None:
    whole = merge(a, Thread("x"))
    assert whole.comments == a.comments
    assert merge(a, a).comments == a.comments


@pytest.mark.parametrize(
    ("known", "told", "is_summary", "kept"),
    [
        ("Whole and long.", "Whole and …", False, "Whole and long."),
        ("Whole and [...]", "Whole and long.", False, "Whole and long."),
        ("Whole and …", "Whole and long.", True, "Whole and long."),
        ("First words.", "Edited words.", False, "Edited words."),
        ("Own words.", "In reply to Odo. Own words.", True, "Own words."),
        ("", "Own words.", True, "Own words."),
        ("Own words.", "", False, "Own words."),
    ],
)
def test_the_fuller_text_wins_and_an_edit_replaces(known: str, told: str, *, is_summary: bool, kept: str) -> None:
    merged = merge(thread(comment("1", known)), thread(comment("1", told)), is_summary=is_summary)
    assert merged.comments[0].html == f"<p>{kept}</p>"


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("It boils sooner.", "It boils later.", True),
        ("It boils sooner.", "It boils sooner. Edit: by a minute.", True),
        ("It boils sooner.", "It <em>boils</em>&nbsp;sooner!", False),
        ("It boils soo…", "It boils sooner, and by a minute.", False),
        ("It boils [...]", "It boils sooner.", False),
        ("It boils soo…", "Mine does not.", True),
        ("", "It boils sooner.", False),
        ("It boils sooner.", "", False),
    ],
)
def test_other_words_are_an_edit_and_the_rest_of_a_summary_is_none(before: str, after: str, *, is_other: bool) -> None:
    assert is_edited(comment("1", before), comment("1", after)) is is_other
    assert not is_edited(comment("1", before), comment("1", after, is_deleted=True))


def test_each_field_comes_from_whoever_knows_it() -> None:
    page = comment("7", author="Odo", date="2026-09-01", permalink="https://b.example/#7")
    api = replace(
        comment("7", date="2026-09-01T10:00:00+00:00", parent_id="3"),
        author=Author("Odo", "https://odo.example/"),
        is_by_post_author=True,
    )
    for first, second in ((page, api), (api, page)):
        [one] = merge(thread(first), thread(second)).comments
        assert (one.parent_id, one.author, one.published) == ("3", api.author, api.published)
        assert (one.permalink, one.is_by_post_author) == (page.permalink, True)


def test_a_parent_may_be_in_another_part_or_nowhere() -> None:
    merged = merge(thread(comment("2", parent_id="1"), comment("9", parent_id="8")), thread(comment("1")))
    assert {one.id: one.parent_id for one in merged.comments} == {"1": None, "2": "1", "9": "8"}


def test_a_comment_known_by_its_content_takes_its_number_and_its_replies_follow() -> None:
    page = thread(
        comment("hash-a", "Same <b>words</b>.", date="2026-09-01T10:00:00"),
        comment("hash-b", "An answer.", "Odo", parent_id="hash-a"),
    )
    feed = thread(comment("41", "Same words.", date="2026-09-01T08:00:00+00:00"), comment("42", "Other words."))
    for merged in (merge(page, feed), merge(feed, page)):
        assert sorted(ids(merged)) == ["41", "42", "hash-b"]
        assert {one.id: one.parent_id for one in merged.comments}["hash-b"] == "41"


def test_the_same_words_on_another_day_are_another_comment() -> None:
    page, feed = comment("hash-a", "+1", date="2026-09-01"), comment("41", "+1", date="2026-09-09T08:00:00+00:00")
    assert len(merge(thread(page), thread(feed)).comments) == 2


@pytest.mark.parametrize(
    ("known", "told", "order"),
    [
        # a side that has all of them
        ("31", "312", "312"),
        ("312", "12", "312"),
        # by number, whichever way the page goes
        ("78", "12", "1278"),
        ("87", "21", "8721"),
        # by their neighbours
        ("ade", "bcd", "abcde"),
        ("ab", "cd", "abcd"),
        ("ac", "abx", "abxc"),
    ],
)
def test_without_dates_parts_are_put_beside_each_other(known: str, told: str, order: str) -> None:
    merged = merge(thread(*map(comment, known)), thread(*map(comment, told)))
    assert "".join(ids(merged)) == order


def test_dates_decide_where_all_are_known_and_of_one_kind() -> None:
    page = thread(comment("x", date="2026-09-03"), comment("z", date="2026-09-05"))
    other = thread(comment("y", date="2026-09-04"), comment("w", date="2026-09-01"))
    assert ids(merge(page, other)) == ["w", "x", "y", "z"]
    backwards = replace(page, comments=page.comments[::-1])
    assert ids(merge(backwards, other)) == ["z", "y", "x", "w"]
    # a reply comes after all top-level comments of a page that has the newest first
    answered = replace(page, comments=(*backwards.comments, comment("v", date="2026-09-07", parent_id="x")))
    assert ids(merge(answered, other)) == ["v", "z", "y", "x", "w"]
    undated = thread(comment("y"), comment("w", date="2026-09-01"))
    assert ids(merge(page, undated)) == ["x", "z", "y", "w"]


def test_what_is_said_of_the_whole_is_kept_together() -> None:
    page = Thread("x", (comment("1"),), stated_count=2, complete=False, service="disqus")
    part = Thread("x", (comment("2"),), closed=True, closed_notice="Closed.", feed_url="https://b.example/feed")
    merged = merge(page, part)
    assert (merged.stated_count, merged.complete, merged.closed, merged.closed_notice) == (2, False, True, "Closed.")
    assert (merged.service, merged.feed_url) == ("disqus", "https://b.example/feed")
