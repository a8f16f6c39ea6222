"""Every time that the screen waits, in one place; tests pass zeros."""

from __future__ import annotations

from typing import NamedTuple


class Delays(NamedTuple):
    """Seconds.

    `busy`: until something under way shows itself; `settle`: from the last step to asking the network for comments;
    `read`: of reading, until a post counts as read; `toast` and `toast_undo`: how long a toast stands, the second with
    undo's key; `repaint`: the least between two paints of a progress line; `age`: between two paints of ages.
    """

    busy: float = 0.15
    settle: float = 0.4
    read: float = 2.0
    toast: float = 5.0
    toast_undo: float = 8.0
    repaint: float = 0.1
    age: float = 60.0
