"""Which part of a WordPress page is the post: its number, its element, and whether the page is a list of posts.

Knows body classes, `post-N` and the places where themes put other things than the post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.reading import ancestors

ENTRIES = (
    "article.hentry, .hentry, .type-post, li.wp-block-post",
    "article[itemtype*='BlogPosting'], article.post, div.post, li.post",
    "article, .td_module_wrap, .blog-entry, .loop-entry, .post-box, .post-item",
)
"""Posts of a list, by the marks of `post_class()`, then by what older and simpler themes write."""

_SCOPES = (
    "article.hentry, .hentry, article.type-post, div.type-post, article.type-page",
    "article[itemtype*='BlogPosting'], article.post, div.post, .post_box, .entry.post, article.page",
    "main article, #content article, article",
    ".postarea, .colibri-main-content-single, .wp-block-post-content, .entry-content",
)
_AWAY = re.compile(
    r"(?!(?:has|no|with|show|is|elementor|wp-theme|wp-child-theme)-)(?:.+[-_])?(?:widgets?|widget[-_].+|related|related-?posts?"
    r"|yarpp|crp|more-posts|recent-posts|popular-posts|trending|rpwe-block|comments?-area|commentlist|comments?-list"
    r"|comment-body|respond|wp-block-query|wp-block-post-template|wp-block-latest-posts|wp-block-comments"
    r"|post-navigation|post-nav|nav-links|navigation|pagination|mega-?menu|site-footer)(?:[-_].+)?"
    r"|comments|footer|colophon|masthead|site-header",
    re.IGNORECASE,
)
_SIDE = r"(?:primary|secondary|right|left|main|site)"
_SIDEBAR = re.compile(
    rf"(?:{_SIDE}[-_])?sidebars?(?:[-_]?(?:\d+|{_SIDE}|inner|container))?|secondary|tertiary", re.IGNORECASE
)
_BODY_NUMBER = re.compile(r"(?:^|\s)(?:postid|page-id|attachment-?id)-(\d+)(?=\s|$)")
_SINGLE = frozenset({"single", "singular", "single-post", "attachment", "singular-post", "wp-singular"})
_LIST = frozenset(
    {
        "blog",
        "archive",
        "category",
        "tag",
        "search",
        "search-results",
        "author",
        "date",
        "paged",
        "home",
        "plural",
        "multiple",
    }
)


def classes(element: HtmlElement | None) -> frozenset[str]:
    """The class names of an element."""
    return frozenset((element.get("class") or "").split()) if element is not None else frozenset()


def body_classes(document: Document) -> frozenset[str]:
    """The class names of the page's body, where WordPress says what kind of page this is."""
    return classes(document.first("body"))


def number(document: Document) -> str | None:
    """The post's number, by the body's class, the comment form or the short link."""
    body = document.first("body")
    found = _BODY_NUMBER.search(body.get("class") or "") if body is not None else None
    if found:
        return found.group(1)
    field = document.first("input[name='comment_post_ID'][value]")
    entered = str(field.get("value")).strip() if field is not None else ""
    if entered.isdigit():
        return entered
    for link in document.select("link[rel='shortlink'][href], link[rel='alternate'][href*='/wp/v2/posts/']"):
        short = re.search(r"(?:[?&]p=|/wp/v2/posts/)(\d+)$", link.get("href") or "")
        if short:
            return short.group(1)
    return None


def scope(document: Document) -> HtmlElement | None:
    """The element around the post: the one that carries its number, else the first that looks like a post."""
    wanted = number(document)
    if wanted:
        for css in (f"[id='post-{wanted}']", f".post-{wanted}", f".postid-{wanted} [id='post-content-{wanted}']"):
            for element in document.select(css):
                if element.tag not in {"body", "a"} and not is_away(element):
                    return element
    for css in _SCOPES:
        for element in document.select(css):
            if not is_away(element):
                return element
    return None


def is_away(element: HtmlElement, within: HtmlElement | None = None) -> bool:
    """Whether the element stands in a widget, a related post, a comment or a navigation: not in the post itself.

    Only what is around it up to `within` counts.
    """
    for outer in _up_to(element, within):
        if (outer.tag == "nav" and _is_navigation(outer)) or (within is None and outer.tag == "aside"):
            return True
        for name in (*(outer.get("class") or "").split(), outer.get("id") or ""):
            if _AWAY.fullmatch(name) or (within is None and _SIDEBAR.fullmatch(name)):
                return True
    return False


def _is_navigation(element: HtmlElement) -> bool:
    """Whether a `nav` is one: where its end tag is missing, the rest of the page stands in it."""
    return element.find(".//main") is None and element.find(".//article") is None


def _up_to(element: HtmlElement, within: HtmlElement | None) -> Iterator[HtmlElement]:
    for outer in (element, *ancestors(element)):
        if outer is within or outer.tag in {"body", "html"}:
            return
        yield outer


def is_list(document: Document) -> bool:
    """Whether this is a front page, an archive or a search: by the body's class, else by several posts."""
    kinds = body_classes(document)
    if kinds & _SINGLE and not kinds & {"blog", "archive"}:
        return False
    if kinds & _LIST - {"home"}:
        return True
    if document.select("form[action*='wp-comments-post.php'], #commentform, .commentlist, .comment-list, #commentlist"):
        return False
    posts = entries(document)
    return len(posts) > 1


def entries(document: Document) -> list[HtmlElement]:
    """The posts of a list, outermost elements only."""
    few: list[HtmlElement] = []
    for css in ENTRIES:
        found = [element for element in document.select(css) if element.tag != "body" and not _is_in_widget(element)]
        chosen = set(found)
        outer = [element for element in found if not any(above in chosen for above in ancestors(element))]
        if len(outer) > 1:
            return outer
        few = few or outer
    return few


def _is_in_widget(element: HtmlElement) -> bool:
    """Whether one of the widgets beside the posts holds the element; a list of posts may itself be a query block."""
    return any(
        re.fullmatch(r"widget|widget[-_].+|sidebars?|.*related.*|footer|colophon", name)
        for outer in ancestors(element)
        if outer.tag != "body"
        for name in (*classes(outer), outer.get("id") or "")
    )


def post_keys(document: Document) -> frozenset[str]:
    """The addresses that name this post, in the form for comparison, without comment pages."""
    return frozenset(urls.key(without_comment_page(url)) for url in document.own_urls if urls.is_web(url))


def without_comment_page(url: str) -> str:
    """The post's address in that of one of its comments or comment pages."""
    plain = re.sub(r"/comment-page-\d+/?(?=$|[?#])", "/", url.partition("#")[0])
    plain = re.sub(r"(?<=[?&])(?:cpage|replytocom|comments_popup)=[^&]*&?", "", plain)
    return plain.rstrip("?&")
