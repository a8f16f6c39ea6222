"""Comment servers that blogs run or rent: Isso, Commento, Remark42, Cusdis."""

import json
from typing import Any

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import URL, read, source_of, told
from tui_reader.engines.services import base, commento, cusdis, isso, remark42
from tui_reader.errors import ParseError


def test_isso_is_asked_where_its_script_says_and_is_the_blogs_own_on_its_site() -> None:
    own = source_of(isso.SERVICE, "isso")
    assert own.request.url == "https://comments.blog.example/?uri=%2F2020%2F04%2Fa-post%2F"
    assert (own.reader, own.service) == ("isso", None)
    other = source_of(isso.SERVICE, "isso-other")
    assert (other.request.url, other.service) == ("https://isso.host.example/sub/?uri=%2Fbees", "isso.host.example")
    (local,) = isso.SERVICE.sources(page("<div id=isso-thread></div><script data-isso='/isso' src=/x.js></script>"))
    assert local.request.url.startswith("https://blog.example/isso/?uri=")


def isso_remark(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "parent": None,
        "author": None,
        "created": 1588000000.5,
        "text": "<p>Hm.</p>",
        "mode": 1,
    } | more


def test_isso_holds_replies_inside_and_tells_of_hidden_ones() -> None:
    source = source_of(isso.SERVICE, "isso")
    inner = isso_remark(2, parent=1, author="Cy", website="https://cy.example")
    gone = isso_remark(3, mode=4, text="")
    answer = {"replies": [isso_remark(1, replies=[inner], hidden_replies=0), gone], "hidden_replies": 0}
    thread = read(source, answer)
    assert told(thread) == [
        ("1", None, "Anonymous", "<p>Hm.</p>", "2020-04-27T15:06:40+00:00"),
        ("2", "1", "Cy", "<p>Hm.</p>", "2020-04-27T15:06:40+00:00"),
        ("3", None, "Anonymous", "", "2020-04-27T15:06:40+00:00"),
    ]
    assert [comment.is_deleted for comment in thread.comments] == [False, False, True]
    assert (thread.complete, thread.rest) == (True, ())
    part = read(source, {"replies": [isso_remark(1, hidden_replies=4)], "hidden_replies": 0})
    (more,) = part.rest
    assert (part.complete, base.query(more.request.url)["parent"]) == (None, "1")
    assert told(read(more, {"id": 1, "replies": [isso_remark(9)], "hidden_replies": 0}))[0][:2] == ("9", "1")


def test_commento_is_asked_for_domain_and_path() -> None:
    hosted = source_of(commento.SERVICE, "commento")
    assert (hosted.request.url, hosted.service) == ("https://commento.io/api/comment/list", "commento")
    assert json.loads(hosted.request.body or b"") == {
        "commenterToken": "anonymous",
        "domain": "blog.example",
        "path": "/2020/04/a-post/",
    }
    own = source_of(commento.SERVICE, "commento-own")
    assert (own.request.url, own.service) == ("https://talk.blog.example/c/api/comment/list", None)
    assert json.loads(own.request.body or b"")["path"] == "slate"


def test_commento_names_people_apart() -> None:
    answer = {
        "success": True,
        "attributes": {"isLocked": True},
        "comments": [
            {"commentHex": "a1", "parentHex": "root", "commenterHex": "p1", "html": "<p>One</p>",
             "creationDate": "2020-04-05T06:07:08.9Z"},
            {"commentHex": "b2", "parentHex": "a1", "commenterHex": "anonymous", "html": "<p>Two</p>"},
        ],
        "commenters": {"p1": {"name": "Di", "link": "undefined"}},
    }  # fmt: skip
    thread = read(source_of(commento.SERVICE, "commento"), answer)
    assert told(thread) == [
        ("a1", None, "Di", "<p>One</p>", "2020-04-05T06:07:08+00:00"),
        ("b2", "a1", "Anonymous", "<p>Two</p>", None),
    ]
    assert (thread.closed, thread.complete) == (True, True)
    with pytest.raises(ParseError):
        read(source_of(commento.SERVICE, "commento"), {"success": False, "message": "no such domain"})


