"""Parts of the program by themselves, held against the floor that each stands on."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import lxml.html
from lxml import etree

from tests import long_thread
from tests.benchmarks import library, server
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.setup import THREAD, Setup
from tui_reader import feeds
from tui_reader.config import DATABASE
from tui_reader.content import blocks
from tui_reader.models import Itinerary, Page, PostFilter, Thread
from tui_reader.storage import Storage
from tui_reader.threads import Folding, Tree

FAST_PATH_GOAL = 3.0
LONG_THREAD_GOAL = 300.0


def measure(setup: Setup) -> Iterator[Figure]:
    """All of them."""
    yield from _parsing(setup)
    yield from _lists(setup)
    yield from _trees(setup)
    yield from _long_thread(setup)


def _times(deed: Callable[[], object], count: int) -> list[float]:
    """Milliseconds of each of so many runs, after one that is not counted."""
    deed()
    found = []
    for _ in range(count):
        start = time.perf_counter()
        deed()
        found.append((time.perf_counter() - start) * 1000)
    return found


def _parsing(setup: Setup) -> Iterator[Figure]:
    words = library.Words(4)
    for size, name in ((5, "5 KB"), (200, "200 KB")):
        html = words.paragraphs(size << 10)
        count = max(5, setup.rounds * 200 // size)
        alone = median(_times(partial(lxml.html.fromstring, html), count)) * 1000 / size
        made = median(_times(partial(blocks.make, html), count)) * 1000 / size
        yield Figure(f"blocks of {name}, a KB", made, "us", "lxml parse alone", alone)
    document = server.feed("/1", 1)
    page = Page(url="https://kettle.example/1", content=document, requested_url="https://kettle.example/1")
    count = setup.rounds * 20
    alone = median(_times(lambda: etree.fromstring(document), count))
    read = median(_times(lambda: feeds.parse(page), count))
    name = f"feed of {len(document) >> 10} KB, read"
    yield Figure(name, read, peer="lxml parse alone", peer_value=alone, goal=FAST_PATH_GOAL, goal_of="ratio")


def _lists(setup: Setup) -> Iterator[Figure]:
    path = setup.library / DATABASE
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as bare:
        floor = median(_times(lambda: bare.execute("SELECT 1").fetchone(), 1000))
    bare.close()
    storage = Storage.open(path, now=time.time, read_only=True)
    everything, unread = PostFilter(), PostFilter(is_unread=True, unread_since=1)
    deep = storage.posts.window(everything, after=2000).rows[-1].sort
    feed = storage.feeds.all()[1]
    post_id = storage.posts.matching(library.THREAD_TITLE)[0].id
    deeds: dict[str, Callable[[], object]] = {
        "50 of all posts": lambda: storage.posts.window(everything),
        "50 of all posts, deep": lambda: storage.posts.window(everything, anchor=deep, before=25, after=25),
        "50 unread": lambda: storage.posts.window(unread),
        "50 of a folder": lambda: storage.posts.window(PostFilter(folder=feed.folder)),
        "50 of a feed": lambda: storage.posts.window(PostFilter(feed_id=feed.id)),
        "next unread": lambda: storage.posts.adjacent(unread, deep, older=True, unread_only=True),
        "place in all posts": lambda: (storage.posts.position(everything, deep), storage.posts.count(everything)),
        "place in all unread": lambda: (storage.posts.position(unread, deep), storage.posts.count(unread)),
        "all feeds": storage.feeds.all,
        f"thread of {THREAD:,}, loaded": lambda: storage.comments.load(post_id),
    }
    for name, deed in deeds.items():
        times = _times(deed, setup.rounds * 3)
        yield Figure(f"{name}, p95", percentile(times, 95), peer="SELECT 1", peer_value=floor)
    storage.close()


def _trees(setup: Setup) -> Iterator[Figure]:
    pairs = [(comment.id, comment.parent_id) for comment in library.thread(THREAD, 0.0)]
    tree = Tree(pairs)
    folding = Folding(tree)
    deeds: dict[str, Callable[[], object]] = {
        "arranged": lambda: Tree(pairs),
        "fold all": folding.fold_all,
        "unfold all": folding.unfold_all,
        "fold and unfold one": lambda: (folding.fold(0), folding.unfold(0)),
    }
    floor = median(_times(lambda: dict(pairs), setup.rounds))
    for name, deed in deeds.items():
        times = _times(deed, setup.rounds)
        yield Figure(f"tree of {THREAD:,}, {name}, p95", percentile(times, 95), peer="a dict of it", peer_value=floor)


def _long_thread(setup: Setup) -> Iterator[Figure]:
    """From what is stored of a very long thread, with rings and orphans in it, to its tree."""
    with TemporaryDirectory() as folder:
        storage = Storage.open(Path(folder) / DATABASE, now=time.time)
        feed = storage.feeds.add("https://long.example/feed", title="Long")
        made = library.post("long", "Long", "<p>long</p>", 1.0, now=2.0)
        storage.feeds.save_refresh(feed.id, library.plan([made], 2.0))
        thread = Thread("x", long_thread.comments(range(long_thread.COUNT)), complete=True)
        texts = {comment.id: ("[]", 0) for comment in thread.comments}
        storage.comments.extend(1, thread, texts, now=2.0, itinerary=Itinerary())

        def arrange() -> Tree:
            kept = storage.comments.load(1)
            assert kept is not None
            return Tree((comment.id, comment.parent_id) for comment in kept.comments)

        with sqlite3.connect(Path(folder) / DATABASE) as bare:
            query = "SELECT * FROM comments WHERE post_id = 1 ORDER BY position"
            floor = median(_times(lambda: bare.execute(query).fetchall(), setup.rounds))
        bare.close()
        times = _times(arrange, setup.rounds)
        storage.close()
    name = f"thread of {long_thread.COUNT:,}, stored to tree, p95"
    yield Figure(name, percentile(times, 95), peer="SELECT of its rows", peer_value=floor, goal=LONG_THREAD_GOAL)
