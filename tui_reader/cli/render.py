"""Posts and threads as lines for a terminal or a pipe: the screen's own layout, drawn with our few SGR codes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from tui_reader import layout
from tui_reader.content.text import clean, clean_line
from tui_reader.layout import Line, Run
from tui_reader.models import Block, Link, Neighbours, PostLink, Span, Style, Thread
from tui_reader.ui import words

if TYPE_CHECKING:
    from tui_reader.cli.article import Article, Remark

MEASURE = 72
NARROWEST = 20
REPLY_INDENT = 2
CLOSED = "The comments to this entry are closed."

_ROLES: Mapping[str, str] = {
    "strong": "1",
    "heading": "1",
    "quote": "3",
    "keyword": "34",
    "string": "32",
    "comment": "2",
    "link": "4;36",
    "muted": "2",
    "quiet": "2",
    "rule": "2",
    "rule-strong": "2",
    "accent": "33",
    "error": "31",
    "ok": "32",
    "chip": "7",
    "name": "1;36",
}
_STYLES: Mapping[Style, str] = {
    Style.BOLD: "1",
    Style.ITALIC: "3",
    Style.UNDERLINE: "4",
    Style.STRIKE: "9",
    Style.MARK: "7",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on: `width` columns of text, with or without colour."""

    width: int
    is_coloured: bool

    @classmethod
    def of(cls, stream: TextIO, environ: Mapping[str, str]) -> Paper:
        """A terminal's own width up to the measure, and colour unless NO_COLOR or TERM=dumb; a pipe has no colour."""
        is_terminal = stream.isatty()
        columns = shutil.get_terminal_size((80, 24)).columns if is_terminal else MEASURE + 8
        plain = bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        return cls(max(NARROWEST, min(MEASURE, columns - 2)), is_terminal and not plain)

    def draw(self, line: Line, indent: int = 0) -> str:
        """One line as text, its end not padded."""
        drawn = "".join(self._run(run) for run in line)
        return (" " * indent + drawn) if self.is_coloured else (" " * indent + drawn).rstrip()

    def _run(self, run: Run) -> str:
        text = clean(run.text)
        if not self.is_coloured:
            return text
        codes = [_ROLES[run.role]] if run.role in _ROLES else []
        codes += [_STYLES[style] for style in sorted(run.styles) if style in _STYLES]
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes else text


def stdout_paper(stream: TextIO) -> Paper:
    """What standard output is, by the process's environment."""
    return Paper.of(stream, os.environ)


def article(value: Article, paper: Paper, now: float) -> Iterator[str]:
    """A post with its neighbours, its text and its conversation."""
    reading = value.reading
    yield from neighbours(reading.neighbours, paper)
    post = reading.post
    if post and post.title:
        yield from (paper.draw(line) for line in layout.title(post.title, paper.width))
    if post:
        facts = [
            post.author.name if post.author else None,
            words.full_date(post.published) if post.published else None,
            ", ".join(post.tags) or None,
        ]
        if any(facts):
            yield paper.draw((Run(" · ".join(fact for fact in facts if fact), "muted"),))
            yield ""
    yield from _blocks(value.blocks, paper)
    if value.has_comments and reading.thread is not None:
        yield from conversation(reading.thread, value.remarks, paper, now)
    for warning in reading.warnings:
        yield ""
        yield from (paper.draw(line) for line in layout.wrap((Span(warning),), paper.width, role="quiet"))


def neighbours(value: Neighbours, paper: Paper) -> Iterator[str]:
    """« older │ Main │ newer », as wide as the text; nothing where the page names no neighbour."""
    if not (value.previous or value.next):
        return
    index = (value.index.title if value.index else None) or "Main"
    middle = f" │ {index} │ "
    room = paper.width - layout.width(middle) - 4
    older, newer = _names(_name(value.previous, "older post"), _name(value.next, "newer post"), room)
    line = (
        Run("« " if older else "", "accent"),
        Run(older or "", "muted"),
        Run(middle, "muted"),
        Run(newer or "", "muted"),
        Run(" »" if newer else "", "accent"),
    )
    yield paper.draw(line)
    yield paper.draw((Run("─" * paper.width, "rule"),))
    yield ""


