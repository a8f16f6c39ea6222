"""Feeds on the loopback interface, each at an address of its own where the system allows that, new posts every time.

Run as a script in a process of its own: it prints the pattern of the feeds' addresses and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections.abc import Iterator
from contextlib import suppress
from xml.sax.saxutils import escape

NEW_POSTS = 5
KEPT_POSTS = 15
PARAGRAPH = "<p>Water for one cup boils in ninety seconds on the small ring, and a lid takes a fifth off that.</p>"


def feed(path: str, count: int) -> bytes:
    """RSS with some posts that are new at this request and some that are always there."""
    numbers = [*range(count * NEW_POSTS, (count + 1) * NEW_POSTS), *(-1 - k for k in range(KEPT_POSTS))]
    items = "".join(
        f"<item><title>Kettle notes {number}</title><link>https://kettle.example{path}/{number}</link>"
        f'<guid isPermaLink="false">{path}:{number}</guid><description>{escape(PARAGRAPH * 8)}</description></item>'
        for number in numbers
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Kettle {path}</title>'
        f"<link>https://kettle.example{path}</link><description>Boiling.</description>{items}</channel></rss>"
    )
    return text.encode()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, counts: Iterator[int]) -> None:
    """Requests of one connection, one after the other."""
    with suppress(ConnectionError, asyncio.IncompleteReadError):
        while request := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
            body = feed(request.split(" ")[1], next(counts))
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
    writer.close()


async def serve(feeds: int) -> None:
    """Listens at 127.7.x.y for each feed; at 127.0.0.1 for all where there are no such addresses."""
    counts = itertools.count()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await answer(reader, writer, counts)

    first = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    pattern = f"http://127.7.{{}}:{port}"
    try:
        for number in range(feeds):
            await asyncio.start_server(connected, f"127.7.{place(number)}", port)
    except OSError:
        pattern = f"http://127.0.0.1:{port}"
    sys.stdout.write(pattern + "\n")
    sys.stdout.flush()
    await first.serve_forever()


def place(number: int) -> str:
    """The last two parts of a feed's own loopback address."""
    return f"{number // 250}.{number % 250 + 1}"


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
