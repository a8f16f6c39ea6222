"""A page's reading as plain data, as the expected files beside the saved pages hold it."""

from typing import Any

from tui_reader.content import blocks
from tui_reader.models import Comment, Link, Moment, PageReading, PostLink


def of_reading(reading: PageReading) -> dict[str, Any]:
    """Everything that a reader would see of a page; what the page does not say is left out."""
    post, near, thread = reading.post, reading.neighbours, reading.thread
    told: dict[str, Any] = {
        "kind": reading.kind,
        "engine": reading.engine,
        "site": reading.site_title,
        "title": post and post.title,
        "author": post and post.author and post.author.name,
        "published": _iso(post.published if post else None),
        "tags": list(post.tags) if post else None,
        "text": _text(post.html if post else None),
        "previous": _link(near.previous),
        "next": _link(near.next),
        "index": _link(near.index),
        "stated_count": thread and thread.stated_count,
        "closed": thread.closed if thread else None,
        "complete": thread.complete if thread else None,
        "service": thread and thread.service,
        "comments": [_comment(comment) for comment in thread.comments] if thread else None,
        "posts": [_row(row) for row in reading.posts],
        "warnings": list(reading.warnings),
    }
    return {name: value for name, value in told.items() if value is not None and value != []}


def _comment(comment: Comment) -> dict[str, Any]:
    told = {
        "id": comment.id,
        "parent": comment.parent_id,
        "author": comment.author.name if comment.author else None,
        "published": _iso(comment.published),
        "text": _text(comment.html),
        "deleted": comment.is_deleted or None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _row(row: PostLink) -> list[str | None]:
    return [row.url, row.title, _iso(row.published), row.summary]


def _link(link: Link | None) -> list[str | None] | None:
    return [link.url, link.title] if link else None


def _iso(moment: Moment | None) -> str | None:
    return moment.iso() if moment else None


def _text(html: str | None) -> str | None:
    return " ".join(blocks.plain(blocks.make(html)).split()) if html else None
