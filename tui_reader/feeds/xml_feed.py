"""RSS and Atom: the ordinary ones read fast, all others by feedparser, and what is made of its answer.

The text is made safe for feedparser before. Which of the two read a feed shows in nothing but the time it took.
"""

from __future__ import annotations

import time
import xml.sax
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.feeds import fast_xml, values, xml_text
from tui_reader.models import Author, Enclosure, Moment, ParsedFeed, PostData

_FORMATS = {
    "rss090": "RSS 0.90", "rss091n": "RSS 0.91", "rss091u": "RSS 0.91", "rss092": "RSS 0.92", "rss093": "RSS 0.93",
    "rss094": "RSS 0.94", "rss10": "RSS 1.0", "rss20": "RSS 2.0", "rss": "RSS", "atom01": "Atom 0.1",
    "atom02": "Atom 0.2", "atom03": "Atom 0.3", "atom10": "Atom 1.0", "atom": "Atom", "cdf": "CDF",
}  # fmt: skip
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_BLOGGER_KIND = "http://schemas.google.com/g/2005#kind"


def parse(url: str, source: str) -> ParsedFeed:
    """The feed that an XML text holds; raises ParseError for what is none."""
    return fast_xml.read(url, source) or judged(url, source)


def judged(url: str, source: str) -> ParsedFeed:
    """The feed as feedparser reads it; raises ParseError where it makes nothing of it."""
    raw = read(source)
    feed, version = raw["feed"], raw["version"]
    if not version and not raw["entries"] and not feed.get("title"):
        raise ParseError("Not a feed", f"{clean_line(url)} holds neither RSS nor Atom nor JSON Feed.")
    posts = [post_of(url, entry, raw) for entry in raw["entries"]]
    return ParsedFeed(
        url=url,
        format=_FORMATS.get(version, "XML"),
        title=_title(feed, is_atom=version.startswith("atom")) or values.title(_text(feed, "dc_own-title")),
        site_url=values.link(url, _text(feed, "link")),
        description=values.title(_text(feed, "subtitle")),
        language=clean_line(_text(feed, "language"), 40),
        posts=values.distinct(posts),
        ttl=_ttl(feed),
        next_url=next_page(url, raw),
        warnings=("The feed is not well-formed; it was read as far as it goes.",) if raw["bozo"] else (),
    )


def reply_to(entry: Any, raw: Any) -> tuple[str | None, str | None]:
    """The id and the address of what an entry answers (RFC 4685), as written."""
    answered = dict.get(entry, f"{_threading(raw)}_in-reply-to")
    return _text(answered, "ref"), _text(answered, "href")


