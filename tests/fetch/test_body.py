"""Bodies are decoded while they arrive, within their limits."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.fetch.body import Body, BodyError

TEXT = b"<rss><channel>" + b"<item>words</item>" * 100


def taken(encoding: str, data: bytes, *, limit: int = 1 << 22, step: int = 7) -> bytes:
    body = Body(encoding, limit=limit, ratio=200)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    return body.finish()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("", bytes),
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("X-GZip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
    ],
)
def test_each_encoding_gives_back_the_text(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert taken(encoding, pack(TEXT)) == TEXT


@settings(deadline=None)
@given(data=st.binary(max_size=5000), step=st.integers(2, 600))
def test_gzip_gives_back_any_bytes_in_pieces_of_any_size(data: bytes, step: int) -> None:
    assert taken("gzip", gzip.compress(data), step=step) == data


def test_two_gzip_members_are_one_text_and_rubbish_after_them_is_ignored() -> None:
    assert taken("gzip", gzip.compress(TEXT) + gzip.compress(b"more"), step=10_000) == TEXT + b"more"
    assert taken("gzip", gzip.compress(TEXT) + b"\xffrubbish", step=10_000) == TEXT


def test_an_empty_body_is_empty_whatever_its_encoding() -> None:
    assert Body("gzip", limit=10, ratio=10).finish() == b""


@pytest.mark.parametrize("encoding", ["br", "x-evil", "gzip, gzip", "zstd"])
def test_encodings_nobody_asked_for_are_refused(encoding: str) -> None:
    with pytest.raises(BodyError) as caught:
        Body(encoding, limit=10, ratio=10)
    assert caught.value.reason == "broken answer"


def test_a_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = gzip.compress(bytes(64 << 20))
    body = Body("gzip", limit=16 << 20, ratio=200)
    with pytest.raises(BodyError, match="unpacks") as caught:
        body.add(bomb[:60_000])
    assert caught.value.reason == "too large"


def test_a_long_text_is_stopped_at_the_limit() -> None:
    with pytest.raises(BodyError) as caught:
        taken("", b"x" * 3000, limit=2000)
    assert caught.value.reason == "too large"


def test_a_cut_or_damaged_stream_is_an_error() -> None:
    packed = gzip.compress(TEXT)
    with pytest.raises(BodyError) as cut:
        taken("gzip", packed[: len(packed) // 2])
    assert cut.value.reason == "cut short"
    with pytest.raises(BodyError) as lie:
        taken("gzip", TEXT)
    assert lie.value.reason == "broken answer"
