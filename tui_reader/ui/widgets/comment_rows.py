"""How one comment of a thread looks: a blank row, its head, its body, with a guide line for each comment above it.

Pure: what is known of the comment in, lines out. Columns: 0 the cursor's bar, then two for each level, in which the
ancestors' guides run, two for the fold mark, and the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from tui_reader import layout, words
from tui_reader.layout import Glyphs, Line, Run, blank
from tui_reader.models import Block, StoredComment, Style
from tui_reader.ui.themes import author_role, guide_role

_BOLD = frozenset({Style.BOLD})
_ITALIC = frozenset({Style.ITALIC})
MARK_LEFT = 1
_MEASURE = 72
_LEAST_NAME = 3
_LEAST_PARENT = 6


class CommentRow(NamedTuple):
    """All that the drawing of one comment depends on.

    level: how far it is indented. parent_name: whom it answers, where the indent does not say so. body: None while it
    is not there; `body_rows` rows stay free for it. new_below: new ones among its `replies`.
    """

    comment: StoredComment
    level: int = 0
    parent_name: str | None = None
    replies: int = 0
    new_below: int = 0
    is_folded: bool = False
    body: Sequence[Block] | None = None
    body_rows: int = 0
    age: str = ""
    is_cursor: bool = False
    has_focus: bool = False


def deepest(width: int) -> int:
    """The deepest level that is indented in a view of so many columns: a third of the pane, whose edge is one more."""
    return max((width + 1) // 3 // 2, 0)


def text_left(level: int) -> int:
    """The column at which a comment's text begins."""
    return MARK_LEFT + 2 * level + 2


def guide_level(x: int) -> int | None:
    """The level whose guide line or fold mark stands at a column."""
    level, rest = divmod(x - MARK_LEFT, 2)
    return level if rest == 0 and level >= 0 else None


def text_width(level: int, width: int) -> int:
    """The columns of a comment's text in a view of `width` columns; one stays air."""
    return max(min(width - text_left(level) - 1, _MEASURE), 2)


def estimate(comments: Sequence[StoredComment], depths: Sequence[int], width: int) -> list[int]:
    """A guess at the rows of each body: about a twentieth of every line stays empty at its end."""
    limit = deepest(width)
    cells = [20 * text_width(level, width) for level in range(limit + 1)]
    cells.extend(repeat(cells[-1], max(depths, default=0)))
    return [
        (21 * comment.length + cells[depth] - 1) // cells[depth] or 1
        for comment, depth in zip(comments, depths, strict=True)
    ]


def draw(row: CommentRow, width: int, glyphs: Glyphs) -> list[Line]:
    """The comment's rows: one of air, the head, the body."""
    guides = _guides(row.level, glyphs)
    bar = Run(" ")
    if row.is_cursor:
        bar = Run(glyphs.cursor, "bar-focus" if row.has_focus else "bar")
    head_room = width - text_left(row.level) - 1
    lines: list[Line] = [(Run(" "), *guides), (bar, *guides, *_mark(row, glyphs), *_head(row, head_room, glyphs))]
    own = _own_guide(row, glyphs)
    lines.extend((bar, *guides, own, Run(" "), *line) for line in _body(row, text_width(row.level, width), glyphs))
    return lines


def _guides(level: int, glyphs: Glyphs) -> Line:
    return tuple(run for depth in range(level) for run in (Run(glyphs.bar, guide_role(depth)), Run(" ")))


def _own_guide(row: CommentRow, glyphs: Glyphs) -> Run:
    """The line that runs from the comment's own mark to its last reply."""
    if not row.replies or row.is_folded:
        return Run(" ")
    if row.is_cursor and row.has_focus:
        return Run(glyphs.heavy_bar, "accent")
    return Run(glyphs.bar, guide_role(row.level))


def _mark(row: CommentRow, glyphs: Glyphs) -> Line:
    """The fold mark of a comment with replies; in the accent where it hides something new."""
    if not row.replies:
        return (Run("  "),)
    role = "accent" if row.is_folded and row.new_below else "muted"
    return (Run(glyphs.folded if row.is_folded else glyphs.open, role), Run(" "))


def _head(row: CommentRow, room: int, glyphs: Glyphs) -> Line:
    """Name, `author`, whom it answers, age; at the right what is new or hidden. Short of room the age goes first, then
    "to …" is cut, then the name.
    """
    right = _right(row, glyphs)
    space = room - layout.line_width(right) - (1 if right else 0)
    chip: Line = (Run(" "), Run(" author ", "chip")) if row.comment.is_by_post_author else ()
    facts = "".join(f" {glyphs.dot} {fact}" for fact in (row.age, *_facts(row.comment)) if fact)
    age: Line = (Run(facts, "quiet"),) if facts else ()
    name, answers = _name(row.comment), _answers(row.parent_name)
    fixed = layout.line_width(chip)
    if layout.width(name.text) + layout.line_width(answers) + fixed + layout.line_width(age) > space:
        age = ()
    answers = _shortened(answers, space - fixed - layout.width(name.text), glyphs)
    if layout.width(name.text) + fixed > space and fixed < space - _LEAST_NAME:
        name = Run(layout.cut(name.text, space - fixed, glyphs.ellipsis), name.role, name.styles)
    left: Line = (name, *chip, *answers, *age)
    left = layout.cut_line(left, max(space, 1), glyphs.ellipsis)
    return (*left, *blank(room - layout.line_width(left) - layout.line_width(right)), *right)


def _name(comment: StoredComment) -> Run:
    if comment.is_deleted:
        return Run("deleted comment", "quiet", _ITALIC)
    if not comment.author:
        return Run("anonymous", "muted", _BOLD)
    return Run(comment.author, author_role(comment.author), _BOLD)


def _facts(comment: StoredComment) -> tuple[str, ...]:
    """What else is to be said about a comment, in a word."""
    facts = ("mention", comment.is_pingback), ("edited", comment.is_edited), ("gone from the page", comment.is_gone)
    return tuple(word for word, is_so in facts if is_so and not comment.is_deleted)


def _answers(name: str | None) -> Line:
    return (Run(f" to {name}", "muted"),) if name else ()


def _shortened(answers: Line, room: int, glyphs: Glyphs) -> Line:
    if not answers or room < _LEAST_PARENT:
        return ()
    return (Run(layout.cut(answers[0].text, room, glyphs.ellipsis), "muted"),)


def _right(row: CommentRow, glyphs: Glyphs) -> Line:
    """`• new`, or of a folded one what it hides: `4 replies · 1 new`."""
    runs: list[Run] = []
    if row.comment.is_new:
        runs.append(Run(f"{glyphs.unread} new", "accent"))
    if row.is_folded and row.replies:
        runs += [Run("  ")] if runs else []
        runs.append(Run(words.plural(row.replies, "reply", "replies"), "muted"))
        if row.new_below:
            runs += [Run(f" {glyphs.dot} ", "quiet"), Run(f"{row.new_below:,} new", "accent")]
    return tuple(runs)


def _body(row: CommentRow, width: int, glyphs: Glyphs) -> list[Line]:
    if row.comment.is_deleted:
        return []
    if row.body is None:
        return [()] * row.body_rows
    return list(layout.lay_out_all(row.body, width, glyphs=glyphs))
