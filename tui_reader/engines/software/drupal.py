"""Drupal, from version 6 to 11, in the markup of its own themes and of those made from them.

Sites restyle their comments freely: where not every comment shows its author and text in Drupal's own classes, the
comments are left to be read by shape, and this engine tells what it knows of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.base import CommentTable, Mark, NeighbourTable, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import ancestors, pick
from tui_reader.engines.services.base import query, with_query
from tui_reader.models import Comment, Neighbours, PostData, Thread, ThreadSource

MAX_PAGES = 200
"""Comment pages that are named as the rest of a thread."""

_NODES = (
    "article.comment, div.comment, li.comment, section.comment, article.js-comment, div.js-comment, "
    "article[data-comment-id], div[data-comment-id], article[data-comment-user-id]"
)
_REPLY_TO = re.compile(r"/comment/reply/(?:[a-z_]+/)?\d+/(?:[\w-]+/)?(\d+)(?=[?#]|$)")
_STRAY_TAG = re.compile(r"</?[a-z]+(?: [^<>]*)?>", re.IGNORECASE)
_UNVERIFIED = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|não verificado|niet gecontroleerd|"
    r"non verificato|ej verifierad|ikke efterprøvet|ikke bekreftet|ei varmistettu|niezweryfikowany|"
    r"не проверено|未验证|未驗證)\)(?:\s+\S+){0,3}$",
    re.IGNORECASE,
)
_POSTS = re.compile(r"\b(?:page-node-(?:\d+|type-[\w-]+)|node-type-[\w-]+|path-node)\b")
_LISTS = re.compile(
    r"\b(?:path-frontpage|page-frontpage|page-taxonomy\S*|path-taxonomy|page-blog|page-tags?|path-blog|front)\b"
)
_BESIDE = re.compile(
    r"block-block(?:$|-)|block-content(?:$|--)|region-(?:sidebar|footer|header|banner|bottom)|sidebar|footer|views-row$"
    r"|modal|popup",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s[|–—-]\s")
_AREA = "#comments, .comment-wrapper, section.comments, .comments-wrapper, [id^=comments-], .node-comments"


def _number(node: HtmlElement) -> str | None:
    """A comment's number: of its element, of the anchor before it, of what says what it is about, of its links."""
    anchor = node.getprevious()
    candidates = (
        identity.of_element(node.get("id")),
        node.get("data-comment-id"),
        identity.of_element(anchor.get("id")) if anchor is not None and anchor.tag == "a" else None,
        identity.of_permalink(node.get("about")),
        *_linked(node),
    )
    return next((number for number in candidates if number and number.isdigit()), None)


def _linked(node: HtmlElement) -> Iterator[str | None]:
    for link in node.iter("a"):
        names = f"{link.get('class', '')} {link.get('rel', '')}"
        if ("permalink" in names or "bookmark" in names) and not _is_about_parent(link):
            yield identity.of_permalink(link.get("href"))
    for link in node.iter("a"):
        found = _REPLY_TO.search(link.get("href") or "")
        if found:
            yield found[1]


def _is_about_parent(link: HtmlElement) -> bool:
    """Whether a link stands in the line "In reply to", which is hidden from sight."""
    parent = link.getparent()
    return parent is not None and bool(re.search(r"\b(?:parent|visually-hidden)\b", parent.get("class") or ""))


def _under(document: Document) -> dict[str, str]:
    """What each comment answers: the one before the nearest `.indented` box around it."""
    numbers = {node: number for node in document.select(_NODES) if (number := _number(node))}
    found: dict[str, str] = {}
    for node, number in numbers.items():
        box = next((outer for outer in ancestors(node) if "indented" in (outer.get("class") or "").split()), None)
        above = next(_before(box, numbers), None) if box is not None else None
        if above and above != number:
            found.setdefault(number, above)
    return found


def _before(box: HtmlElement, numbers: dict[HtmlElement, str]) -> Iterator[str]:
    """The numbers of the comments that stand before a box at its own depth, the nearest first."""
    for sibling in box.itersiblings(preceding=True):
        if "indented" not in (sibling.get("class") or "").split():
            inner = [numbers[element] for element in sibling.iter() if element in numbers]
            yield from reversed(inner)


def _finish_thread(document: Document, thread: Thread) -> Thread:
    known = _under(document)
    comments = tuple(_mended(comment, known, document.own_urls[0]) for comment in thread.comments)
    is_sure = all(comment.author and comment.html.strip() for comment in comments)
    return replace(thread, comments=comments if is_sure else (), rest=_rest(document))


