"""What answers for comments beside the page itself: the APIs of blog software, and services that pages embed. No I/O.

`SERVICES` lists them; `sources` names those that a page leads to, `read` understands their answers, `named` says which
one a page embeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tui_reader.content.document import Document
from tui_reader.engines import identity
from tui_reader.engines.services import (
    artalk,
    bluesky,
    comentario,
    commento,
    cusdis,
    discourse,
    disqus,
    ghost,
    giscus,
    github,
    habr,
    hackernews,
    isso,
    lemmy,
    livejournal,
    lobsters,
    marks,
    mastodon,
    reddit,
    remark42,
    squarespace,
    substack,
    twikoo,
    waline,
    webmention,
    wordpress,
)
from tui_reader.engines.services.base import Service
from tui_reader.errors import ParseError
from tui_reader.models import Page, Thread, ThreadSource

__all__ = ["SERVICES", "Service", "named", "read", "sources"]

_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a mistake in reading a page that nobody foresaw looks like."""

SERVICES: tuple[Service, ...] = (
    discourse.SERVICE,
    lemmy.SERVICE,
    reddit.SERVICE,
    hackernews.SERVICE,
    lobsters.SERVICE,
    livejournal.SERVICE,
    substack.SERVICE,
    habr.SERVICE,
    squarespace.SERVICE,
    ghost.SERVICE,
    wordpress.BLOG,
    wordpress.HOSTED,
    isso.SERVICE,
    remark42.SERVICE,
    commento.SERVICE,
    comentario.SERVICE,
    cusdis.SERVICE,
    waline.SERVICE,
    twikoo.SERVICE,
    artalk.SERVICE,
    mastodon.SERVICE,
    bluesky.SERVICE,
    giscus.SERVICE,
    github.SERVICE,
    disqus.SERVICE,
    webmention.SERVICE,
)
"""What the blog's own software answers comes before what third parties keep."""

_MARKS = (
    *disqus.MARKS,
    giscus.MARK,
    *github.MARKS,
    isso.MARK,
    commento.MARK,
    *remark42.MARKS,
    comentario.MARK,
    cusdis.MARK,
    *waline.MARKS,
    *twikoo.MARKS,
    *artalk.MARKS,
    webmention.MARK,
    mastodon.MARK,
    bluesky.MARK,
    *marks.MARKS,
)


def sources(document: Document, *, services: Sequence[Service] = SERVICES) -> tuple[ThreadSource, ...]:
    """Where else this page's comments are had, the surest place first."""
    return tuple(source for service in services for source in _named_by(service, document))


def read(page: Page, source: ThreadSource) -> Thread:
    """What one answer of a service holds, and what to ask for next; ParseError where it is not what was asked for."""
    for service in SERVICES:
        if service.name == source.reader:
            return _sound(service.read(page, source), source)
    raise ParseError("Not a known source of comments", f"Nothing here reads answers of “{source.reader}”.")


def named(document: Document) -> str | None:
    """The service that holds this page's comments: "disqus", "giscus" ...; None where the page embeds none."""
    return next((mark.name for mark in _MARKS if mark.is_on(document)), None)


def _named_by(service: Service, document: Document) -> tuple[ThreadSource, ...]:
    """What a service names; a mistake in one of them does not take the page down."""
    try:
        return service.sources(document)
    except _FAULTS:
        return ()


def _sound(thread: Thread, source: ThreadSource) -> Thread:
    """The thread without twins, without a comment that answers itself, and without asking for the same again."""
    comments = identity.distinct(
        replace(comment, parent_id=None) if comment.parent_id == comment.id else comment for comment in thread.comments
    )
    rest = {more.request: more for more in thread.rest if more.request != source.request}
    return replace(thread, comments=comments, rest=tuple(rest.values()))
