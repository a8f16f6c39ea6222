"""Lemmy's own interface, versions 0.16 to 0.19: its pages, and the data that their scripts are given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.base import CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import Clock, pick
from tui_reader.engines.services import base
from tui_reader.models import Author, Comment, Evidence, Moment, PostData, PostLink, Thread

_DATA = re.compile(r"window\.isoData\s*=\s*(?=\{)")
_NUMBER = re.compile(r"(?:^|[#/_-])comment[-/](\d+)(?=$|[/?#])|/post/\d+/(\d+)(?=$|[/?#])")
_POST = re.compile(r"/post/(\d+)(?=$|[/?#])")
_TAKEN = re.compile(
    r"(?:removed(?: by mod(?:erator)?)?|(?:permanently )?deleted(?: by (?:creator|author))?)", re.IGNORECASE
)
_AT_HOST = re.compile(r"(?<=\w)@[\w.-]+\.\w+$")
_TITLES = (".post-title h1", ".post-title h5", ".post-title")
_WHEN = (".moment-time[data-tippy-content]", "[data-tippy-content].pointer", "[data-tippy-content]")


def comment_id(address: str) -> str | None:
    """The number in `/comment/123`, `/post/9/123`, `/post/9/comment/123` and the id `comment-123` of an element."""
    found = _NUMBER.search(address)
    return next((number for number in found.groups() if number), None) if found else None


def _data(document: Document) -> dict[str, Any]:
    """What the page's script was given; {} where nothing is."""
    return base.state_in_script(document.source, _DATA)


def _held(value: Any, name: str) -> Iterator[dict[str, Any]]:
    """All objects that have an object of this name: their places differ from version to version."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            if isinstance(inner.get(name), dict):
                yield inner
            waiting.extend(inner.values())
        elif isinstance(inner, list):
            waiting.extend(inner)


def _is_list(document: Document) -> bool | None:
    """A post's address has its number; a page of somebody's or of a community's posts has several."""
    if any(_POST.search(url) for url in document.own_urls):
        return False
    return len(document.select(".post-listing")) > 1 or None


def _post_view(document: Document) -> dict[str, Any]:
    """What the script knows of the post of this page."""
    number = next((found[1] for url in document.own_urls if (found := _POST.search(url))), None)
    views = (view for view in _held(_data(document), "post") if "counts" in view and "comment" not in view)
    return next((view for view in views if str(view["post"].get("id")) == number), {})


def _finished(document: Document, post: PostData) -> PostData:
    """The post with the link that it is about, and what the page's script knows better than its words."""
    view = _post_view(document)
    told = view.get("post", {})
    clock = Clock.of(document)
    published = _utc(clock, told.get("published")) or _shown(document, clock, document.first(".post-listing"))
    target = document.absolute(told["url"]) if isinstance(told.get("url"), str) else None
    html = post.html or ""
    if target and target not in document.own_urls:
        shown = escape(target)
        html = f'<p><a href="{shown}">{shown}</a></p>\n{html}'.strip()
    counts = view.get("counts")
    stated = counts.get("comments") if isinstance(counts, dict) else None
    return replace(
        post,
        html=html,
        author=_author(document, post.author.name, post.author.url) if post.author else None,
        published=published or post.published,
        comment_count=stated if isinstance(stated, int) else post.comment_count or _stated(document),
    )


def _utc(clock: Clock, text: Any) -> Moment | None:
    """A moment as the script has it; the first versions left its zone, UTC, away."""
    found = clock.read(text) if isinstance(text, str) else None
    if found is None or found.is_day or found.value.tzinfo is not None:
        return found
    return clock.read(f"{found.iso()}Z")


def _shown(document: Document, clock: Clock, place: HtmlElement | None) -> Moment | None:
    """The moment that the words "2 days ago" of a post or comment have in their tip."""
    tips = pick(document, _WHEN, place) if place is not None else []
    return next((found for tip in tips if (found := clock.read(tip.get("data-tippy-content") or ""))), None)


def _stated(document: Document) -> int | None:
    """The total as the button beside the post says it: `22 Comments`."""
    for button in document.select(".post-listing a[href*='scrollToComments'], .post-listing a[title][href^='/post/']"):
        found = re.match(r"(\d[\d,.]*)\s", f"{button.get('title') or ''} ")
        if found:
            return int(re.sub(r"\D", "", found[1]))
    return None


