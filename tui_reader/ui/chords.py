"""Key bindings made from the table of keys, and sequences of two keys, which Textual does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from textual.binding import Binding, BindingType

from tui_reader.keys import Key, Scope, chords, in_scope

_MODIFIERS: Final = ("_shift", "_control", "_alt", "_super", "_hyper", "_meta", "_lock", "iso_level")


def bindings(scope: Scope) -> list[BindingType]:
    """Textual's bindings for the single keys of one scope; chords are not among them.

    A pane's keys are its own actions; those of "global" all lead to the screen's `do`, with their id.
    """
    made: list[BindingType] = []
    for key in in_scope(scope):
        single = [name for name in key.keys if " " not in name]
        if single:
            action = f"do({key.id!r})" if scope == "global" else key.action
            made.append(Binding(",".join(single), action, key.help, show=False, id=key.id))
    return made


class Pressed(NamedTuple):
    """What a key press meant: whether it was taken, and the action it completed with the key that completed it."""

    is_taken: bool
    key: Key | None = None
    last: str = ""


class Chords:
    """Waits for the second key of a sequence. An unknown second key ends it and is swallowed; so does Escape."""

    def __init__(self) -> None:
        self.pending: str | None = None
        self._table: Mapping[tuple[str, str], Key] = {}

    def press(self, name: str, scope: Scope) -> Pressed:
        """Feed one key press, by Textual's name, while a pane of `scope` has the focus."""
        # the Kitty protocol reports a lone Shift, as pressed on the way to `M`
        if any(part in name for part in _MODIFIERS):
            return Pressed(is_taken=self.pending is not None)
        if self.pending is not None:
            found = self._table.get((self.pending, name))
            self.pending = None
            return Pressed(is_taken=True, key=found, last=name)
        self._table = chords(scope)
        if any(first == name for first, _ in self._table):
            self.pending = name
            return Pressed(is_taken=True)
        return Pressed(is_taken=False)

    def cancel(self) -> None:
        """Forget a first key."""
        self.pending = None
