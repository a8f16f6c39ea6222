"""Discourse: a topic and its posts as the forum answers them, and the box of replies that blogs embed.

A post is known by its place in the topic, which pages, answers and addresses all tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

NAME = "discourse"

_TOPIC = re.compile(r"^(https?://[^?#]*?)/t/(?:[^/?#]*[^/?#\d][^/?#]*/)?(\d{1,12})(?=$|[/?#.])")
_PLACE = re.compile(r"/t/[^/?#]+/\d+/(\d+)(?=$|[/?#])")
_EMBED = re.compile(r"\bDiscourseEmbed\s*=\s*\{([^{}]{0,2000})\}")
_SETTING = r"""\b{}["']?\s*:\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`$\n]*)`|(\d+))"""
_OPENING = 1
_ACTION, _WHISPER = 3, 4
_AT_ONCE = 50
_MOST_REQUESTS = 400


class Discourse:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`: the topic that the page is, else the one that it embeds."""
        source = document.source
        if "DiscourseEmbed" not in source and "crawler-post" not in source and "data-preloaded" not in source:
            return ()
        found = next((topic for url in document.own_urls if (topic := _TOPIC.match(url))), None)
        if found and _is_topic(document):
            return (ThreadSource.at(f"{found[1]}/t/{found[2]}.json", NAME),)
        return tuple(_embedded(document))

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`: a topic, some posts of it, or the box that is embedded."""
        if "/embed/" in source.request.url:
            return _read_embedded(page, source)
        told = base.object_of(page)
        posts = base.at(told, "post_stream", "posts")
        asked = _TOPIC.match(source.request.url)
        if not isinstance(posts, list):
            raise base.unlike(page)
        site = asked[1] if asked else f"https://{urls.host(source.request.url)}"
        topic = base.number(told, "id") or (int(asked[2]) if asked else None)
        rest = tuple(_rest(told, site, topic, source))
        is_whole = isinstance(base.at(told, "post_stream", "stream"), list) and not rest
        is_closed = base.flag(told, "closed") or base.flag(told, "archived")
        count = base.number(told, "posts_count")
        return Thread(
            NAME,
            identity.distinct(_comments(base.items(posts), site, topic)),
            stated_count=count - 1 if count else None,
            closed=True if is_closed else None,
            complete=True if is_whole else None,
            rest=rest,
            base_url=f"{site}/",
        )


def _is_topic(document: Document) -> bool:
    """Whether the page is one of the forum itself: a blog may have topics' addresses of its own."""
    generator = (document.meta("generator") or "").lower()
    return generator.startswith("discourse") or document.first("div.crawler-post, #data-preloaded") is not None


def _embedded(document: Document) -> Iterator[ThreadSource]:
    """What the page's script says about the topic that it embeds: its number, or the address that it is about."""
    settings = _EMBED.search(document.source)
    if settings is None:
        return
    forum = urls.resolve(document.base_url, _setting(settings[1], "discourseUrl"))
    if not urls.is_web(forum) or forum is None:
        return
    site, service = forum.partition("?")[0].rstrip("/"), None if urls.same_site(forum, document.url) else NAME
    topic = _setting(settings[1], "topicId")
    if topic and topic.isdigit():
        yield ThreadSource.at(f"{site}/t/{topic}.json", NAME, service=service)
        return
    named = urls.resolve(document.base_url, _setting(settings[1], "discourseEmbedUrl"))
    about = named if named and urls.same_site(named, document.url) else document.own_urls[0]
    # the forum answers those only who come from a page that may embed it
    headers = (("Referer", document.own_urls[0]),)
    yield ThreadSource(Request(base.with_query(f"{site}/embed/comments", {"embed_url": about}), headers), NAME, service)


def _setting(settings: str, name: str) -> str | None:
    found = re.search(_SETTING.format(name), settings)
    return clean_line(next((value for value in found.groups() if value), None), urls.MAX_LENGTH) if found else None


def _comments(posts: Sequence[dict[str, Any]], site: str, topic: int | None) -> Iterator[Comment]:
    """The posts but for the first, which is what is talked about, and for those that only tell what was done."""
    owner = next((base.number(post, "user_id") for post in posts if base.number(post, "post_number") == _OPENING), None)
    for post in posts:
        number, kind = base.number(post, "post_number"), base.number(post, "post_type")
        html = base.html(post, "cooked")
        if number in {None, _OPENING} or kind == _WHISPER or (kind == _ACTION and not html.strip()):
            continue
        name = base.line(post, "username")
        slug = base.line(post, "topic_slug") or "-"
        answered = base.number(post, "reply_to_post_number")
        yield Comment(
            id=str(number),
            html=html,
            parent_id=str(answered) if answered not in {None, _OPENING, number} else None,
            author=base.author(name, base.address(f"{site}/u/{name}") if name else None),
            published=base.moment(post, "created_at"),
            permalink=base.address(f"{site}/t/{slug}/{topic}/{number}") if topic else None,
            is_deleted=bool(base.flag(post, "user_deleted")) or base.line(post, "deleted_at") is not None,
            is_by_post_author=owner is not None and base.number(post, "user_id") == owner,
        )


def _rest(told: dict[str, Any], site: str, topic: int | None, source: ThreadSource) -> Iterator[ThreadSource]:
    """The posts that a topic counts and the answer does not hold, some at a time."""
    stream = base.at(told, "post_stream", "stream")
    held = {base.number(post, "id") for post in base.items(told, "post_stream", "posts")}
    numbers = [base.number(number) for number in (stream if isinstance(stream, list) else ())]
    wanted = [*dict.fromkeys(number for number in numbers if number is not None and number not in held)]
    for start in range(0, min(len(wanted), _AT_ONCE * _MOST_REQUESTS), _AT_ONCE):
        asked = "&".join(f"post_ids[]={number}" for number in wanted[start : start + _AT_ONCE])
        if topic is not None:
            yield ThreadSource.at(f"{site}/t/{topic}/posts.json?{asked}", NAME, service=source.service)


def _read_embedded(page: Page, source: ThreadSource) -> Thread:
    """The box of replies: the first ones, with a link to the topic, which holds them all."""
    document = Document.from_page(page)
    header = document.first("header.discourse, footer, article.post")
    if header is None:
        raise base.unlike(page)
    site = source.request.url.partition("/embed/")[0]
    names = {node.get("id"): _place(document, node) for node in document.select("article.post[id]")}
    comments = [
        comment for node in document.select("article.post") if (comment := _embedded_comment(document, node, names))
    ]
    links = (document.absolute(link.get("href")) for link in document.select("a.button[href], a.post-date[href]"))
    topic = next((found[2] for link in links if link and (found := _TOPIC.match(link)) and found[1] == site), None)
    total = document.text(document.first(".replies"))
    found = re.search(r"\d+", total or "")
    return Thread(
        NAME,
        identity.distinct(comments),
        stated_count=int(found.group()) if found else None,
        rest=(ThreadSource.at(f"{site}/t/{topic}.json", NAME, service=source.service),) if topic else (),
        base_url=f"{site}/",
    )


def _place(document: Document, node: HtmlElement) -> str | None:
    """A post's place in its topic, which its date links to."""
    link = document.first("a.post-date[href]", node)
    found = _PLACE.search((link.get("href") or "") if link is not None else "")
    return found[1] if found else None


def _embedded_comment(document: Document, node: HtmlElement, names: dict[str | None, str | None]) -> Comment | None:
    place, date = _place(document, node), document.first("a.post-date", node)
    body, name = document.first(".cooked", node), document.first(".username a", node)
    if place is None or body is None or date is None:
        return None
    answered = document.first("a.in-reply-to[data-link-to-post]", node)
    parent = names.get(f"post-{answered.get('data-link-to-post')}") if answered is not None else None
    heads = [*document.select(".username", body), *document.select(".post-replies", body)]
    return Comment(
        id=place,
        html=document.inner_html(body, heads).strip(),
        parent_id=parent if parent != str(_OPENING) else None,
        author=base.author(document.text(name), document.absolute(name.get("href")) if name is not None else None),
        published=base.moment(date.get("title"), is_utc=True),
        permalink=document.absolute(date.get("href")),
        is_deleted="deleted" in (node.get("class") or "").split(),
    )


SERVICE = Discourse()
