"""A blog's HTML page in; post, neighbours, thread and list of posts out. No I/O.

`ENGINES` lists what knows a software, most particular first; `read` asks those that recognise a page, fills what they
leave open from the standards and from the page's shape, and judges the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TypeVar

from tui_reader.content import urls
from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import judging, services
from tui_reader.engines.base import CERTAIN, Engine
from tui_reader.engines.shape import generic, neighbour_links, titles
from tui_reader.engines.shape.page_shape import PageShape
from tui_reader.engines.software import (
    blogger,
    discourse,
    dreamwidth,
    drupal,
    forums,
    ghost,
    habr,
    hackernews,
    joomla,
    lemmy,
    lesswrong,
    livejournal,
    lobsters,
    medium,
    movabletype,
    pixnet,
    plain_text,
    posterous,
    reddit,
    serendipity,
    slashdot,
    spip,
    squarespace,
    substack,
    tumblr,
    typepad,
    wordpress,
)
from tui_reader.errors import ParseError
from tui_reader.models import (
    Evidence,
    FeedLink,
    Neighbours,
    Page,
    PageReading,
    PostData,
    PostLink,
    Thread,
    ThreadSource,
)

__all__ = ["ENGINES", "Engine", "named", "read", "read_part"]

ENGINES: tuple[Engine, ...] = (
    plain_text.ENGINE,
    slashdot.ENGINE,
    discourse.ENGINE,
    lesswrong.ENGINE,
    lemmy.ENGINE,
    reddit.ENGINE,
    hackernews.ENGINE,
    lobsters.ENGINE,
    substack.ENGINE,
    blogger.ENGINE,
    tumblr.ENGINE,
    livejournal.ENGINE,
    dreamwidth.ENGINE,
    posterous.ENGINE,
    pixnet.ENGINE,
    ghost.ENGINE,
    drupal.ENGINE,
    spip.ENGINE,
    joomla.ENGINE,
    squarespace.ENGINE,
    habr.ENGINE,
    medium.ENGINE,
    serendipity.ENGINE,
    typepad.ENGINE,
    movabletype.ENGINE,
    wordpress.ENGINE,
    forums.ENGINE,
    generic.ENGINE,
)

_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in reading a page that nobody foresaw looks like."""

_Record = TypeVar("_Record", PostData, Thread, Neighbours)


def named(name: str) -> Engine | None:
    """The engine of this name."""
    return next((engine for engine in ENGINES if engine.name == name), None)


def read(document: Document, feeds: tuple[FeedLink, ...] = (), *, engines: Sequence[Engine] = ENGINES) -> PageReading:
    """All that a page says. `feeds` are those its head names; a page that says nothing gives warnings.

    A fault in an engine does not take the post down: the page is then read by its shape, and a warning says so.
    """
    try:
        return _read(document, feeds, _recognising(document, engines))
    except _FAULTS as fault:
        names = ", ".join(engine.name for engine in engines if engine is not generic.ENGINE)
        reading = _read(document, feeds, _recognising(document, (generic.ENGINE,)))
        warning = (
            f"One of the engines {names} failed on this page ({type(fault).__name__}); its shape was read instead."
        )
        return replace(reading, warnings=(warning, *reading.warnings))


def read_part(page: Page, source: ThreadSource, engine: str) -> Thread:
    """What the answer to one of a thread's sources holds; its `rest` are the answer's own further sources.

    `engine` is the engine that read the thread. A source whose reader is "feed" is not for here: engines know no feeds.
    Raises ParseError where the answer is not what was asked for.
    """
    if source.reader != "page":
        return services.read(page, source)
    document = Document.from_page(page)
    own = named(engine)
    found = _thread(document, [own] if own and own is not generic.ENGINE else [], None, generic.look(document))
    if found is None:
        raise ParseError("No comments there", f"{clean_line(page.url)} shows no comments.")
    return found


def _read(document: Document, feeds: tuple[FeedLink, ...], asked: list[tuple[Engine, Evidence]]) -> PageReading:
    knowing = [engine for engine, _ in asked if engine is not generic.ENGINE]
    engine, evidence = asked[0] if asked else (generic.ENGINE, Evidence("an empty page", 0.0))
    reading = PageReading(
        url=document.own_urls[0],
        kind="index",
        engine=engine.name,
        evidence=evidence.reason,
        site_title=titles.site_title(document),
        feeds=feeds,
    )
    shape = generic.look(document)
    known = _known_post(document, knowing)
    rows = _rows(document, knowing, known, shape)
    if rows is not None:
        warnings = () if rows else ("No posts are listed on this page.",)
        return replace(reading, posts=tuple(rows), warnings=warnings)
    post = generic.complete_post(shape, known)
    thread = _thread(document, knowing, post, shape)
    post = _dated(known, post, thread)
    neighbours = _neighbours(document, knowing, post)
    if post and thread and post.comment_count is None:
        post = replace(post, comment_count=thread.stated_count)
    return replace(
        reading,
        kind="post",
        post=post,
        neighbours=neighbours,
        thread=thread,
        warnings=_warnings(engine, post, neighbours, thread),
    )


