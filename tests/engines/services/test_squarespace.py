"""What is asked of a Squarespace site and read out of its answers, however they call their fields."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader.engines.services.base import query
from tui_reader.engines.services.squarespace import SERVICE, item
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, Thread, ThreadSource

POST = "645b9e2a0000000000000abc"
URL = f"https://longtable.example/api/comment/GetComments?targetId={POST}&targetType=1&page=1&sortBy=1"


def read(told: Any) -> Thread:
    return SERVICE.read(Page(URL, json.dumps(told).encode()), ThreadSource.at(URL, "squarespace"))


def test_the_box_for_comments_says_what_to_ask_for() -> None:
    document = saved("squarespace", "seven.html", "https://longtable.example/blog/a-drawer-for-string")
    assert SERVICE.sources(document) == (ThreadSource.at(URL, "squarespace"),)
    told = json.dumps({"item": {"id": POST, "publicCommentCount": 0}})
    none = page(f"<script>Static.SQUARESPACE_CONTEXT = {told}</script>")
    assert SERVICE.sources(none) == ()
    assert SERVICE.sources(page("<div class=squarespace-comments id='comments-../x'></div>")) == ()


def test_a_broken_script_says_nothing() -> None:
    assert item(page('<script>SQUARESPACE_CONTEXT = {"item":{"id": x}}</script>')) == {}
    assert item(page("<p>a")) == {}


def test_answers_are_nested_and_dated_in_milliseconds() -> None:
    inner = {"id": "b", "body": "<p>No.</p>", "addedOn": 1683720000000, "author": {"displayName": "Tim"}}
    outer = {"id": "a", "body": "One\n\ntwo", "addedOn": 1683716400000, "author": {"displayName": "Nora"}}
    thread = read({"comments": [outer | {"replies": [inner]}], "hasMore": False})
    first, second = thread.comments
    assert (first.html, second.html) == ("<p>One</p><p>two</p>", "<p>No.</p>")
    assert second.parent_id == "a"
    assert first.author == Author("Nora")
    assert first.published is not None
    assert first.published.iso() == "2023-05-10T11:00:00+00:00"
    assert thread.complete


def test_other_names_for_the_same_are_understood() -> None:
    told = {"commentId": "c", "text": "Yes.", "anonymousName": "Ada", "createdOn": "2023-05-10", "parentId": "a"}
    (comment,) = read({"comments": [told]}).comments
    assert (comment.id, comment.parent_id, comment.html) == ("c", "a", "<p>Yes.</p>")
    assert comment.author == Author("Ada")


def test_a_further_page_is_asked_for_where_it_is_told() -> None:
    thread = read({"comments": [{"id": "a", "body": "x"}], "hasMore": True})
    assert [query(source.request.url) for source in thread.rest] == [query(URL) | {"page": "2"}]
    assert thread.complete is None
    assert read({"comments": [{"id": "a", "body": "x"}]}).complete is None


@pytest.mark.parametrize("told", [{}, [], {"comments": 3}, "a"])
def test_anything_else_is_no_answer(told: Any) -> None:
    with pytest.raises(ParseError):
        read(told)


def test_odd_values_cost_no_more_than_themselves() -> None:
    odd = {"id": [], "body": 3, "addedOn": "never", "author": 7, "replies": "x"}
    assert [comment.html for comment in read({"comments": [odd, 5, {"id": "a", "body": "x"}]}).comments] == [
        "",
        "<p>x</p>",
    ]
