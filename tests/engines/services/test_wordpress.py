"""WordPress's own APIs: where a page leads, and what they answer."""

from typing import Any

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import read, saved, source_of, told
from tui_reader.engines.services import base, wordpress
from tui_reader.errors import ParseError

REST = "https://blog.example/wp-json/wp/v2/comments"


def remark(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "parent": 0,
        "author_name": "Ada &amp; Co",
        "author_url": "https://ada.example/",
        "date_gmt": "2020-04-02T09:30:00",
        "content": {"rendered": f"<p>Remark {number}.</p>\n"},
        "link": f"https://blog.example/2020/04/a-post/#comment-{number}",
        "type": "comment",
    } | more


def test_a_page_names_its_api_and_its_number() -> None:
    source = source_of(wordpress.BLOG, "wordpress-api")
    assert source.request.url.partition("?")[0] == REST
    asked = base.query(source.request.url)
    assert {name: asked[name] for name in ("post", "per_page", "page", "order")} == {
        "post": "812",
        "per_page": "100",
        "page": "1",
        "order": "asc",
    }
    assert (source.reader, source.service) == ("wordpress-api", None)


def test_under_plain_addresses_the_route_is_a_parameter() -> None:
    url = source_of(wordpress.BLOG, "wordpress-api-plain").request.url
    assert url.startswith("https://blog.example/index.php?rest_route=%2Fwp%2Fv2%2Fcomments&post=31&")


API = "<link rel='https://api.w.org/' href='/wp-json/'>"


@pytest.mark.parametrize(
    ("html", "number"),
    [
        (f"{API}<body class='page page-id-7'>", "7"),
        (f"{API}<link rel=shortlink href='https://wp.me/p4ZCSs-pj'>", "1569"),
        (f"{API}<form><input type=hidden name=comment_post_ID value=9></form>", "9"),
        ("<link rel=alternate type=application/json href='/wp-json/wp/v2/pages/4'>", "4"),
        ("<link rel=alternate type=application/json href='/?rest_route=/wp/v2/recipe/4'>", "4"),
    ],
)
def test_any_mark_of_the_posts_number_will_do(html: str, number: str) -> None:
    (source,) = wordpress.BLOG.sources(page(html))
    assert base.query(source.request.url)["post"] == number


@pytest.mark.parametrize(
    "html",
    [
        API,
        f"{API}<body class='archive category category-news'><article id=post-4 class=postid-4>",
        f"{API}<link rel=alternate type=application/json href='/wp-json/wp/v2/categories/4'><body class=blog>",
        "<body class=postid-3>",
        f"{API}<link rel=shortlink href='https://wp.me/4ZCSs'>",
    ],
)
def test_a_list_of_posts_leads_nowhere(html: str) -> None:
    assert wordpress.BLOG.sources(page(html)) == ()


def test_a_blog_whose_api_is_elsewhere_names_whom_it_asks() -> None:
    html = "<link rel='https://api.w.org/' href='https://cms.host.example/wp-json/'><body class=postid-3>"
    (source,) = wordpress.BLOG.sources(page(html))
    assert source.service == "cms.host.example"


def test_comments_are_read_with_their_parents() -> None:
    ping = remark(3, type="pingback", date_gmt=None, date="2020-04-03T08:00:00", author_url="")
    thread = read(source_of(wordpress.BLOG, "wordpress-api"), [remark(1), remark(2, parent=1), ping, {"id": None}, 7])
    assert told(thread) == [
        ("1", None, "Ada & Co", "<p>Remark 1.</p>\n", "2020-04-02T09:30:00+00:00"),
        ("2", "1", "Ada & Co", "<p>Remark 2.</p>\n", "2020-04-02T09:30:00+00:00"),
        ("3", None, "Ada & Co", "<p>Remark 3.</p>\n", "2020-04-03T08:00:00"),
    ]
    assert [comment.is_pingback for comment in thread.comments] == [False, False, True]
    assert thread.comments[0].permalink == "https://blog.example/2020/04/a-post/#comment-1"
    assert (thread.complete, thread.rest) == (True, ())


def test_a_full_answer_is_followed_by_the_next() -> None:
    source = source_of(wordpress.BLOG, "wordpress-api")
    first = read(source, [remark(number) for number in range(1, 101)])
    (second,) = first.rest
    assert first.complete is False
    assert base.query(second.request.url) == base.query(source.request.url) | {"page": "2"}
    last = read(second, [])
    assert (last.complete, last.rest, last.comments) == (True, (), ())


def test_an_api_without_comments_does_not_say_that_there_are_none() -> None:
    assert read(source_of(wordpress.BLOG, "wordpress-api"), []).complete is None


@pytest.mark.parametrize("answer", [{"code": "rest_no_route"}, [{"code": "x"}], "<html>"])
def test_a_refusal_is_no_thread(answer: Any) -> None:
    with pytest.raises(ParseError):
        read(source_of(wordpress.BLOG, "wordpress-api"), answer)


def test_a_blog_at_wordpress_com_is_asked_for_there_by_its_number() -> None:
    source = source_of(wordpress.HOSTED, "wordpress.com")
    assert source.request.url.startswith("https://public-api.wordpress.com/rest/v1.1/sites/")
    assert "/posts/23314/replies/?number=100&order=ASC&page=1" in source.request.url
    assert (source.reader, source.service) == ("wordpress.com", None)
    assert wordpress.BLOG.sources(saved("wordpress.com")) == ()
    (by_host,) = wordpress.HOSTED.sources(page("<body class=postid-5>", "https://low-water.wordpress.com/a/"))
    assert "/sites/low-water.wordpress.com/posts/5/" in by_host.request.url


def test_answers_of_wordpress_com_are_read() -> None:
    items = [
        {
            "ID": number,
            "author": {"name": "Bo", "URL": "https://bo.example"},
            "date": "2021-08-04T07:58:49+02:00",
            "URL": f"https://low-water.example/herons/#comment-{number}",
            "content": "<p>Three here.</p>",
            "parent": {"ID": number - 1} if number == 5 else False,
            "type": "comment",
        }
        for number in (4, 5)
    ]
    source = source_of(wordpress.HOSTED, "wordpress.com")
    thread = read(source, {"found": 2, "comments": items})
    assert told(thread) == [
        ("4", None, "Bo", "<p>Three here.</p>", "2021-08-04T07:58:49+02:00"),
        ("5", "4", "Bo", "<p>Three here.</p>", "2021-08-04T07:58:49+02:00"),
    ]
    assert (thread.stated_count, thread.complete, thread.rest) == (2, True, ())
    many = read(source, {"found": 130, "comments": [items[0] | {"ID": number} for number in range(1, 101)]})
    assert many.complete is False
    assert [base.query(more.request.url)["page"] for more in many.rest] == ["2"]
    none = read(source, {"found": 0, "comments": []})
    assert (none.stated_count, none.complete) == (0, True)
