"""What is left of a thread after a look at it: no twins, no empty remarks, nothing of another post, parents that exist;
and whether all of it is here. Knows no engine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tui_reader.content import urls
from tui_reader.engines import identity
from tui_reader.models import Comment, Thread

_MARKUP = re.compile(r"<(?!img\b|video\b|iframe\b|embed\b|object\b|picture\b|svg\b)[^>]*>", re.IGNORECASE)


def judged(thread: Thread, own_urls: Sequence[str]) -> Thread:
    """The thread as it is handed on; `own_urls` are the addresses of the post's page."""
    ours = [comment for comment in thread.comments if not _is_foreign(comment, own_urls) and (_has_text(comment) or comment.is_deleted)]
    kept = identity.distinct(ours)
    known = {comment.id for comment in kept}
    comments = tuple(
        replace(comment, parent_id=None) if comment.parent_id and (comment.parent_id not in known or comment.parent_id == comment.id) else comment
        for comment in kept
    )
    return replace(thread, comments=comments, complete=_is_complete(thread, len(comments)))


def _has_text(comment: Comment) -> bool:
    text = _MARKUP.sub("", comment.html).replace("&nbsp;", " ")
    return bool(text.strip()) or comment.is_pingback and comment.author is not None


def _is_foreign(comment: Comment, own_urls: Sequence[str]) -> bool:
    """Whether a comment's address is a place in another post of the same site."""
    link = comment.permalink
    if not link or "#" not in link or not any(urls.same_site(link, own) for own in own_urls):
        return False
    page = re.sub(r"/comment-page-\d+|[?&](?:cpage|commentPage|showComment|cid)=[\w-]+", "", link.partition("#")[0])
    bare = {_path(own) for own in own_urls}
    return _path(page) not in bare and not any(_path(page).startswith(f"{own}/") for own in bare if own.count("/") > 1)


def _path(url: str) -> str:
    return re.sub(r"\.html?$", "", urls.key(url.partition("?")[0]))


def _is_complete(thread: Thread, held: int) -> bool | None:
    """Whether all remarks that the page speaks of are here; None where it does not tell."""
    if thread.complete is not None:
        return thread.complete
    if thread.rest:
        return False
    if thread.stated_count is None:
        return None
    return thread.stated_count <= held
