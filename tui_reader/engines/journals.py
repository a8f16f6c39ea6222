"""What LiveJournal and the software that came out of it share: comments with subjects, and depths beside the order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

from tui_reader.content.text import clean_line
from tui_reader.models import Comment

# what stands where a comment has no subject, and what only repeats that of the post
_NO_SUBJECT = re.compile(r"^\W*(?:no subject|без темы|re\s*:.*)?\W*$", re.IGNORECASE)


def titled(html: str, subject: str | None) -> str:
    """A comment's body with its own subject over it."""
    line = clean_line(subject)
    return html if not line or _NO_SUBJECT.match(line) else f"<p><strong>{escape(line)}</strong></p>\n{html}"


def by_level(comments: Iterable[Comment], levels: Mapping[str, int]) -> list[Comment]:
    """The comments with what they answer: the last one before that stands less deep. Known parents stay."""
    stack: list[tuple[int, str]] = []
    linked: list[Comment] = []
    for comment in comments:
        level = levels.get(comment.id)
        if level is not None:
            while stack and stack[-1][0] >= level:
                stack.pop()
            if comment.parent_id is None and stack:
                comment = replace(comment, parent_id=stack[-1][1])  # noqa: PLW2901  the one that is kept
            stack.append((level, comment.id))
        linked.append(comment)
    return linked


def without_collapsed(comments: Iterable[Comment]) -> list[Comment]:
    """The comments that have a text; what answers one of the others moves up to the nearest that has.

    What a comment answers that is not here at all is left for those who have the rest of the thread.
    """
    known = list(comments)
    above = {comment.id: comment.parent_id for comment in known}
    shown = {comment.id for comment in known if comment.html or comment.is_deleted}
    kept: list[Comment] = []
    for comment in known:
        parent, seen = comment.parent_id, {comment.id}
        while parent is not None and parent in above and parent not in shown and parent not in seen:
            seen.add(parent)
            parent = above.get(parent)
        if comment.id in shown:
            kept.append(replace(comment, parent_id=None if parent in seen else parent))
    return kept
