"""Movable Type, from the default of 2001 to the themes of version 7, and Disqus's copy of a thread for crawlers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.base import REST, CommentTable, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.siblings import back_to_previous
from tui_reader.models import Thread

_IDS = re.compile(r"MT\.commentIds\s*=\s*\[([\d,\s]*)\]")
_ORDINAL = re.compile(
    r"^\s*(?:<p>\s*)?(?:<a [^>]*>\s*)?<(strong|b|span)\b[^>]*>\s*(?:<a [^>]*>\s*)?#?\d{1,4}\s*[:.)]?\s*"
    r"(?:</a>)?\s*</\1>\s*(?:</a>)?\s*[:.]?\s*"
)


def _without_ordinal(html: str) -> str:
    """The body without the number that themes print before it: `<strong>12:</strong>`."""
    return _ORDINAL.sub(lambda found: "<p>" if "<p>" in found.group() else "", html, count=1)


def _is_list(document: Document) -> bool | None:
    """What the body element of version 4 and later says; None where it says nothing."""
    if (
        document.first("body.mt-main-index, body.mt-archive-index, body.mt-archive-listing, body.mt-search-results")
        is not None
    ):
        return True
    return False if document.first("body.mt-entry-archive, body.mt-page-archive") is not None else None


def _next_definition(term: HtmlElement) -> Sequence[HtmlElement]:
    """A `dt` with what follows it up to the next one."""
    parts = [term]
    for sibling in term.itersiblings():
        if sibling.tag != "dd":
            break
        parts.append(sibling)
    return parts


_HEADS = (
    ".comment-footer",
    ".comment-header",
    ".comment-head",
    ".comment-meta",
    ".comments-post",
    ".comment-post",
    ".commentmeta",
    ".comment-info",
    ".commentheader",
    ".commenthead",
    ".comment-title",
    ".posted",
    ".byline",
    "header",
)
# version 3.2 to 7, and the many themes that keep its ids
_NUMBERED = CommentTable(
    node=", ".join(f"{tag}[id^=comment-], {tag}.comment[id^=c]" for tag in ("div", "li", "article", "section")),
    is_numbered=True,
    author=(
        ".vcard.author",
        ".vcard .fn",
        ".comment-author .fn",
        ".comment-author",
        ".commenter-name",
        ".comment-name",
        "[itemprop=author]",
        "header h3",
    ),
    date=("time[datetime]", "abbr.published", ".comment-date", ".published", "[itemprop=commentTime]"),
    byline=_HEADS,
    body=(
        ".comment-content",
        ".comment-body",
        ".comment-text",
        ".commenttext",
        ".commentcontent",
        ".comments-body",
        "[itemprop=commentText]",
        REST,
    ),
    permalink=(
        "a[href*='#comment-']:has(abbr), a[href*='#comment-']:has(time)",
        ".comment-date a",
        ".posted a[href*='#c']",
    ),
    reply_to=tuple(f"{head} a[href*='#comment-'], {head} a[href*='#c']" for head in _HEADS),
    drop=(".reply", ".comment-reply-link", ".user-pic", ".comment-footer"),
    by_owner=".entry-author-comment",
    trim=_without_ordinal,
)
# version 2 and 3.0: a box a comment, its last line the byline; no numbers
_BOXED = CommentTable(
    node="div.comments-body:has(.comments-post), div.comments-body:has(> .posted), div.othercomment, "
    "div.comment:has(.comments-post), div.comment:has(> .posted), li:has(> .comments-post)",
    byline=(".comments-post", ".posted"),
    trim=_without_ordinal,
)
# boxes that hold nothing but their number
_NAMED = CommentTable(
    node="div[id^=c]:has(> p.posted), li[id^=c]:has(> p.posted), div[id^=c]:has(> .comments-post)",
    byline=("p.posted, .comments-post",),
    permalink=("p.posted a[href*='#c'], .comments-post a[href*='#c']",),
)
_PARAGRAPHS = CommentTable(
    node="p.posted, .comments-post",
    after="#comments, a[name=comments]",
    parts=back_to_previous,
    byline=("p.posted, .comments-post",),
    permalink=("p.posted a[href*='#c']",),
)
_TERMS = CommentTable(
    node="dt[id^=c]",
    is_numbered=True,
    parts=_next_definition,
    author=(".name", ".vcard.author", ".comment-author"),
    date=(".date", "abbr.published", "time"),
    byline=("dt",),
    body=("dd",),
)
_DISQUS = CommentTable(
    node="#dsq-comments > li[id^=dsq-comment-], ul.dsq-comments > li[id^=dsq-comment-]",
    author=("[id^=dsq-author-user-]", "cite"),
    date=(".dsq-comment-date", "time"),
    body=(".dsq-comment-message", ".dsq-comment-body"),
)
_TRACKBACKS = CommentTable(
    node=".trackback[id], .trackbacks .trackback, div.trackback-body, div.trackbacks-body",
    number=lambda node: identity.of_ping(node.get("id")),
    author=(".trackback-content a", ".trackback-header a", ".info a", "a"),
    date=(".trackback-footer", "time", ".trackback-header", ".trackback-post", ".info"),
    body=(".trackback-content", ".trackback-excerpt"),
)


def _with_paging(document: Document, thread: Thread) -> Thread:
    """Over fifty comments, scripts load the rest: the page lists all numbers and holds the first ones."""
    found = _IDS.search(document.source)
    numbers = [number for number in found.group(1).split(",") if number.strip()] if found else []
    held = sum(not comment.is_pingback for comment in thread.comments)
    is_partial = len(numbers) > held
    return replace(
        thread,
        stated_count=thread.stated_count if thread.stated_count is not None else (len(numbers) or None),
        complete=False if is_partial else thread.complete,
    )


ENGINE = TableEngine(
    Table(
        name="movabletype",
        marks=(
            Mark("its generator mark says Movable Type", 0.95, generator=r"movable\s*type|melody"),
            Mark("the page's root is marked sixapart-standard", 0.9, css="html#sixapart-standard"),
            Mark(
                "its comment form posts to mt-comments.cgi",
                0.9,
                css="form[action*='mt-comments'], a[href*='mt-comments.cgi'], form[action*='mt-tb']",
            ),
            Mark(
                "scripts of Movable Type",
                0.7,
                css="script[src$='/mt.js'], script[src$='mt-site.js'], form[action*='mt-search']",
            ),
            Mark(
                "comments in Movable Type's first markup",
                0.8,
                css="div.comments-body .comments-post, div.comments-head a[name=comments]",
            ),
            Mark(
                "a post in Movable Type's first markup",
                0.6,
                css="div.blogbody h3.title, div.blogbody .posted, p.posted a[href*='#c']",
            ),
            Mark("a byline in Movable Type's first markup", 0.3, css="p.posted"),
            Mark(
                "a post in Movable Type's fourth markup", 0.6, css=".entry-asset .asset-body, .asset-header .asset-name"
            ),
        ),
        post=PostTable(
            scope=(".entry-asset", '.entry[id^="entry-"]', ".hentry", "div.entry", "div.blogbody", "div.content"),
            title=(
                ".asset-name",
                ".entry-title",
                "#archive-title",
                ".entry-header",
                "h3.title",
                "h2.title",
                "#page-title",
            ),
            body=(
                ".asset-body, .asset-more",
                ".entry-body, .entry-more, .extended",
                ".entry-content",
                ".entrybody",
                ".blogbody",
                "div.content",
            ),
            author=(
                ".asset-header .vcard.author",
                ".entry-author",
                ".asset-meta .vcard.author",
                "a[rel~=author]",
                ".vcard.author",
                "address > a:first-child",
            ),
            date=("time[datetime]", "abbr.published"),
            date_above="h2.date, .date-header, h2.dateheader",
            byline=(
                ".asset-meta .byline",
                ".asset-meta",
                ".post-footers",
                ".entry-footer",
                ".posted",
            ),
            tags=("a[rel~=tag]",),
            link=("a.permalink", "a[rel~=bookmark]", ".posted a[href]"),
            drop=(".entry-footer", ".posted", "h3.title", ".entry-tags", ".related-entries", ".asset-footer", "form"),
            rows=(".archive-list-item", ".archive-list li"),
        ),
        neighbours=NeighbourTable(
            previous=(
                ".content-nav-prev",
                ".page-navigation-prev a",
                "a[rel~=prev]",
                "link[rel~=prev], link[rel~=previous]",
            ),
            next=(".content-nav-next", ".page-navigation-next a", "a[rel~=next]", "link[rel~=next]"),
            index=("link[rel~=start]", "link[rel~=home]"),
            strip=("p.content-nav, div.content-nav", "#menu", "p.menu", ".entry-navigation"),
        ),
        thread=ThreadTable(
            comments=(_NUMBERED, _BOXED, _NAMED, _PARAGRAPHS, _TERMS, _DISQUS),
            pings=(_TRACKBACKS,),
            area=("#comments, .comments, .comments-head, a[name=comments]",),
            stated=(
                ".comments-header",
                "#comments h2, #comments h3, h2#comments, h3#comments, .comments-head",
                ".entry-meta-comments",
                ", ".join(f"{foot} a[href*='#comment']" for foot in (".asset-meta", ".posted", ".entry-footer")),
                "a[href*='#disqus_thread']",
            ),
            closed=(
                ".comments-closed",
                "#comments p, .comments p, .comments-open, .comments-body, .comments-head",
                "#comments ~ p, .comments ~ p, .comments-head ~ p",
            ),
            open=(
                "form[name=comments_form], form#comments-form",
                "form[action*='mt-comments'], form[action$='comments.cgi']",
                "a[href*='#comments-open'], a[href*='mt-comments.cgi?entry_id']",
            ),
            feed=("link[rel~=alternate][title^=Comment]",),
        ),
        is_list=_is_list,
        finish_thread=_with_paging,
    )
)
