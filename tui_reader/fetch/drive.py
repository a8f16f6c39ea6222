"""Asks the places that hold the rest of a thread, one after the other, within limits.

Knows requests and what an answer leads to; what an answer says is read elsewhere.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, replace

from tui_reader.content import urls
from tui_reader.errors import FetchError, ParseError
from tui_reader.fetch.failures import shown
from tui_reader.fetch.limits import DriveLimits
from tui_reader.models import Itinerary, Page, Request, Thread, ThreadSource

Ask = Callable[[Request], Awaitable[Page]]
Read = Callable[[Page, ThreadSource], Awaitable[Thread]]

_PAGE = "page"
"""The reader of a further page of comments: such a page cannot know whether the others were asked."""
_PASSING = frozenset({"too slow", "no answer", "broken answer", "server error"})
"""Reasons that may be gone a moment later."""
_LASTING = frozenset({"asks to wait", "offline"})
"""Reasons that may be gone another day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one place gave: a part of the thread, or None where it could not be had or read.

    `itinerary` is how far the asking got with it: what stands there as `rest` is to be asked still, even if nobody does
    so today. `is_last`: with this answer the whole thread was told.
    """

    source: ThreadSource
    part: Thread | None
    itinerary: Itinerary
    is_last: bool = False


async def drive(
    ask: Ask, read: Read, itinerary: Itinerary, *, may_ask: Callable[[ThreadSource], bool], limits: DriveLimits
) -> AsyncGenerator[Answer, None]:
    """Asks what `rest` of the itinerary holds, in its order, and gives each answer as it comes.

    What an answer names as its own rest is asked before the others; what a page of comments names, after the other
    pages. No place is asked twice. A request that fails for a passing reason is repeated once; then, as after any other
    failure, the place is passed over with its reason kept, and stays in `rest` where it may answer another day. What
    `may_ask` refuses and what goes beyond the limits stays in `rest` too. The answer of a service or feed that
    completes the thread ends it all: nothing is left to ask.
    """
    budget = _Budget(limits)
    seen: set[str] = set()
    while (source := _next(itinerary, seen, may_ask, budget)) is not None:
        seen.add(source.key)
        answer = await _answer(ask, read, itinerary, source, budget)
        itinerary = answer.itinerary
        yield answer
        if answer.is_last:
            return


class _Budget:
    """What a drive has used of its limits."""

    def __init__(self, limits: DriveLimits) -> None:
        self._limits = limits
        self._asked = 0
        self._bytes = 0
        self._hosts: set[str] = set()

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be asked."""
        return self._asked >= self._limits.pages or self._bytes >= self._limits.content_bytes

    def has_room(self, request: Request) -> bool:
        """Whether the host is one of those that may be asked."""
        return urls.host(request.url) in self._hosts or len(self._hosts) < self._limits.hosts

    def asks(self, request: Request) -> None:
        """Counts a request, whatever comes of it."""
        self._asked += 1
        self._hosts.add(urls.host(request.url))

    def took(self, page: Page) -> None:
        """Counts a page that came."""
        self._bytes += len(page.content)


def _next(
    itinerary: Itinerary, seen: set[str], may_ask: Callable[[ThreadSource], bool], budget: _Budget
) -> ThreadSource | None:
    if budget.is_spent:
        return None
    rest = (source for source in itinerary.rest if source.key not in seen and budget.has_room(source.request))
    return next(filter(may_ask, rest), None)


async def _answer(ask: Ask, read: Read, itinerary: Itinerary, source: ThreadSource, budget: _Budget) -> Answer:
    try:
        page = await _asked(ask, source.request, budget)
        part = await read(page, source)
    except (FetchError, ParseError) as error:
        return Answer(source, None, _passed_over(itinerary, source, error.reason))
    known = {source.key, *itinerary.asked, *(other.key for other in itinerary.rest)}
    further = {other.key: other for other in part.rest if other.key not in known}
    # a failure at the same place means that something is missing in what it told
    has_failed = any(_place(address) == _place(source.request.url) for address, _ in itinerary.failed)
    is_last = part.complete is True and source.reader != _PAGE and not has_failed
    others = _without(itinerary.rest, source)
    # a page of comments leads to its sisters: those that the first one named go before what only another names, which
    # may be the first one itself by another address
    pages = [place for place, other in enumerate(others, 1) if other.reader == _PAGE == source.reader]
    place = max(pages, default=0)
    rest = () if is_last else (*others[:place], *further.values(), *others[place:])
    return Answer(source, part, replace(_asked_now(itinerary, source), rest=rest), is_last)


async def _asked(ask: Ask, request: Request, budget: _Budget) -> Page:
    """The answer to a request, which is repeated once where that may help; the host's spacing lies between."""
    budget.asks(request)
    try:
        page = await ask(request)
    except FetchError as error:
        if error.reason not in _PASSING or budget.is_spent:
            raise
        budget.asks(request)
        page = await ask(request)
    budget.took(page)
    return page


def _passed_over(itinerary: Itinerary, source: ThreadSource, reason: str) -> Itinerary:
    """The itinerary after a failure: the place comes last where it may answer another day, else never again."""
    failed = (shown(source.request.url), reason)
    others = _without(itinerary.rest, source)
    after = _asked_now(itinerary, source)
    if reason in _PASSING | _LASTING:
        return replace(after, rest=(*others, source), asked=itinerary.asked, failed=(*after.failed, failed))
    return replace(after, rest=others, failed=(*after.failed, failed))


def _asked_now(itinerary: Itinerary, source: ThreadSource) -> Itinerary:
    """The place noted as asked, and an earlier failure there forgotten."""
    address = shown(source.request.url)
    failed = tuple(pair for pair in itinerary.failed if pair[0] != address)
    return replace(itinerary, asked=(*itinerary.asked, source.key), failed=failed)


def _without(rest: tuple[ThreadSource, ...], source: ThreadSource) -> tuple[ThreadSource, ...]:
    return tuple(other for other in rest if other.key != source.key)


def _place(address: str) -> str:
    return address.partition("?")[0]
