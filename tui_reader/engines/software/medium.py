"""Medium: its article pages hold a count of responses, not the responses; pages until 2018 show some of them.

What a page knows of its post stands in the state that its script starts with.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tui_reader.content.document import Document
from tui_reader.engines.base import CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable, read_post
from tui_reader.engines.services import base
from tui_reader.models import PostData, Thread

_STATE = re.compile(r"window\.__APOLLO_STATE__\s*=\s*(?=\{)")
_NUMBER = re.compile(r"[/-]([0-9a-f]{8,12})$")
_LONGEST_STATE = 8_000_000


@lru_cache(maxsize=2)
def _parsed(source: str) -> dict[str, Any]:
    return {} if len(source) > _LONGEST_STATE else base.state_in_script(source, _STATE)


def _number(document: Document) -> str | None:
    """The post's number: that of the address for Medium's own programs, else the end of the page's own."""
    told = document.meta("al:android:url", "al:ios:url") or ""
    addresses = [told] if told.startswith("medium://p/") else []
    found = (_NUMBER.search(url.partition("?")[0]) for url in (*addresses, *document.own_urls))
    return next((number[1] for number in found if number), None)


def _post(document: Document) -> dict[str, Any]:
    """What the page's state says of its own post; {} where it says nothing."""
    number = _number(document) if "__APOLLO_STATE__" in document.source else None
    told = _parsed(document.source).get(f"Post:{number}") if number else None
    return told if isinstance(told, dict) else {}


def _field(document: Document, value: Any, *path: str) -> Any:
    """What stands at a path in the state, where objects may stand elsewhere: `{"__ref": "User:12"}`."""
    for name in path:
        value = base.at(value, name)
        reference = base.line(value, "__ref") or (base.line(value, "id") if base.flag(value, "generated") else None)
        if reference:
            value = _parsed(document.source).get(reference)
    return value


def _count(document: Document, told: dict[str, Any]) -> int | None:
    counts = (_field(document, told, "postResponses", "count"), told.get("responsesCount"))
    return next((number for count in counts if (number := base.number(count)) is not None), None)


class Medium(TableEngine):
    """See `base.Engine`."""

    __slots__ = ()

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        told = _post(document)
        found = read_post(document, self.table)
        if _number(document) is None or (found is None and not told):
            return None
        post = found or PostData(url=document.own_urls[0], base_url=document.base_url, language=document.language)
        author = base.author(base.line(_field(document, told, "creator", "name")))
        # where the page tells readers and search engines a date, that is the post's; the state knows drafts' dates too
        is_dated = post.published is not None or "datePublished" in document.source
        show = document.first("a[href*='/responses/show']")
        return replace(
            post,
            title=base.line(told, "title") or post.title,
            author=author or post.author,
            published=post.published if is_dated else base.moment(told, "firstPublishedAt"),
            comment_count=_count(document, told),
            comments_url=document.absolute(show.get("href")) if show is not None else None,
        )

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`."""
        told = _post(document)
        shown = TableEngine.thread(self, document, post)
        count = _count(document, told)
        if shown is None and count is None:
            return None
        thread = shown or Thread(self.name, base_url=document.base_url)
        is_closed = base.flag(told, "allowResponses") is False
        has_more = document.first("a[href*='/responses/show']") is not None
        return replace(
            thread,
            stated_count=count if count is not None else thread.stated_count,
            closed=True if is_closed else thread.closed,
            complete=False if has_more else thread.complete,
        )


def _comment_id(address: str) -> str | None:
    found = _NUMBER.search(address.partition("?")[0])
    return found[1] if found else None


ENGINE = Medium(
    Table(
        name="medium",
        marks=(
            Mark("an address of medium.com", 0.95, host=r"(?:^|\.)medium\.com$"),
            Mark(
                "a link for Medium's own programs",
                0.95,
                css="meta[property='al:android:package'][content='com.medium.reader']",
            ),
            Mark("scripts of Medium", 0.9, css="script[src*='cdn-client.medium.com'], link[href*='glyph.medium.com']"),
        ),
        post=PostTable(
            scope=("article.postArticle--full, .postArticle--full", "article"),
            title=("h1[data-testid=storyTitle], h1.pw-post-title", "h1.graf--title, .graf--title", "article h1"),
            body=("article.postArticle--full .postArticle-content, .postArticle--full .postArticle-content",),
            author=("[data-testid=authorName], .postMetaInline-authorLockup a[data-action=show-user-card]",),
            date=("meta[property='article:published_time']", ".postArticle--full time[datetime], time[datetime]"),
            tags=(".js-postTags a, .tags--postTags a",),
            drop=("h1.graf--title, .graf--title",),
        ),
        thread=ThreadTable(
            comments=(
                CommentTable(
                    node=".responsesStreamWrapper .postArticle, .js-responsesStream .postArticle",
                    number=lambda node: node.get("data-post-id"),
                    is_numbered=True,
                    author=(".postMetaInline-authorLockup a[data-action=show-user-card]", ".postMetaInline a"),
                    date=("time[datetime]",),
                    body=(".postArticle-content",),
                    permalink=("a[data-action=open-post]",),
                    drop=(".postMetaInline, .postArticle-readMore",),
                ),
            ),
            area=(".responsesStreamWrapper, .js-responsesStream",),
        ),
        comment_id=_comment_id,
        is_list=lambda document: _number(document) is None,
    )
)
