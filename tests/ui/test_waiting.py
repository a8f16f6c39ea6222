"""What takes long says so and can be stopped; what fails says why and what to do; refreshes start when they are due."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.conftest import FEED, Show, settled
from tests.ui.fake import NOW, Store, make_thread
from tui_reader.config import Settings
from tui_reader.errors import FetchError
from tui_reader.models import StoredThread
from tui_reader.ui.services import Outcome


def column(text: str, left: int, right: int = 159) -> str:
    """The words between two columns of the screen, as one line."""
    return " ".join(" ".join(line[left:right] for line in text.split("\n")).replace("│", " ").split())


async def test_a_post_that_takes_long_says_so_and_escape_stops_it(show: Show, store: Store) -> None:
    store.slow.add(1)
    async with show() as reader:
        await reader.press(*FEED, "enter")
        assert "Opening Post number 1 …   Esc stops" in reader.text()
        await reader.press("escape")
        assert "Opening" not in reader.text()
        assert reader.main.columns.scope == "post"
        store.door.set()
        await reader.press("1", "enter")
        assert "Text of 1." in reader.text()


async def test_comments_that_take_long_say_so_and_escape_stops_them(show: Show, store: Store) -> None:
    store.slow_threads.add(1)
    async with show() as reader:
        await reader.press(*FEED, "enter", "c")
        assert "Looking for comments …   Esc stops" in reader.text()
        await reader.press("escape")
        assert "Looking" not in reader.text()
        assert reader.main.columns.scope == "comments"


async def test_the_comments_kept_stay_readable_while_more_are_looked_for(show: Show, store: Store) -> None:
    store.slow_threads.add(2)
    async with show() as reader:
        await reader.press(*FEED, "j", "enter")
        assert "Person 0" in reader.text()
        assert "Looking for comments …" in reader.text()


@pytest.mark.parametrize(
    ("reason", "said"), [("offline", "Offline; this is what is kept here."), ("no answer", "Comments: no answer.")]
)
async def test_comments_that_cannot_be_had_say_why_beside_those_kept(
    show: Show, store: Store, reason: str, said: str
) -> None:
    store.thread_failures[2] = FetchError("https://blog1.example/2", reason)
    async with show() as reader:
        await reader.press(*FEED, "j", "enter")
        assert f"! {said} r tries again." in column(reader.text(), 113)
        assert "Person 0" in reader.text()


@pytest.mark.parametrize(
    ("thread", "said"),
    [
        (StoredThread(1, "", fetched_at=NOW), "No comments found on this page; i says what was tried."),
        (StoredThread(1, "wordpress", fetched_at=NOW), "C opens the place to write one"),
        (StoredThread(1, "wordpress", fetched_at=NOW, closed=True, closed_notice="No more here."), "No more here."),
        (StoredThread(1, "generic", fetched_at=NOW, service="disqus"), "The site loads its comments by a script."),
    ],
)
async def test_where_no_comments_are_the_pane_says_why(
    show: Show, store: Store, thread: StoredThread, said: str
) -> None:
    store.threads[1] = thread
    async with show() as reader:
        await reader.press(*FEED, "enter")
        assert said in column(reader.text(), 113)


async def test_a_thread_whose_rest_cannot_be_had_says_what_can_be_done(show: Show, store: Store) -> None:
    store.threads[2] = make_thread(2, stated_count=124, complete=False)
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "c")
        await reader.press("G")
        assert "6 of 124 are here" in reader.text()
        assert "r asks again   i why" in reader.text()
        await reader.press("l")
        assert "complete 2" not in store.log


async def test_an_empty_list_says_what_to_do_next(show: Show, store: Store) -> None:
    for number, post in store.posts.items():
        store.posts[number] = replace(post, is_read=True)
    async with show() as reader:
        assert "All read. Last asked never." in column(reader.text(), 0, 36)
        await reader.press("1", "enter")
        assert "Post number 1" in reader.text()
        await reader.press("1", "j", "j")
        assert "No stars yet. s keeps a post here." in column(reader.text(), 0, 36)


async def test_a_reader_that_was_closed_for_long_refreshes_by_itself(show: Show, store: Store) -> None:
    async with show(settings=Settings()) as reader:
        assert reader.refresh.asked == [()]
        assert "Refreshing" in reader.text()
    store.feeds = [replace(feed, last_refreshed=NOW - 60) for feed in store.feeds]
    async with show(settings=Settings()) as reader:
        assert reader.refresh.asked == []


async def test_only_feeds_whose_time_has_come_are_asked_later(show: Show, store: Store) -> None:
    store.feeds = [replace(feed, last_refreshed=NOW - 60, next_check=NOW + 60 - 120 * feed.id) for feed in store.feeds]
    store.feeds[1] = replace(store.feeds[1], next_check=NOW + 60)
    async with show(settings=Settings()) as reader:
        assert reader.main.refreshing.due() == (1,)
        reader.main._show_ages()
        await settled(reader.pilot)
        assert reader.refresh.asked == [(1,)]
        assert reader.main.refreshing.due() == ()


async def test_watched_threads_whose_time_has_come_are_asked_where_no_feed_is_due(show: Show, store: Store) -> None:
    store.feeds = [replace(feed, last_refreshed=NOW - 60, next_check=NOW + 60) for feed in store.feeds]
    async with show(settings=Settings()) as reader:
        reader.main._show_ages()
        await settled(reader.pilot)
        assert reader.refresh.asked == []
        store.due = [2]
        reader.main._show_ages()
        await settled(reader.pilot)
        assert reader.refresh.asked == ["watched"]
        assert "0 of 1" in reader.text()


async def test_control_q_ends_from_a_dialog_too(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "?")
        await reader.pilot.press("ctrl+q")
        await reader.pilot.pause()
    assert reader.app.return_value is Outcome.QUIT
    assert "leave 2" in reader.store.log
