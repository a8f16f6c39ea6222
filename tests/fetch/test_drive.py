"""Conversations of Steps: answered, limited, told of failures, closed."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tui_reader.errors import FetchError
from tui_reader.fetch import DriveLimits, Fetcher, Limits, local_transport
from tui_reader.models import Page, Request

SITE = "https://blog.example"
PAGES = {f"{SITE}/{number}": ("text/plain", f"page {number}".encode()) for number in range(10)}


def fetcher() -> Fetcher:
    return Fetcher(transport=local_transport(PAGES), now=lambda: 0.0, limits=Limits(spacing=0.0))


def read_all(*urls: str) -> Generator[Request, Page, list[str]]:
    """Asks for each address; a failed one is noted by its reason."""
    read: list[str] = []
    for url in urls:
        try:
            page = yield Request(url)
            read.append(page.content.decode())
        except FetchError as error:
            read.append(error.reason)
    return read


async def test_requests_are_answered_in_order_and_failures_thrown_in() -> None:
    seen: list[tuple[int, str]] = []
    async with fetcher() as web:
        read = await web.drive(
            read_all(f"{SITE}/0", f"{SITE}/none", f"{SITE}/1"),
            progress=lambda count, page: seen.append((count, page.url)),
        )
    assert read == ["page 0", "not found", "page 1"]
    assert seen == [(1, f"{SITE}/0"), (2, f"{SITE}/1")]


async def test_a_conversation_without_requests_has_its_result_at_once() -> None:
    async with fetcher() as web:
        assert await web.drive(read_all()) == []


async def test_the_page_limit_is_told_once_so_that_what_is_there_can_be_returned() -> None:
    async with fetcher() as web:
        read = await web.drive(read_all(*(f"{SITE}/{n}" for n in range(3))), limits=DriveLimits(pages=2))
    assert read == ["page 0", "page 1", "limit reached"]


async def test_steps_that_do_not_listen_to_a_limit_are_ended() -> None:
    closed: list[bool] = []

    def endless() -> Generator[Request, Page, None]:
        try:
            while True:
                try:
                    yield Request(f"{SITE}/0")
                except FetchError:
                    continue
        finally:
            closed.append(True)

    async with fetcher() as web:
        with pytest.raises(FetchError) as caught:
            await web.drive(endless(), limits=DriveLimits(pages=3))
    assert caught.value.reason == "limit reached"
    assert closed == [True]


async def test_bytes_are_counted() -> None:
    async with fetcher() as web:
        read = await web.drive(read_all(f"{SITE}/0", f"{SITE}/1"), limits=DriveLimits(content_bytes=5))
    assert read == ["page 0", "limit reached"]


async def test_only_so_many_hosts_are_asked_but_known_ones_still_are() -> None:
    urls = (f"{SITE}/0", "https://b.example/", "https://c.example/", f"{SITE}/1")
    async with fetcher() as web:
        read = await web.drive(read_all(*urls), limits=DriveLimits(hosts=2))
    assert read == ["page 0", "no answer", "limit reached", "page 1"]


async def test_an_error_that_the_steps_do_not_catch_is_raised_and_closes_them() -> None:
    closed: list[bool] = []

    def careless() -> Generator[Request, Page, None]:
        try:
            yield Request(f"{SITE}/none")
        finally:
            closed.append(True)

    async with fetcher() as web:
        with pytest.raises(FetchError) as caught:
            await web.drive(careless())
    assert caught.value.reason == "not found"
    assert closed == [True]
