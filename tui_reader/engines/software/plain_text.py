"""A page saved as plain text: « Older | Main | Newer », a date, the body, remarks, perhaps a closing notice."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tui_reader.content.document import Document
from tui_reader.content.text import clean, clean_line
from tui_reader.engines import identity, wording
from tui_reader.engines.reading import Clock
from tui_reader.models import Author, Comment, Evidence, Link, Moment, Neighbours, PostData, PostLink, Thread

BY_BLANK_LINES = "Only blank lines tell the post from its comments in a page saved as text."
"""What the user must know about the remarks that are read out of a text."""

_SIGNATURE = re.compile(
    r"^[ \t]*(?:posted by|gepostet von|verfasst von|rédigé par|écrit par|publicado por|投稿)[ \t]*[:：]?"
    r"[ \t]*(?P<name>[^|\n]*?)[ \t]*(?:[|｜][ \t]*(?P<date>[^\n]*?)[ \t]*)?$",
    re.IGNORECASE,
)
_GAP = re.compile(r"\n(?:[^\S\n]*\n){2,}")
_PARAGRAPH = re.compile(r"\n(?:[^\S\n]*\n)+")
_MAX_DATE_LINE = 60


@dataclass(frozen=True, slots=True)
class _Parts:
    """The text taken apart: the line of neighbours, the date, and the paragraphs of body and remarks."""

    strip: str | None
    published: Moment | None
    body: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainText:
    """Reads the shape that a browser's "save as text" gives a blog's page."""

    name: str = "plain_text"

    def recognise(self, document: Document) -> Evidence | None:
        """See `Engine`: any text without markup."""
        return Evidence("plain text without any markup", 1.0) if document.is_plain_text else None

    def post(self, document: Document) -> PostData | None:
        """See `Engine`: the title is never known."""
        parts = _taken_apart(document)
        if parts is None:
            return None
        return PostData(
            url=document.own_urls[0],
            html="\n".join(map(_paragraph, parts.body)) or None,
            base_url=document.base_url,
            published=parts.published,
            language=document.language,
        )

    def neighbours(self, document: Document) -> Neighbours | None:
        """See `Engine`: titles without addresses."""
        parts = _taken_apart(document)
        if parts is None or parts.strip is None:
            return None
        return _neighbours(parts.strip)

    def posts(self, document: Document) -> list[PostLink] | None:  # noqa: ARG002  a text is one post
        """See `Engine`: a text is one post."""
        return None

    def thread(self, document: Document, post: PostData | None) -> Thread | None:  # noqa: ARG002  the text says it all
        """See `Engine`: every paragraph behind the body is a remark."""
        parts = _taken_apart(document)
        if parts is None or not parts.remarks:
            return None
        notice = wording.closed_notice(parts.remarks[-1])
        remarks = parts.remarks[:-1] if notice else parts.remarks
        return Thread(
            engine=self.name,
            comments=identity.distinct(_remarks(remarks, Clock.of(document))),
            closed=True if notice else None,
            closed_notice=notice,
            base_url=document.base_url,
        )

    def comment_id(self, address: str) -> str | None:  # noqa: ARG002  nothing in a text has an address
        """See `Engine`: nothing in a text has an address."""
        return None


def _taken_apart(document: Document) -> _Parts | None:
    """None where there is no text at all. A text without strip and date is all body: nothing says what else it is."""
    text = clean(document.source).strip()
    if not text:
        return None
    strip, text = _first_line(text, _is_strip)
    clock = Clock.of(document)
    line, text = _first_line(text, lambda line: len(line) <= _MAX_DATE_LINE and clock.read(line) is not None)
    if strip is None and line is None:
        return _Parts(None, None, _paragraphs(text), ())
    gap = _GAP.search(text)
    if gap:
        body, remarks = _paragraphs(text[: gap.start()]), _paragraphs(text[gap.end() :])
    else:
        everything = _paragraphs(text)
        body, remarks = everything[:1], everything[1:]
    return _Parts(strip, clock.read(line) if line else None, body, remarks)


def _first_line(text: str, is_wanted: Callable[[str], bool]) -> tuple[str | None, str]:
    """The first line where it is the wanted one, and what follows it."""
    line, _, rest = text.partition("\n")
    return (line.strip(), rest.strip()) if is_wanted(line.strip()) else (None, text)


def _is_strip(line: str) -> bool:
    return bool(re.match(r"(?:«|‹|←|<<)\s*\S", line) or re.search(r"\S\s*(?:»|›|→|>>)$", line))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _PARAGRAPH.split(text) if part.strip())


def _paragraph(text: str) -> str:
    """A paragraph's HTML. A line that ends although the next word had room is ended on purpose."""
    lines = [line.strip() for line in text.split("\n")]
    longest = max(map(len, lines))
    parts = [html.escape(lines[0], quote=False)]
    for line, following in pairwise(lines):
        had_room = len(line) + 1 + len(following.split(" ", 1)[0]) <= longest
        parts.append(("<br>" if had_room else " ") + html.escape(following, quote=False))
    return f"<p>{''.join(parts)}</p>"


def _neighbours(strip: str) -> Neighbours:
    """« OLDER | Main | NEWER »: the piece without an arrow that is called so is the index. Titles may hold bars too."""
    pieces = [piece.strip() for piece in strip.split("|") if piece.strip()]
    has_older = wording.arrow(pieces[0]) < 0
    has_newer = wording.arrow(pieces[-1]) > 0
    plain = range(int(has_older), len(pieces) - int(has_newer))
    index = next((place for place in plain if wording.is_index(pieces[place])), plain[0] if plain else None)
    split = len(pieces) - int(has_newer) if index is None else index
    return Neighbours(
        previous=_titled(" | ".join(pieces[:split]) if has_older else None),
        next=_titled(" | ".join(pieces[split + (index is not None) :]) if has_newer else None),
        index=_titled(None if index is None else pieces[index]),
    )


def _titled(text: str | None) -> Link | None:
    title = wording.link_title(text) or clean_line(text)
    return Link(None, title) if title else None


def _remarks(paragraphs: Sequence[str], clock: Clock) -> list[Comment]:
    """A paragraph each; a paragraph that is a signature alone names all since the one before, a last line its own."""
    remarks: list[Comment] = []
    waiting: list[str] = []
    for paragraph in paragraphs:
        text, _, last = paragraph.rpartition("\n")
        signature = _SIGNATURE.match(last)
        if signature is None:
            waiting.append(paragraph)
            continue
        if text:
            remarks += [_remark([alone], None, clock) for alone in waiting]
            waiting = [text]
        remarks.append(_remark(waiting, signature, clock))
        waiting = []
    return remarks + [_remark([alone], None, clock) for alone in waiting]


def _remark(paragraphs: Sequence[str], signature: re.Match[str] | None, clock: Clock) -> Comment:
    name = clean_line(signature["name"]) if signature else None
    published = clock.read(signature["date"]) if signature and signature["date"] else None
    return Comment(
        id=identity.by_content(name, published.iso() if published else None, "".join(paragraphs)),
        html="\n".join(map(_paragraph, paragraphs)),
        author=Author(name) if name else None,
        published=published,
    )


ENGINE = PlainText()
