"""Lists of feeds in: what of a list is new, and following it. No feed is asked; the next refresh does that.

What takes a Storage blocks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tui_reader import words
from tui_reader.content import urls
from tui_reader.content.text import clean_line
from tui_reader.models import Change, Feed
from tui_reader.reader import saved

if TYPE_CHECKING:
    from tui_reader.formats import FeedList, Listed, Skipped
    from tui_reader.reader.sources import Sources
    from tui_reader.storage import Storage

_TWICE = "the list names it before"
_PRIVATE = "an address inside your own network, in a list from elsewhere: `tui-reader add` follows it"


class Outcome(StrEnum):
    """What became of one entry of a list."""

    ADDED = "added"
    KNOWN = "known"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list and its outcome.

    `line` counts from 1. `title`, `url` and `folder` are those of the feed where it is kept here, else the list's;
    `text` is what the list says where it names no feed. `feed` is None where nothing is followed, its number 0 where it
    would be; `change` is what undo takes back. `reason` says why nothing was done.
    """

    outcome: Outcome
    line: int
    title: str | None = None
    url: str | None = None
    folder: str | None = None
    text: str = ""
    feed: Feed | None = None
    change: Change | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A list of feeds that was read: what errors call it, what it holds, and whether it came from the network."""

    name: str
    listed: FeedList
    is_from_network: bool = False


async def look(sources: Sources, target: str) -> Found:
    """The list of feeds that an address, a file or standard input (`-`) holds; changes nothing.

    A bare host name is a file here. Raises ConfigError where there is none, FetchError where an address cannot be had,
    ParseError where it holds no list.
    """
    from tui_reader import formats

    charset = None
    is_from_network = urls.is_web(target)
    if is_from_network:
        page = await sources.page(target)
        content, charset = page.content, page.charset
    else:
        content, _ = await saved.contents(target)
    name = "Standard input" if target == saved.STANDARD_INPUT else clean_line(target, 80) or target
    # as long as the largest file takes, the loop is free
    listed = await asyncio.to_thread(formats.read_list, content, name, charset)
    return Found(name, listed, is_from_network)


def plan(found: Found, feeds: Iterable[Feed]) -> list[Entry]:
    """What taking the list over would do beside these subscriptions, in the list's order."""
    known = {urls.key(feed.url): feed for feed in feeds}
    entries: list[tuple[int, Entry]] = [(one.line, _skipped(one)) for one in found.listed.skipped]
    entries += [(one.line, entry) for one, entry in _planned(found, known)]
    return [entry for _, entry in sorted(entries, key=lambda pair: pair[0])]


def take(storage: Storage, found: Found) -> list[Entry]:
    """Follow what the list names and what is not followed yet, all of it or nothing, as one Change; existing feeds stay
    as they are.

    A feed without a title in the list is called by its address until it is refreshed. Raises StorageError.
    """
    with storage.transaction():
        entries = plan(found, storage.feeds.all())
        added = {n: _subscribe(storage, entry) for n, entry in enumerate(entries) if entry.outcome is Outcome.ADDED}
        if not added:
            return entries
        label = f"{words.plural(len(added), 'feed')} followed from {found.name}"
        change = storage.changes.subscribe(*(feed.id for feed in added.values()), label=label)
    return [
        replace(entry, title=added[n].title, feed=added[n], change=change) if n in added else entry
        for n, entry in enumerate(entries)
    ]


def _planned(found: Found, known: dict[str, Feed]) -> Iterator[tuple[Listed, Entry]]:
    seen: set[str] = set()
    for one in found.listed.feeds:
        key = urls.key(one.url)
        feed = known.get(key)
        if feed is not None:
            entry = Entry(Outcome.KNOWN, one.line, feed.title, feed.url, feed.folder, feed=feed)
        elif key in seen:
            entry = Entry(Outcome.KNOWN, one.line, one.title, one.url, one.folder, reason=_TWICE)
        elif found.is_from_network and _is_private(one.url):
            entry = Entry(Outcome.SKIPPED, one.line, one.title, one.url, one.folder, text=one.url, reason=_PRIVATE)
        else:
            entry = Entry(Outcome.ADDED, one.line, one.title or one.url, one.url, one.folder, feed=_to_be(one))
        seen.add(key)
        yield one, entry


def _is_private(url: str) -> bool:
    from tui_reader.fetch.addresses import is_private_name

    return is_private_name(urls.host(url))


def _to_be(one: Listed) -> Feed:
    """A feed as it would be kept, without a number."""
    return Feed(0, one.url, one.title or one.url, one.kind, one.site_url, one.folder)


def _skipped(one: Skipped) -> Entry:
    return Entry(Outcome.SKIPPED, one.line, text=one.text, reason=one.reason)


def _subscribe(storage: Storage, entry: Entry) -> Feed:
    wanted = entry.feed
    assert wanted is not None, "what is to be followed is a feed"
    return storage.feeds.add(
        wanted.url, title=wanted.title, kind=wanted.kind, site_url=wanted.site_url, folder=wanted.folder
    )
