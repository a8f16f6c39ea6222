"""What is asked of Habr and read out of its answers."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader.engines.services.habr import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, Thread, ThreadSource

URL = "https://habr.com/kek/v2/articles/800100/comments/"


def read(told: Any) -> Thread:
    return SERVICE.read(Page(URL, json.dumps(told).encode()), ThreadSource.at(URL, "habr"))


def remark(number: str, parent: str | None = None, **told: Any) -> dict[str, Any]:
    made = {"id": number, "parentId": parent, "level": 0, "timePublished": "2024-03-05T12:30:00+03:00"}
    return made | {"message": "<p>a</p>", "author": {"alias": "zoya"}, "children": [], "isPostAuthor": False} | told


@pytest.mark.parametrize(
    "path",
    [
        "/ru/articles/800100/",
        "/ru/companies/a-b/articles/800100/",
        "/ru/company/ruvds/blog/800100/",
        "/ru/post/800100/",
        "/en/news/800100/",
        "/ru/news/t/800100/",
        "/ru/articles/800100/comments/",
    ],
)
def test_every_address_of_an_article_leads_to_its_comments(path: str) -> None:
    assert SERVICE.sources(page("<p>a", f"https://habr.com{path}")) == (ThreadSource.at(URL, "habr"),)


def test_other_sites_and_other_pages_lead_nowhere() -> None:
    assert SERVICE.sources(page("<p>a", "https://other.example/ru/articles/800100/")) == ()
    assert SERVICE.sources(page("<p>a", "https://habr.com/ru/users/zoya/")) == ()
    assert len(SERVICE.sources(saved("habr", "former.html", "https://habr.com/ru/post/400300/"))) == 1


def test_comments_stand_in_the_order_of_writing_with_their_parents() -> None:
    thread = read({"comments": {"9": remark("9", "7"), "7": remark("7"), "8": remark("8", None, isPostAuthor=True)}})
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("7", None), ("8", None), ("9", "7")]
    first, second, _ = thread.comments
    assert first.author == Author("zoya", "https://habr.com/ru/users/zoya/")
    assert first.permalink == "https://habr.com/ru/articles/800100/comments/#comment_7"
    assert first.published is not None
    assert first.published.iso() == "2024-03-05T12:30:00+03:00"
    assert second.is_by_post_author
    assert thread.complete
    assert thread.stated_count == 3


def test_what_was_taken_away_keeps_its_place() -> None:
    thread = read({"commentRefs": {"7": remark("7", author=None, message=None), "9": remark("9", "7")}})
    assert [comment.is_deleted for comment in thread.comments] == [True, False]


@pytest.mark.parametrize("told", [{}, [], {"comments": []}, "a", None])
def test_anything_else_is_no_answer(told: Any) -> None:
    with pytest.raises(ParseError):
        read(told)


def test_odd_values_cost_no_more_than_themselves() -> None:
    thread = read({"comments": {"1": {"id": [], "author": 3, "message": {}}, "2": "x", "3": remark("3", "0")}})
    assert [comment.parent_id for comment in thread.comments] == [None, None]
