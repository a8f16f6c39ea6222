"""Pages in the encodings that the web has used, named rightly, wrongly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.content.encoding import decode


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
def test_any_bytes_under_any_name_are_some_text(content: bytes, charset: str | None) -> None:
    assert isinstance(decode(content, charset), str)


@pytest.mark.parametrize(
    ("text", "codec", "charset"),
    [
        ("Zażółć", "utf-8", None),
        ("Zażółć", "iso8859-2", "ISO-8859-2"),
        ("日本語", "shift_jis", "Shift_JIS"),
        ("日本語", "euc_jp", "EUC-JP"),
        ("中文", "gbk", "gb2312"),
        ("Привет", "koi8-r", "koi8-r"),
        ("Привет", "cp1251", "windows-1251"),
        ("“it’s”", "cp1252", "iso-8859-1"),
        ("naïve", "cp1252", None),
        ("ok", "utf-8", "utf-7"),
        ("ok", "utf-8", "zlib_codec"),
        ("Ünder", "utf-8", "no-such-charset"),
        ("Ünder", "utf-8", "latin-1"),
    ],
)
def test_named_and_unnamed_encodings(text: str, codec: str, charset: str | None) -> None:
    assert decode(text.encode(codec), charset) == text


def test_the_page_names_its_own_encoding() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>Привет'
    assert "Привет" in decode(page.encode("cp1251"))


def test_the_page_is_believed_where_the_header_cannot_be_right() -> None:
    page = '<meta charset="shift_jis">日本語'
    assert "日本語" in decode(page.encode("shift_jis"), "utf-8")


def test_byte_order_marks_win_and_go() -> None:
    assert decode(b"\xef\xbb\xbfhi", "koi8-r") == "hi"
    assert decode("\ufeffhi".encode("utf-16-le"), "utf-8") == "hi"


def test_stray_windows_bytes_in_utf8_are_read_one_by_one() -> None:
    assert decode("naïve ".encode() + b"\x93quote\x94 \x81", "utf-8") == "naïve “quote” \ufffd"
