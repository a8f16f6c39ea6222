"""What a page says about its post in JSON-LD (schema.org), where it says it: the first article that its data describe.

Reads scripts of type `application/ld+json`; broken ones count as absent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line

_ARTICLES = {
    "article", "blogposting", "newsarticle", "socialmediaposting", "discussionforumposting", "techarticle", "report",
    "scholarlyarticle", "opinionnewsarticle", "analysisnewsarticle", "reviewnewsarticle", "liveblogposting",
}  # fmt: skip
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
