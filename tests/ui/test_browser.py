"""Opening addresses: which ones, and with which program."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tui_reader.ui.browser import is_openable, opener


def collect(environ: dict[str, str], *, works: bool = True) -> tuple[list[list[str]], bool]:
    started: list[list[str]] = []

    def start(argv: Sequence[str]) -> bool:
        started.append(list(argv))
        return works

    return started, opener(environ, start)("https://a.example/x?y=1&z=2")


def test_the_program_named_is_started_with_the_address_as_one_word() -> None:
    assert collect({"BROWSER": "firefox --new-tab"}) == (
        [["firefox", "--new-tab", "https://a.example/x?y=1&z=2"]],
        True,
    )


def test_a_place_for_the_address_is_filled() -> None:
    started, _ = collect({"BROWSER": "see %s now"})
    assert started == [["see", "https://a.example/x?y=1&z=2", "now"]]


def test_one_program_after_the_other_is_tried() -> None:
    started, done = collect({"BROWSER": "one:two"}, works=False)
    assert [argv[0] for argv in started] == ["one", "two"]
    assert not done


def test_without_a_desktop_nothing_is_started() -> None:
    assert collect({}) == ([], False)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "http://a b",
        "-x",
        "",
        None,
        "https://[",
        "https://é.example",
    ],
)
def test_only_web_addresses_are_handed_over(url: str | None) -> None:
    assert not is_openable(url)


def test_web_addresses_are() -> None:
    assert is_openable("http://127.0.0.1:80/x")
