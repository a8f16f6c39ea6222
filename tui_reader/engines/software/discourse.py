"""Discourse: topics as it writes them for crawlers, as its scripts draw them, and the data in both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines.base import CommentTable, Mark, PostTable, Table, TableEngine, ThreadTable
from tui_reader.engines.reading import Clock, author_of, pick
from tui_reader.models import Author, Comment, Evidence, PostData, Thread, ThreadSource

_TOPIC = re.compile(r"^(https?://[^?#]*?/t/(?:[^/?#]*[^/?#\d][^/?#]*/)?(\d+))(?=$|[/?#.])")
_POST = re.compile(r"/t/[^/?#]+/\d+/(\d+)(?=$|[/?#])|(?:^|#)post[_-](\d+)$")
_CLOSED = re.compile(
    r"\bclosed\b|geschlossen|fermé|cerrad[oa]|chius[oa]|encerrad|fechad|gesloten|stängd|zamkni|uzavřen|закрыт|关闭|關閉|閉じ",
    re.IGNORECASE,
)
_OPENING = "1"
_POSTS = (
    "div.crawler-post[id^=post_]",
    "article[id^=post_][data-post-id]",
    "div[itemtype$=DiscussionForumPosting]:has(> .creator)",
)
_CREATORS = (
    ".creator [itemprop=name]",
    ".creator [itemprop=author]",
    ".creator a",
    ".topic-meta-data .username a",
    ".topic-meta-data .names a",
)
_BODIES = (".post[itemprop]", ".crawler-post > .post", ".cooked", ".post")

_Told = Mapping[str, Any]


def comment_id(address: str) -> str | None:
    """The number of a post in its topic: 12 in `/t/title/931/12`, `post_12`."""
    found = _POST.search(address)
    return next((number for number in found.groups() if number), None) if found else None


def _number(node: HtmlElement) -> str | None:
    told = comment_id(node.get("id") or "")
    if told:
        return told
    places = (element for element in node.iter("span", "meta") if element.get("itemprop") == "position")
    found = re.search(r"\d+", next(((place.text or "") for place in places), ""))
    return found.group() if found else None


def _comment_number(node: HtmlElement) -> str | None:
    """The number of a post that answers the first one, which is the article."""
    number = _number(node)
    return None if number == _OPENING else number


def _topic(document: Document) -> _Told:
    """The topic as the page's scripts were given it; {} where they were given none."""
    holder = document.first("#data-preloaded[data-preloaded]")
    told = _parsed(holder.get("data-preloaded")) if holder is not None else {}
    names = [name for name in told if re.fullmatch(r"topic_\d+", name)]
    return _parsed(told[names[0]]) if names else {}


def _parsed(text: Any) -> _Told:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _told_posts(topic: _Told) -> Iterator[tuple[str, _Told]]:
    stream = topic.get("post_stream")
    posts = stream.get("posts") if isinstance(stream, dict) else None
    for post in posts if isinstance(posts, list) else ():
        if isinstance(post, dict) and isinstance(post.get("post_number"), int):
            yield str(post["post_number"]), post


def _is_list(document: Document) -> bool | None:
    """Rows of topics and no post; a topic has rows of others below it."""
    if any(document.first(css) is not None for css in _POSTS):
        return False
    return len(pick(document, _TABLE.post.rows)) > 1 or None


def _opening(document: Document) -> HtmlElement | None:
    nodes = (node for css in _POSTS for node in document.select(css))
    return next((node for node in nodes if _number(node) == _OPENING), None)


def _finished(document: Document, post: PostData) -> PostData:
    """The post that opens the topic; a further page of the topic has none of its text."""
    node = _opening(document)
    if node is None:
        return replace(post, html="", author=None, published=None)
    clock = Clock.of(document)
    creators, dates = pick(document, _CREATORS, node), pick(document, ("time[datetime]", ".relative-date"), node)
    body = next(iter(pick(document, _BODIES, node)), None)
    told = dict(_told_posts(_topic(document))).get(_OPENING, {})
    count = _topic(document).get("posts_count")
    return replace(
        post,
        html=document.inner_html(body).strip() if body is not None else None,
        author=author_of(document, creators[0], document.first(".creator a, .names a", node)) if creators else None,
        published=clock.read(str(told.get("created_at") or ""))
        or (clock.of_element(document, dates[0]) if dates else None),
        comment_count=count - 1 if isinstance(count, int) and count > 0 else None,
    )


