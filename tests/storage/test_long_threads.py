"""A thread of twenty thousand comments with everything that can be wrong with one: kept, merged and arranged whole."""

from __future__ import annotations

import sys
from collections import Counter

from tests.long_thread import COUNT, DEPTH, ITSELF, ORPHAN, RING, comments
from tests.storage.making import add_feed, fill, save_thread
from tui_reader.merging import merge
from tui_reader.models import Thread
from tui_reader.storage import Storage
from tui_reader.threads import Folding, Tree


def test_each_comment_is_shown_once_at_its_depth(storage: Storage) -> None:
    fill(storage, add_feed(storage), "a")
    told = comments(range(COUNT))
    # every hundredth is told twice
    thread = Thread("x", (*told, *told[::100]), complete=True)
    kept = save_thread(storage, 1, thread)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        tree = Tree((comment.id, comment.parent_id) for comment in kept.comments)
        folding = Folding(tree)
        folding.fold_all()
        folding.unfold_all()
    finally:
        sys.setrecursionlimit(limit)
    assert Counter(tree.ids) == Counter(str(number) for number in range(COUNT))
    assert max(tree.depths) == DEPTH - 1
    assert len(folding.rows) == COUNT
    # a chain's beginning, an orphan, one that answers itself, and of a ring its first one answer nobody
    tops = {int(tree.ids[position]) for position, up in enumerate(tree.parents) if up < 0}
    wrong = {number for number in range(COUNT) if number % 1000 in {ORPHAN, ITSELF, RING}}
    assert tops == {number for number in range(COUNT) if number % DEPTH == 0} | wrong


def test_parts_of_it_come_to_the_same_in_whatever_order() -> None:
    parts = [Thread("x", comments(range(start, COUNT, 4))) for start in range(4)]
    merged = Thread("x")
    for part in (parts[2], parts[0], parts[3], parts[0], parts[1]):
        merged = merge(merged, part)
    assert [comment.id for comment in merged.comments] == [str(number) for number in range(COUNT)]
    assert merged.comments == comments(range(COUNT))
