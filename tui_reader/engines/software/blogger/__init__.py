"""Blogger (blogspot): definition lists of 2004, threads of 2012, dynamic views, the themes of 2017.

Knows the exact dates in its comments' addresses, its numbers of posts and comments, and where its comment feeds are.
Comments that only stand in a page's script are read by `blogger_script`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line, storable
from tui_reader.engines import identity, wording
from tui_reader.engines.base import (
    Engine,
    Mark,
    NeighbourTable,
    PostTable,
    Table,
    TableEngine,
    ThreadTable,
    in_order,
)
from tui_reader.engines.reading import link_of, pick
from tui_reader.engines.software.blogger import script as blogger_script
from tui_reader.engines.software.blogger.bylines import Bylines
from tui_reader.engines.software.blogger.markup import FORMS, TABLES, comment_id
from tui_reader.models import (
    Comment,
    Evidence,
    Link,
    Moment,
    Neighbours,
    PostData,
    PostLink,
    Thread,
    ThreadSource,
)

NAME = "blogger"
_MOST_PAGES = 50
_LONGEST_NOTICE = 160
_LONGEST_TOTAL = 60
# milliseconds since 1970; what is printed is often just a time of day
_MOMENT = re.compile(r"[?&]showComment=(\d{12,13})(?!\d)")
_COMMENT_FEED = re.compile(r"/feeds/(?:\d+/)?(\d+)/comments/(?:default|full|summary)")
_POST_FIELD = re.compile(
    r"(?:(?:comment|comment-iframe|share-post|email-post|post-edit)\.g\?|comment/(?:frame|fullpage)/)"
    r".*?\b(?:postID|po)=(\d+)"
)
_POST_PATH = re.compile(r"/\d{4}/\d{2}/[^/]+\.html$|/p/[^/]+\.html$")
_LIST_PATH = re.compile(r"^/?$|^/search(?:/|$)|_archive\.html$|^/\d{4}/(?:\d{2}/)?$|^/index\.html$")
_ELSEWHERE = re.compile(r"PopularPosts|FeaturedPost|sidebar|related|footer", re.IGNORECASE)
_VIEWS = {
    "item-view": False, "static_page": False, "page-view": False, "post-view": False, "homepage-view": True,
    "feed-view": True, "archive-view": True, "label-view": True, "search-view": True,
}  # fmt: skip
# links that lead nowhere are there too, and hidden
_PAGER = "a[href*='commentPage=']:not(.unneeded-paging-control)"


def _is_list(document: Document) -> bool | None:
    """What the theme's body element says, else the address; None where neither does."""
    body = document.first("body")
    names = (body.get("class") or "").split() if body is not None else []
    told = next((_VIEWS[name] for name in names if name in _VIEWS), None)
    if told is not None:
        return told
    path = urlsplit(document.own_urls[0]).path
    if _POST_PATH.search(path) or document.first(".viewitem-panel .hentry") is not None:
        return False
    return True if urls.is_web(document.own_urls[0]) and _LIST_PATH.search(path) else None


def _post_id(document: Document) -> str | None:
    """The post's number: as its comment feed, its body, its microdata or its comment form name it."""
    for link in document.select("link[href*='/comments/'], .post-feeds a[href*='/comments/']"):
        found = _COMMENT_FEED.search(link.get("href") or "")
        if found:
            return found.group(1)
    for element in document.select("[id^=post-body-]"):
        number = (element.get("id") or "").removeprefix("post-body-")
        if number.isdigit():
            return number
    scope = next(iter(pick(document, _TABLE.post.scope)), None)
    anchors = document.select("a[name]", scope) if scope is not None else []
    for number in (document.meta("postId") or "", *(anchor.get("name") or "" for anchor in anchors)):
        if number.isdigit():
            return number
    for element in document.select("iframe[src], iframe[data-src], a[href*='blogger.com/']"):
        found = _POST_FIELD.search(element.get("src") or element.get("data-src") or element.get("href") or "")
        if found:
            return found.group(1)
    return None


def feed_address(document: Document) -> str | None:
    """The post's comment feed on the blog's own host, in the form that gives the whole thread in one or few answers."""
    number, own = _post_id(document), urlsplit(document.own_urls[0])
    if number is None or own.scheme not in {"http", "https"} or not own.hostname:
        return None
    return f"{own.scheme}://{own.netloc}/feeds/{number}/comments/default"


def total(document: Document) -> int | None:
    """The number over the comments, whatever language its words are in, else that of the themes of 2017."""
    for element in document.select(
        "#comments > h4, #comments > h3, #comments > h2, #comments > .title, .comments-header .comments-count, "
        "#comments .comments-title, #comments .comment-title"
    ):
        text = clean_line(element.get("title")) or document.text(element) or ""
        number = _counted(text)
        if number is not None:
            return number
    marked = document.first("#comments[data-num-comments]")
    told = (marked.get("data-num-comments") or "") if marked is not None else ""
    return int(told) if told.isdecimal() and len(told) < 7 else None


