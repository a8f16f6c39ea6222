"""The bundled blog: saved pages of an invented blog on an old blog engine, to try the reader on without a network.

Written for this project; people, places and things in it do not exist. The files in `site/` are the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

HOME = "https://slowlathe.example/"
"""The blog's front page."""

FEED = "https://slowlathe.example/feed.atom"
"""The blog's feed: the newest 8 of its 14 posts; the older ones are reached by the links of the pages."""

_MEDIA_TYPES = MappingProxyType({"html": "text/html", "atom": "application/atom+xml"})
_INDEX = "index.html"


def pages() -> Mapping[str, tuple[str, bytes]]:
    """All documents of the blog: address to media type and bytes, UTF-8."""
    return MappingProxyType(
        {HOME + path.removesuffix(_INDEX): page for path, page in _saved(files(__name__) / "site", "")}
    )


def _saved(folder: Traversable, path: str) -> Iterator[tuple[str, tuple[str, bytes]]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _saved(entry, f"{path}{entry.name}/")
        elif media_type := _MEDIA_TYPES.get(entry.name.rpartition(".")[2]):
            yield path + entry.name, (media_type, entry.read_bytes())
