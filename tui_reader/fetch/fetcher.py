"""The Fetcher: gets one address at a time, follows redirects itself, and lets nothing run without a limit."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urldefrag, urlsplit, urlunsplit

from tui_reader import __version__
from tui_reader.content import urls
from tui_reader.errors import FetchError
from tui_reader.fetch import addresses, failures
from tui_reader.fetch.body import ACCEPT_ENCODING, Body, BodyError
from tui_reader.fetch.cache import PageCache
from tui_reader.fetch.drive import Answer, Read, drive
from tui_reader.fetch.limits import DriveLimits, Limits
from tui_reader.fetch.manners import Manners
from tui_reader.models import Itinerary, Page, Request, ThreadSource

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

USER_AGENT = f"tui-reader/{__version__} (+feed and blog reader)"
ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.8"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_MAX_VALIDATOR = 1024
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE)
_PRIVATE_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


@dataclass(frozen=True, slots=True)
class _Hop:
    """One request as it goes over the wire.

    `asked` is the address that led here; `is_named` where the host may be private because the user named it.
    """

    asked: str
    url: str
    method: str
    headers: dict[str, str]
    body: bytes | None
    is_named: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one hop brought: the body only where the status is 2xx. `seconds` is its time without queueing."""

    status: int
    headers: httpx.Headers
    content: bytes = b""
    seconds: float = 0.0


