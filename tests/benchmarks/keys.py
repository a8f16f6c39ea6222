"""From a key to what it draws, in a pseudo-terminal: at rest, while all feeds are refreshed, and for large things."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import library, server, stage
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.setup import Setup
from tests.benchmarks.stage import COMMENTS, POST, SCREEN, Area, time_key
from tests.terminal import Terminal

KEY_GOAL = 16.0
STEP_GOAL = 8.0
FEEDS = 200

Timings = dict[str, list[float]]


def measure_idle(setup: Setup) -> Iterator[Figure]:
    """Every key with nothing else under way, beside the floor's."""
    with stage.start_bare(setup.folder) as terminal:
        terminal.wait_for("first paint")
        floor = [time_key(terminal, "x", SCREEN) for _ in range(setup.rounds * 10)]
        stage.stop(terminal)
    with stage.start(setup.copy("idle")) as terminal:
        stage.open_post(terminal, library.THREAD_TITLE)
        timings = _walk(terminal, setup.rounds)
        stage.stop(terminal)
    yield from _figures(timings, "at rest", floor)


def measure_refreshing(setup: Setup) -> Iterator[Figure]:
    """The same while the refresh child works on FEEDS feeds, over and over."""
    with _serving() as pattern, stage.start(_followed(setup, pattern), "--quiet") as terminal:
        stage.open_post(terminal, library.THREAD_TITLE)
        timings = _walk(terminal, setup.rounds, refresh=True)
        stage.stop(terminal)
    yield from _figures(timings, f"refreshing {FEEDS}", None)


def _figures(timings: Timings, when: str, floor: list[float] | None) -> Iterator[Figure]:
    peer = "" if floor is None else "bare Textual"
    for name, values in timings.items():
        for percent in (50, 95, 99):
            yield Figure(
                f"{name}, {when}, p{percent}",
                percentile(values, percent),
                peer=peer,
                peer_value=percentile(floor, percent) if floor else None,
                goal=KEY_GOAL if percent == 99 else None,
            )


def _walk(terminal: Terminal, rounds: int, *, refresh: bool = False) -> Timings:
    """Times every key, `rounds` times its share; begins and ends in an open post with a thread."""
    timings: Timings = {}

    def press(name: str, key: str, area: Area, *, after: str = "") -> None:
        if refresh:
            _keep_refreshing(terminal)
        terminal.press(*after)
        timings.setdefault(name, []).append(time_key(terminal, key, area))

    for _ in range(rounds):
        for _ in range(4):
            press("Space, b: a page", "space", POST)
            press("Space, b: a page", "b", POST)
        for _ in range(4):
            press("j: scroll", "j", POST)
        press("c: to the comments", "c", COMMENTS)
        for _ in range(6):
            press("j: next comment", "j", COMMENTS)
        press("Home: first comment", "home", COMMENTS)
        press("Enter: fold", "enter", COMMENTS)
        press("Enter: fold", "enter", COMMENTS)
        press("z M, z R: fold all", "M", COMMENTS, after="z")
        press("z M, z R: fold all", "R", COMMENTS, after="z")
        press("Tab", "shift+tab", POST)
        press("Tab", "tab", COMMENTS)
        terminal.press("2")
        terminal.wait_for("━ 2 ")
        for _ in range(4):
            for key, place in (("J", 4), ("K", 3)):
                press("J, K: post to post, in memory", key, POST)
                terminal.wait_for(f" {place} of ")
    for _ in range(rounds * 2):
        press("J: post to post, first time", "J", POST)
    for _ in range(rounds * 2):
        press("n: next unread, first time", "n", POST)
    return timings


def _keep_refreshing(terminal: Terminal) -> None:
    """Sees to it that a refresh is under way: the last line of the screen counts feeds then."""
    if f"/{FEEDS + 1}" in terminal.screen.display[-1].replace(" of ", "/").replace(" ", ""):
        return
    terminal.press("R")
    terminal.wait_until(lambda it: f"{FEEDS + 1}" in it.screen.display[-1], "a refresh")


@contextmanager
def _serving() -> Iterator[str]:
    command = [sys.executable, server.__file__, str(FEEDS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _followed(setup: Setup, pattern: str) -> Path:
    """A data folder whose feeds are those of the server."""
    data_dir = setup.folder / "followed"
    now = time.time()
    hosts = [pattern.format(server.place(number)) for number in range(FEEDS)]
    library.fill(data_dir, now=now, feeds=FEEDS, posts=FEEDS * 100, hosts=hosts)
    library.add_thread(data_dir, 1_000, now=now)
    return data_dir


def measure_opening(setup: Setup) -> Iterator[Figure]:
    """A post of 200 KB and a thread of 10,000 comments: opened for the first time and again, and walked through."""
    long_first: list[float] = []
    again: Timings = {}
    for _ in range(max(2, setup.rounds // 3)):
        with stage.start(setup.copy(f"opening{len(long_first)}")) as terminal:
            stage.open_post(terminal, library.NEWEST_TITLE)
            long_first.append(time_key(terminal, "J", POST))
            stage.wait(terminal, stage.SETTLED)
            again.setdefault("thread of 10,000, shown first", []).append(time_key(terminal, "J", COMMENTS))
            for _ in range(6):
                again.setdefault("post of 200 KB, again", []).append(time_key(terminal, "K", POST))
                again.setdefault("thread of 10,000, shown again", []).append(time_key(terminal, "J", COMMENTS))
            stage.stop(terminal)
    yield Figure("post of 200 KB, first time, p95", percentile(long_first, 95), goal=150)
    goals = {"post of 200 KB, again": 50, "thread of 10,000, shown first": 50, "thread of 10,000, shown again": 50}
    for name, goal in goals.items():
        yield Figure(f"{name}, p95", percentile(again[name], 95), goal=goal)
