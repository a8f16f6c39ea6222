"""What the user allows: which third parties may be asked for the comments that they keep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tui_reader.config import Choices, load_choices, save_choices


class Consent:
    """The services that may be asked. `path` is where choices are kept, None: in memory alone.

    `settled` are those that the settings allow; what is chosen here takes nothing away from them.
    """

    def __init__(
        self, path: Path | None, settled: frozenset[str] = frozenset(), announce: Callable[[], None] = lambda: None
    ) -> None:
        self._path = path
        self._settled = settled
        self._announce = announce
        self._choices = load_choices(path) if path is not None else Choices()

    @property
    def allowed(self) -> frozenset[str]:
        """Whom the user allowed, here or in the settings."""
        return self._choices.allowed | self._settled

    @property
    def refused(self) -> frozenset[str]:
        """Whom the user does not want to be asked; of all others nothing was said."""
        return self._choices.refused - self._settled

    async def allow(self, service: str) -> None:
        """Let a service be asked from now on. Raises ConfigError where that cannot be kept; it holds until the end."""
        await self._choose(service, is_allowed=True)

    async def refuse(self, service: str) -> None:
        """Let a service not be asked, and remember it. Raises ConfigError as `allow` does."""
        await self._choose(service, is_allowed=False)

    async def _choose(self, service: str, *, is_allowed: bool) -> None:
        if self._path is not None:
            # another process may have chosen meanwhile
            self._choices = await asyncio.to_thread(load_choices, self._path)
        one = frozenset({service})
        allowed = self._choices.allowed | one if is_allowed else self._choices.allowed - one
        refused = self._choices.refused - one if is_allowed else self._choices.refused | one
        self._choices = replace(self._choices, allowed=allowed, refused=refused)
        self._announce()
        if self._path is not None:
            await asyncio.to_thread(save_choices, self._path, self._choices)
