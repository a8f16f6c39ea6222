"""Joomla, from version 1.5 to 5, with the extensions that give it comments: JComments, K2 and Komento.

Boxes with the latest comments of the whole site stand in other lists and are not read.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.base import CommentTable, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import ancestors
from tui_reader.engines.services.base import query
from tui_reader.models import Comment, Link, Neighbours, Thread, ThreadSource

_NUMBER = re.compile(r"^(?:comment-item-|comment-?|kmt-|comment_)(\d+)$")
_PERMALINK = re.compile(r"#(?:comment-?|kmt-)(\d+)$")
_GUEST = re.compile(r"^(?:Guest|Gast|Invité|Invitado|Ospite|Visitante|Convidado|Gość|Гость)\s+-\s+", re.IGNORECASE)
_LIST = re.compile(r"^comments-list-(\d+)$")


def comment_id(address: str) -> str | None:
    """The number in `#comment-12`, `#comment12`, `#kmt-12` and of elements called so."""
    found = _PERMALINK.search(address) or _NUMBER.match(address)
    return found.group(1) if found else None


def _number(node: HtmlElement) -> str | None:
    for element in (node, *node.iter("a")):
        found = _NUMBER.match(element.get("id") or element.get("name") or "")
        if found:
            return found.group(1)
    return None


def _parents(document: Document) -> dict[str, str]:
    """What comments answer by what their elements say: JComments by the list they are in, Komento by an attribute."""
    found: dict[str, str] = {}
    for node in document.select(f"{_JCOMMENTS.node}, {_KOMENTO.node}"):
        number = _number(node)
        told = node.get("parentid") or node.get("data-parentid") or node.get("data-parent")
        lists = (_LIST.match(outer.get("id") or "") for outer in ancestors(node))
        around = next((match for match in lists if match), None)
        parent = told.removeprefix("kmt-") if told else around[1] if around else "0"
        if number and parent.strip("0") and parent != number:
            found.setdefault(number, parent)
    return found


def _finish_thread(document: Document, thread: Thread) -> Thread:
    known = _parents(document)
    is_paged = document.first("#nav-bottom [onclick*='showPage'], #nav-top [onclick*='showPage']") is not None
    return replace(
        thread,
        comments=tuple(_mended(comment, known) for comment in thread.comments),
        complete=False if is_paged else thread.complete,
        rest=_rest(document),
    )


def _mended(comment: Comment, known: dict[str, str]) -> Comment:
    name = _GUEST.sub("", comment.author.name) if comment.author else ""
    return replace(
        comment,
        author=replace(comment.author, name=name) if comment.author and name else None,
        parent_id=comment.parent_id or known.get(comment.id),
    )


def _rest(document: Document) -> tuple[ThreadSource, ...]:
    """K2's other pages of comments; JComments shows its own by a script, and names a feed instead."""
    found: dict[str, str] = {}
    for link in document.select(".itemCommentsPagination a[href]"):
        address = (document.absolute(link.get("href")) or "").partition("#")[0]
        told = query(address)
        if ("start" in told or "limitstart" in told) and not urls.same(address, document.page.url):
            found.setdefault(urls.key(address), address)
    return tuple(map(ThreadSource.at, found.values()))


def _is_list(document: Document) -> bool | None:
    """Whether a page shows a blog of articles instead of one."""
    if document.first(".itemView, .item-page, .com-content-article") is not None:
        return False
    return (
        document.first(".itemList .catItemView, .blog .items-row, .blog-items .blog-item, .blog-featured") is not None
    )


_JCOMMENTS = CommentTable(
    node="#comments-list [id^=comment-item-], .comments-list [id^=comment-item-]",
    number=_number,
    is_numbered=True,
    author=(".comment-author", ".author-homepage"),
    site=("a.author-homepage",),
    date=(".comment-date", "time[datetime]"),
    body=("[id^=comment-body-]", ".comment-body"),
    permalink=("a.comment-anchor",),
    drop=(".comments-buttons", ".comments-vote"),
)
_K2 = CommentTable(
    node="ul.itemCommentsList > li",
    number=_number,
    author=(".commentAuthorName a", ".commentAuthorName"),
    site=(".commentAuthorName a",),
    date=(".commentDate",),
    body=(".commentText", "ul.itemCommentsList > li > p"),
    permalink=(".commentLink a",),
    drop=(".commentToolbar", ".commentLink"),
    by_owner="li.authorResponse",
)
_KOMENTO = CommentTable(
    node=".kmt-item[id^=kmt-], [data-kt-comment-item]",
    number=_number,
    is_numbered=True,
    author=(".author-kmt [itemprop=name], .kmt-author [itemprop=name]", ".author-kmt, .kmt-author, .kt-user-name"),
    date=("time[itemprop=datePublished]", "time[datetime]", ".kmt-time"),
    body=(".kmt-text", ".commentText", ".kt-comment-content"),
    permalink=("a.kmt-timepermalink, .kmt-permalink a", "a[href*='#kmt-']"),
    reply_to=(".kmt-inreplyto a[href*='#kmt-']",),
    by_owner=".kmt-comment-item-author",
)


