"""The transport to the real network: checks the address that is really connected to, and honours the proxies set in
the environment. Loaded at the first request only, since `httpx` takes a tenth of a second to import.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpcore
import httpx

from tui_reader.fetch.addresses import PrivateAddressError, is_public

MAY_BE_PRIVATE = "tui_reader.may_be_private"
"""The request extension that lets a host be private: the user named it."""

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port in, IP addresses out, best first; raises OSError where the name is not known."""

_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProxyError, httpx.ProxyError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
)


class NetworkTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 over TCP and TLS. Only requests that say so reach an address that is not public."""

    def __init__(self, *, concurrency: int, resolve: Resolve | None = None) -> None:
        self._tls = httpx.create_ssl_context()
        self._names = ThreadPoolExecutor(max_workers=16, thread_name_prefix="names")
        self._public = self._pool(concurrency, _PublicOnly(resolve or self._resolve))
        self._any = self._pool(concurrency, None)
        self._proxies = {
            scheme: httpx.AsyncHTTPTransport(verify=self._tls, proxy=address)
            for scheme, address in urllib.request.getproxies().items()
            if scheme in {"http", "https", "all"} and address
        }

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; raises `httpx.TransportError` or PrivateAddressError."""
        proxy = self._proxy_for(request.url)
        if proxy is not None:
            return await proxy.handle_async_request(request)
        assert isinstance(request.stream, httpx.AsyncByteStream)
        raw = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        pool = self._any if request.extensions.get(MAY_BE_PRIVATE) else self._public
        with _as_httpx():
            response = await pool.handle_async_request(raw)
        return httpx.Response(
            response.status, headers=response.headers, stream=_Stream(response), extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Closes every connection."""
        for proxy in self._proxies.values():
            await proxy.aclose()
        await self._public.aclose()
        await self._any.aclose()
        self._names.shutdown(wait=False, cancel_futures=True)

    def _pool(self, concurrency: int, backend: httpcore.AsyncNetworkBackend | None) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=concurrency,
            max_keepalive_connections=16,
            keepalive_expiry=5.0,
            network_backend=backend,
        )

    def _proxy_for(self, url: httpx.URL) -> httpx.AsyncHTTPTransport | None:
        if not self._proxies or urllib.request.proxy_bypass(url.netloc.decode("ascii")):
            return None
        return self._proxies.get(url.scheme) or self._proxies.get("all")

    async def _resolve(self, host: str, port: int) -> list[str]:
        """Asks the system in threads of its own: a slow name server must not hold up parsing, which has others."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._names, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        return list(dict.fromkeys(str(address[4][0]) for address in found))


class _Stream(httpx.AsyncByteStream):
    """A response's body, with the errors of the layer below under httpx's names."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_httpx():
            async for chunk in self._response.aiter_stream():
                yield chunk

    async def aclose(self) -> None:
        with _as_httpx():
            await self._response.aclose()


class _PublicOnly(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only: the name is resolved once, and what is checked is what is connected to."""

    def __init__(self, resolve: Resolve) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._resolve(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("the name server did not answer") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        private = next((address for address in addresses if not is_public(address)), None)
        if private is not None or not addresses:
            raise PrivateAddressError(host, private or "without an address")
        for address in addresses[:-1]:
            # a family that does not work here is left early for the next one
            try:
                return await self._inner.connect_tcp(address, port, 3.0, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._inner.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Gives the errors of httpcore and of TLS the names of httpx, with the cause kept."""
    try:
        yield
    except ssl.SSLError as error:
        raise httpx.ConnectError(str(error)) from error
    except tuple(source for source, _ in _ERRORS) as error:
        raise next(target for source, target in _ERRORS if isinstance(error, source))(str(error)) from error
