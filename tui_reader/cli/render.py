"""Posts and threads as lines for a terminal or a pipe: the screen's own layout, drawn with our few SGR codes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from tui_reader import layout, words
from tui_reader.config import Settings
from tui_reader.content import urls
from tui_reader.content.text import clean, clean_line
from tui_reader.layout import ASCII, PLAIN, Glyphs, Line, Run
from tui_reader.models import Block, Link, Moment, Neighbours, PostLink, Span, Style, Thread

if TYPE_CHECKING:
    from tui_reader.cli.article import Article, Remark

NARROWEST = 20
RECENT = 7 * 86400.0
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
    """What is printed on: `width` columns of text, with or without colour and links (OSC 8), and the glyphs it has."""

    width: int
    is_coloured: bool = False
    has_links: bool = False
    glyphs: Glyphs = PLAIN

    @classmethod
    def of(cls, stream: TextIO, environ: Mapping[str, str], settings: Settings) -> Paper:
        """A terminal's own width up to the measure, and colour unless NO_COLOR or TERM=dumb; a pipe has no colour."""
        is_terminal = stream.isatty()
        columns = shutil.get_terminal_size().columns - 2 if is_terminal else settings.measure
        is_plain = not is_terminal or bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb"
        return cls(
            width=max(NARROWEST, min(settings.measure, columns)),
            is_coloured=not is_plain,
            # the Linux console prints what it does not know
            has_links=not is_plain and environ.get("TERM") != "linux",
            glyphs=_glyphs(stream, environ, settings),
        )

    def draw(self, line: Line, indent: int = 0) -> str:
        """One line as text, its end not padded."""
        drawn = " " * indent + "".join(self._run(run) for run in line)
        return drawn if self.is_coloured else drawn.rstrip()

    def wrap(self, text: str, role: str = "text", indent: int = 0) -> Iterator[str]:
        """A sentence as lines."""
        for line in layout.wrap((Span(text),), max(NARROWEST, self.width - indent), role=role):
            yield self.draw(line, indent)

    def rule(self) -> str:
        """A line across."""
        return self.draw((Run(self.glyphs.line * self.width, "rule"),))

    def _run(self, run: Run) -> str:
        text = clean(run.text)
        if not self.is_coloured:
            return text
        codes = [_ROLES[run.role]] if run.role in _ROLES else []
        codes += [_STYLES[style] for style in sorted(run.styles) if style in _STYLES]
        drawn = f"\x1b[{';'.join(dict.fromkeys(codes))}m{text}\x1b[0m" if codes else text
        address = urls.resolve(None, run.href) if self.has_links and text.strip() else None
        return f"\x1b]8;;{address}\x1b\\{drawn}\x1b]8;;\x1b\\" if address else drawn


def stdout_paper(settings: Settings) -> Paper:
    """What standard output is, by the process's environment."""
    # it may be closed, and then nothing is printed on nothing
    return Paper.of(sys.stdout or io.StringIO(), os.environ, settings)


def _glyphs(stream: TextIO, environ: Mapping[str, str], settings: Settings) -> Glyphs:
    """Marks instead of grounds for code; ASCII where that is set, on the Linux console, in encodings other than UTF."""
    if settings.glyphs != "auto":
        chosen = ASCII if settings.glyphs == "ascii" else PLAIN
    else:
        encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "")
        chosen = PLAIN if encoding.startswith("utf") and environ.get("TERM") != "linux" else ASCII
    return layout.bare(chosen)


def article(value: Article, paper: Paper, now: float) -> Iterator[str]:
    """A post with its neighbours, its text and its conversation."""
    reading = value.reading
    yield from neighbours(reading.neighbours, paper)
    post = reading.post
    if post and post.title:
        yield from (paper.draw(line) for line in layout.title(post.title, paper.width, glyphs=paper.glyphs))
    if post:
        facts = [
            post.author.name if post.author else None,
            words.full_date(post.published) if post.published else None,
            ", ".join(post.tags) or None,
        ]
        if any(facts):
            yield from paper.wrap(f" {paper.glyphs.dot} ".join(fact for fact in facts if fact), "muted")
            yield ""
    yield from _blocks(value.blocks, paper)
    if value.has_comments and reading.thread is not None:
        yield from conversation(reading.thread, value.remarks, paper, now)
    yield from warnings(reading.warnings, paper)


def warnings(sentences: Sequence[str], paper: Paper) -> Iterator[str]:
    """What the reader should know about what was printed, below it."""
    if sentences:
        yield ""
    for sentence in sentences:
        yield from paper.wrap(sentence, "quiet")


