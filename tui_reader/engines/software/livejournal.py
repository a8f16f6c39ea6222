"""LiveJournal and sites that run its old software: the leaves of 2012, the boxes of S1 and S2, the data of its script.

Where the page holds the data that its script draws the thread from, that is read; else the elements.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import journals
from tui_reader.engines.base import (
    REST,
    CommentTable,
    Engine,
    Mark,
    NeighbourTable,
    PostTable,
    Table,
    TableEngine,
    ThreadTable,
)
from tui_reader.engines.services import base
from tui_reader.engines.services import livejournal as service
from tui_reader.models import Comment, Link, Neighbours, Thread, ThreadSource

_DATA = re.compile(r"\bSite\.page\s*=\s*(?=\{)")
_ID = re.compile(r"(?:[?&;]thread=|#?\bt|ljcmt|cmt)(\d+)(?=$|[#&;])")
_THREAD = re.compile(r"[?&;]thread=(\d+)")
_TWIG = re.compile(r"\bb-tree-twig-(\d+)\b")
_MARGIN = re.compile(r"margin-left:\s*(\d+)\s*(?:px|em|%)", re.IGNORECASE)
_LIST_PATH = re.compile(
    r"^https?://(?:(?:users|community)\.[^/]+/[\w-]+/|[^/]+/(?:(?:users|community)/[\w-]+/)?)"
    r"(?:\d{4}/(?:\d\d/){0,2})?(?:\?|#|$)"
)
# what leads to the neighbour of a post by a redirection
_BUTTON = re.compile(r"/go(?:\.bml)?\?")
_POST_PATH = re.compile(r"/\d+\.html(?=$|[?#])")
_FOLDED = ".b-leaf-collapsed, .b-leaf-seemore"
_FOLD = "a[href*='thread=']"
_LONGEST_NOTICE = 80


def comment_id(address: str) -> str | None:
    """The number in `12345.html?thread=678#t678`, `t678` or `ljcmt678`."""
    found = _ID.search(address)
    return found.group(1) if found else None


def _number(node: HtmlElement) -> str | None:
    found = re.fullmatch(r"(?:t|ljcmt)(\d+)", node.get("id") or "")
    return found.group(1) if found else None


def _is_list(document: Document) -> bool | None:
    """What the address says: posts are numbers, everything above them is a list."""
    address = document.own_urls[0]
    if _POST_PATH.search(address):
        return False
    return True if _LIST_PATH.match(address) else None


_LEAVES = CommentTable(
    node=".b-leaf[id^=t]",
    number=_number,
    is_numbered=True,
    author=(".b-leaf-username-name .i-ljuser-username", ".b-leaf-username-name", ".b-leaf-username"),
    site=(".b-leaf-username-name a.i-ljuser-username", ".b-leaf-username a.i-ljuser-username"),
    date=(".b-leaf-createdtime", ".b-leaf-meta"),
    body=(".b-leaf-article", ".b-leaf-status"),
    permalink=("a.b-leaf-permalink",),
    deleted=".b-leaf-clipped, .b-leaf-deleted, .b-leaf-suspended",
    by_owner=".b-leaf-poster",
    drop=(".b-leaf-actions", ".b-leaf-controls"),
)
# the site's own pages and the styles of S1 and S2; what stands around the text differs in each
_BOXES = CommentTable(
    node="[id^=ljcmt]",
    number=_number,
    is_numbered=True,
    author=(
        "[id^=cmtbar] .ljuser",
        "[id^=ljcmt] > div > table .ljuser",
        ".comment-poster .ljuser, .commenter-name .ljuser, .comment-poster-info .ljuser",
        ".comment-head .ljuser, .commentHeader .ljuser, .comment-meta .ljuser, .comment-footer .ljuser, h3 .ljuser",
        "[id^=cmtbar] i, [id^=ljcmt] > div > table td > i, .noposter, .anonymous",
        ".ljuser",
        ".commenter-name, .comment-poster, .commentPoster, .comment-poster-info, .username-holder",
    ),
    site=(".ljuser a ~ a", ".ljuser a.i-ljuser-username"),
    date=(
        ".comment-datetimelink, .comment-datetime, .comment-date, .commentDate, .datetime",
        ".comment-head abbr, .comment-meta abbr, abbr.datetime",
        "[id^=cmtbar] > font, [id^=cmtbar] small, [id^=cmtbar] span[title]",
        "[id^=ljcmt] > div > table td[style*=nowrap], [id^=ljcmt] > div > table span[title]",
        ".commentHeader span, .comment_bar_one span[title], .comment_bar_alt span[title]",
    ),
    byline=(".box > h3",),
    body=(
        ".talk-comment-box",
        ".comment-body, .comment-text, .comment_text, .commentText, .commentBody, .comment-content, .commentbody",
        "[id^=ljcmt] > div[style^='margin-left: 5px'], [id^=ljcmt] > div[style^='margin-left:5px']",
        ".box > .entry",
        REST,
    ),
    permalink=("a.permalink, .permalink a", ".comment-datetimelink a", "a[href*='thread='][href*='#t']"),
    drop=(
        "[id^=cmtbar], [id^=ljqrt], [id^=ljcmt] > div:has(> table)",
        ".comment_bar_one, .comment_bar_alt, .comment-head, .comment-head-in, .commentHeader, .comment-poster-info",
        ".comment-subject, .commentSubject, .comment-links, .commentLinkbar, .comment-menu, .social-links, .userpic",
        ".talklinks, .comment-footer, .ljedittime",
        "div:has(> a[href*='replyto=']), p:has(> a[href*='replyto=']), ul:has(a[href*='replyto='])",
        "p:has(> font[size='-2'])",
        "form, input, h3, h4",
    ),
)


def _finished(document: Document, thread: Thread) -> Thread:
    """The thread with parents, subjects, what the script's data tells, and the places that hold more."""
    data = _data(document)
    nodes = {number: node for node in document.select(".b-leaf[id^=t], [id^=ljcmt]") if (number := _number(node))}
    told = service.comments(data)
    is_folded = (
        document.first(_FOLDED) is not None
        or any(isinstance(item, dict) and item.get("loaded") == 0 for item in data.get("comments") or [])
        or any(_is_folded(document, node) for node in nodes.values())
    )
    total = data.get("replycount")
    pages = _pages(document)
    return replace(
        thread,
        comments=tuple(told or _linked(document, nodes, thread.comments)),
        stated_count=total if isinstance(total, int) and not isinstance(total, bool) else thread.stated_count,
        closed=False if data.get("allow_commenting") == 1 else thread.closed,
        rest=tuple(map(ThreadSource.at, [*pages, *(_flat(document) if is_folded else [])])),
        complete=False if is_folded or pages else None,
    )