_TABLE = Table(
    name="discourse",
    marks=(
        Mark("its generator mark says Discourse", 0.97, generator=r"^discourse\b"),
        Mark(
            "posts as Discourse writes them", 0.93, css="div.crawler-post[id^=post_], article[id^=post_][data-post-id]"
        ),
    ),
    post=PostTable(
        rows=("tr.topic-list-item", "div.topic-list div[itemprop=itemListElement]"),
        title=("#topic-title h1", "h1 a.fancy-title", "h1", "meta[property='og:title']"),
        tags=("#topic-title .discourse-tag", ".topic-category .discourse-tag", ".tags-list span[itemprop=name]"),
        link=("a.title", "a[itemprop=item]", "a[itemprop=url]"),
    ),
    neighbours=None,
    thread=ThreadTable(
        comments=(
            CommentTable(
                node=", ".join(_POSTS),
                number=_comment_number,
                is_numbered=True,
                author=_CREATORS,
                site=(".creator a", ".topic-meta-data .names a"),
                date=("time[datetime]", ".relative-date[title]", ".relative-date"),
                body=_BODIES,
            ),
        ),
        area=_POSTS,
    ),
    is_list=_is_list,
    finish_post=_finished,
    comment_id=comment_id,
)


class Discourse(TableEngine):
    """See `base.Engine`: the first post of a topic is the post, the others are its comments."""

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`."""
        is_likely = "iscourse" in document.source or "crawler-post" in document.source
        return TableEngine.recognise(self, document) if is_likely else None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:
        """See `Engine`: what answers what, and whether the topic is closed, the data know."""
        found = TableEngine.thread(self, document, post)
        if found is None:
            return None
        topic = _topic(document)
        notice = next((text for one in found.comments if (text := _closing(one))), None)
        is_closed = topic.get("closed") is True or topic.get("archived") is True or notice is not None
        return replace(
            found,
            comments=tuple(_known_better(document, found.comments, topic, post)),
            stated_count=post.comment_count if post else None,
            closed=True if is_closed else None,
            closed_notice=notice,
            rest=tuple(_pages(document)),
        )


def _closing(comment: Comment) -> str | None:
    """The words with which the forum itself closes a topic."""
    is_system = comment.author is not None and comment.author.name == "system"
    text = clean_line(re.sub(r"<[^>]+>", " ", comment.html)) if is_system else None
    return text if text and _CLOSED.search(text) else None


def _known_better(
    document: Document, comments: tuple[Comment, ...], topic: _Told, post: PostData | None
) -> Iterator[Comment]:
    told, clock = dict(_told_posts(topic)), Clock.of(document)
    owner, signer = told.get(_OPENING, {}).get("user_id"), post.author if post else None
    place = next((found[1] for url in document.own_urls if (found := _TOPIC.match(url))), None)
    for comment in comments:
        known = told.get(comment.id, {})
        answered = known.get("reply_to_post_number")
        yield replace(
            comment,
            parent_id=str(answered) if isinstance(answered, int) and str(answered) != _OPENING else None,
            published=clock.read(str(known.get("created_at") or "")) or comment.published,
            permalink=f"{place}/{comment.id}" if place else None,
            is_deleted=known.get("user_deleted") is True,
            is_by_post_author=known.get("user_id") == owner if known and owner else _is_same(signer, comment.author),
        )


def _is_same(one: Author | None, other: Author | None) -> bool:
    return one is not None and other is not None and one.name == other.name


def _pages(document: Document) -> Iterator[ThreadSource]:
    """The next page of the topic, as crawlers are shown it."""
    for link in document.select("link[rel~=next][href], a[rel~=next][href]"):
        address = document.absolute(link.get("href"))
        if address and "page=" in address and address != document.page.url:
            yield ThreadSource.at(address)
            return


ENGINE = Discourse(_TABLE)
