"""Hacker News, from the bare tables of its first years to the rows with ids of today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.base import CERTAIN, CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable, read_thread
from tui_reader.engines.reading import Clock, author_of, pick
from tui_reader.models import Author, Comment, Evidence, Moment, PostData, PostLink, Thread, ThreadSource

_ITEM = re.compile(r"\bitem\?id=(\d+)")
_EPOCH = re.compile(r"^\d{4}-\d\d-\d\dT[\d:]+ (\d{9,11})$")
# what stands in the place of a text that was taken away
_TAKEN = re.compile(r"^\s*\[(?:deleted|flagged|dead)\]\s*$", re.IGNORECASE)
_SITE = "https://news.ycombinator.com/"
_STEP = 40
_TITLES = (".titleline > a", "a.storylink", "td.title > a")
# the story's own table is called fatitem, and where a comment is the story, it stands there
_ROWS = ", ".join(
    f"table:not(.fatitem) > {rows} > td.default:has({part})"
    for rows in ("tr", "tbody > tr")
    for part in (".comhead", ".comment")
)


def comment_id(address: str) -> str | None:
    """The number in `item?id=123`."""
    found = _ITEM.search(address)
    return found.group(1) if found else None


def _absolute(document: Document, href: str | None) -> str | None:
    """The address of a link; those of a saved page without an address of its own lead to the one site there is."""
    return document.absolute(href) or urls.resolve(_SITE, href)


def _is_list(document: Document) -> bool | None:
    """Rows of stories, each with a line of facts below it; a story's own page has one such line."""
    if document.first("table.fatitem") is not None:
        return False
    lines = len(document.select("td.subtext"))
    return lines > 1 if lines else None


def _finished(document: Document, post: PostData) -> PostData:
    """The post with its text, or the link that it is nothing but, and its date as a moment."""
    # a question without more words has none: nothing of the page is to stand for them
    html = post.html or _loose_text(document) or _link(document) or ""
    clock = Clock.of(document)
    shown = pick(document, (".fatitem .subtext", "td.subtext", ".fatitem .comhead"))[:1]
    published = post.published
    for element in shown:
        published = _moment(document, element, clock)
    return replace(post, html=html, published=published)


def _loose_text(document: Document) -> str | None:
    """The text of a story before it had a box of its own: a cell of the story's table without a name."""
    for cell in document.select("table.fatitem td:not([class])"):
        if not document.select("form, textarea, input, .comhead", cell) and document.text(cell):
            return document.inner_html(cell).strip()
    return None


def _link(document: Document) -> str | None:
    for link in pick(document, _TITLES):
        address = _absolute(document, link.get("href"))
        if address and not _ITEM.search(link.get("href") or ""):
            shown = escape(address)
            return f'<p><a href="{shown}">{shown}</a></p>'
    return None


def _moment(document: Document, element: HtmlElement, clock: Clock) -> Moment | None:
    """When something was written: the age's title is UTC, with the seconds since 1970 behind it; else its words."""
    for age in document.select(".age", element):
        title = age.get("title") or ""
        seconds = _EPOCH.match(title)
        if seconds:
            return Moment(datetime.fromtimestamp(int(seconds.group(1)), UTC))
        moment = clock.read(title) if title else None
        if moment and not moment.is_day and moment.value.tzinfo is None:
            return Moment(moment.value.replace(tzinfo=UTC))
    found = clock.find(document.text(element) or "")
    return found[0] if found else None


_TABLE = Table(
    name="hackernews",
    marks=(
        Mark("an address of news.ycombinator.com", CERTAIN, host=r"^(?:news|hackernews)\.ycombinator\.com$"),
        Mark("the tables of Hacker News", 0.95, css="table#hnmain, tr.athing"),
        Mark("the first tables of Hacker News", 0.9, css="td.subtext a[href^='item?id='], td.default .comhead"),
    ),
    post=PostTable(
        scope=("table.fatitem",),
        title=(*_TITLES, ".onstory a"),
        body=(".toptext", ".fatitem .commtext"),
        author=(".subtext a.hnuser", ".subtext a[href^='user?id=']", ".comhead a.hnuser"),
        date=(".subtext .age", ".comhead .age"),
        drop=(".reply",),
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(CommentTable(node=_ROWS),),
        stated=("td.subtext a[href*='item?id=']",),
        open=("form[action$='comment'] textarea, form[action='/r'] textarea", "a[href^='reply?id=']"),
    ),
    is_list=_is_list,
    finish_post=_finished,
    comment_id=comment_id,
)

