"""What is asked of Ghost's members API and read out of its answers."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader.engines.services.ghost import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Page, Thread, ThreadSource

POST = "67c3f5a0aa00bb0001cc00d1"
ONE, TWO, THREE = (f"67c3f5a0aa00bb0001cc00e{digit}" for digit in "123")
URL = f"https://bank.example/members/api/comments/post/{POST}/?limit=100&page=1&order=created_at+asc"


def remark(number: str, html: str | None = "<p>a</p>", **told: Any) -> dict[str, Any]:
    member = {"id": "m", "name": "Ute", "avatar_image": None}
    made: dict[str, Any] = {
        "id": number,
        "status": "published",
        "html": html,
        "member": member,
        "replies": [],
        "count": {"replies": 0},
    }
    return made | {"created_at": "2025-03-02T06:45:00.000Z"} | told


def read(comments: Any, url: str = URL, pages: int = 1) -> Thread:
    told = {"comments": comments, "meta": {"pagination": {"page": 1, "limit": 100, "pages": pages, "total": 3}}}
    return SERVICE.read(Page(url, json.dumps(told).encode()), ThreadSource.at(url, "ghost"))


def test_the_script_of_the_page_says_where_to_ask() -> None:
    document = saved("ghost", "members.html", "https://bank.example/die-zweite-bank/")
    (source,) = SERVICE.sources(document)
    assert source == ThreadSource.at(URL, "ghost")


def test_another_site_is_asked_only_as_a_third_party() -> None:
    script = f"<script data-ghost-comments='{{}}' data-post-id='{POST}'></script>"
    (source,) = SERVICE.sources(page(script.format("https://other.example/")))
    assert source.service == "ghost"
    assert SERVICE.sources(page(script.format("javascript:1"))) == ()
    assert SERVICE.sources(page("<script data-ghost-comments=/ data-post-id='../x'></script>")) == ()


def test_answers_stand_under_the_remark_they_mean() -> None:
    inner = [remark(TWO, parent_id=ONE), remark(THREE, parent_id=ONE, in_reply_to_id=TWO)]
    thread = read([remark(ONE, replies=inner, count={"replies": 2})])
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [(ONE, None), (TWO, ONE), (THREE, TWO)]
    assert thread.comments[0].author is not None
    assert thread.comments[0].author.name == "Ute"
    assert thread.comments[0].published is not None
    assert thread.comments[0].published.iso() == "2025-03-02T06:45:00+00:00"
    assert thread.complete


def test_answers_that_are_left_out_are_asked_for_and_then_the_next_page() -> None:
    thread = read([remark(ONE, replies=[remark(TWO)], count={"replies": 4})], pages=2)
    asked = [source.request.url for source in thread.rest]
    assert asked == [
        f"https://bank.example/members/api/comments/{ONE}/replies/?limit=100&page=1&order=created_at+asc",
        URL.replace("page=1", "page=2"),
    ]
    assert thread.complete is None
    answers = read([remark(TWO), remark(THREE)], url=asked[0])
    assert [comment.parent_id for comment in answers.comments] == [ONE, ONE]
    assert answers.complete is None
    last = read([remark(THREE)], url=asked[1], pages=2)
    assert last.complete
    assert last.rest == ()


def test_a_deleted_one_keeps_its_place() -> None:
    thread = read([remark(ONE, None, status="deleted", member=None, replies=[remark(TWO)], count={"replies": 1})])
    gone, kept = thread.comments
    assert gone.is_deleted
    assert gone.author is None
    assert kept.parent_id == ONE


@pytest.mark.parametrize("comments", [None, {}, "a", 3])
def test_anything_else_is_no_answer(comments: Any) -> None:
    with pytest.raises(ParseError):
        read(comments)


def test_odd_values_cost_no_more_than_themselves() -> None:
    odd = {"id": 7, "html": [], "member": "x", "created_at": {}, "count": 5, "replies": {"a": 1}}
    assert [comment.html for comment in read([odd, 3, remark(ONE)]).comments] == ["", "<p>a</p>"]
