"""The values of a post, made alike whatever format they come from: titles, bodies, ids, counts, names, links."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone

from tui_reader.content import dates, text, tree, urls
from tui_reader.models import Author, Enclosure, Moment, PostData

MAX_POSTS = 2000
"""Posts taken from one document."""
MAX_BODY = 2_000_000
"""Characters kept of one body."""
MAX_TAGS = 50
MAX_ENCLOSURES = 20

_MARKUP = re.compile(r"</[a-zA-Z]|<br\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&#?\w{1,32};")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_MAIL = re.compile(r"[^\s<>()]+@[^\s<>()]+")
_EMPTY = re.compile(r"\(\s*\)|<\s*>")
_CUT = re.compile(r"(?:\[(?:…|\.\.\.|&hellip;|&#8230;)\]|(?:…|\.\.\.|&hellip;|&#8230;))(?:\s|</?\w[^>]*>)*$")
_MAX_GUID = 500
_FEEDLIKE = re.compile(r"feed|atom|rss|\.xml|\.rdf", re.IGNORECASE)
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 7 * 86_400, "monthly": 30 * 86_400, "yearly": 365 * 86_400}
_LONGEST_TTL = 7 * 86_400
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_MAIL_DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-3]?[0-9]) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" ((?:19|20)[0-9]{2}) ([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]) (?:GMT|UTC|([+-])(0[0-9]|1[0-3])([0-5][0-9]))"
)


def title(value: str | None, *, is_html: bool | None = None) -> str | None:
    """A title's text. `is_html` None: the format does not say; a closing tag, a line break or a reference tells."""
    if not value:
        return None
    if has_markup(value) if is_html is None else is_html:
        # only a tag needs a parser
        value = tree.text_of(tree.parse(value)) if "<" in value else html.unescape(value)
    return text.clean_line(value)


def has_markup(value: str) -> bool:
    """Whether a text that may be plain or HTML looks like HTML: a closing tag, a line break or a reference."""
    return bool(_MARKUP.search(value) or _REFERENCE.search(value))


def name(value: str | None) -> str | None:
    """A person's name, a tag's or a file's: one line, character references read."""
    if not value:
        return None
    return text.clean_line(html.unescape(value) if "&" in value else value, 200)


def author(value: str | None, url: str | None = None) -> Author | None:
    """Who wrote something; of `name (mail)` and `mail (name)` the name, of a mail address alone that."""
    line = name(value)
    if line is None:
        return None
    bare = _EMPTY.sub("", _MAIL.sub("", line)).strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1].strip()
    return Author(bare or line, url if url and urls.is_web(url) else None)


def plain_as_html(value: str) -> str:
    """Plain text as HTML: escaped, blank lines between paragraphs, the other line breaks kept."""
    paragraphs = _PARAGRAPHS.split(html.escape(value.strip(), quote=False))
    return "".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


def body(value: str | None, *, is_xml: bool = False) -> tuple[str | None, bool]:
    """A body as it is stored, and whether it had to be cut; None where there is nothing in it.

    What `is_xml` says came out of a strict XML parser holds nothing that cannot be stored.
    """
    if not value or not value.strip():
        return None, False
    if is_xml and len(value) <= MAX_BODY:
        return value, False
    return text.storable(value[:MAX_BODY]), len(value) > MAX_BODY


def is_cut(value: str | None) -> bool:
    """Whether a text ends as excerpts end: […] or ..."""
    return value is not None and _CUT.search(value[-400:].rstrip()) is not None


def guid(value: str | None) -> str | None:
    """A post's own id, letter by letter but for outer blanks and what cannot be stored; long ones as their hash."""
    if not value or not value.strip():
        return None
    if len(value) > _MAX_GUID:
        return "sha256:" + hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()
    return text.clean_line(value, _MAX_GUID)


def link(base: str | None, *candidates: str | None) -> str | None:
    """The first candidate that is a web address, made absolute."""
    for candidate in candidates:
        url = urls.resolve(base, candidate.strip()) if isinstance(candidate, str) else None
        if url is not None and not url.startswith("mailto:"):
            return url
    return None


