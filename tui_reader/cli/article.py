"""What a page says, made ready to be printed: its text and comments as blocks, the comments in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.models import Block, Comment, PageReading
from tui_reader.threads import Tree

if TYPE_CHECKING:
    from tui_reader.worker import Worker


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in its place: `depth` 0 for one that answers the post itself."""

    comment: Comment
    depth: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A post's page in blocks; `remarks` is empty where there are none or none were asked for."""

    target: str
    reading: PageReading
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...]
    has_comments: bool


async def compose(target: str, reading: PageReading, worker: Worker, *, with_comments: bool) -> Article:
    """Make the blocks of a page's post and of its comments, in the worker. Raises ParseError."""
    post = reading.post
    body = (post.html or "", post.base_url or reading.url) if post else ("", None)
    thread = reading.thread if with_comments else None
    comments = thread.comments if thread else ()
    base = thread.base_url if thread else None
    blocks, *bodies = await worker.make_many([body, *((comment.html, base) for comment in comments)])
    tree = Tree([(comment.id, comment.parent_id) for comment in comments])
    remarks = tuple(
        Remark(comments[source], depth, tuple(bodies[source]))
        for source, depth in zip(tree.sources, tree.depths, strict=True)
    )
    return Article(target, reading, tuple(blocks), remarks, has_comments=thread is not None)
