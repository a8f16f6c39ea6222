"""The words for times, counts and lengths that lists, strips and dialogs share. Pure; the clock is an argument."""

from __future__ import annotations

from typing import Final

from tui_reader.models import Moment

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MINUTE: Final = 60.0
_HOUR: Final = 3600.0
_DAY: Final = 86400.0
WORDS_A_MINUTE: Final = 230


def age(moment: Moment | None, now: float) -> str:
    """How old something is, at most eight columns: `5 min`, `2 h`, `3 d`, `28 Sep`, `Sep 2008`; "" if not known."""
    if moment is None:
        return ""
    seconds = now - moment.timestamp()
    if not moment.is_day and seconds < _DAY:
        return short_span(max(0.0, seconds))
    if seconds < _DAY:
        return "today"
    if seconds < 7 * _DAY:
        return short_span(seconds)
    month = _MONTHS[moment.value.month - 1][:3]
    return f"{moment.value.day} {month}" if seconds < 330 * _DAY else f"{month} {moment.value.year}"


def short_span(seconds: float) -> str:
    """A length of time in one unit: `1 min`, `2 h`, `3 d`."""
    if seconds < _HOUR:
        return f"{max(1, int(seconds // _MINUTE))} min"
    if seconds < _DAY:
        return f"{int(seconds // _HOUR)} h"
    return f"{int(seconds // _DAY)} d"


def long_span(seconds: float) -> str:
    """The same in whole words: `1 minute`, `2 hours`, `3 days`."""
    for unit, length in (("day", _DAY), ("hour", _HOUR)):
        if seconds >= length:
            return plural(int(seconds // length), unit)
    return plural(max(1, int(seconds // _MINUTE)), "minute")


def ago(then: float | None, now: float) -> str:
    """How long ago something was: "just now", "12 min ago", "never" for None."""
    if then is None:
        return "never"
    seconds = now - then
    return "just now" if seconds < _MINUTE else f"{short_span(seconds)} ago"


def ahead(then: float, now: float) -> str:
    """How far ahead something is: "now", "in 50 min"."""
    seconds = then - now
    return "now" if seconds < _MINUTE else f"in {short_span(seconds)}"


def full_date(moment: Moment) -> str:
    """As at its source: `Tuesday 13 October 2026, 14:20`; a day alone without a time."""
    value = moment.value
    day = f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]} {value.year}"
    return day if moment.is_day else f"{day}, {value:%H:%M}"


def short_date(moment: Moment) -> str:
    """`Tue 13 Oct 2026`, where there is no room for more."""
    value = moment.value
    return f"{_DAYS[value.weekday()][:3]} {value.day} {_MONTHS[value.month - 1][:3]} {value.year}"


def short_date_and_time(moment: Moment) -> str:
    """`Tue 13 Oct 2026, 14:20`; a day alone without a time."""
    return short_date(moment) if moment.is_day else f"{short_date(moment)}, {moment.value:%H:%M}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 post`, `8 posts`, `1,204 replies`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short_count(number: int) -> str:
    """A number in at most four columns: `999`, `1.2k`, `12k`, `1.2M`."""
    if number < 1000:
        return str(number)
    size, unit = (number / 1_000_000, "M") if number >= 1_000_000 else (number / 1000, "k")
    return f"{int(size)}{unit}" if size >= 10 else f"{int(size * 10) / 10:g}{unit}"


def minutes(words: int | None) -> str:
    """How long a text takes to read: `6 min`; "" if its length is not known."""
    return "" if words is None else f"{max(1, round(words / WORDS_A_MINUTE))} min"


def size(number: int) -> str:
    """A number of bytes: `312 bytes`, `41 kB`, `3.1 MB`."""
    if number < 1000:
        return plural(number, "byte")
    return f"{number // 1000} kB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
