"""What answers for comments beside the page itself: the APIs of blog software, and services that pages embed. No I/O.

`SERVICES` lists them; `sources` names those that a page leads to, `read` understands their answers, `named` says which
one a page embeds.
"""

from __future__ import annotations

from tui_reader.content.document import Document
from tui_reader.engines.services import hackernews, substack
from tui_reader.engines.services.base import Service
from tui_reader.engines.services.marks import named
from tui_reader.errors import ParseError
from tui_reader.models import Page, Thread, ThreadSource

__all__ = ["SERVICES", "Service", "named", "read", "sources"]

SERVICES: tuple[Service, ...] = (
    hackernews.SERVICE,
    substack.SERVICE,
)


def sources(document: Document) -> tuple[ThreadSource, ...]:
    """Where else this page's comments are had, the surest place first."""
    return tuple(source for service in SERVICES for source in service.sources(document))


def read(page: Page, source: ThreadSource) -> Thread:
    """What one answer of a service holds, and what to ask for next; ParseError where it is not what was asked for."""
    for service in SERVICES:
        if service.name == source.reader:
            return service.read(page, source)
    raise ParseError("Not a known source of comments", f"Nothing here reads answers of “{source.reader}”.")
