"""Models go to JSON and come back the same; data of another shape is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.models import (
    Author,
    Block,
    BlockKind,
    Comment,
    Enclosure,
    FeedLink,
    Link,
    Moment,
    Neighbours,
    Page,
    PageReading,
    ParsedFeed,
    PostData,
    PostLink,
    Request,
    Span,
    Style,
    Thread,
    ThreadSource,
)
from tui_reader.worker import codec

TEXTS = st.text(max_size=20)
MAYBE = st.none() | TEXTS
ZONES = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.builds(Moment, st.datetimes(timezones=st.none() | ZONES)) | st.builds(
    lambda day: Moment(datetime(day.year, day.month, day.day), is_day=True),  # noqa: DTZ001  a day
    st.dates(),
)
AUTHORS = st.none() | st.builds(Author, TEXTS, MAYBE)
ENCLOSURES = st.builds(Enclosure, TEXTS, MAYBE, st.none() | st.integers())
POSTS = st.builds(
    PostData,
    url=MAYBE,
    title=MAYBE,
    html=MAYBE,
    author=AUTHORS,
    published=st.none() | MOMENTS,
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    enclosures=st.lists(ENCLOSURES, max_size=2).map(tuple),
    is_summary=st.booleans(),
    comment_count=st.none() | st.integers(),
)
COMMENTS = st.builds(Comment, TEXTS, TEXTS, MAYBE, AUTHORS, st.none() | MOMENTS, MAYBE, st.booleans())
REQUESTS = st.builds(Request, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple), st.none() | st.binary())
THREADS = st.builds(
    Thread,
    TEXTS,
    st.lists(COMMENTS, max_size=3).map(tuple),
    closed=st.none() | st.booleans(),
    rest=st.tuples(st.builds(ThreadSource, REQUESTS, TEXTS, MAYBE)),
)
LINKS = st.none() | st.builds(Link, MAYBE, MAYBE)
SPANS = st.builds(Span, TEXTS, st.frozensets(st.sampled_from(Style)), MAYBE)
BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    st.lists(SPANS, max_size=3).map(tuple),
    level=st.integers(0, 6),
    list_path=st.lists(TEXTS, max_size=2).map(tuple),
    rows=st.lists(st.lists(st.lists(SPANS, max_size=2).map(tuple), max_size=2).map(tuple), max_size=2).map(tuple),
    meta=st.dictionaries(TEXTS, TEXTS, max_size=2),
)
FEEDS = st.builds(
    ParsedFeed, TEXTS, TEXTS, MAYBE, posts=st.lists(POSTS, max_size=3).map(tuple), ttl=st.none() | st.integers()
)
READINGS = st.builds(
    PageReading,
    TEXTS,
    st.sampled_from(("post", "index")),
    TEXTS,
    TEXTS,
    post=st.none() | POSTS,
    neighbours=st.builds(Neighbours, LINKS, LINKS, LINKS),
    thread=st.none() | THREADS,
    posts=st.lists(st.builds(PostLink, TEXTS, MAYBE, st.none() | MOMENTS), max_size=2).map(tuple),
    feeds=st.lists(st.builds(FeedLink, TEXTS, MAYBE), max_size=2).map(tuple),
)
PAGES = st.builds(
    Page, TEXTS, st.binary(max_size=50), status=st.sampled_from((200, 304)), fetched_at=st.floats(0, 1e10)
)


def round_trip(value: Any, hint: Any) -> Any:
    return codec.decode(json.loads(json.dumps(codec.encode(value, hint))), hint)


@settings(deadline=None)
@given(value=FEEDS | READINGS)
def test_what_a_document_says_comes_back_the_same(value: ParsedFeed | PageReading) -> None:
    assert round_trip(value, ParsedFeed | PageReading) == value


@settings(deadline=None)
@given(value=st.lists(st.lists(BLOCKS, max_size=2), max_size=2))
def test_blocks_come_back_the_same(value: list[list[Block]]) -> None:
    assert round_trip(value, list[list[Block]]) == value


@settings(deadline=None)
@given(page=PAGES)
def test_pages_come_back_the_same(page: Page) -> None:
    assert round_trip(page, Page) == page


@settings(deadline=None)
@given(bodies=st.lists(st.tuples(TEXTS, MAYBE), max_size=3))
def test_pairs_come_back_the_same(bodies: list[tuple[str, str | None]]) -> None:
    assert round_trip(bodies, list[tuple[str, str | None]]) == bodies


def test_a_moment_keeps_its_precision() -> None:
    for moment in (
        Moment(datetime(2024, 2, 3, 4, 5, 6, 789, tzinfo=UTC)),
        Moment(datetime(2024, 2, 3, 4, 5)),  # noqa: DTZ001  a local time, as printed
        Moment(datetime(2024, 2, 3), is_day=True),  # noqa: DTZ001  a day
    ):
        back = round_trip(moment, Moment)
        assert (back, back.value.tzinfo is None) == (moment, moment.value.tzinfo is None)


def test_defaults_are_left_out() -> None:
    assert codec.encode(Comment("7"), Comment) == {"id": "7"}


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (1, str),
        (True, int),
        ("x", float),
        (0, None),
        ("&", bytes),
        (5, bytes),
        ("yesterday", Moment),
        ("huge", Style),
        ([1], list[str]),
        ("ab", list[str]),
        (["a"], tuple[str, str]),
        ({"a": 1}, dict[str, str]),
        ({"id": "7", "surprise": 1}, Comment),
        ({}, Comment),
        ([], Comment),
        ({"id": None}, Comment),
        ([2, {}], ParsedFeed | PageReading),
        ({}, ParsedFeed | PageReading),
        ({"url": "", "kind": "poem", "engine": "", "evidence": ""}, PageReading),
    ],
)
def test_other_shapes_are_refused(data: Any, hint: Any) -> None:
    with pytest.raises(codec.CodecError):
        codec.decode(data, hint)


def test_a_type_without_a_rule_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        codec.encode(object(), object)
