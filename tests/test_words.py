"""Ages, dates and counts in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader import words
from tui_reader.models import Moment

NOW = datetime(2026, 10, 14, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (timedelta(seconds=-40), "1 min"),
        (timedelta(seconds=10), "1 min"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=2, minutes=50), "2 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=6, hours=23), "6 d"),
        (timedelta(days=16), "28 Sep"),
        (timedelta(days=6615), "Sep 2008"),
    ],
)
def test_ages_take_at_most_eight_columns(back: timedelta, expected: str) -> None:
    assert words.age(Moment(NOW - back), NOW.timestamp()) == expected
    assert len(expected) <= 8


def test_a_day_without_a_time_is_no_hours_old() -> None:
    today = Moment(datetime(2026, 10, 14), is_day=True)  # noqa: DTZ001  a day has no zone
    assert words.age(today, NOW.timestamp()) == "today"
    assert words.age(None, NOW.timestamp()) == ""


def test_dates_are_as_printed_at_their_source() -> None:
    moment = Moment(datetime.fromisoformat("2026-10-13T14:20:00+09:00"))
    assert words.full_date(moment) == "Tuesday 13 October 2026, 14:20"
    assert words.short_date(moment) == "Tue 13 Oct 2026"


def test_a_day_alone_is_shown_without_a_time() -> None:
    assert words.full_date(Moment.from_iso("2008-09-03")) == "Wednesday 3 September 2008"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0"), (999, "999"), (1000, "1k"), (1234, "1.2k"), (12_900, "12k"), (1_250_000, "1.2M")],
)
def test_counts_take_at_most_four_columns(number: int, expected: str) -> None:
    assert words.short_count(number) == expected


def test_times_past_and_ahead() -> None:
    assert words.ago(None, 0) == "never"
    assert words.ago(100, 130) == "just now"
    assert words.ago(0, 720) == "12 min ago"
    assert words.ahead(3000, 0) == "in 50 min"
    assert words.ahead(0, 10) == "now"


def test_plurals_minutes_and_sizes() -> None:
    assert words.plural(1, "post") == "1 post"
    assert words.plural(1204, "reply", "replies") == "1,204 replies"
    assert words.minutes(1380) == "6 min"
    assert words.minutes(3) == "1 min"
    assert words.minutes(None) == ""
    assert [words.size(number) for number in (1, 312, 41_000, 3_100_000)] == ["1 byte", "312 bytes", "41 kB", "3.1 MB"]
