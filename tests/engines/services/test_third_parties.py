"""Services of third parties: Disqus, GitHub's issues and discussions, webmention.io."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import read, saved, source_of, told
from tui_reader.engines import services
from tui_reader.engines.services import base, disqus, giscus, github, webmention
from tui_reader.errors import ParseError
from tui_reader.models import ThreadSource


@pytest.mark.parametrize(
    ("name", "shortname", "identifier", "url"),
    [
        ("disqus", "the-fog", "post-77", "https://blog.example/2020/04/a-post/"),
        ("disqus-wordpress", "thefog", "5 https://blog.example/?p=5", "https://blog.example/2020/04/a-post/"),
        ("disqus-old", "oldfog", "fog & mist", "http://blog.example/fog.html"),
    ],
)
def test_disqus_is_asked_for_what_the_page_sets(name: str, shortname: str, identifier: str, url: str) -> None:
    source = source_of(disqus.SERVICE, name)
    asked = base.query(source.request.url)
    assert source.request.url.startswith("https://disqus.com/embed/comments/?")
    assert (asked["f"], asked["t_i"], asked["t_u"]) == (shortname, identifier, url)
    assert source.service == "disqus"


def test_disqus_is_known_by_attributes_and_falls_back_on_the_pages_address() -> None:
    html = (
        "<div id=disqus_thread data-disqus-shortname=Dew data-disqus-identifier=a1></div><script src=embed.js></script>"
    )
    (source,) = disqus.SERVICE.sources(page(html))
    asked = base.query(source.request.url)
    assert (asked["f"], asked["t_i"], asked["t_u"]) == ("dew", "a1", "https://blog.example/2008/09/a-post.html")
    script = (
        "<div id=disqus_thread></div><script>this.page.url = PAGE_URL; s.src = '//dew.disqus.com/embed.js'</script>"
    )
    (bare,) = disqus.SERVICE.sources(page(script))
    assert "t_i" not in base.query(bare.request.url)


@pytest.mark.parametrize(
    "script",
    [
        """s.src = '//' + "dew" + '.disqus.com/embed.js'""",
        "var disqus_shortname = 'dew'; var id = 'disqus_thread'",
        "{&quot;disqusShortname&quot;: 1}; disqusShortname: 'Dew', embed.js",
        "disqus_shortname='dew'; disqus_blogger_current_url='https://blog.example/a'; load('blogger_item.js')",
    ],
)
def test_the_name_of_the_blog_at_disqus_is_found_as_templates_write_it(script: str) -> None:
    (source,) = disqus.SERVICE.sources(page(f"<div id=comments></div><script>{script}</script>"))
    assert base.query(source.request.url)["f"] == "dew"


@pytest.mark.parametrize(
    "html",
    [
        "<script src='https://dew.disqus.com/count.js'></script>",
        "<div id=disqus_thread></div>",
        "<script>var disqus_shortname = '../x'; embed.js disqus_thread</script>",
    ],
)
def test_a_page_that_only_counts_leads_nowhere(html: str) -> None:
    assert disqus.SERVICE.sources(page(html)) == ()


def frame(posts: list[Any], *, more: bool = False, total: int = 2) -> str:
    told = {
        "cursor": {"hasNext": more, "total": total},
        "response": {"posts": posts, "thread": {"isClosed": True, "posts": total}},
    }
    return f'<!doctype html><html><body><script type="text/json" id="disqus-threadData">{json.dumps(told)}</script>'


def test_the_frame_of_disqus_holds_comments() -> None:
    posts = [
        {"id": "11", "parent": None, "author": {"name": "Gil", "profileUrl": "https://disqus.com/by/gil/"},
         "createdAt": "2016-01-02T03:04:05", "message": "<p>Thick.</p>", "isDeleted": False},
        {"id": "12", "parent": 11, "author": {"name": "Guest", "isAnonymous": True, "profileUrl": ""},
         "createdAt": "2016-01-02T04:04:05", "message": "", "isDeleted": True},
    ]  # fmt: skip
    source = source_of(disqus.SERVICE, "disqus")
    thread = read(source, frame(posts))
    assert told(thread) == [
        ("11", None, "Gil", "<p>Thick.</p>", "2016-01-02T03:04:05+00:00"),
        ("12", "11", "Guest", "", "2016-01-02T04:04:05+00:00"),
    ]
    assert (thread.stated_count, thread.closed, thread.complete) == (2, True, True)
    part = read(source, frame(posts, more=True, total=91))
    assert (part.stated_count, part.complete, part.rest) == (91, False, ())
    with pytest.raises(ParseError, match="something else"):
        read(source, "<!doctype html><html><body><h1>We were unable to load Disqus</h1>")


def test_an_issue_is_searched_for_and_then_its_comments_are_asked_for() -> None:
    search = source_of(github.SERVICE, "github")
    query = '"2020/04/a-post/" type:issue in:title repo:somebody/blog'
    assert base.query(search.request.url)["q"] == query
    assert search.service == "github"
    issues = [
        {"number": 8, "title": "Another"},
        {"number": 3, "title": "2020/04/A-post/", "comments": 2, "locked": True},
    ]
    found = read(search, {"items": issues})
    assert (found.stated_count, found.closed, found.complete, found.comments) == (2, True, False, ())
    (comments,) = found.rest
    url = "https://api.github.com/repos/somebody/blog/issues/3/comments?per_page=100&page=1"
    assert comments.request.url == url
    item = {"id": 99, "user": {"login": "hal", "html_url": "https://github.com/hal"}, "body": "**x**",
            "created_at": "2019-01-01T00:00:01Z", "body_html": "<p>x</p>",
            "html_url": "https://g.example/#c"}  # fmt: skip
    thread = read(comments, [item, item | {"id": 100, "body_html": None}])
    assert told(thread) == [
        ("99", None, "hal", "<p>x</p>", "2019-01-01T00:00:01+00:00"),
        ("100", None, "hal", "<p>**x**</p>", "2019-01-01T00:00:01+00:00"),
    ]
    assert (thread.complete, thread.rest) == (True, ())
    full = read(comments, [item | {"id": number} for number in range(1, 101)])
    assert [base.query(more.request.url)["page"] for more in full.rest] == ["2"]


def test_without_an_issue_nobody_has_said_anything() -> None:
    search = source_of(github.SERVICE, "github")
    none = read(search, {"items": [{"number": 8, "title": "Another"}], "incomplete_results": False})
    assert (none.stated_count, none.complete, none.rest) == (0, True, ())
    unsure = read(search, {"items": [], "incomplete_results": True})
    assert (unsure.stated_count, unsure.complete) == (None, None)


@pytest.mark.parametrize(
    ("attributes", "asked"),
    [
        ("issue-number=12", "/repos/a/b/issues/12/comments?"),
        ("issue-term=title", "q=%22Knots%22+type"),
        ("issue-term=og:title", "q=%22All+knots%22+type"),
        ("issue-term=url", "q=%22https%3A%2F%2Fblog.example%2F2008%2F09%2Fa-post.html%22+type"),
        ("issue-term='my own'", "q=%22my+own%22+type"),
        ("issue-term=pathname", "q=%222008%2F09%2Fa-post%22+type"),
    ],
)
def test_utterances_names_its_issue_in_many_ways(attributes: str, asked: str) -> None:
    head = "<title>Knots</title><meta property=og:title content='All knots'>"
    html = f"{head}<script src=https://utteranc.es/client.js repo=a/b {attributes}></script>"
    (source,) = github.SERVICE.sources(page(html))
    assert asked in source.request.url


def test_what_a_script_sets_counts_as_what_an_element_says() -> None:
    script = (
        "s.src = 'https://utteranc.es/client.js'; s.setAttribute('repo', 'a/b'); s.setAttribute('issue-number', '4')"
    )
    (issue,) = github.SERVICE.sources(page(f"<script>{script}</script>"))
    assert "/repos/a/b/issues/4/comments" in issue.request.url
    settings = '"src": "https://giscus.app/client.js", "data-repo": "a/b", "data-mapping": "pathname"'
    (discussion,) = giscus.SERVICE.sources(page(f"<script>let attributes = {{{settings}}}</script>"))
    asked = base.query(discussion.request.url)
    assert (asked["repo"], asked["term"], asked["strict"]) == ("a/b", "2008/09/a-post", "false")
    assert giscus.SERVICE.sources(page("<script>src = 'https://giscus.app/client.js'</script>")) == ()


def test_gitalk_finds_its_issue_by_labels() -> None:
    source = source_of(github.SERVICE, "github-gitalk")
    url = "https://api.github.com/repos/somebody/blog/issues?labels=Gitalk%2C2020-knots&per_page=1"
    assert source.request.url == url
    (comments,) = read(source, [{"number": 4, "title": "Knots", "comments": 1}]).rest
    assert "/repos/somebody/blog/issues/4/comments" in comments.request.url
    none = read(source, [])
    assert (none.stated_count, none.complete) == (None, None)


def test_giscus_is_asked_as_its_script_is_set() -> None:
    source = source_of(giscus.SERVICE, "giscus")
    assert source.request.url.startswith("https://giscus.app/api/discussions?")
    asked = base.query(source.request.url)
    assert {name: asked.get(name) for name in ("repo", "term", "category", "strict", "number")} == {
        "repo": "somebody/talk",
        "term": "Tides, explained",
        "category": "Comments",
        "strict": "true",
        "number": None,
    }
    repo = "data-repo=a/b data-repo-id=1"
    html = f"<script src=https://giscus.app/client.js {repo} data-mapping=number data-term=5></script>"
    (numbered,) = giscus.SERVICE.sources(page(html))
    assert base.query(numbered.request.url)["number"] == "5"


def test_giscus_holds_replies_inside_and_goes_on_by_cursor() -> None:
    reply = {
        "id": "DC_2",
        "replyToId": "DC_1",
        "author": {"login": "jo"},
        "bodyHTML": "",
        "deletedAt": "2022-01-02T00:00:00Z",
    }
    comment = {"id": "DC_1", "author": {"login": "ivy", "url": "https://github.com/ivy"}, "bodyHTML": "<p>Neap</p>",
               "createdAt": "2022-01-01T00:00:00Z", "url": "https://github.com/a/b#1", "replies": [reply]}  # fmt: skip
    told_of = {"locked": False, "totalCommentCount": 3, "totalReplyCount": 1, "comments": [comment]}
    source = source_of(giscus.SERVICE, "giscus")
    first = read(source, {"discussion": told_of | {"pageInfo": {"hasNextPage": True, "endCursor": "Y3Vy"}}})
    assert told(first) == [
        ("DC_1", None, "ivy", "<p>Neap</p>", "2022-01-01T00:00:00+00:00"),
        ("DC_2", "DC_1", "jo", "", None),
    ]
    assert [remark.is_deleted for remark in first.comments] == [False, True]
    assert (first.stated_count, first.closed, first.complete) == (4, False, False)
    (more,) = first.rest
    assert base.query(more.request.url)["after"] == "Y3Vy"
    assert read(more, {"discussion": told_of | {"pageInfo": {"hasNextPage": False}}}).complete is True


def test_webmentions_are_asked_for_with_and_without_the_last_slash() -> None:
    source = source_of(webmention.SERVICE, "webmention")
    asked = parse_qsl(urlsplit(source.request.url).query)
    assert [value for name, value in asked if name == "target[]"] == [
        "https://blog.example/2020/04/a-post/",
        "https://blog.example/2020/04/a-post",
    ]
    assert source.service == "webmention.io"
    assert webmention.SERVICE.sources(page("<link rel=webmention href=/webmention><p>not webmention.io")) == ()


def mention(number: int, kind: str, **more: Any) -> dict[str, Any]:
    author = {"type": "card", "name": "Kim", "url": "https://kim.example", "photo": ""}
    return {
        "type": "entry",
        "author": author,
        "url": f"https://kim.example/{number}",
        "published": None,
        "wm-received": "2023-04-05T06:07:08Z",
        "wm-id": number,
        "content": {"text": "So <it> is"},
        "wm-property": kind,
    } | more


def test_replies_are_comments_and_mentions_pingbacks_and_likes_nothing() -> None:
    source: ThreadSource = source_of(webmention.SERVICE, "webmention")
    items = [
        mention(1, "in-reply-to", published="2023-04-01T00:00:00+02:00", content={"html": "<p>So it is</p>"}),
        mention(2, "mention-of", author={"name": ""}),
        *(mention(3 + place, kind) for place, kind in enumerate(("like-of", "repost-of", "bookmark-of", "rsvp"))),
    ]
    thread = read(source, {"type": "feed", "children": items})
    assert told(thread) == [
        ("1", None, "Kim", "<p>So it is</p>", "2023-04-01T00:00:00+02:00"),
        ("2", None, "kim.example", "<p>So &lt;it&gt; is</p>", "2023-04-05T06:07:08+00:00"),
    ]
    assert [comment.is_pingback for comment in thread.comments] == [False, True]
    assert (thread.complete, thread.rest) == (None, ())
    (more,) = read(source, {"children": [mention(number, "like-of") for number in range(100)]}).rest
    asked = parse_qsl(urlsplit(more.request.url).query)
    assert asked.count(("page", "1")) == 1
    assert len([name for name, _ in asked if name == "target[]"]) == 2


def test_a_service_that_is_embedded_but_not_to_be_asked_is_still_named() -> None:
    assert services.named(page("<div id=disqus_thread></div>")) == "disqus"
    assert services.named(saved("github-gitalk")) == "gitalk"
    assert {services.named(saved(name)) for name in ("artalk", "comentario", "twikoo", "waline")} == {
        "artalk",
        "comentario",
        "twikoo",
        "waline",
    }
    assert services.named(page("<div class=fb-comments></div>")) == "facebook"
    assert services.named(saved("giscus")) == "giscus"
