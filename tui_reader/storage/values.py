"""Values that columns hold as text: lists as JSON, moments as ISO 8601. One that is damaged is taken for missing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tui_reader.models import Moment


def json_list(values: Sequence[object]) -> str:
    """A list as text; as a parameter also for `IN (SELECT value FROM json_each(?))`, one statement for any length."""
    return json.dumps(values)


def from_json(text: str | None) -> list[Any]:
    """The reverse of `json_list`."""
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def moment(text: str | None) -> Moment | None:
    """The moment that `Moment.iso` wrote."""
    try:
        return Moment.from_iso(text) if text else None
    except ValueError:
        return None
