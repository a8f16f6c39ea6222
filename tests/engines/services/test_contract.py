"""What every comment service keeps to, whatever it knows: it names places that the page named, and survives answers."""

import inspect
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.documents import FIXTURES, page
from tests.engines.services.answers import SAVED, URL, saved
from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import services
from tui_reader.engines.services import SERVICES, Service, marks
from tui_reader.errors import ParseError
from tui_reader.models import Page, Thread, ThreadSource

OWN_DOORS = {"hackernews", "wordpress.com"}
"""Sites whose own API has another host."""

ELSEWHERE = "https://elsewhere.example/thing"
WORDS = (
    *("id", "ID", "comments", "replies", "children", "data", "posts", "parent", "thread", "author", "name", "content"),
    *("text", "html", "body", "url", "link", "next", "cursor", "page", "pageCount", "total", "number", "count", "date"),
    *("created_at", "created", "found", "response", "items", "discussion", "by", "kids", "user", "success", "comment"),
)
SAME: tuple[Any, ...] = ({}, [], [{}], None, 1, -1, 1.5, True, "1", ELSEWHERE, [[1]], [{"id": 1}])
GARBAGE: tuple[bytes, ...] = (
    b"",
    b"[]",
    b"null",
    b"{}",
    b"0",
    b'"text"',
    b"[[[[[]]]]]",
    b"[null, 1, [], {}, {}]",
    b"<!doctype html><html><body><p>Please log in",
    b"[" * 50_000,
    b'{"comments":' * 900 + b"[]" + b"}" * 900,
    b"\xff\xfe\x00",
    *(json.dumps(dict.fromkeys(WORDS, value)).encode() for value in SAME),
    json.dumps([dict.fromkeys(WORDS, value) for value in SAME] * 2).encode(),
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "1", ELSEWHERE, "<p>Words", "\ud800\x1b"])
)
ANSWERS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6),
    max_leaves=30,
)
EMPTY = (
    "<html></html>",
    "<p>words</p>",
    "<div id=disqus_thread></div><section id=isso-thread></section><div id=commento></div><div id=remark42></div>",
    "<script src=''></script><script data-isso></script><link rel=alternate type='application/json' href='http://['>",
    "<div id=cusdis_thread data-app-id='' data-page-id='' data-host='http://['></div><body class='postid-'>",
)


def identifier(value: object) -> str:
    return getattr(value, "name", None) or str(value)[:20]


def url_of(path: Path) -> str:
    """The address of a saved page, as what is expected of it says."""
    expected = path.with_suffix(".json")
    return str(json.loads(expected.read_text("utf-8"))["url"]) if expected.exists() else URL


@cache
def documents() -> tuple[Document, ...]:
    """Every saved page of ours, that of a service or of a blog software."""
    ours = [saved(path.stem) for path in sorted(SAVED.glob("*.html"))]
    others = [page(path.read_text("utf-8"), url_of(path)) for path in sorted(FIXTURES.glob("*/*.html"))]
    return (*ours, *others)


@cache
def sources_of(name: str) -> list[ThreadSource]:
    """What the service of this name names on pages of ours, and a bare one of its own kind."""
    service = next(service for service in SERVICES if service.name == name)
    named = [source for document in documents() for source in service.sources(document)]
    return [*named[:5], ThreadSource.at("https://blog.example/api/comments/1?page=1&id=2&q=a", name)]


def read(content: bytes, source: ThreadSource) -> Thread | None:
    answer = Page(source.request.url, content, requested_url=source.request.url, media_type="application/json")
    try:
        return services.read(answer, source)
    except ParseError:
        return None


def check(thread: Thread | None, source: ThreadSource, service: Service) -> None:
    if thread is None:
        return
    ids = [comment.id for comment in thread.comments]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert all(comment.parent_id != comment.id for comment in thread.comments)
    assert source.request not in [more.request for more in thread.rest]
    code = inspect.getsource(inspect.getmodule(type(service)) or services)
    for more in thread.rest:
        host = urls.host(more.request.url)
        # what an answer says leads nowhere that the page did not lead to
        assert host == urls.host(source.request.url) or host in code
        assert more.service == source.service


