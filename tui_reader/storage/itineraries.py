"""How far the asking for a thread got, as JSON and back. What is damaged is taken for not known."""

from __future__ import annotations

import base64
import json
from typing import Any

from tui_reader.models import Itinerary, Request, ThreadSource


def to_json(itinerary: Itinerary) -> str | None:
    """An itinerary as its column holds it; None for an empty one."""
    if itinerary == Itinerary():
        return None
    rest = [_written(source) for source in itinerary.rest]
    return json.dumps({"rest": rest, "asked": itinerary.asked, "failed": itinerary.failed, "home": itinerary.home})


def from_json(text: str | None) -> Itinerary:
    """The reverse of `to_json`."""
    try:
        found = json.loads(text or "{}")
        return Itinerary(
            rest=tuple(map(_read, found.get("rest", ()))),
            asked=tuple(map(str, found.get("asked", ()))),
            failed=tuple((str(address), str(reason)) for address, reason in found.get("failed", ())),
            home=found.get("home"),
        )
    except (ValueError, TypeError, LookupError, AttributeError):
        return Itinerary()


def _written(source: ThreadSource) -> dict[str, Any]:
    """A source without what is not set, which is most of it. Validators are left out: nothing is kept to compare."""
    request = source.request
    body = base64.b64encode(request.body).decode("ascii") if request.body is not None else None
    values = {
        "url": request.url,
        "headers": [*request.headers] or None,
        "body": body,
        "reader": source.reader,
        "service": source.service,
    }
    return {name: value for name, value in values.items() if value is not None}


def _read(data: dict[str, Any]) -> ThreadSource:
    body = data.get("body")
    request = Request(
        data["url"],
        tuple((str(name), str(value)) for name, value in data.get("headers", ())),
        None if body is None else base64.b64decode(body, validate=True),
    )
    return ThreadSource(request, data["reader"], data.get("service"))
