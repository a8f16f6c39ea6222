"""What the comments' pane says about a thread: what counts in it, what stands below it, and why there is none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tui_reader.layout import Glyphs, Line, Run
from tui_reader.models import StoredThread
from tui_reader.ui.widgets.thread_end import End
from tui_reader.ui.widgets.thread_state import Order

_ORDERS: Final[dict[Order, str]] = {"thread": "", "newest": "newest first", "oldest": "oldest first"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How it stands with asking for a thread: under way, or why it failed, in a few words."""

    problem: str = ""
    is_looking: bool = False


def counts(thread: StoredThread, order: Order, glyphs: Glyphs) -> Line:
    """`124 · 3 new · closed`; of an incomplete thread `24 of 124`; its order where it is not the thread's own."""
    held = len(thread.comments)
    stated = thread.stated_count if thread.stated_count is not None else held
    total = f"{held:,} of {stated:,}" if thread.complete is False and stated > held else f"{max(held, stated):,}"
    new = sum(comment.is_new for comment in thread.comments)
    parts = [Run(total, "muted")]
    if new:
        parts.append(Run(f"{new:,} new", "accent"))
    if _ORDERS[order] and held:
        parts.append(Run(_ORDERS[order], "muted"))
    if thread.closed:
        parts.append(Run("closed", "muted"))
    dot = Run(f" {glyphs.dot} ", "quiet")
    return tuple(run for number, part in enumerate(parts) for run in ((dot, part) if number else (part,)))


def end(thread: StoredThread, progress: Progress, glyphs: Glyphs) -> End:
    """What stands below the comments, or in their place."""
    if not thread.comments:
        return End(empty=_empty(thread, progress, glyphs))
    notices = (thread.closed_notice or "The comments are closed.",) if thread.closed else ()
    if progress.is_looking:
        return End((Run("Looking for comments …", "muted"),), keys(("Esc", "stops")), notices=notices)
    if progress.problem:
        said = f"{glyphs.failed} {progress.problem} r tries again."
        return End(can_load=True, notices=(said, *notices))
    if thread.complete is False:
        return End(_here(thread), keys(("l", "loads the rest")), can_load=True, notices=notices)
    return End(notices=notices)


def _here(thread: StoredThread) -> Line:
    """`24 of 124 are here`."""
    here = f"{len(thread.comments):,}"
    if thread.stated_count is not None and thread.stated_count > len(thread.comments):
        here += f" of {thread.stated_count:,}"
    return (Run(here, "strong"), Run(" are here", "muted"))


def _empty(thread: StoredThread, progress: Progress, glyphs: Glyphs) -> tuple[Line, ...]:
    """What stands where no comments are, and what can be done."""
    if progress.problem:
        return ((Run(f"{glyphs.failed} ", "error"), Run(progress.problem)), keys(("r", "tries again")))
    if progress.is_looking:
        return ((Run("Looking for comments …   ", "muted"), *keys(("Esc", "stops"))),)
    if thread.fetched_at is None:
        return ()
    if thread.service:
        said = Run("The site loads its comments by a script.", "muted")
        return ((said,), keys(("C", "opens them in the browser")))
    if not thread.engine:
        said = Run("No comments found on this page;", "muted")
        return ((said, Run(" i", "strong"), Run(" says what was tried.", "muted")),)
    if thread.closed:
        return ((Run(thread.closed_notice or "No comments; they are closed.", "muted"),),)
    return ((Run("No comments yet.", "muted"),), keys(("C", "opens the place to write one")))


def keys(*ways: tuple[str, str]) -> Line:
    """Keys with what they do, three columns apart."""
    runs: list[Run] = []
    for key, what in ways:
        runs += [Run("   " if runs else ""), Run(key, "strong"), Run(f" {what}", "muted")]
    return tuple(runs)
