"""Driving through the places that hold the rest of a thread: in order, limited, failures repeated once and told."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx

from tui_reader.errors import ParseError
from tui_reader.fetch import Answer, DriveLimits, Fetcher, Limits
from tui_reader.models import Comment, Itinerary, Page, Request, Thread, ThreadSource

SITE = "https://blog.example"


class Server:
    """Answers a path with the next of its answers, the last one for ever: a status, or what the part says."""

    def __init__(self, **answers: list[int | dict[str, object]]) -> None:
        self.answers = answers
        self.log: list[str] = []

    def transport(self) -> httpx.AsyncBaseTransport:
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.strip("/") or request.url.host
        answers = self.answers.get(name, [404])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.log.append(name)
        if isinstance(answer, int):
            return httpx.Response(answer)
        return httpx.Response(200, json=answer)


def at(name: str, reader: str = "page", **more: str) -> ThreadSource:
    return ThreadSource.at(name if "//" in name else f"{SITE}/{name}", reader, **more)


async def read(page: Page, source: ThreadSource) -> Thread:  # noqa: ARG001  what reads an answer is given both
    """What the servers here say: `ids`, `rest`, `complete`, in a page's words; a list is no answer."""
    said = json.loads(page.content)
    if "ids" not in said:
        raise ParseError("No comments there")
    comments = tuple(map(Comment, said["ids"]))
    rest = tuple(at(name, said.get("reader", "page")) for name in said.get("rest", ""))
    return Thread("x", comments, complete=said.get("complete"), rest=rest)


async def driven(
    server: Server,
    *rest: ThreadSource,
    itinerary: Itinerary | None = None,
    may_ask: Callable[[ThreadSource], bool] = lambda _: True,
    limits: DriveLimits = DriveLimits(),  # noqa: B008  frozen
) -> list[Answer]:
    fetcher = Fetcher(transport=server.transport, now=lambda: 0.0, limits=Limits(spacing=0.0))
    async with fetcher as web:
        drive = web.drive(itinerary or Itinerary(rest), read, may_ask=may_ask, limits=limits)
        return [answer async for answer in drive]


def names(sources: tuple[ThreadSource, ...]) -> list[str]:
    return [source.request.url.removeprefix(f"{SITE}/") for source in sources]


async def test_places_are_asked_in_order_and_what_an_answer_names_goes_before_the_others() -> None:
    c: dict[str, object] = {"ids": "3", "rest": "ad", "reader": "api"}
    server = Server(a=[{"ids": "1", "rest": "cb", "reader": "api"}], b=[{"ids": "2"}], c=[c], d=[{"ids": "4"}])
    answers = await driven(server, at("a", "api"), at("b"))
    # no place is asked twice, however often it is named
    assert server.log == ["a", "c", "d", "b"]
    assert [comment.id for answer in answers if answer.part for comment in answer.part.comments] == list("1342")
    assert names(answers[0].itinerary.rest) == ["c", "b"]
    last = answers[-1].itinerary
    assert (last.rest, last.failed) == ((), ())
    assert list(last.asked) == [f"{SITE}/{name}" for name in "acdb"]


async def test_what_only_a_further_page_of_comments_names_comes_after_the_other_pages() -> None:
    sisters: list[int | dict[str, object]] = [{"ids": "1", "rest": "dcba"}]
    server = Server(a=sisters, b=sisters, c=sisters, d=sisters, f=[{"ids": "f"}])
    await driven(server, at("a"), at("b"), at("c"), at("f", "feed"))
    assert server.log == ["a", "b", "c", "d", "f"]


async def test_a_passing_failure_is_repeated_once() -> None:
    server = Server(a=[503, {"ids": "1"}], b=[{"ids": "2"}])
    answers = await driven(server, at("a"), at("b"))
    assert server.log == ["a", "a", "b"]
    assert [answer.part is not None for answer in answers] == [True, True]
    assert answers[-1].itinerary.failed == ()