def read(source: str) -> Any:
    """What feedparser makes of a text; every exception of it is one ParseError.

    It is only ever given a stream: a string it would open as a file or an address.
    """
    import feedparser

    try:
        return feedparser.parse(
            BytesIO(xml_text.prepared(source).encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        xml.sax.SAXException,
    ) as error:
        message = f"It breaks the feed parser ({type(error).__name__}); what was stored before stays."
        raise ParseError("The feed is damaged", message) from error


def post_of(base: str, entry: Any, raw: Any) -> PostData:
    """One post of what `read` gave; `base` is the document's address."""
    version, feed = raw["version"], raw["feed"]
    is_atom = version.startswith("atom")
    content, is_summary, inner_base = _body(entry, is_atom=is_atom)
    html, is_shortened = values.body(content)
    url = _link(base, entry, is_rdf=version in {"rss10", "rss090"})
    updated = _moment(entry, "updated")
    published = _moment(entry, "published") or _moment(entry, "created") or updated
    number, page, comment_feed = _conversation(base, entry, _threading(raw))
    return PostData(
        url=url,
        title=_title(entry, is_atom=is_atom) or _own(entry, "title"),
        html=html,
        base_url=_base(base, inner_base, url),
        guid=values.guid(_text(entry, "id")),
        author=_author(base, entry) or (_author(base, entry.get("source"), feed) if is_atom else None),
        published=published,
        updated=updated,
        language=clean_line(_text(entry.get("title_detail"), "language"), 40),
        tags=values.tags(_tags(entry)),
        enclosures=values.enclosures(_enclosures(base, entry)),
        is_summary=is_summary or is_shortened,
        comment_count=number,
        comments_url=page,
        comments_feed=comment_feed,
    )


def _text(holder: Any, key: str) -> str | None:
    """A string that feedparser found. Past its own `get`, which makes `updated` up where only `published` is."""
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else None


def _dicts(holder: Any, key: str) -> Iterator[dict[str, Any]]:
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def _own(entry: Any, field: str) -> str | None:
    """What Dublin Core or Media RSS say where the post itself says nothing."""
    named = (_text(entry, f"{prefix}_own-{field}") for prefix in ("dc", "media", "itunes"))
    return next((title for value in named if (title := values.title(value))), None)


def _title(holder: Any, *, is_atom: bool) -> str | None:
    detail = dict.get(holder, "title_detail")
    kind = _text(detail, "type")
    is_html = kind in _HTML_TYPES if is_atom and kind else None
    return values.title(_text(holder, "title"), is_html=is_html)


def _body(entry: Any, *, is_atom: bool) -> tuple[str | None, bool, str | None]:
    """The body as HTML, whether it is only a summary, and what its links are relative to."""
    contents = [
        item for item in _dicts(entry, "content") if not item.get("src") and (_text(item, "value") or "").strip()
    ]
    best = next((item for item in contents if _text(item, "type") in _HTML_TYPES), None)
    if best is None:
        best = next((item for item in contents if _text(item, "type") in {None, "text/plain"}), None)
    if best is not None:
        html = _as_html(best, is_atom=is_atom)
        return html, not is_atom and values.is_cut(html), _text(best, "base")
    summary = _text(entry, "summary")
    if summary and summary.strip():
        detail = dict.get(entry, "summary_detail")
        given = {**detail, "value": summary} if isinstance(detail, dict) else {"value": summary}
        html = _as_html(given, is_atom=is_atom)
        return html, is_atom or values.is_cut(html), _text(detail, "base")
    for prefix in ("dc", "media", "itunes"):
        told = _text(entry, f"{prefix}_own-description") or _text(entry, f"{prefix}_own-summary")
        if told and told.strip():
            return told if values.has_markup(told) else values.plain_as_html(told), True, None
    return None, False, None


def _as_html(content: dict[str, Any], *, is_atom: bool) -> str:
    """A body as HTML. Only Atom has a type for plain text that means it."""
    value = str(content["value"])
    return values.plain_as_html(value) if is_atom and _text(content, "type") == "text/plain" else value


def _link(base: str, entry: Any, *, is_rdf: bool) -> str | None:
    """The post's own address: its link, else an id that is said to be one. In RDF every id is."""
    link, guid = _text(entry, "link"), _text(entry, "id")
    if link == guid and not urls.is_web(link):
        # feedparser takes any id for a link
        link = None
    return values.link(base, link, guid if is_rdf else None)


def _base(document: str, inner: str | None, post: str | None) -> str:
    """What a body's links are relative to: its xml:base, else the document; where a service on another host serves
    the document, the post.
    """
    told = urls.resolve(document, inner)
    if told:
        return told
    return post if post and not urls.same_site(post, document) else document


def _author(base: str, *holders: Any) -> Author | None:
    """The author that the first holder names which names any; a bare name before one with a mail address."""
    for holder in holders:
        people = list(_dicts(holder, "authors"))
        people.sort(key=lambda person: "email" in person)
        # what feedparser makes of `mail (name)` has lost letters; as it came it only has the last one
        whole = _text(holder, "author") if len(people) < 2 else None
        for person in people or [{}]:
            told = whole or _text(person, "name") or _text(person, "email")
            found = values.author(told, values.link(base, _text(person, "href")))
            if found:
                return found
    return None


def _moment(entry: Any, key: str) -> Moment | None:
    """A date: as written where that can be read, else what feedparser knows of rarer forms, in UTC."""
    raw = _text(entry, key)
    found = values.moment(raw)
    parsed = dict.get(entry, f"{key}_parsed")
    if found is not None or raw is None or len(raw) > 100 or not isinstance(parsed, time.struct_time):
        return found
    if not 1900 <= parsed.tm_year < 2300:
        return None
    try:
        value = datetime(*parsed[:6], tzinfo=UTC)
    except ValueError:
        return None
    return Moment(value) if ":" in raw else Moment(value.replace(tzinfo=None), is_day=True)


def _tags(entry: Any) -> Iterator[str | None]:
    for tag in _dicts(entry, "tags"):
        if tag.get("scheme") != _BLOGGER_KIND:
            yield _text(tag, "label") or _text(tag, "term")


def _enclosures(base: str, entry: Any) -> Iterator[Enclosure | None]:
    for link in _dicts(entry, "links"):
        if link.get("rel") == "enclosure":
            yield values.enclosure(values.link(base, _text(link, "href")), _text(link, "type"), link.get("length"))
    for item in _dicts(entry, "media_content"):
        if _text(item, "medium") in {"audio", "video"} or (_text(item, "type") or "").startswith(("audio/", "video/")):
            yield values.enclosure(values.link(base, _text(item, "url")), _text(item, "type"), item.get("filesize"))


def _conversation(base: str, entry: Any, thr: str) -> tuple[int | None, str | None, str | None]:
    """How many comments there are, their page and their feed (slash, wfw, RFC 4685 under the prefix `thr`)."""
    addresses = (_text(entry, "comments"), _text(entry, "wfw_commentrss"))
    counts = (_text(entry, "slash_comments"), _text(entry, f"{thr}_total"))
    replies = [
        # feedparser gives a link without a type that of a page
        (
            _text(link, "href") or "",
            _text(link, "type") in _HTML_TYPES,
            _text(link, f"{thr}:count") or _text(link, "count"),
        )
        for link in _dicts(entry, "links")
        if link.get("rel") == "replies"
    ]
    return values.conversation(base, addresses, counts, replies)


def _threading(raw: Any) -> str:
    """The prefix that the document gave the threading extension."""
    prefixes = (prefix for prefix, uri in raw["namespaces"].items() if "/syndication/thread/" in uri)
    return next(prefixes, "thr")


def _ttl(feed: Any) -> int | None:
    return values.ttl(*(_text(feed, key) for key in ("ttl", "sy_updateperiod", "sy_updatefrequency")))


def next_page(url: str, raw: Any) -> str | None:
    """An older page of the feed that its links name."""
    links = [(_text(link, "rel"), _text(link, "href")) for link in _dicts(raw["feed"], "links")]
    return values.next_page(url, links)
