"""The way from post to post: opening, older and newer, reading on, and what counts as read."""

from __future__ import annotations

from tests.ui.conftest import FEED, LATER, QUICK, Show, Shown, settled
from tests.ui.fake import Store, make_post
from tui_reader.errors import FetchError
from tui_reader.keys import Scope
from tui_reader.ui.main_screen import MainScreen


def current(main: MainScreen) -> int | None:
    return main.session.post.id if main.session.post else None


def scope(reader: Shown) -> Scope:
    return reader.main.columns.scope


async def test_enter_opens_a_post_and_its_thread(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter")
        text = reader.text()
        assert "Paragraph 0 of the second post." in text
        assert "« Post number 3" in text
        assert "Person 0" in text
        assert reader.main.columns.scope == "post"


async def test_three_quick_presses_move_three(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "enter")
        await reader.press("J", "J", "J")
        assert current(reader.main) == 4
        assert reader.main.posts.post == reader.store.posts[4]
        await reader.press("K")
        assert current(reader.main) == 3


async def test_presses_past_the_end_wait_for_the_page_and_are_applied_in_order(show: Show, store: Store) -> None:
    store.beyond[10] = make_post(30, is_read=True, is_beyond=True, title="Beyond the feed")
    async with show() as reader:
        await reader.press(*FEED, "G", "enter")
        assert current(reader.main) == 10
        await reader.press("J", "K")
        assert "« looking for the older post …" in reader.text()
        assert current(reader.main) == 10
        store.door.set()
        await settled(reader.pilot)
        assert store.log.count("step older") == 1
        assert store.log.count("step newer") == 1
        assert current(reader.main) == 10


async def test_escape_drops_the_presses_that_wait(show: Show, store: Store) -> None:
    store.beyond[10] = make_post(30, is_beyond=True)
    async with show() as reader:
        await reader.press(*FEED, "G", "enter", "J", "J", "escape")
        assert "looking for" not in reader.text()
        assert current(reader.main) == 10
        assert reader.main.columns.scope == "post"
        store.door.set()
        await reader.press("K")
        assert current(reader.main) == 9


async def test_the_last_post_says_that_it_is(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "G", "enter", "J")
        assert "« this is the first post" in reader.text()


async def test_a_step_that_fails_says_why_and_stays(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED, "G", "enter")
        store.failures[10] = FetchError("https://blog1.example/old", "no answer")
        await reader.press("J")
        assert reader.main.toast.text == "No answer: blog1.example"
        assert current(reader.main) == 10


async def test_space_reads_on_through_post_comments_and_the_next_unread_post(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter")
        for _ in range(6):
            if scope(reader) == "post":
                await reader.press("space")
        assert scope(reader) == "comments"
        assert "read 2" in reader.store.log
        await reader.press("space")
        assert current(reader.main) == 4
        assert scope(reader) == "post"


async def test_space_in_the_feeds_opens_the_next_unread_post(show: Show) -> None:
    async with show() as reader:
        await reader.press("space")
        assert current(reader.main) is not None
        assert reader.main.columns.scope == "post"


async def test_stepping_fast_marks_nothing_read(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "enter", "J", "J", "J")
        assert not [line for line in reader.store.log if line.startswith("read")]


async def test_a_post_counts_as_read_after_the_delay(show: Show) -> None:
    async with show(delays=QUICK._replace(read=0)) as reader:
        await reader.press(*FEED, "enter")
        assert "read 1" in reader.store.log


async def test_a_post_marked_unread_is_not_marked_by_reading_on(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "j", "enter", "m")
        assert not store.posts[3].is_read
        reader.main.reading.was_read()
        await settled(reader.pilot)
        assert not store.posts[3].is_read


async def test_comments_are_asked_for_only_once_the_step_has_settled(show: Show) -> None:
    async with show(delays=QUICK._replace(settle=LATER)) as reader:
        await reader.press(*FEED, "enter", "J")
        assert not [line for line in reader.store.log if line.startswith("fetch")]
    async with show() as reader:
        await reader.press(*FEED, "enter")
        assert "fetch 1" in reader.store.log


async def test_only_a_thread_that_was_settled_on_is_left(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter")
        await reader.press("J")
        assert "leave 2" in reader.store.log
    async with show(delays=QUICK._replace(settle=LATER)) as reader:
        reader.store.log.clear()
        await reader.press(*FEED, "j", "enter", "J")
        assert "leave 2" not in reader.store.log


async def test_a_post_that_cannot_be_had_says_so_in_its_pane(show: Show, store: Store) -> None:
    store.failures[1] = FetchError("https://blog1.example/1", "no answer", "The server did not answer in 20 s.")
    async with show() as reader:
        await reader.press(*FEED, "enter")
        assert "! No answer: blog1.example" in reader.text()
        assert "The server did not answer in 20 s." in reader.text()


async def test_an_unread_list_keeps_what_is_read_in_it(show: Show) -> None:
    async with show(delays=QUICK._replace(read=0)) as reader:
        await reader.press("enter", "enter")
        assert "read 1" in reader.store.log
        await reader.press("1")
        assert reader.main.posts.list.rows[0].id == 1
        await reader.press("1", "enter")
        reader.store.log.clear()


async def test_it_can_begin_with_a_post(show: Show) -> None:
    async with show(start=5) as reader:
        assert current(reader.main) == 5
        assert reader.main.columns.scope == "post"
        item = reader.main.navigation.item
        assert item is not None
        assert item.path == ("Craft", "Blog 1")
