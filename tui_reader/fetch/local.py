"""A web that is not there: addresses answered from memory. What the sample is read through, and tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

if TYPE_CHECKING:
    import httpx


def local_transport(pages: Mapping[str, tuple[str, bytes]]) -> Callable[[], httpx.AsyncBaseTransport]:
    """A transport that answers `pages` (address -> media type, bytes) and reaches nothing else.

    Each answer has an ETag, and If-None-Match is honoured. Other addresses of the same hosts are "not found"; other
    hosts are not reached at all.
    """
    hosts = {urlsplit(address).netloc for address in pages}

    def answer(request: httpx.Request) -> httpx.Response:
        import httpx

        url = urldefrag(str(request.url)).url
        if urlsplit(url).netloc not in hosts:
            raise httpx.ConnectError("only the sample's own addresses exist here", request=request)
        if url not in pages:
            return httpx.Response(404, stream=httpx.ByteStream(b""))
        media_type, content = pages[url]
        etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        if request.headers.get("If-None-Match") == etag:
            return httpx.Response(304, headers={"ETag": etag}, stream=httpx.ByteStream(b""))
        headers = {"Content-Type": media_type, "ETag": etag}
        # a body given as `content` counts as read already and could not be streamed
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(content))

    def make() -> httpx.AsyncBaseTransport:
        import httpx

        return httpx.MockTransport(answer)

    return make
