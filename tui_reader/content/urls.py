"""Addresses: which ones may be followed, and when two of them name the same page."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import SplitResult, parse_qsl, quote, quote_from_bytes, unquote_to_bytes, urlencode, urljoin, urlsplit

from tui_reader.models import Moment

MAX_LENGTH = 8000
"""Characters of the longest address that is followed; servers refuse longer ones."""

_PLAIN = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::(?:[0-9]{1,4}|[1-5][0-9]{4}))?(?:[/?#][!-~]*)?"
)
_JUNK = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNSAFE = re.compile(r"[^!-~]")
_ARCHIVE = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|md)|arquivo\.pt/(?:wayback|noFrame/replay))"
    r"/[0-9]{4,14}[a-z_]*/(https?:/.+)",
    re.IGNORECASE,
)
_ONE_SLASH = re.compile(r"^(https?:)/+", re.IGNORECASE)
_BLOGSPOT = re.compile(r"\.blogspot\.(?:com?\.)?[a-z]{2,3}$")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|shtml|cgi)$", re.IGNORECASE)
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|spref|showcomment|no_prefetch|replytocom"
)
_DATE_PATH = re.compile(r"/((?:19|20)[0-9]{2})/(0?[1-9]|1[0-2])(?:/(0?[1-9]|[12][0-9]|3[01]))?(?=/|$)")
_DATE_NAME = re.compile(r"/((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9])")


def resolve(base: str | None, href: str | None) -> str | None:
    """The absolute address that a link names, or None where it names none that may be followed.

    Only http, https and mailto; everything outside 0x21 to 0x7E is percent-encoded, so that an address can stand in a
    terminal's link sequence. An absolute address of plain characters is left exactly as it is.
    """
    if not href or len(href) > MAX_LENGTH:
        return None
    if _PLAIN.fullmatch(href):
        return href
    href = _JUNK.sub("", href).strip()
    if not href:
        return None
    try:
        joined = urljoin(base, href) if base else href
        if joined.startswith("//"):
            joined = f"https:{joined}"
        return _encoded(urlsplit(joined))
    except ValueError:
        return None


def is_web(url: str | None) -> bool:
    """Whether this is an http or https address with a host."""
    parts = _split(url)
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname)


def host(url: str | None) -> str:
    """The host in lower case, "" where there is none."""
    parts = _split(url)
    return (parts.hostname or "") if parts is not None else ""


def login(url: str | None) -> str:
    """The name and password in an address, as they are written there; "" where there are none."""
    parts = _split(url)
    return parts.netloc.rpartition("@")[0] if parts is not None else ""


def without_login(url: str) -> str:
    """The address as anybody may know it: without name and password."""
    secret = login(url)
    return url.replace(f"{secret}@", "", 1) if secret else url


def same_site(a: str | None, b: str | None) -> bool:
    """Whether both are pages of one host, or of a host and its subdomain; `www.` and Blogger's countries aside."""
    one, other = _site(host(a)), _site(host(b))
    if not one or not other:
        return False
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def key(url: str) -> str:
    """The form in which two addresses of the same page are equal; for comparison only, not to be followed.

    Without scheme, `www.`, default port, index file, final slash, fragment, tracking parameters, archive wrapping and
    the country of a Blogger host; the remaining parameters sorted, percent-encoding made uniform.
    """
    url = unwrap_archive(url.strip())
    parts = _split(url)
    if parts is None or not parts.hostname:
        return url
    site = _site(parts.hostname) + _port(parts)
    path = _INDEX.sub("/", parts.path).rstrip("/")
    # TypePad's permalinks of comments name the page with the comment's number in the query
    is_comment = parts.fragment.startswith("comment-")
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _is_tracking(name.lower(), value) and not (is_comment and name == "cid")
    )
    tail = f"?{urlencode(query, errors='replace')}" if query else ""
    return site + quote_from_bytes(unquote_to_bytes(path.encode("utf-8", "replace")), safe="/:@!$&'()*+,;=~") + tail


def same(a: str | None, b: str | None) -> bool:
    """Whether both addresses name the same page."""
    return bool(a and b) and (a == b or key(a or "") == key(b or ""))


def unwrap_archive(url: str) -> str:
    """The address of the page that a web archive's address shows; any other address unchanged."""
    match = _ARCHIVE.match(url)
    return _ONE_SLASH.sub(r"\1//", match[1]) if match else url


def path_date(url: str | None) -> Moment | None:
    """The day that a path names, `/2008/09/03/` or `/2008-09-03-title`; of `/2008/09/` the first of the month."""
    parts = _split(url)
    match = parts and (_DATE_PATH.search(parts.path) or _DATE_NAME.search(parts.path))
    if not match:
        return None
    try:
        return Moment(datetime(int(match[1]), int(match[2]), int(match[3] or 1)), is_day=True)  # noqa: DTZ001  a day
    except ValueError:
        return None


def _encoded(parts: SplitResult) -> str | None:
    """The address with everything but visible ASCII encoded; None unless it may be followed. Raises ValueError."""
    if parts.scheme == "mailto":
        return _ascii(parts.geturl()) if "@" in parts.path else None
    # asking for the port raises ValueError where it is none
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        return None
    place = parts.netloc
    if not place.isascii():
        # UnicodeError is a ValueError
        place = parts.hostname.encode("idna").decode("ascii") + _port(parts)
    url = _ascii(parts._replace(netloc=place).geturl())
    return url if len(url) <= MAX_LENGTH else None


def _ascii(url: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0], errors="replace"), url)


def _split(url: str | None) -> SplitResult | None:
    try:
        return urlsplit(url) if url else None
    except ValueError:
        return None


def _port(parts: SplitResult) -> str:
    """The port, ":8080", where it is not the scheme's own."""
    try:
        return f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return ""


def _is_tracking(name: str, value: str) -> bool:
    # Blogger's mobile pages say m=1; WordPress's months say m=200809
    return bool(_TRACKING.fullmatch(name)) or (name == "m" and value in {"0", "1"})


def _site(name: str) -> str:
    return _BLOGSPOT.sub(".blogspot.com", name.removeprefix("www."))
