"""A thread of twenty thousand comments with everything that can be wrong with one."""

from __future__ import annotations

from tui_reader.models import Author, Comment

COUNT, DEPTH = 20_000, 200
# of each thousand: one answers nobody that is here, one itself, and three each other in a ring
ORPHAN, ITSELF, RING = 7, 501, 702


def parent(number: int) -> int | None:
    """Chains of DEPTH comments, but for those that are wrong."""
    place = number % 1000
    if place == ORPHAN:
        return number + 900_000
    if place == ITSELF:
        return number
    if RING <= place < RING + 3:
        return number + 1 if place < RING + 2 else number - 2
    return number - 1 if number % DEPTH else None


def comments(numbers: range) -> tuple[Comment, ...]:
    return tuple(
        Comment(str(n), "<p>so it is</p>", str(up) if (up := parent(n)) is not None else None, Author("Ida"))
        for n in numbers
    )
