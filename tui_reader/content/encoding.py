"""Bytes of a page to text: byte order mark, what the header and the page name, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

# what browsers read in place of what is named (WHATWG Encoding), under Python's names; nothing else is looked up,
# for Python also knows codecs that unpack archives and run escapes
_CODECS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "cp1252": "cp1252", "iso8859-9": "cp1254", "cp1254": "cp1254",
    "utf-8": "utf-8", "utf-16": "utf-16", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "hz",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "cp950",
    "shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp", "iso2022_jp": "iso2022_jp",
    "euc_kr": "cp949", "cp949": "cp949", "iso2022_kr": "iso2022_kr", "johab": "johab",
    "tis-620": "cp874", "iso8859-11": "cp874", "cp874": "cp874",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "cp866": "cp866", "mac-roman": "mac-roman", "mac-cyrillic": "mac-cyrillic",
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp125{page}": f"cp125{page}" for page in (0, 1, 3, 5, 6, 7, 8)},
}  # fmt: skip
# names that the web uses and Python does not know
_ALIASES = {
    "x-sjis": "cp932", "windows-874": "cp874", "x-gbk": "gb18030", "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-8": "utf-8", "unicode": "utf-8", "iso-8859-8-i": "iso8859-8", "x-euc-jp": "euc_jp",
}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_META_WITHIN = 8192
# bytes that are no UTF-8, read one by one as what stands for most of them
_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes; `charset` is what the transport named. Never raises.

    In this order: byte order mark, `charset`, what the page's first 8 KB name, UTF-8, windows-1252. A name that the
    bytes contradict is passed over; single stray bytes in UTF-8 are read as windows-1252.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    named = [name for name in (_known(charset), _in_page(content)) if name]
    if not named or {"utf-8", "cp1252"}.issuperset(named):
        return _western(content)
    for name in named:
        try:
            # UTF-8 by accident does not happen in other languages' text
            return content.decode("utf-8" if name == "cp1252" else name)
        except UnicodeDecodeError:
            continue
    return _western(content) if named[0] in {"utf-8", "cp1252"} else content.decode(named[0], "replace")


def _western(content: bytes) -> str:
    """UTF-8 where it is; else windows-1252, whole or for the bytes that are no UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("utf-8", "surrogateescape").translate(_STRAY)


def _known(charset: str | None) -> str | None:
    """Python's name of the codec to use, None where the name is unknown or not allowed."""
    if not charset:
        return None
    label = charset.strip(" \t\r\n\"'").lower()
    try:
        return _ALIASES.get(label) or _CODECS.get(codecs.lookup(label).name)
    except (LookupError, ValueError):
        return None


def _in_page(content: bytes) -> str | None:
    match = _META.search(content[:_META_WITHIN])
    name = _known(match[1].decode("ascii")) if match else None
    # a name that could be read as ASCII was not written in UTF-16
    return "utf-8" if name and name.startswith("utf-16") else name
