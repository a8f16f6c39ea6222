"""posts, feeds: what is kept, listed; reads the database alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_reader import layout, words
from tui_reader.cli import render, shapes
from tui_reader.cli.context import OK, Context, emit, put
from tui_reader.layout import Run
from tui_reader.models import Feed, Post, PostFilter

if TYPE_CHECKING:
    from tui_reader.storage import Storage

FEED_WIDTH = 14


def posts(context: Context) -> int:
    """List stored posts, newest first. Raises ConfigError where --feed names no feed, or several."""
    options = context.options
    with context.stored() as storage:
        rows: tuple[Post, ...] = ()
        if storage is not None:
            wanted = PostFilter(
                feed_id=_named(storage, options.feed).id if options.feed else None,
                folder=options.folder,
                is_unread=options.unread,
                is_starred=options.starred,
                is_watched=options.watched,
            )
            rows = storage.posts.window(wanted, after=options.limit).rows
    if options.json:
        for post in rows:
            emit(shapes.post(post))
    elif rows:
        put(_post_lines(rows, render.stdout_paper(context.settings), context.now()))
    else:
        context.say("No posts here. `tui-reader feeds` lists the subscriptions, `tui-reader refresh` asks them.")
    return OK


def _post_lines(rows: tuple[Post, ...], paper: render.Paper, now: float) -> Iterator[str]:
    width = max(len(str(post.id)) for post in rows)
    glyphs = paper.glyphs
    ages = max(layout.width(words.age(post.published, now)) for post in rows)
    # whose posts they are is worth a column only where they are of several feeds
    named = FEED_WIDTH + 2 if len({post.feed_id for post in rows}) > 1 else 0
    talks = [_talk(post, glyphs.dot) for post in rows]
    talked = max(5, *map(layout.width, talks))
    for post, talk in zip(rows, talks, strict=True):
        feed = layout.pad(layout.cut(post.feed_title or "", FEED_WIDTH, glyphs.ellipsis), FEED_WIDTH)
        room = max(paper.width - width - 4 - named - talked - 1 - ages - 2, 12)
        title = layout.cut(post.title or post.snippet or post.url or "", room, glyphs.ellipsis)
        yield paper.draw(
            (
                Run(f"{post.id:>{width}} ", "quiet"),
                Run(glyphs.unread if not post.is_read else " ", "accent"),
                Run(f"{glyphs.star} " if post.is_starred else "  ", "accent"),
                Run(layout.pad(title, room), "muted" if post.is_read else "strong", href=post.url),
                Run(f"  {feed}" if named else "", "muted"),
                Run(f" {talk:>{talked}}", "accent" if post.new_comment_count else "muted"),
                Run(f"  {words.age(post.published, now):>{ages}}", "muted"),
            )
        )


def _talk(post: Post, dot: str) -> str:
    """How many comments there are and how many of them are new: `12 · 3 new`."""
    count = words.short_count(post.comment_count) if post.comment_count else ""
    news = f"{words.short_count(post.new_comment_count)} new" if post.new_comment_count else ""
    return f" {dot} ".join(part for part in (count, news) if part)


def feeds(context: Context) -> int:
    """List subscriptions by folder. Raises ConfigError where --feed names none, or several."""
    options = context.options
    with context.stored() as storage:
        every = storage.feeds.all() if storage else []
        if storage and options.feed:
            every = [_named(storage, options.feed)]
    wanted = [
        feed
        for feed in every
        if (options.folder is None or feed.folder == options.folder) and (feed.unread or not options.unread)
    ][: options.limit]
    if options.json:
        for feed in wanted:
            emit(shapes.feed(feed))
    elif wanted:
        put(_feed_lines(wanted, render.stdout_paper(context.settings)))
    elif every:
        context.say("No such subscriptions. `tui-reader feeds` lists them all.")
    else:
        context.say("No subscriptions yet. `tui-reader add ADDRESS` follows a blog.")
    return OK


def _named(storage: Storage, text: str) -> Feed:
    # with the reader comes all that waits for the network, which lists need not
    from tui_reader.reader import naming

    return naming.find_feed(storage, text)


def _feed_lines(wanted: list[Feed], paper: render.Paper) -> Iterator[str]:
    width = max(len(str(feed.id)) for feed in wanted)
    folder: str | None = None
    marks = 2 if any(feed.error for feed in wanted) else 0
    counts = [f"{feed.unread:,} of {feed.total:,} unread" for feed in wanted]
    counted = max(map(len, counts))
    room = max(paper.width - width - 1 - marks - counted - 2, 12)
    for feed, count in zip(wanted, counts, strict=True):
        if feed.folder and feed.folder != folder:
            yield paper.draw((Run(feed.folder, "heading"),))
        folder = feed.folder
        title = layout.cut(feed.title, room, paper.glyphs.ellipsis)
        yield paper.draw(
            (
                Run(f"{feed.id:>{width}} ", "quiet"),
                Run(f"{paper.glyphs.failed if feed.error else ' '} "[:marks], "error"),
                Run(layout.pad(title, room), "strong" if feed.unread else "muted", href=feed.site_url or feed.url),
                Run(f"  {count:>{counted}}", "muted"),
            )
        )
        if feed.error:
            yield from paper.wrap(feed.error, "error", width + 1 + marks)
