"""What a page says about its post and the comments on it in JSON-LD (schema.org), where it says it.

Reads scripts of type `application/ld+json`; broken ones count as absent.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import identity
from tui_reader.engines.reading import Clock
from tui_reader.models import Author, Comment

_ARTICLES = {
    "article", "blogposting", "newsarticle", "socialmediaposting", "discussionforumposting", "techarticle", "report",
    "scholarlyarticle", "opinionnewsarticle", "analysisnewsarticle", "reviewnewsarticle", "liveblogposting",
}  # fmt: skip
_DISCUSSED = _ARTICLES | {"creativework", "recipe", "videoobject", "podcastepisode"}
_REMARKS = {"comment", "answer", "usercomments", "discussionforumposting"}
_ANSWERS = ("comment", "acceptedAnswer", "suggestedAnswer")
_MARKUP = re.compile(r"<(?:p|br|a|div|blockquote|ul|ol|em|strong|i|b)\b[^>]*>", re.IGNORECASE)
_DEEPEST = 30
_LARGEST = 1_000_000
_MOST_OBJECTS = 2000


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The fields of one schema.org Article that concern a reader; dates as they are written."""

    headline: str | None = None
    author: str | None = None
    author_url: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    site: str | None = None
    comment_count: int | None = None


def article(document: Document) -> ArticleData | None:
    """The article that the page's JSON-LD describes; None where it describes none."""
    objects = list(_objects(document))
    by_id = {str(item["@id"]): item for item in objects if "@id" in item and len(item) > 1}
    for item in objects:
        if _types(item) & _ARTICLES:
            return _read(item, by_id)
    return None


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments that the page's JSON-LD gives with its post; () where it gives none.

    Questions and answers count on a page of them (QAPage), never those that a post answers itself (FAQPage).
    """
    clock = Clock.of(document)
    objects = list(_objects(document))
    is_asked = any("qapage" in _types(item) for item in objects)
    discussed = _DISCUSSED | ({"question"} if is_asked else set())
    for item in objects:
        if _types(item) & discussed and any(item.get(name) for name in _ANSWERS):
            found = list(_remarks(document, item, clock, None, 0))
            if found:
                return identity.distinct(found)
    return ()


def _remarks(
    document: Document, item: dict[str, Any], clock: Clock, parent: str | None, depth: int
) -> Iterator[Comment]:
    """The remarks on one thing, each before those on itself."""
    for name in _ANSWERS:
        value = item.get(name)
        for remark in value if isinstance(value, list) else [value]:
            if not isinstance(remark, dict) or not _types(remark) & _REMARKS or depth > _DEEPEST:
                continue
            comment = _remark(document, remark, clock, parent)
            if comment:
                yield comment
                yield from _remarks(document, remark, clock, comment.id, depth + 1)


def _remark(document: Document, item: dict[str, Any], clock: Clock, parent: str | None) -> Comment | None:
    text = next((item[name] for name in ("text", "commentText", "articleBody") if isinstance(item.get(name), str)), "")
    if not text.strip():
        return None
    author = _first(item.get("author") or item.get("creator"), {})
    name = _line(author.get("name") if isinstance(author, dict) else author)
    address = document.absolute(_line(author.get("url"))) if isinstance(author, dict) else None
    stamps = (_line(item.get(key)) for key in ("datePublished", "dateCreated", "commentTime"))
    stamp = next(filter(None, stamps), None)
    published = clock.read(stamp) if stamp else None
    if not name and not published:
        return None
    permalink = document.absolute(_line(item.get("url")) or _line(item.get("@id")))
    answered = item.get("parentItem")
    above = _line(answered.get("@id") or answered.get("url")) if isinstance(answered, dict) else None
    lines = (f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    body = text if _MARKUP.search(text) else "".join(lines)
    return Comment(
        id=identity.of_permalink(permalink) or identity.by_content(name, published.iso() if published else None, text),
        html=body,
        parent_id=parent or identity.of_permalink(above),
        author=Author(name, address) if name else None,
        published=published,
        permalink=permalink,
    )


def _objects(document: Document) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, the outer before the inner."""
    waiting: list[Any] = []
    for script in document.select('script[type="application/ld+json"]'):
        source = script.text or ""
        if len(source) <= _LARGEST:
            try:
                waiting.append(json.loads(source, strict=False))
            except (ValueError, RecursionError):
                continue
    count = 0
    while waiting and count < _MOST_OBJECTS:
        item = waiting.pop(0)
        count += 1
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))


def _types(item: dict[str, Any]) -> set[str]:
    kinds = item.get("@type")
    return {str(kind).rpartition("/")[2].lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind}


def _read(item: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> ArticleData:
    author = _first(item.get("author") or item.get("creator"), by_id)
    publisher = _first(item.get("publisher"), by_id)
    count = item.get("commentCount")
    return ArticleData(
        headline=_line(item.get("headline") or item.get("name")),
        author=_line(author.get("name") if isinstance(author, dict) else author),
        author_url=_line(author.get("url")) if isinstance(author, dict) else None,
        published=_line(item.get("datePublished") or item.get("dateCreated")),
        updated=_line(item.get("dateModified")),
        language=_line(item.get("inLanguage")),
        tags=_words(item.get("keywords")),
        site=_line(publisher.get("name")) if isinstance(publisher, dict) else None,
        comment_count=int(count) if isinstance(count, int | str) and str(count).isdigit() else None,
    )


def _first(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """The first of several, and what a bare `@id` points to."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return by_id.get(str(value["@id"]), value)
    return value


def _line(value: Any) -> str | None:
    return clean_line(value) if isinstance(value, str) else None


def _words(value: Any) -> tuple[str, ...]:
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(word for item in words if (word := _line(item)))