_STATE = replace(_TABLE, thread=replace(_TABLE.thread, comments=()))
"""What the table says of the conversation, without reading the rows twice."""


@dataclass(frozen=True, slots=True)
class HackerNews(TableEngine):
    """See `base.Engine`; comments are rows whose indentation says what they answer, which no table can."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        has_marks = "athing" in document.source or "comhead" in document.source or "subtext" in document.source
        return TableEngine.recognise(self, document) if has_marks else None

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`: a row leads to the story's own page, which has the link and what is said about it."""
        return list(_rows(document)) if self._is_list(document) else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: the total is that of the story's own line, further pages are behind "More"."""
        if _is_list(document):
            return None
        shown = read_thread(document, _STATE, post)
        comments = identity.distinct(_comments(document, post.author if post else None))
        if shown is None and not comments:
            return None
        more = [
            address
            for link in document.select("a.morelink[href*='item?id=']")
            if (address := _absolute(document, link.get("href")))
        ]
        return replace(
            shown or Thread(self.name, base_url=document.base_url),
            comments=comments,
            rest=tuple(map(ThreadSource.at, more)),
        )


def _rows(document: Document) -> Iterator[PostLink]:
    clock = Clock.of(document)
    for facts in document.select("td.subtext"):
        line = facts.getparent()
        heading = line.getprevious() if line is not None else None
        links = pick(document, _TITLES, heading) if heading is not None else []
        own = pick(document, (".age a", "a[href^='item?id=']"), facts)
        address = _absolute(document, next((link.get("href") for link in (*own, *links)), None))
        if address and links:
            yield PostLink(address, document.text(links[0]), _moment(document, facts, clock))


def _comments(document: Document, owner: Author | None) -> Iterator[Comment]:
    clock = Clock.of(document)
    above: list[tuple[int, str]] = []
    stories = {comment_id(url) for url in document.own_urls}
    for row in document.select(_ROWS):
        comment = _comment(document, row, clock)
        if comment.id in stories:
            continue
        depth = _indent(row)
        while above and above[-1][0] >= depth:
            above.pop()
        is_owner = owner is not None and comment.author is not None and comment.author.name == owner.name
        yield replace(comment, parent_id=above[-1][1] if above else None, is_by_post_author=is_owner)
        above.append((depth, comment.id))


def _comment(document: Document, row: HtmlElement, clock: Clock) -> Comment:
    heads = document.select(".comhead", row)
    names = pick(document, (".comhead a.hnuser", ".comhead a[href^='user?id=']"), row)
    author = author_of(document, names[0]) if names else None
    published = _moment(document, heads[0], clock) if heads else None
    body = next(iter(pick(document, (".commtext", ".comment"), row)), None)
    html = "" if body is None else document.inner_html(body, document.select(".reply", body)).strip()
    number = _number(document, row)
    return Comment(
        id=number or identity.by_content(author.name if author else None, published.iso() if published else None, html),
        html=html,
        author=author,
        published=published,
        permalink=_absolute(document, f"item?id={number}") if number else None,
        is_deleted=body is None or bool(_TAKEN.match(document.text(body) or "")),
    )


def _number(document: Document, row: HtmlElement) -> str | None:
    """The comment's number: that of its row, else of its arrow for votes, else of the link to itself."""
    holder = next(row.iterancestors("tr"), None)
    outer = next((line for line in row.iterancestors("tr") if (line.get("id") or "").isdigit()), None)
    if outer is not None:
        return outer.get("id")
    for arrow in document.select("[id^='up_']", holder) if holder is not None else []:
        return (arrow.get("id") or "").removeprefix("up_") or None
    links = pick(document, (".comhead .age a", ".comhead a[href*='item?id=']"), row)
    return next((number for link in links if (number := comment_id(link.get("href") or ""))), None)


def _indent(row: HtmlElement) -> int:
    """How deep a comment stands: as its first cell says, else by the width of the empty picture in it."""
    line = row.getparent()
    for cell in line if line is not None else ():
        told = cell.get("indent") or ""
        if told.isdigit():
            return int(told)
        for picture in cell.iter("img"):
            width = picture.get("width") or ""
            if "s.gif" in (picture.get("src") or "") and width.isdigit():
                return int(width) // _STEP
    return 0


ENGINE = HackerNews(_TABLE)
