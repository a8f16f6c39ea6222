"""The JSON that the commands print; its names are fixed, adding is free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui_reader.content import blocks as content_blocks
from tui_reader.content.text import clean
from tui_reader.models import (
    Change,
    Comment,
    Feed,
    Link,
    ParsedFeed,
    Post,
    PostData,
    PostLink,
    RefreshResult,
    Thread,
)

if TYPE_CHECKING:
    from tui_reader.cli.article import Article, Remark
    from tui_reader.reader import Preview
    from tui_reader.worker import Worker

Json = dict[str, Any]


def link(value: Link | None) -> Json | None:
    """A neighbour: `{"title", "url"}`; null where there is none."""
    return {"title": value.title, "url": value.url} if value else None


def post_link(value: PostLink) -> Json:
    """A row of a list of posts that a page or feed holds."""
    return {
        "title": value.title,
        "url": value.url,
        "published": value.published.iso() if value.published else None,
        "summary": value.summary,
    }


async def article(value: Article, worker: Worker) -> Json:
    """What `read --json` prints for a post or an index page."""
    reading = value.reading
    post = reading.post or PostData(url=reading.url or None)
    html = post.html or ""
    result: Json = {
        "target": value.target,
        "url": post.url or reading.url or None,
        "kind": reading.kind,
        "engine": reading.engine,
        "evidence": reading.evidence,
        "title": post.title,
        "author": post.author.name if post.author else None,
        "published": post.published.iso() if post.published else None,
        "updated": post.updated.iso() if post.updated else None,
        "language": post.language,
        "tags": list(post.tags),
        "content_markdown": await worker.to_markdown(html, post.base_url or reading.url) if html else "",
        "content_text": content_blocks.plain(value.blocks),
        "content_html": clean(html),
        "words": content_blocks.count_words(value.blocks),
        "previous": link(reading.neighbours.previous),
        "next": link(reading.neighbours.next),
        "index": link(reading.neighbours.index),
        "comments": await comments(value, worker),
        "warnings": list(reading.warnings),
    }
    if reading.kind == "index":
        result["title"] = reading.site_title
        result["posts"] = [post_link(row) for row in reading.posts]
    return result


async def comments(value: Article, worker: Worker, new_ids: frozenset[str] | None = None) -> Json | None:
    """The conversation as one object, None where there is none; with `new_ids`, items also tell `is_new`."""
    thread = value.reading.thread
    if thread is None or not value.has_comments:
        return None
    items = []
    for remark in value.remarks:
        item = await _comment(remark, thread, worker)
        if new_ids is not None:
            item["is_new"] = remark.comment.id in new_ids
        items.append(item)
    return {
        "engine": thread.engine or None,
        "count": len(items),
        "stated_count": thread.stated_count,
        "closed": thread.closed,
        "complete": thread.complete,
        "service": thread.service,
        "items": items,
    }


async def _comment(remark: Remark, thread: Thread, worker: Worker) -> Json:
    comment: Comment = remark.comment
    return {
        "id": comment.id,
        "parent_id": comment.parent_id,
        "depth": remark.depth,
        "author": comment.author.name if comment.author else None,
        "author_url": comment.author.url if comment.author else None,
        "published": comment.published.iso() if comment.published else None,
        "permalink": comment.permalink,
        "content_markdown": await worker.to_markdown(comment.html, thread.base_url) if comment.html else "",
        "content_text": content_blocks.plain(remark.blocks),
        "deleted": comment.is_deleted,
        "pingback": comment.is_pingback,
    }


def feed_document(target: str, value: ParsedFeed) -> Json:
    """What `read --json` prints for a feed."""
    return {
        "target": target,
        "url": value.url,
        "kind": "feed",
        "engine": value.format,
        "title": value.title,
        "language": value.language,
        "feed": {
            "title": value.title,
            "url": value.url,
            "site_url": value.site_url,
            "description": value.description,
            "format": value.format,
        },
        "posts": [
            post_link(PostLink(post.url or "", post.title, post.published)) | {"url": post.url} for post in value.posts
        ],
        "warnings": list(value.warnings),
    }


def preview(value: Preview) -> Json:
    """What `preview --json` prints."""
    return {
        "target": value.target,
        "url": value.url or None,
        "kind": value.kind,
        "title": value.title,
        "feed_url": value.feed_url,
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
        "comment_count": value.comment_count,
        "new_comment_count": value.new_comment_count,
        "snippet": value.snippet,
    }


def change(value: Change) -> Json:
    """Something the user did."""
    return {"change": value.id, "kind": str(value.kind), "ids": list(value.ids), "undo_of": value.undo_of}


def no_change(kind: str) -> Json:
    """What was so already: nothing was done, so there is nothing to undo."""
    return {"change": None, "kind": kind, "ids": [], "undo_of": None}


def refresh_result(value: RefreshResult) -> Json:
    """How one feed's refresh ended."""
    return {
        "feed": value.feed_id,
        "url": value.url,
        "status": str(value.status),
        "http": value.http,
        "posts_new": value.posts_new,
        "posts_updated": value.posts_updated,
        "bytes": value.bytes,
        "seconds": value.seconds,
        "error": value.error,
        "message": value.error_message,
    }
