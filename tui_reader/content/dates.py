"""Dates as people and machines write them, in any language: the one reader of them.

A date is returned as precise as it stands there: with an offset only where one is written, a day where no time is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tui_reader.content import calendar_words, clock
from tui_reader.models import Moment

MAX_CHARACTERS = 20_000
"""Characters of a text that are searched."""

SHORT = 300
"""Characters up to which a text is taken for one that holds a date: words of every language are tried on it."""


class Reading(NamedTuple):
    """What a date is read with: see `read`."""

    languages: Sequence[str]
    day_first: bool | None
    is_short: bool


class Found(NamedTuple):
    """A day and where in the text it stands."""

    day: date
    start: int
    end: int


_ISO = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?\s*", re.ASCII
)
_EPOCH = re.compile(r"\s*([1-9]\d{9})(?:\d{3})?\s*", re.ASCII)
# between day, month and year stand words such as of, de, den, ngày, gada
_LONGEST_FILLER = 5
_GAP = r"[^\d\n]"
_YEAR = r"(\d{4}|(?<=['’])\d\d)(?!\d)"
_WORD = r"([^\s\d.,;:|()/\[\]•·–—-]{2,20})"
_SEPARATORS = re.compile(r"[\s.,،、·•()/\\|:;«»\"“”\[\]–—-]+")

_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})(\s?[./-]\s?)(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d./:-])(\d{1,2})(\s?[./-]\s?)(\d{1,2})\2(\d{4}|\d\d)(?![\d/-]|\.\d)")
_CJK = re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})(?:\s?[日일號号])?(?!\d)")
_CJK_MONTH_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?,?\s(\d{4})(?!\d)")
_CJK_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s(\d{1,2})\s?月,?\s(\d{4})(?!\d)")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2}),?\s+tháng\s+(\d{1,2}),?\s+(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\d./:-])(\d{1,2})\.(\d{1,2})\.?,\s?(\d{4})(?!\d)")
_DAY_MONTH_YEAR = re.compile(
    rf"(?<![\d:.])(\d{{1,2}})(?!\d|:\d)({_GAP}{{2,32}}?)(?:{_YEAR}|(\d\d)(?=\s\d\d:\d\d))", re.IGNORECASE
)
_MONTH_DAY_YEAR = re.compile(
    rf"{_WORD}(?:\.?,?\s{{1,3}}|[./-])(?:the\s)?(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)"
    rf"(?:\s?,\s?|\.?\s{{1,2}}|[/-])(?:\w{{2,3}}\s)?['’]?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_DAY_TIME_YEAR = re.compile(
    rf"{_WORD}\s+(\d\d?)\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z]{{1,5}}\s|[+-]\d{{4}}\s)?(\d{{4}})(?!\d)"
)
_YEAR_MONTH_DAY = re.compile(rf"(?<!\w)(\d{{4}})({_GAP}{{2,24}}?)(\d{{1,2}})(?![\d:])")
_YEAR_DAY_MONTH = re.compile(rf"(?<!\w)(\d{{4}})\.?\s\w{{1,6}}\s(\d{{1,2}})\.?\s{_WORD}")
_MONTH_DAY = re.compile(rf"{_WORD}\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"(?<![\d:])(\d{{1,2}})(?:st|nd|rd|th)?\.?\s{_WORD}", re.IGNORECASE)


def read(
    text: str,
    *,
    languages: Sequence[str] = (),
    day_first: bool | None = None,
    reference: datetime | None = None,
) -> Moment | None:
    """The date in a short text, whatever stands around it; None where there is none. Never raises.

    `languages` are the page's, as tags, first; English is always understood. `day_first` says how 03/04/2008 is meant;
    None leaves it to the language. `reference` is what "3 hours ago" and a date without a year count from. A bare
    number of 10 or 13 digits is seconds or milliseconds since 1970.
    """
    if match := _ISO.fullmatch(text):
        return _machine(match)
    if match := _EPOCH.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(match[1]), UTC))
    found = find(text, languages=languages, day_first=day_first, reference=reference)
    return found[0] if found else None


def find(
    text: str,
    *,
    languages: Sequence[str] = (),
    day_first: bool | None = None,
    reference: datetime | None = None,
) -> tuple[Moment, int, int] | None:
    """The first date in running text, with the start and end of where it stands, its time included; see `read`."""
    text = text[:MAX_CHARACTERS]
    reading = Reading(tuple(filter(None, languages)), day_first, len(text) <= SHORT)
    firsts = [found for search in _SEARCHES if (found := next(search(text, reading), None))]
    if firsts:
        first = min(firsts, key=lambda found: (found.start, -found.end))
        return _with_time(text, first)
    if reference is None or not reading.is_short:
        return None
    return _ago(text, reading, reference) or _without_year(text, reading, reference)


def day_first(texts: Iterable[str]) -> bool | None:
    """Whether the numeric dates of a page put the day first: a number above 12 tells; None where none does."""
    votes = 0
    for text in texts:
        for match in _NUMERIC.finditer(text[:MAX_CHARACTERS]):
            votes += (int(match[1]) > 12) - (int(match[3]) > 12)
    return None if votes == 0 else votes > 0


def _machine(match: re.Match[str]) -> Moment | None:
    """The moment of an ISO 8601 text: the fast way, for attributes."""
    day = _date(match[1], match[2], match[3])
    if day is None:
        return None
    if match[4] is None:
        return Moment(datetime.combine(day, time()), is_day=True)
    try:
        at = time(int(match[4]), int(match[5]), min(int(match[6] or 0), 59), tzinfo=clock.zone(match[7]))
    except ValueError:
        return Moment(datetime.combine(day, time()), is_day=True)
    return Moment(datetime.combine(day, at))


def _with_time(text: str, found: Found) -> tuple[Moment, int, int]:
    """The day with the time that stands in, after or before it."""
    at = clock.near(text, found.start, found.end)
    if at is None:
        return Moment(datetime.combine(found.day, time()), is_day=True), found.start, found.end
    moment = Moment(datetime.combine(found.day, at.time))
    return moment, min(found.start, at.start), max(found.end, at.end)


def _date(year: str, month: str | int, day: str) -> date | None:
    """The day, None where there is no such; two-digit years are 1970 to 2069, Buddhist ones are converted."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 70 else 1900
    if 2400 < number < 2700:
        number -= 543
    if not 1000 <= number < 2400:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _month(words: Sequence[str], reading: Reading) -> int | None:
    """The month that one of few words names, all others being short; None for any other words."""
    if len(words) > 4:
        return None
    # known languages are asked about all words before any other language is about one
    for is_anything_known in (False, True) if reading.is_short else (False,):
        for word in words:
            number = calendar_words.month(word, reading.languages, is_anything_known=is_anything_known)
            if number and all(len(other) <= _LONGEST_FILLER for other in words if other is not word):
                return number
    return None


