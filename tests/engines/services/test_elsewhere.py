"""Where else a post is talked about: what is asked, and that only the same page counts."""

import json
from typing import Any

import pytest
from hypothesis import given

from tests.engines.services.test_base import ANYTHING
from tui_reader.engines.services import base, elsewhere
from tui_reader.engines.services.elsewhere import FINDERS, Finder
from tui_reader.errors import ParseError
from tui_reader.models import Discussion, Page

ADDRESS = "https://www.blog.example/2020/04/a-post/"
HOSTS = {"hackernews": "hn.algolia.com", "lobsters": "lobste.rs", "reddit": "www.reddit.com", "lemmy": "lemmy.world"}


def found(name: str, answer: Any) -> tuple[Discussion, ...]:
    return elsewhere.discussions(Page("https://answer.example/", json.dumps(answer).encode()), name, ADDRESS)


def test_each_finder_asks_its_own_site_for_the_address() -> None:
    asked = elsewhere.searches(f"{ADDRESS}#comments")
    assert {name: request.url.split("/")[2] for name, request in asked.items()} == HOSTS
    assert base.query(asked["hackernews"].url)["query"] == "blog.example/2020/04/a-post"
    assert base.query(asked["reddit"].url)["url"] == base.query(asked["lobsters"].url)["url"] == ADDRESS
    assert base.query(asked["lemmy"].url)["type_"] == "Url"
    assert elsewhere.searches("file:///a") == elsewhere.searches("") == {}


def test_a_page_from_an_archive_is_searched_for_by_its_own_address() -> None:
    asked = elsewhere.searches(f"https://web.archive.org/web/2020/{ADDRESS}")
    assert base.query(asked["lobsters"].url)["url"] == ADDRESS
    assert base.query(asked["hackernews"].url)["query"] == "blog.example/2020/04/a-post"


def test_hacker_news_tells_stories_of_exactly_the_page() -> None:
    hit = {"objectID": "12", "title": "A post", "url": "http://blog.example/2020/04/a-post?utm_source=x", "points": 90,
           "num_comments": 41, "created_at_i": 1_600_000_000}  # fmt: skip
    more = hit | {"objectID": "13", "num_comments": 77}
    other = hit | {"objectID": "14", "url": "https://blog.example/2020/04/a-post-2/"}
    told = found("hackernews", {"hits": [hit, other, more, hit | {"objectID": "x"}, 5]})
    assert [discussion.url for discussion in told] == [
        "https://news.ycombinator.com/item?id=13",
        "https://news.ycombinator.com/item?id=12",
    ]
    assert (told[1].title, told[1].comment_count, told[1].score) == ("A post", 41, 90)
    assert told[1].published is not None


def test_lobsters_reddit_and_lemmy_tell_threads_of_the_page() -> None:
    story = {"short_id": "abc1de", "title": "A post", "url": ADDRESS, "score": 5, "comment_count": 3,
             "created_at": "2020-04-06T10:00:00.000-05:00"}  # fmt: skip
    (at_lobsters,) = found("lobsters", [story, story | {"short_id": "../x"}])
    assert (at_lobsters.url, at_lobsters.comment_count) == ("https://lobste.rs/s/abc1de", 3)
    post = {"title": "A & B", "permalink": "/r/books/comments/x1/a_b/", "url": ADDRESS, "num_comments": 8, "score": 2,
            "created_utc": 1_600_000_000.0, "subreddit_name_prefixed": "r/books"}  # fmt: skip
    children = [{"kind": "t3", "data": post}, {"data": post | {"permalink": "https://evil.example/r/"}}, {"data": None}]
    (at_reddit,) = found("reddit", {"data": {"children": children}})
    assert (at_reddit.url, at_reddit.place) == ("https://www.reddit.com/r/books/comments/x1/a_b/", "r/books")
    view = {"post": {"id": 7, "name": "A post", "url": ADDRESS, "published": "2023-07-01T10:00:00.123456"},
            "counts": {"comments": 4, "score": 1}, "community": {"name": "books", "title": "Books"}}  # fmt: skip
    (at_lemmy,) = found("lemmy", {"posts": [view, view | {"post": {"id": 8, "url": None}}]})
    assert (at_lemmy.url, at_lemmy.comment_count, at_lemmy.place) == ("https://lemmy.world/post/7", 4, "Books")
    assert at_lemmy.published is not None
    assert at_lemmy.published.iso() == "2023-07-01T10:00:00+00:00"


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.name)
@given(value=ANYTHING)
def test_any_answer_is_a_list_or_refused(finder: Finder, value: Any) -> None:
    for answer in (value, {"hits": [value], "posts": [value], "data": {"children": [{"data": value}]}}):
        try:
            told = finder.found(Page("https://answer.example/", json.dumps(answer).encode()), ADDRESS)
        except ParseError:
            continue
        assert all(discussion.url.startswith("https://") for discussion in told)


def test_an_unknown_finder_is_a_parse_error() -> None:
    with pytest.raises(ParseError, match="nobody"):
        found("nobody", {})
