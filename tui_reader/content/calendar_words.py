"""What languages call months and spans of time, from the Unicode CLDR as babel ships it; English without babel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905  read as a sentence
)
_ENGLISH = MappingProxyType(
    {name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_ENGLISH_MONTHS, 1)}
    | {"sept": 9}
)
# asked in this order where neither the page's language nor English knows a word; loading all of babel's would take
# half a second and all its data would stay in memory
_OTHERS = (
    "de fr es it pt nl ru pl cs sv da nb fi tr hu el ro ca uk sk hr sl sr bg mk et lv lt eu gl is ga cy af sq bs"
    " id ms vi th ko ja zh ar fa he hi bn ta te mr gu kn ml pa ur ka hy az kk uz sw fil eo la lb br oc ast fo"
)
_UNITS = MappingProxyType(
    {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629800, "year": 31557600}
)
# "sec." and "sec" are one word, and so are "d’agost" and "d'agost"
_TRIM = ".,’'`´ \u00a0()"


def month(word: str, languages: Sequence[str] = (), *, is_anything_known: bool = False) -> int | None:
    """The number of the month that a word names, in the given languages or English.

    With `is_anything_known` in any other widely written language too: for a word that stands where a month would.
    """
    name = _folded(word)
    if not name:
        return None
    # Hebrew writes "in June" as one word
    names = (name, name[1:]) if name[0] == "ב" else (name,)
    for known in (*(_months(language) for language in languages), _ENGLISH):
        if number := next((known[form] for form in names if form in known), None):
            return number
    if not is_anything_known:
        return None
    return next((_all_months()[form] for form in names if form in _all_months()), None)


class Distance(NamedTuple):
    """A stated distance to the past: a number of units of so many seconds, and where in the text it stands."""

    number: int
    seconds: int
    start: int
    end: int


def ago(text: str, languages: Sequence[str] = ()) -> Distance | None:
    """How long ago a text says that something was ("3 hours ago"), in the given languages or English."""
    for language in (*languages, "en"):
        for pattern, unit in _past(language):
            if match := pattern.search(text):
                number = int(match[1]) if match.lastindex else _default_count(match[0])
                return Distance(number, _UNITS[unit], *match.span())
    return None


def _default_count(word: str) -> int:
    """What a phrase without a number means: "today" none, "yesterday" and "an hour ago" one."""
    return 0 if word.casefold().strip(" \t\n.,•·") in {"now", "just now", "today"} else 1


def _folded(word: str) -> str:
    word = word.strip(_TRIM).casefold()
    # Catalan writes d'agost, with either apostrophe
    return word[2:] if word[:2] in {"d'", "d’"} else word


def _plain(word: str) -> str:
    """A word without accents: many people type fevrier and marz."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def _months(language: str) -> dict[str, int]:
    """A language's month names, folded; empty where the language is not known."""
    if language.partition("-")[0] == "en":
        return {}
    locale = _locale(language)
    if locale is None:
        return {}
    names: dict[str, int] = {}
    for use in ("format", "stand-alone"):
        for length in ("wide", "abbreviated"):
            for number, words in locale.months[use][length].items():
                # of "de juny" only the last word is the month's
                name = _folded(words.split()[-1])
                if name and not name[0].isdigit():
                    names.setdefault(name, number)
    for name, number in list(names.items()):
        names.setdefault(_plain(name), number)
        for start in (name[:3], name[:4]):
            # Mrz. and Sept. are in no table; jui could be June or July
            if {other for full, other in names.items() if full.startswith(start)} == {number}:
                names[start] = number
    return names


@cache
def _all_months() -> dict[str, int]:
    return {
        name: number
        for language in reversed(_OTHERS.split())
        for name, number in _months(language).items()
        if len(name) > 2
    }


@cache
def _past(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of a language's ways to say how long ago something was, with the unit of each."""
    if language.partition("-")[0] == "en":
        return _ENGLISH_PAST
    locale = _locale(language)
    if locale is None:
        return ()
    from babel import localedata

    fields: dict[str, Any] = localedata.load(str(locale))["date_fields"]
    patterns = []
    for unit in _UNITS:
        for width in ("", "-short", "-narrow"):
            field = fields.get(unit + width)
            phrases: Iterable[str] = field.get("past", {}).values() if isinstance(field, dict) else ()
            patterns += [(_phrase(phrase), unit) for phrase in phrases if "{0}" in phrase]
    return tuple(dict.fromkeys(patterns))


def _phrase(phrase: str) -> re.Pattern[str]:
    before, _, after = (
        re.escape(part).replace("\\ ", r"\s+").replace("\u00a0", r"\s+") for part in phrase.partition("{0}")
    )
    return re.compile(rf"{before}(\d{{1,3}}){after}(?!\w)", re.IGNORECASE)


_ENGLISH_PAST = (
    *(
        (re.compile(rf"(?<![\w.,])(\d{{1,4}})\s*(?:{names})\s+ago\b", re.IGNORECASE), unit)
        for unit, names in {
            "second": r"s|secs?|seconds?",
            "minute": r"m|mins?|minutes?",
            "hour": r"h|hrs?|hours?",
            "day": r"d|days?",
            "week": r"w|wks?|weeks?",
            "month": r"mo|mths?|months?",
            "year": r"y|yrs?|years?",
        }.items()
    ),
    *(
        (re.compile(rf"\b(?:an?|one|about an?) {unit} ago\b", re.IGNORECASE), unit)
        for unit in ("second", "minute", "hour", "day", "week", "month", "year")
    ),
    (re.compile(r"^\W*(?:just now|now)\W*$", re.IGNORECASE), "second"),
    (re.compile(r"^\W*(?:today|yesterday)\b", re.IGNORECASE), "day"),
    # Substack and others print a bare 3h or 5d
    *(
        (re.compile(rf"^\s*(\d{{1,3}})\s?{sign}\s*$"), unit)
        for sign, unit in zip("mhdwy", ("minute", "hour", "day", "week", "year"), strict=True)
    ),
)


def _locale(language: str) -> Any:
    """The CLDR locale of a language tag, without its region where that is not known; None for none."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
