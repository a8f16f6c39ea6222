"""The JSON of what is kept and done, one object a thing; its names are fixed, adding is free. Pages have their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui_reader.models import Change, Discussion, Feed, Post, PostLink, RefreshResult

if TYPE_CHECKING:
    from tui_reader.reader import Preview

Json = dict[str, Any]


def post_link(value: PostLink) -> Json:
    """A row of a list of posts that a page or feed holds."""
    return {
        "title": value.title,
        "url": value.url or None,
        "published": value.published.iso() if value.published else None,
        "summary": value.summary,
    }


def preview(value: Preview) -> Json:
    """What `preview --json` prints."""
    return {
        "target": value.target,
        "url": value.url or None,
        "kind": value.kind,
        "title": value.title,
        "feed_url": value.feed_url or None,
        "engine": value.engine,
        "posts": [post_link(row) for row in value.posts],
        "pages": list(value.pages),
        "warnings": list(value.warnings),
    }


def feed(value: Feed) -> Json:
    """One subscription."""
    return {
        "id": value.id,
        "title": value.title,
        "url": value.url,
        "site_url": value.site_url,
        "folder": value.folder,
        "kind": str(value.kind),
        "unread": value.unread,
        "total": value.total,
        "last_refreshed": value.last_refreshed,
        "next_check": value.next_check,
        "error": value.error,
    }


def post(value: Post) -> Json:
    """One stored post's row."""
    return {
        "id": value.id,
        "feed": value.feed_id,
        "feed_title": value.feed_title,
        "title": value.title,
        "url": value.url,
        "author": value.author,
        "published": value.published.iso() if value.published else None,
        "is_read": value.is_read,
        "is_starred": value.is_starred,
        "is_watched": value.is_watched,
        "comment_count": value.comment_count,
        "new_comment_count": value.new_comment_count,
        "snippet": value.snippet,
    }


def discussion(value: Discussion) -> Json:
    """A thread about a post on another site."""
    return {
        "service": value.service,
        "place": value.place,
        "title": value.title,
        "url": value.url,
        "comment_count": value.comment_count,
        "score": value.score,
        "published": value.published.iso() if value.published else None,
    }


def change(value: Change) -> Json:
    """Something the user did."""
    return {"change": value.id, "kind": str(value.kind), "ids": list(value.ids), "undo_of": value.undo_of}


def no_change(kind: str) -> Json:
    """What was so already: nothing was done, so there is nothing to undo."""
    return {"change": None, "kind": kind, "ids": [], "undo_of": None}


def refresh_result(value: RefreshResult) -> Json:
    """How one feed's refresh ended, or a watched thread's: that names its post instead of a feed."""
    return {
        **({"feed": value.feed_id} if value.post_id is None else {"post": value.post_id}),
        "url": value.url,
        "status": str(value.status),
        "http": value.http,
        "posts_new": value.posts_new,
        "posts_updated": value.posts_updated,
        "comments_new": value.comments_new,
        "bytes": value.bytes,
        "seconds": value.seconds,
        "error": value.error,
        "message": value.error_message,
    }
