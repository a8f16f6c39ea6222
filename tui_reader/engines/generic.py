"""Pages of unknown software, by standards and by shape: the article, who and when, neighbours, comments, lists.

The only place that knows the extraction library, and loads it only where no engine gave the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tui_reader.content import dates
from tui_reader.content.document import Document
from tui_reader.engines import article, comment_state, identity, metadata, neighbour_links, post_lists, replies, services, shapes
from tui_reader.engines.reading import Clock
from tui_reader.engines.remarks import RemarkReader
from tui_reader.models import Comment, Evidence, Moment, Neighbours, PostData, PostLink, Thread

NAME = "generic"
_ASIDE = re.compile(
    r"^(?:\w+-)?side-?bar\d*$|^sidebar-(?:left|right|primary|secondary|main|\d)$|^widget_\w+$|^widgets?-area$|^(?:related|popular|recent|latest|more)[-_]?(?:posts?|articles?|entries|stories|comments?)?$"
    r"|^(?:site-|page-|main-)?footer$|^colophon$|^blogroll$|^jp-relatedposts$|^side$|^rail$|^aside$",
    re.IGNORECASE,
)
_CUT = "form, nav, #respond, .comment-respond, #comments, .comments-area, #disqus_thread, .comment-form, .comments, .comment-list, .commentlist, .comments-section"
_MOST_SAMPLES = 60
_THIN = 120
_MUCH_MORE = 5


class PageShape:
    """One page looked at: everything that needs a look at the whole page is found once, and only when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # lxml makes an element's object anew each time unless somebody holds it; ten walks over a page pay for that
        self._held = list(document.root.iter())

    @cached_property
    def places(self) -> list[shapes.Place]:
        """Where comments stand."""
        reader = RemarkReader(self.document, Clock.of(self.document))
        return shapes.places(self.document, reader.worth)

    @cached_property
    def comment_elements(self) -> frozenset[HtmlElement]:
        """All elements that belong to comments."""
        return frozenset(part for place in self.places for part in place.parts)

    @cached_property
    def article(self) -> article.Article | None:
        """The post's text; the extraction is asked, so ask only where no engine knows."""
        return article.find(self.document, self._cut(), _extract, self.title)

    @cached_property
    def sure_body(self) -> HtmlElement | None:
        """The element that its class or a standard calls the post's text."""
        return article.sure_body(self.document)

    @cached_property
    def title(self) -> str | None:
        """The post's title."""
        return metadata.title(self.document, self.is_outside)

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
        path = urlsplit(document.url).path
        is_front = path.rstrip("/") in {"", "/index", "/index.html", "/index.php", "/blog"} and not urlsplit(document.url).query
        body = document.first("body")
        kinds = set((body.get("class") or "").split()) if body is not None else set()
        if is_front or kinds & {"home", "blog", "archive"} or re.search(r"/page/\d+/?$", path):
            return len(self.rows) >= 2
        if kinds & {"single", "single-post", "post-template", "page"} or comment_state.is_open(document):
            return False
        return len(self.rows) >= 4 and self.sure_body is None and metadata.article(document) is None

    def is_outside(self, element: HtmlElement) -> bool:
        """Whether an element stands outside of the comments, sidebars and lists of other posts."""
        for node in [element, *element.iterancestors()]:
            if node in self.comment_elements or node.tag == "nav" or "h-cite" in (node.get("class") or "").split():
                return False
            if node.tag in {"body", "html", "main"} or node in self._around_title:
                continue
            if any(_ASIDE.match(token) for token in f"{node.get('class', '')} {node.get('id', '')}".split()):
                return False
        return True

    @cached_property
    def _around_title(self) -> frozenset[HtmlElement]:
        """What the page's only main heading stands in: no sidebar, whatever it is called."""
        headings = self.document.select("h1")
        return frozenset(headings[0].iterancestors()) if len(headings) == 1 else frozenset()

    def scope(self, body: HtmlElement | None) -> HtmlElement | None:
        """What belongs to the post around its text: the nearest element that is marked as a post."""
        if body is None:
            return None
        for node in body.iterancestors():
            names = set((node.get("class") or "").split())
            if node.tag in {"article", "main"} or names & {"hentry", "h-entry", "post", "entry", "blog-post", "asset"}:
                return node
        parent = body.getparent()
        return parent if parent is not None and parent.tag not in {"body", "html"} else None

    def _cut(self) -> list[HtmlElement]:
        """What must not be taken for the article: comments, their areas, forms, menus."""
        held = self.document.select("h1")
        sure = self.sure_body
        cut = list(self.comment_elements)
        for element in self.document.select(_CUT):
            is_around = sure is not None and (element is sure or any(up is element for up in sure.iterancestors()))
            if not is_around and not any(up is element for heading in held for up in heading.iterancestors()):
                cut.append(element)
        return cut


