"""What the comments' pane says about a thread: what counts in it, what stands below it, and why there is none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tui_reader import words
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.models import Held, StoredThread
from tui_reader.ui import service_names
from tui_reader.ui.widgets.thread_end import End
from tui_reader.ui.widgets.thread_state import Order

_ORDERS: Final[dict[Order, str]] = {"thread": "", "newest": "newest first", "oldest": "oldest first"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How it stands with asking for a thread: under way, how far the rest of it is here, or why it failed, in a few
    words.
    """

    problem: str = ""
    is_looking: bool = False
    held: Held | None = None


def counts(thread: StoredThread, progress: Progress, order: Order, glyphs: Glyphs, *, is_watched: bool = False) -> Line:
    """`124 · 3 new · closed`; of an incomplete thread `24 of 124`, with a `…` while more is on its way; its order where
    it is not the thread's own. None are counted while all of them stand elsewhere.
    """
    held = max(len(thread.comments), progress.held.held if progress.held else 0)
    stated = thread.stated_count if thread.stated_count is not None else held
    total = f"{held:,} of {stated:,}" if thread.complete is False and stated > held else f"{max(held, stated):,}"
    if progress.held is not None:
        total += f" {glyphs.ellipsis}"
    new = sum(comment.is_new for comment in thread.comments)
    is_elsewhere = not held and not stated and bool(thread.services or thread.service or thread.can_complete)
    parts = [] if is_elsewhere else [Run(total, "muted")]
    if new:
        parts.append(Run(f"{new:,} new", "accent"))
    facts = (_ORDERS[order] if held else "", "watched" if is_watched else "", "closed" if thread.closed else "")
    parts += [Run(fact, "muted") for fact in facts if fact]
    dot = Run(f" {glyphs.dot} ", "quiet")
    return tuple(run for number, part in enumerate(parts) for run in ((dot, part) if number else (part,)))


def end(thread: StoredThread, progress: Progress, glyphs: Glyphs) -> End:
    """What stands below the comments, or in their place."""
    if not thread.comments:
        return _empty(thread, progress, glyphs)
    notices = (thread.closed_notice or "The comments are closed.",) if thread.closed else ()
    if progress.held is not None:
        return End((Run(_so_far(progress.held), "muted"),), keys(("Esc", "stops")), notices=notices)
    if progress.is_looking:
        return End((Run("Looking for comments …", "muted"),), keys(("Esc", "stops")), notices=notices)
    if progress.problem:
        said = f"{glyphs.failed} {progress.problem} r tries again."
        return End(can_load=True, notices=(said, *notices))
    if thread.can_complete:
        return End(_here(thread), keys(("l", "loads the rest")), can_load=True, notices=notices)
    if thread.services:
        held, asks = _service(thread)
        return End(held, asks, can_load=True, notices=(_goes_to(thread), *notices))
    if thread.complete is False:
        return End(_here(thread), keys(("r", "asks again"), ("i", "why")), notices=notices)
    return End(notices=(*_asked(thread), *notices))


def _so_far(held: Held) -> str:
    """`64 of 124 …`, with what failed on the way."""
    said = f"{held.held:,} of {held.stated:,} …" if held.stated else f"{held.held:,} …"
    return f"{said} {words.plural(held.failed, 'place')} failed" if held.failed else said


def _here(thread: StoredThread) -> Line:
    """`24 of 124 are here`."""
    held, stated = len(thread.comments), thread.stated_count
    here = f"{held:,} of {stated:,}" if stated is not None and stated > held else f"{held:,}"
    return (Run(here, "strong"), Run(" are here", "muted"))


def _service(thread: StoredThread) -> tuple[Line, Line]:
    """`Disqus holds 12 comments`, and the key that asks for them."""
    name = service_names.of(thread.services[0]).name
    missing = (thread.stated_count or 0) - len(thread.comments)
    more = words.plural(missing, "comment") if missing > 0 else "more" if thread.comments else "the comments"
    return (Run(name, "strong"), Run(f" holds {more}", "muted")), keys(("Enter", f"asks {name}"))


def _goes_to(thread: StoredThread) -> str:
    return f"Your address goes to {service_names.of(thread.services[0]).host} then."


def _asked(thread: StoredThread) -> tuple[str, ...]:
    """Who else was asked for what stands here."""
    return (f"{service_names.of(thread.service).name} was asked for these.",) if thread.service else ()


def _empty(thread: StoredThread, progress: Progress, glyphs: Glyphs) -> End:
    """What stands where no comments are, and what can be done."""
    if progress.problem:
        return _words((Run(f"{glyphs.failed} ", "error"), Run(progress.problem)), keys(("r", "tries again")))
    if progress.is_looking or progress.held is not None:
        return _words((Run("Looking for comments …   ", "muted"), *keys(("Esc", "stops"))))
    if thread.fetched_at is None:
        return End()
    if thread.can_complete:
        return _words((Run("The comments stand elsewhere.", "muted"),), keys(("l", "loads them")), can_load=True)
    if thread.services:
        held, asks = _service(thread)
        return _words((*held, Run(".", "muted")), asks, (Run(_goes_to(thread), "quiet"),), can_load=True)
    if thread.service:
        said = Run("The site loads its comments by a script.", "muted")
        return _words((said,), keys(("C", "opens them in the browser")))
    if not thread.engine:
        said = Run("No comments found on this page;", "muted")
        return _words((said, Run(" i", "strong"), Run(" says what was tried.", "muted")))
    if thread.closed:
        return _words((Run(thread.closed_notice or "No comments; they are closed.", "muted"),))
    return _words((Run("No comments yet.", "muted"),), keys(("C", "opens the place to write one")))


def _words(*paragraphs: Line, can_load: bool = False) -> End:
    return End(empty=paragraphs, can_load=can_load)


def keys(*ways: tuple[str, str]) -> Line:
    """Keys with what they do, three columns apart."""
    runs: list[Run] = []
    for key, what in ways:
        runs += [Run("   " if runs else ""), Run(key, "strong"), Run(f" {what}", "muted")]
    return tuple(runs)
