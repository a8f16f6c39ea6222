"""The Fetcher against a web that answers from memory: redirects, conditions, manners, what is kept and refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from tui_reader.errors import FetchError
from tui_reader.fetch import Fetcher, Limits
from tui_reader.fetch.cache import PageCache
from tui_reader.models import Page, Request

Answer = Callable[[httpx.Request], httpx.Response]
URL = "https://blog.example/post"
UNSPACED = Limits(spacing=0.0)


class Web:
    """A web of one handler, with a log of what it was asked and a clock that stands still."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self.time = 1_700_000_000.0
        self._answer = answer

    @property
    def addresses(self) -> list[str]:
        return [str(request.url) for request in self.asked]

    def fetcher(
        self,
        *,
        limits: Limits = UNSPACED,
        cache_dir: Path | None = None,
        offline: bool = False,
    ) -> Fetcher:
        return Fetcher(
            transport=lambda: httpx.MockTransport(self._handle),
            now=lambda: self.time,
            limits=limits,
            cache_dir=cache_dir,
            offline=offline,
        )

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self._answer(request)


def page(_: httpx.Request) -> httpx.Response:
    headers = {
        "Content-Type": 'Text/HTML; charset="UTF-8"',
        "ETag": '"one"',
        "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT",
    }
    return httpx.Response(200, headers=headers, content=b"<p>words")


def redirects(table: dict[str, tuple[int, str]]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        status, target = table.get(request.url.path, (200, ""))
        return httpx.Response(status, headers={"Location": target}) if target else page(request)

    return answer


async def refusal(web: Web, url: str = URL) -> FetchError:
    async with web.fetcher() as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request(url))
    return caught.value


async def test_a_page_comes_with_what_the_server_said_about_it() -> None:
    web = Web(page)
    async with web.fetcher() as fetcher:
        got = await fetcher.get(Request(f"{URL}#part"))
    assert got == Page(
        url=URL,
        content=b"<p>words",
        requested_url=f"{URL}#part",
        media_type="text/html",
        charset="utf-8",
        etag='"one"',
        last_modified="Mon, 01 Jan 2024 00:00:00 GMT",
        fetched_at=web.time,
    )
    (request,) = web.asked
    assert request.headers["user-agent"].startswith("tui-reader/")
    assert request.headers["accept-encoding"] == "gzip, deflate"


async def test_conditions_are_sent_and_an_unchanged_page_has_no_content() -> None:
    web = Web(lambda _: httpx.Response(304, headers={"ETag": '"one"'}))
    async with web.fetcher() as fetcher:
        got = await fetcher.get(Request(URL, etag='"one"', last_modified="Mon, 01 Jan 2024 00:00:00 GMT"))
    assert (got.status, got.content, got.etag) == (304, b"", '"one"')
    assert web.asked[0].headers["if-none-match"] == '"one"'
    assert web.asked[0].headers["if-modified-since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


async def test_unchanged_is_no_answer_where_nothing_was_kept() -> None:
    error = await refusal(Web(lambda _: httpx.Response(304)))
    assert (error.reason, error.status) == ("broken answer", 304)


async def test_validators_that_could_not_be_sent_back_are_not_kept() -> None:
    headers = [("ETag", '"' + "e" * 2000 + '"'), ("Last-Modified", "caf\u00e9")]
    web = Web(
        lambda _: httpx.Response(200, headers=[(n.encode(), v.encode("latin-1")) for n, v in headers], content=b"x")
    )
    async with web.fetcher() as fetcher:
        got = await fetcher.get(Request(URL, etag="caf\u00e9\r\nX-Evil: 1"))
    assert (got.etag, got.last_modified) == (None, None)
    assert "if-none-match" not in web.asked[0].headers


async def test_a_body_makes_the_request_a_post() -> None:
    web = Web(page)
    async with web.fetcher() as fetcher:
        await fetcher.get(Request(URL, headers=(("Content-Type", "application/json"),), body=b"{}"))
    assert (web.asked[0].method, web.asked[0].content) == ("POST", b"{}")
    assert web.asked[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("table", "final", "permanent"),
    [
        ({"/post": (302, "/b")}, "/b", None),
        ({"/post": (301, "/b")}, "/b", "/b"),
        ({"/post": (308, "b"), "/b": (301, "/c")}, "/c", "/c"),
        ({"/post": (301, "/b"), "/b": (307, "/c")}, "/c", "/b"),
        ({"/post": (302, "/b"), "/b": (301, "/c")}, "/c", None),
    ],
)
async def test_redirects_are_followed_and_permanent_ones_remembered(
    table: dict[str, tuple[int, str]], final: str, permanent: str | None
) -> None:
    async with Web(redirects(table)).fetcher() as fetcher:
        got = await fetcher.get(Request(URL))
    site = "https://blog.example"
    assert (got.url, got.requested_url) == (site + final, URL)
    assert got.permanent_url == (site + permanent if permanent else None)


async def test_a_redirect_to_itself_ends() -> None:
    web = Web(redirects({"/post": (302, "/post")}))
    error = await refusal(web)
    assert error.reason == "too many redirects"
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://blog.example/x", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example"],
)
async def test_redirects_to_what_is_no_web_address_are_refused(target: str) -> None:
    error = await refusal(Web(redirects({"/post": (302, target)})))
    assert error.reason in {"broken answer", "not a web address"}


async def test_a_redirect_without_a_target_is_an_error() -> None:
    assert (await refusal(Web(lambda _: httpx.Response(302)))).reason == "broken answer"


