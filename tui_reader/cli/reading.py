"""read, preview, comments: what a target says, printed; nothing is stored and nothing is marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui_reader.cli import render, shapes
from tui_reader.cli.article import Article, compose
from tui_reader.cli.context import Context, emit
from tui_reader.content import blocks as content_blocks
from tui_reader.content.text import clean_line
from tui_reader.errors import ConfigError, TuiReaderError
from tui_reader.models import PageReading, ParsedFeed, PostLink
from tui_reader.reader import naming
from tui_reader.reader.sources import as_address

if TYPE_CHECKING:
    from tui_reader.reader import Preview, Sources

OK, FAILED, SOME_FAILED = 0, 1, 3


def outcome(failures: int, total: int) -> int:
    """The exit code for several things asked: 0 ok, 1 all failed, 3 some failed."""
    return OK if not failures else FAILED if failures >= total else SOME_FAILED


def put(lines: Iterable[str]) -> None:
    """Print lines of data."""
    for line in lines:
        print(line)


async def read(context: Context) -> int:
    """Print targets one after the other; one that fails does not stop the others."""
    options = context.options
    failures = total = 0
    async with context.sources() as sources:
        for given in options.targets:
            for target in sources.expand(given):
                total += 1
                try:
                    if total > 1 and not options.json:
                        print("\n")
                    await _read_one(context, sources, target)
                except TuiReaderError as error:
                    failures += 1
                    context.fail(target, error)
    return outcome(failures, total)


async def _reading_of(context: Context, sources: Sources, target: str) -> ParsedFeed | PageReading:
    """What a target says: a stored post where it is a number or a part of a title, else the page or feed itself."""
    if naming.is_post_name(target) and as_address(target) is None:
        return _stored(context, target)
    return (await sources.read(target, base_url=context.options.base_url)).reading


def _stored(context: Context, target: str) -> PageReading:
    """A stored post as its page would say it. Raises ConfigError where the target names none, or several."""
    with context.stored() as storage:
        if storage is None:
            raise ConfigError(
                f"{clean_line(target, 60)} names nothing that can be read",
                "It is no address and no file, and no posts are kept yet.",
            )
        return naming.stored_reading(storage, naming.find_post(storage, target))


async def _read_one(context: Context, sources: Sources, target: str) -> None:
    options = context.options
    reading = await _reading_of(context, sources, target)
    if isinstance(reading, ParsedFeed):
        _put_feed(context, target, reading)
        return
    article = await compose(target, reading, sources.worker, with_comments=not options.no_comments)
    if options.json:
        emit(await shapes.article(article, sources.worker))
    elif reading.kind == "index":
        put(render.post_list(reading.site_title, reading.posts, render.stdout_paper(sys.stdout)))
    elif options.markdown:
        put([await _markdown(article, sources)])
    elif options.text:
        put(_text(article))
    else:
        put(render.article(article, render.stdout_paper(sys.stdout), context.now()))


def _put_feed(context: Context, target: str, feed: ParsedFeed) -> None:
    if context.options.json:
        emit(shapes.feed_document(target, feed))
        return
    rows = tuple(PostLink(post.url or "", post.title, post.published) for post in feed.posts)
    put(render.post_list(feed.title, rows, render.stdout_paper(sys.stdout)))


async def _markdown(article: Article, sources: Sources) -> str:
    reading, post = article.reading, article.reading.post
    parts = []
    if post:
        parts = [f"# {post.title}" if post.title else ""]
        parts.append((await sources.worker.to_markdown(post.html or "", post.base_url or reading.url)).strip())
    for remark in article.remarks:
        comment = remark.comment
        name = comment.author.name if comment.author else "Anonymous"
        base = reading.thread.base_url if reading.thread else None
        text = (await sources.worker.to_markdown(comment.html, base)).strip()
        date = f" · {comment.published.iso()}" if comment.published else ""
        quoted = "\n".join(
            f"{'> ' * remark.depth}{line}".rstrip() for line in f"**{name}**{date}\n\n{text}".split("\n")
        )
        parts.append(quoted)
    return "\n\n".join(part for part in parts if part)


def _text(article: Article) -> Iterator[str]:
    post = article.reading.post
    if post and post.title:
        yield post.title
        yield ""
    yield content_blocks.plain(article.blocks)
    for remark in article.remarks:
        yield ""
        author = remark.comment.author
        indent = "  " * remark.depth
        yield f"{indent}{author.name if author else 'Anonymous'}:"
        yield from (indent + line for line in content_blocks.plain(remark.blocks).split("\n"))


async def preview(context: Context) -> int:
    """Print what `add` would do."""
    async with context.sources() as sources:
        found = await sources.preview(context.options.target)
    if context.options.json:
        emit(shapes.preview(found))
    else:
        put(_preview_lines(found, render.stdout_paper(sys.stdout)))
    return OK


def _preview_lines(found: Preview, paper: render.Paper) -> Iterator[str]:
    kinds = {
        "feed": "A feed",
        "site": "A site with a feed",
        "page": "A page without a feed; its list of posts is followed",
        "post": "A single post; nothing to follow was found",
    }
    yield from render.post_list(found.title, (), paper)
    yield f"{kinds[found.kind]}: {found.feed_url or found.url}"
    yield f"Read by {found.engine}. {len(found.posts)} posts."
    yield ""
    yield from render.post_list(None, found.posts[:10], paper)
    if len(found.posts) > 10:
        yield f"  … and {len(found.posts) - 10} more"
    yield from found.warnings


async def comments(context: Context) -> int:
    """Print the conversation under a stored post or a target."""
    target = context.options.target
    async with context.sources() as sources:
        reading = await _reading_of(context, sources, target)
        if isinstance(reading, ParsedFeed) or reading.kind == "index":
            raise ConfigError("This is a list of posts", "Name one of its posts to read the comments under it.")
        article = await compose(target, reading, sources.worker, with_comments=True)
        if context.options.json:
            emit(await shapes.comments(article, sources.worker, new_ids=frozenset()))
        elif reading.thread is None:
            print("No comments found on this page.")
        else:
            paper = render.stdout_paper(sys.stdout)
            put(list(render.conversation(reading.thread, article.remarks, paper, context.now()))[2:])
    return OK
