"""What the child can do. Each job loads what it needs when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tui_reader.models import Block, Discussion, Page, PageReading, ParsedFeed, Request, Thread, ThreadSource


def read(page: Page, base_url: str | None) -> ParsedFeed | PageReading:
    """A downloaded document, as a feed where it is one, else as a page."""
    from tui_reader import feeds

    return feeds.parse(page) if feeds.looks_like_feed(page) else read_page(page, base_url)


def parse_feed(page: Page) -> ParsedFeed:
    """A feed document."""
    from tui_reader import feeds

    return feeds.parse(page)


def read_page(page: Page, base_url: str | None) -> PageReading:
    """An HTML page or a page saved as text."""
    from tui_reader import engines
    from tui_reader.content.document import Document
    from tui_reader.feeds import discovery

    document = Document.from_page(page, base_url)
    return engines.read(document, discovery.feed_links(document))


def read_part(page: Page, source: ThreadSource, engine: str) -> Thread:
    """The answer to one of the sources of a thread that the engine of this name read."""
    from tui_reader import engines

    return _comment_feed(page, engine) if source.reader == "feed" else engines.read_part(page, source, engine)


def _comment_feed(page: Page, engine: str) -> Thread:
    """A comment feed, its ids as the engine of this name gives them to the same comments on a page.

    What an answer answers may stand in another part, on a page, or nowhere.
    """
    from tui_reader import engines
    from tui_reader.engines import identity
    from tui_reader.feeds import comment_feed

    thread = comment_feed.parse(page)
    known = engines.named(engine)
    number = known.comment_id if known else identity.of_permalink

    def numbered(address: str | None) -> str | None:
        return number(address or "") or identity.of_permalink(address)

    names = {comment.id: numbered(comment.permalink) or comment.id for comment in thread.comments}
    comments = (
        replace(
            comment, id=names[comment.id], parent_id=names.get(comment.parent_id or "") or numbered(comment.parent_id)
        )
        for comment in thread.comments
    )
    return replace(thread, comments=identity.distinct(comments))


def search_discussions(address: str) -> dict[str, Request]:
    """What to ask for the discussions of the page at `address`, by the name of who understands the answer."""
    from tui_reader.engines.services import elsewhere

    return elsewhere.searches(address)


def find_discussions(page: Page, finder: str, address: str) -> tuple[Discussion, ...]:
    """The discussions of the page at `address` that the answer to the finder of this name holds."""
    from tui_reader.engines.services import elsewhere

    return elsewhere.discussions(page, finder, address)


def make_blocks(html: str, base_url: str | None) -> list[Block]:
    """A stored body as blocks."""
    from tui_reader.content import blocks

    return blocks.make(html, base_url)


def make_many(bodies: list[tuple[str, str | None]]) -> list[list[Block]]:
    """Stored bodies (HTML, base address) as blocks."""
    return [make_blocks(html, base_url) for html, base_url in bodies]


def to_markdown(html: str, base_url: str | None) -> str:
    """A stored body as Markdown."""
    from tui_reader.content import markdown

    return markdown.to_markdown(html, base_url)


def warm() -> None:
    """Loads what the other jobs need, so that the first of them does not wait for it."""
    read(Page("https://example.org/", b"<!doctype html><title>a</title><p>a", media_type="text/html"), None)
    read(Page("https://example.org/f", b'<rss version="2.0"><channel><title>a</title></channel></rss>'), None)
    to_markdown("<p>a", None)
    make_blocks("<p>a", None)


JOBS: dict[str, Callable[..., Any]] = {
    job.__name__: job
    for job in (
        read,
        parse_feed,
        read_page,
        read_part,
        search_discussions,
        find_discussions,
        make_blocks,
        make_many,
        to_markdown,
        warm,
    )
}