def _words(text: str) -> list[str]:
    return [word for word in _SEPARATORS.split(text) if word]


def _numeric(text: str, reading: Reading) -> Iterator[Found]:
    for match in _NUMERIC.finditer(text):
        one, separator, two, year = match.groups()
        if len(year) == 2 and "/" not in separator and len(one) + len(two) < 4:
            # 2.3.11 is a version
            continue
        is_day_first = _is_day_first(int(one), int(two), separator, reading)
        day = _date(year, two, one) if is_day_first else _date(year, one, two)
        if day:
            yield Found(day, *match.span())


def _is_day_first(one: int, two: int, separator: str, reading: Reading) -> bool:
    if one > 12 or two > 12:
        return one > 12
    if reading.day_first is not None:
        return reading.day_first
    language = reading.languages[0].lower() if reading.languages else "en"
    return "." in separator or language not in {"en", "en-us", "en_us", "en-ph"}


def _year_first(text: str, _: Reading) -> Iterator[Found]:
    for match in _YEAR_FIRST.finditer(text):
        if day := _date(match[1], match[3], match[4]):
            yield Found(day, *match.span())


def _fixed_order(text: str, _: Reading) -> Iterator[Found]:
    """Forms whose signs tell which number is which."""
    orders = (
        (_CJK, (1, 2, 3)),
        (_CJK_MONTH_FIRST, (3, 1, 2)),
        (_CJK_DAY_FIRST, (3, 2, 1)),
        (_VIETNAMESE, (3, 2, 1)),
        (_DOTTED, (3, 2, 1)),
    )
    for pattern, (year, month, day_of_month) in orders:
        for match in pattern.finditer(text):
            if day := _date(match[year], match[month], match[day_of_month]):
                yield Found(day, *match.span())


def _day_month_year(text: str, reading: Reading) -> Iterator[Found]:
    for match in _DAY_MONTH_YEAR.finditer(text):
        # 3rd, 1er, 2ème: an ordinal's ending belongs to the number
        month = _month(_words(re.sub(r"^(?:st|nd|rd|th|er|ère|º|ª)\b", "", match[2])), reading)
        if month and (day := _date(match[3] or match[4], month, match[1])):
            yield Found(day, *match.span())


def _month_day_year(text: str, reading: Reading) -> Iterator[Found]:
    for pattern in (_MONTH_DAY_YEAR, _MONTH_DAY_TIME_YEAR):
        for match in pattern.finditer(text):
            month = _month([match[1]], reading)
            if month and (day := _date(match[3], month, match[2])):
                yield Found(day, *match.span())


def _year_month_day(text: str, reading: Reading) -> Iterator[Found]:
    for match in _YEAR_MONTH_DAY.finditer(text):
        month = _month(_words(match[2]), reading)
        if month and (day := _date(match[1], month, match[3])):
            yield Found(day, *match.span())
    for match in _YEAR_DAY_MONTH.finditer(text):
        month = _month([match[3]], reading)
        if month and (day := _date(match[1], month, match[2])):
            yield Found(day, *match.span())


_SEARCHES: tuple[Callable[[str, Reading], Iterator[Found]], ...] = (
    _year_first,
    _numeric,
    _month_day_year,
    _day_month_year,
    _year_month_day,
    _fixed_order,
)


def _without_year(text: str, reading: Reading, reference: datetime) -> tuple[Moment, int, int] | None:
    """A month and a day, in the last year that is not after the reference."""
    for pattern, word, number in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        for match in pattern.finditer(text):
            month = calendar_words.month(match[word], reading.languages)
            for year in (reference.year, reference.year - 1) if month else ():
                day = _date(str(year), month or 0, match[number])
                if day and day <= reference.date() + timedelta(days=1):
                    return _with_time(text, Found(day, *match.span()))
    return None


def _ago(text: str, reading: Reading, reference: datetime) -> tuple[Moment, int, int] | None:
    """A distance from the reference: a moment where it is counted in hours or less, else a day."""
    distance = calendar_words.ago(text, reading.languages)
    if distance is None:
        return None
    try:
        then = reference - timedelta(seconds=distance.number * distance.seconds)
    except OverflowError:
        return None
    if distance.seconds < 86400:
        return Moment(then), distance.start, distance.end
    return _with_time(text, Found(then.date(), distance.start, distance.end))
