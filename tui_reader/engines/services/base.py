"""What a service is, and how values are taken out of its JSON: tolerantly, and through the gate for text."""

from __future__ import annotations

import json
from typing import Any, Protocol

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.errors import ParseError
from tui_reader.models import Page, Thread, ThreadSource


class Service(Protocol):
    """Answers for comments beside the page: the API of a blog software, or a service that pages embed."""

    @property
    def name(self) -> str:
        """What `ThreadSource.reader` says: "wordpress-api", "disqus"."""

    def sources(self, document: Document) -> tuple[ThreadSource, ...]:
        """What to ask for the comments of this page; () where it shows no sign of this service."""

    def read(self, page: Page, source: ThreadSource) -> Thread:
        """The comments that one answer holds; its `rest` is what to ask next, `complete` True where it was the last.

        Raises ParseError where the answer is not of this service's kind.
        """


def json_of(page: Page) -> Any:
    """An answer as the JSON that it should be; raises ParseError naming the address."""
    try:
        return json.loads(page.content)
    except (ValueError, RecursionError) as error:
        address = clean_line(page.url)
        raise ParseError("Not an answer of a comment service", f"{address} did not answer with JSON.") from error