def _mended(comment: Comment, known: dict[str, str], page: str) -> Comment:
    """The comment at its place in the post's page: its printed address, `/comment/12#comment-12`, only leads there."""
    name = _UNVERIFIED.sub("", _STRAY_TAG.sub("", comment.author.name)).strip() if comment.author else ""
    return replace(
        comment,
        author=replace(comment.author, name=name) if comment.author and name else None,
        parent_id=comment.parent_id or known.get(comment.id),
        permalink=f"{page.partition('#')[0]}#comment-{comment.id}",
    )


def _finish_post(document: Document, post: PostData) -> PostData:
    """The post without what is not surely its own.

    Texts of blocks beside a node have the same classes as its body, and where a node has several, it is put together
    of blocks. What is shared has the site's name behind it; then the page's headings tell where the title ends.
    """
    scope = next(iter(pick(document, _SCOPE)), None)
    bodies = document.select(_BODY, scope)
    is_own = len(bodies) == 1 and not _is_beside(bodies[0], scope)
    html = post.html if is_own or not document.select(_BODY) else None
    is_shared = post.title is not None and post.title == document.meta("og:title")
    title = None if is_shared and _JOINED.search(post.title or "") else post.title
    name = _UNVERIFIED.sub("", _STRAY_TAG.sub("", post.author.name)).strip() if post.author else ""
    author = replace(post.author, name=name) if post.author and name else None
    return replace(post, title=title, html=html, author=author)


def _is_beside(body: HtmlElement, scope: HtmlElement | None) -> bool:
    """Whether a text stands in a block beside the page's content, not above `scope`."""
    for node in takewhile(lambda node: node is not scope, ancestors(body)):
        names = f"{node.get('class', '')} {node.get('id', '')}".split()
        if node.tag in {"aside", "footer", "nav", "header"} or any(_BESIDE.match(name) for name in names):
            return True
    return False


def _rest(document: Document) -> tuple[ThreadSource, ...]:
    """The other pages of comments: all up to the highest in the pager, which counts from 0 (`?page=1` is the second).

    A pager that stands before the comments is not theirs. Where a page has several, their numbers stand in one field,
    that of the comments last: `?page=0,1`.
    """
    linked: dict[int, str] = {}
    before = ""
    is_behind = False
    for element in document.select(f"{_AREA}, {_PAGER}"):
        address = document.absolute(element.get("href")) if element.tag == "a" else None
        told = re.fullmatch(r"((?:\d+,)*)(\d{1,4})", query(address or "").get("page", ""))
        is_behind = is_behind or element.tag != "a"
        if address and told and is_behind and _is_same_page(document, address):
            linked[int(told[2])] = address.partition("#")[0]
            before = told[1]
    if not linked:
        return ()
    here = re.search(r"(\d+)$", query(document.page.url).get("page", ""))
    pattern = linked[max(linked)]
    return tuple(
        ThreadSource.at(with_query(pattern, {"page": f"{before}{number}"}))
        for number in range(min(max(linked), MAX_PAGES - 1) + 1)
        if number != (int(here[1]) if here else 0)
    )


def _is_same_page(document: Document, address: str) -> bool:
    path = urls.key(address).partition("?")[0]
    return any(path == urls.key(own).partition("?")[0] for own in (*document.own_urls, document.page.url))


def _is_list(document: Document) -> bool | None:
    """What the body's class says of the page; None where the theme does not print it."""
    body = document.first("body")
    names = (body.get("class") or "") if body is not None else ""
    is_node = (
        document.first("link[rel~=shortlink][href*='/node/']") is not None or document.meta("og:type") == "article"
    )
    if is_node or _POSTS.search(names):
        return False
    return True if _LISTS.search(names) and len(document.select(_TEASERS)) > 1 else None


