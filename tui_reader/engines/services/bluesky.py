"""Bluesky: blogs whose comments are the replies to a post there, as its public API answers them.

Blogs say which post in an element's attributes (`bluesky-comments`, `bsky-comments`) or in the script that draws it. A
post is known by its at:// address, which holds its writer and its own key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from tui_reader.content.document import Document
from tui_reader.content.text import clean
from tui_reader.engines import identity
from tui_reader.engines.services import base
from tui_reader.models import Comment, Page, Thread, ThreadSource

_BOXES = ", ".join(
    f"{name}, {name}-section, [id*={name}]:not(.bluesky-embed), [class*={name}]:not(.bluesky-embed)"
    for name in ("bluesky-comments", "bsky-comments", "atproto-comments")
)
MARK = base.Mark("bluesky", "-comments", _BOXES)

NAME = "bluesky"

_API = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread"
_DEPTH = 400
_AT = re.compile(r"at://([\w.:%-]{3,253})/app\.bsky\.feed\.post/([0-9A-Za-z._~-]{1,64})")
_WEB = re.compile(r"https://bsky\.app/profile/([\w.:%-]{3,253})/post/([0-9A-Za-z._~-]{1,64})")
_DRAWN = re.compile(r"bluesky-?comments|bsky-?comments|getPostThread", re.IGNORECASE)


class Bluesky:
    """See `base.Service`. One answer holds the tree of replies."""

    name = NAME

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """See `Service`."""
        # looking for words is cheap, looking for patterns is not
        if not any(word in document.source for word in ("luesky", "bsky", "LUESKY", "atproto-comments")):
            return ()
        found = next(_posts(document), None)
        if found is None:
            return ()
        address = f"at://{found[0]}/app.bsky.feed.post/{found[1]}"
        url = f"{_API}?uri={quote(address, safe='')}&depth={_DEPTH}&parentHeight=0"
        return (ThreadSource.at(url, NAME, service=NAME),)

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """See `Service`."""
        top = base.object_of(page, "thread")
        if not isinstance(top.get("post"), dict):
            raise base.unlike(page)
        walked = [*base.walk(base.items(top, "replies"), lambda node: base.items(node, "replies"))]
        owner = base.line(top, "post", "author", "did")
        comments = [
            _comment(node, above, owner) for node, above in walked if isinstance(base.at(node, "post", "record"), dict)
        ]
        is_cut = any(_is_cut(node) for node in (top, *(node for node, _ in walked)))
        return Thread(NAME, identity.distinct(comments), complete=None if is_cut else True, base_url=source.request.url)


def _posts(document: Document) -> Iterator[tuple[str, str]]:
    """The writers and keys of the posts that a page names as its comments: in a box for them, else in its script."""
    for box in document.select(_BOXES):
        for value in box.attrib.values():
            yield from _post(value)
    for script in document.root.iter("script"):
        text = script.text or ""
        if _DRAWN.search(text):
            yield from _post(text)


def _post(text: str) -> Iterator[tuple[str, str]]:
    found = _AT.search(text) or _WEB.search(text)
    if found:
        yield found[1], found[2]


def _is_cut(node: dict[str, Any]) -> bool:
    """Whether a post has more replies than the answer holds."""
    return (base.number(node, "post", "replyCount") or 0) > len(base.items(node, "replies"))


def _comment(node: dict[str, Any], above: dict[str, Any] | None, owner: str | None) -> Comment:
    post = node.get("post")
    writer, handle = base.line(post, "author", "did"), base.line(post, "author", "handle")
    address = base.line(post, "uri")
    found = _AT.fullmatch(address or "")
    profile = f"https://bsky.app/profile/{quote(handle or writer or '', safe=':.')}"
    name = base.line(post, "author", "displayName") or handle
    return base.remark(
        address,
        Comment(
            id="",
            html=_html(post),
            parent_id=base.line(above, "post", "uri"),
            author=base.author(name, profile if handle or writer else None),
            published=base.moment(post, "record", "createdAt") or base.moment(post, "indexedAt"),
            permalink=f"{profile}/post/{found[2]}" if found else None,
            is_by_post_author=writer is not None and writer == owner,
        ),
    )


def _html(post: Any) -> str:
    """The words as paragraphs with their links, then what is embedded."""
    text = base.at(post, "record", "text")
    parts = [_linked(text, base.items(post, "record", "facets"))] if isinstance(text, str) else []
    for image in (*base.items(post, "embed", "images"), *base.items(post, "embed", "media", "images")):
        address = base.address(image, "fullsize") or base.address(image, "thumb")
        if address:
            alt = escape(base.line(image, "alt", limit=1500) or "")
            parts.append(f'<p><img src="{escape(address)}" alt="{alt}"></p>')
    for place in (("embed", "external"), ("embed", "media", "external")):
        address = base.address(post, *place, "uri")
        if address:
            title = escape(base.line(post, *place, "title") or address, quote=False)
            parts.append(f'<p><a href="{escape(address)}">{title}</a></p>')
    return "".join(parts)


def _linked(text: str, facets: list[dict[str, Any]]) -> str:
    """Plain text as HTML; facets name links by their first and last place in its UTF-8 bytes."""
    whole = text.encode("utf-8", "replace")
    pieces: list[str] = []
    done = 0
    for start, end, address in sorted(_links(facets)):
        if done <= start < end <= len(whole):
            pieces += [_escaped(whole[done:start]), f'<a href="{escape(address)}">{_escaped(whole[start:end])}</a>']
            done = end
    html = "".join([*pieces, _escaped(whole[done:])]).strip()
    paragraphs = [part.strip().replace("\n", "<br>") for part in re.split(r"\n\s*\n", html)]
    return "".join(f"<p>{part}</p>" for part in paragraphs if part)


def _links(facets: list[dict[str, Any]]) -> Iterator[tuple[int, int, str]]:
    for facet in facets:
        start, end = base.number(facet, "index", "byteStart"), base.number(facet, "index", "byteEnd")
        for feature in base.items(facet, "features"):
            writer = base.line(feature, "did")
            address = base.address(feature, "uri") or (f"https://bsky.app/profile/{quote(writer)}" if writer else None)
            if start is not None and end is not None and address:
                yield start, end, address


def _escaped(piece: bytes) -> str:
    return escape(clean(piece.decode("utf-8", "replace")), quote=False)


SERVICE = Bluesky()
