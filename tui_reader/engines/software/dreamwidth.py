"""Dreamwidth and other sites that run its software: the threads of its second core, whatever the style.

Styles may move everything, the classes of the core stay. Collapsed comments have no text in the page.
"""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity, journals
from tui_reader.engines.base import (
    CommentTable,
    Engine,
    Mark,
    NeighbourTable,
    PostTable,
    Table,
    TableEngine,
    ThreadTable,
)
from tui_reader.models import Thread, ThreadSource

_NODES = "div.comment-thread:has(> .dwexpcomment)"
_COLLAPSED = ".comment-wrapper.partial:not(.deleted):not(.poster-hidden)"
_VIEWS = {
    "page-entry": False, "page-reply": False, "page-recent": True, "page-read": True, "page-network": True,
    "page-day": True, "page-month": True, "page-archive": True, "page-tags": True,
}  # fmt: skip


def _number(node: HtmlElement) -> str | None:
    return next((identity.of_element(child.get("id")) for child in node.iterchildren("div") if child.get("id")), None)


def _is_list(document: Document) -> bool | None:
    body = document.first("body")
    names = (body.get("class") or "").split() if body is not None else []
    return next((_VIEWS[name] for name in names if name in _VIEWS), None)


def _finished(document: Document, thread: Thread) -> Thread:
    """The thread with subjects, without what is collapsed, and with the places where that is shown."""
    subjects = {_number(node): _subject(document, node) for node in document.select(_NODES)}
    titled = (
        replace(comment, html=journals.titled(comment.html, subjects.get(comment.id)) if comment.html else "")
        for comment in thread.comments
    )
    is_collapsed = document.first(_COLLAPSED) is not None
    pages = _pages(document)
    return replace(
        thread,
        comments=tuple(journals.without_collapsed(titled)),
        rest=tuple(ThreadSource.at(page) for page in ([*_flat(document), *pages] if is_collapsed else pages)),
        complete=False if is_collapsed or pages else None,
    )


def _subject(document: Document, node: HtmlElement) -> str | None:
    heading = document.first(".comment-title", node)
    if heading is None or document.first(".invisible", heading) is not None:
        return None
    return document.text(heading)


def _flat(document: Document) -> list[str]:
    """The post's page with every comment in full and none under another: their links tell what they answer."""
    address = document.url.partition("#")[0].partition("?")[0]
    return [f"{address}?view=flat"] if urls.is_web(address) and "view=flat" not in document.page.url else []


def _pages(document: Document) -> list[str]:
    """The thread's other pages, the one that shows all first."""
    links = [*document.select(".comment-pages p a[href]"), *document.select(".comment-pages a.comment-page[href]")]
    pages = (address.partition("#")[0] for link in links if (address := document.absolute(link.get("href"))))
    own = {urls.key(url) for url in (document.page.url, document.url)}
    return [page for page in dict.fromkeys(pages) if urls.key(page) not in own]


ENGINE: Engine = TableEngine(
    Table(
        name="dreamwidth",
        marks=(
            Mark("an address of Dreamwidth", 0.95, host=r"(?:^|\.)dreamwidth\.org$"),
            Mark("comments in Dreamwidth's markup", 0.9, css=".comment-thread > .dwexpcomment"),
            Mark("a post in Dreamwidth's markup", 0.7, css=".entry-wrapper .entry .entry-interaction-links"),
        ),
        post=PostTable(
            scope=(".entry-wrapper",),
            title=("h3.entry-title", ".entry-title"),
            body=(".entry-content",),
            author=(".entry-poster .ljuser", ".entry-poster"),
            date=(".datetime", "time[datetime]"),
            tags=(".tag a[rel~=tag]", ".tag li a"),
            drop=(".currents", ".tag", ".edit-text"),
            link=(".entry-title a", ".entry-permalink a"),
        ),
        neighbours=NeighbourTable(previous=("li.page-back a",), next=("li.page-forward a",)),
        thread=ThreadTable(
            comments=(
                CommentTable(
                    node=_NODES,
                    number=_number,
                    is_numbered=True,
                    author=(
                        ".comment-poster .ljuser",
                        ".comment-poster .anonymous",
                        ".comment-poster .openid",
                        ".comment-poster i",
                    ),
                    site=(".comment-poster .ljuser a ~ a", ".comment-poster .ljuser a"),
                    date=(".datetime",),
                    body=(".comment-content", ".deleted > .comment > .inner, .poster-hidden > .comment > .inner"),
                    permalink=(".commentpermalink a",),
                    reply_to=("li.commentparent a",),
                    drop=(".edittime", ".edit-text"),
                    deleted=".comment-wrapper.deleted, .comment-wrapper.poster-hidden",
                    by_owner=".comment-wrapper.entry-author",
                ),
            ),
            area=("#comments",),
            stated=("li.entry-readlink a", ".entry-interaction-links a[href*='#comments']"),
            closed=(".comments-message", "#comments p"),
            open=("li.entry-replylink a", ".comment-interaction-links .reply a", "form#qrform, form#postform"),
        ),
        is_list=_is_list,
        finish_thread=_finished,
        comment_id=lambda address: identity.of_permalink(address) or identity.of_element(address),
    )
)