async def test_secrets_stay_with_the_host_they_were_meant_for() -> None:
    web = Web(redirects({"/post": (302, "https://u:p@elsewhere.example/b")}))
    async with web.fetcher() as fetcher:
        got = await fetcher.get(Request(URL, headers=(("Authorization", "Bearer x"), ("X-Plain", "y"))))
    assert got.url == "https://elsewhere.example/b"
    assert web.asked[0].headers["authorization"] == "Bearer x"
    assert "authorization" not in web.asked[1].headers
    assert web.asked[1].headers["x-plain"] == "y"


async def test_cookies_are_not_carried_from_request_to_request() -> None:
    web = Web(lambda _: httpx.Response(200, headers={"Set-Cookie": "a=1; Path=/"}, content=b"x"))
    async with web.fetcher() as fetcher:
        await fetcher.get(Request(URL))
        await fetcher.get(Request(URL))
    assert "cookie" not in web.asked[1].headers


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:8080/", "http://2130706433/", "http://[::ffff:10.0.0.1]/", "http://localhost/"]
)
async def test_a_public_host_cannot_send_us_into_the_users_network(target: str) -> None:
    web = Web(redirects({"/post": (302, target)}))
    error = await refusal(web)
    assert (error.reason, error.url) == ("private address", URL)
    assert web.addresses == [URL]


async def test_a_private_host_that_the_user_named_is_asked_and_may_redirect_to_itself_only() -> None:
    web = Web(redirects({"/a": (302, "/b"), "/c": (302, "http://192.168.1.2:9000/d")}))
    async with web.fetcher() as fetcher:
        assert (await fetcher.get(Request("http://192.168.1.2/a"))).url == "http://192.168.1.2/b"
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request("http://192.168.1.2/c"))
    assert caught.value.reason == "private address"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://blog.example/", "blog.example", "", "https://", "javascript:1"]
)
async def test_only_web_addresses_are_asked_for(url: str) -> None:
    web = Web(page)
    assert (await refusal(web, url)).reason == "not a web address"
    assert web.asked == []


async def test_a_host_that_asks_to_wait_is_left_alone_until_then() -> None:
    web = Web(lambda _: httpx.Response(429, headers={"Retry-After": "60"}))
    async with web.fetcher() as fetcher:
        for path in ("a", "b"):
            with pytest.raises(FetchError) as caught:
                await fetcher.get(Request(f"https://blog.example/{path}"))
            assert caught.value.reason == "asks to wait"
            assert caught.value.retry_after == pytest.approx(60.0, abs=5.0)
    assert web.addresses == ["https://blog.example/a"]


async def test_one_host_gets_one_request_at_a_time_and_others_do_not_wait() -> None:
    busy: dict[str, int] = {}
    most: dict[str, int] = {}
    everywhere = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        host = request.url.host
        busy[host] = busy.get(host, 0) + 1
        most[host] = max(most.get(host, 0), busy[host])
        if len(busy) == 3:
            everywhere.set()
        await everywhere.wait()
        busy[host] -= 1
        return httpx.Response(200, content=b"x")

    fetcher = Fetcher(transport=lambda: httpx.MockTransport(answer), now=lambda: 0.0, limits=Limits(spacing=0.0))
    async with fetcher, asyncio.TaskGroup() as group:
        for number in range(9):
            group.create_task(fetcher.get(Request(f"https://host{number % 3}.example/{number}")))
    assert most == {"host0.example": 1, "host1.example": 1, "host2.example": 1}


async def test_an_answer_that_trickles_ends_at_the_deadline() -> None:
    async def trickle() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.001)

    web = Web(lambda _: httpx.Response(200, content=trickle()))
    async with web.fetcher(limits=Limits(seconds=0.05, spacing=0.0)) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request(URL))
    assert caught.value.reason == "too slow"


async def test_an_answer_that_says_it_is_too_long_is_not_read() -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError
        yield b""

    web = Web(lambda _: httpx.Response(200, headers={"Content-Length": "10995116277760"}, content=never()))
    assert (await refusal(web)).reason == "too large"


async def test_a_page_is_kept_for_a_while_and_no_longer(tmp_path: Path) -> None:
    web = Web(page)
    async with web.fetcher(cache_dir=tmp_path) as fetcher:
        first = await fetcher.get(Request(URL), max_age=60.0)
        web.time += 59.0
        assert await fetcher.get(Request(URL), max_age=60.0) == first
        assert len(web.asked) == 1
        web.time += 2.0
        assert (await fetcher.get(Request(URL), max_age=60.0)).fetched_at == web.time
        assert len(web.asked) == 2


async def test_asking_anew_renews_what_is_kept_but_keeps_nothing_unasked(tmp_path: Path) -> None:
    web = Web(page)
    async with web.fetcher(cache_dir=tmp_path) as fetcher:
        await fetcher.get(Request(URL))
        assert not PageCache(tmp_path, limit=1).has(URL)
        await fetcher.get(Request(URL), max_age=60.0)
        web.time += 30.0
        await fetcher.get(Request(URL))
        assert (await fetcher.get(Request(URL), max_age=60.0)).fetched_at == web.time
    assert len(web.asked) == 3


async def test_offline_only_kept_pages_are_answered(tmp_path: Path) -> None:
    web = Web(page)
    async with web.fetcher(cache_dir=tmp_path) as fetcher:
        kept = await fetcher.get(Request(URL), max_age=60.0)
    web.time += 1_000_000.0
    async with web.fetcher(cache_dir=tmp_path, offline=True) as fetcher:
        assert await fetcher.get(Request(URL)) == kept
        with pytest.raises(FetchError) as caught:
            await fetcher.get(Request("https://blog.example/other"))
    assert caught.value.reason == "offline"
    assert len(web.asked) == 1
