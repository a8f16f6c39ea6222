"""What other readers write and read, one file a format: bytes in, plain data out, and back. No I/O, no database."""

from __future__ import annotations

from tui_reader.content import encoding
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.formats import newsboat, opml
from tui_reader.formats.listed import MAX_BYTES, FeedList, Listed, Skipped

__all__ = ["FeedList", "Listed", "Skipped", "read_list"]


def read_list(content: bytes, name: str, charset: str | None = None) -> FeedList:
    """The list of feeds that a file holds, OPML or newsboat's `urls`, told by its content.

    `name` is what errors call it, `charset` what its transport named. Raises ParseError where it is neither, or too
    large to be one.
    """
    called = clean_line(name, 80) or "The list"
    if len(content) > MAX_BYTES:
        raise ParseError(f"{called} is larger than {MAX_BYTES >> 20} MB", "No list of feeds is; it was not read.")
    source = encoding.decode(content, charset)
    start = source.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return opml.read(source, called)
    if start in {"{", "["} or "\0" in source[:1000]:
        raise ParseError(
            f"{called} holds no list of feeds", "OPML is read, and newsboat's file `urls`: one address a line."
        )
    return newsboat.read(source, called)