def _name(link: Link | None, without_title: str) -> str | None:
    return (link.title or without_title) if link else None


def _names(older: str | None, newer: str | None, room: int) -> tuple[str | None, str | None]:
    """Both titles cut to fit side by side, the longer one first."""
    widths = [layout.width(name or "") for name in (older, newer)]
    half = room // 2
    if sum(widths) <= room:
        return older, newer
    left = max(half, room - widths[1])
    right = max(room - half, room - widths[0])
    return (layout.cut(older, left) if older else None, layout.cut(newer, right) if newer else None)


def _blocks(blocks: tuple[Block, ...], paper: Paper, indent: int = 0) -> Iterator[str]:
    for line in layout.lay_out_all(blocks, max(NARROWEST, paper.width - indent)):
        yield paper.draw(line, indent)


def conversation(thread: Thread, remarks: tuple[Remark, ...], paper: Paper, now: float) -> Iterator[str]:
    """The comments in reading order, replies indented, with what the site says about them."""
    yield ""
    yield paper.draw((Run("─" * paper.width, "rule"),))
    yield paper.draw((Run(summary(thread, len(remarks)), "strong"),))
    names = {remark.comment.id: remark.comment.author.name for remark in remarks if remark.comment.author}
    deepest = paper.width // 3 // REPLY_INDENT
    for remark in remarks:
        yield ""
        yield from _remark(remark, names, deepest, paper, now)
    if thread.closed:
        yield ""
        yield paper.draw((Run(thread.closed_notice or CLOSED, "quote"),))


def summary(thread: Thread, here: int) -> str:
    """One line about a thread: how many comments are here, of how many, and whether it is closed."""
    stated = thread.stated_count
    if thread.service and not here:
        text = f"The comments are kept by {thread.service}; they are not in the page"
    elif stated is not None and stated > here:
        text = f"{here} of {stated} comments are here"
    else:
        text = words.plural(here, "comment") if here else "No comments"
    return f"{text} · closed" if thread.closed else text


def _remark(remark: Remark, names: Mapping[str, str], deepest: int, paper: Paper, now: float) -> Iterator[str]:
    comment = remark.comment
    indent = min(remark.depth, deepest) * REPLY_INDENT
    name = comment.author.name if comment.author else "Anonymous"
    head: list[Run] = [Run(name, "name" if not comment.is_deleted else "muted")]
    if comment.is_by_post_author:
        head += [Run(" "), Run(" author " if paper.is_coloured else "[author]", "chip")]
    if remark.depth > deepest and (answered := names.get(comment.parent_id or "")):
        head.append(Run(f" to {answered}", "muted"))
    if comment.published:
        head.append(Run(f" · {words.age(comment.published, now)}", "muted"))
    yield paper.draw(tuple(head), indent)
    if comment.is_deleted and not remark.blocks:
        yield paper.draw((Run("deleted comment", "quote"),), indent)
    yield from _blocks(remark.blocks, paper, indent)


def post_list(title: str | None, rows: tuple[PostLink, ...], paper: Paper) -> Iterator[str]:
    """A front page or a feed: its title and its posts, one a line, addresses under them."""
    if title:
        yield from (paper.draw(line) for line in layout.title(title, paper.width))
    for row in rows:
        date = words.short_date(row.published) if row.published else ""
        name = row.title or clean_line(row.summary, 60) or row.url
        room = paper.width - layout.width(date) - 2
        line = layout.pad(layout.cut(name, room), room)
        yield paper.draw((Run(line, "strong"), Run(f"  {date}", "muted")))
        if row.url:
            yield paper.draw((Run(row.url, "quiet"),), 2)
