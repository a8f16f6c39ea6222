"""Lobsters, on lobste.rs and on its sister sites, from 2012 to today."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines.base import CERTAIN, CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import Clock, pick
from tui_reader.models import Evidence, PostData, PostLink, Thread

_SHORT_ID = re.compile(r"(?:#c_|/c/|^c_)([0-9a-z]{4,8})(?=$|[/?#])")
_STORY = re.compile(r"/s/([0-9a-z]+)(?=$|[/?#])")
_STORIES = "ol.stories > li.story, ol.stories > li[id^=story_]"


def comment_id(address: str) -> str | None:
    """`1wdmon` in `/s/cgqz3p/title#c_1wdmon`, `/c/1wdmon` or the id `c_1wdmon` of an element."""
    found = _SHORT_ID.search(address)
    return found.group(1) if found else None


def _number(node: HtmlElement) -> str | None:
    """The short id of the comment that a branch starts with; the branch that holds the form has none."""
    for element in node.iterchildren("div"):
        if "comment" in (element.get("class") or "").split():
            return element.get("data-shortid") or comment_id(element.get("id") or "")
    return None


def _is_list(document: Document) -> bool | None:
    """Stories without a conversation below them; a story that others were merged into has several in its page."""
    stories = document.first(_STORIES) is not None
    return document.first("ol.comments, li.comments_subtree") is None if stories else None


def _finished(document: Document, post: PostData) -> PostData:
    """The post with the link that it is about above what its submitter said of it."""
    for link in document.select("li.story a.u-url, li.story .link a"):
        address = document.absolute(link.get("href"))
        if address and address not in document.own_urls and not re.search(r"/s/\w+", link.get("href") or ""):
            shown = escape(address)
            return replace(post, html=f'<p><a href="{shown}">{shown}</a></p>\n{post.html or ""}'.strip())
    # a question without more words has none: nothing of the page is to stand for them
    return replace(post, html=post.html or "")


def _at_home(document: Document, thread: Thread) -> Thread:
    """The thread with comments on stories that were merged into this one at their own addresses, on no other page."""
    own = {found[1] for url in document.own_urls if (found := _STORY.search(url))}
    comments = tuple(
        replace(one, permalink=document.absolute(f"/c/{one.id}"))
        if own and (found := _STORY.search(one.permalink or "")) and found[1] not in own
        else one
        for one in thread.comments
    )
    return replace(thread, comments=comments)


_TABLE = Table(
    name="lobsters",
    marks=(
        Mark("an address of lobste.rs", CERTAIN, host=r"(?:^|\.)lobste\.rs$"),
        Mark("the comments of Lobsters", 0.95, css="li.comments_subtree, ol.stories li.story[data-shortid]"),
    ),
    post=PostTable(
        scope=("li.story",),
        title=("a.u-url", ".link a"),
        body=(".story_content > .story_text", "li.story .story_text"),
        author=(".byline a.u-author", ".byline a[href^='/~']:not(:has(img))", ".byline a[href*='/u/']:not(:has(img))"),
        date=(".byline time", ".byline span[title]"),
        tags=(".tags a.tag", "a.tag"),
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(
            CommentTable(
                node="li.comments_subtree, ol.comments > li:has(> div.comment)",
                number=_number,
                is_numbered=True,
                author=(
                    ".byline a[href*='/~']:not(:has(img))",
                    ".byline a[href*='/u/']:not(:has(img))",
                    ".byline a[href*='/users/']:not(:has(img))",
                ),
                date=(".byline time", ".byline span[title]"),
                body=(".comment_text",),
                permalink=(".byline a[href*='#c_']", ".byline a[href*='/c/']"),
                deleted=".comment_text .na",
                by_owner=".byline a.user_is_author",
            ),
        ),
        area=("ol.comments",),
        stated=("li.story .comments_label", ".comments_label"),
        open=("form#new_comment textarea", "textarea[name=comment]"),
    ),
    is_list=_is_list,
    finish_post=_finished,
    finish_thread=_at_home,
    comment_id=comment_id,
)


class Lobsters(TableEngine):
    """See `base.Engine`."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_likely = "comments_subtree" in document.source or "data-shortid" in document.source
        return TableEngine.recognise(self, document) if is_likely else None

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`: a row leads to the story's own page, which has the link and what is said about it."""
        if not self._is_list(document):
            return None
        clock, rows = Clock.of(document), []
        for story in document.select(_STORIES):
            link = next(iter(pick(document, self.table.post.title, story)), None)
            own = [*document.select(".comments_label a[href*='/s/']", story), *([] if link is None else [link])]
            address = document.absolute(own[0].get("href")) if own else None
            dates = pick(document, self.table.post.date, story)
            if address and link is not None:
                moment = clock.of_element(document, dates[0]) if dates else None
                rows.append(PostLink(address, document.text(link), moment))
        return rows


ENGINE = Lobsters(_TABLE)
