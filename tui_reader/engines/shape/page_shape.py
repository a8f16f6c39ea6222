"""One page looked at as a whole: where comments stand, what lies outside of them, the article, whether it is a list.

Everything is found once, and only when asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.engines import structured_data
from tui_reader.engines.reading import Clock
from tui_reader.engines.shape import article, comment_state, post_lists, shapes, titles
from tui_reader.engines.shape.remarks import RemarkReader
from tui_reader.models import PostLink

_ASIDE = re.compile(
    r"^(?:\w+-)?side-?bar\d*$|^sidebar-(?:left|right|primary|secondary|main|\d)$|^widget_\w+$|^widgets?-area$"
    r"|^(?:related|popular|recent|latest|more)[-_]?(?:posts?|articles?|entries|stories|comments?)?$"
    r"|^(?:site-|page-|main-)?footer$|^colophon$|^blogroll$|^jp-relatedposts$|^side$|^rail$|^aside$",
    re.IGNORECASE,
)
_NOT_ARTICLE = (
    "form, nav, #respond, .comment-respond, #comments, .comments-area, #disqus_thread, .comment-form, .comments,"
    " .comment-list, .commentlist, .comments-section"
)
_FRONT_PATHS = {"", "/index", "/index.html", "/index.php", "/blog", "/weblog"}
_LIST_PATH = re.compile(r"/page/\d+/?$|/archives?(?:\.html)?/?$|/(?:category|tag|label)/[^/]+/?$")
_LIST_CLASSES = {"home", "blog", "archive"}
_POST_CLASSES = {"single", "single-post", "post-template", "page"}
_POST_MARKS = {"hentry", "h-entry", "post", "entry", "blog-post", "asset"}
_FEWEST_ROWS = 2
_FEWEST_ROWS_UNMARKED = 4
_LONG_PARAGRAPH = 80
_FEWEST_PARAGRAPHS = 3


class PageShape:
    """What one page holds, by its shape. `extract` gives the article's text of a tree; it may be slow."""

    def __init__(self, document: Document, extract: article.Extract) -> None:
        self.document = document
        self._extract = extract

    @cached_property
    def places(self) -> list[shapes.Place]:
        """Where comments stand."""
        reader = RemarkReader(self.document, Clock.of(self.document))
        return shapes.places(self.document, reader.worth)

    @cached_property
    def comment_elements(self) -> frozenset[HtmlElement]:
        """The elements that comments consist of."""
        return frozenset(part for place in self.places for part in place.parts)

    @cached_property
    def title(self) -> str | None:
        """The post's title."""
        return titles.post_title(self.document, self.is_outside)

    @cached_property
    def article(self) -> article.Article | None:
        """The post's text. The extraction is asked: to be had only where no engine knows."""
        return article.find(self.document, self._not_article(), self._extract, self.title)

    @cached_property
    def sure_body(self) -> HtmlElement | None:
        """The element that its class or a standard calls the post's text."""
        return article.sure_body(self.document)

    @cached_property
    def rows(self) -> list[PostLink]:
        """The posts that the page lists."""
        return post_lists.rows(self.document)

    @cached_property
    def is_list(self) -> bool:
        """Whether the page is a list of posts rather than a post."""
        document = self.document
        if (document.meta("og:type") or "").lower().startswith("article") or self.places:
            return False
        parts = urlsplit(document.url)
        is_front = parts.path.rstrip("/") in _FRONT_PATHS and not parts.query
        body = document.first("body")
        kinds = set((body.get("class") or "").split()) if body is not None else set()
        if is_front or kinds & _LIST_CLASSES or _LIST_PATH.search(parts.path):
            return len(self.rows) >= _FEWEST_ROWS
        if kinds & _POST_CLASSES or comment_state.is_open(document) or structured_data.article(document):
            return False
        return len(self.rows) >= _FEWEST_ROWS_UNMARKED and self.sure_body is None and not self._is_titled_prose

    def is_in_comment(self, element: HtmlElement) -> bool:
        """Whether an element is a part of a comment or stands in one."""
        comments = self.comment_elements
        return bool(comments) and (element in comments or any(up in comments for up in element.iterancestors()))

    def is_outside(self, element: HtmlElement) -> bool:
        """Whether an element stands outside of comments, sidebars, menus, citations and lists of other posts."""
        for node in [element, *element.iterancestors()]:
            tokens = f"{node.get('class', '')} {node.get('id', '')}".split()
            if node.tag == "nav" or "h-cite" in tokens:
                return False
            is_whole = node.tag in {"body", "html", "main"} or node in self._around_title
            if not is_whole and any(_ASIDE.match(token) for token in tokens):
                return False
        return not self.is_in_comment(element)

    def scope(self, body: HtmlElement | None) -> HtmlElement | None:
        """What belongs to the post around its text: the nearest element that is marked as a post, else its parent."""
        if body is None:
            return None
        for node in body.iterancestors():
            if node.tag in {"article", "main"} or _POST_MARKS & set((node.get("class") or "").split()):
                return node
        parent = body.getparent()
        return parent if parent is not None and parent.tag not in {"body", "html"} else None

    @cached_property
    def _is_titled_prose(self) -> bool:
        """Whether the page's one main heading is its title and a text of several paragraphs stands in one element."""
        headings = [text for heading in self.document.select("h1") if (text := self.document.text(heading))]
        named = titles.plain(f"{self.document.title or ''} {self.document.meta('og:title') or ''}")
        if len(headings) != 1 or titles.plain(headings[0]) not in named:
            return False
        long = (part for part in self.document.root.iter("p") if len(part.text_content()) >= _LONG_PARAGRAPH)
        parents = Counter(parent for part in long if (parent := part.getparent()) is not None)
        return bool(parents) and max(parents.values()) >= _FEWEST_PARAGRAPHS

    @cached_property
    def _around_title(self) -> frozenset[HtmlElement]:
        """What the page's only main heading stands in: no sidebar, whatever it is called."""
        headings = self.document.select("h1")
        return frozenset(headings[0].iterancestors()) if len(headings) == 1 else frozenset()

    def _not_article(self) -> list[HtmlElement]:
        """What must not be taken for the article: comments, their areas, forms, menus."""
        kept = [*self.document.select("h1"), *([self.sure_body] if self.sure_body is not None else [])]
        around = {node for element in kept for node in [element, *element.iterancestors()]}
        return [*self.comment_elements, *(found for found in self.document.select(_NOT_ARTICLE) if found not in around)]
