"""Times of day beside a date, as people write them: 11:05 AM, 17h21, 15.28 Uhr, 下午5:21, with their zone."""

from __future__ import annotations

import re
from datetime import UTC, time, timedelta, timezone, tzinfo
from typing import NamedTuple


class At(NamedTuple):
    """A time of day and where in the text it stands."""

    time: time
    start: int
    end: int


_HALF = r"(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|π\.?μ\.?|μ\.?μ\.?|午前|午後|上午|下午|晚上|早上|中午|凌晨|오전|오후|SA\b|CH\b)"
_CLOCK = re.compile(
    rf"(?P<before>{_HALF})?\s?(?<![\d.,])(?P<hour>\d{{1,2}})"
    r"(?:\s?(?::|h|時|时|點|点|시)\s?(?P<minute>\d\d)(?:\s?[:分분]\s?(?P<second>\d\d)(?:[.,]\d+)?)?[分분秒초]?"
    r"|\.(?P<dotted>\d\d)(?=\s?(?:uhr|h\b|[ap]\.?m\b)|\s*$)"
    rf"|(?=\s?(?:{_HALF}|uhr\b|[時时點点시]|h\b)))"
    rf"(?!\d)\s?(?P<after>{_HALF})?(?:\s?(?:uhr|h)\b)?"
    r"(?:\s?\(?(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|[A-Z]{1,5})(?!\w))?",
    re.IGNORECASE,
)
_AFTERNOON = re.compile(r"^(?:p|μ\.?μ|午後|下午|晚上|中午|오후|ch$)", re.IGNORECASE)
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2,
    "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12,
    "NZDT": 13,
}  # fmt: skip
_OFFSET = re.compile(r"([+-])\s?(\d{1,2}):?(\d\d)?$")
_FURTHEST_AFTER = 24
_FURTHEST_BEFORE = 28
_LONGEST = 40
_MOST_WORDS = 4


def near(text: str, start: int, end: int) -> At | None:
    """The time of day that belongs to the date at `start` to `end`: inside it, else just after, else just before."""
    if inside := _valid(_CLOCK.search(text, start, end)):
        return inside
    after = _CLOCK.search(text, end, end + _FURTHEST_AFTER + _LONGEST)
    if after and after.start() - end <= _FURTHEST_AFTER and _is_joint(text[end : after.start()]):
        return _valid(after)
    before = None
    for match in _CLOCK.finditer(text, max(start - _FURTHEST_BEFORE - _LONGEST, 0), start):
        if start - match.end() <= _FURTHEST_BEFORE and _is_joint(text[match.end() : start]):
            before = match
    return _valid(before)


def zone(name: str | None) -> tzinfo | None:
    """The offset that a zone's name or number stands for; None where it is not known for sure."""
    if not name:
        return None
    if match := _OFFSET.search(name):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours > 14 or minutes > 59:
            return None
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if match[1] == "-" else offset) if offset else UTC
    # French "est" is no zone
    hours_east = _ZONES.get(name)
    if hours_east is None:
        return None
    return timezone(timedelta(hours=hours_east)) if hours_east else UTC


def _is_joint(between: str) -> bool:
    """Whether what stands between a date and a time may join them: a few words, no number."""
    return not any(character.isdigit() for character in between) and len(between.split()) <= _MOST_WORDS


def _valid(match: re.Match[str] | None) -> At | None:
    if match is None:
        return None
    hour = int(match["hour"])
    half = match["before"] or match["after"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if _AFTERNOON.match(half) else 0)
    minute, second = int(match["minute"] or match["dotted"] or 0), min(int(match["second"] or 0), 59)
    if hour > 23 or minute > 59:
        return None
    named = match["zone"]
    offset = zone(named)
    # a word that is no zone does not belong to the time
    end = match.start("zone") if named and offset is None else match.end()
    return At(time(hour, minute, second, tzinfo=offset), match.start(), end)
