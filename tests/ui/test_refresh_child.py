"""The refresh in a process of its own: what it tells, and that it ends."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tui_reader.errors import TuiReaderError
from tui_reader.ui.refresh_child import Answered, Progressed, RefreshChild

TELLS = """
import json, sys
print(json.dumps({"argv": sys.argv[1:]}))
print("no json")
print(json.dumps({"feed": 3, "status": "error", "posts_new": 0, "error": "no answer"}))
print(json.dumps({"progress": {"done": 1, "total": 2, "failed": 1}}), flush=True)
sys.stdin.read()
print(json.dumps({"feed": 4, "status": "new", "posts_new": 2}))
"""


def child(script: str, *, is_sample: bool = False) -> RefreshChild:
    return RefreshChild(Path("/data"), is_sample=is_sample, command=(sys.executable, "-c", script))


async def test_lines_are_told_in_order_and_closing_the_input_ends_it() -> None:
    refresh = child(TELLS)
    told = []
    async for line in refresh.run([3, 4]):
        told.append(line)
        if isinstance(line, Progressed):
            refresh.stop()
    assert told == [Answered(3, "error", 0, "no answer"), Progressed(1, 2, 1), Answered(4, "new", 2)]
    assert not refresh.is_running


async def test_the_child_is_told_which_feeds_and_that_it_is_the_sample() -> None:
    script = 'import json, sys; print(json.dumps({"feed": 1, "status": " ".join(sys.argv[1:])}))'
    told = [line async for line in child(script, is_sample=True).run([7])]
    assert told == [Answered(1, "refresh --json --child --data-dir /data 7 --sample")]


async def test_the_child_is_told_to_ask_watched_threads_only() -> None:
    script = 'import json, sys; print(json.dumps({"feed": 1, "status": " ".join(sys.argv[1:])}))'
    told = [line async for line in child(script).run(is_watched_only=True)]
    assert told == [Answered(1, "refresh --json --child --data-dir /data --watched")]


async def test_leaving_early_ends_the_child() -> None:
    refresh = child(TELLS)
    lines = refresh.run()
    assert isinstance(await anext(lines), Answered)
    assert refresh.is_running
    await lines.aclose()  # type: ignore[attr-defined]  # an async generator
    assert not refresh.is_running


async def test_a_program_that_is_not_there_is_an_error() -> None:
    refresh = RefreshChild(Path("/data"), command=("/no/such/program",))
    with pytest.raises(TuiReaderError, match="could not be started"):
        _ = [line async for line in refresh.run()]