def _counted(text: str) -> int | None:
    number = wording.count(text)
    if number is None and len(text) <= _LONGEST_TOTAL:
        # "5 yorum:" or "7 megjegyzés:": the one number there
        numbers = re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}\b)", "", text))
        number = int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) < 7 else None
    return number


def _closed_notice(document: Document) -> str | None:
    """What stands where the form would, in any language: "New comments are not allowed."."""
    if document.first(FORMS) is not None:
        return None
    for element in document.select("#comments p.comment-footer, #comments > .footer, #comments > div > .footer"):
        text = document.text(element)
        if text and len(text) <= _LONGEST_NOTICE and document.first("a[href], iframe, form, textarea", element) is None:
            return text
    return None


def _finished_post(document: Document, post: PostData) -> PostData:
    published = post.published
    address = urls.path_date(document.own_urls[0])
    if published and published.is_day and address:
        # a printed date that the address contradicts has day and month the other way round
        is_same = (published.value.year, published.value.month) == (address.value.year, address.value.month)
        published = published if is_same else None
    return replace(
        post,
        html=_kept_from_crawlers(document) or post.html,
        title=post.title if _has_own_title(document) else _outer_title(document),
        published=published,
        comment_count=total(document),
        comments_feed=feed_address(document),
    )


def _kept_from_crawlers(document: Document) -> str | None:
    """The text that a theme gives as a template or to those without scripts, where nothing else stands there."""
    body = document.first(", ".join(_TABLE.post.body))
    if body is None or document.text(body):
        return None
    template = document.first("script[type='text/template']", body)
    shown = document.first("noscript", body)
    return (
        storable(template.text or "")
        if template is not None
        else document.inner_html(shown)
        if shown is not None
        else None
    )


def _has_own_title(document: Document) -> bool:
    scope = next(iter(pick(document, _TABLE.post.scope)), None)
    return scope is not None and document.first(", ".join(_TABLE.post.title), scope) is not None


def _outer_title(document: Document) -> str | None:
    """A title outside of the post's element, but none of another post in a list of popular ones."""
    for element in document.select(".post-title, .entry-title"):
        around = " ".join(f"{up.get('class', '')} {up.get('id', '')}" for up in element.iterancestors())
        if not _ELSEWHERE.search(around):
            return document.text(element)
    return None


def _finished_thread(document: Document, thread: Thread) -> Thread:
    """The thread with exact dates, bare names, its state and its further places."""
    bylines = Bylines(document)
    told = blogger_script.comments(document)
    parents = {comment.id: comment.parent_id for comment in told}
    found = [
        replace(_exactly_dated(bylines.named(comment)), parent_id=comment.parent_id or parents.get(comment.id))
        for comment in thread.comments
    ]
    comments = identity.distinct(found or told)
    notice = thread.closed_notice or _closed_notice(document)
    stated = total(document)
    return replace(
        thread,
        comments=comments,
        stated_count=thread.stated_count if stated is None else stated,
        closed=True if notice else thread.closed,
        closed_notice=notice,
        feed_url=feed_address(document),
        rest=tuple(_rest(document)),
        complete=False if _pages(document) else None,
        service="google+" if not comments and document.first(".cmt_iframe_holder") is not None else None,
    )


