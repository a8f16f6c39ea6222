"""What the words of a target mean before anything is asked."""

import contextlib
from pathlib import Path

import pytest

from tui_reader.reader import naming, saved
from tui_reader.reader.sources import as_address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://blog.example/a b", "https://blog.example/a b"),
        ("blog.example", "https://blog.example"),
        ("blog.example:8080/feed/?a=b", "https://blog.example:8080/feed/?a=b"),
        ("blog.example/page.html", "https://blog.example/page.html"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1/feed", "http://127.0.0.1/feed"),
        ("page.html", None),
        ("notes.2008.txt", None),
        ("a title", None),
        ("/etc/nothing.example", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("-", None),
        ("", None),
    ],
)
def test_addresses_are_told_from_files_and_titles(target: str, address: str | None) -> None:
    assert as_address(target) == address


def test_a_file_of_that_name_goes_before_a_host(tmp_path: Path) -> None:
    (tmp_path / "blog.example").write_text("x")
    with contextlib.chdir(tmp_path):
        assert as_address("blog.example") is None
        assert saved.is_there("blog.example")
    assert not saved.is_there("")
    assert not saved.is_there("x" * 9000)


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("-1", None), ("1.0", None), ("", None), ("9" * 19, None)])
def test_numbers_are_those_that_can_be_printed(text: str, number: int | None) -> None:
    assert naming.number(text) == number
