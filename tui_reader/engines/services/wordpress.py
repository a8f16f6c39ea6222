"""WordPress's own answers for comments: the REST API of a blog, and that of WordPress.com for the blogs it hosts.

WordPress REST API handbook, "Comments" (every WordPress since 4.4 names it in the page); developer.wordpress.com,
"List replies to a post". Pingbacks are answered by WordPress.com only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Request, Thread, ThreadSource

PER_PAGE = 100
"""The most that either API gives in one answer."""

_MOST_PAGES = 200
_FIELDS = "id,parent,author_name,author_url,date_gmt,content,link,type"
_PINGS = frozenset({"pingback", "trackback"})
_ALTERNATE = re.compile(r"wp/v2/(?!users/|categories/|tags/)[\w-]+/([0-9]+)")
_BODY = re.compile(r"\b(?:postid|page-id)-([0-9]+)\b")
_SHORT = re.compile(r"[?&](?:p|page_id)=([0-9]+)")
_WP_ME = re.compile(r"https?://wp\.me/[pPa]([0-9A-Za-z]{1,8})-([0-9A-Za-z]{1,8})$")
_LISTS = frozenset({"archive", "category", "tag", "author", "search", "error404"})
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class BlogApi:
    """The REST API that a blog runs itself: its pages name its address and the post's number."""

    name: str = "wordpress-api"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        if "wp/v2" not in document.source and "api.w.org" not in document.source:
            return ()
        root, number = _root(document), _post_number(document)
        if root is None or number is None or _is_hosted(document):
            return ()
        asked: dict[str, str | int] = {
            "post": number,
            "per_page": PER_PAGE,
            "page": 1,
            "order": "asc",
            "_fields": _FIELDS,
        }
        if "rest_route=" in root:
            url = base.with_query(root, {"rest_route": "/wp/v2/comments", **asked})
        else:
            url = base.with_query(f"{root.rstrip('/')}/wp/v2/comments", asked)
        return (base.source(document, Request(url), self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        found = base.list_of(page)
        comments = tuple(_of_blog(item, page.url) for item in base.items(found) if base.number(item, "id"))
        if found and not comments:
            raise base.unlike(page)
        more = _next(source, is_full=len(found) >= PER_PAGE)
        # blogs whose comments are kept elsewhere answer without any
        complete = False if more else (True if comments or _number(source) > 1 else None)
        return Thread(self.name, comments, complete=complete, rest=more, base_url=page.url)


@dataclass(frozen=True, slots=True)
class HostedApi:
    """The API of WordPress.com, the own software of the blogs that it hosts."""

    name: str = "wordpress.com"

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        is_named = any(word in document.source for word in ("wordpress.com", "WordPress.com"))
        is_ours = is_named or urls.host(document.url).endswith(".wordpress.com")
        number = _post_number(document) if is_ours and _is_hosted(document) else None
        if number is None:
            return ()
        site = next((blog for blog, _ in _short_numbers(document)), None) or urls.host(document.url)
        url = f"https://public-api.wordpress.com/rest/v1.1/sites/{site}/posts/{number}/replies/"
        return (ThreadSource.at(base.with_query(url, {"number": PER_PAGE, "order": "ASC", "page": 1}), self.name),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        found = base.list_of(page, "comments")
        comments = tuple(_of_hosted(item) for item in base.items(found) if base.number(item, "ID"))
        if found and not comments:
            raise base.unlike(page)
        stated = base.number(base.json_of(page), "found")
        is_more = stated is None or stated > (_number(source) - 1) * PER_PAGE + len(found)
        more = _next(source, is_full=len(found) >= PER_PAGE and is_more)
        return Thread(self.name, comments, stated_count=stated, complete=not more, rest=more, base_url=page.url)


BLOG = BlogApi()
HOSTED = HostedApi()


def _of_blog(item: dict[str, Any], url: str) -> Comment:
    return Comment(
        id=str(base.number(item, "id")),
        html=base.html(item, "content", "rendered"),
        parent_id=_parent(base.number(item, "parent")),
        author=base.author(base.unescaped(item, "author_name"), base.address(item, "author_url")),
        published=base.moment(item, "date_gmt", is_utc=True) or base.moment(item, "date"),
        permalink=base.address(item, "link", base=url),
        is_pingback=base.line(item, "type") in _PINGS,
    )


def _of_hosted(item: dict[str, Any]) -> Comment:
    return Comment(
        id=str(base.number(item, "ID")),
        html=base.html(item, "content"),
        parent_id=_parent(base.number(item, "parent", "ID")),
        author=base.author(base.unescaped(item, "author", "name"), base.address(item, "author", "URL")),
        published=base.moment(item, "date"),
        permalink=base.address(item, "URL"),
        is_pingback=base.line(item, "type") in _PINGS,
    )


def _parent(number: int | None) -> str | None:
    return str(number) if number else None


def _number(source: ThreadSource) -> int:
    """Which page of answers this is, from 1."""
    return base.number(base.query(source.request.url), "page") or 1


def _next(source: ThreadSource, *, is_full: bool) -> tuple[ThreadSource, ...]:
    """The next page of answers, where this one was full: how many there are is told in a header alone."""
    number = _number(source)
    if not is_full or not 0 < number < _MOST_PAGES:
        return ()
    return (
        ThreadSource.at(
            base.with_query(source.request.url, {"page": number + 1}), source.reader, service=source.service
        ),
    )


def _is_hosted(document: Document) -> bool:
    """Whether WordPress.com hosts the blog; a blog that only uses its Jetpack has an API of its own."""
    return (
        urls.host(document.url).endswith(".wordpress.com")
        or (document.meta("generator") or "").startswith("WordPress.com")
        or "public-api.wordpress.com/wp-json" in (_root(document) or "")
    )


def _root(document: Document) -> str | None:
    """The address of the blog's API; below it are `wp/v2/posts` and `wp/v2/comments`."""
    link = document.first('link[rel="https://api.w.org/"]')
    root = document.absolute(link.get("href")) if link is not None else None
    if (
        root is None
        and (link := document.first('link[rel~=alternate][type="application/json"][href*="wp/v2/"]')) is not None
    ):
        address = document.absolute(link.get("href")) or ""
        root = address[: address.find("wp/v2/")] or None
    return root if urls.is_web(root) else None


def _post_number(document: Document) -> int | None:
    """The post's number in its blog, as any of WordPress's own marks tells it; None on a page of several posts."""
    body = document.first("body")
    classes = (body.get("class") or "") if body is not None else ""
    if _LISTS & set(classes.split()):
        return None
    told: list[tuple[re.Pattern[str], list[str | None]]] = [
        (_ALTERNATE, [link.get("href") for link in document.select('link[rel~=alternate][type="application/json"]')]),
        (_BODY, [classes]),
        (_SHORT, [link.get("href") for link in document.select("link[rel~=shortlink]")]),
    ]
    for pattern, places in told:
        found = next((match for place in places if place and (match := pattern.search(place))), None)
        if found:
            return base.number(found[1])
    field = document.first("input[name=comment_post_ID]")
    number = base.number(field.get("value")) if field is not None else None
    return number or next((post for _, post in _short_numbers(document)), None)


def _short_numbers(document: Document) -> list[tuple[int, int]]:
    """The numbers of the blog and of the post in short addresses of wp.me, which write both to the base of 62."""
    links = (_WP_ME.match(link.get("href") or "") for link in document.select('link[rel~=shortlink][href*="wp.me/"]'))
    return [(_of_base_62(link[1]), _of_base_62(link[2])) for link in links if link]


def _of_base_62(text: str) -> int:
    number = 0
    for digit in text:
        number = number * 62 + _DIGITS.index(digit)
    return number