def _exactly_dated(comment: Comment) -> Comment:
    found = _MOMENT.search(comment.permalink or "")
    if not found:
        return comment
    exact = datetime.fromtimestamp(int(found.group(1)) // 1000, UTC)
    return replace(comment, published=Moment(exact))


def _rest(document: Document) -> Iterator[ThreadSource]:
    feed = feed_address(document)
    if feed:
        yield ThreadSource.at(f"{feed}?alt=atom&max-results=500&start-index=1", "feed")
    yield from map(ThreadSource.at, _pages(document))


def _pages(document: Document) -> list[str]:
    """The thread's other pages that this one links to."""
    links = (document.absolute(link.get("href")) for link in document.select(_PAGER))
    pages = (link.partition("#")[0] for link in links if link and not _MOMENT.search(link))
    own = {urls.key(url) for url in (document.page.url, document.url)}
    return [page for page in dict.fromkeys(pages) if urls.key(page) not in own][:_MOST_PAGES]


_TABLE = Table(
    name=NAME,
    marks=(
        Mark("its generator mark says Blogger", 0.95, generator=r"^blogger"),
        Mark("an address of Blogger", 0.95, host=r"(?:^|\.)blogspot\.[a-z.]+$"),
        Mark(
            "doors of Blogger",
            0.9,
            css="link[rel~='service.post'][href*='blogger.com'], link[href*='www.blogger.com/static/']",
        ),
        Mark("a comment form of Blogger", 0.85, css=FORMS.rpartition(",")[0]),
        Mark("Blogger's feeds", 0.8, css="link[rel~=alternate][href*='/feeds/posts/default']"),
        Mark("a post of Blogger", 0.8, css=".widget.Blog .blog-posts, .post-body[id^=post-body-], .blogger-comments"),
        Mark("the links of Blogger's pager", 0.6, css="a.blog-pager-older-link, a.blog-pager-newer-link"),
        Mark("comments of Blogger", 0.6, css="dl#comments-block dt[id^=c], #comments a[href*='showComment=']"),
    ),
    post=PostTable(
        scope=(
            ".viewitem-panel .hentry",
            ".blog-posts .post.hentry, .blog-posts .post-outer .post",
            ".widget.Blog .post.hentry, .widget.Blog .post-outer .post",
            ".blog-posts .post, .widget.Blog .post",
            "div.post.hentry, article.post.hentry",
            "div.post:has(.post-body)",
        ),
        title=(".post-title", ".entry-title", "h3.title"),
        body=("[id^=post-body-]", ".post-body", ".entry-content", ".article-content"),
        author=(
            ".post-author .fn",
            ".post-author [itemprop=name]",
            ".post-author a[rel~=author]",
            ".publish-info .author, .article-footer .author",
        ),
        date=(
            "abbr.published[title], time.published[datetime], [itemprop=datePublished]",
            ".timestamp-link .published, .ribbon.date",
            ".post-timestamp .timestamp-link",
        ),
        date_above=".date-header",
        byline=(".publish-info", ".post-footer em", ".post-footer"),
        tags=(".post-labels a[href]", ".post-footer a[rel~=tag]", ".article-footer .label"),
        drop=(
            ".post-footer",
            ".post-share-buttons",
            ".jump-link",
            ".reaction-buttons",
            ".post-title",
            "#related-posts, .related-posts",
        ),
        link=(".post-title a", ".entry-title a", "a.timestamp-link", "a[rel~=bookmark]"),
        summary=(".post-snippet", ".snippet-item"),
        rows=(".mobile-post-outer",),
    ),
    neighbours=NeighbourTable(index=("a.home-link",)),
    thread=ThreadTable(
        comments=TABLES,
        area=("#comments, .blogger-comments",),
        closed=("#comments p.comment-footer, #comments .footer, #comments > p",),
        open=(FORMS,),
    ),
    is_list=_is_list,
    finish_post=_finished_post,
    finish_thread=_finished_thread,
    comment_id=comment_id,
)


class Blogger:
    """See `base.Engine`: a table, but for its pager and for what links a comment to the post's author."""

    name = NAME
    _table = TableEngine(_TABLE)

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        return self._table.recognise(document)

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        return self._table.post(document)

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`: a post without a title is linked by its time of day, which is no title."""
        rows = self._table.posts(document)
        if rows is None:
            return None
        times = {document.text(link) for link in document.select("a.timestamp-link")}
        return [replace(row, title=None) if row.title in times else row for row in rows]

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: the pager's older and newer link, with the titles that themes put there."""
        if self._table.posts(document) is not None:
            return None
        index = self._table.neighbours(document)
        found = Neighbours(
            _pager_link(document, "older"), _pager_link(document, "newer"), index.index if index else None
        )
        return in_order(found, document.own_urls[0]) if found != Neighbours() else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: whoever has the post author's profile is the post's author."""
        thread = self._table.thread(document, post) or _undrawn(document)
        profile = _profile(post.author.url if post and post.author else None)
        if thread is None or profile is None:
            return thread
        comments = tuple(
            replace(comment, is_by_post_author=True)
            if comment.author and _profile(comment.author.url) == profile
            else comment
            for comment in thread.comments
        )
        return replace(thread, comments=comments)

    def comment_id(self, address: str) -> str | None:
        """See `Engine`."""
        return comment_id(address)


def _undrawn(document: Document) -> Thread | None:
    """The thread of a dynamic view as it comes, before its script has drawn anything."""
    feed = feed_address(document) if "blogger.ui()" in document.source and not _is_list(document) else None
    return Thread(NAME, feed_url=feed, rest=tuple(_rest(document)), base_url=document.base_url) if feed else None


def _pager_link(document: Document, side: str) -> Link | None:
    """One side of the pager. Its own words ("Älterer Post") stand in `title` too and name no post."""
    for element in document.select(f"a.blog-pager-{side}-link, [id$='blog-pager-{side}-link'] a"):
        link = link_of(document, element)
        if link and not any(urls.same(link.url, own) for own in document.own_urls):
            is_label = document.text(element) in {None, clean_line(element.get("title"))}
            is_sign = not re.search(r"\w", link.title or "")
            return Link(link.url) if is_label or is_sign else link
    return None


def _profile(address: str | None) -> str | None:
    found = re.search(r"(?:blogger\.com|plus\.google\.com)/(?:profile/)?(\d+)", address or "")
    return found.group(1) if found else None


ENGINE: Engine = Blogger()
