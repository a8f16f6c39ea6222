"""The table of keys: no key means two things, and all that is shown is there."""

from __future__ import annotations

import pytest

from tui_reader import keys
from tui_reader.keys import FOOTERS, KEYS, SCOPES, Scope, label


def test_no_key_means_two_things_within_a_pane_and_everywhere() -> None:
    assert keys.clashes() == []


def test_ids_are_unique() -> None:
    assert len({key.id for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize("forbidden", ["ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+q", "ctrl+c"])
def test_no_key_is_one_that_terminals_or_textual_take(forbidden: str) -> None:
    assert not [key.id for key in KEYS if forbidden in key.keys]


def test_every_key_has_words_and_a_line_of_help() -> None:
    for key in KEYS:
        assert key.words == key.words.strip() != "", key.id
        assert key.help[0].isupper(), key.id
        assert not key.help.endswith("."), key.id


def test_ids_of_panes_begin_with_the_pane() -> None:
    for key in KEYS:
        assert (key.scope == "global") == ("." not in key.id)
        assert key.scope == "global" or key.id.startswith(key.scope + ".")


@pytest.mark.parametrize("scope", SCOPES)
def test_the_footer_shows_at_most_eight_entries_and_ends_with_help_and_commands(scope: Scope) -> None:
    entries = keys.footer(scope)
    assert len(entries) <= 8
    assert entries[-2:] == [("?", "help"), (":", "commands")]


def test_the_footer_shows_only_what_holds_in_its_pane() -> None:
    for place, entries in FOOTERS.items():
        scope = "post" if place == "problem" else place
        for entry in entries:
            for key_id in entry.ids:
                assert keys.by_id(key_id).scope in {"global", scope}


def test_the_posts_footer_reads_as_designed() -> None:
    assert keys.footer("posts")[:3] == [("j k", "move"), ("Enter", "open"), ("n", "next unread")]


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("enter", "Enter"),
        ("escape", "Esc"),
        ("ctrl+d", "Ctrl+D"),
        ("shift+tab", "Shift+Tab"),
        ("space", "Space"),
        ("z M", "z M"),
        ("J", "J"),
        ("?", "?"),
    ],
)
def test_keys_are_named_as_printed(key: str, printed: str) -> None:
    assert label(key) == printed


def test_a_family_shows_its_ends() -> None:
    assert keys.by_id("comments.fold-to").printed == "z 1 … z 9"


def test_chords_hold_in_their_pane_and_everywhere() -> None:
    assert keys.chords("post").keys() == {("g", "g")}
    assert ("z", "M") in keys.chords("comments")
    assert keys.chords("comments")["z", "9"].id == "comments.fold-to"


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        keys.by_id("none")


def test_a_line_of_help_fits_beside_its_keys() -> None:
    for key in KEYS:
        assert len(key.help) + len("  ".join(label(name) for name in key.keys[:2])) <= 64, key.id
