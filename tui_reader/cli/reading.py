"""read, preview, comments: what a target says, printed; nothing is stored and nothing is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader import words
from tui_reader.cli import documents, kept, page_shapes, render, shapes, whole
from tui_reader.cli.article import Article, compose
from tui_reader.cli.context import FAILED, OK, Context, emit, outcome, put
from tui_reader.content.text import clean
from tui_reader.errors import ConfigError, TuiReaderError
from tui_reader.layout import Run
from tui_reader.models import PageReading, ParsedFeed, PostLink
from tui_reader.reader import completing
from tui_reader.reader.sources import as_address

if TYPE_CHECKING:
    from tui_reader.reader import Preview, Sources

SHOWN = 10
NOTHING_NEW: frozenset[str] = frozenset()

_KINDS = {
    "feed": "A feed",
    "site": "A site with a feed",
    "page": "A page without a feed; its list of posts is followed",
    "post": "A single post; nothing to follow was found",
}


async def read(context: Context) -> int:
    """Print targets one after the other; one that fails does not stop the others."""
    options = context.options
    failures = total = printed = 0
    async with context.sources() as sources:
        for given in options.targets:
            try:
                targets = sources.expand(given)
            except ConfigError as error:
                failures, total = failures + 1, total + 1
                context.fail(given, error)
                continue
            for target in targets:
                total += 1
                try:
                    lines = await _lines(context, sources, target)
                except TuiReaderError as error:
                    failures += 1
                    context.fail(target, error)
                    continue
                if printed and not options.json:
                    put(("", ""))
                put(lines)
                printed += 1
    return outcome(failures, total)


async def _lines(context: Context, sources: Sources, target: str) -> Iterable[str]:
    """A target as it is printed. Raises TuiReaderError."""
    options = context.options
    reading, _ = await _look(context, sources, target, with_comments=not options.no_comments)
    if isinstance(reading, ParsedFeed):
        return _feed_lines(context, target, reading)
    article = await compose(clean(target), reading, sources.worker, with_comments=not options.no_comments)
    if options.json:
        emit(await page_shapes.article(article, sources.worker))
        return ()
    if reading.kind == "index":
        return _list_lines(context, reading.site_title, reading.posts, reading.warnings)
    if options.markdown:
        return (await documents.markdown(article, sources.worker),)
    if options.text:
        return documents.text(article)
    return render.article(article, render.stdout_paper(context.settings), context.now())


async def _look(
    context: Context, sources: Sources, target: str, *, with_comments: bool = True
) -> tuple[ParsedFeed | PageReading, frozenset[str] | None]:
    """What a target says with its whole thread, and the ids of the comments that are new where it is a stored post.

    A saved page is printed as it is: nothing is asked of the network for it.
    """
    stored = kept.look_up(context, target)
    reading: ParsedFeed | PageReading
    if stored is not None:
        reading, itinerary = await kept.completed(stored, sources)
        new_ids = stored.new_ids
    else:
        found = await sources.read(target, base_url=context.options.base_url)
        reading, new_ids = found.reading, None
        if isinstance(reading, ParsedFeed) or reading.thread is None or as_address(target) is None:
            return reading, None
        itinerary = completing.begin(reading.thread, found.page.url, page_url=reading.url)
    if with_comments:
        reading = await whole.thread(context, sources, reading, itinerary)
    return reading, new_ids


def _feed_lines(context: Context, target: str, feed: ParsedFeed) -> Iterable[str]:
    if context.options.json:
        emit(page_shapes.feed_document(clean(target), feed))
        return ()
    rows = tuple(PostLink(post.url or "", post.title, post.published) for post in feed.posts)
    return _list_lines(context, feed.title, rows, feed.warnings)


def _list_lines(
    context: Context, title: str | None, rows: tuple[PostLink, ...], warnings: tuple[str, ...]
) -> Iterator[str]:
    options = context.options
    if options.markdown:
        yield from documents.markdown_list(title, rows)
        return
    paper = render.stdout_paper(context.settings)
    yield from render.post_list(title, rows, paper)
    yield from render.warnings(warnings, paper)


async def preview(context: Context) -> int:
    """Print what `add` would do."""
    target = context.options.target
    async with context.sources() as sources:
        try:
            found = await sources.preview(target)
        except TuiReaderError as error:
            context.fail(target, error)
            return FAILED
    if context.options.json:
        emit(shapes.preview(replace(found, target=clean(target))))
    else:
        put(_preview_lines(found, render.stdout_paper(context.settings)))
    return OK


def _preview_lines(found: Preview, paper: render.Paper) -> Iterator[str]:
    yield from render.post_list(found.title, (), paper)
    yield from paper.wrap(_KINDS[found.kind])
    for address in dict.fromkeys((found.feed_url, found.url)):
        if address:
            yield paper.draw((Run(address, "link", href=address),), 2)
    yield from paper.wrap(f"Read by {found.engine}: {words.plural(len(found.posts), 'post')}.", "muted")
    if found.posts:
        yield ""
        yield from render.post_list(None, found.posts[:SHOWN], paper)
    if len(found.posts) > SHOWN:
        yield from paper.wrap(f"… and {len(found.posts) - SHOWN} more", "quiet", 2)
    for page in found.pages:
        yield from paper.wrap(f"Older posts: {page}", "quiet")
    yield from render.warnings(found.warnings, paper)


async def comments(context: Context) -> int:
    """Print the conversation under a stored post or a target; with --new only what came since it was last left."""
    options = context.options
    async with context.sources() as sources:
        try:
            # what is new is known from what is kept
            reading, new_ids = await _look(context, sources, options.target, with_comments=not options.new)
            if isinstance(reading, ParsedFeed) or reading.kind == "index":
                raise ConfigError("This is a list of posts", "Name one of its posts to read the comments under it.")
            article = await compose(clean(options.target), reading, sources.worker, with_comments=True)
            if options.new:
                fresh = new_ids or NOTHING_NEW
                article = replace(article, remarks=tuple(r for r in article.remarks if r.comment.id in fresh))
            if options.json:
                emit(await page_shapes.comments(article, sources.worker, new_ids or NOTHING_NEW))
                return OK
        except TuiReaderError as error:
            context.fail(options.target, error)
            return FAILED
    put(_comment_lines(context, article, reading, new_ids or NOTHING_NEW))
    return OK


def _comment_lines(context: Context, article: Article, reading: PageReading, new_ids: frozenset[str]) -> Iterator[str]:
    paper = render.stdout_paper(context.settings)
    if reading.thread is None:
        yield "No comments found on this page."
    elif context.options.new and not article.remarks:
        yield "No new comments."
    else:
        _, _, summary, *lines = render.conversation(reading.thread, article.remarks, paper, context.now(), new_ids)
        # the rule above it parts it from a post, which is not printed here
        yield words.plural(len(article.remarks), "new comment") if context.options.new else summary
        yield from lines
    yield from render.warnings(reading.warnings, paper)