class Fetcher:
    """All HTTP goes through one of these. An async context manager.

    `transport` makes what stands for the network (tests, the sample); `now` gives seconds since 1970. `cache_dir` holds
    pages asked for with a `max_age`. `offline`: nothing but kept pages. `allow_private` decides whether a host that a
    request names may be inside the user's own network; by default one that is so by its very name (`localhost`,
    192.168.1.2). Where a redirect leads is never allowed that, unless it stays at the same host and port.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
        cache_dir: Path | None = None,
        offline: bool = False,
        limits: Limits = Limits(),  # noqa: B008  frozen
        allow_private: Callable[[str], bool] = addresses.is_private_name,
    ) -> None:
        self._now = now
        self._make_transport = transport
        self._cache = PageCache(cache_dir, limit=limits.cache_bytes) if cache_dir else None
        self._is_offline = offline
        self._limits = limits
        self._allow_private = allow_private
        self._manners = Manners(concurrency=limits.concurrency, clock=time.monotonic)
        self._client: httpx.AsyncClient | None = None
        self._client_lock = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def get(self, request: Request, *, max_age: float = 0.0) -> Page:
        """The page at an address, status 200, or 304 where the request held a validator that still holds.

        `max_age` > 0: a page fetched within so many seconds is answered from disk, and what comes is kept there.
        Raises FetchError.
        """
        url = urls.resolve(None, request.url)
        if url is None or not urls.is_web(url):
            raise failures.not_an_address(request.url)
        is_kept = self._cache is not None and request.body is None
        if is_kept and (max_age > 0 or self._is_offline):
            page = await self._kept(url, None if self._is_offline else max_age)
            if page is not None:
                return page
        if self._is_offline:
            raise failures.offline(url)
        page = await self._follow(request, urldefrag(url).url)
        page = replace(page, requested_url=url)
        if is_kept and page.status == 200:
            await self._keep(page, only_if_kept=max_age <= 0)
        return page

    def drive(
        self,
        itinerary: Itinerary,
        read: Read,
        *,
        may_ask: Callable[[ThreadSource], bool],
        limits: DriveLimits = DriveLimits(),  # noqa: B008  frozen
        max_age: float = 0.0,
    ) -> AsyncGenerator[Answer, None]:
        """Asks the places of an itinerary with `get`, one after the other; see `fetch.drive`."""
        return drive(partial(self.get, max_age=max_age), read, itinerary, may_ask=may_ask, limits=limits)

    async def _follow(self, request: Request, url: str) -> Page:
        """Asks, and asks on where the answer sends elsewhere."""
        may_be_private = self._allow_private(urls.host(url))
        method = "GET" if request.body is None else "POST"
        hop = _Hop(url, url, method, _headers(request), request.body, may_be_private)
        permanent: str | None = None
        is_permanent = True
        seconds = self._limits.seconds
        for _ in range(self._limits.redirects + 1):
            answer = await self._ask(hop, seconds)
            seconds -= answer.seconds
            location = answer.headers.get("location") if answer.status in _REDIRECTS else None
            if not location:
                return self._page(request, url, hop, answer, permanent)
            target = _target(hop.url, location)
            if target is None:
                message = f"It leads to {failures.shown(location)}, which is not a web address."
                raise FetchError(failures.shown(url), "broken answer", message, status=answer.status)
            is_permanent = is_permanent and answer.status in _PERMANENT
            if is_permanent:
                permanent = target
            hop = _next_hop(hop, answer.status, target, is_named=may_be_private and _place(target) == _place(url))
        message = f"It leads on and on, at last to {failures.shown(hop.url)}. Try that address, or look in a browser."
        raise FetchError(failures.shown(url), "too many redirects", message)

    async def _ask(self, hop: _Hop, seconds: float) -> _Answer:
        """One request and its answer; raises FetchError."""
        import httpx

        host = urls.host(hop.url)
        if not hop.is_named and addresses.is_private_name(host):
            raise failures.private_address(hop.asked, host)
        client = await self._get_client()
        # this machine needs no sparing
        spacing = 0.0 if addresses.is_loopback(host) else self._limits.spacing
        async with self._manners.turn(_server(hop.url), spacing=spacing):
            wait = self._manners.seconds_to_wait(_server(hop.url))
            if wait > 0:
                raise failures.asks_to_wait(hop.asked, wait)
            started = time.monotonic()
            try:
                async with asyncio.timeout(max(seconds, 0.0)):
                    answer = await self._exchange(client, hop)
                    return replace(answer, seconds=time.monotonic() - started)
            except TimeoutError as error:
                message = f"The answer was not whole after {self._limits.seconds:.0f} seconds; try again later."
                raise FetchError(failures.shown(hop.asked), "too slow", message) from error
            except BodyError as error:
                raise FetchError(failures.shown(hop.asked), error.reason, f"It was not taken: {error}.") from error
            except addresses.PrivateAddressError as error:
                raise failures.private_address(hop.asked, error.host) from error
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                raise failures.from_network(hop.asked, error, seconds=self._limits.quiet_seconds) from error

    async def _exchange(self, client: httpx.AsyncClient, hop: _Hop) -> _Answer:
        from tui_reader.fetch.network import MAY_BE_PRIVATE

        async with client.stream(
            hop.method,
            hop.url,
            headers=hop.headers,
            content=hop.body,
            extensions={MAY_BE_PRIVATE: hop.is_named},
        ) as response:
            if not response.is_success:
                return _Answer(response.status_code, response.headers)
            limit = self._limits.content_bytes
            length = response.headers.get("content-length", "")
            if length.isdigit() and (len(length) > 15 or int(length) > limit):
                raise BodyError("too large", f"the answer is larger than {limit >> 20} MiB")
            body = Body(response.headers.get("content-encoding", ""), limit=limit, ratio=self._limits.ratio)
            if response.is_stream_consumed:
                # an answer made in memory was whole, and decoded, from the start
                return _Answer(response.status_code, response.headers, response.content)
            async for chunk in response.aiter_raw():
                body.add(chunk)
            return _Answer(response.status_code, response.headers, body.finish())

    def _page(self, request: Request, url: str, hop: _Hop, answer: _Answer, permanent: str | None) -> Page:
        """The final answer as a Page; raises FetchError for what is none."""
        status = answer.status
        is_conditional = bool(request.etag or request.last_modified)
        if status == 304 and not is_conditional:
            message = "The server says that nothing has changed, but nothing was kept to compare with."
            raise FetchError(failures.shown(url), "broken answer", message, status=304)
        if status != 304 and not 200 <= status < 300:
            longest = self._limits.retry_after
            error = failures.from_status(url, status, answer.headers, now=self._now(), longest_wait=longest)
            if error.retry_after:
                self._manners.ask_to_wait(_server(hop.url), error.retry_after)
            raise error
        kind = answer.headers.get("content-type", "")
        charset = _CHARSET.search(kind)
        return Page(
            url=hop.url,
            content=answer.content,
            status=304 if status == 304 else 200,
            media_type=kind.partition(";")[0].strip().lower()[:100] or None,
            charset=charset[1].lower() if charset else None,
            etag=_validator(answer.headers.get("etag")),
            last_modified=_validator(answer.headers.get("last-modified")),
            permanent_url=permanent,
            fetched_at=self._now(),
        )

    async def _get_client(self) -> httpx.AsyncClient:
        """The one client, made at the first request, in a thread: its imports and certificates take long."""
        async with self._client_lock:
            if self._client is None:
                self._client = await asyncio.to_thread(self._make_client)
            return self._client

    def _make_client(self) -> httpx.AsyncClient:
        from http.cookiejar import CookieJar, DefaultCookiePolicy

        import httpx

        from tui_reader.fetch.network import NetworkTransport

        limits = self._limits
        make = self._make_transport or (lambda: NetworkTransport(concurrency=limits.concurrency))
        return httpx.AsyncClient(
            transport=make(),
            http2=False,
            follow_redirects=False,
            # the network is reached through the environment's proxies by NetworkTransport itself
            trust_env=False,
            timeout=httpx.Timeout(limits.quiet_seconds, pool=None),
            headers={"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": ACCEPT_ENCODING},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    async def _kept(self, url: str, max_age: float | None) -> Page | None:
        assert self._cache is not None
        return await asyncio.to_thread(self._cache.get, url, newest=self._now(), max_age=max_age)

    async def _keep(self, page: Page, *, only_if_kept: bool) -> None:
        cache = self._cache
        assert cache is not None
        if only_if_kept and not await asyncio.to_thread(cache.has, page.requested_url):
            return
        await asyncio.to_thread(cache.put, page)


def _headers(request: Request) -> dict[str, str]:
    """The request's own headers and its conditions, without anything that cannot stand in a header."""
    wanted = [
        *request.headers,
        ("If-None-Match", request.etag or ""),
        ("If-Modified-Since", request.last_modified or ""),
    ]
    return {name: value for name, value in wanted if value and _is_header_text(name + value)}