_SCOPE = (".node--view-mode-full, .node-full", "article.node:not([class*=teaser]), div.node:not([class*=teaser])")
_BODY = ".field--name-body, .field-name-body"
_PAGER = ".pager a[href*='page='], .pager__items a[href*='page='], .js-pager__items a[href]"
_TEASERS = ".node-teaser, .node--view-mode-teaser, .views-row"
_COMMENTS = CommentTable(
    node=_NODES,
    number=_number,
    is_numbered=True,
    author=(
        ".comment__author, .commenter-name, .comment-author, .comment-submitted .username",
        ".submitted .username, .comment__submitted .username, .attribution .username",
        "[rel='schema:author'] .username, :not(.parent):not(.visually-hidden) > .username",
        ".author-name, .author",
    ),
    date=(
        "time[datetime]",
        "[property*='dc:date'][content], [property='schema:dateCreated'][content]",
        ".comment__time, .comment-time, .comment-date, .comment__date",
        ".date, .submitted, .comment__submitted",
    ),
    byline=(".comment__submitted, .comment-submitted", ".submitted", ".comment__meta", ".meta"),
    body=(
        ".field-name-comment-body, .field--name-comment-body",
        ".comment__content .text-formatted",
        ".comment__content, .comment-content, .comment-body",
        ".content",
    ),
    reply_to=(
        ".parent a[href*='#comment-'], .visually-hidden > a[href*='#comment-'], .comment__parent a[href*='#comment-']",
    ),
    drop=("ul.links", ".links.inline", ".comment__links", ".user-signature", ".rdf-meta", ".rate-widget", "form"),
    by_owner=".by-node-author, .comment-by-node-author",
)

_TABLE = Table(
    name="drupal",
    marks=(
        Mark("its generator mark says Drupal", 0.95, generator=r"^drupal\b"),
        Mark("settings of Drupal", 0.93, css="script[data-drupal-selector], [data-drupal-messages-fallback]"),
        Mark("links of Drupal's nodes", 0.9, css="[data-history-node-id], link[rel=shortlink][href*='/node/']"),
        Mark(
            "files of Drupal's modules",
            0.85,
            css="script[src*='/misc/drupal.js'], link[href*='/sites/default/files/css/'], "
            "link[href*='/modules/system/system']",
        ),
    ),
    post=PostTable(
        scope=_SCOPE,
        title=(
            "h1.page-title, h1.page__title, h1#page-title, #page-title",
            "h1.title, h1.node__title, h1.node-title",
            "meta[property='og:title']",
            ".node__title, .node-title",
        ),
        body=(_BODY, ".node > .content.clear-block, .node > .content.clearfix"),
        author=(
            ".node__submitted .username, .node__meta .username, .submitted .username, .meta .username",
            "[rel='schema:author'] .username, [rel='sioc:has_creator'] .username",
        ),
        date=(
            "meta[property='article:published_time']",
            ".submitted [property*='dc:date'][content], .node__meta [property='schema:dateCreated'][content]",
            ".node__submitted time[datetime], .submitted time[datetime], .node__meta time[datetime]",
        ),
        byline=(".node__submitted, .node-submitted, .node .submitted, .node__meta",),
        tags=(".field--name-field-tags a, .field-name-field-tags a, .taxonomy a[rel~=tag], .terms a[rel~=tag]",),
        drop=("ul.links, .node__links, .book-navigation, .field-name-field-tags, .field--name-field-tags, .sharethis",),
        link=(".node__title a, .node-title a, h2 a[href]", "h3 a[href]", ".views-field-title a"),
        summary=(".field--name-body, .field-name-body",),
        rows=(".node-teaser, .node--view-mode-teaser", ".views-row"),
    ),
    neighbours=NeighbourTable(
        previous=(
            ".flippy .prev a, .flippy .previous a, .flippy-previous a",
            ".entity-pager-item-prev a, a.entity-pager-item-prev",
            ".prevnext-previous, .prevnext-previous a, .prev-next-previous a",
            "a.topic-previous",
        ),
        next=(
            ".flippy .next a, .flippy-next a",
            ".entity-pager-item-next a, a.entity-pager-item-next",
            ".prevnext-next, .prevnext-next a, .prev-next-next a",
            "a.topic-next",
        ),
    ),
    thread=ThreadTable(
        comments=(_COMMENTS,),
        area=(_AREA,),
        stated=(
            ".comments__count, .comment-count, .comments__title",
            "#comments > h2, .comment-wrapper > h2, section.comments > h2, h2.comments-title",
            ".node a[href$='#comments'], .author__meta a[href$='#comments']",
        ),
        closed=(f"{_AREA}, .comments-closed, .comment-closed, #comments p, #comments .login, .comment-wrapper > p",),
        open=(
            "form.comment-form, form#comment-form, form[id^=comment-form], form[action*='/comment/reply/']",
            "a[href*='/comment/reply/']",
        ),
    ),
    is_list=_is_list,
    finish_post=_finish_post,
    finish_thread=_finish_thread,
)


class Drupal(TableEngine):
    """See `base.Engine`."""

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: the chapters before and behind one of a book are no older and newer posts."""
        found = TableEngine.neighbours(self, document)
        is_chapter = document.first(".book-navigation, [id^=book-navigation], .book-pager") is not None
        return Neighbours() if found is None and is_chapter else found


ENGINE = Drupal(_TABLE)
