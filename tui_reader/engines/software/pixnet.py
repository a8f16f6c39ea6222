"""Pixnet (痞客邦): its comments, each with the blog owner's answer in the same box.

The answer has no number of its own: it takes that of the comment it answers. Whispered comments (悄悄話) stand in the
page without name and text; they count in the total only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import identity
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
from tui_reader.engines.reading import Clock, author_of
from tui_reader.models import Author, Comment, Thread, ThreadSource

_BOXES = "ul.single-post"
_ACCOUNT = re.compile(r"\s*\([\w.-]+\)$")
_PAGE = re.compile(r"[?&]comment_page=(\d+)")
_ID = re.compile(r"(?:^|#)comment-(\d+)$")


def _number(box: HtmlElement) -> str | None:
    for holder in box.iter("a", "p"):
        found = _ID.search(holder.get("name") or holder.get("id") or "")
        if found:
            return found.group(1)
    return None


def _with_answers(document: Document, thread: Thread) -> Thread:
    """The thread with the owner's answers, each right behind what it answers, and with its other pages."""
    boxes = document.select(_BOXES)
    answers = {answer.parent_id: answer for box in boxes for answer in _answers(document, box)}
    comments: list[Comment] = []
    for comment in thread.comments:
        comments.append(comment)
        if comment.id in answers:
            comments.append(answers[comment.id])
    rest = tuple(map(ThreadSource.at, _pages(document)))
    is_short = thread.stated_count is not None and thread.stated_count > len(boxes)
    return replace(
        thread,
        comments=identity.distinct(comments),
        rest=rest,
        complete=None if thread.stated_count is None and not rest else not (rest or is_short),
    )


def _answers(document: Document, box: HtmlElement) -> Iterator[Comment]:
    number = _number(box)
    answer = document.first("li.reply-text", box)
    if number is None or answer is None:
        return
    lines = [line for line in answer.iterchildren("p") if document.text(line)]
    byline = lines[-1:]
    link = next((link for line in byline for link in line.iter("a")), None)
    author = author_of(document, link) if link is not None else None
    moments = (Clock.of(document).of_element(document, line) for line in byline)
    yield Comment(
        id=f"{number}-reply",
        html=document.inner_html(answer, byline).strip(),
        parent_id=number,
        author=author or _owner(document),
        published=next((moment for moment in moments if moment), None),
        permalink=f"{document.own_urls[0]}#comment-{number}",
        is_by_post_author=True,
    )


def _owner(document: Document) -> Author | None:
    """The blog's owner, whom the head names with the account behind the name."""
    name = clean_line(_ACCOUNT.sub("", document.meta("author") or ""))
    return Author(name) if name else None


def _pages(document: Document) -> list[str]:
    """The thread's other pages that this one links to, in their order."""
    links = (document.absolute(link.get("href")) for link in document.select("a[href*='comment_page=']"))
    pages = {int(number[1]): link.partition("#")[0] for link in links if link and (number := _PAGE.search(link))}
    here = _PAGE.search(document.page.url)
    own = {urls.key(url) for url in (document.page.url, document.url)}
    return [
        page
        for number, page in sorted(pages.items())
        if number != int(here[1] if here else 1) and urls.key(page) not in own
    ]


ENGINE: Engine = TableEngine(
    Table(
        name="pixnet",
        marks=(
            Mark("an address of Pixnet", 0.95, host=r"(?:^|\.)pixnet\.net$"),
            Mark("its generator mark says PChoc, Pixnet's software", 0.95, generator=r"^pchoc"),
            Mark("comments in Pixnet's markup", 0.8, css="#comment-text ul.single-post li.post-info"),
        ),
        post=PostTable(
            scope=("#article-box", "#article-area .article"),
            title=(".article-head .title h2", "li.title h2"),
            body=("#article-content-inner", ".article-content-inner", ".article-content"),
            tags=(".article-keyword a[rel~=tag]", "a[rel~=tag]"),
            drop=("#pix_article_switch_content", ".forward"),
            link=("li.title a",),
        ),
        neighbours=NeighbourTable(previous=("a.quick-nav--pre",), next=("a.quick-nav--next",)),
        thread=ThreadTable(
            comments=(
                CommentTable(
                    node=_BOXES,
                    is_numbered=True,
                    number=_number,
                    author=(".user-name",),
                    date=(".post-time",),
                    body=(".post-text",),
                    site=(".user-name a", "a.homepage"),
                    permalink=(),
                ),
            ),
            area=("#comment-box, #comment-text",),
            stated=("#comment-title",),
            closed=("#comment-box p, #comment_form p, .post-comment",),
            open=("#comment_form form textarea", ".post-comment a[href*='#comment-form']"),
        ),
        finish_thread=_with_answers,
        comment_id=lambda address: found.group(1) if (found := _ID.search(address)) else identity.of_permalink(address),
    )
)
