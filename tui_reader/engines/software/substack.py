"""Substack, as its pages were written in 2022 and are since: the post and its first comments stand in them.

The data of the pages' scripts say the rest: exact dates, names, the neighbours, how many comments there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.base import CommentTable, PostTable, Table, ThreadTable, read_post, read_thread
from tui_reader.engines.services import base, substack
from tui_reader.models import Author, Comment, Evidence, Link, Neighbours, PostData, PostLink, Thread

_NUMBER = re.compile(r"(?:^|/|#)comment[-/](\d+)(?:-reply)?$")
_PATH = re.compile(r"/(?:p|note)/[^/]+")
_NOBODY = frozenset({"none", "no_one", "nobody", "disabled"})
_DEEPEST_LIST = 3


def comment_id(address: str) -> str | None:
    """The number in `/p/a-post/comment/12`, `#comment-12` and of an element called `comment-12`."""
    found = _NUMBER.search(address.partition("?")[0])
    return found.group(1) if found else None


def _number(node: HtmlElement) -> str | None:
    """The number of the anchor at the head of a comment, or of the link on its date."""
    for element in node.iter("div", "a"):
        number = comment_id(element.get("id") or "") or comment_id(element.get("href") or "")
        if number:
            return number
    return None


_TABLE = Table(
    name=substack.NAME,
    marks=(),
    post=PostTable(
        scope=("article.post", ".single-post", ".post"),
        title=("h1.post-title", "meta[property='og:title']"),
        body=(".available-content .body.markup", ".body.markup", ".available-content"),
        author=(".byline-names", ".post-header .pencraft a[href*='substack.com/@']"),
        date=(".post-header time[datetime]", "time[datetime]"),
        drop=(
            ".subscription-widget-wrap, .subscription-widget-wrap-editor, .subscription-widget, .subscribe-widget",
            ".button-wrapper, .captioned-button-wrap, .post-ufi, .paywall, .image-link-expand, .header-anchor-parent",
            ".poll-embed, .install-substack-app-embed, .community-chat, .digest-post-embed",
        ),
    ),
    thread=ThreadTable(
        comments=(
            CommentTable(
                node="div.comment:has(> .comment-anchor), div.comment:has(> .comment-content)",
                number=_number,
                is_numbered=True,
                author=(".commenter-name", "a[href*='substack.com/profile/']:not([aria-label])"),
                date=(".comment-meta a[href*='/comment/']", "a[href*='/comment/'][title]", ".comment-timestamp"),
                body=(".comment-body",),
                permalink=("a[href*='/comment/']",),
                drop=(".show-all-toggle", ".show-all-toggle-label", "[role=button]"),
            ),
        ),
        stated=(".comments-section-title", "h4", ".comments-page-header"),
        area=(".comments-section, .comments-page, .comment-list",),
    ),
    comment_id=comment_id,
)


class Substack:
    """See `base.Engine`."""

    name = substack.NAME

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`: pages on domains of their own are known by the data of their script."""
        told = substack.preloads(document)
        if "post" in told or "pub" in told:
            return Evidence("data of Substack's pages", 0.97)
        host = urls.host(document.url)
        if host.endswith(".substack.com") and document.first("link[href*='substackcdn.com']") is not None:
            return Evidence("an address of substack.com", 0.9)
        return None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        if _is_list(document):
            return None
        told = base.at(substack.preloads(document), "post")
        found = read_post(document, _TABLE)
        post = found or PostData(url=document.own_urls[0], base_url=document.base_url, language=document.language)
        if not isinstance(told, dict):
            return found
        is_cut = bool(base.line(told, "audience") == "only_paid" and document.select(".paywall, [data-testid=paywall]"))
        return replace(
            post,
            title=base.line(told, "title") or post.title,
            html=post.html or base.html(told, "body_html") or None,
            author=_signed(told) or post.author,
            published=base.moment(told, "post_date", is_utc=True) or post.published,
            tags=tuple(name for tag in base.items(told, "postTags") if (name := base.line(tag, "name"))),
            is_summary=is_cut,
            comment_count=base.number(told, "comment_count"),
        )

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: only the script's data name them, by the last part of their addresses."""
        place = substack.Place.of(document)
        if place is None:
            return None
        told = base.at(substack.preloads(document), "post")
        return Neighbours(
            _neighbour(told, place, ("previous_post_slug", "prev_slug")),
            _neighbour(told, place, ("next_post_slug", "next_slug")),
            Link(f"{place.site}/archive"),
        )

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`: the newest first."""
        if not _is_list(document):
            return None
        rows = {urls.key(row.url): row for row in _rows(substack.preloads(document), _DEEPEST_LIST)}
        return sorted(rows.values(), key=lambda row: row.published.timestamp() if row.published else 0, reverse=True)

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: what is printed, completed by the script's data, which hold the answers as well."""
        if _is_list(document):
            return None
        told = substack.preloads(document)
        place = substack.Place.of(document)
        shown = read_thread(document, _TABLE, post)
        known = list(substack.comments(substack.entries(told) or (), place))
        if shown is None and place is None:
            return None
        thread = shown or Thread(self.name, base_url=document.base_url)
        permission = base.line(told, "post", "write_comment_permissions")
        count = base.number(told, "post", "comment_count")
        return replace(
            thread,
            comments=tuple(_merged(thread.comments, known)),
            stated_count=count if count is not None else thread.stated_count,
            closed=True if permission in _NOBODY else False if permission == "everyone" else None,
        )

    def comment_id(self, address: str) -> str | None:
        """See `Engine`."""
        return comment_id(address)


def _is_list(document: Document) -> bool:
    """Whether a page of the publication has no post of its own."""
    told = substack.preloads(document)
    if told:
        return base.number(told, "post", "id") is None
    return not any(_PATH.search(url) for url in document.own_urls) and document.first("h1.post-title") is None


def _signed(told: dict[str, Any]) -> Author | None:
    """The authors in one name, as the page prints them: "A", "A and B", "A, B, and C"."""
    bylines = base.items(told, "publishedBylines")
    names = [name for byline in bylines if (name := base.line(byline, "name"))]
    if len(names) == 1:
        handle = base.line(bylines[0], "handle")
        return Author(names[0], base.address(f"https://substack.com/@{handle}") if handle else None)
    if len(names) > 2:
        return Author(f"{', '.join(names[:-1])}, and {names[-1]}")
    return Author(" and ".join(names)) if names else None


def _neighbour(told: Any, place: substack.Place, names: tuple[str, ...]) -> Link | None:
    slug = next((slug for name in names if (slug := base.line(told, name))), None)
    address = base.address(place.post(slug)) if slug else None
    return Link(address) if address and slug != place.slug else None


def _rows(value: Any, depth: int) -> Iterator[PostLink]:
    """The posts in the lists of a page's data, however they are called."""
    for item in base.items(value):
        address, title = base.address(item, "canonical_url"), base.line(item, "title")
        if address and title and "post_date" in item:
            summary = base.line(item, "subtitle") or base.line(item, "description")
            yield PostLink(urls.unwrap_archive(address), title, base.moment(item, "post_date", is_utc=True), summary)
    if depth:
        for inner in value.values() if isinstance(value, dict) else ():
            if isinstance(inner, dict | list):
                yield from _rows(inner, depth - 1)


def _merged(shown: tuple[Comment, ...], known: list[Comment]) -> Iterator[Comment]:
    """Each comment once: text and links of the page, who, when and in answer to what of the data."""
    printed = {comment.id: comment for comment in shown}
    for comment in known:
        twin = printed.pop(comment.id, None)
        if twin is None or comment.is_deleted:
            yield comment
        else:
            yield replace(
                comment,
                html=twin.html or comment.html,
                author=comment.author or twin.author,
                parent_id=comment.parent_id or twin.parent_id,
                permalink=twin.permalink or comment.permalink,
            )
    yield from printed.values()


ENGINE = Substack()
