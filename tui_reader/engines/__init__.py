"""A blog's HTML page in; post, neighbours, thread and list of posts out. No I/O.

`ENGINES` lists what knows a software, most particular first; `read` asks those that recognise a page, fills what they
leave open from the standards and from the page's shape, and judges the result.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from tui_reader.content.document import Document
from tui_reader.engines import generic, judging, metadata, movabletype, plain_text, typepad, wordpress
from tui_reader.engines.base import Engine
from tui_reader.engines.generic import PageShape
from tui_reader.models import Evidence, FeedLink, Neighbours, PageReading, PostData, PostLink, Thread

__all__ = ["ENGINES", "Engine", "named", "read"]

ENGINES: tuple[Engine, ...] = (
    plain_text.ENGINE,
    typepad.ENGINE,
    movabletype.ENGINE,
    wordpress.ENGINE,
    generic.ENGINE,
)

_Record = TypeVar("_Record", PostData, Thread, Neighbours)


def named(name: str) -> Engine | None:
    """The engine of this name."""
    return next((engine for engine in ENGINES if engine.name == name), None)


def read(document: Document, feeds: tuple[FeedLink, ...] = ()) -> PageReading:
    """All that a page says. `feeds` are those its head names; never raises for what a page may hold."""
    asked = _recognising(document)
    shape = PageShape(document)
    sure = [(engine, evidence) for engine, evidence in asked if engine is not generic.ENGINE]
    engine, evidence = asked[0] if asked else (generic.ENGINE, Evidence("an empty page", 0.0))
    rows = _rows(document, [engine for engine, _ in sure], shape)
    site_title = metadata.site_title(document)
    common = {"url": document.own_urls[0], "engine": engine.name, "evidence": evidence.reason, "site_title": site_title, "feeds": feeds}
    if rows is not None:
        return PageReading(**common, kind="index", posts=tuple(rows), warnings=() if rows else ("No posts are listed on this page.",))
    post = _post(document, [engine for engine, _ in sure], shape)
    neighbours = _neighbours(document, [engine for engine, _ in sure], post)
    thread = _thread(document, [engine for engine, _ in sure], post, shape)
    if post and thread:
        post = replace(post, comment_count=post.comment_count if post.comment_count is not None else thread.stated_count)
    return PageReading(**common, kind="post", post=post, neighbours=neighbours, thread=thread, warnings=_warnings(post, thread))


def _recognising(document: Document) -> list[tuple[Engine, Evidence]]:
    """The engines that take the page for theirs, the surest first."""
    found = [(engine, evidence) for engine in ENGINES if (evidence := engine.recognise(document))]
    return sorted(found, key=lambda pair: -pair[1].confidence)


def _rows(document: Document, engines: list[Engine], shape: PageShape) -> list[PostLink] | None:
    for engine in engines:
        rows = engine.posts(document)
        if rows is not None:
            return rows or shape.rows
        if engine.post(document) is not None:
            return None
    return shape.rows if shape.is_list else None


def _post(document: Document, engines: list[Engine], shape: PageShape) -> PostData | None:
    known: PostData | None = None
    for engine in engines:
        known = _filled(known, engine.post(document))
    return generic.complete_post(shape, known)


def _neighbours(document: Document, engines: list[Engine], post: PostData | None) -> Neighbours:
    known: Neighbours | None = None
    for engine in engines:
        known = _filled(known, engine.neighbours(document))
    shown = generic.neighbour_links.read(document, post.published if post else None)
    if known is None or not (known.previous or known.next):
        return _filled(shown, known) or Neighbours()
    return replace(known, index=known.index or (shown.index if shown else None))


def _thread(document: Document, engines: list[Engine], post: PostData | None, shape: PageShape) -> Thread | None:
    found = [thread for engine in engines if (thread := engine.thread(document, post))]
    best = next((thread for thread in found if thread.comments), None)
    if best is None:
        by_shape = generic.thread(shape)
        if by_shape and by_shape.comments:
            best = by_shape
        best = best or (found[0] if found else by_shape)
    else:
        by_shape = generic.state(shape)
    for other in [*found, *([by_shape] if by_shape else [])]:
        best = _filled(best, replace(other, comments=()))
    if best is None:
        return None
    return judging.judged(replace(best, base_url=best.base_url or document.base_url), document.own_urls)


def _filled(known: _Record | None, other: _Record | None) -> _Record | None:
    """The first record with what it leaves open taken from the second."""
    if known is None or other is None:
        return known or other
    gaps = {field.name: getattr(other, field.name) for field in fields(known) if getattr(known, field.name) in {None, ()}}
    return replace(known, **gaps)


def _warnings(post: PostData | None, thread: Thread | None) -> tuple[str, ...]:
    """What is missing and why, in sentences."""
    found: list[str] = []
    if post is None:
        found.append("Neither a title nor a text stands on this page.")
    else:
        found.extend(["No title stands on this page."] if not post.title else [])
        found.extend(["No text of a post was found on this page."] if not post.html else [])
    if thread:
        found.extend(_thread_warnings(thread))
    return tuple(found)


def _thread_warnings(thread: Thread) -> list[str]:
    held, stated, pages = len(thread.comments), thread.stated_count, len(thread.rest)
    more = f"{pages} more page{'s are' if pages > 1 else ' is'} known" if pages else ""
    if thread.service and not held:
        return [f"The comments are kept by {thread.service}; none stands in the page itself."]
    if stated is not None and stated > held:
        text = f"The page names {stated} comment{'s' if stated != 1 else ''} and holds {held}"
        return [f"{text}; {more}." if more else f"{text}."]
    return [f"The page holds {held} comment{'s' if held != 1 else ''}; {more}."] if more else []
