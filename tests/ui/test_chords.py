"""Two keys in a row, and bindings from the table."""

from __future__ import annotations

import pytest
from textual.binding import Binding, BindingsMap

from tui_reader.keys import SCOPES, Scope, in_scope
from tui_reader.ui.chords import Chords, bindings


def test_a_chord_is_pending_until_its_second_key() -> None:
    chords = Chords()
    assert chords.press("z", "comments").is_taken
    assert chords.pending == "z"
    done = chords.press("M", "comments")
    assert done.key is not None
    assert done.key.id == "comments.fold-all"
    assert chords.pending is None


def test_a_family_tells_which_key_it_was() -> None:
    chords = Chords()
    chords.press("z", "comments")
    assert chords.press("4", "comments").last == "4"


def test_an_unknown_second_key_ends_the_chord_and_is_swallowed() -> None:
    chords = Chords()
    chords.press("g", "post")
    done = chords.press("q", "post")
    assert done.is_taken
    assert done.key is None
    assert not chords.press("q", "post").is_taken


@pytest.mark.parametrize("modifier", ["left_shift", "right_control", "left_alt", "caps_lock"])
def test_a_modifier_alone_ends_nothing(modifier: str) -> None:
    chords = Chords()
    assert not chords.press(modifier, "comments").is_taken
    chords.press("z", "comments")
    assert chords.press(modifier, "comments").is_taken
    assert chords.press("M", "comments").key is not None


def test_a_first_key_holds_only_where_its_chord_does() -> None:
    assert not Chords().press("z", "post").is_taken


@pytest.mark.parametrize("scope", ["global", *SCOPES])
def test_every_single_key_is_bound_and_no_chord_is(scope: Scope) -> None:
    bound = BindingsMap(bindings(scope)).key_to_bindings
    assert not [name for name in bound if " " in name]
    singles = [name for key in in_scope(scope) for name in key.keys if " " not in name]
    assert len(bound) == len(singles)


def test_no_binding_is_a_priority_one() -> None:
    assert not [b for scope in SCOPES for b in bindings(scope) if isinstance(b, Binding) and b.priority]
