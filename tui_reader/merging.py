"""One thread of what several sources tell of it: the page, its further pages, a feed of comments, an API.

Pure: knows models and nothing of where a part came from. Every comment is there once, by its id; what one source leaves
open is taken from another.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tui_reader.models import Author, Comment, Moment, Thread

_HASHED = "hash-"
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
# how a shortened text ends: an ellipsis, perhaps in brackets
_CUT_OFF = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?$")
_A_DAY = 86400.0


def merge(thread: Thread, part: Thread, *, is_summary: bool = False) -> Thread:
    """The thread with what a further answer tells.

    Of a comment that both know, the part's word counts where the two differ, but for a text that is only the beginning
    of what is known already and a date that is less precise. A part that may shorten texts or put words before them
    (`is_summary`: a feed) only fills gaps. A comment known by a hash of its content alone takes the number of its twin.
    Parents need not be there. Whether the whole is there now is for others to say.
    """
    names = twins(thread.comments, part.comments)
    known = {comment.id: comment for comment in _renamed(thread.comments, names)}
    told = {comment.id: comment for comment in _renamed(part.comments, names)}
    both = {
        key: _joined(known[key], comment, is_summary=is_summary) if key in known else comment
        for key, comment in told.items()
    }
    merged = {**known, **both}
    comments = tuple(merged[key] for key in _order([*known], [*told], merged))
    stated = max((count for count in (thread.stated_count, part.stated_count) if count is not None), default=None)
    return replace(
        thread,
        comments=comments,
        stated_count=stated,
        closed=thread.closed if part.closed is None else part.closed,
        closed_notice=thread.closed_notice or part.closed_notice,
        feed_url=thread.feed_url or part.feed_url,
        service=thread.service or part.service,
        base_url=thread.base_url or part.base_url,
    )


def twins(known: Sequence[Comment], told: Sequence[Comment]) -> dict[str, str]:
    """The content ids of comments that the other side knows by a number: content id to number.

    Two are the same where author and text are the same and their dates, as far as known, at most a day apart: one may
    be local time. Each number is taken once.
    """
    known_ids, told_ids = {comment.id for comment in known}, {comment.id for comment in told}
    names: dict[str, str] = {}
    for hashed, numbered in (
        ((c for c in known if c.id not in told_ids), (c for c in told if c.id not in known_ids)),
        ((c for c in told if c.id not in known_ids), (c for c in known if c.id not in told_ids)),
    ):
        _pair([c for c in hashed if _is_hashed(c)], [c for c in numbered if not _is_hashed(c)], names)
    return names


def is_edited(before: Comment, after: Comment) -> bool:
    """Whether a comment says something else than at an earlier visit, in words: not in markup, smileys or points.

    The whole text of what was shortened is no other, nor is the notice that it was deleted.
    """
    if before.is_deleted or after.is_deleted:
        return False
    old, new = plain(before.html), plain(after.html)
    began, told = _words(old), _words(new)
    is_whole_now = bool(_CUT_OFF.search(old)) and told.startswith(began)
    return bool(began and told) and began != told and not is_whole_now


def shortfall(thread: Thread) -> tuple[str, ...]:
    """What a page's own thread lacks, in a sentence; () where nothing is known to be missing."""
    held, stated = len(thread.comments), thread.stated_count
    pages = sum(source.reader == "page" for source in thread.rest)
    more = f"{_counted(pages, 'more page')} {'is' if pages == 1 else 'are'} known" if pages else ""
    if thread.service and not held:
        return (f"The comments are kept by {thread.service}; none stands in the page itself.",)
    if stated is not None and stated > held:
        text = f"The page names {_counted(stated, 'comment')} and holds {held}"
        return (f"{text}; {more}." if more else f"{text}.",)
    return (f"The page holds {_counted(held, 'comment')}; {more}.",) if more else ()


def plain(markup: str) -> str:
    """The words of a text in one line, without markup: enough to compare two forms of it."""
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()


def _pair(hashed: Sequence[Comment], numbered: Sequence[Comment], names: dict[str, str]) -> None:
    """Notes for each comment without a number the first one with a number that says the same and is free."""
    if not hashed:
        return
    free: dict[tuple[str, str], list[Comment]] = {}
    for comment in numbered:
        free.setdefault(_said(comment), []).append(comment)
    for comment in hashed:
        candidates = free.get(_said(comment), [])
        place = next((n for n, other in enumerate(candidates) if _may_be_one_time(comment, other)), None)
        if place is not None:
            names[comment.id] = candidates.pop(place).id


def _is_hashed(comment: Comment) -> bool:
    return comment.id.startswith(_HASHED)


