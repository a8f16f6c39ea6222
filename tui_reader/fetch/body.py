"""A response's body, decoded as it arrives and never beyond its limits. Knows gzip and deflate (RFC 9110, 8.4.1)."""

from __future__ import annotations

import zlib

ACCEPT_ENCODING = "gzip, deflate"

_PIECE = 256 * 1024
_FREE_OF_RATIO = 1 << 20


class BodyError(Exception):
    """A body that cannot be taken; `reason` is the short word, the text the sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Body:
    """Collects a body chunk by chunk; raises BodyError as soon as it is too large or cannot be decoded.

    `encoding` is the Content-Encoding header. `limit` bounds the decoded bytes; `ratio` how many times more than what
    arrived they may be once they exceed one MiB.
    """

    def __init__(self, encoding: str, *, limit: int, ratio: int) -> None:
        names = [name.strip() for name in encoding.lower().split(",") if name.strip() not in {"", "identity"}]
        if len(names) > 1:
            raise BodyError("broken answer", "the answer is compressed more than once")
        if names and names[0] not in {"gzip", "x-gzip", "deflate"}:
            raise BodyError("broken answer", f"the answer is compressed as {names[0]!r}, which was not asked for")
        self._is_deflate = names == ["deflate"]
        self._decoder = zlib.decompressobj(wbits=32 + zlib.MAX_WBITS) if names else None
        self._limit = limit
        self._ratio = ratio
        self._arrived = 0
        self._size = 0
        self._pieces: list[bytes] = []

    def add(self, chunk: bytes) -> None:
        """Takes the next bytes as they came over the wire."""
        is_first = self._arrived == 0
        self._arrived += len(chunk)
        if self._decoder is None:
            self._keep(chunk)
            return
        if is_first and self._is_deflate and not _has_zlib_header(chunk):
            # many servers send the bare stream under this name
            self._decoder = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        try:
            self._decode(chunk)
        except zlib.error as error:
            raise BodyError("broken answer", "the compressed answer is damaged") from error

    def finish(self) -> bytes:
        """The whole decoded body; raises BodyError where a compressed one ends too early."""
        if self._decoder is not None and self._arrived and not self._decoder.eof:
            raise BodyError("cut short", "the compressed answer ends in the middle")
        return b"".join(self._pieces)

    def _decode(self, chunk: bytes) -> None:
        decoder = self._decoder
        assert decoder is not None
        while chunk:
            if decoder.eof:
                if chunk[:2] != b"\x1f\x8b":
                    # rubbish after the end is left alone, as browsers do
                    return
                decoder = self._decoder = zlib.decompressobj(wbits=32 + zlib.MAX_WBITS)
            self._keep(decoder.decompress(chunk, _PIECE))
            chunk = decoder.unused_data if decoder.eof else decoder.unconsumed_tail

    def _keep(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise BodyError("too large", f"the answer is larger than {self._limit >> 20} MiB")
        if self._decoder is not None and self._size > max(_FREE_OF_RATIO, self._arrived * self._ratio):
            raise BodyError("too large", "the answer unpacks to far more than was sent")
        self._pieces.append(data)


def _has_zlib_header(chunk: bytes) -> bool:
    """Whether bytes start as RFC 1950 demands: method 8, and a check that 31 divides."""
    return len(chunk) >= 2 and chunk[0] & 15 == 8 and int.from_bytes(chunk[:2]) % 31 == 0
