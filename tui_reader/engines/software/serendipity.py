"""Serendipity, from its first theme of 2005 to 2k11 and later ones; comments and trackbacks share one numbering."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.base import CommentTable, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import ancestors
from tui_reader.models import Thread

_NUMBER = re.compile(r"(?:^|#)(?:c|serendipity_comment_)(\d+)$")
_PARENT = re.compile(r"\bserendipity_comment_parent_(\d+)")
_INDENT = re.compile(r"(?:padding|margin)-left:\s*(\d+)\s*px")
_TRACE = re.compile(r"#?((?:\d+\.)*\d+)")
_CLOSED = re.compile(
    r"does not allow comments|kommentarfunktion.*deaktiviert|keine kommentare (?:erlaubt|zugelassen)|pas autoris|"
    r"geen (?:reacties|commentaar) toe|non permette commenti|no permite comentarios",
    re.IGNORECASE,
)


def comment_id(address: str) -> str | None:
    """The number in `#c12` and of elements called `c12` or `serendipity_comment_12`."""
    found = _NUMBER.search(address)
    return found.group(1) if found else None


def _numbered(node: HtmlElement) -> str | None:
    """The number of an element, of the anchor before it, or of the first anchor or link in it."""
    before = node.getprevious()
    elements = [node, *([before] if before is not None and before.tag == "a" else []), *node.iter("a")]
    told = (value for element in elements for value in (element.get("id"), element.get("name"), element.get("href")))
    return next((number for value in told if (number := comment_id(value or ""))), None)


def _is_trackback(node: HtmlElement) -> bool:
    """Whether a remark stands in the section of trackbacks, which in the first themes an anchor alone names."""
    for outer in (node, *ancestors(node)):
        names = f"{outer.get('class', '')} {outer.get('id', '')}"
        if "trackback" in names:
            return True
        if "serendipity_comments" in names:
            return any(child.tag == "a" and child.get("id") == "trackbacks" for child in outer)
    return False


def _parents(document: Document) -> dict[str, str]:
    """What each comment answers: by its class, its link to the origin, its place (`#2.1` under `#2`), its indent."""
    found: dict[str, str] = {}
    traces: dict[str, str] = {}
    stack: list[tuple[int, str]] = []
    for node in document.select(".serendipity_comment"):
        number = _numbered(node)
        if number is None or _is_trackback(node):
            continue
        told = _PARENT.search(node.get("class") or "")
        origin = document.first("a.reply_origin", node)
        trace = _TRACE.fullmatch((document.text(document.first("a.comment_source_trace", node)) or "").strip())
        indent = _INDENT.search(node.get("style") or "")
        depth = int(indent[1]) if indent else 0
        while stack and stack[-1][0] >= depth:
            stack.pop()
        above = (
            (told and told[1]),
            comment_id(origin.get("href") or "") if origin is not None else None,
            traces.get(trace[1].rpartition(".")[0]) if trace else None,
            stack[-1][1] if stack else None,
        )
        parent = next((candidate for candidate in above if candidate and candidate.strip("0")), None)
        if parent and parent != number:
            found.setdefault(number, parent)
        if trace:
            traces[trace[1]] = number
        stack.append((depth, number))
    return found


def _finish(document: Document, thread: Thread) -> Thread:
    parents = _parents(document)
    comments = (replace(one, parent_id=one.parent_id or parents.get(one.id)) for one in thread.comments)
    texts = (document.text(notice) for notice in document.select(".serendipity_msg_important"))
    closed = next((text for text in texts if text and _CLOSED.search(text)), None)
    return replace(
        thread,
        comments=identity.distinct(comments),
        closed=True if closed else thread.closed,
        closed_notice=closed or thread.closed_notice,
    )


ENGINE = TableEngine(
    Table(
        name="serendipity",
        marks=(
            Mark("its generator mark says Serendipity", 0.95, generator=r"serendipity"),
            Mark("powered by Serendipity", 0.95, css="meta[name='Powered-By'][content*='Serendipity']"),
            Mark(
                "comments in Serendipity's markup",
                0.9,
                css=".serendipity_comments, .serendipity_comment, #serendipity_CommentForm",
            ),
            Mark("a post in Serendipity's markup", 0.85, css=".serendipity_entry, .serendipity_Entry_Date"),
        ),
        post=PostTable(
            scope=("article.serendipity_entry",),
            title=(".serendipity_entry header h2, .serendipity_entry h1", ".serendipity_title, h4.entry-title"),
            body=(".serendipity_entry_body, .serendipity_entry_extended, #extended.content", ".serendipity_entry"),
            author=(
                ".serendipity_byline .single_user a, .serendipity_entryFooter .author",
                ".serendipity_byline a, .serendipity_entryFooter a[href*='/authors/']",
            ),
            date=(".serendipity_byline time[datetime]", "abbr.published"),
            date_above=".serendipity_date",
            byline=(".serendipity_byline", ".serendipity_entryFooter"),
            tags=(".serendipity_freeTag a[rel~=tag], .serendipity_entryFooter a[href*='/categories/']",),
            drop=(".serendipity_entryFooter, .serendipity_entryIcon, .serendipity_comments, .continue_reading",),
            rows=(".serendipity_title",),
            link=("header h2 a", "a[rel~=bookmark]", "a[href]"),
        ),
        neighbours=NeighbourTable(
            previous=(".serendipity_entrypaging_left a, .serendipity_entrypaging .prev a",),
            next=(".serendipity_entrypaging_right a, .serendipity_entrypaging .next a",),
        ),
        thread=ThreadTable(
            comments=(
                CommentTable(
                    node=".serendipity_comment",
                    number=lambda node: None if _is_trackback(node) else _numbered(node),
                    is_numbered=True,
                    author=(".comment_source_author", ".serendipity_comment_source b"),
                    site=("a.comment_source_url, .serendipity_comment > header a[href]",),
                    date=("time[datetime]", ".comment_source_date"),
                    byline=(
                        ".serendipity_comment_source",
                        ".serendipity_comment > header h4, .serendipity_comment > h4",
                    ),
                    body=(".serendipity_commentBody",),
                    permalink=("a.comment_source_trace",),
                    drop=(".avatar, .serendipity_comment_avatar",),
                    by_owner=".serendipity_comment_author_self",
                ),
            ),
            pings=(
                CommentTable(
                    node=".serendipity_comment, .serendipity_trackback",
                    number=lambda node: _numbered(node) if _is_trackback(node) else None,
                    is_numbered=True,
                    author=("cite", ".serendipity_commentBody > a, h4 a[href]"),
                    date=("time[datetime]", ".serendipity_comment_source"),
                    body=(".serendipity_commentBody",),
                ),
            ),
            area=(".serendipity_section_comments, .serendipity_comments",),
            stated=(
                ".nocomments, .serendipity_center",
                ".serendipity_entryFooter a[href$='#comments'], .serendipity_entry footer a[href$='#comments']",
            ),
            open=("#serendipity_comment_CommentForm, textarea[name='serendipity[comment]']",),
            feed=("a[href*='type=comments'][href*='cid='], link[href*='type=comments'][href*='cid=']",),
        ),
        comment_id=comment_id,
        is_list=lambda document: any(
            len(document.select(css)) > 1 for css in (".serendipity_entry", ".serendipity_title")
        ),
        finish_thread=_finish,
    )
)
