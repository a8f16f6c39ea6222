"""What a refresh means: which posts are new or changed, and when the feed, or a watched thread, may be asked again.

Pure decisions: the time is handed in, nothing is fetched, stored, logged or left to chance.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final, Protocol

from tui_reader.content import text, urls
from tui_reader.errors import FetchError, ParseError, TuiReaderError
from tui_reader.models import (
    ChangedPost,
    Feed,
    NewPost,
    Page,
    PageReading,
    ParsedFeed,
    PostData,
    PostLink,
    RefreshPlan,
    RefreshStatus,
    Watch,
)

NEVER: Final = 253402300799.0
"""The `next_check` of a feed that is gone for good: the last second of the year 9999."""

SHORTEST: Final = 1800.0
"""No feed is asked more often than this, in seconds."""

LONGEST: Final = 86400.0
"""No feed waits longer than this, in seconds, whatever its rhythm, its wishes or its failures."""

_FIRST_GUESS: Final = 7200.0
_LONGEST_LOOK: Final = 7 * 86400.0
# an address that gave no answer is as often our own network's fault, which must not cost a day
_LONGEST_UNANSWERED: Final = 7200.0
# a stored time further ahead than this was written by a clock that was wrong
_TRUSTED_AHEAD: Final = 7 * 86400.0
_RHYTHM_POSTS: Final = 10
_MAX_GUID: Final = 500
_MAX_VALIDATOR: Final = 1024
_SNIPPET: Final = 200
_SNIPPET_SOURCE: Final = 2000
_GONE: Final = 410

_TAG: Final = re.compile(r"<[^<>]*>")
_HIDDEN: Final = re.compile(r"<(script|style)\b", re.IGNORECASE)


class KnownPost(Protocol):
    """What is stored of a post. `comment_count` is what the feed last told."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def fingerprint(self) -> str:
        """What it said when it was stored."""

    @property
    def comment_count(self) -> int | None:
        """How many comments its feed counted then."""


def identity(post: PostData) -> str:
    """What names a post within its feed: its guid, else its address however written, else a hash of what it says."""
    return _name(post, _key(post))


def fingerprint(post: PostData) -> str:
    """A hash of what a reader would notice; dates are left out, which some feeds renew at every request."""
    return _hash(post.title, post.html, post.url, post.author.name if post.author else None)


def body_hash(page: Page) -> str:
    """A hash of what was downloaded: where it equals the stored one, there is nothing to read."""
    return hashlib.blake2b(page.content, digest_size=16).hexdigest()


def names(source: ParsedFeed | PageReading) -> frozenset[str]:
    """All names by which the posts of a source may be known: what `decide` and `decide_page` look up in `known`."""
    posts = _posts(source)
    keys = {key for post in posts if (key := _key(post))}
    return frozenset(keys.union(_name(post, None) for post in posts))


def is_due(feed: Feed, now: float) -> bool:
    """Whether the feed may be asked now without anybody wishing it. One that is gone is never due."""
    if feed.http_status == _GONE:
        return False
    return feed.next_check is None or feed.next_check <= now or feed.next_check > now + _TRUSTED_AHEAD


def decide(  # noqa: PLR0917  what there was, what came, and when
    feed: Feed, known: Mapping[str, KnownPost], parsed: ParsedFeed, page: Page, now: float, seconds: float
) -> RefreshPlan:
    """What a feed document that arrived means for the feed's posts. `seconds` is how long it took."""
    plan = _with_posts(_answered(feed, page, now, seconds), feed, known, parsed, now)
    dates = [post.published.timestamp() for post in parsed.posts if post.published]
    return _settled(
        replace(
            plan,
            moved_to=_moved_to(feed, page) if parsed.posts or not feed.total else None,
            title=parsed.title if feed.title in {"", feed.url} else None,
            site_url=parsed.site_url if feed.site_url is None else None,
            format=parsed.format if parsed.format != feed.format else None,
            next_check=next_check(feed, now, dates, parsed.ttl),
        )
    )


