"""What is left of a reading after a look at it, and what to tell the user about what is missing.

A thread keeps no twins, no empty remarks, nothing of another post, and only parents that exist. Knows no engine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tui_reader.content import urls
from tui_reader.engines import identity
from tui_reader.merging import shortfall
from tui_reader.models import Comment, Neighbours, PostData, Thread, ThreadSource

_MARKUP = re.compile(r"<(?!img\b|video\b|iframe\b|embed\b|object\b|picture\b|svg\b)[^>]*>", re.IGNORECASE)
_PAGING = re.compile(r"/comment-page-\d+|[?&](?:cpage|commentPage|showComment|cid)=[\w-]+")


def judged(thread: Thread, own_urls: Sequence[str]) -> Thread:
    """The thread as it is handed on; `own_urls` are the addresses of the post's page."""
    ours = [comment for comment in thread.comments if _is_remark(comment) and not _is_foreign(comment, own_urls)]
    kept = identity.distinct(ours)
    known = {comment.id for comment in kept}
    comments = tuple(
        comment
        if comment.parent_id is None or (comment.parent_id in known and comment.parent_id != comment.id)
        else replace(comment, parent_id=None)
        for comment in kept
    )
    complete = _is_complete(thread, len(comments))
    return replace(thread, comments=comments, complete=complete, rest=() if complete else thread.rest)


def warnings(post: PostData | None, thread: Thread | None) -> tuple[str, ...]:
    """What is missing in a post's page and why, in sentences."""
    found: list[str] = []
    if post is None:
        found.append("Neither a title nor a text stands on this page.")
    elif not post.title:
        found.append("No title stands on this page.")
    elif post.html is None:
        found.append("No text of a post was found on this page.")
    return (*found, *(shortfall(thread) if thread else ()))


def nameless(neighbours: Neighbours, thread: Thread | None) -> tuple[str, ...]:
    """What a page tells by half, in sentences: neighbours without addresses, remarks without names."""
    found: list[str] = []
    links = [link for link in (neighbours.previous, neighbours.next, neighbours.index) if link]
    if links and not any(link.url for link in links):
        found.append("The neighbours' titles have no addresses on this page.")
    comments = [comment for comment in thread.comments if not comment.is_deleted] if thread else []
    if comments and not any(comment.author for comment in comments):
        found.append("The comments name nobody.")
    return tuple(found)


def _is_remark(comment: Comment) -> bool:
    """Whether somebody said something: a text, a picture, a notice of deletion, a pingback."""
    text = _MARKUP.sub("", comment.html).replace("&nbsp;", " ")
    return bool(text.strip()) or comment.is_deleted or (comment.is_pingback and comment.author is not None)


def _is_foreign(comment: Comment, own_urls: Sequence[str]) -> bool:
    """Whether a comment's address is a place in another page of the same site."""
    link = comment.permalink
    if not link or "#" not in link or not any(urls.same_site(link, own) for own in own_urls):
        return False
    page = _path(_PAGING.sub("", link.partition("#")[0]))
    # a further page of comments is called by its own address too
    own_paths = {_path(_PAGING.sub("", own)) for own in own_urls}
    return page not in own_paths and not any("/" in own and page.startswith(f"{own}/") for own in own_paths)


def _path(url: str) -> str:
    return re.sub(r"\.html?$", "", urls.key(url.partition("?")[0]))


def _is_complete(thread: Thread, held: int) -> bool | None:
    """Whether all remarks that the page speaks of are here; None where it does not tell."""
    if thread.complete is not None:
        return thread.complete
    if _pages(thread):
        return False
    return None if thread.stated_count is None else thread.stated_count <= held


def _pages(thread: Thread) -> list[ThreadSource]:
    """The further pages of comments; an API may be named without there being more than the page holds."""
    return [source for source in thread.rest if source.reader == "page"]