class GenericEngine:
    """See `Engine`. Recognises every page, with the least confidence."""

    name = NAME

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        return Evidence("no software known by name; read by standards and by shape", 0.05) if len(document.root) else None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        shape = PageShape(document)
        return None if shape.is_list else complete_post(shape, None)

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        return neighbour_links.read(document)

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        shape = PageShape(document)
        return shape.rows if shape.is_list else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:  # noqa: ARG002  the protocol's
        """See `Engine`."""
        return thread(PageShape(document))

    def comment_id(self, address: str) -> str | None:
        """See `Engine`."""
        return identity.of_permalink(address) or identity.of_element(address)


ENGINE = GenericEngine()


def complete_post(shape: PageShape, known: PostData | None) -> PostData | None:
    """The post with what its engine left open filled in; None where neither title nor text stands in the page."""
    document = shape.document
    post = known or PostData(url=document.own_urls[0] if document.own_urls else document.url)
    html, body = post.html, None
    if html is None or article.letters(html) < _THIN:
        found = shape.article
        if found and (html is None or article.letters(found.html) > _MUCH_MORE * article.letters(html)):
            html, body = found.html, found.element
    body = body if body is not None else shape.sure_body
    scope = shape.scope(body)
    title = post.title or shape.title
    if not title and not html:
        return None
    return replace(
        post,
        title=title,
        html=html,
        base_url=post.base_url or document.base_url,
        author=post.author or metadata.author(document, shape.is_outside, scope),
        published=post.published or metadata.published(document, shape.is_outside, scope),
        updated=post.updated or metadata.updated(document),
        language=post.language or document.language,
        tags=post.tags or metadata.tags(document, shape.is_outside),
        comments_feed=post.comments_feed or comment_state.feed(document),
    )


def thread(shape: PageShape) -> Thread | None:
    """What the page holds of a conversation; None where it shows no sign of one."""
    comments = _comments(shape)
    facts = state(shape)
    if not comments and facts == Thread(NAME, base_url=shape.document.base_url):
        return None
    return replace(facts, comments=comments)


def state(shape: PageShape) -> Thread:
    """What the page says about its conversation, without the comments."""
    document, inside = shape.document, shape.comment_elements
    service = services.named(document)
    notice = comment_state.closed_notice(document, inside, shape.sure_body)
    closed = True if notice else False if comment_state.is_open(document, inside) else None
    return Thread(
        NAME,
        stated_count=comment_state.stated_count(document, inside),
        closed=closed,
        closed_notice=notice,
        feed_url=comment_state.feed(document),
        rest=comment_state.rest(document, inside),
        service=service,
        base_url=document.base_url,
    )


def _comments(shape: PageShape) -> tuple[Comment, ...]:
    document = shape.document
    inside = frozenset(place.element for place in shape.places)
    texts = [text for place in shape.places[:_MOST_SAMPLES] if (text := document.text(place.element))]
    clock = replace(Clock.of(document), day_first=dates.day_first(texts) if texts else None)
    reader = RemarkReader(document, clock)
    read = [reader.read(place, inside, None) for place in shape.places]
    parents = replies.parents(shape.places, [comment.id for comment in read])
    return tuple(replace(comment, parent_id=parent) for comment, parent in zip(read, parents, strict=True))


def _extract(tree: HtmlElement) -> str | None:
    """The article's text in a tree, by the extraction library."""
    from trafilatura import extract  # 200 ms, needed for few pages

    text: str | None = extract(tree, favor_recall=True, include_comments=False, include_tables=True, output_format="txt")
    return text