def decide_page(  # noqa: PLR0917  as `decide`
    feed: Feed, known: Mapping[str, KnownPost], reading: PageReading, page: Page, now: float, seconds: float
) -> RefreshPlan:
    """The same for a feed that is an HTML page with a list of posts; their texts are had when they are opened."""
    if not reading.posts:
        error = ParseError(
            "No list of posts on this page", f"{page.url} held none this time. All stored posts are kept."
        )
        return failed(feed, error, now, seconds)
    plan = _with_posts(_answered(feed, page, now, seconds), feed, known, reading, now)
    dates = [link.published.timestamp() for link in reading.posts if link.published]
    return _settled(
        replace(
            plan,
            moved_to=_moved_to(feed, page),
            title=reading.site_title if feed.title in {"", feed.url} else None,
            next_check=next_check(feed, now, dates),
        )
    )


def unchanged(feed: Feed, page: Page, now: float, seconds: float) -> RefreshPlan:
    """What an answer means that says "not modified", or that is byte for byte what is stored."""
    plan = _answered(feed, page, now, seconds)
    if page.status == 304:
        # no document came, so none vouches for a new address, and the old validators hold unless renewed
        return replace(
            plan,
            etag=plan.etag or feed.etag,
            last_modified=plan.last_modified or feed.last_modified,
            body_hash=feed.body_hash,
        )
    return _settled(replace(plan, moved_to=_moved_to(feed, page)))


def failed(feed: Feed, error: TuiReaderError, now: float, seconds: float) -> RefreshPlan:
    """What a failure means: all that is stored stays, and the feed is left alone for a while.

    The longer it has failed the longer; at least as long as the server asked, if that is not more than a day; for
    good where it answered "gone" (410).
    """
    status = error.status if isinstance(error, FetchError) else None
    is_gone = status == _GONE
    failures = feed.failures + 1
    return RefreshPlan(
        status=RefreshStatus.GONE if is_gone else RefreshStatus.ERROR,
        at=now,
        next_check=NEVER if is_gone else now + _patience(feed, error, failures),
        etag=feed.etag,
        last_modified=feed.last_modified,
        body_hash=feed.body_hash,
        http=status,
        seconds=seconds,
        error=_reason(error, is_gone=is_gone),
        error_message=error.message or error.title,
        failures=failures,
    )


def next_check(feed: Feed, now: float, dates: Sequence[float] = (), ttl: float | None = None) -> float:
    """When the feed may be asked again, by how often it posts: after a tenth of the usual pause or of the present one,
    whichever is longer. `dates` are its posts' times, `ttl` the publisher's wish in seconds.
    """
    past = sorted((date for date in dates if date <= now), reverse=True)[:_RHYTHM_POSTS]
    if past:
        pauses = [newer - older for newer, older in pairwise(past)]
        wait = max(median(pauses) if pauses else 0.0, now - past[0]) / 10
    elif feed.next_check is not None and feed.last_refreshed is not None and not feed.failures:
        # while nothing comes, the present pause grows by the tenth that was waited
        wait = (feed.next_check - feed.last_refreshed) * 1.1
    else:
        wait = _FIRST_GUESS
    return now + _bounded(feed, max(wait, ttl or 0.0))


def next_look(
    now: float,
    *,
    began: float,
    moved: float,
    failures: int = 0,
    asked: float = 0.0,
    was_closed: bool = False,
    is_closed: bool = False,
) -> float | None:
    """When a watched thread may be asked again: half an hour after it has moved, a week later where it is quiet.

    `began` is when its post appeared, `moved` when its last comment was written or came, `asked` what the server wishes
    in seconds. A thread that is closed is asked once more, a day later, for what was held back; then never: None.
    """
    if was_closed and is_closed:
        return None
    wait = max((now - moved) / 6, (now - began) / 500, asked, SHORTEST)
    if failures:
        wait = max(wait, SHORTEST * 2.0 ** min(failures - 1, 10))
    if is_closed:
        wait = max(wait, LONGEST)
    return now + min(wait, _LONGEST_LOOK)


