"""What goes over the pipes: four bytes of length, big-endian, then JSON. A job one way, its answer the other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, get_type_hints

from tui_reader.errors import ParseError
from tui_reader.worker import codec

HEAD = 4
LONGEST = 256 << 20
"""Bytes of the longest frame that is believed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that ended in an error: the title, message and reason of its ParseError."""

    title: str
    message: str
    reason: str


def frame(payload: bytes) -> bytes:
    """A payload with its length before it."""
    return len(payload).to_bytes(HEAD) + payload


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next payload; None where the stream has ended."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    size = int.from_bytes(head)
    payload = stream.read(size)
    return payload if len(payload) == size else None


def write_job(job: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    """A job by its name, with its arguments."""
    hints = _argument_hints(job)
    data = [codec.encode(value, hint) for value, hint in zip(arguments, hints, strict=True)]
    return json.dumps({"job": job.__name__, "arguments": data}).encode("ascii")


def read_job(payload: bytes, jobs: dict[str, Callable[..., Any]]) -> tuple[Callable[..., Any], list[Any]]:
    """The reverse of `write_job`; raises KeyError or ValueError for what is no job."""
    data = json.loads(payload)
    job = jobs[data["job"]]
    return job, [codec.decode(item, hint) for item, hint in zip(data["arguments"], _argument_hints(job), strict=True)]


def write_answer(job: Callable[..., Any], result: Any) -> bytes:
    """What a job gave."""
    return json.dumps({"result": codec.encode(result, get_type_hints(job)["return"])}).encode("ascii")


def write_failure(failure: Failure) -> bytes:
    """What a job failed of."""
    return json.dumps({"failure": [failure.title, failure.message, failure.reason]}).encode("ascii")


def read_answer(job: Callable[..., Any], payload: bytes) -> Any:
    """What a job gave; raises the ParseError that it failed of, or one for an answer that is none."""
    try:
        data = json.loads(payload)
        if "failure" in data:
            title, message, reason = data["failure"]
            raise ParseError(str(title), str(message), reason=str(reason))
        return codec.decode(data["result"], get_type_hints(job)["return"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ParseError(
            "This document could not be read", "The process that reads documents gave no answer."
        ) from error


def _argument_hints(job: Callable[..., Any]) -> list[Any]:
    return [hint for name, hint in get_type_hints(job).items() if name != "return"]
