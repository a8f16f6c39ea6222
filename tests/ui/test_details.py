"""The words of `i`, and the entries of the help."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.fake import NOW, make_post, make_thread, paragraph
from tui_reader.errors import FetchError, StorageError
from tui_reader.models import Feed, FeedKind, FetchRecord, Itinerary, ThreadSource, Watch
from tui_reader.reader import OpenPost
from tui_reader.ui.details import Group, as_text, describe, in_short
from tui_reader.ui.help_entries import entries

OPENED = OpenPost(make_post(1), (paragraph("x"),), engine="wordpress", evidence="its generator", warnings=("No date.",))


def facts(groups: list[Group], title: str) -> dict[str, str]:
    return {fact.label: fact.text for group in groups if group.title == title for fact in group.facts}


def test_a_post_says_where_its_text_comes_from() -> None:
    told = facts(describe(OPENED, None, None, (), NOW), "This post")
    assert told["Address"] == "https://blog1.example/1"
    assert told["Text"] == "whole · 700 words"
    assert told["Read by"] == "wordpress"
    assert told["Lacks"] == "No date."


def test_a_summary_is_called_one() -> None:
    told = facts(describe(replace(OPENED, is_summary=True), None, None, (), NOW), "This post")
    assert told["Text"].startswith("a summary")


def test_an_incomplete_thread_says_why_and_the_way_out() -> None:
    thread = make_thread(1, stated_count=124, complete=False, warnings=("The site gives 20 comments a page.",))
    told = facts(describe(OPENED, thread, None, (), NOW), "Its comments")
    assert told["Here"] == "6 of 124 · incomplete"
    assert told["Why"] == "The site gives 20 comments a page."
    assert told["Way out"].startswith("r asks again")


def test_a_thread_tells_who_was_asked_who_failed_and_who_may_not_be_asked() -> None:
    way = Itinerary(
        (ThreadSource.at("https://b.example/?page=3"),), ("a", "b"), (("https://b.example/?p=2", "too slow"),)
    )
    thread = make_thread(1, stated_count=124, complete=False, itinerary=way, can_complete=True, services=("disqus",))
    told = facts(describe(OPENED, thread, None, (), NOW, watch=Watch(1, NOW - 7200, NOW + 3600)), "Its comments")
    assert told["Asked"] == "2 h ago · 2 places"
    assert told["Failed"] == "https://b.example/?p=2 · too slow"
    assert told["Not yet"] == "1 place holds more"
    assert told["Not asked"].startswith("Disqus (disqus.com), which holds more")
    assert told["Way out"].startswith("l at their end loads the rest")
    assert told["Watched"] == "since 2 h ago · asked again in 1 h"


def test_a_whole_thread_of_a_service_says_so() -> None:
    told = facts(describe(OPENED, make_thread(1, service="disqus"), None, (), NOW), "Its comments")
    assert told["Here"] == "6 · complete"
    assert told["Kept by"] == "Disqus, which was asked"


def test_a_thread_that_nobody_asked_for_says_so() -> None:
    told = facts(describe(OPENED, make_thread(1, 0, fetched_at=None), None, (), NOW), "Its comments")
    assert told["Here"] == "not looked for yet"


def test_a_feed_tells_its_last_attempts_oldest_first() -> None:
    log = (FetchRecord(NOW - 60, "!", None, 3.0, 0, "no answer"), FetchRecord(NOW - 9000, "+", 200, 0.7, 400))
    feed = Feed(
        1, "https://b.example/feed", "B", error="no answer", error_message="No answer in 20 s.", total=64, unread=8
    )
    told = facts(describe(None, None, feed, log, NOW), "Its feed")
    assert told["Last 2"].startswith("+ ! ")
    assert told["Asked"] == "1 min ago · no answer · 3.0 s"
    assert told["Failed"] == "No answer in 20 s."
    assert told["Kept"] == "64 posts · 8 unread"


def test_what_is_held_or_discussed_without_being_followed_is_called_so() -> None:
    feed = Feed(1, "https://b.example/", "B", kind=FeedKind.HELD, total=2)
    told = facts(describe(None, None, feed, (), NOW), "Its feed")
    assert told == {"Address": "https://b.example/ · read without being followed", "Kept": "2 posts"}
    told = facts(describe(None, None, replace(feed, kind=FeedKind.DISCUSSIONS), (), NOW), "Its feed")
    assert told["Address"] == "https://b.example/ · discussions of posts"


def test_what_could_not_be_had_names_the_reason_and_the_host() -> None:
    assert in_short(FetchError("https://b.example/a?b", "offline")) == ("Offline:", "b.example was not asked")
    assert in_short(FetchError("https://b.example/a?b", "no answer")) == ("No answer:", "b.example")
    assert in_short(StorageError("The disk is full", "Nothing is lost.")) == ("The disk is full", "Nothing is lost.")


def test_all_of_it_can_be_copied() -> None:
    assert "Address    https://blog1.example/1\n" in as_text(describe(OPENED, None, None, (), NOW))


def test_help_starts_with_the_pane_and_leaves_other_panes_out() -> None:
    assert [name for name, _ in entries("comments")] == ["In the comments", "Everywhere"]


def test_commands_hold_every_pane() -> None:
    assert len(entries("post", has_all=True)) == 5


def test_a_search_finds_words_in_every_pane_and_says_where() -> None:
    found = entries("comments", "fold")
    assert [name for name, _ in found] == ["In the comments", "In the feeds"]
    first = found[0][1][0]
    assert first.key.help[slice(*first.match)] == "Fold"


def test_a_search_finds_keys() -> None:
    assert [entry.key.id for _, group in entries("post", "ctrl+d") for entry in group] == ["half-down"]


def test_nothing_is_found_for_nonsense() -> None:
    assert entries("post", "xyzzy") == []
