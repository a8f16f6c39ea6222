"""What sources say: a feed's posts, a page's post, neighbours and thread."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from tui_reader.models.moment import Moment
from tui_reader.models.web import Request


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post or a comment, as printed, without "says:" and role labels."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a post; `length` in bytes where stated."""

    url: str
    media_type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address with the title it was given, either of which may be unknown."""

    url: str | None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a post's page leads: `previous` is older, `next` newer, `index` the list of posts ("Main")."""

    previous: Link | None = None
    next: Link | None = None
    index: Link | None = None


@dataclass(frozen=True, slots=True)
class PostLink:
    """One row of a list of posts (front page, archive, feed)."""

    url: str
    title: str | None = None
    published: Moment | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class PostData:
    """One post as a source tells it.

    `guid` is the source's own id (None on pages). `html` is the body as it came, resolved against `base_url`;
    `is_summary` says that the source holds only a part of it. `comment_count`, `comments_url` and `comments_feed` are
    what the source says about the conversation.
    """

    url: str | None
    title: str | None = None
    html: str | None = None
    base_url: str | None = None
    guid: str | None = None
    author: Author | None = None
    published: Moment | None = None
    updated: Moment | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    is_summary: bool = False
    comment_count: int | None = None
    comments_url: str | None = None
    comments_feed: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document as read. `format` is what `preview` says: "RSS 2.0", "Atom 1.0", "JSON Feed 1.1".

    `ttl` is the publisher's wish in seconds between two requests; `next_url` an older page of the feed (RFC 5005).
    """

    url: str
    format: str
    title: str | None = None
    site_url: str | None = None
    description: str | None = None
    language: str | None = None
    posts: tuple[PostData, ...] = ()
    ttl: int | None = None
    next_url: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """One remark. `id` is the platform's own number where there is one, else a hash; unique in its thread.

    `html` is the body as it came. `is_pingback` marks another blog's mention. Deleted ones keep their place.
    """

    id: str
    html: str = ""
    parent_id: str | None = None
    author: Author | None = None
    published: Moment | None = None
    permalink: str | None = None
    is_deleted: bool = False
    is_pingback: bool = False
    is_by_post_author: bool = False


@dataclass(frozen=True, slots=True)
class ThreadSource:
    """A place that holds more of a thread, and how to ask for it.

    `reader` names who understands the answer: "page" (another page of the post's own software), "feed" (a comment
    feed), or a service's own name ("wordpress-api", "disqus"). `service` is the third party that would be asked
    ("disqus", "github"): None for the blog's own site, which may be asked without the user's word.
    """

    request: Request
    reader: str
    service: str | None = None

    @property
    def key(self) -> str:
        """What tells this place from others: its address, and for a question in a body the body's hash.

        What stands behind a `#` is nothing to a server; services put there what they want to know of their question.
        """
        url, body = self.request.url, self.request.body
        address = url.partition("#")[0] if self.reader in {"page", "feed"} else url
        return address if body is None else f"{address} {hashlib.sha256(body).hexdigest()[:16]}"

    @classmethod
    def at(cls, url: str, reader: str = "page", *, service: str | None = None) -> ThreadSource:
        """What an address holds, where nothing but the address is to be said."""
        return cls(Request(url), reader, service)


@dataclass(frozen=True, slots=True)
class Itinerary:
    """How far the asking for a thread got.

    `home` is the post's own address, at the blog's own site. `rest` is where more is had and nobody has asked yet, the
    best place first. `asked` are the keys of those that were asked (see `ThreadSource.key`), so that no place is asked
    twice; `failed` pairs of an address and the short reason why it could not be had.
    """

    rest: tuple[ThreadSource, ...] = ()
    asked: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """How far a thread is while it is completed: comments held, those the source states, places asked and failed."""

    held: int
    stated: int | None
    asked: int
    failed: int


@dataclass(frozen=True, slots=True)
class Thread:
    """All remarks on a post that a source holds, in the source's order.

    `stated_count` is the total that the source prints. `closed` None: the source does not tell. `complete` False: the
    source holds more than stands here; None: it cannot be told. `rest` is where more is had, the best place first: they
    are asked in this order until the thread is whole, and what an answer names as its own `rest` is asked before the
    others. `feed_url` is the comment feed; `service` an embedded service that holds the comments ("disqus").
    """

    engine: str
    comments: tuple[Comment, ...] = ()
    stated_count: int | None = None
    closed: bool | None = None
    closed_notice: str | None = None
    complete: bool | None = None
    feed_url: str | None = None
    rest: tuple[ThreadSource, ...] = ()
    service: str | None = None
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """A thread about a post on another site. `service` is that site ("hackernews"), `place` a room of it ("r/books").

    `url` is the thread's page, which is read like any other.
    """

    service: str
    title: str | None
    url: str
    comment_count: int | None = None
    published: Moment | None = None
    score: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an engine takes a page for its own, in words for `i`, and how sure it is (0 to 1)."""

    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names in its head; `is_comments`: it holds comments rather than posts."""

    url: str
    title: str | None = None
    media_type: str | None = None
    is_comments: bool = False


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that one HTML page says. `kind` "index": a list of posts stands for the post.

    `engine` is the engine that read the post's page, `evidence` why. `feeds` are named in the page's head, the site's
    own first. `warnings` are sentences for the user: what is missing and why.
    """

    url: str
    kind: Literal["post", "index"]
    engine: str
    evidence: str
    site_title: str | None = None
    post: PostData | None = None
    neighbours: Neighbours = Neighbours()
    thread: Thread | None = None
    posts: tuple[PostLink, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    warnings: tuple[str, ...] = ()