def looked(
    watch: Watch,
    now: float,
    *,
    began: float,
    moved: float | None,
    new: int,
    was_closed: bool,
    is_closed: bool,
) -> Watch:
    """What a thread that answered means for its watch: `new` comments came, the newest one was written at `moved`."""
    came = now if new else watch.last_new_at
    # a date ahead of us is a wrong one; a thread without any moved when it was made, as far as is known
    last = max((moment for moment in (moved, came) if moment is not None and moment <= now), default=began)
    # one that still grows is not closed to all
    check = next_look(now, began=began, moved=last, was_closed=was_closed, is_closed=is_closed and not new)
    return replace(watch, next_check=check, failures=0, last_new_at=came)


def look_failed(watch: Watch, error: TuiReaderError, now: float) -> Watch:
    """The same for one that could not be had: left alone the longer the more often; for good where it is gone (410).

    Not long where there was no answer at all: nothing is known about the thread then.
    """
    failures = watch.failures + 1
    if isinstance(error, FetchError) and error.status == _GONE:
        return replace(watch, next_check=None, failures=failures)
    asked = error.retry_after if isinstance(error, FetchError) and error.retry_after else 0.0
    moved = watch.last_new_at or watch.since
    check = next_look(now, began=watch.since, moved=moved, failures=failures, asked=asked)
    if check is not None and isinstance(error, FetchError) and not error.status:
        check = min(check, now + _LONGEST_UNANSWERED)
    return replace(watch, next_check=check, failures=failures)


def _answered(feed: Feed, page: Page, now: float, seconds: float) -> RefreshPlan:
    """The plan of an answer that tells nothing new."""
    return RefreshPlan(
        status=RefreshStatus.UNCHANGED,
        at=now,
        next_check=next_check(feed, now),
        etag=_validator(page.etag),
        last_modified=_validator(page.last_modified),
        body_hash=body_hash(page),
        http=page.status,
        seconds=seconds,
        bytes=len(page.content),
    )


def _settled(plan: RefreshPlan) -> RefreshPlan:
    """The plan with the status that says most about it."""
    if plan.moved_to:
        return replace(plan, status=RefreshStatus.MOVED)
    if plan.new:
        return replace(plan, status=RefreshStatus.NEW)
    return replace(plan, status=RefreshStatus.UPDATED if plan.changed else RefreshStatus.UNCHANGED)


def _with_posts(
    plan: RefreshPlan, feed: Feed, known: Mapping[str, KnownPost], source: ParsedFeed | PageReading, now: float
) -> RefreshPlan:
    own_page = source.site_url if isinstance(source, ParsedFeed) else source.url
    told = _addressed(_posts(source), (own_page, feed.site_url))
    posts = [(_name(post, key), key, post) for key, post in told]
    claimed = {known[name].id for name, _, _ in posts if name in known}
    new: list[NewPost] = []
    changed: list[ChangedPost] = []
    counts: list[tuple[int, int]] = []
    seen: set[str | int] = set()
    for name, key, post in posts:
        stored = known.get(name) or _at_address(key, known, claimed)
        own = name if stored is None else stored.id
        if own in seen:
            continue
        seen.add(own)
        mark = fingerprint(post)
        if stored is None:
            new.append(_new_post(post, name, mark, now))
        elif mark != stored.fingerprint:
            changed.append(ChangedPost(stored.id, post, mark, _words(post), snippet(post)))
        elif post.comment_count is not None and post.comment_count != stored.comment_count:
            counts.append((stored.id, post.comment_count))
    # sources tell the newest first; posts of the same second take their places in the order in which they are stored
    new.reverse()
    new.sort(key=lambda post: post.sort_seconds)
    return replace(plan, new=tuple(new), changed=tuple(changed), comment_counts=tuple(counts))


def _key(post: PostData) -> str | None:
    return urls.key(post.url) if post.url else None


def _name(post: PostData, key: str | None) -> str:
    """A post's identity, where `key` is what its address contributes."""
    if post.guid:
        return post.guid if len(post.guid) <= _MAX_GUID else _hash(post.guid)
    return key or _hash(post.title, post.html)


