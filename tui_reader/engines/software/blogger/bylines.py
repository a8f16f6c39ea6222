"""The names in Blogger's bylines ("Nesta said...", "Nesta hat gesagt…", "Nestaさんのコメント...") without the words.

Which words those are the page itself shows: they stand around every name that is a link.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cached_property

from lxml.html import HtmlElement

from tui_reader.content.document import Document
from tui_reader.content.text import clean_line
from tui_reader.engines import wording
from tui_reader.models import Author, Comment

_BYLINES = "#comments dt, dl#comments-block dt, div.comment .comment-author, .comment_body .comment_name"
_FLAGGED = "comment_name"
"""The class of a name that has flags and a date behind it in the same element."""
# where no name on the page is a link
_SAID = re.compile(
    r"""\s*(?:\b(?:said|wrote)|hat\s+gesagt|a\s+dit|dijo|disse|ha\s+detto|zei|sa|sagde|sanoi|kirjoitti|powiedział\(?a?\)?
    |pisze|řekl\(a\)|povedal\(a\)|mondta|a\s+spus|каза|комментирует|пишет|сказал\(?а?\)?|каже|сказав|είπε|dedi\s+ki
    |さんは(?:書きました|コメント|言いました)|さんのコメント|說|说|님의\s*말|กล่าวว่า|mengatakan|berkata|(?:đã\s+)?nói
    |قال|אמר/ה|ha\s+dit|escribió|rekao|kazao|teigė|ütles)\s*(?:[.]{2,3}|…|:|。)\s*$""",
    re.VERBOSE,
)
_DATED = re.compile(r"^\s*At\s+[\d:.]+\s*(?:[AP]M)?,\s+", re.IGNORECASE)


class Bylines:
    """Reads the bylines of one page."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def named(self, comment: Comment) -> Comment:
        """The comment with the name alone, where its byline is a line of text around it."""
        element = self._lines.get(comment.id)
        if element is None or comment.author is None or _link(self._document, element):
            return comment
        if _FLAGGED in (element.get("class") or ""):
            name = clean_line(element.text)
        else:
            name = self._bare(self._undated(element))
        return replace(comment, author=Author(name, comment.author.url) if name else None)

    def _undated(self, element: HtmlElement) -> str:
        """The line without the date before the name, which is the link to the comment."""
        line = self._document.text(element) or ""
        links = (self._document.text(link) for link in element.iter("a") if "#" in (link.get("href") or ""))
        date = next((text for text in links if text), None)
        return line.partition(date)[2].lstrip(" ,") if date and date in line else line

    @cached_property
    def _lines(self) -> dict[str, HtmlElement]:
        lines: dict[str, HtmlElement] = {}
        for element in self._document.select(_BYLINES):
            for holder in (element, *element.iterchildren("a"), *list(element.iterancestors())[:3]):
                found = re.match(r"c(\d+)$", holder.get("id") or holder.get("name") or "")
                if found:
                    lines.setdefault(found[1], element)
                    break
        return lines

    @cached_property
    def _around(self) -> tuple[str, str]:
        """What stands before and behind a linked name on most lines of the page."""
        seen: Counter[tuple[str, str]] = Counter()
        for element in self._lines.values():
            name, line = _link(self._document, element), self._document.text(element) or ""
            if name and line.count(name) == 1:
                before, _, behind = line.partition(name)
                seen[before, behind] += 1
        return seen.most_common(1)[0][0] if seen else ("", "")

    def _bare(self, line: str) -> str | None:
        before, behind = self._around
        if behind and line.endswith(behind) and line.startswith(before):
            return clean_line(line[len(before) : len(line) - len(behind)])
        return wording.name(_SAID.sub("", _DATED.sub("", line))) or clean_line(line)


def _link(document: Document, element: HtmlElement) -> str | None:
    """The text of the link that a byline's name is; the picture before it is a link too, without text."""
    links = element.iterchildren("a") if _FLAGGED in (element.get("class") or "") else element.iter("a")
    named = (link for link in links if link.get("href") and "#" not in (link.get("href") or ""))
    return next((text for link in named if (text := document.text(link))), None)