def _warnings(engine: Engine, post: PostData | None, neighbours: Neighbours, thread: Thread | None) -> tuple[str, ...]:
    """What the user should know about a post's page: what is missing in it, and what had to be guessed."""
    is_guessed = engine is plain_text.ENGINE and thread is not None and bool(thread.comments)
    guessed = (plain_text.BY_BLANK_LINES,) if is_guessed else ()
    return (*judging.warnings(post, thread), *judging.nameless(neighbours, thread), *guessed)


def _recognising(document: Document, engines: Sequence[Engine]) -> list[tuple[Engine, Evidence]]:
    """The engines that take the page for theirs, the surest first; one that is certain is the only one."""
    found: list[tuple[Engine, Evidence]] = []
    for engine in engines:
        evidence = engine.recognise(document)
        if evidence and evidence.confidence >= CERTAIN:
            return [(engine, evidence)]
        if evidence:
            found.append((engine, evidence))
    return sorted(found, key=lambda pair: -pair[1].confidence)


def _known_post(document: Document, knowing: Sequence[Engine]) -> PostData | None:
    """The post as the engines that know the software read it, the surest one's words first."""
    known: PostData | None = None
    for engine in knowing:
        known = _filled(known, engine.post(document))
    return known


def _dated(known: PostData | None, post: PostData | None, thread: Thread | None) -> PostData | None:
    """The post without a moment that its page prints for a remark alone, in markup that only its engine knows."""
    is_guessed = thread is not None and thread.engine != generic.NAME and not (known and known.published)
    if post is None or post.published is None or post.published.is_day or not is_guessed:
        return post
    moments = {one.published for one in thread.comments} if thread else set()
    return replace(post, published=urls.path_date(post.url or "")) if post.published in moments else post


def _rows(
    document: Document, knowing: Sequence[Engine], known: PostData | None, shape: PageShape
) -> list[PostLink] | None:
    """The posts that the page lists; None where it is a post's page."""
    for engine in knowing:
        rows = engine.posts(document)
        if rows is not None:
            return rows or shape.rows
    return shape.rows if known is None and shape.is_list else None


def _neighbours(document: Document, knowing: Sequence[Engine], post: PostData | None) -> Neighbours:
    """The neighbours of the first engine that names any or knows that there are none, else what the page shows."""
    named_ones = [found for engine in knowing if (found := engine.neighbours(document))]
    best = next((found for found in named_ones if found.previous or found.next or found == Neighbours()), None)
    if best == Neighbours():
        return best
    if best is None:
        shown = neighbour_links.read(document, post.published if post else None) or Neighbours()
        return replace(shown, index=next((found.index for found in named_ones if found.index), shown.index))
    indexes = (found.index for found in (best, *named_ones) if found.index)
    return replace(best, index=next(indexes, None) or neighbour_links.index(document))


def _thread(document: Document, knowing: Sequence[Engine], post: PostData | None, shape: PageShape) -> Thread | None:
    """The thread of the first engine that finds comments, else by shape; what it leaves open from the others.

    Remarks of nobody at no time are elements of a theme that the engine does not know: shape may know better.
    """
    found = [thread for engine in knowing if (thread := engine.thread(document, post))]
    best = next((thread for thread in found if _is_signed(thread)), None)
    if best is None:
        by_shape, unsigned = generic.thread(shape), next((thread for thread in found if thread.comments), None)
        is_better = by_shape and by_shape.comments and (unsigned is None or _is_signed(by_shape))
        best = by_shape if is_better else unsigned or next(iter(found), by_shape)
    if best is None:
        return None
    for other in found:
        best = _filled(best, replace(other, comments=())) or best
    best = _filled(best, generic.state(shape, best)) or best
    best = replace(best, base_url=best.base_url or document.base_url, rest=(*services.sources(document), *best.rest))
    return judging.judged(best, document.own_urls)


def _is_signed(thread: Thread) -> bool:
    """Whether any remark has an author or a date, or need have none."""
    return any(one.author or one.published or one.is_deleted or one.is_pingback for one in thread.comments)


def _filled(known: _Record | None, other: _Record | None) -> _Record | None:
    """The first record with what it leaves open taken from the second."""
    if known is None or other is None:
        return known or other
    gaps = {
        field.name: getattr(other, field.name) for field in fields(known) if getattr(known, field.name) in {None, ()}
    }
    return replace(known, **gaps)
