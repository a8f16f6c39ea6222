"""Strings from outside: what may reach a terminal, a file or the database, and what may not.

Cleaning comes after the last decoding: `&#27;` in a feed is harmless text until somebody unescapes it.
"""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 8
"""Combining marks kept on one base letter; Vietnamese and pointed Hebrew need three, Tibetan stacks six or seven."""

# C0 but tab and newline, DEL and C1 move cursors and write clipboards; bidirectional overrides, isolates and tags
# make text lie about itself; soft hyphens and zero-width spaces are break hints that terminals print as they like
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]+"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_UNPRINTABLE = re.compile(f"{_UNWANTED.pattern[:-2]}\u2028\u2029\ud800-\udfff]")
# the blocks that hold marks; one fast look spares most texts the slow ones
_MAY_STACK = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200c-\u200f\u2060-\u2065\u20d0-\u20ff\u2ce0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabed\ud7b0-\ud7ff\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff]"
)
# nothing narrower is cheap to look for: runs without letters, blanks and ASCII hold every flood of marks
_SUSPECTS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
# the vowels and finals of Hangul are letters without width of their own
_JAMO = re.compile(rf"([\u1160-\u11ff\ud7b0-\ud7ff]{{{MAX_MARKS}}})[\u1160-\u11ff\ud7b0-\ud7ff]+")
# HTML reads these code points as windows-1252, which is what old pages meant by them
_WINDOWS = {
    code: bytes([code]).decode("cp1252", "replace")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_C1 = re.compile("[\x80-\x9f]")
_WINDOWS_REFERENCE = re.compile(r"&#(?:0*(1[2-5][0-9])|[xX]0*([89][0-9a-fA-F]))(?:;|(?![0-9a-fA-F]))")


def clean(text: str) -> str:
    """The text without anything that acts on a terminal or hides what it says.

    Dropped: control characters but newline and tab, bidirectional overrides and isolates, tags, zero-width spaces,
    soft hyphens, all but the first `MAX_MARKS` combining marks of a letter. Kept: joiners and direction marks, which
    scripts need. Carriage returns and Unicode's own line breaks become newlines, lone surrogates U+FFFD.
    """
    if text.isascii():
        if text.isprintable() or not _CONTROLS.search(text):
            return text
        return _CONTROLS.sub("", _LINE_BREAKS.sub("\n", text))
    if not text.isprintable() and _UNPRINTABLE.search(text):
        text = _SURROGATES.sub("\ufffd", _LINE_BREAKS.sub("\n", text))
        text = _UNWANTED.sub("", text)
    if _MAY_STACK.search(text):
        text = _JAMO.sub(r"\1", _SUSPECTS.sub(_thin, text))
    return text


def clean_line(text: str | None, limit: int = 500) -> str | None:
    """The text cleaned, on one line, without outer blanks, cut to `limit` characters with "…"; None if none is left."""
    if not text:
        return None
    line = " ".join(clean(" ".join(text.split())).split())
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return line or None


def storable(text: str) -> str:
    """The text as it came, but for NUL and lone surrogates, which SQLite and UTF-8 refuse: they become U+FFFD."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def mend_windows(html: str) -> str:
    """HTML with the code points 80 to 9F, written out or as references, read as windows-1252, as browsers do."""
    if "&#" in html:
        html = _WINDOWS_REFERENCE.sub(_windows_character, html)
    if html.isascii() or not _C1.search(html):
        return html
    return _C1.sub(lambda match: _WINDOWS.get(ord(match[0]), match[0]), html)


def _windows_character(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    return _WINDOWS.get(code, match[0])


def _thin(match: re.Match[str]) -> str:
    """A run of signs with at most `MAX_MARKS` characters without width in a row."""
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        if unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"}:
            marks += 1
            if marks > MAX_MARKS:
                continue
        else:
            marks = 0
        kept.append(character)
    return "".join(kept)
