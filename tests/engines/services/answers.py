"""Asking comment services in tests: saved pages that lead to them, and answers written in the test."""

import json
from pathlib import Path
from typing import Any

from tests.engines.documents import page
from tui_reader.content.document import Document
from tui_reader.engines import services
from tui_reader.engines.services import Service
from tui_reader.models import Page, Thread, ThreadSource

SAVED = Path(__file__).parent / "fixtures"
URL = "https://blog.example/2020/04/a-post/"


def saved(name: str, url: str = URL) -> Document:
    """A saved page as if it had come from `url`."""
    return page((SAVED / f"{name}.html").read_text("utf-8"), url)


def source_of(service: Service, name: str, url: str = URL) -> ThreadSource:
    """The one place that a service names on a saved page."""
    (source,) = service.sources(saved(name, url))
    return source


def read(source: ThreadSource, answer: Any) -> Thread:
    """What an answer (as JSON, unless it is text) to a source holds."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    url = source.request.url
    return services.read(Page(url, content.encode(), requested_url=url, media_type="application/json"), source)


def told(thread: Thread) -> list[tuple[str, str | None, str | None, str, str | None]]:
    """Comments as id, parent, author, text and time."""
    return [
        (
            comment.id,
            comment.parent_id,
            comment.author.name if comment.author else None,
            comment.html,
            comment.published.iso() if comment.published else None,
        )
        for comment in thread.comments
    ]
