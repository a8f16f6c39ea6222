"""newsboat's file `urls`: a feed a line with its tags; the same as a plain list of addresses.

Nothing that a line names is run: `exec:` and `filter:` are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tui_reader.errors import ParseError
from tui_reader.formats import listed
from tui_reader.formats.listed import FeedList, Listed, Skipped

# newsboat's words: blanks part them, quotes keep blanks, a backslash in quotes takes the next sign as it is
_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*+)"?|([^\s"]+)|(#.*))')
# as editors count lines
_LINE_BREAK = re.compile(r"\r\n?|\n")
_ESCAPED = re.compile(r"\\(.)")
_REASONS: Final = {
    "query": "a search over other feeds: lists by a search are not taken over",
    "exec": "it runs a program to get its posts, and nothing that a list names is run",
    "filter": "it runs a program over a feed, and nothing that a list names is run: "
    "`tui-reader add` follows the feed itself",
    "file": "a file on this machine: only web addresses are followed",
}
_NO_ADDRESS = "no web address: only http and https are followed"


def read(source: str, name: str) -> FeedList:
    """The feeds of a `urls` file: the first tag is the folder, `~Title` the title. `name` is what errors call it.

    Raises ParseError where no line is one of newsboat's.
    """
    feeds: list[Listed] = []
    skipped: list[Skipped] = []
    tagged = 0
    for number, line in enumerate(_LINE_BREAK.split(source), 1):
        words = _words(line)
        if not words:
            continue
        if max(len(feeds), len(skipped)) >= listed.MAX_FEEDS:
            reason = f"more than {listed.MAX_FEEDS:,} feeds: the rest of the list was not read"
            skipped.append(Skipped(number, "the rest", reason))
            break
        made = _read_line(number, words)
        if isinstance(made, Skipped):
            skipped.append(made)
            continue
        feeds.append(made)
        tagged += len(_tags(words)) > 1
    if not feeds and all(one.reason == _NO_ADDRESS for one in skipped):
        raise _no_list(name, skipped)
    note = f"{tagged:,} of the feeds had several tags: the first is the folder, the others are not kept."
    return FeedList("newsboat", tuple(feeds), tuple(skipped), (note,) if tagged else ())


def _no_list(name: str, skipped: Sequence[Skipped]) -> ParseError:
    where = f"Line {skipped[0].line} says {skipped[0].text}. " if skipped else ""
    message = f"{where}OPML is read, and newsboat's file `urls`: one address a line."
    return ParseError(f"{name} holds no list of feeds", message)


def _words(line: str) -> list[str]:
    """The words of a line up to a comment."""
    words: list[str] = []
    # without outer blanks each run of blanks has a word after it, and is looked at once
    for match in _WORD.finditer(line.strip()):
        quoted, plain, comment = match.groups()
        if comment is not None or (plain and plain.startswith("#")):
            break
        words.append(_ESCAPED.sub(r"\1", quoted) if quoted is not None else plain)
    return words


def _read_line(number: int, words: Sequence[str]) -> Listed | Skipped:
    address, *_ = words
    scheme = address.partition(":")[0].lower()
    if scheme in _REASONS:
        return Skipped(number, listed.shown(address), _REASONS[scheme])
    url = listed.address(address)
    if url is None:
        return Skipped(number, listed.shown(address), _NO_ADDRESS)
    titles = [word[1:] for word in words[1:] if word.startswith("~")]
    return Listed(
        line=number,
        url=url,
        title=listed.title(titles[0]) if titles else None,
        folder=listed.folder(_tags(words)[:1]),
    )


def _tags(words: Sequence[str]) -> list[str]:
    """The tags of a line; `!` only hides a feed from newsboat's list."""
    return [word for word in words[1:] if word.strip() and not word.startswith(("~", "!"))]
