"""Which links may be followed, and which addresses are one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.content import urls

BASE = "https://blog.example/2008/09/post.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("http://other.example/a?b=c#d", "http://other.example/a?b=c#d"),
        ("next.html", "https://blog.example/2008/09/next.html"),
        ("/about", "https://blog.example/about"),
        ("//cdn.example/x.png", "https://cdn.example/x.png"),
        ("?page=2", "https://blog.example/2008/09/post.html?page=2"),
        ("#c12", "https://blog.example/2008/09/post.html#c12"),
        ("  /a b\n.html ", "https://blog.example/a%20b.html"),
        ("/grüße", "https://blog.example/gr%C3%BC%C3%9Fe"),
        ("http://bücher.example/x", "http://xn--bcher-kva.example/x"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("HTTP://Example.org/", "http://Example.org/"),
        ("https://blog.example:54321/a?b=c#d", "https://blog.example:54321/a?b=c#d"),
    ],
)
def test_links_become_absolute_and_plain(href: str, url: str) -> None:
    assert urls.resolve(BASE, href) == url


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.example/",
        "tel:123",
        "",
        None,
        "http://",
        "http://[",
        "mailto:",
        "http://x.example:http/",
        "http://x.example:99999/",
        "http://" + "a" * 9000,
    ],
)
def test_what_must_not_be_followed_is_no_link(href: str | None) -> None:
    assert urls.resolve(BASE, href) is None


@given(st.none() | st.text(), st.text())
def test_any_link_is_refused_or_visible_ascii(base: str | None, href: str) -> None:
    url = urls.resolve(base, href)
    assert url is None or all("!" <= c <= "~" for c in url)
    assert url is None or url.lower().startswith(("http://", "https://", "mailto:"))


@given(st.text(), st.text())
def test_comparing_never_fails(a: str, b: str) -> None:
    urls.key(a)
    urls.same_site(a, b)
    urls.path_date(a)
    assert urls.same(a, b) == urls.same(b, a)


def test_an_escape_in_a_link_is_encoded() -> None:
    assert urls.resolve(None, "http://x.example/\x1b]8;;\x07") == "http://x.example/]8;;"
    assert urls.resolve(None, "http://x.example/a\u202eb") == "http://x.example/a%E2%80%AEb"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("http://www.blog.example/post/", "https://blog.example/post"),
        ("https://blog.example/", "https://blog.example/index.html"),
        ("https://blog.example/p?utm_source=x&id=2&fbclid=3", "https://blog.example/p?id=2"),
        ("https://blog.example/p#comments", "https://blog.example/p"),
        ("https://blog.example:443/p", "https://blog.example/p"),
        ("https://blog.example/%7Eann/caf%c3%a9", "https://blog.example/~ann/café"),
        ("https://web.archive.org/web/20100101000000/http://blog.example/p", "http://blog.example/p"),
        ("http://ann.blogspot.de/2010/01/p.html?m=1", "http://ann.blogspot.com/2010/01/p.html"),
        ("http://ann.blogspot.co.uk/p.html", "http://ann.blogspot.com/p.html"),
        ("https://blog.example/p?b=2&a=1", "https://blog.example/p?a=1&b=2"),
        ("http://blog.example/p.html?cid=6a01#comment-6a01", "http://blog.example/p.html"),
    ],
)
def test_one_page_under_two_addresses(a: str, b: str) -> None:
    assert urls.same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://blog.example/?p=1", "https://blog.example/?p=2"),
        ("https://blog.example/a", "https://blog.example/A"),
        ("https://blog.example/?m=200809", "https://blog.example/?m=200810"),
        ("http://ann.blogspot.com/", "http://bob.blogspot.com/"),
        ("https://blog.example/", None),
        ("", ""),
    ],
)
def test_different_pages_stay_different(a: str | None, b: str | None) -> None:
    assert not urls.same(a, b)


def test_a_site_is_a_host_with_its_subdomains() -> None:
    assert urls.same_site("https://www.blog.example/a", "http://blog.example/b")
    assert urls.same_site("https://feeds.blog.example/", "https://blog.example/")
    assert urls.same_site("http://ann.blogspot.fr/", "http://ann.blogspot.com/")
    assert not urls.same_site("http://ann.blogspot.com/", "http://bob.blogspot.com/")
    assert not urls.same_site("not an address", "https://blog.example/")


def test_archive_wrapping_comes_off() -> None:
    wrapped = "http://web.archive.org/web/20120101010101id_/http:/blog.example/p?q=1"
    assert urls.unwrap_archive(wrapped) == "http://blog.example/p?q=1"
    assert urls.unwrap_archive("https://blog.example/web/2012/") == "https://blog.example/web/2012/"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://blog.example/2008/09/post.html", "2008-09-01"),
        ("https://blog.example/2008/09/03/post/", "2008-09-03"),
        ("https://blog.example/blog/2016-06-23-title", "2016-06-23"),
        ("https://blog.example/2008/13/post", None),
        ("https://blog.example/2008/02/31/post", None),
        ("https://blog.example/post", None),
    ],
)
def test_paths_tell_dates(url: str, day: str | None) -> None:
    moment = urls.path_date(url)
    assert (moment.iso() if moment else None) == day


@pytest.mark.parametrize(
    ("url", "secret", "plain"),
    [
        ("https://ada:se%40cret@blog.example:8080/a@b?c=d@e", "ada:se%40cret", "https://blog.example:8080/a@b?c=d@e"),
        ("https://blog.example/@ada", "", "https://blog.example/@ada"),
        ("http://[broken", "", "http://[broken"),
    ],
)
def test_a_name_and_a_password_come_off(url: str, secret: str, plain: str) -> None:
    assert (urls.login(url), urls.without_login(url)) == (secret, plain)
