"""Comment servers that blogs run: Waline, Twikoo, Artalk, Comentario."""

import json
from typing import Any

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import read, source_of, told
from tui_reader.engines.services import artalk, base, comentario, twikoo, waline
from tui_reader.errors import ParseError

MILLISECONDS = 1_600_000_000_000
TIME = "2020-09-13T12:26:40+00:00"


def test_waline_is_asked_by_the_path_as_people_read_it() -> None:
    source = source_of(waline.SERVICE, "waline", "https://blog.example/%E5%A2%A8/")
    assert source.request.url.startswith(
        "https://talk.host.example/api/comment?path=%2F%E5%A2%A8%2F&pageSize=100&page=1&"
    )
    assert source.service == "talk.host.example"
    own = source_of(waline.SERVICE, "waline-own")
    assert own.request.url.startswith("https://waline.blog.example/api/comment?path=%2Fink&")
    assert own.service is None


def test_waline_holds_replies_inside_on_several_pages() -> None:
    reply = {"objectId": "r2", "pid": "r1", "rid": "c1", "nick": "Bo", "comment": "<p>c</p>", "time": MILLISECONDS}
    first = reply | {"objectId": "r1", "pid": "c1", "comment": "<p>b</p>"}
    root = {"objectId": "c1", "nick": "Ai &amp; co", "link": "https://ai.example", "comment": "<p>a</p>",
            "insertedAt": "2020-09-13T12:26:40.000Z", "children": [first, reply]}  # fmt: skip
    source = source_of(waline.SERVICE, "waline")
    data = {"page": 1, "totalPages": 2, "count": 9, "data": [root]}
    thread = read(source, {"errno": 0, "errmsg": "", "data": data})
    assert told(thread) == [
        ("c1", None, "Ai & co", "<p>a</p>", TIME),
        ("r1", "c1", "Bo", "<p>b</p>", TIME),
        ("r2", "r1", "Bo", "<p>c</p>", TIME),
    ]
    (more,) = thread.rest
    assert (thread.complete, base.query(more.request.url)["page"]) == (False, "2")
    assert (read(more, data).complete, read(more, data).rest) == (True, ())
    with pytest.raises(ParseError):
        read(source, {"errno": 1000, "errmsg": "no", "data": {"data": []}})


def test_twikoo_goes_back_in_time() -> None:
    source = source_of(twikoo.SERVICE, "twikoo")
    assert (source.request.url, source.service) == ("https://twikoo.host.example/", "twikoo.host.example")
    asked = json.loads(source.request.body or b"")
    assert asked == {"event": "COMMENT_GET", "url": "/2020/04/a-post/"}
    root = {"id": "c1", "nick": "Ai", "comment": "<p>a</p>", "created": MILLISECONDS, "master": True}
    reply = {"id": "r1", "pid": "c1", "nick": "Bo", "comment": "<p>b</p>", "created": MILLISECONDS + 5000}
    pinned = {"id": "p1", "nick": "Ai", "comment": "<p>p</p>", "created": 1_500_000_000_000, "top": True}
    thread = read(source, {"data": [pinned, root | {"replies": [reply]}], "more": True, "count": 20})
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("p1", None),
        ("c1", None),
        ("r1", "c1"),
    ]
    assert [comment.is_by_post_author for comment in thread.comments] == [False, True, False]
    (more,) = thread.rest
    assert json.loads(more.request.body or b"") == asked | {"before": MILLISECONDS}
    stuck = read(more, {"data": [root], "more": True})
    assert (stuck.rest, stuck.complete) == ((), True)
    assert read(more, {"data": [], "more": False}).complete is True


def test_artalk_counts_on() -> None:
    source = source_of(artalk.SERVICE, "artalk")
    asked = base.query(source.request.url)
    assert source.request.url.startswith("https://artalk.blog.example/api/v2/comments?")
    assert (asked["page_key"], asked["site_name"], asked["offset"], source.service) == ("/paper", "A blog", "0", None)
    first = {"id": 1, "rid": 0, "nick": "Ai", "link": "", "content": "*a*", "content_marked": "<p><i>a</i></p>",
             "date": "2020-09-13 12:26:40"}  # fmt: skip
    second = first | {"id": 2, "rid": 1, "content_marked": ""}
    part = read(source, {"comments": [first, second], "count": 3, "page": {"admin_only": False}})
    assert told(part) == [
        ("1", None, "Ai", "<p><i>a</i></p>", "2020-09-13T12:26:40"),
        ("2", "1", "Ai", "<p>*a*</p>", "2020-09-13T12:26:40"),
    ]
    (more,) = part.rest
    assert (part.stated_count, part.closed, part.complete) == (3, False, False)
    assert base.query(more.request.url)["offset"] == "2"
    assert read(more, {"comments": [first | {"id": 3}], "count": 3}).complete is True


def test_comentario_names_people_apart() -> None:
    source = source_of(comentario.SERVICE, "comentario")
    assert (source.request.url, source.service) == ("https://comments.blog.example/api/embed/comments", None)
    assert json.loads(source.request.body or b"") == {"host": "blog.example", "path": "/2020/04/a-post/"}
    answer = {
        "comments": [
            {"id": "a", "userCreated": "u", "html": "<p>a</p>", "createdTime": "2020-09-13T12:26:40.000Z"},
            {"id": "b", "parentId": "a", "authorName": "Bo", "html": "", "isDeleted": True},
        ],
        "commenters": [{"id": "u", "name": "Ai", "websiteUrl": "https://ai.example"}],
        "pageInfo": {"isDomainReadonly": False, "isPageReadonly": True},
    }
    thread = read(source, answer)
    assert told(thread) == [("a", None, "Ai", "<p>a</p>", TIME), ("b", "a", "Bo", "", None)]
    assert [comment.is_deleted for comment in thread.comments] == [False, True]
    assert (thread.closed, thread.complete) == (True, True)


@pytest.mark.parametrize(
    ("html", "service"),
    [
        ("<div id=waline></div>", waline.SERVICE),
        ("<div id=waline></div><script>init({serverURL: url})</script>", waline.SERVICE),
        ("<script>twikoo.init({envId: 'cloud-7g5'})</script>", twikoo.SERVICE),
        ("<script>new Artalk({el: '#Comments'})</script>", artalk.SERVICE),
        ("<comentario-comments></comentario-comments>", comentario.SERVICE),
    ],
)
def test_half_a_mark_leads_nowhere(html: str, service: Any) -> None:
    assert service.sources(page(html)) == ()