def _data(document: Document) -> dict[str, Any]:
    """What the page hands to its script; {} where it hands nothing over."""
    data = base.state_in_script(document.source, _DATA)
    return data if isinstance(data.get("comments"), list) else {}


def _linked(document: Document, nodes: dict[str, HtmlElement], comments: tuple[Comment, ...]) -> list[Comment]:
    """The comments with subjects and with what they answer: the link to it, else how far they are indented."""
    known = {comment.id for comment in comments}
    linked = []
    for comment in comments:
        node = nodes[comment.id]
        parent = comment.parent_id or _answered(document, node, comment.id, known)
        if _is_folded(document, node):
            linked.append(replace(comment, parent_id=parent, html=""))
        elif _is_notice(document, node):
            linked.append(replace(comment, parent_id=parent, is_deleted=True))
        else:
            html = journals.titled(comment.html, document.text(_subject(document, node))) if comment.html else ""
            linked.append(replace(comment, parent_id=parent, html=html))
    levels = {number: level for number, node in nodes.items() if (level := _level(document, node)) is not None}
    return journals.without_collapsed(journals.by_level(linked, levels))


def _is_folded(document: Document, node: HtmlElement) -> bool:
    """Whether a box holds only the link to its comment: subject, name, "expand"."""
    holder = document.first("td[id^=ljcmtxt]", node)
    holder = node if holder is None else holder
    first = next((child for child in holder if child.tag != "a" or child.get("href")), None)
    if first is None or first.tag != "a" or not _THREAD.search(first.get("href") or ""):
        return False
    return document.first("div, table, p, h3", holder) is None


def _is_notice(document: Document, node: HtmlElement) -> bool:
    """Whether a box holds only words of the site: "(Deleted comment)"."""
    text = document.text(node, _LONGEST_NOTICE + 1) or ""
    is_bare = document.first("a[href], .ljuser, .talk-comment-box", node) is None
    return is_bare and 0 < len(text) <= _LONGEST_NOTICE and "ljcmt" in (node.get("id") or "") and text.startswith("(")


def _subject(document: Document, node: HtmlElement) -> HtmlElement | None:
    return document.first(
        ".b-leaf-subject, .comment-subject, .commentSubject, .comment-head h3, [id^=cmtbar] > font > b, td h3", node
    )


def _answered(document: Document, node: HtmlElement, own: str, known: set[str]) -> str | None:
    """The number of the other comment that a link beside "Reply" leads to: "Parent"."""
    for link in document.select("a[href*='thread=']", node):
        found = _THREAD.search(link.get("href") or "")
        beside = link.getparent()
        is_other = found is not None and found[1] != own and found[1] in known
        if found and is_other and beside is not None and document.first("a[href*='replyto=']", beside) is not None:
            return found[1]
    return None


