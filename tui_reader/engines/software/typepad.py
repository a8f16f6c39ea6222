"""TypePad, from the `p.posted` markup of 2004 to the themes of its last years."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.base import CommentTable, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.siblings import back_to_previous

# TypePad's own ids: 6a, the account and the thing's number; the comment feed knows no others
_OWN_ID = re.compile(r"\bcomment-(6a[0-9a-f]{8,})", re.IGNORECASE)

_LISTS = frozenset({"index", "category", "date", "archive", "archives", "tag", "search"})
_POSTS = frozenset({"post", "page", "individual"})


def comment_id(address: str) -> str | None:
    """The id in `?cid=1988465#comment-6a00d8...` or `tag:typepad.com,2003:comment-6a00d8...`: TypePad's own first."""
    found = _OWN_ID.search(address)
    return found.group(1).lower() if found else identity.of_permalink(address)


def _number(node: HtmlElement) -> str | None:
    """The comment's own id where its permalink names it, else the number of its element."""
    for link in node.iter("a"):
        found = _OWN_ID.search(link.get("href") or "")
        if found:
            return found.group(1).lower()
    return identity.of_element(node.get("id"))


def _is_list(document: Document) -> bool | None:
    """What the themes' body element says: `layout-two-column-right category birds`; None where it says nothing."""
    body = document.first("body")
    names = (body.get("class") or "").split() if body is not None else []
    if not any(name.startswith("layout-") for name in names):
        return None
    kind = next((name for name in names if name in _LISTS or name in _POSTS), None)
    return None if kind is None else kind in _LISTS


_COMMENTS = CommentTable(
    node='div.comment[id^="comment-"], li.comment[id^="comment-"], article.comment[id^="comment-"]',
    number=_number,
    date=(".comment-footer a[href*='#comment-']", ".comment-footer a[href*='#c']", ".comment-footer time"),
    byline=(".comment-footer", ".comment-header", ".comment-meta"),
    body=(".comment-content", ".comment-body"),
    permalink=("a[href*='#comment-']", "a[href*='cid=']", "a[href*='#c']"),
    by_owner=".comment-by-owner",
    drop=(".comment-avatar", ".comment-footer"),
)
# 2003 to 2005: paragraphs without a box, each comment closed by its byline
_PARAGRAPHS = CommentTable(
    node="p.posted",
    after="a#comments, a[name=comments], h2#comments",
    parts=back_to_previous,
    number=lambda node: next((n for link in node.iter("a") if (n := comment_id(link.get("href") or ""))), None),
    byline=("p.posted",),
    permalink=("p.posted a[href*='#c']", "p.posted a[href*='#']"),
)
_TRACKBACKS = CommentTable(
    node="div.trackback, .trackbacks .trackback",
    number=lambda node: identity.of_ping(node.get("id")),
    author=(".trackback-content a",),
    date=(".trackback-footer",),
    body=(".trackback-content",),
)

ENGINE = TableEngine(
    Table(
        name="typepad",
        marks=(
            Mark("an address of typepad.com", 0.95, host=r"(?:^|\.)(?:typepad\.(?:com|jp|fr)|blogs\.com)$"),
            Mark("its generator mark says TypePad", 0.95, generator=r"typepad"),
            Mark("the page's root is marked typepad-standard", 0.9, css="html#typepad-standard"),
            Mark("scripts of static.typepad.com", 0.6, css="script[src*='static.typepad.com']"),
        ),
        post=PostTable(
            scope=('div.entry[id^="entry-"]', 'article.entry[id^="entry-"]', "div.entry", "div.hentry"),
            title=(".entry-header", ".entry-title", "h3.title", "#page-title", "meta[property='og:title']"),
            body=(".entry-body, .entry-more", ".entry-content", ".blogbody"),
            author=("a[rel~=author]", ".entry-footer .vcard", ".entry-author-name"),
            date=("abbr.published", "time[datetime]"),
            date_above=".date-header",
            byline=(".post-footers", ".entry-footer-info", ".entry-footer", "p.posted"),
            tags=("a[rel~=tag]", ".post-footers a[href]:not([rel]):not([href*='profile.typepad'])"),
            link=(".entry-header a", "a.permalink", "a[rel~=bookmark]"),
            drop=(".entry-footer", ".post-footers"),
            rows=(".archive-list-item", ".archive-list li"),
        ),
        neighbours=NeighbourTable(
            previous=("a.content-nav-prev", "link[rel~=prev]", "link[rel~=previous]"),
            next=("a.content-nav-next", "link[rel~=next]"),
            index=("a.content-nav-main", "link[rel~=start]", "link[rel~=home]"),
            strip=("p.content-nav, div.content-nav", "p.nav-header, .nav"),
        ),
        thread=ThreadTable(
            comments=(_COMMENTS, _PARAGRAPHS),
            pings=(_TRACKBACKS,),
            area=("#comments, #all-comments, div.comments, a[name=comments]",),
            stated=(".comments-header", ".entry-footer a[href*='#comments']"),
            surely_closed=(".comments-closed",),
            closed=("#comments p, .comments p, .comments-open, #comments ~ p", ".comments-info"),
            open=(
                ".comments-open",
                "form#comment-form, form[name=comments_form], form[action*='services/comments'], #comment-form-atp",
            ),
            feed=(
                "link[rel~=alternate][href*='/comments/atom.xml'], link[rel~=alternate][title^='Comments on']",
                "a[href$='/comments/atom.xml'], a[href$='/comments/rss.xml']",
            ),
        ),
        comment_id=comment_id,
        is_list=_is_list,
    )
)