def count(*candidates: str | int | None) -> int | None:
    """The first candidate that is a number of comments."""
    for candidate in candidates:
        digits = str(candidate).strip() if isinstance(candidate, str | int) else ""
        if digits.isascii() and digits.isdigit() and len(digits) < 8:
            return int(digits)
    return None


def moment(value: str | None) -> Moment | None:
    """A point in time as feeds write it; a number alone is none unless it has ten digits."""
    if not value:
        return None
    return _mail_date(value) or dates.read(value[:200])


def _mail_date(value: str) -> Moment | None:
    """A date in the commonest form (RFC 822 with four-digit years), which needs no looking for."""
    match = _MAIL_DATE.fullmatch(value)
    if match is None:
        return None
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    zone = timezone(-offset if sign == "-" else offset) if offset else UTC
    number = _MONTHS.index(month) // 3 + 1
    try:
        return Moment(datetime(int(year), number, int(day), int(hour), int(minute), int(second), tzinfo=zone))
    except ValueError:
        return None


def ttl(minutes: str | None, period: str | None, frequency: str | None) -> int | None:
    """Seconds that the publisher wants between two requests: `ttl` in minutes, else Syndication's period."""
    number = count(minutes)
    if number:
        return min(number * 60, _LONGEST_TTL)
    length = _PERIODS.get((period or "").strip().lower())
    return None if length is None else min(length // max(count(frequency) or 1, 1), _LONGEST_TTL)


def next_page(url: str, links: Sequence[tuple[str | None, str | None]]) -> str | None:
    """An older page of a feed, of its links as (rel, href): `next` of a paged one, else `prev-archive` (RFC 5005)."""
    for wanted in ("next", "prev-archive"):
        for rel, href in links:
            found = link(url, href) if rel == wanted else None
            if found and found != url:
                return found
    return None


def conversation(
    base: str,
    addresses: tuple[str | None, str | None],
    counts: Sequence[str | None],
    replies: Iterable[tuple[str, bool, str | None]],
) -> tuple[int | None, str | None, str | None]:
    """How many comments there are, their page and their feed.

    `addresses` are the page's and the feed's, `replies` what links say beside (RFC 4685): address, whether its type is
    that of a page, number.
    """
    page, feed = addresses
    numbers = list(counts)
    for href, is_page, number in replies:
        numbers.append(number)
        if is_page and not _is_feedlike(href):
            page = page or href
        else:
            feed = feed or href
    return count(*numbers), link(base, page), link(base, feed)


def _is_feedlike(href: str) -> bool:
    """Whether an address looks like a feed's, in the parts of it that matter."""
    # taking it apart is only worth it where anything may be found
    return bool(_FEEDLIKE.search(href) or "%" in href) and _FEEDLIKE.search(urls.key(href)) is not None


def tags(values: Iterable[str | None]) -> tuple[str, ...]:
    """Tags, each once, in their order."""
    seen = dict.fromkeys(tag for value in values if (tag := name(value)))
    return tuple(seen)[:MAX_TAGS]


def enclosure(url: str | None, media_type: str | None, length: str | int | None) -> Enclosure | None:
    """A file that goes with a post; None where its address is none."""
    if url is None:
        return None
    digits = str(length).strip() if isinstance(length, str | int) else ""
    size = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
    return Enclosure(url, text.clean_line(media_type, 100), size or None)


def enclosures(values: Iterable[Enclosure | None]) -> tuple[Enclosure, ...]:
    """Files that go with a post, each address once."""
    seen: dict[str, Enclosure] = {}
    for value in values:
        if value is not None:
            seen.setdefault(value.url, value)
    return tuple(seen.values())[:MAX_ENCLOSURES]


def distinct(posts: Iterable[PostData]) -> tuple[PostData, ...]:
    """Posts without those whose id stands before them already, at most `MAX_POSTS`."""
    seen: dict[object, PostData] = {}
    for number, post in enumerate(posts):
        seen.setdefault(post.guid or number, post)
        if len(seen) >= MAX_POSTS:
            break
    return tuple(seen.values())
