"""What went wrong, as a FetchError: a short word for lists, a sentence with the way out. Sends nothing."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from tui_reader.content.text import clean_line
from tui_reader.errors import FetchError

_STATUS: dict[int, tuple[str, str]] = {
    400: ("refused", "The server calls the request bad; the address may be mistyped."),
    401: ("login needed", "The server wants a login. Put it into the address: https://name:password@host/…"),
    402: ("refused", "The server wants to be paid."),
    403: ("refused", "The server does not let this program in; a browser may get further."),
    404: ("not found", "There is nothing at this address. It may have moved: look at the site's front page."),
    406: ("refused", "The server has nothing in a form that can be read here."),
    407: ("proxy login needed", "The proxy named in the environment wants a login."),
    408: ("too slow", "The server did not wait for the request; try again later."),
    410: ("gone", "The server says that this was taken away for good. What is stored stays."),
    429: ("asks to wait", "The server was asked too often."),
    451: ("refused", "The server may not show this, for legal reasons."),
    503: ("server error", "The server is busy or being mended; try again later."),
    504: ("server error", "The server waited in vain for another one; try again later."),
}


def not_an_address(url: str) -> FetchError:
    """For what is no http or https address."""
    return FetchError(shown(url), "not a web address", "Only http and https addresses are fetched.")


def offline(url: str) -> FetchError:
    """For a page that is not kept while the network is not to be used."""
    return FetchError(shown(url), "offline", "This page is not kept here; it can be read when online again.")


def private_address(url: str, where: str) -> FetchError:
    """For an address inside the user's own network that the user did not name."""
    message = f"{shown(where)} is inside your own network and was not named by you, so it was not asked."
    return FetchError(shown(url), "private address", message)


def asks_to_wait(url: str, seconds: float) -> FetchError:
    """For a host that was asked not long ago and wanted to be left alone."""
    message = f"The server asked to be left alone for {_duration(seconds)} more."
    return FetchError(shown(url), "asks to wait", message, status=429, retry_after=seconds)


def from_status(url: str, status: int, headers: Mapping[str, str], *, now: float, longest_wait: float) -> FetchError:
    """For an answer that is neither a page nor "not modified"."""
    reason, message = _STATUS.get(status, ("", ""))
    if not reason and 300 <= status < 400:
        reason, message = "broken answer", "The server sends elsewhere without saying where."
    elif not reason:
        is_server = 500 <= status < 600
        reason = "server error" if is_server else "refused"
        message = "The server failed; try again later." if is_server else "The server does not answer this request."
    wait = retry_after(headers.get("retry-after"), now=now, longest=longest_wait) if status in {429, 503} else None
    if wait is not None:
        reason, message = "asks to wait", f"{message} It asks to be left alone for {_duration(wait)}."
    return FetchError(shown(url), reason, f"{message} (HTTP {status})", status=status, retry_after=wait)


def from_network(url: str, error: BaseException, *, seconds: float) -> FetchError:
    """For an exception of the layers below; `seconds` is how long they waited for an answer."""
    causes = list(_chain(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = clean_line(cause.verify_message) or "not valid"
            message = f"The server's certificate cannot be trusted: {why}. There is no way around it here."
            return FetchError(shown(url), "TLS certificate", message)
        if isinstance(cause, ssl.SSLError):
            return FetchError(shown(url), "TLS error", "No encrypted connection could be made; try http:// instead.")
        if isinstance(cause, socket.gaierror):
            return FetchError(
                shown(url), "no such host", "This host name is not known. Is it mistyped, or are you offline?"
            )
    kind = type(error).__name__
    if kind in {"ReadTimeout", "WriteTimeout", "PoolTimeout"}:
        return FetchError(shown(url), "too slow", f"The server fell silent for {seconds:.0f} seconds; try again later.")
    if kind == "ConnectTimeout":
        return FetchError(shown(url), "no answer", f"The server did not answer within {seconds:.0f} seconds.")
    if kind in {"InvalidURL", "UnsupportedProtocol"}:
        return FetchError(shown(url), "not a web address", "This address, or the one it leads to, cannot be asked for.")
    detail = clean_line(str(error), 120)
    told = f" ({detail})" if detail else ""
    if kind in {"RemoteProtocolError", "LocalProtocolError", "ReadError", "DecodingError"}:
        return FetchError(shown(url), "broken answer", f"The answer was not whole or not HTTP{told}; try again later.")
    if kind == "ProxyError":
        return FetchError(shown(url), "no answer", f"The proxy named in the environment does not help{told}.")
    return FetchError(shown(url), "no answer", f"The server cannot be reached{told}; try again later.")


def retry_after(value: str | None, *, now: float, longest: float) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: a number or a date), at most `longest`.

    None where it says nothing usable.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:20]), longest)
    try:
        date = parsedate_to_datetime(text)
        seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(seconds, longest) if seconds > 0 else None


def shown(url: str) -> str:
    """An address as it may be shown: cleaned, without a password, not too long."""
    scheme, mark, rest = url.partition("://")
    place, slash, path = rest.partition("/")
    return clean_line(scheme + mark + place.rpartition("@")[2] + slash + path, 300) or "an empty address"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 7200 else f"{seconds / 3600:.0f} hours"
