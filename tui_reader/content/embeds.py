"""What is not text: images, and what a page embeds from elsewhere, which becomes a link."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.models import Block, BlockKind, Span

MAX_ALT = 1000
"""Characters of an image's description."""

_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-hi-res-src")
_PLACEHOLDER = re.compile(
    r"^data:|(?:^|/)(?:blank|spacer|pixel|clear|transparent|1x1|trans)\.(?:gif|png)(?:$|\?)", re.IGNORECASE
)
_SMILEY = re.compile(r"(?<![\w-])(?:wp-smiley|emoji|emoticon|smiley|latex)(?![\w-])")
_SIZE = re.compile(r"\s*(\d{1,5})(?:px)?\s*")
_YOUTUBE = re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})")
_VIMEO = re.compile(r"https?://player\.vimeo\.com/video/(\d+)")
_KINDS = {"video": "Video", "audio": "Audio", "iframe": "Embedded", "embed": "Embedded"}


def smiley(node: HtmlElement) -> str | None:
    """The sign that a small picture in a line of text stands for, None for any other image."""
    if _SMILEY.search(node.get("class") or ""):
        return node.get("alt") or ""
    return None


def image(node: HtmlElement, base_url: str | None, href: str | None) -> Block | None:
    """An image's block, its link as the link of its description; None for spacers and counters."""
    width, height = _size(node, "width"), _size(node, "height")
    if _is_invisible(width, height):
        return None
    src = urls.resolve(base_url, _source(node))
    alt = clean_line(node.get("alt"), MAX_ALT) or clean_line(node.get("title"), MAX_ALT) or ""
    if not src and not alt:
        return None
    meta = {"alt": alt}
    if src:
        meta["src"] = src
    if width and height:
        meta |= {"width": str(width), "height": str(height)}
    return Block(BlockKind.IMAGE, (Span(alt, href=href),) if href else (), meta=meta)


def link(node: HtmlElement, base_url: str | None) -> Span | None:
    """A titled link to what an element embeds; None for what only counts visitors."""
    if _is_invisible(_size(node, "width"), _size(node, "height")):
        return None
    address = node.get("src") or node.get("data-src")
    if not address:
        address = next((source.get("src") for source in node.iter("source") if source.get("src")), None)
    url = urls.resolve(base_url, address)
    if not url:
        return None
    kind = _KINDS[str(node.tag)]
    if match := _YOUTUBE.match(url):
        kind, url = "Video", f"https://www.youtube.com/watch?v={match[1]}"
    elif match := _VIMEO.match(url):
        kind, url = "Video", f"https://vimeo.com/{match[1]}"
    title = clean_line(node.get("title"), 200) or urls.host(url).removeprefix("www.")
    return Span(f"{kind}: {title}", href=url)


def _source(node: HtmlElement) -> str | None:
    """The address of the picture itself, where `src` holds what is shown until a script has run."""
    src: str | None = node.get("src")
    if src and not _PLACEHOLDER.search(src):
        return src
    candidates: list[str | None] = [node.get(name) for name in _LAZY]
    for name in ("srcset", "data-srcset"):
        sizes = (node.get(name) or "").split()
        candidates.append(sizes[0].rstrip(",") if sizes else None)
    return next((candidate for candidate in candidates if candidate), src)


def _size(node: HtmlElement, name: str) -> int | None:
    match = _SIZE.fullmatch(node.get(name) or "")
    return int(match[1]) if match else None


def _is_invisible(width: int | None, height: int | None) -> bool:
    return (width is not None and width <= 2) or (height is not None and height <= 2)
