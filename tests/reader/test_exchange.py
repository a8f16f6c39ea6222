"""Taking lists over: what is new is followed once, what is there stays, nothing is asked."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reader.conftest import HOME, Clock
from tui_reader.errors import ConfigError, ParseError
from tui_reader.fetch import local_transport
from tui_reader.formats import FeedList, Listed, Skipped, read_list
from tui_reader.models import FeedKind
from tui_reader.reader import Reader, exchange, open_sources
from tui_reader.reader.exchange import Entry, Found, Outcome
from tui_reader.storage import Storage

MANY = "".join(
    f'<outline text="Folder {group}">'
    + "".join(f'<outline text="Feed {group}.{n}" xmlUrl="https://{n}.{group}.example/feed"/>' for n in range(30))
    + "</outline>"
    for group in range(10)
)


@pytest.fixture
def storage(tmp_path: Path, clock: Clock) -> Iterator[Storage]:
    opened = Storage.open(tmp_path / "reader.db", now=clock)
    yield opened
    opened.close()


def found(*feeds: Listed, skipped: tuple[Skipped, ...] = (), is_from_network: bool = False) -> Found:
    return Found("list.opml", FeedList("OPML", feeds, skipped), is_from_network)


def outcomes(entries: list[Entry]) -> Counter[Outcome]:
    return Counter(entry.outcome for entry in entries)


def test_a_list_taken_over_twice_changes_nothing_the_second_time(storage: Storage) -> None:
    listed = Found("x", read_list(f"<opml><body>{MANY}</body></opml>".encode(), "x"))
    assert outcomes(exchange.take(storage, listed)) == {Outcome.ADDED: 300}
    before = (storage.feeds.all(), storage.changes.newest_id())
    assert (len(before[0]), {feed.folder for feed in before[0]}) == (300, {f"Folder {group}" for group in range(10)})
    assert outcomes(exchange.take(storage, listed)) == {Outcome.KNOWN: 300}
    assert (storage.feeds.all(), storage.changes.newest_id()) == before


def test_one_undo_takes_all_of_a_list_back_and_nothing_else(storage: Storage) -> None:
    mine = storage.feeds.add("https://mine.example/f", title="Mine")
    entries = exchange.take(storage, Found("x", read_list(f"<opml><body>{MANY}</body></opml>".encode(), "x")))
    [change] = {entry.change for entry in entries}
    assert change is not None
    assert (change.count, change.label) == (300, "300 feeds followed from x")
    undone = storage.changes.undo()
    assert undone is not None
    assert (undone.undo_of, undone.count) == (change.id, 300)
    assert storage.feeds.all() == [mine]


def test_what_is_followed_already_stays_as_it_is(storage: Storage) -> None:
    feed = storage.feeds.add("https://kettle.example/feed", title="Mine", folder="Tea")
    [entry] = exchange.take(storage, found(Listed(3, "http://www.kettle.example/feed/", "Theirs", folder="Other")))
    assert (entry.outcome, entry.feed, entry.change) == (Outcome.KNOWN, feed, None)
    assert storage.feeds.all() == [feed]


def test_what_a_list_names_twice_is_followed_once(storage: Storage) -> None:
    entries = exchange.take(storage, found(Listed(1, "https://a.example/f"), Listed(2, "https://a.example/f", "A")))
    assert [(entry.outcome, entry.line) for entry in entries] == [(Outcome.ADDED, 1), (Outcome.KNOWN, 2)]
    assert entries[1].reason
    # without a title of its own it is called by its address, which the first refresh replaces
    assert [feed.title for feed in storage.feeds.all()] == ["https://a.example/f"]


def test_entries_stand_in_the_order_of_the_list(storage: Storage) -> None:
    listed = found(Listed(2, "https://a.example/f"), Listed(9, "https://b.example/"), skipped=(Skipped(5, "x", "y"),))
    entries = exchange.plan(listed, storage.feeds.all())
    assert [(entry.line, entry.outcome) for entry in entries] == [
        (2, Outcome.ADDED),
        (5, Outcome.SKIPPED),
        (9, Outcome.ADDED),
    ]
    assert storage.feeds.all() == []


def test_a_list_from_the_network_names_nothing_inside_ones_own(storage: Storage) -> None:
    inside = Listed(1, "http://192.168.0.1/reboot")
    assert outcomes(exchange.take(storage, found(inside, is_from_network=True))) == {Outcome.SKIPPED: 1}
    assert outcomes(exchange.take(storage, found(inside))) == {Outcome.ADDED: 1}


def test_a_blog_without_feed_is_followed_as_a_page(storage: Storage) -> None:
    exchange.take(storage, found(Listed(1, "https://a.example/", "A", "https://a.example/", None, FeedKind.PAGE)))
    assert [(feed.kind, feed.site_url) for feed in storage.feeds.all()] == [(FeedKind.PAGE, "https://a.example/")]


def test_what_was_removed_comes_back_and_undo_takes_it_away_again(storage: Storage) -> None:
    feed = storage.feeds.add("https://a.example/f", title="Old")
    storage.changes.remove(feed.id)
    [entry] = exchange.take(storage, found(Listed(1, "https://a.example/f", "New", folder="Tea")))
    assert (entry.outcome, entry.feed and entry.feed.id) == (Outcome.ADDED, feed.id)
    assert [(kept.title, kept.folder) for kept in storage.feeds.all()] == [("New", "Tea")]
    storage.changes.undo()
    assert storage.feeds.all() == []


async def test_the_first_refresh_fills_what_was_taken_over(tmp_path: Path, clock: Clock, reader: Reader) -> None:
    (tmp_path / "urls").write_text(f"{HOME}/feed/ Tea\n")
    listed = await exchange.look(reader.sources, str(tmp_path / "urls"))
    storage = Storage.open(tmp_path / "reader.db", now=clock)
    exchange.take(storage, listed)
    storage.close()
    assert [(feed.title, feed.total) for feed in await reader.feeds.all()] == [(f"{HOME}/feed/", 0)]
    async for _ in reader.feeds.refresh():
        pass
    assert [(feed.title, feed.total, feed.folder) for feed in await reader.feeds.all()] == [("Kettle Notes", 10, "Tea")]


async def test_a_list_is_had_from_an_address_too(clock: Clock) -> None:
    pages = {"https://a.example/l.opml": ("text/xml", f"<opml><body>{MANY}</body></opml>".encode())}
    async with open_sources(now=clock, cache_dir=None, transport=local_transport(pages)) as sources:
        listed = await exchange.look(sources, "https://a.example/l.opml")
        assert (listed.name, listed.is_from_network, len(listed.listed.feeds)) == (
            "https://a.example/l.opml",
            True,
            300,
        )


async def test_a_file_that_is_missing_or_no_list_is_told(clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss><channel/></rss>")
    async with open_sources(now=clock, cache_dir=None, transport=local_transport({})) as sources:
        # no host is asked for what looks like a file
        with pytest.raises(ConfigError, match=r"missing\.opml"):
            await exchange.look(sources, "missing.opml")
        with pytest.raises(ParseError, match="is a feed"):
            await exchange.look(sources, str(tmp_path / "feed.xml"))