def _said(comment: Comment) -> tuple[str, str]:
    words = _words(plain(comment.html))
    return (comment.author.name.casefold() if comment.author else "", words or comment.permalink or comment.id)


def _words(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _may_be_one_time(one: Comment, other: Comment) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(one.published.timestamp() - other.published.timestamp()) <= _A_DAY


def _renamed(comments: Iterable[Comment], names: Mapping[str, str]) -> list[Comment]:
    """The comments with their new ids, which those that answer them follow."""
    if not names:
        return list(comments)
    renamed = []
    for comment in comments:
        name, parent = names.get(comment.id, comment.id), names.get(comment.parent_id or "", comment.parent_id)
        renamed.append(replace(comment, id=name, parent_id=parent if parent != name else None))
    return renamed


def _joined(known: Comment, told: Comment, *, is_summary: bool) -> Comment:
    """A comment that two sources tell."""
    if known == told:
        return known
    first, second = (known, told) if is_summary else (told, known)
    return Comment(
        id=known.id,
        html=_text(known.html, told.html, is_summary=is_summary),
        parent_id=first.parent_id or second.parent_id,
        author=_author(first.author, second.author),
        published=_moment(first.published, second.published),
        permalink=first.permalink or second.permalink,
        is_deleted=known.is_deleted or told.is_deleted if is_summary else told.is_deleted,
        is_pingback=known.is_pingback or told.is_pingback,
        is_by_post_author=known.is_by_post_author or told.is_by_post_author,
    )


def _text(known: str, told: str, *, is_summary: bool) -> str:
    if known == told or not told:
        return known
    old, new = plain(known), plain(told)
    if not old:
        return told
    if not _CUT_OFF.sub("", new) or _begins(old, new):
        return known
    return known if is_summary and not _begins(new, old) else told


def _begins(text: str, start: str) -> bool:
    """Whether `start` is `text`, shortened."""
    return len(start) < len(text) and text.startswith(_CUT_OFF.sub("", start))


def _author(first: Author | None, second: Author | None) -> Author | None:
    if first is None or second is None or first.name != second.name or first.url:
        return first or second
    return second


def _moment(first: Moment | None, second: Moment | None) -> Moment | None:
    """The more precise of two, of equals the first."""
    return max((moment for moment in (first, second) if moment), key=_precision, default=None)


def _precision(moment: Moment) -> int:
    return 0 if moment.is_day else 1 if moment.value.tzinfo is None else 2


def _order(known: list[str], told: list[str], merged: Mapping[str, Comment]) -> list[str]:
    """The order of all ids: that of a side which has them all, else by date, by number, by place beside each other."""
    if len(told) == len(merged):
        return told
    if len(known) == len(merged):
        return known
    keys = _by_date(merged) or _by_number(merged)
    beside = _beside(known, told)
    if keys is None:
        return beside
    # replies stand below what they answer, whichever way a page goes
    tops = [[name for name in side if merged[name].parent_id not in merged] for side in (known, told)]
    direction = _direction(tops[0], keys) or _direction(tops[1], keys) or 1
    return sorted(beside, key=lambda name: keys[name] * direction)


def _by_date(merged: Mapping[str, Comment]) -> dict[str, float] | None:
    """Seconds by id; None where a date is missing, or where some are local times and others are not."""
    moments = {key: comment.published for key, comment in merged.items() if comment.published}
    if len(moments) < len(merged) or len({_precision(moment) for moment in moments.values()}) > 1:
        return None
    return {key: moment.timestamp() for key, moment in moments.items()}


def _by_number(merged: Mapping[str, Comment]) -> dict[str, float] | None:
    """The platform's numbers by id; None where one is no number."""
    if not all(key.isascii() and key.isdigit() and len(key) < 16 for key in merged):
        return None
    return {key: float(key) for key in merged}


def _direction(names: Sequence[str], keys: Mapping[str, float]) -> int:
    """1 where the keys go up from first to last, -1 where they go down, 0 where it cannot be told."""
    first, last = (keys[names[0]], keys[names[-1]]) if names else (0.0, 0.0)
    return (last > first) - (last < first)


def _beside(known: list[str], told: list[str]) -> list[str]:
    """What is known in its order; what the other side adds behind the one that it stands behind there.

    What it has before the first one in common goes before that; without any in common it goes to the end.
    """
    here = set(known)
    common = next((name for name in told if name in here), None)
    followers: dict[str | None, list[str]] = {}
    last: str | None = None
    for name in told:
        if name in here:
            last = name
        else:
            followers.setdefault(last, []).append(name)
    first = followers.pop(None, [])
    order: list[str] = []
    for name in known:
        order += [*(first if name == common else ()), name, *followers.get(name, ())]
    return order if common is not None else order + first


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
