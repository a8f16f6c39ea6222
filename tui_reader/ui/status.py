"""What the footer says: the keys of the focused pane, a chord that is pending, and what is unread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tui_reader import keys, words
from tui_reader.keys import Place, Scope
from tui_reader.layout import Line, Run
from tui_reader.models import Feed, StoredComment
from tui_reader.ui.arrange import SMALL_COLUMNS, SMALL_ROWS, Layout
from tui_reader.ui.listing import Listing
from tui_reader.ui.session import Session
from tui_reader.ui.widgets.footer import Entry, Footer

_OTHERS: Final[dict[Scope, tuple[str, ...]]] = {
    "navigation": ("show-list", "show-post"),
    "posts": ("show-post", "show-comments"),
    "post": ("show-list", "show-comments"),
    "comments": ("show-list", "show-post"),
}
"""In a narrow screen: the keys of the panes that cannot be seen."""


class Status:
    """Fills the footer."""

    def __init__(self, footer: Footer, session: Session, listing: Listing, now: Callable[[], float]) -> None:
        self._footer = footer
        self._session = session
        self._listing = listing
        self._now = now

    def show_keys(self, place: Place, pending: str | None, columns: int, rows: int) -> None:
        """The keys at the left: the pane's, or while a chord is pending those that end it."""
        if pending is not None:
            self._footer.show_keys(_seconds("post" if place == "problem" else place, pending), chip=pending)
            return
        entries = keys.footer(place)
        if columns < SMALL_COLUMNS or rows < SMALL_ROWS:
            self._footer.show_keys([*entries[:2], entries[-2]])
        else:
            self._footer.show_keys(entries, short=keys.short_footer(place))

    def show(self, scope: Scope, layout: Layout, comment: StoredComment | None) -> None:
        """What stands at the right."""
        if layout == "narrow":
            others = [keys.by_id(key_id) for key_id in _OTHERS[scope]]
            runs: list[Run] = []
            for key in others:
                runs += [Run("  " if runs else ""), Run(key.printed, "strong"), Run(f" {key.words}", "muted")]
            self._footer.show_status(tuple(runs))
        elif scope == "comments" and comment is not None and comment.published is not None:
            date = words.full_date if layout == "wide" else words.short_date_and_time
            self._footer.show_status((Run(date(comment.published), "muted"),))
        else:
            self._footer.show_status(self._counts(is_short=layout != "wide"))

    def _counts(self, *, is_short: bool) -> Line:
        """`47 unread · ! 1 feed failed · 12 min ago`; in short `47 unread · ! 1`."""
        feeds = self._session.feeds
        dot = Run(f" {self._footer.glyphs.dot} ", "quiet")
        parts: list[Line] = []
        if self._listing.totals.unread:
            parts.append((Run(f"{self._listing.totals.unread:,} unread", "muted"),))
        failed = sum(feed.error is not None for feed in feeds)
        if failed:
            said = f"{failed:,}" if is_short else f"{words.plural(failed, 'feed')} failed"
            parts.append((Run(f"{self._footer.glyphs.failed} ", "error"), Run(said, "muted")))
        asked = last_asked(feeds)
        if asked is not None and not is_short:
            parts.append((Run(words.ago(asked, self._now()), "muted"),))
        return tuple(run for number, part in enumerate(parts) for run in ((dot, *part) if number else part))


def last_asked(feeds: tuple[Feed, ...]) -> float | None:
    """When a feed was last asked; None where none ever was."""
    return max((feed.last_refreshed for feed in feeds if feed.last_refreshed is not None), default=None)


def _seconds(scope: Scope, pending: str) -> list[Entry]:
    """The keys that end a chord, with their words."""
    entries: dict[str, Entry] = {}
    for (first, second), key in keys.chords(scope).items():
        if first == pending:
            printed = f"{entries[key.id][0][0]} … {second}" if key.id in entries else second
            entries[key.id] = (printed, key.words)
    return list(entries.values())