def test_remark42_is_asked_by_its_site_and_the_address() -> None:
    source = source_of(remark42.SERVICE, "remark42", f"{URL}?from=feed#end")
    assert source.request.url.startswith("https://remark.host.example/api/v1/find?")
    asked = base.query(source.request.url)
    assert (asked["site"], asked["url"], asked["format"]) == ("locks", URL, "tree")
    assert source.service == "remark.host.example"
    html = "<script>window.remark_config = {url: 'https://blog.example/x', site_id: \"s\", host: 'https://r.blog.example'}</script>"
    (own,) = remark42.SERVICE.sources(page(html))
    assert (own.service, base.query(own.request.url)["url"]) == (None, "https://blog.example/x")


def test_remark42_answers_as_a_tree_or_flat() -> None:
    first = {
        "id": "u1",
        "pid": "",
        "text": "<p>A</p>",
        "user": {"name": "Ed"},
        "time": "2020-05-06T07:08:09.123456789+02:00",
    }
    second = {"id": "u2", "pid": "u1", "text": "", "delete": True, "user": {}, "time": "2020-05-06T08:08:09Z"}
    info = {"count": 2, "read_only": False}
    source = source_of(remark42.SERVICE, "remark42")
    tree = read(source, {"comments": [{"comment": first, "replies": [{"comment": second}]}], "info": info})
    assert told(tree) == [
        ("u1", None, "Ed", "<p>A</p>", "2020-05-06T07:08:09+02:00"),
        ("u2", "u1", None, "", "2020-05-06T08:08:09+00:00"),
    ]
    assert [comment.is_deleted for comment in tree.comments] == [False, True]
    assert (tree.stated_count, tree.closed, tree.complete) == (2, False, True)
    assert told(read(source, {"comments": [first, second], "info": info})) == told(tree)
    assert read(source, {"comments": None, "info": {"count": 0}}).comments == ()


def test_cusdis_is_asked_page_by_page() -> None:
    source = source_of(cusdis.SERVICE, "cusdis")
    assert source.request.url == "https://cusdis.com/api/open/comments?appId=11aa-22bb&pageId=peat%2F1&page=1"
    reply = {
        "id": "r",
        "parentId": "c",
        "by_nickname": "x",
        "moderator": {"displayName": "The owner"},
        "content": "Yes & no",
    }
    item = {"id": "c", "by_nickname": "Flo", "parsedContent": "<p>Turf?</p>", "createdAt": "2021-02-03T04:05:06.000Z",
            "replies": {"data": [reply]}}  # fmt: skip
    first = read(source, {"data": {"data": [item], "pageCount": 2, "commentCount": 11}})
    assert told(first) == [
        ("c", None, "Flo", "<p>Turf?</p>", "2021-02-03T04:05:06+00:00"),
        ("r", "c", "The owner", "<p>Yes &amp; no</p>", None),
    ]
    (more,) = first.rest
    assert (first.complete, more.service, base.query(more.request.url)["page"]) == (False, "cusdis", "2")
    last = read(more, {"data": {"data": [], "pageCount": 2}})
    assert (last.complete, last.rest) == (True, ())


@pytest.mark.parametrize(
    ("html", "service"),
    [
        ("<div id=isso-thread></div>", isso.SERVICE),
        ("<div id=isso-thread></div><script data-isso='javascript:1'></script>", isso.SERVICE),
        ("<div id=commento></div><script src='javascript:/js/commento.js'></script>", commento.SERVICE),
        ("<script>remark_config = {host: 'https://r.example'}</script>", remark42.SERVICE),
        ("<script>remark_config = {host: location.origin, site_id: 'a'}</script>", remark42.SERVICE),
        ("<div id=cusdis_thread data-host='https://cusdis.com'></div>", cusdis.SERVICE),
    ],
)
def test_half_a_mark_leads_nowhere(html: str, service: Any) -> None:
    assert service.sources(page(html)) == ()
