"""Feed documents in, ParsedFeed out; which format it is, the content decides. No I/O."""

from __future__ import annotations

from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.feeds import sniffing
from tui_reader.models import Page, ParsedFeed

__all__ = ["looks_like_feed", "parse"]


def looks_like_feed(page: Page) -> bool:
    """Whether the content is a feed document: by its first element or its JSON keys, never by its media type alone."""
    return sniffing.kind_of(sniffing.decoded(page)) in {sniffing.Kind.XML, sniffing.Kind.JSON}


def parse(page: Page) -> ParsedFeed:
    """The feed that a page holds: RSS 0.9 to 2.0, RDF, Atom, JSON Feed. Raises ParseError for anything else."""
    source = sniffing.decoded(page)
    kind = sniffing.kind_of(source)
    if kind is sniffing.Kind.JSON:
        from tui_reader.feeds import json_feed

        return json_feed.parse(page.url, source)
    if kind is sniffing.Kind.HTML:
        if sniffing.asks_for_password(source):
            message = f"{clean_line(page.url)} holds a page to log in where a feed was; posts kept so far stay."
            raise ParseError("Not a feed: a login page", message, reason="login page")
        message = f"{clean_line(page.url)} holds a web page where a feed was expected; the feed may have moved."
        raise ParseError("Not a feed: an HTML page", message, reason="a web page")
    if kind is sniffing.Kind.EMPTY:
        raise ParseError("Not a feed: an empty document", f"{clean_line(page.url)} answered without any text.")
    if kind is sniffing.Kind.OTHER:
        message = f"{clean_line(page.url)} holds neither RSS nor Atom nor JSON Feed."
        raise ParseError("Not a feed", message)
    from tui_reader.feeds import xml_feed

    return xml_feed.parse(page.url, source)
