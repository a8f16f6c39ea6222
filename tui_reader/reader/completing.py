"""Completing a thread: the places that hold more are asked, their answers merged, and after each a stage is told.

Knows the network and the worker and no database, so that a thread that is only printed is completed the same way.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from tui_reader import words
from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.merging import is_edited, merge, shortfall, twins
from tui_reader.models import Comment, Held, Itinerary, Page, PageReading, StoredThread, Thread, ThreadSource
from tui_reader.reader.sources import HOUR

if TYPE_CHECKING:
    from tui_reader.fetch import Answer, DriveLimits
    from tui_reader.reader.sources import Sources

Progress = Callable[[Held], None]

_SHOWN: Final = 3
_HOSTED: Final = ("wordpress.com", "public-api.wordpress.com")
"""The reader and the host of what WordPress.com tells of its own blogs."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A thread after one more answer.

    `changed` are the comments that are new or say something else than before, their links relative to `base_url`;
    `names` new ids of comments that were known by others; `told` all ids that were told so far; `edited` those that
    were known from an earlier visit and have other words now. `is_all`: everybody who may be asked has answered, so
    that what nobody told is gone. `is_failure`: no answer came, the thread is as it was.
    """

    thread: Thread
    itinerary: Itinerary
    changed: tuple[Comment, ...] = ()
    base_url: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    is_all: bool = False
    is_failure: bool = False


def party(source: ThreadSource, home: str | None) -> str | None:
    """The third party that a place belongs to; None for the blog's own site, whose post is at `home`.

    What lies at another host is one, whatever the page that names it says; a server that anybody may run is called by
    that host. Only WordPress.com answers for the blogs that it hosts under names of their own.
    """
    if source.service is not None and "." not in source.service:
        return source.service
    url = source.request.url
    is_own = urls.same_site(url, home) or (source.reader, urls.host(url)) == _HOSTED
    return None if is_own else urls.host(url)


def begin(thread: Thread, url: str | None, *, page_url: str | None = None, feed_url: str | None = None) -> Itinerary:
    """Where the rest of a thread may be had, from what the post's page says. The comment feed comes last.

    `url` is the address by which the post is known, which may lead elsewhere; `page_url` the one that its page gives
    itself; `feed_url` a comment feed that the post's feed names. Third parties, who are told of a page by its address,
    hear of no password in it.
    """
    asked = tuple(dict.fromkeys(ThreadSource.at(address).key for address in (url, page_url) if address))
    home = page_url if urls.is_web(page_url) else url
    if thread.complete:
        return Itinerary(asked=asked, home=home)
    feed = thread.feed_url or feed_url
    places = [*thread.rest, *([ThreadSource.at(feed, "feed")] if feed else ())]
    distinct: dict[str, ThreadSource] = {}
    for place in places:
        told = _discreet(place, home, url, page_url)
        distinct.setdefault(told.key, told)
    rest = tuple(place for key, place in distinct.items() if key not in asked)
    return Itinerary(rest, asked, home=home)


def _discreet(source: ThreadSource, home: str | None, *pages: str | None) -> ThreadSource:
    """A question, where it is a third party's without the names and passwords in these addresses, encoded or not."""
    secrets = {urls.login(page) for page in pages}
    if secrets == {""} or party(source, home) is None:
        return source
    request = source.request
    for secret in secrets:
        for told in (f"{secret}@", quote(f"{secret}@", safe="")) if secret else ():
            request = replace(
                request,
                url=request.url.replace(told, ""),
                headers=tuple((name, value.replace(told, "")) for name, value in request.headers),
                body=request.body.replace(told.encode(), b"") if request.body else request.body,
            )
    return replace(source, request=request)


def may_ask(home: str | None, allowed: Collection[str]) -> Callable[[ThreadSource], bool]:
    """Who may be asked: the blog's own site, and of others whom the user allowed."""

    def is_allowed(source: ThreadSource) -> bool:
        owner = party(source, home)
        return owner is None or owner in allowed

    return is_allowed


