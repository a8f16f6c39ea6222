"""Two processes that write at once, and one that is killed while it writes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.making import add_feed, ask, open_storage
from tui_reader.models import PostFilter
from tui_reader.storage import Counts

WRITER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.storage.making import NOW, fill, new_post, open_storage, plan
from tui_reader.models import PostFilter

storage = open_storage(Path(sys.argv[2]))
name, until = sys.argv[3], time.monotonic() + float(sys.argv[4])
number = 0
while time.monotonic() < until:
    number += 1
    posts = [new_post(f"{name}{number}-{part}", NOW - number) for part in range(5)]
    storage.feeds.save_refresh(1, plan(posts, etag=f"{name}{number}"))
    storage.changes.mark_filter(PostFilter(), label=name)
    print(f"{name}{number}", flush=True)
"""
ROOT = str(Path(__file__).parents[2])


def _start(folder: Path, name: str, seconds: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, ROOT, str(folder), name, str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_write_for_two_seconds_without_a_lock_error(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    add_feed(storage)
    writers = [_start(tmp_path, name, 2.0) for name in "ab"]
    outputs = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], outputs
    steps = [len(told.split()) for told, _ in outputs]
    assert min(steps) > 0
    assert storage.feeds.counts() == Counts(unread=0, starred=0, total=5 * sum(steps))
    assert storage.posts.count(PostFilter(since=0)) == 5 * sum(steps)
    storage.close()


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_killed_writer_loses_nothing_that_it_told(tmp_path: Path, after: int) -> None:
    storage = open_storage(tmp_path)
    add_feed(storage)
    storage.close()
    writer = _start(tmp_path, "a", 60.0)
    assert writer.stdout is not None
    told = [writer.stdout.readline().strip() for _ in range(after)]
    writer.send_signal(signal.SIGKILL)
    rest, faults = writer.communicate(timeout=60)
    assert writer.returncode == -signal.SIGKILL, faults
    told += [line for line in rest.splitlines() if line]
    storage = open_storage(tmp_path)
    (feed,) = storage.feeds.all()
    guids = {post.guid for post in storage.posts.window(PostFilter(), after=10_000).rows}
    assert guids >= {f"{name}-{part}" for name in told for part in range(5)}
    # a transaction is whole: five posts and their validator, or nothing of them
    assert len(guids) % 5 == 0
    assert feed.etag is not None
    assert f"{feed.etag}-4" in guids
    assert feed.total == len(guids)
    assert feed.unread == storage.posts.count(PostFilter(is_unread=True, since=0)) <= 5
    assert ask(tmp_path, "PRAGMA integrity_check") == [("ok",)]
    storage.close()
