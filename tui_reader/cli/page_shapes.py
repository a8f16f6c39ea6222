"""The JSON of what a page or feed says, `read --json` and `comments --json`; its names are fixed, adding is free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.cli.shapes import Json, post_link
from tui_reader.content import blocks as content_blocks
from tui_reader.content.text import clean
from tui_reader.models import Block, BlockKind, Comment, Link, ParsedFeed, PostData, Thread
from tui_reader.reader.sources import link_of

if TYPE_CHECKING:
    from tui_reader.cli.article import Article, Remark
    from tui_reader.worker import Worker


def link(value: Link | None) -> Json | None:
    """A neighbour: `{"title", "url"}`; null where there is none."""
    return {"title": value.title, "url": value.url} if value else None


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
        "content_text": _words(remark.blocks),
        "deleted": comment.is_deleted,
        "pingback": comment.is_pingback,
    }


def _words(blocks: Sequence[Block]) -> str:
    """A remark's text: "" where it is nothing but pictures, whose descriptions are no words of whoever wrote it."""
    is_pictures = all(block.kind is BlockKind.IMAGE for block in blocks)
    return "" if is_pictures else content_blocks.plain(blocks)


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
        "posts": [post_link(link_of(post)) for post in value.posts],
        "warnings": list(value.warnings),
    }