async def stages(
    sources: Sources,
    thread: Thread,
    itinerary: Itinerary,
    *,
    allowed: Collection[str],
    limits: DriveLimits,
    max_age: float = 0.0,
    told: Iterable[str] | None = None,
) -> AsyncGenerator[Stage, None]:
    """Asks for what a thread lacks, and gives it anew after every answer until it is complete or nobody is left.

    `told` are the ids that were told since the post's page was asked: the thread may hold more, of earlier visits, and
    only what is told counts where a number is stated. None: all that it holds.
    """
    if thread.complete:
        return
    # a server that keeps comments is called by its host: allowing it names it, wherever it is
    sources.named.update(allowed)
    worker, engine = sources.worker, thread.engine
    ids = frozenset(told) if told is not None else frozenset(comment.id for comment in thread.comments)
    can_be_whole: bool | None = None

    async def read(page: Page, source: ThreadSource) -> Thread:
        part = await worker.read_part(page, source, engine)
        home = itinerary.home
        return replace(part, rest=tuple(_discreet(further, home, home, page.url) for further in part.rest))

    drive = sources.fetcher.drive(
        itinerary,
        read,
        may_ask=may_ask(itinerary.home, allowed),
        limits=limits,
        max_age=max_age,
    )
    async with aclosing(drive) as answers:
        async for answer in answers:
            can_be_whole = _can_be_whole(answer, can_be_whole)
            # thousands of comments take longer than a frame
            stage = await asyncio.to_thread(_stage, thread, answer, ids, can_be_whole=can_be_whole is True)
            thread, ids = stage.thread, stage.told
            yield stage
            if thread.complete:
                return


def _can_be_whole(answer: Answer, before: bool | None) -> bool | None:  # noqa: FBT001  three states, not a switch
    """Whether all answers together may be the whole thread: those of feeds alone cannot, nor where one holds back."""
    part, reader = answer.part, answer.source.reader
    if part is None or reader == "feed" or before is False:
        return before
    if reader != "page" and part.complete is False and not part.rest:
        return False
    return before or (True if part.comments else None)


def _stage(thread: Thread, answer: Answer, told: frozenset[str], *, can_be_whole: bool) -> Stage:
    part, itinerary = answer.part, answer.itinerary
    if part is None:
        return Stage(replace(thread, rest=itinerary.rest), itinerary, told=told, is_failure=True)
    names = twins(thread.comments, part.comments)
    merged = merge(thread, part, is_summary=answer.source.reader == "feed")
    before = frozenset(names.get(name, name) for name in told)
    told = before | {names.get(comment.id, comment.id) for comment in part.comments}
    is_done = not (itinerary.rest or itinerary.failed)
    # where no number is stated, the whole is what all places together hold
    is_sum = is_done and can_be_whole and merged.stated_count is None
    if answer.is_last or is_sum or _is_counted(merged, told, itinerary):
        merged, itinerary = replace(merged, complete=True), replace(itinerary, rest=())
    known = {comment.id: comment for comment in thread.comments}
    changed = tuple(comment for comment in merged.comments if known.get(comment.id) != comment)
    return Stage(
        thread=replace(merged, engine=thread.engine or part.engine, rest=itinerary.rest),
        itinerary=itinerary,
        changed=changed,
        base_url=part.base_url or merged.base_url,
        names={old: new for old, new in names.items() if old in known},
        told=told,
        # two sources may put it differently at the same visit; a feed's text only fills gaps
        edited=frozenset(
            one.id
            for one in changed
            if one.id in known
            and one.id not in before
            and answer.source.reader != "feed"
            and is_edited(known[one.id], one)
        ),
        is_all=answer.is_last
        or len(told) == merged.stated_count
        or (is_done and bool(told) and merged.complete is not False),
    )


def _is_counted(thread: Thread, told: frozenset[str], itinerary: Itinerary) -> bool:
    """Whether as many were told as are stated. Pingbacks may stand on pages without being counted: while there are
    pages, only remarks count.
    """
    if thread.stated_count is None:
        return False
    has_pages = any(source.reader == "page" for source in itinerary.rest)
    counted = sum(not (comment.is_pingback and has_pages) for comment in thread.comments if comment.id in told)
    return counted >= thread.stated_count


