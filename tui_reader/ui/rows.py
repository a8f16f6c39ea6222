"""What a row of the feeds and a row of a list of posts says, as runs. Pure: no widgets, no colours, the clock given.

Lines begin with the column of the cursor bar, left blank, and end with one column of air.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tui_reader.layout import Glyphs, Line, Run, cut, width
from tui_reader.models import Post, Style
from tui_reader.ui import words

BOLD: Final = frozenset({Style.BOLD})
ONE_ROW: Final = 60
"""From this width on a post takes one row."""

_REASON: Final = 12
_FEED: Final = 16


def length(line: Sequence[Run]) -> int:
    """The columns that runs take."""
    return sum(width(run.text) for run in line)


def spread(left: Sequence[Run], right: Sequence[Run], columns: int) -> Line:
    """Runs at both ends of a line that is exactly so wide; the right ones are kept, the left ones cut."""
    room = columns - length(right)
    kept: list[Run] = []
    for run in left:
        text = cut(run.text, room)
        kept.append(Run(text, run.role, run.styles, run.href))
        room -= width(text)
        if text != run.text:
            break
    return (*kept, Run(" " * max(0, room)), *right)


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One row of the navigation, ready to be shown. `indent` is the column of its text, 1 or 3."""

    title: str
    indent: int = 3
    mark: str = ""
    count: int = 0
    reason: str | None = None
    is_busy: bool = False
    is_folder: bool = False


def feed_parts(row: FeedRow, glyphs: Glyphs) -> tuple[Line, Line]:
    """A list, a folder or a feed beside the cursor bar: mark and name; at the right what is unread or why it failed."""
    right: Line = ()
    if row.is_busy:
        right = (Run(glyphs.ellipsis, "quiet"),)
    elif row.reason:
        right = (Run(cut(row.reason, _REASON, glyphs.ellipsis), "error"),)
    elif row.count:
        is_feed = row.indent == 3 and not row.is_folder
        right = (Run(words.short_count(row.count), "strong" if is_feed else "muted", BOLD if is_feed else frozenset()),)
    if row.is_folder:
        name = Run(row.title, "muted", BOLD)
    elif row.indent == 1:
        name = Run(row.title, "text")
    else:
        name = Run(row.title, "text" if row.count else "muted")
    mark = Run(f"{row.mark} " if row.mark else " " * (row.indent - 1), "error" if row.reason else "quiet")
    return (mark, name), right


def _gap(right: Sequence[Run]) -> tuple[Run, ...]:
    return (Run(" "),) if right else ()


@dataclass(frozen=True, slots=True)
class PostLook:
    """How a list shows its posts: the time, and whether feed or author tell its rows apart."""

    now: float
    glyphs: Glyphs
    with_feed: bool = False
    with_author: bool = False


def post_lines(post: Post, columns: int, look: PostLook) -> list[Line]:
    """A post in a list: one row where there is room, else two."""
    return [_one_row(post, columns, look)] if columns >= ONE_ROW else _two_rows(post, columns, look)


def post_title(post: Post) -> str:
    """The title, the first words of a post that has none, its address where there are none either."""
    return post.title or post.snippet or post.url or "untitled"


def comment_runs(post: Post, glyphs: Glyphs) -> tuple[Run, ...]:
    """`124 · 3 new`; nothing where there are none or it is not known."""
    if not post.comment_count:
        return ()
    total = Run(words.short_count(post.comment_count), "muted")
    if not post.new_comment_count:
        return (total,)
    return (total, Run(f" {glyphs.dot} ", "quiet"), Run(f"{words.short_count(post.new_comment_count)} new", "accent"))


def _head(post: Post, glyphs: Glyphs) -> tuple[Run, Run]:
    if post.is_read:
        return Run("   "), Run(post_title(post), "muted")
    return Run(f" {glyphs.unread} ", "accent"), Run(post_title(post), "strong", BOLD)


def _two_rows(post: Post, columns: int, look: PostLook) -> list[Line]:
    glyphs = look.glyphs
    star = (Run(" "), Run(glyphs.star, "accent"), Run(" ")) if post.is_starred else (Run(" "),)
    talk = comment_runs(post, glyphs)
    facts = [words.age(post.published, look.now), _source(post, look), words.minutes(post.words)]
    # too narrow: minutes go first, then the feed; never comments or age
    room = columns - 3 - length(talk) - 2
    dot = f" {glyphs.dot} "
    if width(dot.join(fact for fact in facts if fact)) > room:
        facts[2] = ""
        facts[1] = cut(facts[1], max(0, room - width(facts[0]) - len(dot)))
    meta = dot.join(fact for fact in facts if fact)
    return [
        spread(_head(post, glyphs), star, columns),
        spread((Run("   "), Run(meta, "quiet")), (*_gap(talk), *talk, Run(" ")), columns),
    ]


def _source(post: Post, look: PostLook) -> str:
    if look.with_feed:
        return post.feed_title or ""
    return (post.author or "") if look.with_author else ""


def _one_row(post: Post, columns: int, look: PostLook) -> Line:
    glyphs = look.glyphs
    talk = comment_runs(post, glyphs)
    right: list[Run] = [Run(f" {glyphs.star if post.is_starred else ' '}", "accent")]
    if (look.with_feed or look.with_author) and columns >= 72:
        source = cut(_source(post, look), _FEED)
        right.append(Run(f"  {source}{' ' * (_FEED - width(source))}", "quiet"))
    if columns >= 66:
        right.append(Run(f"  {words.minutes(post.words):>6}", "quiet"))
    right += [Run(" " * (15 - length(talk))), *talk, Run(f"  {words.age(post.published, look.now):>8} ", "quiet")]
    return spread(_head(post, glyphs), right, columns)