def _author(document: Document, printed: str, url: str | None) -> Author | None:
    """The name without the sign before it and the host behind it."""
    name = clean_line(_AT_HOST.sub("", printed.lstrip("@")))
    return Author(name, document.absolute(url)) if name else None


_TABLE = Table(
    name="lemmy",
    marks=(
        Mark("the interface of Lemmy", 0.96, css="div.lemmy-site, a.person-listing"),
        Mark("comments as Lemmy nests them", 0.9, css="li.comment > article.comment-node[id^=comment-]"),
    ),
    post=PostTable(
        scope=("div.post", "main"),
        title=_TITLES,
        body=("#postContent .md-div", "#postContent", ".post-listing ~ .card .md-div", ".post-listing .md-div"),
        author=(
            ".post-listing a.person-listing",
            ".post-listing a.text-info[href*='/u/']",
        ),
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(
            CommentTable(
                node="article.comment-node[id^=comment-], div.comment-node[id^=comment-]",
                is_numbered=True,
                number=lambda node: comment_id(node.get("id") or ""),
                author=("a.person-listing > span:first-of-type", "a.person-listing", "a.text-info[href*='/u/']"),
                site=("a.person-listing", "a.text-info[href*='/u/']"),
                body=(".comment-content .md-div", ".md-div", ".comment-content"),
            ),
        ),
        area=("ul.comments, .comments",),
    ),
    is_list=_is_list,
    finish_post=_finished,
    comment_id=comment_id,
)


class Lemmy(TableEngine):
    """See `base.Engine`; replies stand in a list behind the comment that they answer."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_likely = "person-listing" in document.source or "comment-node" in document.source
        return TableEngine.recognise(self, document) if is_likely else None

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`: a row leads to the post's own page on this instance."""
        return list(_rows(document)) if _is_list(document) else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: times, parents and what was taken away as the page's script knows them."""
        found = TableEngine.thread(self, document, post)
        if found is None:
            return None
        is_locked = _post_view(document).get("post", {}).get("locked")
        return replace(
            found,
            comments=tuple(_known_better(document, found.comments)),
            stated_count=post.comment_count if post else _stated(document),
            closed=True if is_locked is True else found.closed,
        )


def _known_better(document: Document, comments: tuple[Comment, ...]) -> Iterator[Comment]:
    clock = Clock.of(document)
    views = {str(view["comment"].get("id")): view["comment"] for view in _held(_data(document), "comment")}
    nodes = {
        comment_id(node.get("id") or ""): node for node in document.select("article[id^=comment-], div[id^=comment-]")
    }
    owner = next((document.text(one) for one in document.select(".post-listing a.person-listing")), None)
    for comment in comments:
        told, node = views.get(comment.id, {}), nodes.get(comment.id)
        text = re.sub(r"<[^>]+>", "", comment.html).strip()
        author = comment.author and _author(document, comment.author.name, comment.author.url)
        yield replace(
            comment,
            parent_id=_parent_of(node) if node is not None else None,
            author=author,
            published=_utc(clock, told.get("published")) or _shown(document, clock, node),
            permalink=document.absolute(f"/comment/{comment.id}"),
            is_deleted=told.get("deleted") is True or told.get("removed") is True or bool(_TAKEN.fullmatch(text)),
            is_by_post_author=bool(owner and author and author.name == owner.lstrip("@")),
        )


def _parent_of(node: HtmlElement) -> str | None:
    """The comment that the item around this one's list starts with."""
    own = next(node.iterancestors("li", "div"), None)
    for item in own.iterancestors("li", "div") if own is not None else ():
        for child in item.iterchildren("article", "div"):
            number = comment_id(child.get("id") or "")
            if number and child is not node:
                return number
    return None


def _rows(document: Document) -> Iterator[PostLink]:
    clock = Clock.of(document)
    for listing in document.select(".post-listing"):
        titles = pick(document, _TITLES, listing)
        links = (link.get("href") or "" for link in document.select("a[href*='/post/']", listing))
        address = document.absolute(next((link.partition("?")[0] for link in links if _POST.search(link)), None))
        if address and titles:
            yield PostLink(address, document.text(titles[0]), _shown(document, clock, listing))


ENGINE = Lemmy(_TABLE)
