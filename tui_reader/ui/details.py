"""Where a post, its comments and its feed come from, what is missing, and the way out: the words of `i`. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from tui_reader import words
from tui_reader.errors import FetchError, TuiReaderError
from tui_reader.layout import Line, Run
from tui_reader.models import Feed, FeedKind, FetchRecord, StoredThread, Style, Watch
from tui_reader.ui import service_names
from tui_reader.ui.widgets.choices import Choice
from tui_reader.ui.widgets.problem_view import Problem

if TYPE_CHECKING:
    from tui_reader.reader import OpenPost

BOLD: Final = frozenset({Style.BOLD})

_COMMENTS: Final = "Its comments"
_SHOWN: Final = 3
"""Places that failed, at most so many by name."""

LOOK_AGAIN, BROWSER, TRY_AGAIN, UNSUBSCRIBE = "look-again", "browser", "try-again", "unsubscribe"
"""What can be done about a feed that fails."""

_FAILURES: Final = {
    "login page": "asks for a login now",
    "login needed": "asks for a login now",
    "no answer": "does not answer",
    "no such host": "is not found any more",
    "not found": "is not found any more",
    "gone": "was taken away",
    "refused": "does not let this program in",
    "server error": "has trouble with its server",
    "too slow": "takes too long to answer",
    "asks to wait": "asks to be left alone for a while",
    "not readable": "answers with what is no feed",
}
"""The short words of failures as what a feed does."""


_KINDS: Final = {
    FeedKind.FEED: "feed",
    FeedKind.PAGE: "page without a feed",
    FeedKind.ARCHIVE: "archive",
    FeedKind.HELD: "read without being followed",
    FeedKind.DISCUSSIONS: "discussions of posts",
}
_NEVER_ASKED: Final = {FeedKind.HELD, FeedKind.DISCUSSIONS}


class Fact(NamedTuple):
    """One labelled line; `value` may be longer than the dialog is wide and is wrapped there."""

    label: str
    value: Line

    @property
    def text(self) -> str:
        """The value as plain text."""
        return "".join(run.text for run in self.value)


class Group(NamedTuple):
    """Facts about one thing."""

    title: str
    facts: tuple[Fact, ...]


def describe(
    opened: OpenPost | None,
    thread: StoredThread | None,
    feed: Feed | None,
    log: Sequence[FetchRecord],
    now: float,
    *,
    watch: Watch | None = None,
) -> list[Group]:
    """What is known, in at most three groups; what is not there has no group."""
    groups = []
    if opened is not None:
        groups.append(_post_group(opened))
        groups.append(_thread_group(opened, thread, watch, now))
    if feed is not None:
        groups.append(_feed_group(feed, log, now))
    return groups


def as_text(groups: Sequence[Group]) -> str:
    """All of it as text, for the clipboard."""
    parts = ["\n".join((group.title, *(f"{fact.label:<11}{fact.text}" for fact in group.facts))) for group in groups]
    return "\n\n".join(parts) + "\n"


def _plain(label: str, text: str, role: str = "text") -> Fact:
    return Fact(label, (Run(text, role),))


def _post_group(opened: OpenPost) -> Group:
    post = opened.post
    facts = [_plain("Address", post.url or "none; its feed gives no address")]
    if not opened.blocks:
        facts.append(_plain("Text", "none is kept"))
    elif opened.is_summary:
        facts.append(_plain("Text", "a summary; the feed holds no more"))
    else:
        facts.append(_plain("Text", f"whole · {words.plural(post.words, 'word')}" if post.words else "whole"))
    if opened.engine:
        facts.append(_plain("Read by", opened.engine))
    if opened.evidence:
        facts.append(_plain("Because", opened.evidence))
    facts += [_plain("Lacks", warning) for warning in opened.warnings]
    if post.is_beyond:
        facts.append(_plain("Reached", "by a link on a page; the feed does not hold it"))
    return Group("This post", tuple(facts))


def _thread_group(opened: OpenPost, thread: StoredThread | None, watch: Watch | None, now: float) -> Group:
    if thread is None or thread.fetched_at is None:
        nothing = (_plain("Here", "not looked for yet"), _keys("Way out", ("r", "looks for them")))
        return Group(_COMMENTS, nothing)
    facts = [_plain("Read by", thread.engine)] if thread.engine else []
    facts.append(_here(thread))
    facts += [_plain("Why", warning) for warning in thread.warnings if warning not in opened.warnings]
    facts += _places(thread, now)
    if thread.can_complete:
        facts.append(_keys("Way out", ("l", "at their end loads the rest"), ("C", "opens them in the browser")))
    elif thread.services:
        asks = f"at their end asks {service_names.of(thread.services[0]).name}"
        facts.append(_keys("Way out", ("Enter", asks), ("C", "opens them in the browser")))
    elif thread.complete is False or (thread.service and not thread.comments):
        facts.append(_keys("Way out", ("r", "asks again"), ("C", "opens them in the browser")))
    if thread.closed:
        facts.append(_plain("Closed", thread.closed_notice or "yes"))
    if watch is not None:
        again = "never again" if watch.next_check is None else f"again {words.ahead(watch.next_check, now)}"
        facts.append(_plain("Watched", f"since {words.ago(watch.since, now)} · asked {again}"))
    return Group(_COMMENTS, tuple(facts))


def _here(thread: StoredThread) -> Fact:
    """`24 of 124 · incomplete`; that it is whole, where that is known."""
    here = f"{len(thread.comments):,}"
    if thread.stated_count is not None and thread.stated_count != len(thread.comments):
        here += f" of {thread.stated_count:,}"
    runs: tuple[Run, ...] = (Run(here),)
    if thread.complete is False:
        runs += (Run(" · ", "quiet"), Run("incomplete", "accent", BOLD))
    elif thread.complete:
        runs += (Run(" · ", "quiet"), Run("complete"))
    return Fact("Here", runs)


def _places(thread: StoredThread, now: float) -> list[Fact]:
    """Who was asked, who failed, who was not asked and why."""
    way = thread.itinerary
    asked = words.ago(thread.fetched_at, now)
    if len(way.asked) > 1:
        asked += f" · {len(way.asked):,} places"
    facts = [_plain("Asked", asked)]
    facts += [_plain("Failed", f"{address} · {reason}", "error") for address, reason in way.failed[:_SHOWN]]
    if len(way.failed) > _SHOWN:
        facts.append(_plain("", f"and {len(way.failed) - _SHOWN:,} more"))
    if thread.can_complete:
        facts.append(_plain("Not yet", words.plural(len(way.rest), "place holds more", "places hold more")))
    what = "more" if thread.comments else "them"
    for service in thread.services:
        name, host = service_names.of(service)
        where = "" if name == host else f" ({host})"
        facts.append(_plain("Not asked", f"{name}{where}, which holds {what}: you have not said that it may be asked"))
    if thread.service and not thread.services:
        name = service_names.of(thread.service).name
        how = "which was asked" if thread.comments else "which a script on the page asks"
        facts.append(_plain("Kept by", f"{name}, {how}"))
    return facts


def _feed_group(feed: Feed, log: Sequence[FetchRecord], now: float) -> Group:
    facts = [_plain("Address", f"{feed.url} · {feed.format or _KINDS[feed.kind]}")]
    if feed.kind in _NEVER_ASKED:
        return Group("Its feed", (*facts, _plain("Kept", words.plural(feed.total, "post"))))
    if log:
        facts.append(Fact(f"Last {len(log)}", _marks(log)))
        facts.append(_plain("Asked", _asked(log[0], now)))
    else:
        facts.append(_plain("Asked", words.ago(feed.last_refreshed, now)))
    if feed.error:
        facts.append(_plain("Failed", feed.error_message or feed.error, "error"))
        facts.append(_plain("Last good", words.ago(feed.last_good, now)))
    if feed.next_check is not None:
        facts.append(_plain("Again", words.ahead(feed.next_check, now)))
    facts.append(_plain("Kept", f"{words.plural(feed.total, 'post')} · {feed.unread:,} unread"))
    return Group("Its feed", tuple(facts))


def _marks(log: Sequence[FetchRecord]) -> Line:
    """The last attempts, oldest first, and what the marks mean."""
    roles = {"+": "strong", ".": "quiet", "!": "error"}
    runs = [
        Run(f"{record.mark} ", roles.get(record.mark, "text"), BOLD if record.mark == "+" else frozenset())
        for record in reversed(log)
    ]
    return (*runs, Run(" + new  . unchanged  ! failed", "quiet"))


def _asked(record: FetchRecord, now: float) -> str:
    parts = [words.ago(record.at, now)]
    if record.reason:
        parts.append(record.reason)
    elif record.http_status is not None:
        parts.append({304: "304 not modified"}.get(record.http_status, str(record.http_status)))
    parts.append(f"{record.seconds:.1f} s")
    if record.bytes:
        parts.append(words.size(record.bytes))
    return " · ".join(parts)


def _keys(label: str, *ways: tuple[str, str]) -> Fact:
    runs: list[Run] = []
    for key, what in ways:
        runs += [Run(key, "strong", BOLD), Run(f" {what}   ")]
    return Fact(label, tuple(runs))


def failure(feed: Feed, now: float) -> Problem:
    """What stands in the place of a post while a feed that fails is selected, with what can be done."""
    facts = [("Where", feed.url)]
    if feed.http_status is not None:
        facts.append(("Answered", str(feed.http_status)))
    facts.append(("Last good", words.ago(feed.last_good, now)))
    if feed.next_check is not None:
        facts.append(("Next try", f"{words.ahead(feed.next_check, now)} · asks less often after each failure"))
    kept = ""
    if feed.total:
        kept = f"Nothing is lost: {words.plural(feed.total, 'post')} {'stays' if feed.total == 1 else 'stay'} readable."
    title = f"{feed.title} {_FAILURES[feed.error]}" if feed.error in _FAILURES else f"{feed.title}: {feed.error}"
    return Problem(
        title,
        " ".join(part for part in (feed.error_message, kept) if part),
        tuple(facts),
        (
            _choice(LOOK_AGAIN, "Look for the feed again", "asks the blog's front page"),
            _choice(BROWSER, "Open it in the browser", key_label="o"),
            _choice(TRY_AGAIN, "Try again now", key_label="r"),
            _choice(UNSUBSCRIBE, "Unsubscribe", "U takes it back"),
        ),
        (Run("i", "strong", BOLD), Run(" has the whole answer and the last tries.", "muted")),
    )


def failed_for(feed: Feed, now: float) -> Line:
    """How long a feed has failed: "failed for 3 days"; that it never answered."""
    since = feed.last_good
    return (Run("never answered" if since is None else f"failed for {words.long_span(now - since)}", "muted"),)


def _choice(key: str, text: str, note: str = "", *, key_label: str = "") -> Choice:
    left: Line = (Run(text), Run(f"   {note}", "muted")) if note else (Run(text),)
    return Choice(key, left, (Run(key_label, "strong"),) if key_label else ())


def problem(error_title: str, message: str, *ways: tuple[str, str]) -> tuple[Line, ...]:
    """What stands in the place of a post that could not be had: paragraphs."""
    said = ((Run("! ", "error", BOLD), Run(error_title, "strong")), (Run(message),), _keys("", *ways).value)
    return tuple(line for line in said if any(run.text for run in line))


def in_short(error: TuiReaderError) -> tuple[str, str]:
    """What failed and where or why, short enough for one line: `("Offline:", "blog.example was not asked")`."""
    if not isinstance(error, FetchError):
        return error.title, error.message
    host = error.url.partition("://")[2].partition("/")[0] or error.url
    if error.reason == "offline":
        return "Offline:", f"{host} was not asked"
    return f"{error.reason[:1].upper()}{error.reason[1:]}:", host


def why(error: TuiReaderError) -> str:
    """Why comments could not be had, in a few words."""
    if isinstance(error, FetchError):
        return "Offline; this is what is kept here." if error.reason == "offline" else f"Comments: {error.reason}."
    return f"{error.title}."
