"""What only storage hands out: windows of lists, counters, bodies, and what is remembered of a post's page."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.models import Enclosure, Neighbours, Post


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a list, newest first, and whether the list goes on above and below it."""

    rows: tuple[Post, ...] = ()
    has_before: bool = False
    has_after: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many posts there are in all visible feeds.

    `watched` are threads, `watched_new` those of them with new comments, `new_comments` all new comments in these.
    """

    unread: int = 0
    starred: int = 0
    total: int = 0
    watched: int = 0
    watched_new: int = 0
    new_comments: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What a refresh needs of a stored post to tell whether it changed. `comment_count` is what the feed last said."""

    id: int
    fingerprint: str
    url: str | None
    comment_count: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A post's HTML as it came, to be resolved against `base_url`. `is_summary`: nothing fuller is stored."""

    html: str
    base_url: str | None = None
    is_summary: bool = False
    language: str | None = None
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What reading a post's page told beside its text and thread; `warnings` are sentences for the user."""

    neighbours: Neighbours
    engine: str
    evidence: str
    warnings: tuple[str, ...] = ()
    fetched_at: float = 0.0
    site_title: str | None = None
