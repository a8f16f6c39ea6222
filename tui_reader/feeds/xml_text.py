"""An XML text made safe for a parser: without what XML forbids, without entities that expand, not too many posts.

Only what no well-formed, ordinary feed has is touched.
"""

from __future__ import annotations

import re

from tui_reader.feeds.values import MAX_POSTS

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
# those that are not plainly legal, as nearly all are
_RARE_REFERENCE = re.compile(
    r"&#(?!(?:9|10|13|3[2-9]|[4-9]\d|[1-9]\d{2,3}|[1-4]\d{4}|[xX](?:[2-9a-fA-F][0-9a-fA-F]|[1-9a-cA-C][0-9a-fA-F]{2,3}));)"
    r"(?:[xX]([0-9a-fA-F]+)|([0-9]+));?"
)
# the commonest damage: "AT&T", and the addresses of links; in CDATA it is none
_BARE = re.compile(r"(<!\[CDATA\[(?:(?!\]\]>).)*+\]\]>)|&(?!\#?\w{1,40};)", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w:.-]+)[^>\[]*+(?:\[((?:(?!\]\s*>).)*+)\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DOCTYPE_WITHIN = 10_000
# short, and without references to others: these cannot grow
_ENTITY = re.compile(
    r"""<!ENTITY\s+[\w.-]{1,40}\s+(?:"(?:[^"&%<]|&#\w{1,8};){0,100}"|'(?:[^'&%<]|&#\w{1,8};){0,100}')\s*>"""
)
_POST_START = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
_POST_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.IGNORECASE)
# any case is meant, one is understood
_PERMALINK = re.compile(r"""(\sisPermaLink\s*=\s*["'])\s*true\s*(["'])""", re.IGNORECASE)
# feedparser takes these for the post's own where they follow them
_FOREIGN = re.compile(r"<(/?)(media|itunes|dc):(title|description|summary)(?=[\s>/])[^<>]*?(/?)>")


def prepared(source: str) -> str:
    """The text as a parser may have it."""
    source = _FORBIDDEN.sub("", source.lstrip("\ufeff \t\r\n"))
    if "&" in source:
        source = _REFERENCE.sub(_legal, source)
        source = _BARE.sub(lambda match: match[1] or "&amp;", source)
    source = _bounded(_without_entities(source))
    source = _PERMALINK.sub(r"\1true\2", source)
    return _FOREIGN.sub(r"<\1\2:own-\3\4>", source)


def has_illegal_reference(source: str) -> bool:
    """Whether a character reference names what XML has no character for, in CDATA too."""
    return any(_legal(match) != match[0] for match in _RARE_REFERENCE.finditer(source))


def _legal(match: re.Match[str]) -> str:
    """A character reference, or U+FFFD for one that XML has no character for."""
    digits = match[1] or match[2]
    if len(digits) > 10:
        return "\ufffd"
    code = int(digits, 16 if match[1] else 10)
    is_legal = code in {9, 10, 13} or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return match[0] if is_legal else "\ufffd"


def _without_entities(source: str) -> str:
    """The text with a document type that declares nothing but short characters."""
    start = source.find("<!", 0, _DOCTYPE_WITHIN)
    if start < 0:
        return source
    match = _DOCTYPE.search(source, start, start + 10 * _DOCTYPE_WITHIN)
    if match is None or match[2] is None:
        return source
    # feedparser reads them line by line
    kept = "\n".join(_ENTITY.findall(match[2])[:300])
    doctype = f"<!DOCTYPE {match[1]} [\n{kept}\n]>" if kept else ""
    return source[: match.start()] + doctype + source[match.end() :]


def _bounded(source: str) -> str:
    """The text without the posts after the first `MAX_POSTS`; what follows the last one is kept."""
    starts = _POST_START.finditer(source)
    for _ in range(MAX_POSTS):
        if next(starts, None) is None:
            return source
    surplus = next(starts, None)
    if surplus is None:
        return source
    last = source.rfind("</", 0)
    for end in _POST_END.finditer(source, surplus.start()):
        last = end.end()
    return source[: surplus.start()] + source[last:]
