"""The web in memory that the sample is read through."""

from __future__ import annotations

import pytest

from tui_reader.errors import FetchError
from tui_reader.fetch import Fetcher, Limits, local_transport
from tui_reader.models import Request

PAGES = {"https://blog.example/feed": ("application/rss+xml", b"<rss/>")}


def fetcher() -> Fetcher:
    return Fetcher(transport=local_transport(PAGES), now=lambda: 0.0, limits=Limits(spacing=0.0))


async def test_pages_have_their_type_and_a_validator_that_holds() -> None:
    async with fetcher() as web:
        page = await web.get(Request("https://blog.example/feed"))
        again = await web.get(Request("https://blog.example/feed", etag=page.etag))
    assert (page.media_type, page.content) == ("application/rss+xml", b"<rss/>")
    assert again.status == 304


@pytest.mark.parametrize(
    ("url", "reason"), [("https://blog.example/x", "not found"), ("https://other.example/", "no answer")]
)
async def test_nothing_else_exists(url: str, reason: str) -> None:
    async with fetcher() as web:
        with pytest.raises(FetchError) as caught:
            await web.get(Request(url))
    assert caught.value.reason == reason
