"""Keys, panes and footer together: where one is, what is said, and how it is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.ui.conftest import FEED, TO_FEED, Show, Shown, settled
from tests.ui.fake import Store
from tui_reader.keys import SCOPES, Scope, in_scope
from tui_reader.ui.refresh_child import Answered, Progressed
from tui_reader.ui.services import Outcome


async def walk(reader: Shown, keys: Sequence[str]) -> list[Scope]:
    scopes: list[Scope] = []
    for key in keys:
        await reader.press(key)
        scopes.append(reader.main.columns.scope)
    return scopes


async def test_every_key_of_the_table_has_something_that_does_it(show: Show) -> None:
    async with show() as reader:
        main = reader.main
        assert set(main.deeds.table) == {key.id for key in in_scope("global")}
        for scope in SCOPES:
            for key in in_scope(scope):
                assert callable(getattr(main.columns.panes[scope], f"action_{key.action}")), key.id


async def test_tab_goes_round_the_panes(show: Show) -> None:
    async with show() as reader:
        assert await walk(reader, ["tab"] * 4) == ["posts", "post", "comments", "navigation"]
        assert await walk(reader, ["shift+tab"]) == ["comments"]


async def test_digits_are_panes_and_one_alternates(show: Show) -> None:
    async with show() as reader:
        assert await walk(reader, ["1", "1", "2", "3"]) == ["posts", "navigation", "post", "comments"]


async def test_escape_and_q_lead_back_and_only_q_in_the_feeds_ends(show: Show) -> None:
    async with show() as reader:
        assert await walk(reader, ["3", "q", "escape", "q", "escape"]) == [
            "comments",
            "post",
            "posts",
            *["navigation"] * 2,
        ]
        assert reader.app.is_running
        await reader.pilot.press("q")
        await reader.pilot.pause()
    assert reader.app.return_value is Outcome.QUIT


async def test_a_mark_is_not_lost_when_the_reader_is_left_at_once(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED)
        await reader.pilot.press("m", "q", "q")
        await reader.pilot.pause()
    assert store.posts[1].is_read


async def test_c_shows_the_comments_and_leads_back(show: Show) -> None:
    async with show((120, 36)) as reader:
        await reader.press(*FEED, "j", "enter")
        assert reader.main.navigation.display
        assert not reader.main.comments.display
        await reader.press("c")
        assert reader.main.comments.display
        assert not reader.main.columns.query_one("#left").display
        await reader.press("c")
        assert reader.main.columns.scope == "post"
        assert reader.main.navigation.display


async def test_a_narrow_screen_shows_one_pane_with_its_path(show: Show) -> None:
    async with show((80, 24)) as reader:
        await reader.press(*FEED)
        assert reader.text().startswith("━ 1 Craft › Blog 1 ━")
        await reader.press("j", "enter")
        assert reader.text().startswith("━ 2 Blog 1 ━")
        await reader.press("c")
        assert reader.text().startswith("━ 3 Post number 2 › Comments ━")
        assert "1 list  2 post" in reader.text()


async def test_a_screen_that_is_too_small_says_so(show: Show) -> None:
    async with show((39, 9)) as reader:
        assert "Too small: 40 x 10 is needed" in reader.text()


async def test_resizing_keeps_the_focus_in_sight(show: Show) -> None:
    async with show((160, 45)) as reader:
        await reader.press("3")
        for size in ((120, 36), (80, 24), (160, 45)):
            await reader.pilot.resize_terminal(*size)
            await settled(reader.pilot)
            assert reader.main.comments.display
            assert reader.app.focused is reader.main.comments.view


async def test_a_chord_is_shown_while_it_waits_and_then_done(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "c", "z")
        assert "M fold all" in reader.text()
        await reader.press("M")
        assert reader.main.comments.thread_view.count_items() == 3
        await reader.press("z", "R")
        assert reader.main.comments.thread_view.count_items() == 7
        await reader.press("z", "1")
        assert reader.main.comments.thread_view.count_items() == 5


async def test_an_unknown_second_key_does_nothing(show: Show) -> None:
    async with show() as reader:
        await reader.press("g", "q")
        assert reader.app.is_running
        assert reader.main.chords.pending is None


async def test_marking_a_list_says_how_many_and_can_be_undone(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED, "A")
        assert reader.main.toast.text == "7 posts marked read in Blog 1"
        assert "U undo" in reader.text()
        assert "0 of 10" in reader.text()
        await reader.press("U")
        assert sum(not post.is_read for post in store.posts.values()) == 9
        assert "7 of 10" in reader.text()


async def test_mark_above_takes_this_post_and_those_above(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "M")
        assert [number for number in (1, 2, 4) if store.posts[number].is_read] == [1, 2]


async def test_stars_are_put_and_taken(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED, "s")
        assert store.posts[1].is_starred
        await reader.press("s")
        assert not store.posts[1].is_starred


async def test_unsubscribing_is_done_at_once_and_undone_whole(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*TO_FEED, "d")
        assert [feed.title for feed in store.feeds] == ["Blog 2"]
        assert reader.main.toast.text == "Unsubscribed from Blog 1"
        await reader.press("U")
        assert len(store.feeds) == 2


async def test_what_another_process_stores_shows_without_moving_the_cursor(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "j")
        row = reader.main.posts.post
        newest = store.posts[1]
        store.posts[40] = replace(newest, id=40, sort=newest.sort + 16, title="Brand new")
        store.announce()
        await settled(reader.pilot)
        assert "Brand new" in reader.text()
        assert reader.main.posts.post == row


@pytest.mark.parametrize(("keys", "url"), [((), "https://blog1.example/"), (("enter",), "https://blog1.example/1")])
async def test_o_opens_the_site_in_the_feeds_and_the_post_elsewhere(
    show: Show, keys: tuple[str, ...], url: str
) -> None:
    async with show() as reader:
        await reader.press(*TO_FEED, *keys, "o")
        assert reader.opened == [url]


async def test_y_copies_the_comment_that_is_meant(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "c", "j", "y")
        assert reader.app.clipboard == "https://blog1.example/2#c1"
        await reader.press("Y")
        assert reader.app.clipboard == "# Post number 2\n"


async def test_a_refresh_shows_how_far_it_is_and_escape_stops_it(show: Show) -> None:
    async with show() as reader:
        await reader.press("R")
        reader.refresh.told.put_nowait(Progressed(1, 2, 1))
        await settled(reader.pilot)
        assert "1 of 2 · ! 1 failed · Esc stops" in reader.text()
        await reader.press("escape")
        assert not reader.refresh.is_running
        assert "Refreshing" not in reader.text()


async def test_r_refreshes_the_feed_under_the_cursor_and_says_when_there_is_nothing_new(show: Show) -> None:
    async with show() as reader:
        await reader.press(*TO_FEED, "r")
        assert reader.refresh.asked == [(1,)]
        reader.refresh.told.put_nowait(Answered(1, "unchanged"))
        reader.refresh.told.put_nowait(None)
        await settled(reader.pilot)
        assert reader.main.toast.text == "Nothing new in Blog 1"


async def test_r_in_a_post_asks_for_its_comments_too(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "r")
        assert "fetch 2 again" in reader.store.log
        assert reader.refresh.asked == [(1,)]


async def test_the_footer_has_the_full_date_of_the_comment(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "c")
        assert "Wednesday 14 October 2026, 09:00" in reader.text()
