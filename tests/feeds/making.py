"""Pages for the tests of feeds."""

from __future__ import annotations

from pathlib import Path

from tui_reader.models import Page

URL = "https://blog.example/feed"
FIXTURES = Path(__file__).parent / "fixtures"
CORPUS = Path(__file__).parents[2] / "../shared/corpus"


def page(content: str | bytes, *, media_type: str | None = None, charset: str | None = None, url: str = URL) -> Page:
    data = content.encode() if isinstance(content, str) else content
    return Page(url, data, media_type=media_type, charset=charset)


def fixture(name: str, url: str = URL, *, encoding: str = "utf-8") -> Page:
    return page((FIXTURES / name).read_text("utf-8").encode(encoding), url=url)


def rss(items: str, channel: str = "") -> Page:
    return page(f'<rss version="2.0"><channel><title>t</title>{channel}{items}</channel></rss>')
