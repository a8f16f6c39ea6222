"""Habr, as its pages were written until 2020 and are since: an article's page counts its comments, another shows them.

The comments of the later pages are flat articles: the sections around them, or classes, tell how deep each one stands.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.base import CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import ancestors
from tui_reader.engines.services import habr
from tui_reader.models import Comment, Thread, ThreadSource

_NUMBER = re.compile(r"(?:#|^)comment_(\d+)$")
_DEPTH = re.compile(r"\btm-comment-thread__indent_l-(\d{1,3})\b")
_NODES = "article.tm-comment-thread__comment"


def comment_id(address: str) -> str | None:
    """The number in `#comment_12` and of an element called `comment_12`."""
    found = _NUMBER.search(address)
    return found.group(1) if found else None


def _number(node: HtmlElement) -> str | None:
    for element in (node, *node.iter("a", "div", "span")):
        for told in (element.get("id"), element.get("name"), element.get("href")):
            number = comment_id(told or "")
            if number:
                return number
    return None


def _parents(document: Document) -> dict[str, str]:
    """What each comment answers, by the sections around it where they are nested, else by the depths in classes."""
    found: dict[str, str] = {}
    heads: dict[HtmlElement, str] = {}
    stack: list[tuple[int, str]] = []
    for node in document.select(_NODES):
        number = _number(node)
        if number is None:
            continue
        sections = [outer for outer in ancestors(node) if "tm-comment-thread" in (outer.get("class") or "").split()]
        above = next((heads[section] for section in sections if section in heads), None)
        if sections:
            heads.setdefault(sections[0], number)
        depth = _depth(node)
        while stack and depth is not None and stack[-1][0] >= depth:
            stack.pop()
        if above is None and depth and stack:
            above = stack[-1][1]
        if depth is not None:
            stack.append((depth, number))
        if above and above != number:
            found.setdefault(number, above)
    return found


def _depth(node: HtmlElement) -> int | None:
    depths = (_DEPTH.search(element.get("class") or "") for element in node.iter())
    return next((int(depth[1]) for depth in depths if depth), None)


def _finish_thread(document: Document, thread: Thread) -> Thread:
    known = _parents(document)
    comments = tuple(_placed(comment, known) for comment in thread.comments)
    own = [urls.key(url) for url in document.own_urls]
    rest: dict[str, ThreadSource] = {}
    for link in document.select("a[href*='/comments/']"):
        address = (document.absolute(link.get("href")) or "").partition("#")[0]
        if any(urls.key(address) == f"{url}/comments" for url in own):
            rest.setdefault(urls.key(address), ThreadSource.at(address))
    return replace(thread, comments=comments, stated_count=_stated(document), rest=tuple(rest.values()))


def _placed(comment: Comment, known: dict[str, str]) -> Comment:
    return replace(comment, parent_id=comment.parent_id or known.get(comment.id))


def _stated(document: Document) -> int | None:
    """The number beside the heading of the comments, else in the link to them."""
    for css in (".tm-comments-wrapper__comments-count", "#comments_count, .comments-section__head-counter", _COUNTERS):
        digits = re.sub(r"\s", "", document.text(document.first(css)) or "")
        if digits.isdecimal():
            return int(digits)
    return None


_COUNTERS = (
    ".tm-article-presenter .tm-article-comments-counter-link__value, .tm-article-sticky-panel [class*=counter__value], "
    ".post-stats__comments-count"
)
_LATER = CommentTable(
    node=_NODES,
    number=_number,
    is_numbered=True,
    author=(".tm-user-info__username",),
    date=("time[datetime]",),
    body=(
        ".tm-comment__body-content",
        ".tm-comment__body .article-formatted-body",
        ".tm-comment__body, .tm-comment__ufo",
    ),
    permalink=("a.tm-comment-thread__comment-link", "a[href*='#comment_']"),
    deleted=".tm-comment__ufo, .tm-comment__body_deleted",
    by_owner=".tm-comment__author-badge, .tm-comment_author",
)
_FORMER = CommentTable(
    node="li.content-list__item_comment, div.comment[id^=comment_], div.comment_item[id^=comment_]",
    number=_number,
    is_numbered=True,
    author=(".user-info__nickname, .comment__head .username, .username",),
    date=("time[datetime], time.comment__date-time", ".comment__date, .info .time"),
    body=(".comment__message", ".message, .text-holder .message"),
    permalink=("a.icon_comment-anchor, a.link_to_comment, a[href*='#comment_']",),
    deleted=".comment__message_banned, .author_banned",
    by_owner=".comment__head_topic-author, .is_topic_starter",
)

ENGINE = TableEngine(
    Table(
        name=habr.NAME,
        marks=(
            Mark("an address of habr.com", 0.95, host=habr.HOST.pattern),
            Mark("an address of Habr's former sites", 0.9, host=r"(?:^|\.)(?:habrahabr|geektimes)\.ru$"),
            Mark("an article in Habr's markup", 0.8, css=f".tm-article-presenter, {_NODES}"),
        ),
        post=PostTable(
            scope=(".tm-article-presenter", "article.post_full, .post.post_full"),
            title=("h1.tm-title, .tm-article-snippet__title_h1", ".post__title-text, h1.post__title, h1"),
            body=(".article-formatted-body", ".tm-article-body", ".post__text, .post__body_full"),
            author=(
                ".tm-article-presenter__header .tm-user-info__username",
                ".tm-article-snippet__author .tm-user-info__username",
                ".post__user-info .user-info__nickname, .user-info__nickname",
            ),
            date=(
                ".tm-article-presenter__header time[datetime], .tm-article-datetime-published time[datetime]",
                ".post__time[data-time_published], .post__time",
            ),
            tags=(".tm-article-presenter__meta .tm-tags-list__link, .tm-tags-list__link, .post__tags .post__tag",),
            rows=("article.tm-articles-list__item, .tm-article-snippet", ".posts_list .post"),
            link=("a.tm-title__link, a.tm-article-snippet__title-link, a.post__title_link", "h2 a[href]"),
        ),
        thread=ThreadTable(
            comments=(_LATER, _FORMER),
            area=(".tm-comments-wrapper, .tm-article-comments, #comments, .comments-section",),
        ),
        comment_id=comment_id,
        is_list=lambda document: (
            document.first(f".tm-article-presenter, .post_full, .tm-comments-wrapper, {_NODES}") is None
            and len(document.select("article")) > 1
        ),
        finish_thread=_finish_thread,
    )
)
