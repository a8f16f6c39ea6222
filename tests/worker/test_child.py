"""The child's side, run here: every exception is an answer, and errors are fit to be shown."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from tui_reader.errors import ParseError
from tui_reader.models import Page, ParsedFeed
from tui_reader.worker import frames, jobs
from tui_reader.worker.__main__ import run

FEED = Page("https://blog.example/feed", b'<rss version="2.0"><channel><title>Slow Lathe</title></channel></rss>')


def test_a_job_is_answered() -> None:
    answer = run(frames.write_job(jobs.parse_feed, (FEED,)))
    feed = frames.read_answer(jobs.parse_feed, answer)
    assert isinstance(feed, ParsedFeed)
    assert feed.title == "Slow Lathe"


@pytest.mark.parametrize(
    "payload", [b"", b"{}", b"[]", b"null", b"\xff", b'{"job": "exit", "arguments": []}', b"[" * 100_000]
)
def test_what_is_no_job_is_an_error_too(payload: bytes) -> None:
    with pytest.raises(ParseError):
        frames.read_answer(jobs.parse_feed, run(payload))


def test_an_error_says_what_it_is_without_control_characters() -> None:
    page = Page("https://blog.example/\x1b]0;x\x07", b"<!doctype html><p>words")
    with pytest.raises(ParseError) as caught:
        frames.read_answer(jobs.parse_feed, run(frames.write_job(jobs.parse_feed, (page,))))
    assert caught.value.title == "Not a feed: an HTML page"
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "answer", [b"", b"{}", b"[]", b"7", b'{"result": {"url": 1}}', b'{"failure": 3}', b"[" * 100_000]
)
def test_an_answer_of_another_shape_is_a_parse_error(answer: bytes) -> None:
    with pytest.raises(ParseError, match="could not be read"):
        frames.read_answer(jobs.parse_feed, answer)


def test_frames_end_where_the_stream_ends() -> None:
    stream = io.BytesIO(frames.frame(b"one") + frames.frame(b"") + frames.frame(b"three")[:-1])
    assert [frames.read_frame(stream) for _ in range(3)] == [b"one", b"", None]


def test_the_program_answers_on_standard_output_and_ends_with_its_input() -> None:
    job = frames.frame(frames.write_job(jobs.to_markdown, ("<p>words", None)))
    done = subprocess.run(
        [sys.executable, "-m", "tui_reader.worker", str(1 << 30), "10"],
        input=job,
        capture_output=True,
        timeout=60,
        check=True,
    )
    answer = frames.read_frame(io.BytesIO(done.stdout))
    assert answer is not None
    assert json.loads(answer) == {"result": "words\n"} or json.loads(answer) == {"result": "words"}
    assert done.stderr == b""
