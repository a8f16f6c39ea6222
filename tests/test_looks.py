"""When a watched thread is asked again: by how long it has been quiet, by its age, by failures; closed ones no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader import refresh
from tui_reader.errors import FetchError, ParseError
from tui_reader.models import Watch

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
NOW = 1_796_000_000.0
WATCH = Watch(7, NOW - 3 * DAY, NOW, failures=2)


@pytest.mark.parametrize(
    ("age", "quiet", "wait"),
    [
        (2 * HOUR, MINUTE, 30 * MINUTE),
        (5 * HOUR, 3 * HOUR, 30 * MINUTE),
        (DAY, 12 * HOUR, 2 * HOUR),
        (3 * DAY, 2 * DAY, 8 * HOUR),
        (30 * DAY, 6 * DAY, DAY),
        (30 * DAY, HOUR, 30 * DAY / 500),
        (500 * DAY, HOUR, DAY),
        (90 * DAY, 42 * DAY, 7 * DAY),
        (6000 * DAY, 6000 * DAY, 7 * DAY),
        # a post that is dated ahead
        (-DAY, 0, 30 * MINUTE),
    ],
)
def test_a_thread_is_asked_the_less_often_the_older_and_the_quieter_it_is(
    age: float, quiet: float, wait: float
) -> None:
    assert refresh.next_look(NOW, began=NOW - age, moved=NOW - quiet) == NOW + wait


@pytest.mark.parametrize(
    ("failures", "asked", "wait"),
    [
        (1, 0, 30 * MINUTE),
        (3, 0, 2 * HOUR),
        (9, 0, 128 * HOUR),
        (40, 0, 7 * DAY),
        (1, 5 * HOUR, 5 * HOUR),
        (1, 90 * DAY, 7 * DAY),
    ],
)
def test_failures_and_the_servers_wish_make_it_wait(failures: int, asked: float, wait: float) -> None:
    assert refresh.next_look(NOW, began=NOW, moved=NOW, failures=failures, asked=asked) == NOW + wait


@pytest.mark.parametrize(
    ("was_closed", "is_closed", "wait"),
    [(False, True, DAY), (True, True, None), (True, False, 30 * MINUTE), (False, False, 30 * MINUTE)],
)
def test_a_closed_thread_is_asked_once_more(*, was_closed: bool, is_closed: bool, wait: float | None) -> None:
    check = refresh.next_look(NOW, began=NOW, moved=NOW, was_closed=was_closed, is_closed=is_closed)
    assert check == (None if wait is None else NOW + wait)


def looked(*, moved: float | None, new: int) -> Watch:
    return refresh.looked(WATCH, NOW, began=NOW - DAY, moved=moved, new=new, was_closed=False, is_closed=False)


def test_an_answer_ends_failures_and_news_are_dated() -> None:
    assert looked(moved=NOW - 12 * HOUR, new=1) == Watch(7, WATCH.since, NOW + 30 * MINUTE, 0, NOW)
    assert looked(moved=NOW - 12 * HOUR, new=0) == Watch(7, WATCH.since, NOW + 2 * HOUR, 0, None)


@pytest.mark.parametrize(("new", "wait"), [(0, None), (1, 30 * MINUTE)])
def test_a_closed_thread_that_grows_is_asked_on(new: int, wait: float | None) -> None:
    watch = refresh.looked(WATCH, NOW, began=NOW, moved=NOW, new=new, was_closed=True, is_closed=True)
    assert watch.next_check == (None if wait is None else NOW + wait)


def test_a_thread_without_any_date_is_as_old_as_its_post() -> None:
    assert looked(moved=None, new=0).next_check == NOW + 4 * HOUR
    assert looked(moved=NOW + 9 * DAY, new=0).next_check == NOW + 4 * HOUR


def test_what_cannot_be_had_waits_and_what_is_gone_is_given_up() -> None:
    lost = refresh.look_failed(WATCH, FetchError("https://a.example", "server error", status=500), NOW)
    assert (lost.failures, lost.next_check) == (3, NOW + 12 * HOUR)
    busy = FetchError("https://a.example", "busy", status=429, retry_after=DAY)
    assert refresh.look_failed(WATCH, busy, NOW).next_check == NOW + DAY
    assert refresh.look_failed(WATCH, ParseError("Broken"), NOW).next_check == lost.next_check
    assert refresh.look_failed(WATCH, FetchError("https://a.example", "gone", status=410), NOW).next_check is None


@pytest.mark.parametrize("reason", ["offline", "no answer", "no such host", "too slow"])
def test_a_night_without_a_network_costs_no_thread_days(reason: str) -> None:
    lost = refresh.look_failed(WATCH, FetchError("https://a.example", reason), NOW)
    for _ in range(20):
        lost = refresh.look_failed(lost, FetchError("https://a.example", reason), NOW)
    assert lost.next_check == NOW + 2 * HOUR


@given(
    age=st.floats(-1e9, 1e9),
    quiet=st.floats(-1e9, 1e9),
    failures=st.integers(0, 10**6),
    asked=st.floats(0, 1e12),
    is_closed=st.booleans(),
)
def test_no_wait_is_shorter_than_half_an_hour_or_longer_than_a_week(
    age: float,
    quiet: float,
    failures: int,
    asked: float,
    *,
    is_closed: bool,
) -> None:
    check = refresh.next_look(
        NOW, began=NOW - age, moved=NOW - quiet, failures=failures, asked=asked, is_closed=is_closed
    )
    assert check is not None
    assert 30 * MINUTE <= check - NOW <= 7 * DAY