async def test_what_fails_twice_is_passed_over_and_kept_for_another_day() -> None:
    server = Server(a=[500], b=[{"ids": "2"}])
    first, second = await driven(server, at("a"), at("b"))
    assert server.log == ["a", "a", "b"]
    assert (first.part, second.itinerary.failed) == (None, ((f"{SITE}/a", "server error"),))
    assert names(second.itinerary.rest) == ["a"]
    server.answers["a"] = [{"ids": "1"}]
    [again] = await driven(server, itinerary=second.itinerary)
    assert again.part is not None
    assert (again.itinerary.rest, again.itinerary.failed) == ((), ())


async def test_what_is_gone_or_unreadable_is_passed_over_for_good_with_its_reason() -> None:
    server = Server(b=[{"nothing": 1}], c=[{"ids": "3", "rest": ["gone"]}])
    answers = await driven(server, at("gone"), at("b"), at("c"))
    assert server.log == ["gone", "b", "c"]
    assert answers[-1].itinerary.failed == ((f"{SITE}/gone", "not found"), (f"{SITE}/b", "not readable"))
    assert answers[-1].itinerary.rest == ()


async def test_a_server_that_asks_to_wait_is_not_asked_again() -> None:
    server = Server(a=[429])
    [answer] = await driven(server, at("a"))
    assert server.log == ["a"]
    assert names(answer.itinerary.rest) == ["a"]


async def test_the_last_answer_of_a_service_ends_it_all() -> None:
    server = Server(
        api=[{"ids": "12", "rest": ["api2"], "reader": "api"}],
        api2=[{"ids": "3", "complete": True}],
        page2=[{"ids": "3", "complete": True}],
    )
    answers = await driven(server, at("api", "api"), at("page2"))
    assert server.log == ["api", "api2"]
    assert (answers[-1].is_last, answers[-1].itinerary.rest) == (True, ())


async def test_a_page_and_an_answer_after_a_failure_cannot_know_that_they_are_the_last() -> None:
    server = Server(a=[{"ids": "1", "complete": True}], b=[{"ids": "2"}], api=[404, {"ids": "3", "complete": True}])
    api = [at(f"api?part={number}", "api") for number in (1, 2)]
    answers = await driven(server, at("a"), *api, at("b"))
    assert server.log == ["a", "api", "api", "b"]
    assert not any(answer.is_last for answer in answers)


async def test_who_may_not_be_asked_stays_in_the_rest() -> None:
    server = Server(a=[{"ids": "1", "rest": ["b"]}])
    strange = at("https://other.example/", "api", service="other")
    [answer] = await driven(server, strange, at("a"), may_ask=lambda source: source.key.endswith("/a"))
    assert server.log == ["a"]
    assert names(answer.itinerary.rest) == ["b", "https://other.example/"]


async def test_requests_bytes_and_hosts_have_limits_and_the_rest_is_left() -> None:
    def many() -> Server:
        return Server(a=[{"ids": "a"}], b=[{"ids": "b"}], c=[{"ids": "c"}], d=[{"ids": "d"}])

    for limits, asked in (
        (DriveLimits(pages=2), ["a", "b"]),
        (DriveLimits(content_bytes=3), ["a"]),
        (DriveLimits(pages=0), []),
    ):
        server = many()
        answers = await driven(server, *map(at, "abcd"), limits=limits)
        assert server.log == asked
        assert [names(answer.itinerary.rest) for answer in answers][-1:] == [list("abcd")[len(asked) :]][: len(asked)]
    server = many()
    elsewhere = [at(f"https://{host}.example/d") for host in ("b", "c")]
    answers = await driven(server, at("a"), *elsewhere, at("b"), limits=DriveLimits(hosts=2))
    assert server.log == ["a", "d", "b"]
    assert names(answers[-1].itinerary.rest) == ["https://c.example/d"]


async def test_a_repeated_request_counts() -> None:
    server = Server(a=[500, {"ids": "1"}], b=[{"ids": "2"}])
    assert len(await driven(server, at("a"), at("b"), limits=DriveLimits(pages=2))) == 1
    assert server.log == ["a", "a"]


async def test_questions_in_a_body_at_one_address_are_different_places() -> None:
    server = Server(rpc=[{"ids": "1"}])
    asked = [ThreadSource(Request(f"{SITE}/rpc", body=body), "api") for body in (b"1", b"2", b"1")]
    answers = await driven(server, *asked)
    assert server.log == ["rpc", "rpc"]
    assert answers[-1].itinerary.rest == ()
