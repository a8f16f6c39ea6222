"""The real transport, on the loopback interface: which address is connected to, and what broken servers become."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from tui_reader.errors import FetchError
from tui_reader.fetch import Fetcher, Limits
from tui_reader.fetch.addresses import PrivateAddressError
from tui_reader.fetch.network import MAY_BE_PRIVATE, NetworkTransport
from tui_reader.models import Request

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nwords"


@asynccontextmanager
async def server(answer: bytes | None, asked: list[bytes]) -> AsyncIterator[int]:
    """A server that notes each request's head and gives the same bytes to all, or says nothing; its port."""
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked.append(await reader.read(65536))
            if answer is None:
                await reader.read()
            else:
                writer.write(answer)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def start(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.create_task(serve(reader, writer)))

    listener = await asyncio.start_server(start, "127.0.0.1", 0)
    async with listener:
        yield listener.sockets[0].getsockname()[1]
    await asyncio.gather(*serving)


def resolving(*addresses: str) -> Callable[[str, int], Awaitable[list[str]]]:
    async def resolve(host: str, port: int) -> list[str]:
        del host, port
        return list(addresses)

    return resolve


def request(url: str, *, is_named: bool) -> httpx.Request:
    return httpx.Request("GET", url, extensions={MAY_BE_PRIVATE: is_named})


async def test_a_host_the_user_named_may_be_here() -> None:
    asked: list[bytes] = []
    async with server(GOOD, asked) as port, Fetcher(now=lambda: 0.0) as fetcher:
        page = await fetcher.get(Request(f"http://127.0.0.1:{port}/a?b"))
    assert page.content == b"words"
    assert asked[0].startswith(b"GET /a?b HTTP/1.1\r\n")


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("93.184.216.34", "10.0.0.1"), ("::1",), ()])
async def test_a_public_name_that_resolves_to_a_private_address_is_never_connected_to(
    addresses: tuple[str, ...],
) -> None:
    asked: list[bytes] = []
    async with server(GOOD, asked) as port:
        transport = NetworkTransport(concurrency=4, resolve=resolving(*addresses))
        with pytest.raises(PrivateAddressError):
            await transport.handle_async_request(request(f"http://blog.example:{port}/", is_named=False))
        await transport.aclose()
    assert asked == []


async def test_a_name_that_the_resolver_does_not_know_is_no_such_host() -> None:
    async def unknown(host: str, port: int) -> list[str]:
        raise OSError(f"{host}:{port}")

    transport = NetworkTransport(concurrency=4, resolve=unknown)
    with pytest.raises(httpx.ConnectError):
        await transport.handle_async_request(request("http://blog.example/", is_named=False))
    await transport.aclose()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "broken answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\x00\x1b]0;x\x07\r\n", "broken answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf", "broken answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: banana\r\n\r\nx", "broken answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx", "broken answer"),
        (b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 300_000, "broken answer"),
        (b"HTTP/1.1 999 \x1b]0;x\x07\r\nContent-Length: 0\r\n\r\n", "refused"),
        (b"HTTP/1.1 302 Found\r\nLocation: \x1b]0;x\x07\r\nContent-Length: 0\r\n\r\n", "broken answer"),
    ],
)
async def test_broken_answers_are_errors_without_control_characters(answer: bytes, reason: str) -> None:
    async with server(answer, []) as port, Fetcher(now=lambda: 0.0) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request(f"http://127.0.0.1:{port}/"))
    assert caught.value.reason == reason
    assert str(caught.value).isprintable()


async def test_nobody_listening_is_no_answer() -> None:
    async with server(GOOD, []) as port:
        pass
    async with Fetcher(now=lambda: 0.0) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request(f"http://127.0.0.1:{port}/"))
    assert caught.value.reason == "no answer"


async def test_https_to_a_plain_server_is_a_tls_error() -> None:
    async with server(b"HTTP/1.1 400 Bad Request\r\n\r\n", []) as port, Fetcher(now=lambda: 0.0) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request(f"https://127.0.0.1:{port}/"))
    assert caught.value.reason == "TLS error"


async def test_a_silent_server_is_given_up() -> None:
    quiet = Limits(quiet_seconds=0.05)
    async with server(None, []) as port, Fetcher(now=lambda: 0.0, limits=quiet) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request(f"http://127.0.0.1:{port}/"))
    assert caught.value.reason == "too slow"