def neighbours(value: Neighbours, paper: Paper) -> Iterator[str]:
    """« older │ Main │ newer », as wide as the text; nothing where the page names no neighbour."""
    if not (value.previous or value.next):
        return
    glyphs = paper.glyphs
    index = layout.cut((value.index.title if value.index else None) or "Main", paper.width // 4, glyphs.ellipsis)
    room = paper.width - layout.width(index) - 2 * layout.width(f" {glyphs.bar} ") - layout.width(glyphs.older) - 3
    older, newer = _names(_name(value.previous, "older post"), _name(value.next, "newer post"), room, glyphs.ellipsis)
    line: list[Run] = [Run(index, "muted", href=value.index.url if value.index else None)]
    bar = Run(f" {glyphs.bar} ", "muted")
    if value.previous and older:
        line = [Run(f"{glyphs.older} ", "accent"), Run(older, "muted", href=value.previous.url), bar, *line]
    if value.next and newer:
        line += [bar, Run(newer, "muted", href=value.next.url), Run(f" {glyphs.newer}", "accent")]
    yield paper.draw(tuple(line))
    yield paper.rule()
    yield ""


def _name(link: Link | None, without_title: str) -> str | None:
    return (link.title or without_title) if link else None


def _names(older: str | None, newer: str | None, room: int, ellipsis: str) -> tuple[str | None, str | None]:
    """Both titles cut to fit side by side, the longer one first."""
    widths = [layout.width(name or "") for name in (older, newer)]
    half = room // 2
    if sum(widths) <= room:
        return older, newer
    left = max(half, room - widths[1])
    right = max(room - half, room - widths[0])
    return (
        layout.cut(older, left, ellipsis) if older else None,
        layout.cut(newer, right, ellipsis) if newer else None,
    )


def _blocks(blocks: tuple[Block, ...], paper: Paper, indent: int = 0) -> Iterator[str]:
    for line in layout.lay_out_all(blocks, max(NARROWEST, paper.width - indent), glyphs=paper.glyphs):
        yield paper.draw(line, indent)


def conversation(
    thread: Thread, remarks: tuple[Remark, ...], paper: Paper, now: float, new_ids: frozenset[str] = frozenset()
) -> Iterator[str]:
    """The comments in reading order, replies indented, with what the site says about them."""
    yield ""
    yield paper.rule()
    yield from paper.wrap(f" {paper.glyphs.dot} ".join(summary(thread, len(remarks))), "strong")
    names = {remark.comment.id: remark.comment.author.name for remark in remarks if remark.comment.author}
    deepest = paper.width // 3 // REPLY_INDENT
    for remark in remarks:
        yield ""
        yield from _remark(remark, names, deepest, paper, now, new=remark.comment.id in new_ids)
    if thread.closed:
        yield ""
        yield from paper.wrap(thread.closed_notice or CLOSED, "quote")


def summary(thread: Thread, here: int) -> list[str]:
    """What there is to say about a thread: how many comments are here, of how many, and whether it is closed."""
    stated = thread.stated_count
    if thread.service and not here:
        text = f"The comments are kept by {thread.service}; they are not in the page"
    elif stated is not None and stated > here:
        text = f"{here} of {stated} comments are here"
    else:
        text = words.plural(here, "comment") if here else "No comments"
    return [text, "closed"] if thread.closed else [text]


def _remark(
    remark: Remark, names: Mapping[str, str], deepest: int, paper: Paper, now: float, *, new: bool
) -> Iterator[str]:
    comment = remark.comment
    indent = min(remark.depth, deepest) * REPLY_INDENT
    name = comment.author.name if comment.author else "Anonymous"
    head: list[Run] = [Run(name, "name" if not comment.is_deleted else "muted")]
    if comment.is_by_post_author:
        head += [Run(" "), Run(" author " if paper.is_coloured else "[author]", "chip")]
    if remark.depth > deepest and (answered := names.get(comment.parent_id or "")):
        head.append(Run(f" to {answered}", "muted"))
    if comment.published:
        head.append(Run(f" {paper.glyphs.dot} {_when(comment.published, now)}", "muted"))
    if new:
        head.append(Run(f" {paper.glyphs.dot} new", "accent"))
    yield paper.draw(layout.cut_line(tuple(head), max(NARROWEST, paper.width - indent)), indent)
    if comment.is_deleted and not remark.blocks:
        yield paper.draw((Run("deleted comment", "quote"),), indent)
    yield from _blocks(remark.blocks, paper, indent)


def _when(moment: Moment, now: float) -> str:
    """How old a remark is where that is recent, else its day."""
    is_recent = 0 <= now - moment.timestamp() < RECENT
    return words.age(moment, now) if is_recent else words.short_date(moment)


def post_list(title: str | None, rows: tuple[PostLink, ...], paper: Paper) -> Iterator[str]:
    """A front page or a feed: its title and its posts, one a line, addresses under them."""
    if title:
        yield from (paper.draw(line) for line in layout.title(title, paper.width, glyphs=paper.glyphs))
    for row in rows:
        date = words.short_date(row.published) if row.published else ""
        name = row.title or clean_line(row.summary, 60) or row.url
        room = paper.width - layout.width(date) - 2
        line = layout.pad(layout.cut(name, room, paper.glyphs.ellipsis), room)
        yield paper.draw((Run(line, "strong", href=row.url or None), Run(f"  {date}", "muted")))
        if row.url:
            yield paper.draw((Run(row.url, "quiet"),), 2)