def _addressed(posts: Sequence[PostData], pages: Iterable[str | None]) -> list[tuple[str | None, PostData]]:
    """Each post with the key of its address; None where that names no single post but several, or the blog."""
    keys = [_key(post) for post in posts]
    count = Counter(keys)
    blogs = {urls.key(page) for page in pages if page}
    return [
        (key if key and count[key] == 1 and key not in blogs and ("/" in key or "?" in key) else None, post)
        for key, post in zip(keys, posts, strict=True)
    ]


def _at_address(key: str | None, known: Mapping[str, KnownPost], claimed: set[int]) -> KnownPost | None:
    """The stored post at this address, for sources that give a post another guid; never one that goes by its own
    name in the same document.
    """
    found = known.get(key) if key else None
    return None if found is None or found.id in claimed else found


def _posts(source: ParsedFeed | PageReading) -> tuple[PostData, ...]:
    if isinstance(source, ParsedFeed):
        return source.posts
    # a page links to a post several times: by its title, its picture, "read on"
    links: dict[str, PostLink] = {}
    for link in source.posts:
        links.setdefault(urls.key(link.url) if link.url else f"\0{link.title}", link)
    return tuple(
        PostData(
            url=link.url or None,
            title=link.title,
            html=html.escape(link.summary, quote=False) if link.summary else None,
            published=link.published,
            is_summary=True,
        )
        for link in links.values()
    )


def _new_post(post: PostData, name: str, mark: str, now: float) -> NewPost:
    date = post.published or post.updated
    return NewPost(
        guid=name,
        data=post,
        fingerprint=mark,
        words=_words(post),
        snippet=snippet(post),
        sort_seconds=now if date is None else min(max(date.timestamp(), 0.0), now),
        first_seen=now,
    )


def _words(post: PostData) -> int | None:
    """How many words the body has; None where the source holds only a part of it."""
    return None if post.html is None or post.is_summary else len(_plain(post.html).split())


def snippet(post: PostData) -> str | None:
    """The first words of a post, for lists; None where it has none."""
    if not post.html:
        return None
    # what stands at the beginning is enough, unless it is all markup
    head = _plain(post.html[:_SNIPPET_SOURCE])
    return text.clean_line(html.unescape(head if head.strip() else _plain(post.html))[: _SNIPPET * 8], _SNIPPET)


def _plain(source: str) -> str:
    """HTML without its tags, scripts and styles; entities stay."""
    kept: list[str] = []
    place = 0
    while hidden := _HIDDEN.search(source, place):
        kept.append(source[place : hidden.start()])
        end = source.find("</" + hidden[1], hidden.end())
        place = len(source) if end < 0 else end
    return _TAG.sub(" ", "".join((*kept, source[place:])))


def _moved_to(feed: Feed, page: Page) -> str | None:
    """The feed's new address, where permanent redirects led to one."""
    return page.permanent_url if page.permanent_url != feed.url and urls.is_web(page.permanent_url) else None


def _patience(feed: Feed, error: TuiReaderError, failures: int) -> float:
    """Seconds to leave a failing feed alone."""
    longest, asked = LONGEST, 0.0
    if isinstance(error, FetchError):
        longest = LONGEST if error.status else _LONGEST_UNANSWERED
        asked = error.retry_after or 0.0
    wait = min(SHORTEST * 2.0 ** min(failures - 1, 10), longest)
    return _bounded(feed, max(wait, asked))


def _reason(error: TuiReaderError, *, is_gone: bool) -> str:
    if is_gone:
        return "gone"
    return error.reason if isinstance(error, FetchError | ParseError) else error.title


def _bounded(feed: Feed, wait: float) -> float:
    """A wait within bounds, up to a tenth longer, so that feeds subscribed together are not asked together for ever."""
    share = (feed.id * 0.6180339887498949) % 1.0
    return min(max(wait, SHORTEST) * (1.0 + share / 10), LONGEST)


def _validator(value: str | None) -> str | None:
    return value if value and len(value) <= _MAX_VALIDATOR else None


def _hash(*parts: str | None) -> str:
    said = "\0".join("" if part is None else f"+{part}" for part in parts)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
