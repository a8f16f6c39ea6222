"""What a word on the command line means among what is kept: a number, an address, or a part of a title. Blocking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.content.text import clean_line, storable
from tui_reader.errors import ConfigError
from tui_reader.models import Author, Comment, Feed, Link, Neighbours, PageReading, Post, PostData, PostFilter, Thread
from tui_reader.reader import completing
from tui_reader.reader.sources import as_address

if TYPE_CHECKING:
    from tui_reader.storage import Storage

SHOWN = 5
LONGEST_NUMBER = 18


def number(text: str) -> int | None:
    """The number of a feed or post that a text is; None for other texts, and for numbers that none can have."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def find_post(storage: Storage, text: str) -> Post:
    """The post that a number, an address or a part of a title names. Raises ConfigError for none or several."""
    matches = posts_named(storage, text)
    if len(matches) == 1:
        return matches[0]
    name = clean_line(text, 60) or "an empty name"
    if not matches:
        raise ConfigError(f"No post here is called {name}", "`tui-reader posts` lists what is kept.")
    listed = "; ".join(f"{post.id} {post.title or post.url or ''}" for post in matches[:SHOWN])
    raise ConfigError(f"{len(matches)} posts match {name}", f"Name one by its number: {listed}{_more(matches)}.")


def posts_named(storage: Storage, text: str) -> list[Post]:
    """The post with this number, else with this address, else those whose titles hold this text."""
    found: Post | None = None
    if (known := number(text)) is not None:
        found = storage.posts.get(known)
    elif address := as_address(text):
        found = storage.posts.by_url(address)
    return [found] if found else storage.posts.matching(storable(text))


def find_feed(storage: Storage, text: str) -> Feed:
    """The feed that a number, an address or a part of a title names. Raises ConfigError for none or several."""
    matches: list[Feed] = []
    if (known := number(text)) is not None:
        found = storage.feeds.get(known)
        matches = [found] if found else []
    elif address := as_address(text):
        matches = [
            feed
            for feed in storage.feeds.all()
            if urls.same(feed.url, address) or (feed.site_url and urls.same(feed.site_url, address))
        ]
    matches = matches or storage.feeds.matching(storable(text))
    if len(matches) == 1:
        return matches[0]
    name = clean_line(text, 60) or "an empty name"
    if not matches:
        raise ConfigError(f"No feed here is called {name}", "`tui-reader feeds` lists the subscriptions.")
    listed = "; ".join(f"{feed.id} {feed.title}" for feed in matches[:SHOWN])
    raise ConfigError(f"{len(matches)} feeds match {name}", f"Name one by its number: {listed}{_more(matches)}.")


def _more(matches: Sequence[object]) -> str:
    return "; …" if len(matches) > SHOWN else ""


def stored_reading(storage: Storage, post: Post) -> PageReading:
    """A stored post as its page would say it: text, neighbours (those of its feed first) and thread as kept."""
    body = storage.posts.body(post.id)
    page = storage.posts.page(post.id)
    listed = PostFilter(feed_id=post.feed_id)
    older = neighbour_link(storage.posts.adjacent(listed, post.sort, older=True))
    newer = neighbour_link(storage.posts.adjacent(listed, post.sort, older=False))
    links = page.neighbours if page else Neighbours()
    data = PostData(
        url=post.url,
        title=post.title,
        html=body.html if body else None,
        base_url=(body.base_url if body else None) or post.url,
        author=Author(post.author) if post.author else None,
        published=post.published,
        updated=post.updated,
        language=body.language if body else None,
        tags=body.tags if body else (),
        enclosures=body.enclosures if body else (),
        is_summary=bool(body and body.is_summary),
    )
    return PageReading(
        url=post.url or "",
        kind="post",
        engine=page.engine if page and page.engine else "feed",
        evidence=(page.evidence if page else None) or "as kept",
        site_title=post.feed_title,
        post=data,
        neighbours=Neighbours(older or links.previous, newer or links.next, links.index),
        thread=kept_thread(storage, post),
        warnings=(*(page.warnings if page else ()), *completing.of_stored(storage.comments.load(post.id))),
    )


def new_comments(storage: Storage, post: Post) -> frozenset[str]:
    """The ids of a stored post's comments that are new since its thread was last left."""
    kept = storage.comments.load(post.id)
    return frozenset(row.id for row in kept.comments if row.is_new) if kept else frozenset()


def kept_thread(storage: Storage, post: Post) -> Thread | None:
    """A stored thread as a source would tell it, without what is gone; None where none was found."""
    kept = storage.comments.load(post.id)
    if kept is None or not kept.engine:
        return None
    texts = storage.comments.html(post.id, [row.id for row in kept.comments])
    comments = tuple(
        Comment(
            id=row.id,
            html=texts.get(row.id, ""),
            parent_id=row.parent_id,
            author=Author(row.author, row.author_url) if row.author else None,
            published=row.published,
            permalink=row.permalink,
            is_deleted=row.is_deleted,
            is_pingback=row.is_pingback,
            is_by_post_author=row.is_by_post_author,
        )
        for row in kept.comments
        if not row.is_gone
    )
    return Thread(
        engine=kept.engine,
        comments=comments,
        stated_count=kept.stated_count,
        closed=kept.closed,
        closed_notice=kept.closed_notice,
        complete=kept.complete,
        feed_url=kept.feed_url,
        rest=kept.itinerary.rest,
        service=kept.service,
        base_url=post.url,
    )


def neighbour_link(post: Post | None) -> Link | None:
    """A stored post as a neighbour's link."""
    return Link(post.url, post.title) if post else None
