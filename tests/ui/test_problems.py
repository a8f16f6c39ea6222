"""A feed that fails: what is said in the place of a post, and what can be done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.conftest import TO_FEED, Show, settled
from tests.ui.fake import NOW, Store
from tui_reader.ui.dialogs.add import Add
from tui_reader.ui.panes.post import PostPane

TO_CHOICES = (*TO_FEED, "2")


@pytest.fixture
def store(store: Store) -> Store:
    store.feeds[0] = replace(
        store.feeds[0],
        error="login page",
        error_message="A login page came instead of the feed.",
        last_good=NOW - 3 * 86400,
        next_check=NOW + 3600,
    )
    return store


async def test_it_says_what_happened_since_when_and_what_is_kept(show: Show) -> None:
    async with show((120, 36)) as reader:
        await reader.press(*TO_FEED)
        lines = [line[37:].strip("│ ") for line in reader.text().splitlines()]
        assert "failed for 3 days" in lines[0]
        assert lines[2:4] == ["! Blog 1 asks for a login now", "━" * 29]
        assert "Nothing is lost: 10" in reader.text()
        assert "Next try   in 1 h" in reader.text()
        assert "▌ Look for the feed again   asks the blog's front page" in reader.text()


async def test_its_choices_have_a_cursor_and_the_footer_their_keys(show: Show) -> None:
    async with show((120, 36)) as reader:
        await reader.press(*TO_CHOICES)
        assert "j k move   Enter do it   o browser   r try again   i details" in reader.text()
        await reader.press("j")
        assert "▌ Open it in the browser" in reader.text()
        await reader.press("enter", "o")
        assert reader.opened == ["https://blog1.example/"] * 2
        await reader.press("j", "enter")
        assert reader.refresh.asked == [(1,)]
        await reader.press("k", "k", "k", "enter")
        assert isinstance(reader.app.screen, Add)


async def test_a_click_makes_a_choice(show: Show, store: Store) -> None:
    async with show((120, 36)) as reader:
        await reader.press(*TO_FEED)
        row = next(y for y, line in enumerate(reader.text().splitlines()) if "Unsubscribe" in line)
        await reader.pilot.click(offset=(60, row))
        await settled(reader.pilot)
        assert [feed.title for feed in store.feeds] == ["Blog 2"]
        assert not reader.main.text.is_problem


async def test_it_goes_once_the_feed_answers_again(show: Show, store: Store) -> None:
    async with show((120, 36)) as reader:
        await reader.press(*TO_CHOICES)
        store.feeds[0] = replace(store.feeds[0], error=None)
        store.announce()
        await settled(reader.pilot)
        assert "Choose a post" in reader.text()
        assert reader.app.focused is reader.main.text.view


async def test_a_post_that_is_opened_takes_its_place(show: Show) -> None:
    async with show((120, 36)) as reader:
        await reader.press(*TO_FEED, "enter", "enter")
        assert "Text of 1." in reader.text()
        assert not reader.main.text.query_one("#problem").display
        assert isinstance(reader.main.columns.pane, PostPane)
