"""Pages saved without their address: read as if they lay at a stand-in, whose addresses are taken out of what they say.

A page that names its blog's feed by a whole address lies on that blog, so that what is linked from the blog's root has
its address; all else that needs the page's own has none, and its title stays.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from tui_reader.models import Link, Neighbours, PageReading, PostData, Thread

LOST = "This page was saved without its address, which its links to other posts need; --base-url gives it."

_PLACE = "/saved.invalid/"
_NOWHERE = "https://saved.invalid"


def stand_in(reading: PageReading) -> str | None:
    """The address to read a page by; None where it has told its own."""
    if reading.url:
        return None
    own = next((link.url for link in reading.feeds if not link.is_comments), None)
    parts = urlsplit(own or "")
    return f"{f'{parts.scheme}://{parts.netloc}' if own else _NOWHERE}{_PLACE}page.html"


def without(reading: PageReading) -> PageReading:
    """A page's reading without the addresses that only the stand-in gave."""
    around = reading.neighbours
    neighbours = Neighbours(_link(around.previous), _link(around.next), _link(around.index))
    posts = tuple(replace(row, url=_known(row.url) or "") for row in reading.posts)
    is_lost = (neighbours, posts) != (around, reading.posts)
    return replace(
        reading,
        url=_known(reading.url) or "",
        post=_post(reading.post) if reading.post else None,
        neighbours=neighbours,
        thread=_thread(reading.thread) if reading.thread else None,
        posts=posts,
        feeds=tuple(link for link in reading.feeds if _known(link.url)),
        warnings=(*reading.warnings, *[LOST] * is_lost),
    )


def _known(url: str | None) -> str | None:
    return None if url is None or _PLACE in url or url.startswith(_NOWHERE) else url


def _link(link: Link | None) -> Link | None:
    if link is None:
        return None
    url = _known(link.url)
    return Link(url, link.title) if url or link.title else None


def _post(post: PostData) -> PostData:
    return replace(
        post,
        url=_known(post.url),
        base_url=_known(post.base_url),
        author=replace(post.author, url=_known(post.author.url)) if post.author else None,
        enclosures=tuple(file for file in post.enclosures if _known(file.url)),
        comments_url=_known(post.comments_url),
        comments_feed=_known(post.comments_feed),
    )


def _thread(thread: Thread) -> Thread:
    return replace(
        thread,
        comments=tuple(
            replace(
                comment,
                permalink=_known(comment.permalink),
                author=replace(comment.author, url=_known(comment.author.url)) if comment.author else None,
            )
            for comment in thread.comments
        ),
        feed_url=_known(thread.feed_url),
        rest=tuple(source for source in thread.rest if _known(source.request.url)),
        base_url=_known(thread.base_url),
    )
