"""A post as Markdown, for what is copied and for what is printed: its heading and its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.models import PostData
    from tui_reader.worker import Worker

_SIGNS = re.compile(r"([\\`*_\[\]<>])")


def escaped(shown: str) -> str:
    """Words that Markdown is to take as they stand."""
    return _SIGNS.sub(r"\\\1", shown)


async def of_post(post: PostData, worker: Worker, base_url: str | None = None) -> tuple[str, str]:
    """The first heading and the text, "" for what is not there. Raises ParseError."""
    heading = f"# {escaped(post.title)}" if post.title else ""
    text = await worker.to_markdown(post.html, post.base_url or base_url) if post.html else ""
    return heading, text.strip()
