"""Pages for the tests of engines: saved ones, written by us after the structure of real ones, and bits of HTML."""

from pathlib import Path

from tui_reader.content.document import Document
from tui_reader.models import Page

FIXTURES = Path(__file__).parent / "fixtures"


def saved(engine: str, name: str, url: str) -> Document:
    """A saved page as if it had come from `url`."""
    media_type = "text/plain" if name.endswith(".txt") else "text/html"
    return Document.from_page(Page(url=url, content=(FIXTURES / engine / name).read_bytes(), media_type=media_type))


def page(html: str, url: str = "https://blog.example/2008/09/a-post.html") -> Document:
    """A page of this HTML."""
    return Document.from_page(Page(url=url, content=f"<!DOCTYPE html>{html}".encode(), media_type="text/html"))
