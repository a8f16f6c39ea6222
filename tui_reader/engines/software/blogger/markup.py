"""Where Blogger's comments stand: the markups since 2004, the threading script of themes, and the form under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.engines import identity
from tui_reader.engines.base import CommentTable

_ELEMENT = re.compile(r"^c(\d+)$")
_FEED_ID = re.compile(r"\.post-(\d+)$")
FORMS = (
    "iframe#comment-editor, a#comment-editor-src, iframe[src*='comment-iframe'], iframe[data-src*='comment-iframe'], "
    "iframe[src*='blogger.com/comment/frame'], a[href*='blogger.com/comment.g?'], "
    "a[href*='blogger.com/comment/fullpage'], #comments .comment-form"
)
"""Forms and links to comment."""


def comment_id(address: str) -> str | None:
    """The number in `?showComment=1302#c142`, `#142`, `c142` or a feed's `tag:blogger.com,1999:blog-1.post-142`."""
    found = _FEED_ID.search(address) or _ELEMENT.match(address) or re.search(r"#c?(\d+)$", address)
    return found.group(1) if found else identity.of_permalink(address)


def _number(node: HtmlElement) -> str | None:
    """The number of a comment's element, of the box in it (pages saved after their scripts ran) or of its anchor."""
    for holder in (node, *node.iterchildren("div", "a")):
        found = _ELEMENT.match(holder.get("id") or holder.get("name") or "")
        if found:
            return found.group(1)
    return None


def _definitions(term: HtmlElement) -> Sequence[HtmlElement]:
    """A `dt` with the `dd` elements up to the next one."""
    parts = [term]
    for sibling in term.itersiblings():
        if sibling.tag == "dt":
            break
        if sibling.tag == "dd":
            parts.append(sibling)
    return parts


_THREADED = CommentTable(
    node="li.comment, li[id^=c]:has(.comment-block)",
    is_numbered=True,
    number=_number,
    author=("cite.user", ".comment-header cite", ".comment-header .user", ".comment-author .fn", ".comment-author"),
    date=(".datetime", ".comment-timestamp", ".comment-date"),
    body=(".comment-content", ".comment-body", ".comment-text"),
    permalink=(".datetime a[href*='#c']", "a[href*='showComment=']", ".comment-timestamp a[href*='#c']"),
    deleted=".deleted-comment, .comment-body.deleted",
    by_owner=".blog-author",
    drop=(".comment-actions", ".comment-reply", ".thread-toggle"),
)
# 2017: themes without threads; the same boxes stand in themes that lost the list around them
_BOXES = replace(
    _THREADED,
    node="#comments div.comment[id^=c], #comments-block div.comment[id^=c], div.comment-block[id^=c]",
    author=("cite.user", ".comment-author a[rel~=nofollow]", *_THREADED.author),
)
# a threading script that many themes of 2012 to 2016 brought along
_BLOCKS = CommentTable(
    node="#comment_block div[id^=c]:has(.comment_name), .comment_wrap[id^=c]",
    is_numbered=True,
    number=_number,
    author=(".comment_name > a",),
    byline=(".comment_name",),
    date=(".comment_date",),
    body=(".comment_body > p, .comment_body > .deleted-comment",),
    permalink=(".comment_date a[href]",),
    deleted=".deleted-comment",
    by_owner=".comment_admin, .comment_author_flag",
    drop=(".comment_service", ".comment_reply"),
)
_DEFINITIONS = CommentTable(
    node="#comments dt, dl#comments-block dt, dl.comments-block dt",
    is_numbered=True,
    parts=_definitions,
    number=_number,
    author=("dt a[rel~=nofollow]", "dt .comment-poster", "dt"),
    date=("dd.comment-footer", ".comment-timestamp", "dd.comment-data", "dt.comment-data"),
    body=("dd.comment-body", "dd:not(.comment-footer):not(.comment-timestamp):not(.comment-data)"),
    permalink=(".comment-timestamp a[href*='#c']", "dd.comment-footer a[href*='#c']", "dt a[href*='#']"),
    deleted=".deleted-comment",
    by_owner=".blog-author",
)

TABLES = (_THREADED, _BOXES, _DEFINITIONS, _BLOCKS)
"""The shapes that comments have, the surest first."""
