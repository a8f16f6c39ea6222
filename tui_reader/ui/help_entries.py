"""What the one dialog of help and commands lists: the keys in groups, searched. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from tui_reader.keys import SCOPES, Key, Scope, in_scope, label

GROUPS: Final[dict[Scope, str]] = {
    "navigation": "In the feeds",
    "posts": "In the list of posts",
    "post": "In the post",
    "comments": "In the comments",
    "global": "Everywhere",
}


class Entry(NamedTuple):
    """One line: what a key does, the part of it that was searched for (as a slice), and its first key as printed."""

    key: Key
    keys: str
    match: tuple[int, int] = (0, 0)


def entries(scope: Scope, query: str = "", *, has_all: bool = False) -> list[tuple[str, list[Entry]]]:
    """Groups with their entries, those of the pane first; without a query the other panes' only with `has_all`."""
    wanted = query.strip().casefold()
    others = tuple(other for other in SCOPES if other != scope) if wanted or has_all else ()
    found: list[tuple[str, list[Entry]]] = []
    for group in (scope, "global", *others):
        lines = [entry for key in in_scope(group) if (entry := _entry(key, wanted)) is not None]
        if lines:
            found.append((GROUPS[group], lines))
    return found


def _entry(key: Key, wanted: str) -> Entry | None:
    printed = key.printed
    if not wanted:
        return Entry(key, printed)
    start = key.help.casefold().find(wanted)
    if start >= 0:
        return Entry(key, printed, (start, start + len(wanted)))
    is_key = any(wanted in {name.casefold(), label(name).casefold()} for name in key.keys)
    return Entry(key, printed) if is_key else None
