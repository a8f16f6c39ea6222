"""Asking and answering: what somebody wants from the network, and what came back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants from the network. `headers` are added to the Fetcher's own; `body` makes it a POST."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Downloaded bytes and what the server said about them.

    `url` is the final address, after redirects; `requested_url` the one asked for; `permanent_url` the address that
    permanent redirects (301, 308) alone lead to, None where there was none. `status` 304 has no content.
    `media_type` is lower case without parameters; `charset` what the header named, unchecked.
    """

    url: str
    content: bytes
    requested_url: str = ""
    status: int = 200
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    permanent_url: str | None = None
    fetched_at: float = 0.0