def _level(document: Document, node: HtmlElement) -> int | None:
    """How deep a comment stands: its twig's number, the width of the empty picture before it, or all margins."""
    around = [node, *node.iterancestors()]
    twig = next((found for element in around[:3] if (found := _TWIG.search(element.get("class") or ""))), None)
    if twig:
        return int(twig.group(1))
    spacer = document.first("td > img[src*='dot.gif'][width]", node)
    if spacer is not None and (spacer.get("width") or "").isdecimal():
        return int(spacer.get("width") or "0")
    margins = [int(found[1]) for element in around if (found := _MARGIN.search(element.get("style") or ""))]
    return sum(margins) if margins else None


def _pages(document: Document) -> list[str]:
    """The thread's other pages that this one links to."""
    links = document.select(".b-pager a[href*='page='], .comments-pages a[href], .b-xylem a[href*='page=']")
    links += document.select("a[href*='.html?page='], a[href*='&page=']") if not links else []
    pages = (address.partition("#")[0] for link in links if (address := document.absolute(link.get("href"))))
    own = {urls.key(url) for url in (document.page.url, document.url)}
    path = document.url.partition("?")[0].partition("#")[0]
    return [
        page for page in dict.fromkeys(pages) if urls.key(page) not in own and urls.same(page.partition("?")[0], path)
    ]


def _flat(document: Document) -> list[str]:
    """The post's page with every comment in full, drawn by the site and not by a script."""
    address = document.url.partition("#")[0].partition("?")[0]
    return [f"{address}?view=flat&nojs=1"] if urls.is_web(address) and "view=flat" not in document.page.url else []


class LiveJournal(TableEngine):
    """See `base.Engine`: a table, but for neighbours, which are buttons and never named by their titles."""

    __slots__ = ()

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        found = TableEngine.neighbours(self, document)
        return Neighbours(_untitled(found.previous), _untitled(found.next), found.index) if found else None


def _untitled(link: Link | None) -> Link | None:
    """The link without the words on its button."""
    return Link(link.url) if link and _BUTTON.search(link.url or "") else link


ENGINE: Engine = LiveJournal(
    Table(
        name="livejournal",
        marks=(
            Mark(
                "an address of LiveJournal or of a site with its software",
                0.95,
                host=r"(?:^|\.)(?:livejournal\.(?:com|net)|insanejournal\.com|deadjournal\.com|lj\.rossia\.org)$",
            ),
            Mark("comments in LiveJournal's markup", 0.85, css=".b-tree-twig .b-leaf, [id^=ljcmt]"),
            Mark("a post in LiveJournal's markup", 0.8, css=".b-singlepost-body, .aentry-post__text"),
        ),
        post=PostTable(
            scope=(".aentry-post", ".b-singlepost", "article.hentry, .entry-wrap, .asset, .entrybox"),
            title=(
                ".aentry-post__title-text",
                ".aentry-post__title",
                ".b-singlepost-title",
                ".entry-title",
                ".asset-name",
                ".subj-link",
                "h3.subject, .subject",
            ),
            body=(
                ".aentry-post__text",
                ".aentry-post__content",
                ".b-singlepost-body",
                ".entry-content",
                ".asset-body",
                ".entry_text, .entryText, .entry-text, .entry-body, .b-entry-body",
            ),
            author=(
                ".aentry-head__username .i-ljuser-username",
                ".b-singlepost-author .i-ljuser-username",
                ".entry-poster .ljuser",
                ".poster .ljuser",
            ),
            date=(
                "time.b-singlepost-author-date, .aentry-head__date time, time.entry-date",
                "time[datetime], abbr.published",
                ".entry-date, .datetime, .asset-meta .date",
            ),
            tags=(".aentry-post__tags a", ".b-singlepost-tags-items a", ".ljtags a[rel~=tag]", ".ljtags a"),
            drop=(".ljtags", ".b-singlepost-tags", ".lj-like", ".b-singlepost-standout", ".aentry-post__tags"),
            link=(".entry-title a", ".subj-link", ".asset-name a", "a.permalink"),
        ),
        neighbours=NeighbourTable(
            previous=("a.b-controls-prev", "a[href*='go.bml'][href*='dir=prev']", "a[rel~=prev]", "link[rel~=prev]"),
            next=("a.b-controls-next", "a[href*='go.bml'][href*='dir=next']", "a[rel~=next]", "link[rel~=next]"),
        ),
        thread=ThreadTable(
            comments=(_LEAVES, _BOXES),
            area=("#comments, .b-grove, .b-singlepost-comments",),
            stated=(".b-singlepost-comments-count, .b-xylem-cell-amount", ".comments-count, .entry-comments a"),
            closed=(".b-grove p, #comments p, .b-addcomment p",),
            open=(
                "form#postform textarea, form#qrform textarea, .b-watering",
                "a[href*='replyto='], a[href*='mode=reply']",
            ),
        ),
        is_list=_is_list,
        finish_thread=_finished,
        comment_id=comment_id,
    )
)
