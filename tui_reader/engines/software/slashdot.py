"""Slash, the software of Slashdot and its sister sites, since its comments can be folded (2007)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.base import CERTAIN, CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import Clock, pick
from tui_reader.models import Author, Comment, Evidence, Neighbours, PostData, PostLink, Thread

_NUMBER = re.compile(r"(?:^|[?&;])cid=(\d+)|(?:^|#)(?:tree|comment|comment_body|comment_link)_(\d+)$|#(\d{5,})$")
_USER_NUMBER = re.compile(r"\s*\(\s*\d+\s*\)\s*$")
# before the name had an element of its own, it stood before the date: "by NAME on Tuesday April 17, @12:48PM"
_DAY = re.compile(r"\s+on\s+\w+day$", re.IGNORECASE)
_ARCHIVED = re.compile(r"discussion has been archived|no new comments can be posted", re.IGNORECASE)
_STORIES = "article.fhitem-story, div.fhitem-story, article.fhitem, div.briefarticle"
_TITLES = (".story-title > a", "h2 span[id^=title-] a", "h3 span[id^=title-] a", "h2.story", ".story-title")
_FACTS = (".story-byline", ".details")
_TOTALS = (".totalcommentcnt", "#totalcommentcnt", ".comment-bubble a", ".comment-bubble")


def comment_id(address: str) -> str | None:
    """The number in `comments.pl?sid=1&cid=123` or of an element, `tree_123`."""
    found = _NUMBER.search(address)
    return next((number for number in found.groups() if number), None) if found else None


def _number(node: HtmlElement) -> str | None:
    """The number of a comment that is loaded; of others only a place is kept, which answers nothing."""
    found = re.fullmatch(r"tree_(\d+)", node.get("id") or "")
    if found is None:
        return None
    own = f"comment_body_{found[1]}"
    body = next((inner for inner in node.iter("div") if inner.get("id") == own), None)
    return found[1] if body is not None and "".join(body.itertext()).strip() else None


def _is_list(document: Document) -> bool | None:
    """Several stories; a story's own page has one, and a list of comments."""
    if document.first("#commentlisting, li.comment[id^=tree_]") is not None:
        return False
    found = len(document.select(_STORIES))
    return found > 1 if found else None


def _total(document: Document) -> int | None:
    for css in _TOTALS:
        for element in document.select(css):
            text = document.text(element) or ""
            if re.fullmatch(r"\(?[\d,]{1,9}\)?", text):
                return int(re.sub(r"\D", "", text))
    return None


def _finished(document: Document, post: PostData) -> PostData:
    return replace(post, comment_count=_total(document))


_TABLE = Table(
    name="slashdot",
    marks=(
        Mark("an address of slashdot.org", CERTAIN, host=r"(?:^|\.)slashdot\.(?:org|jp)$"),
        Mark("the comments of Slash", 0.93, css="li.comment[id^=tree_] div.commentBody, ul#commentlisting"),
        Mark("the stories of Slash", 0.9, css="article.fhitem-story, div.fhitem-story"),
    ),
    post=PostTable(
        scope=("article.fhitem-story", "div.fhitem-story", "article.fhitem", "div.fhitem"),
        title=(*_TITLES, "h2"),
        body=("div[id^=text-]", ".body > .p", ".body .p", "div.intro, div.full", ".body"),
        author=(".story-byline a[rel=author]", ".story-byline a", ".details a"),
        date=(".story-byline time", "time[datetime]"),
        byline=_FACTS,
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(
            CommentTable(
                node="li.comment[id^=tree_]",
                number=_number,
                is_numbered=True,
                author=(".details > .by a", ".details > .by", ".by"),
                date=(".otherdetails",),
                byline=(".details",),
                body=(".commentBody > div[id^=comment_body_]", "div[id^=comment_body_]"),
                permalink=("a[id^=comment_link_][href*='cid=']", ".otherdetails a[href*='cid=']"),
            ),
        ),
        area=("#commentlisting", "#comments"),
        open=("a[href*='op=Reply']",),
    ),
    is_list=_is_list,
    finish_post=_finished,
    comment_id=comment_id,
)


class Slashdot(TableEngine):
    """See `base.Engine`; replies to what is folded away stand below the nearest comment that is shown."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_likely = "commentlisting" in document.source or "tree_" in document.source or "fhitem" in document.source
        return TableEngine.recognise(self, document) if is_likely else None

    def posts(self, document: Document) -> list[PostLink] | None:
        """See `Engine`."""
        return list(_rows(document)) if _is_list(document) else None

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: a story has none, but in the years when its page named the older and the newer one."""
        has_line = document.first(".storylinks, #storylinks, li.prev a, li.next a") is not None
        return None if has_line else TableEngine.neighbours(self, document)

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: an archived discussion is closed."""
        found = TableEngine.thread(self, document, post)
        if found is None:
            return None
        notice = _archived(document)
        return replace(
            found,
            comments=tuple(map(_named, found.comments)),
            stated_count=post.comment_count if post else _total(document),
            closed=True if notice else found.closed,
            closed_notice=notice,
        )


def _named(comment: Comment) -> Comment:
    """The comment with its author's name alone: "by NAME (12345)"."""
    if comment.author is None:
        return comment
    printed = _DAY.sub("", _USER_NUMBER.sub("", comment.author.name))
    name = clean_line(re.sub(r"^by\s+", "", printed, flags=re.IGNORECASE))
    return replace(comment, author=Author(name, comment.author.url) if name else None)


def _archived(document: Document) -> str | None:
    """The notice that a discussion is archived, where it stands outside of comments."""
    if not _ARCHIVED.search(document.source):
        return None
    for element in document.root.iter("div", "p", "span", "b", "i", "h3", "em", "strong", "a"):
        said = f"{element.text or ''} {' '.join(child.tail or '' for child in element)}"
        if _ARCHIVED.search(said) and not any(
            "comment" in (up.get("class") or "") for up in element.iterancestors("li")
        ):
            return document.text(element, 300)
    return None


def _rows(document: Document) -> Iterator[PostLink]:
    clock = Clock.of(document)
    for story in document.select(_STORIES):
        links = pick(document, (".story-title > a", "h2 a[href]", "h3 a[href]"), story)
        address = document.absolute(links[0].get("href")) if links else None
        dates = pick(document, (".story-byline time", "time[datetime]", *_FACTS), story)
        if address:
            moment = clock.of_element(document, dates[0]) if dates else None
            yield PostLink(address, document.text(links[0]), moment)


ENGINE = Slashdot(_TABLE)
