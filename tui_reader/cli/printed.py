"""What bare `tui-reader`, `open` and `demo` print where there is no screen to open; marks nothing."""

from __future__ import annotations

from tui_reader.cli import reading, render
from tui_reader.cli.article import compose
from tui_reader.cli.context import OK, Context, open_context, put
from tui_reader.errors import ParseError
from tui_reader.models import PageReading, PostFilter
from tui_reader.reader import Sources, naming


async def run(context: Context) -> int:
    """Print the target of `open`; else the newest unread post as it is kept, or the sample's newest post."""
    options = context.options
    if options.command == "open":
        options.targets, options.ask = [options.target], []
        options.json = options.markdown = options.text = options.no_comments = False
        return await reading.read(context)
    if options.command == "reader":
        post, has_feeds = _newest_unread(context)
        if post is not None:
            async with context.sources() as sources:
                await _print(context, sources, post)
            return OK
        if has_feeds:
            context.say("All read. `tui-reader refresh` asks for what is new.")
            return OK
    from tui_reader import sample

    async with open_context(options, is_sample=True).sources() as sources:
        front = (await sources.read(sample.HOME)).reading
        newest = (await sources.read(front.posts[0].url or sample.HOME)).reading
        if not isinstance(newest, PageReading):
            raise ParseError("The sample cannot be read", "Its front page lists no post: install tui-reader anew.")
        await _print(context, sources, newest)
    return OK


async def _print(context: Context, sources: Sources, post: PageReading) -> None:
    article = await compose("", post, sources.worker, with_comments=True)
    put(render.article(article, render.stdout_paper(context.settings), context.now()))


def _newest_unread(context: Context) -> tuple[PageReading | None, bool]:
    """The newest unread post as it is kept, and whether anything is followed at all."""
    with context.stored() as storage:
        if storage is None:
            return None, False
        rows = storage.posts.window(PostFilter(is_unread=True), after=1).rows
        return (naming.stored_reading(storage, rows[0]) if rows else None), bool(storage.feeds.all())