def test_names_are_words_and_no_two_services_share_one() -> None:
    names = [service.name for service in SERVICES]
    assert len(set(names)) == len(names)
    assert all(name and name.islower() and name not in {"page", "feed"} for name in names)


@pytest.mark.parametrize("html", EMPTY)
@pytest.mark.parametrize("service", SERVICES, ids=identifier)
def test_a_page_without_comments_leads_nowhere(service: Service, html: str) -> None:
    assert service.sources(page(html)) == ()


@pytest.mark.parametrize("service", SERVICES, ids=identifier)
def test_nobody_is_asked_whom_the_page_does_not_name(service: Service) -> None:
    code = inspect.getsource(inspect.getmodule(type(service)) or services)
    named = [(document, service.sources(document)) for document in documents()]
    assert any(sources for _, sources in named)
    for document, sources in named:
        for source in sources:
            host = urls.host(source.request.url)
            assert urls.is_web(source.request.url)
            assert host == urls.host(document.url) or host in document.source or host in code
            assert source.service or urls.same_site(source.request.url, document.url) or service.name in OWN_DOORS


@pytest.mark.parametrize(
    "junk", ["", "http://[", "//", "javascript:1", "a/b", "9" * 5000, "\\u", "{", "%", "https://x.example/?"]
)
@pytest.mark.parametrize("path", sorted(SAVED.glob("*.html")), ids=lambda path: path.stem)
def test_a_page_that_says_nonsense_leads_to_the_web_or_nowhere(path: Path, junk: str) -> None:
    source = path.read_text("utf-8")
    # one string after the other, then all of them
    places = [match.span() for match in re.finditer(r"(?<=[\"'])[^\"'\n<>]+(?=[\"'])", source)]
    broken = [f"{source[:start]}{junk}{source[end:]}" for start, end in places]
    broken.append(re.sub(r"(?<=[\"'])[^\"'\n<>]+(?=[\"'])", lambda _: junk, source))
    for text in broken:
        document = page(text, URL)
        for named in (service.sources(document) for service in SERVICES):
            assert all(urls.is_web(source.request.url) for source in named)


@pytest.mark.parametrize("content", GARBAGE, ids=identifier)
@pytest.mark.parametrize("service", SERVICES, ids=identifier)
def test_an_answer_of_any_shape_is_a_thread_or_refused(service: Service, content: bytes) -> None:
    for source in sources_of(service.name):
        check(read(content, source), source, service)


@pytest.mark.parametrize("service", SERVICES, ids=identifier)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(value=ANSWERS)
def test_any_json_is_a_thread_or_refused(service: Service, value: Any) -> None:
    for source in sources_of(service.name):
        check(read(json.dumps(value).encode(), source), source, service)


class Broken:
    """A service with a mistake in it."""

    name = "broken"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        raise KeyError(document.url)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        raise KeyError(page.url, source)


def test_every_mark_can_be_looked_for() -> None:
    every_word = page("".join(f"<p>{escape(mark.word)}</p>" for mark in marks.MARKS))
    assert not [mark.name for mark in marks.MARKS if mark.css and mark.is_on(every_word)]


def test_a_mistake_in_one_service_leaves_the_others() -> None:
    named = services.sources(saved("isso"), services=(Broken(), *SERVICES))
    assert [source.reader for source in named] == ["isso"]


def test_twins_and_what_was_just_asked_for_are_left_out() -> None:
    source = ThreadSource.at("https://blog.example/?uri=a", "isso")
    item = {"id": 1, "parent": 1, "text": "<p>a</p>"}
    thread = read(json.dumps({"replies": [item, item]}).encode(), source)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("1", None)]


def test_an_unknown_service_is_a_parse_error() -> None:
    with pytest.raises(ParseError, match="of “nobody”"):
        services.read(Page("https://blog.example/", b"{}"), ThreadSource.at("https://blog.example/", "nobody"))
