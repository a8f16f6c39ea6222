"""What a refresh decided, as plain data: `refresh` makes it and `storage` carries it out; neither imports the other."""

from __future__ import annotations

from dataclasses import dataclass

from tui_reader.models.sources import PostData
from tui_reader.models.stored import RefreshStatus


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be stored for the first time.

    `guid` names it within its feed. `fingerprint` is a hash of what a reader would notice, to tell an edit from a
    repetition. `sort_seconds` places it in every list: seconds since 1970, never later than `first_seen`.
    """

    guid: str
    data: PostData
    fingerprint: str
    words: int | None
    snippet: str | None
    sort_seconds: float
    first_seen: float


@dataclass(frozen=True, slots=True)
class ChangedPost:
    """What a stored post (its number is `id`) says now. Its place, its flags and when it was first seen stay."""

    id: int
    data: PostData
    fingerprint: str
    words: int | None
    snippet: str | None


@dataclass(frozen=True, slots=True)
class RefreshPlan:
    """All that one attempt to refresh a feed means for what is stored, to be carried out in one transaction.

    `at` is when the answer came, `seconds` how long it took, `bytes` how long it was. `etag`, `last_modified` and
    `body_hash` are what the next request and the next comparison go by, `next_check` when that may be. `error` is the
    short word for lists, `error_message` what to do about it. `moved_to` is the feed's new address. `title`,
    `site_url` and `format` are set only where the feed's are to change. `failures` counts attempts that failed in a
    row, this one included. `comment_counts` pairs the numbers of posts with the count of comments that the feed now
    tells and did not tell before. `new` stands in the order in which posts take their places, the oldest first.
    """

    status: RefreshStatus
    at: float
    next_check: float
    new: tuple[NewPost, ...] = ()
    changed: tuple[ChangedPost, ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    http: int | None = None
    seconds: float = 0.0
    bytes: int = 0
    error: str | None = None
    error_message: str | None = None
    moved_to: str | None = None
    title: str | None = None
    site_url: str | None = None
    format: str | None = None
    failures: int = 0
    comment_counts: tuple[tuple[int, int], ...] = ()