class Joomla(TableEngine):
    """See `base.Engine`."""

    __slots__ = ()

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: version 4 puts "Previous article: " before the title in a link's text, not in its `title`."""
        found = TableEngine.neighbours(self, document)
        return found and Neighbours(_titled(document, found.previous), _titled(document, found.next), found.index)


def _titled(document: Document, link: Link | None) -> Link | None:
    for element in document.select(".pagenavigation a[title]") if link else ():
        title = clean_line(element.get("title"))
        if link and title and document.absolute(element.get("href")) == link.url and (link.title or "").endswith(title):
            return Link(link.url, title)
    return link


ENGINE = Joomla(
    Table(
        name="joomla",
        marks=(
            Mark("its generator mark says Joomla", 0.95, generator=r"^joomla"),
            Mark(
                "scripts of Joomla",
                0.9,
                css="script.joomla-script-options, script[src*='/media/jui/js/'], script[src*='/media/system/js/']",
            ),
            Mark(
                "comments of an extension of Joomla", 0.9, css="#jc #comments-list, ul.itemCommentsList, #section-kmt"
            ),
        ),
        post=PostTable(
            scope=(".itemView", ".com-content-article, .item-page", "table.contentpaneopen"),
            title=(
                "h2.itemTitle, h1.itemTitle",
                "h1[itemprop=headline], h2[itemprop=headline], .page-header h1, .page-header h2",
                ".item-page > h1, .item-page > h2, .contentheading",
            ),
            body=(
                ".itemIntroText, .itemFullText",
                ".itemBody",
                "[itemprop=articleBody], .com-content-article__body",
                ".article-content",
            ),
            author=(
                ".itemAuthor a, .itemAuthorName a",
                ".createdby [itemprop=name], .createdby a",
                ".createdby, .itemAuthor, .contentpaneopen span.small",
            ),
            date=(
                "time[itemprop=datePublished], .published time[datetime], time[itemprop=dateCreated]",
                ".create time[datetime], .itemDateCreated, .createdate",
            ),
            tags=(".tags a, .itemTags a",),
            drop=(
                ".pager, .pagenav, .pagenavigation, #jc, .itemToolbar, .itemRatingBlock, .itemNavigation, .kmt-readon",
            ),
            rows=(".catItemView", ".items-row .item, .blog-item", ".items-leading > div, .leading"),
            link=(".catItemTitle a", ".page-header a, .item-title a, h2 a, h3 a"),
            summary=(".catItemIntroText",),
        ),
        neighbours=NeighbourTable(
            previous=(
                "a.itemPrevious",
                ".pagenav .previous a, .pagenavigation a.previous, .pagenav-prev a, .pagenav_prev a",
            ),
            next=("a.itemNext", ".pagenav .next a, .pagenavigation a.next, .pagenav-next a, .pagenav_next a"),
        ),
        thread=ThreadTable(
            comments=(_JCOMMENTS, _K2, _KOMENTO),
            area=("#jc, #comments-list, .itemComments, #section-kmt",),
            stated=(
                ".itemCommentsCounter",
                ".kmt-title, #section-kmt .komento_title",
                "#jc h4, #jc h3, #comments > h4, #comments > h3",
            ),
            closed=("#jc p, #jc div.message, .itemComments p, #section-kmt .kmt-closed",),
            open=("form#comments-form, #comments-form textarea, .itemCommentsForm textarea, #kmt-form textarea",),
            feed=("#jc a.rss[href], #comments-list-footer a.rss[href], a[href*='com_jcomments'][href*='rss']",),
        ),
        comment_id=comment_id,
        is_list=_is_list,
        finish_thread=_finish_thread,
    )
)
