"""A point in time as precise as its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as precise as its source: an aware moment, a naive local time, or a day alone."""

    value: datetime
    is_day: bool = False

    def iso(self) -> str:
        """ISO 8601: `2008-09-03` for a day, else with seconds, and with an offset only where the source gave one."""
        return self.value.date().isoformat() if self.is_day else self.value.isoformat(timespec="seconds")

    def timestamp(self) -> float:
        """Seconds since 1970; a time without an offset counts as UTC, a day as its midnight."""
        return (self.value if self.value.tzinfo else self.value.replace(tzinfo=UTC)).timestamp()

    @classmethod
    def from_iso(cls, text: str) -> Moment:
        """The reverse of `iso`; raises ValueError for anything else."""
        if len(text) == 10:
            return cls(datetime.combine(datetime.fromisoformat(text).date(), time()), is_day=True)
        return cls(datetime.fromisoformat(text))
