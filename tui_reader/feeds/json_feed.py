"""JSON Feed 1.0 and 1.1 (jsonfeed.org), read tolerantly: a field of the wrong type counts as absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.feeds import sniffing, values
from tui_reader.models import Author, Enclosure, ParsedFeed, PostData

_VERSION = re.compile(r"jsonfeed\.org/version/(\d(?:\.\d)?)")


def parse(url: str, source: str) -> ParsedFeed:
    """The feed that a JSON text holds; raises ParseError for what is none."""
    try:
        feed = sniffing.load_json(source)
    except ValueError as error:
        raise ParseError("Not a feed: broken JSON", f"{clean_line(url)}: {clean_line(str(error), 200)}.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ParseError("Not a feed: JSON without items", f"{clean_line(url)} holds JSON that is no JSON Feed.")
    version = _VERSION.search(_text(feed.get("version")) or "")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    posts = values.distinct(_post(url, item, feed) for item in items if item)
    lost = len(feed["items"]) - len(items)
    return ParsedFeed(
        url=url,
        format=f"JSON Feed {version[1]}" if version else "JSON Feed",
        title=values.title(_text(feed.get("title")), is_html=False),
        site_url=values.link(url, _text(feed.get("home_page_url"))),
        description=values.title(_text(feed.get("description")), is_html=False),
        language=clean_line(_text(feed.get("language")), 40),
        posts=posts,
        next_url=_next(url, _text(feed.get("next_url"))),
        warnings=(f"{lost} of its items cannot be read.",) if lost else (),
    )


def _post(base: str, item: dict[str, Any], feed: dict[str, Any]) -> PostData:
    raw, is_summary = _body(item)
    html, is_shortened = values.body(raw)
    url = values.link(base, _text(item.get("url")), _text(item.get("external_url")))
    guid = values.guid(_text(item.get("id")))
    published = values.moment(_text(item.get("date_published")))
    return PostData(
        url=url or (guid if guid and urls.is_web(guid) else None),
        title=values.title(_text(item.get("title")), is_html=False),
        html=html,
        base_url=url or base,
        guid=guid,
        author=_author(base, item) or _author(base, feed),
        published=published or values.moment(_text(item.get("date_modified"))),
        updated=values.moment(_text(item.get("date_modified"))),
        language=clean_line(_text(item.get("language")), 40),
        tags=values.tags(_text(tag) for tag in _list(item.get("tags"))),
        enclosures=values.enclosures(_enclosures(base, item)),
        is_summary=is_summary or is_shortened,
    )


def _body(item: dict[str, Any]) -> tuple[str | None, bool]:
    """The body as HTML, and whether it is only a summary."""
    html = _string(item.get("content_html"))
    if html:
        return html, False
    for field, is_summary in (("content_text", False), ("summary", True)):
        plain = _string(item.get(field))
        if plain and plain.strip():
            return values.plain_as_html(plain), is_summary
    return None, False


def _author(base: str, holder: dict[str, Any]) -> Author | None:
    """The first author that has a name; 1.0 has one, 1.1 a list."""
    for author in [*_list(holder.get("authors")), holder.get("author")]:
        if isinstance(author, dict):
            found = values.author(_text(author.get("name")), values.link(base, _text(author.get("url"))))
            if found:
                return found
    return None


def _enclosures(base: str, item: dict[str, Any]) -> Iterator[Enclosure | None]:
    for attachment in _list(item.get("attachments")):
        if isinstance(attachment, dict):
            url = values.link(base, _text(attachment.get("url")))
            yield values.enclosure(url, _text(attachment.get("mime_type")), attachment.get("size_in_bytes"))


def _next(url: str, target: str | None) -> str | None:
    found = values.link(url, target)
    return None if found == url else found


def _list(value: Any) -> list[Any]:
    return value[: values.MAX_POSTS] if isinstance(value, list) else []


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _text(value: Any) -> str | None:
    """A string, or a number as one: many feeds give numbers as ids."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(value)
