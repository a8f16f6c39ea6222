"""A list of feeds as plain data, whatever format it came in; and the rules for its parts that all formats share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.models import FeedKind

MAX_BYTES: Final = 4 << 20
"""Of one list: ten thousand feeds need half of it."""

MAX_FEEDS: Final = 20_000
"""Feeds, and besides them skipped parts, that are taken from one list."""

MAX_DEPTH: Final = 8
"""Folders inside each other; what lies deeper lies in the last of these."""

BETWEEN: Final = " / "
"""Stands between the names of a folder and of one inside it: folders of ours hold no others."""

_NAME = 100
_OWN_SCHEME = re.compile(r"feed:(?://)?(?=https?://)", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed in a list: `line` counts from 1, `title` is None where the list calls it nothing."""

    line: int
    url: str
    title: str | None = None
    site_url: str | None = None
    folder: str | None = None
    kind: FeedKind = FeedKind.FEED


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part of a list that no feed can be made of: what it says, and why not with what can be done instead."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FeedList:
    """A list of feeds as read, in its order. `format` is "OPML" or "newsboat"; `notes` tell what else was not kept."""

    format: str
    feeds: tuple[Listed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


def address(text: str) -> str | None:
    """The web address that a list gives for a feed (`feed:` before it is dropped); None where it gives none."""
    text = _FEED_SCHEME.sub("http://", _OWN_SCHEME.sub("", text.strip(), count=1), count=1)
    url = urls.resolve(None, text)
    return url if urls.is_web(url) else None


def title(text: str | None) -> str | None:
    """A feed's name as lists show it."""
    return clean_line(text, 300)


def folder(names: Sequence[str | None]) -> str | None:
    """The one folder that stands for folders inside each other, the outermost first: `Outer / Inner`."""
    named = [name for name in (clean_line(text, _NAME) for text in names) if name]
    return BETWEEN.join(named[:MAX_DEPTH]) or None


def folders(name: str | None) -> list[str]:
    """The reverse of `folder`: the names of the folders inside each other, the outermost first."""
    parts = [part.strip() for part in name.split(BETWEEN)] if name else []
    return parts if all(parts) else [name or ""]


def shown(text: str | None) -> str:
    """A part of a list as messages quote it."""
    return clean_line(text, 120) or "(nothing)"
