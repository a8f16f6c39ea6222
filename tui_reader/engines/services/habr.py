"""Habr: an article's comments as the site answers them to its own pages, in one answer."""

from __future__ import annotations

import re
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "habr"
HOST = re.compile(r"(?:^|\.)habr\.com$")
"""Where its articles are, of all companies and in all languages."""

_ARTICLE = re.compile(
    r"/(?:articles?|posts?|news|blog|company/[\w.-]+/(?:blog|news)|companies/[\w.-]+/(?:articles|news))"
    r"(?:/t)?/(\d{2,9})(?:/|$|[?#])"
)


def article(document: Document) -> str | None:
    """The number of the article that a page of Habr is about."""
    for url in document.own_urls:
        found = _ARTICLE.search(url) if HOST.search(urls.host(url)) else None
        if found:
            return found[1]
    return None


class Habr:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        number = article(document)
        return (ThreadSource.at(f"https://habr.com/kek/v2/articles/{number}/comments/", NAME),) if number else ()

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        found = base.object_of(page)
        told = next((found[name] for name in ("comments", "commentRefs") if isinstance(found.get(name), dict)), None)
        if told is None:
            raise base.unlike(page)
        asked = re.search(r"/articles/(\d+)/", source.request.url)
        place = f"https://habr.com/ru/articles/{asked[1]}/comments/" if asked else None
        # numbers are given in the order of writing, names of fields in none
        items = sorted(base.items(told), key=lambda item: base.number(item, "id") or 0)
        comments = tuple(_comment(item, place) for item in items)
        return Thread(NAME, comments, stated_count=len(comments), complete=True, base_url="https://habr.com/")


def _comment(item: dict[str, Any], place: str | None) -> Comment:
    number, parent = base.line(item, "id"), base.line(item, "parentId")
    name = base.line(item, "author", "alias")
    html = base.html(item, "message")
    is_known = bool(name and re.fullmatch(r"[\w-]+", name, re.ASCII))
    return base.remark(
        number,
        Comment(
            id="",
            html=html,
            parent_id=parent if parent and parent.strip("0") else None,
            author=base.author(name, f"https://habr.com/ru/users/{name}/" if is_known else None),
            published=base.moment(item, "timePublished", is_utc=True),
            permalink=f"{place}#comment_{number}" if place and number else None,
            is_deleted=name is None,
            is_by_post_author=bool(base.flag(item, "isPostAuthor")),
        ),
    )


SERVICE = Habr()
