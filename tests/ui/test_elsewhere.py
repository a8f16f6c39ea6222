"""Discussions on other sites: who may be asked, the tabs, and that each is a thread like any other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.conftest import FEED, Show, Shown, settled
from tests.ui.fake import Store, make_post, make_thread
from tui_reader.models import Discussion
from tui_reader.ui.dialogs.sites import Sites
from tui_reader.ui.widgets.tab_line import Tab, TabLine

TO_POST = (*FEED, "j", "enter")
NEWS = Discussion("hackernews", "Post two, discussed", "https://news.example/item?id=7", 214)
LOBSTERS = Discussion("lobsters", "Post two", "https://lobsters.example/s/x", 12)


@pytest.fixture
def store(store: Store) -> Store:
    store.discussions = [(NEWS, 71), (LOBSTERS, 72)]
    store.posts[71] = replace(make_post(71, 9, title="Post two, discussed"), url=NEWS.url)
    store.posts[72] = replace(make_post(72, 9, title="Post two"), url=LOBSTERS.url)
    store.threads[71] = replace(make_thread(71, 4), stated_count=214, complete=False, can_complete=True)
    store.rests[71] = make_thread(71, 5)
    return store


def tabs(reader: Shown) -> str:
    return reader.text().splitlines()[2][114:].strip()


async def test_the_first_time_it_asks_which_sites_may_be_asked_and_remembers(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*TO_POST, "D")
        assert isinstance(reader.app.screen, Sites)
        assert "Hacker News   hn.algolia.com" in reader.text()
        assert "Ask nobody" in reader.text()
        await reader.press("space")
        assert "may be asked" in reader.text()
        await reader.press("j", "j", "enter", "j", "j", "enter")
        assert store.allowed == {"hackernews", "lobsters"}
        assert store.refused == {"reddit", "lemmy"}
        assert "elsewhere 2" in store.log


async def test_enter_on_a_ticked_site_unticks_nothing_and_goes_to_who_is_asked(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*TO_POST, "D", "space", "enter")
        assert isinstance(reader.app.screen, Sites)
        assert "Ask Hacker News" in reader.text()
        await reader.press("enter")
    assert store.allowed == {"hackernews"}


async def test_closing_the_question_asks_nobody_and_remembers_nothing(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*TO_POST, "D", "escape")
        assert "elsewhere 2" not in store.log
        assert not store.allowed | store.refused


async def test_each_discussion_is_a_tab_and_a_thread_like_any_other(show: Show, store: Store) -> None:
    store.allowed = {"hackernews", "lobsters"}
    async with show() as reader:
        await reader.press(*TO_POST, "D")
        assert reader.main.columns.scope == "comments"
        assert tabs(reader) == "On the blog 6  Hacker News 214  Lobsters 12"
        assert "4 of 214" in reader.text()
        assert "fetch 71" in store.log
        await reader.press("G", "l")
        assert "complete 71" in store.log
        assert reader.main.comments.is_of(71)
        await reader.press("v")
        assert store.posts[71].is_watched
        assert "watched" in reader.text().splitlines()[0]
        await reader.press("C")
        assert reader.opened == [NEWS.url]
        await reader.press("D")
        assert reader.main.comments.is_of(72)
        assert "leave 71" in store.log
        await reader.press("D")
        assert reader.main.comments.is_of(2)
        assert "6 · 1 new" in reader.text()


async def test_the_blog_s_own_thread_that_comes_late_does_not_push_itself_forward(show: Show, store: Store) -> None:
    store.allowed = {"hackernews"}
    async with show() as reader:
        await reader.press(*TO_POST, "D")
        store.announce()
        await settled(reader.pilot)
        reader.main.comments.show(store.threads[2])
        assert reader.main.comments.is_of(71)


async def test_a_click_goes_to_a_tab_and_another_post_has_none(show: Show, store: Store) -> None:
    store.allowed = {"hackernews"}
    async with show() as reader:
        await reader.press(*TO_POST, "D")
        await reader.pilot.click(reader.main.comments.tabs, offset=(4, 1))
        await settled(reader.pilot)
        assert reader.main.comments.is_of(2)
        await reader.press("D", "J")
        assert not reader.main.comments.tabs.display
        assert reader.main.comments.is_of(3)
        assert "leave 71" in store.log


async def test_nothing_found_is_said_and_d_asks_again_whom_to_ask(show: Show, store: Store) -> None:
    store.allowed, store.discussions = {"lobsters"}, []
    async with show() as reader:
        await reader.press(*TO_POST, "D")
        assert reader.main.toast.text == "No discussion found on Lobsters"
        await reader.press("D")
        assert isinstance(reader.app.screen, Sites)


async def test_who_did_not_answer_is_said_beside_what_was_found(show: Show, store: Store) -> None:
    store.allowed, store.unanswered = {"hackernews"}, ["Lobsters could not be asked: too slow."]
    async with show() as reader:
        await reader.press(*TO_POST, "D")
        assert reader.main.comments.is_of(71)
        assert reader.main.toast.text == "Not everyone answered: Lobsters could not be asked: too slow."


async def test_looking_can_be_stopped(show: Show, store: Store) -> None:
    store.allowed = {"lobsters"}
    async with show() as reader:
        await reader.press(*TO_POST, "c")
        store.slow = {2}
        await reader.press("D")
        assert "Looking on Lobsters …   Esc stops" in reader.text()
        await reader.press("escape")
        assert "Looking on Lobsters" not in reader.text()
        assert reader.main.columns.scope == "comments"


def test_short_of_room_tabs_stand_closer_and_then_the_first_ones_go() -> None:
    line = TabLine()
    line._tabs, line._at = (Tab("On the blog", 6), Tab("Hacker News", 214), Tab("r/books"), Tab("Lobsters", 12)), 3

    def shown(width: int) -> str:
        return "".join(run.text for run in line.line(width))

    assert shown(70) == "  On the blog 6   Hacker News 214   r/books   Lobsters 12"
    assert shown(55) == "  On the blog 6  Hacker News 214  r/books  Lobsters 12"
    assert shown(40) == " « r/books  Lobsters 12"
    assert shown(5) == " « Lobsters 12"
