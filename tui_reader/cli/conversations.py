"""comments without a target, and --elsewhere: what is new in all threads, and where else a post is talked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader import layout, words
from tui_reader.cli import kept, page_shapes, render, shapes
from tui_reader.cli.article import Article, compose
from tui_reader.cli.context import FAILED, OK, Context, complain, emit, put
from tui_reader.content.text import clean_line
from tui_reader.errors import ConfigError, TuiReaderError
from tui_reader.layout import Run
from tui_reader.models import Discussion, PageReading, ParsedFeed, Post
from tui_reader.reader import elsewhere, naming
from tui_reader.reader.choices import Consent
from tui_reader.reader.sources import as_address

if TYPE_CHECKING:
    from tui_reader.reader import Sources

USAGE = 2


async def comments(context: Context) -> int:
    """Carry out `comments` in the form that its options give it."""
    options = context.options
    if options.target is None and (options.elsewhere or not options.new):
        about_all = "Without one, --new tells what is new in all threads."
        way_out = "--elsewhere is about one." if options.elsewhere else about_all
        complain(ConfigError("Name a post or a target", way_out))
        return USAGE
    if options.elsewhere:
        return await _elsewhere(context)
    if options.target is None:
        return await _news(context)
    from tui_reader.cli import reading

    return await reading.comments(context)


# ------------------------------------------------------------------------------------------------- new in all threads


async def _news(context: Context) -> int:
    """Print the comments that are new since their threads were left, those of watched threads first."""
    with context.stored() as storage:
        found = []
        for number in storage.watches.with_news() if storage else ():
            post = storage.posts.get(number) if storage else None
            if storage and post:
                found.append((post, naming.stored_reading(storage, post), naming.new_comments(storage, post)))
    if not found and not context.options.json:
        context.say("No new comments. `tui-reader mark POST --watch` watches a thread, `tui-reader refresh` asks it.")
    async with context.sources() as sources:
        for place, (post, reading, new_ids) in enumerate(found):
            article = await compose("", reading, sources.worker, with_comments=True)
            fresh = replace(article, remarks=tuple(r for r in article.remarks if r.comment.id in new_ids))
            if context.options.json:
                told = await page_shapes.comments(fresh, sources.worker, new_ids)
                emit({"post": post.id, **_thread_shape(post), **(told or {"count": 0, "items": []})})
                continue
            if place:
                put(("",))
            put(_news_lines(context, post, fresh, new_ids))
    return OK


def _thread_shape(post: Post) -> dict[str, object]:
    row = shapes.post(post)
    names = ("feed", "feed_title", "title", "url", "is_watched", "comment_count", "new_comment_count")
    return {name: row[name] for name in names}


def _news_lines(context: Context, post: Post, article: Article, new_ids: frozenset[str]) -> Iterator[str]:
    paper = render.stdout_paper(context.settings)
    title = post.title or post.snippet or post.url or f"Post {post.id}"
    yield from (paper.draw(line) for line in layout.title(title, paper.width, glyphs=paper.glyphs))
    facts = (post.feed_title, words.plural(post.new_comment_count, "new comment"), "watched" if post.is_watched else "")
    yield from paper.wrap(f" {paper.glyphs.dot} ".join(fact for fact in facts if fact), "muted")
    if article.reading.thread and article.remarks:
        told = replace(article.reading.thread, closed=None)
        _, _, _, *lines = render.conversation(told, article.remarks, paper, context.now(), new_ids)
        yield from lines
    if (missing := post.new_comment_count - len(article.remarks)) > 0:
        yield ""
        yield from paper.wrap(f"The feed counts {missing} more, which come when the thread is asked for.", "quiet")


# ----------------------------------------------------------------------------------------------------------- elsewhere


async def _elsewhere(context: Context) -> int:
    """Print where else a post or target is talked about, on the sites that --ask names or the user allowed."""
    options = context.options
    try:
        services = _allowed(context)
    except ConfigError as error:
        complain(error)
        return USAGE
    async with context.sources() as sources:
        try:
            told = await elsewhere.ask(sources, await _address(context, sources), services)
        except TuiReaderError as error:
            context.fail(options.target, error)
            return FAILED
    if options.json:
        for discussion in told.discussions:
            emit(shapes.discussion(discussion))
    elif told.discussions:
        put(_discussion_lines(told.discussions, render.stdout_paper(context.settings)))
    else:
        context.say("No discussions found.")
    for warning in told.warnings:
        context.say(warning)
    return OK


def _allowed(context: Context) -> frozenset[str]:
    """The sites to be asked. Raises ConfigError where --ask names an unknown one, or nobody is allowed to be asked."""
    named = frozenset(context.options.ask)
    known = ",".join(elsewhere.NAMES)
    if unknown := sorted(named - elsewhere.NAMES.keys()):
        raise ConfigError(f"Nobody is called {clean_line(unknown[0], 40)}", f"--ask takes any of {known}.")
    consent = Consent(context.paths.choices_file, context.settings.comments.ask)
    allowed = named | (consent.allowed & elsewhere.NAMES.keys())
    if not allowed:
        raise ConfigError("No other site may be asked yet", f"--ask {known} lets these be asked, this once.")
    return allowed


async def _address(context: Context, sources: Sources) -> str:
    """The web address of what is named. Raises ConfigError where it has none."""
    target = context.options.target
    stored = kept.look_up(context, target)
    if stored is None and (address := as_address(target)):
        return address
    reading: PageReading | ParsedFeed
    if stored is not None:
        reading = stored.reading
    else:
        reading = (await sources.read(target, base_url=context.options.base_url)).reading
    url = (reading.post.url if isinstance(reading, PageReading) and reading.post else None) or reading.url
    if not url:
        raise ConfigError("This page does not tell its address", "--base-url says what it was.")
    return url


def _discussion_lines(discussions: tuple[Discussion, ...], paper: render.Paper) -> Iterator[str]:
    for discussion in discussions:
        facts = (
            elsewhere.NAMES.get(discussion.service, discussion.service),
            discussion.place,
            None if discussion.comment_count is None else words.plural(discussion.comment_count, "comment"),
            None if discussion.score is None else words.plural(discussion.score, "point"),
            words.short_date(discussion.published) if discussion.published else None,
        )
        title = layout.cut(discussion.title or discussion.url, paper.width, paper.glyphs.ellipsis)
        yield paper.draw((Run(title, "strong", href=discussion.url),))
        yield from paper.wrap(f" {paper.glyphs.dot} ".join(fact for fact in facts if fact), "muted", 2)
        yield paper.draw((Run(discussion.url, "quiet"),), 2)
