"""Pages of unknown software, by standards and by shape: the article, who and when, neighbours, comments, lists.

The only place that knows the extraction library, and loads it only where no engine gave the text.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content import dates
from tui_reader.content.document import Document
from tui_reader.engines import identity, services, structured_data
from tui_reader.engines.reading import Clock
from tui_reader.engines.shape import article, comment_state, metadata, neighbour_links, replies
from tui_reader.engines.shape.page_shape import PageShape
from tui_reader.engines.shape.remarks import RemarkReader
from tui_reader.models import Comment, Evidence, Neighbours, PostData, PostLink, Thread

NAME = "generic"
_CONFIDENCE = 0.05
_MOST_SAMPLES = 60
# letters of a text that is hardly a line, and of one that is an article
_THIN = 120
_MEDIA = re.compile(r"<(?:img|video|audio|iframe|object|embed)\b", re.IGNORECASE)
# an address that is a link to itself, as engines write what a post without words is about
_LINK = re.compile(r"""<a\b[^>]*\bhref=(["'])([^"'<>]+)\1[^>]*>\s*\2\s*</a\s*>""", re.IGNORECASE)
_SUBSTANTIAL = 800
# the extraction's second opinion takes time that grows with the square of the page
_MOST_BLOCKS = 3000
_BLOCKS = ("p", "div", "li", "td", "br", "dd", "blockquote")


class GenericEngine:
    """See `Engine`. Recognises every page, with the least confidence."""

    name = NAME

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_empty = document.first("body *") is None
        return None if is_empty else Evidence("no software known by name; read by standards and by shape", _CONFIDENCE)

    def post(self, document: Document) -> PostData | None:
        """See `Engine`."""
        shape = look(document)
        return None if shape.is_list else complete_post(shape, None)

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`."""
        return neighbour_links.read(document)

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        shape = look(document)
        return shape.rows if shape.is_list else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:  # noqa: ARG002  the protocol's
        """See `Engine`."""
        return thread(look(document))

    def comment_id(self, address: str) -> str | None:
        """See `Engine`."""
        return identity.of_permalink(address) or identity.of_element(address)


ENGINE = GenericEngine()


def look(document: Document) -> PageShape:
    """The page's shape, to be asked several questions."""
    return PageShape(document, _extract)


def complete_post(shape: PageShape, known: PostData | None) -> PostData | None:
    """The post with what its engine left open filled in; None where neither title nor text stands in the page."""
    document = shape.document
    post = known or PostData(url=document.own_urls[0])
    html, body = _text(shape, post)
    title = post.title or shape.title
    if not title and not html:
        return None
    signature = metadata.Signature(document, shape.is_outside, shape.scope(body))
    return replace(
        post,
        title=title,
        html=html,
        base_url=post.base_url or document.base_url,
        author=metadata.person(post.author, Clock.of(document)) or signature.author(),
        published=post.published or signature.published(),
        updated=post.updated or signature.updated(),
        language=post.language or document.language,
        tags=post.tags or signature.tags(),
        comments_feed=post.comments_feed or comment_state.feed(document),
    )


def _text(shape: PageShape, post: PostData) -> tuple[str | None, HtmlElement | None]:
    """The post's HTML and the element it stands in: the engine's, or the page's where that is missing or a scrap.

    An engine's "" is a post without words, and what is nothing but a link or a picture is whole as it is.
    """
    html = post.html
    if html == "":
        return html, None
    if html is None or (article.letters(html) < _THIN and not _is_whole(html)):
        found = shape.article
        if found and (html is None or article.letters(found.html) >= _SUBSTANTIAL):
            return found.html or None, found.element if found.element is not None else shape.sure_body
    return html, shape.sure_body


def _is_whole(html: str) -> bool:
    """Whether an engine's text is nothing but pictures, recordings or an address: a post without words of its own."""
    rest = _LINK.sub("", html)
    return (rest != html or bool(_MEDIA.search(html))) and article.letters(rest) == 0


def thread(shape: PageShape) -> Thread | None:
    """What the page holds of a conversation; None where it shows no sign of one."""
    comments, facts = _comments(shape) or structured_data.comments(shape.document), state(shape)
    is_silent = facts == Thread(NAME, base_url=shape.document.base_url)
    return None if is_silent and not comments else replace(facts, comments=comments)


def state(shape: PageShape, known: Thread | None = None) -> Thread:
    """What the page says about its conversation, without the comments; only what a `known` thread leaves open."""
    document, inside = shape.document, shape.is_in_comment
    found = known or Thread(NAME)
    notice = comment_state.closed_notice(document, inside, shape.sure_body) if found.closed is None else None
    is_open = found.closed is None and notice is None and comment_state.is_open(document, inside)
    has_rest = bool(found.rest) or found.complete is True
    return Thread(
        NAME,
        stated_count=comment_state.stated_count(document, inside) if found.stated_count is None else None,
        closed=True if notice else False if is_open else None,
        closed_notice=notice,
        feed_url=comment_state.feed(document) if found.feed_url is None else None,
        rest=() if has_rest else comment_state.rest(document, lambda: bool(shape.places)),
        service=services.named(document) if found.service is None else None,
        base_url=document.base_url,
    )


def _comments(shape: PageShape) -> tuple[Comment, ...]:
    """The comments in page order, each with the one it answers."""
    document, places = shape.document, shape.places
    inside = frozenset(place.element for place in places)
    texts = [text for place in places[:_MOST_SAMPLES] if (text := document.text(place.element))]
    reader = RemarkReader(document, replace(Clock.of(document), day_first=dates.day_first(texts)))
    read = [reader.read(place, inside) for place in places]
    parents = replies.parents(places, [comment.id for comment in read])
    return tuple(replace(comment, parent_id=parent) for comment, parent in zip(read, parents, strict=True))


def _extract(tree: HtmlElement) -> str | None:
    """The article's text in a tree, by the extraction library."""
    from trafilatura import extract  # 200 ms, needed for few pages

    is_vast = sum(1 for _ in tree.iter(*_BLOCKS)) > _MOST_BLOCKS
    text: str | None = extract(
        tree, fast=is_vast, favor_recall=True, include_comments=False, include_tables=True, output_format="txt"
    )
    return text
