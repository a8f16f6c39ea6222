"""The comments' own keys in the whole reader: what is new, orders, and what the pane says of a thread."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.conftest import FEED, Show, Shown, settled
from tests.ui.fake import Store, make_thread
from tui_reader.errors import FetchError
from tui_reader.keys import Scope
from tui_reader.ui.dialogs.consent import Consent

TO_COMMENTS = (*FEED, "j", "enter", "c")


def scope(reader: Shown) -> Scope:
    return reader.main.columns.scope


def here(reader: Shown) -> str | None:
    comment = reader.main.comments.comment
    return comment.id if comment else None


async def test_w_goes_to_what_is_new_and_the_apostrophe_back(show: Show) -> None:
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "j", "w")
        assert here(reader) == "c5"
        await reader.press("'")
        assert here(reader) == "c1"
        await reader.press("'", "W")
        assert here(reader) == "c5"


async def test_e_changes_the_order_and_the_title_says_so(show: Show) -> None:
    async with show() as reader:
        await reader.press(*TO_COMMENTS)
        assert "first" not in reader.text().splitlines()[0]
        await reader.press("e")
        assert "6 · 1 new · newest first" in reader.text()
        assert here(reader) == "c5"
        assert "Person 5 to Person 4" in reader.text()
        await reader.press("e")
        assert "oldest first" in reader.text()
        await reader.press("e")
        assert here(reader) == "c0"
        assert "oldest first" not in reader.text()


async def test_an_incomplete_thread_says_how_many_are_here(show: Show, store: Store) -> None:
    store.threads[2] = replace(make_thread(2), stated_count=124, complete=False, closed=True, can_complete=True)
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "G")
        assert "6 of 124 · 1 new · closed" in reader.text()
        assert "6 of 124 are here" in reader.text()
        assert "l loads the rest" in reader.text()
        assert "The comments are closed." in reader.text()


async def test_comments_that_all_stand_elsewhere_are_not_counted_as_none(show: Show, store: Store) -> None:
    store.threads[2] = make_thread(2, 0, services=("disqus",), service="disqus")
    async with show() as reader:
        await reader.press(*TO_COMMENTS)
        assert "Disqus holds the comments." in reader.text()
        assert " 0 " not in reader.text().splitlines()[0]


REST = make_thread(2, 9)


async def test_l_on_the_last_comment_loads_the_rest_and_leaves_the_cursor_where_it_is(show: Show, store: Store) -> None:
    store.threads[2] = replace(make_thread(2), stated_count=9, complete=False, can_complete=True)
    store.rests[2] = REST
    store.slow_threads = {2}
    store.door.set()
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "G")
        store.door.clear()
        await reader.press("l")
        assert "8 of 9 … · 1 new" in reader.text().splitlines()[0]
        assert "8 of 9 …   " in reader.text()
        assert "Esc stops" in reader.text()
        store.door.set()
        await settled(reader.pilot)
        assert here(reader) == "c5"
        assert "9 · 1 new" in reader.text()
        assert "loads the rest" not in reader.text()


async def test_escape_stops_the_rest_and_what_came_stays(show: Show, store: Store) -> None:
    store.threads[2] = replace(make_thread(2), stated_count=9, complete=False, can_complete=True)
    store.slow_threads = {2}
    store.door.set()
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "G")
        store.door.clear()
        await reader.press("enter")
        store.threads[2] = replace(make_thread(2, 8), stated_count=9, complete=False, can_complete=True)
        await reader.press("escape")
        assert scope(reader) == "comments"
        assert "8 of 9 are here" in reader.text()
        await reader.press("escape")
        assert scope(reader) == "post"


async def test_a_rest_that_cannot_be_had_says_why(show: Show, store: Store) -> None:
    store.threads[2] = replace(make_thread(2), stated_count=9, complete=False, can_complete=True)
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "G")
        store.thread_failures[2] = FetchError("https://blog1.example/2", "too slow")
        await reader.press("l")
        assert "! Comments: too slow. r tries again." in reader.text()


async def test_a_service_is_asked_only_after_the_user_said_so_once(show: Show, store: Store) -> None:
    store.threads[2] = replace(make_thread(2, 0), stated_count=12, complete=False, services=("disqus",))
    store.rests[2] = replace(make_thread(2), service="disqus")
    async with show() as reader:
        await reader.press(*TO_COMMENTS)
        assert "Disqus holds 12 comments" in reader.text()
        assert "Enter asks Disqus" in reader.text()
        assert "Your address goes to disqus.com then." in reader.text()
        await reader.press("enter")
        assert isinstance(reader.app.screen, Consent)
        assert "disqus.com has to be asked" in reader.text()
        await reader.press("escape")
        assert store.allowed == set()
        assert "complete 2" not in store.log
        await reader.press("enter", "enter")
        assert store.allowed == {"disqus"}
        assert "6 · 1 new" in reader.text()
        assert "Disqus was asked for these." in reader.text()


async def test_a_service_can_be_left_to_the_browser(show: Show, store: Store) -> None:
    store.threads[2] = replace(make_thread(2, 2), stated_count=12, complete=False, services=("github",))
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "G", "l")
        assert "GitHub holds 10 comments" in reader.text()
        assert "Enter asks GitHub" in reader.text()
        await reader.press("j", "enter")
        assert reader.opened == ["https://blog1.example/2"]
        assert store.allowed == set()


async def test_v_watches_the_thread_and_g_w_leads_to_it(show: Show, store: Store) -> None:
    store.posts[2] = replace(store.posts[2], new_comment_count=3)
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "v")
        assert reader.main.toast.text == "Watching Post number 2"
        assert "6 · 1 new · watched" in reader.text()
        await reader.press("1", "1", "g", "w")
        assert "▌Watched threads" in reader.text()
        assert "3 new" in reader.text()
        assert [post.id for post in reader.main.posts.list.rows] == [2]
        await reader.press("U")
        assert "No watched threads. v in a" in reader.text()
        await reader.press("3")
        assert "· watched" not in reader.text()


async def test_comments_that_another_process_stores_show_without_moving_the_cursor(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "j", "m")
        store.threads[2] = make_thread(2, 9)
        store.posts[2] = replace(store.posts[2], comment_count=9, new_comment_count=1)
        store.announce()
        await settled(reader.pilot)
        assert "9 · 1 new" in reader.text()
        assert here(reader) == "c1"