def _next_hop(hop: _Hop, status: int, target: str, *, is_named: bool) -> _Hop:
    """The request that a redirect asks for: without secrets on another host, a GET after 301 to 303."""
    headers = hop.headers
    if _place(hop.url) != _place(target):
        headers = {name: value for name, value in headers.items() if name.lower() not in _PRIVATE_HEADERS}
    keeps_body = status in {307, 308}
    method, body = (hop.method, hop.body) if keeps_body else ("GET", None)
    return _Hop(hop.asked, target, method, headers, body, is_named)


def _place(url: str) -> tuple[str, int | None]:
    """Host and port; a port that cannot be is None, httpx refuses it."""
    parts = urlsplit(url)
    with contextlib.suppress(ValueError):
        return parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.hostname or "", None


def _server(url: str) -> str:
    """Whose turns a request waits for: a host, but on this machine every port is a server of its own."""
    host, port = _place(url)
    return f"{host}:{port}" if addresses.is_loopback(host) else host


def _target(base: str, location: str) -> str | None:
    """Where a redirect leads, without fragment and without a name and password; None where it is no web address."""
    target = urls.resolve(base, location)
    if target is None or not urls.is_web(target):
        return None
    parts = urlsplit(target)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, place, parts.path, parts.query, ""))


def _validator(value: str | None) -> str | None:
    """An ETag or date as it may be stored and sent back; None for one of more than a kilobyte."""
    return value if value and len(value) <= _MAX_VALIDATOR and _is_header_text(value) else None


def _is_header_text(text: str) -> bool:
    return text.isascii() and text.isprintable()