def lacking(
    held: int, stated: int | None, *, complete: bool | None, service: str | None, itinerary: Itinerary
) -> tuple[str, ...]:
    """What a thread lacks and why, in sentences; () where nothing is known to be missing."""
    if complete:
        return ()
    found: list[str] = []
    if service and not held:
        found.append(f"The comments are kept by {service}; none stands in the page itself.")
    elif stated is not None and stated > held:
        are = "is" if stated == 1 else "are"
        found.append(f"{words.plural(stated, 'comment')} {are} named, {held:,} could be had.")
    elif complete is False:
        found.append(f"There are more than the {words.plural(held, 'comment')} that could be had.")
    failed = itinerary.failed
    found += [f"{clean_line(address, 100)} could not be had: {reason}." for address, reason in failed[:_SHOWN]]
    if len(failed) > _SHOWN:
        found.append(f"{words.plural(len(failed) - _SHOWN, 'more place')} could not be had.")
    return tuple(found)


def services(itinerary: Itinerary, allowed: Collection[str]) -> tuple[str, ...]:
    """The third parties in the rest of an itinerary whom the user has not allowed."""
    owners = dict.fromkeys(party(source, itinerary.home) for source in itinerary.rest)
    return tuple(owner for owner in owners if owner is not None and owner not in allowed)


def of_stored(stored: StoredThread | None) -> tuple[str, ...]:
    """What a stored thread lacks and why, in sentences."""
    if stored is None:
        return ()
    held = sum(not comment.is_gone for comment in stored.comments)
    return lacking(
        held,
        stored.stated_count,
        complete=stored.complete,
        service=stored.service,
        itinerary=stored.itinerary,
    )


def annotated(stored: StoredThread, allowed: Collection[str]) -> StoredThread:
    """A stored thread with what can be done about what it lacks."""
    itinerary, is_open = stored.itinerary, not stored.complete
    return replace(
        stored,
        can_complete=is_open and any(map(may_ask(itinerary.home, allowed), itinerary.rest)),
        services=services(itinerary, allowed) if is_open else (),
        warnings=(*stored.warnings, *(text for text in of_stored(stored) if text not in stored.warnings)),
    )


def own_warnings(reading: PageReading) -> tuple[str, ...]:
    """What a page's reading warns of, but for what its thread lacks: that is told anew whenever it changes."""
    lacks = shortfall(reading.thread) if reading.thread else ()
    return tuple(warning for warning in reading.warnings if warning not in lacks)


async def completed(
    sources: Sources,
    reading: PageReading,
    itinerary: Itinerary,
    *,
    allowed: Collection[str],
    limits: DriveLimits,
    progress: Progress | None = None,
) -> PageReading:
    """A page's reading with its whole thread, as far as those who may be asked tell it. Keeps nothing."""
    thread = reading.thread
    if thread is None:
        return reading
    lacked = _lacking(thread, itinerary)
    warnings = tuple(warning for warning in own_warnings(reading) if warning not in lacked)
    asked = 0
    steps = stages(sources, thread, itinerary, allowed=allowed, limits=limits, max_age=HOUR)
    async with aclosing(steps) as ways:
        async for stage in ways:
            thread, itinerary, asked = stage.thread, stage.itinerary, asked + 1
            if progress is not None:
                progress(Held(len(thread.comments), thread.stated_count, asked, len(itinerary.failed)))
    if not asked:
        return reading
    thread = replace(thread, rest=itinerary.rest)
    return replace(reading, thread=thread, warnings=(*warnings, *_lacking(thread, itinerary)))


def _lacking(thread: Thread, itinerary: Itinerary) -> tuple[str, ...]:
    held, stated = len(thread.comments), thread.stated_count
    return lacking(held, stated, complete=thread.complete, service=thread.service, itinerary=itinerary)
