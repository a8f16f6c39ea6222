"""What is stored, and what the user does to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tui_reader.models.moment import Moment
from tui_reader.models.sources import Itinerary


class FeedKind(StrEnum):
    """Where posts come from. HELD is what is read without being followed, and DISCUSSIONS are the pages of a service
    where posts are talked about: neither is ever asked for what is new, the second stands in no list of feeds.
    """

    FEED = "feed"
    PAGE = "page"
    ARCHIVE = "archive"
    HELD = "held"
    DISCUSSIONS = "discussions"


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription as stored. Times are seconds since 1970. `error` is the short word of the last failure."""

    id: int
    url: str
    title: str
    kind: FeedKind = FeedKind.FEED
    site_url: str | None = None
    folder: str | None = None
    unread: int = 0
    total: int = 0
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    last_refreshed: float | None = None
    last_good: float | None = None
    next_check: float | None = None
    error: str | None = None
    error_message: str | None = None
    http_status: int | None = None
    failures: int = 0
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A stored post's row: all that lists show; its body is apart. `sort` is the key of every list's order.

    `comment_count` None: not known. `new_comment_count` counts comments first seen after the thread was last left, and
    those that the feed counts beyond what was there then; nothing is new in a thread that was never opened.
    `is_beyond` marks one that was reached by a page's older or newer link and that no feed held.
    """

    id: int
    feed_id: int
    sort: int
    guid: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    first_seen: float = 0.0
    words: int | None = None
    comment_count: int | None = None
    new_comment_count: int = 0
    comments_url: str | None = None
    comments_feed: str | None = None
    is_read: bool = False
    is_starred: bool = False
    is_beyond: bool = False
    snippet: str | None = None
    feed_title: str | None = None
    is_watched: bool = False


@dataclass(frozen=True, slots=True)
class PostFilter:
    """Which posts a list holds. `unread_since` keeps in an unread list what was read after that list was opened:
    the number of the newest Change at that time. `is_watched`: those whose threads are watched, discussions too.
    """

    feed_id: int | None = None
    folder: str | None = None
    is_unread: bool = False
    is_starred: bool = False
    since: float | None = None
    newest_sort: int | None = None
    unread_since: int | None = None
    is_watched: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """A thread that is watched, by the number of its post. Times are seconds since 1970.

    `next_check` is when it may be asked next, None: never again, because it is closed or gone. `last_new_at` is when
    a comment came last while it was watched, `failures` how often in a row it could not be had.
    """

    post_id: int
    since: float
    next_check: float | None = None
    failures: int = 0
    last_new_at: float | None = None


class StoredComment(NamedTuple):
    """A stored comment's light row: enough for the tree; the body is asked for by window. `length` is its text's.

    A tuple, since a thread may have ten thousand of them and tuples are made in a quarter of the time.

    `is_new`: it came after the thread was last left; `is_gone`: its source no longer has it; `is_edited`: its source
    gave it other words at a later visit.
    """

    id: str
    parent_id: str | None
    author: str | None
    author_url: str | None
    published: Moment | None
    permalink: str | None
    first_seen: float
    length: int
    is_deleted: bool = False
    is_pingback: bool = False
    is_by_post_author: bool = False
    is_new: bool = False
    is_gone: bool = False
    is_edited: bool = False


@dataclass(frozen=True, slots=True)
class StoredThread:
    """What is kept of a post's conversation, comments in the source's order. `fetched_at` None: never asked for.

    `can_complete`: there are places left that may be asked for more. `services` are third parties that hold more and
    were not allowed by the user. Both are the Reader's to say; `itinerary` is what they follow from.
    """

    post_id: int
    engine: str | None = None
    comments: tuple[StoredComment, ...] = ()
    stated_count: int | None = None
    closed: bool | None = None
    closed_notice: str | None = None
    complete: bool | None = None
    feed_url: str | None = None
    service: str | None = None
    fetched_at: float | None = None
    left_at: float | None = None
    warnings: tuple[str, ...] = ()
    itinerary: Itinerary = Itinerary()  # noqa: RUF009  frozen
    can_complete: bool = False
    services: tuple[str, ...] = ()


class ChangeKind(StrEnum):
    """What the user can do to what is stored."""

    READ = "read"
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"
    SUBSCRIBE = "subscribe"
    REMOVE = "remove"
    WATCH = "watch"
    UNWATCH = "unwatch"
    UNDO = "undo"


class Origin(StrEnum):
    """Whether the user asked for a Change or reading on caused it; only the first is undone."""

    USER = "user"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Change:
    """Something the user did: `ids` are posts or, for SUBSCRIBE and REMOVE, feeds (at most 1,000 are listed;
    `count` is the true number). `label` is what a toast says: "8 posts marked read in Slow Lathe".
    """

    id: int
    kind: ChangeKind
    origin: Origin
    at: float
    ids: tuple[int, ...] = ()
    count: int = 0
    label: str = ""
    undo_of: int | None = None


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One attempt to refresh a feed; the last 14 of each are kept for `i`. `mark` is "+", "." or "!"."""

    at: float
    mark: str
    http_status: int | None = None
    seconds: float = 0.0
    bytes: int = 0
    reason: str | None = None


class RefreshStatus(StrEnum):
    """How one feed's refresh ended."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    GONE = "gone"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class RefreshResult:
    """What one feed's refresh did, or one watched thread's (`post_id`), which `comments_new` counts for.

    `error` is the short reason, `error_message` what to do about it, or what else there is to say.
    """

    feed_id: int
    url: str
    status: RefreshStatus
    http: int | None = None
    posts_new: int = 0
    posts_updated: int = 0
    bytes: int = 0
    seconds: float = 0.0
    error: str | None = None
    error_message: str | None = None
    post_id: int | None = None
    comments_new: int = 0
