"""Reddit: a post's comments as the site answers them as JSON, and those that an answer only counts ("more").

Without an account the site answers some 500 comments at once, a hundred of the others by each further request, and
deep branches apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

NAME = "reddit"

_POST = re.compile(r"/comments/([0-9a-z]{1,12})(?=[/.?#]|$)")
_WRAPPER = re.compile(r'^\s*(?:<!--.*?-->)?\s*<div class="md">(.*)</div>\s*(?:<!--.*?-->)?\s*$', re.DOTALL)
_TAKEN = re.compile(r"\s*\[\s*(?:deleted|removed)(?: by [\w ]+)?\s*\]\s*", re.IGNORECASE)
_ID = re.compile(r"[0-9a-z]{1,12}")
_AT_ONCE = 100
_MOST_REQUESTS = 50


class Reddit:
    """See `base.Service`."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        host = urls.host(document.url)
        found = _POST.search(document.url)
        if found is None or not (host == "reddit.com" or host.endswith(".reddit.com")):
            return ()
        return (ThreadSource.at(_listing(f"https://{host}", found[1]), NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`: a listing of the post and its comments, or things that were counted as "more" before."""
        told = base.json_of(page)
        post = base.at(told, 0, "data", "children", 0, "data")
        things = base.at(told, "json", "data", "things")
        if not isinstance(things, list) and not isinstance(base.at(told, 1, "data", "children"), list):
            raise base.unlike(page)
        roots = base.items(things) if isinstance(things, list) else base.items(told, 1, "data", "children")
        site = _site(source.request.url)
        comments, more = _read(roots, site)
        number = _id(post, "id") or _asked(source)
        rest = tuple(_rest(more, site, number, source)) if number else ()
        is_closed = base.flag(post, "locked") or base.flag(post, "archived")
        return Thread(
            NAME,
            identity.distinct(comments),
            stated_count=base.number(post, "num_comments"),
            closed=True if is_closed else None,
            complete=True if not more and not isinstance(things, list) and not _is_branch(source) else None,
            rest=rest,
            base_url=f"{site}/",
        )


def _site(url: str) -> str:
    return f"https://{urls.host(url)}"


def _listing(site: str, post: str, branch: str | None = None) -> str:
    place = f"{post}/_/{branch}" if branch else post
    return f"{site}/comments/{place}.json?limit=500&raw_json=1"


def _is_branch(source: ThreadSource) -> bool:
    return "/_/" in urlsplit(source.request.url).path


def _asked(source: ThreadSource) -> str | None:
    """The number of the post that a request was about."""
    found = _POST.search(source.request.url)
    named = found[1] if found else base.query(source.request.url).get("link_id", "").removeprefix("t3_")
    return named if _ID.fullmatch(named) else None


def _read(roots: Sequence[dict[str, Any]], site: str) -> tuple[list[Comment], list[dict[str, Any]]]:
    """The comments in reading order, and what is only counted."""
    comments: list[Comment] = []
    more: list[dict[str, Any]] = []
    for item, _ in base.walk(roots, lambda item: base.items(item, "data", "replies", "data", "children")):
        data = item.get("data")
        if not isinstance(data, dict):
            continue
        if item.get("kind") == "more":
            more.append(data)
        elif item.get("kind") == "t1":
            comments.append(_comment(data, site))
    return comments, more


def _comment(data: dict[str, Any], site: str) -> Comment:
    number, name = base.line(data, "id"), base.line(data, "author")
    parent = base.line(data, "parent_id") or ""
    html = _body(data)
    is_known = name and re.fullmatch(r"[\w-]+", name, re.ASCII)
    return base.remark(
        number,
        Comment(
            id="",
            html=html,
            parent_id=parent[3:] if parent.startswith("t1_") and parent[3:] != number else None,
            author=base.author(name, f"{site}/user/{name}/" if is_known else None),
            published=base.moment(data, "created_utc"),
            permalink=base.address(data, "permalink", base=f"{site}/"),
            is_deleted=not html or bool(_TAKEN.fullmatch(base.line(data, "body") or "")),
            is_by_post_author=bool(base.flag(data, "is_submitter")),
        ),
    )


def _body(data: dict[str, Any]) -> str:
    """The body as it stands in the page: without its box, and unescaped where the answer escaped it once more."""
    html = base.html(data, "body_html")
    if html.lstrip().startswith("&lt;"):
        html = unescape(html)
    found = _WRAPPER.match(html)
    return (found[1] if found else html).strip() or base.plain(data, "body")


def _rest(more: Sequence[dict[str, Any]], site: str, post: str, source: ThreadSource) -> Iterator[ThreadSource]:
    """The requests for what was only counted: the ids a hundred at a time, then the branches that go on elsewhere."""
    named = [child for data in more for child in _children(data) if _ID.fullmatch(child)]
    ids = [*dict.fromkeys(named)]
    asked = [
        f"{site}/api/morechildren.json?api_type=json&raw_json=1&link_id=t3_{post}&children={','.join(some)}"
        for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
    ]
    deeper = [_parent(data) for data in more if not _children(data)]
    asked += [_listing(site, post, branch) for branch in dict.fromkeys(deeper) if branch]
    for url in asked[:_MOST_REQUESTS]:
        if url != source.request.url:
            yield ThreadSource.at(url, NAME, service=source.service)


def _children(data: dict[str, Any]) -> list[str]:
    children = data.get("children")
    return [child for child in children if isinstance(child, str)] if isinstance(children, list) else []


def _parent(data: dict[str, Any]) -> str | None:
    name = (base.line(data, "parent_id") or "").removeprefix("t1_")
    return name if _ID.fullmatch(name) else None


def _id(value: Any, field: str) -> str | None:
    told = base.line(value, field)
    return told if told and _ID.fullmatch(told) else None


SERVICE = Reddit()
