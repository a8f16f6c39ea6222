"""Text from outside in what surrounds a conversation: tabs, questions, tasks under way, watched threads, the words of
`i`. Markup in it does nothing, and what is drawn holds no control and no flood of marks."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import groupby

import pytest

from tests.ui.conftest import FEED, Show, Shown
from tests.ui.fake import Store, make_post, make_thread
from tests.ui.widgets.host import FORBIDDEN, HOSTILE
from tui_reader.errors import FetchError, TuiReaderError
from tui_reader.models import Discussion, Held, Itinerary, ThreadSource
from tui_reader.ui.dialogs.consent import Consent
from tui_reader.ui.dialogs.info import Info
from tui_reader.ui.dialogs.sites import Sites

ALL = " ".join(text.replace("\ud800", "") for text in ("[/][@click=app.quit]x", *HOSTILE)) + "\u2066\u202e"
TO_POST = (*FEED, "j", "enter")
SIZES = pytest.mark.parametrize("size", [(160, 45), (80, 24)])


def assert_harmless(reader: Shown, *, shows: str = "") -> None:
    drawn = reader.text()
    assert shows in drawn
    assert not FORBIDDEN & set(drawn.replace("\n", ""))
    marks = [len(list(run)) for is_mark, run in groupby(drawn, lambda c: unicodedata.combining(c) > 0) if is_mark]
    assert max(marks, default=0) <= 8
    assert reader.app.is_running


@pytest.fixture
def hostile_store(store: Store) -> Store:
    """A post whose thread, discussions and the answers of those who were asked are as bad as they can be."""
    store.posts[2] = replace(store.posts[2], title=ALL, feed_title=ALL, new_comment_count=2, is_watched=True)
    way = Itinerary((ThreadSource.at("https://b.example/?p=3"),), ("a", ALL), ((ALL, ALL),) * 5)
    store.threads[2] = replace(
        make_thread(2), complete=False, stated_count=90, services=(ALL,), service=ALL, warnings=(ALL,), itinerary=way
    )
    store.discussions = [
        (Discussion("hackernews", ALL, f"https://news.example/{ALL}", 3, place=ALL), 71),
        (Discussion("hackernews", ALL, "https://news.example/2", place="[/]"), 72),
    ]
    for number in (71, 72):
        store.posts[number] = replace(make_post(number, 9), title=ALL, feed_title=ALL, url=ALL)
        store.threads[number] = replace(make_thread(number), engine=ALL, warnings=(ALL,))
    store.unanswered = [ALL]
    return store


@SIZES
async def test_the_question_about_a_service_and_the_end_of_its_thread(
    show: Show, hostile_store: Store, size: tuple[int, int]
) -> None:
    async with show(size) as reader:
        await reader.press(*TO_POST, "c", "G")
        assert_harmless(reader, shows="[/][@click=app.quit]x")
        await reader.press("l")
        assert isinstance(reader.app.screen, Consent)
        assert_harmless(reader, shows="[/][@click=app.quit]x")
        await reader.press("enter")
        assert_harmless(reader)
    assert ALL in hostile_store.allowed


@SIZES
async def test_discussions_their_tabs_and_who_did_not_answer(
    show: Show, hostile_store: Store, size: tuple[int, int]
) -> None:
    async with show(size) as reader:
        await reader.press(*TO_POST, "D")
        assert isinstance(reader.app.screen, Sites)
        await reader.press("enter", "enter")
        assert_harmless(reader, shows="[/][@click=app.quit]x")
        assert reader.main.elsewhere.url is not None
        for keys in (("C",), ("D",), ("v",), ("y",), ("i",)):
            await reader.press(*keys)
            assert_harmless(reader)
    assert reader.opened == []
    assert hostile_store.allowed == {"hackernews"}


@SIZES
async def test_the_watched_threads_and_what_is_said_of_them(
    show: Show, hostile_store: Store, size: tuple[int, int]
) -> None:
    async with show(size) as reader:
        await reader.press("g", "w", "enter")
        assert_harmless(reader, shows="[/][@click=app.quit]x")
        await reader.press("enter", "c", "v")
        assert hostile_store.posts[2].is_watched is False
        assert_harmless(reader, shows="No longer watching")
        await reader.press("i")
        assert isinstance(reader.app.screen, Info)
        assert_harmless(reader, shows="[/][@click=app.quit]x")
        await reader.press("G")
        assert_harmless(reader)


async def test_a_load_that_is_under_way_or_failed(show: Show, hostile_store: Store) -> None:
    hostile_store.thread_failures[2] = FetchError(f"https://{ALL}", ALL, ALL)
    async with show() as reader:
        await reader.press(*TO_POST, "c", "G")
        reader.main.comments.show_held(Held(2, 64, 124, 1))
        assert_harmless(reader)

        async def fail(error: TuiReaderError) -> None:
            raise error

        for error in (FetchError(f"https://{ALL}/", ALL), FetchError(ALL, "offline"), TuiReaderError(ALL, ALL)):
            await reader.main._guarded(lambda error=error: fail(error))  # type: ignore[misc]  # bound at once
            await reader.pilot.pause()
            assert_harmless(reader)
