"""Help and commands, adding a feed, details, and the welcome."""

from __future__ import annotations

from textual.widgets import Input

from tests.ui.conftest import FEED, Show
from tests.ui.fake import Store
from tui_reader.ui.dialogs.add import Add
from tui_reader.ui.dialogs.help_commands import HelpCommands
from tui_reader.ui.dialogs.info import Info
from tui_reader.ui.dialogs.welcome import Welcome
from tui_reader.ui.services import Outcome


async def test_help_starts_with_the_pane_and_enter_does_it(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "?")
        assert isinstance(reader.app.screen, HelpCommands)
        assert "In the list of posts" in reader.text()
        assert "In the comments" not in reader.text()
        await reader.press(*"star", "enter")
        assert not isinstance(reader.app.screen, HelpCommands)
        assert reader.store.posts[1].is_starred


async def test_commands_hold_the_keys_of_every_pane(show: Show) -> None:
    async with show((160, 60)) as reader:
        await reader.press("colon", *"fold", "space", *"all")
        assert "Fold all" in reader.text()
        await reader.press("escape")
        await reader.press("ctrl+p")
        assert isinstance(reader.app.screen, HelpCommands)


async def test_help_says_when_it_finds_nothing(show: Show) -> None:
    async with show() as reader:
        await reader.press("?", *"xyzzy")
        assert "Nothing for “xyzzy” among the keys." in reader.text()
        await reader.press("enter", "escape")
        assert reader.main is reader.app.screen


async def test_details_say_where_things_come_from_and_can_be_copied(show: Show) -> None:
    async with show() as reader:
        await reader.press(*FEED, "j", "enter", "i")
        assert isinstance(reader.app.screen, Info)
        assert "Where this comes from" in reader.text()
        assert "https://blog1.example/2" in reader.text()
        assert "wordpress" in reader.text()
        await reader.press("y")
        assert "Address    https://blog1.example/2" in reader.app.clipboard
        await reader.press("r")
        assert "fetch 2 again" in reader.store.log


async def test_adding_looks_first_and_keeps_on_the_second_enter(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press("a")
        assert isinstance(reader.app.screen, Add)
        reader.app.screen.query_one(Input).value = "https://found.example"
        await reader.press("enter")
        assert "A found [/] blog" in reader.text()
        assert "Enter subscribe" in reader.text()
        assert len(store.feeds) == 2
        await reader.press("enter")
        assert len(store.feeds) == 3
        assert reader.main.toast.text == "Subscribed to A found [/] blog"
        assert reader.main.navigation.item is not None
        assert reader.main.navigation.item.path == ("A found [/] blog",)


async def test_an_address_that_cannot_be_had_says_why(show: Show, store: Store) -> None:
    async with show() as reader:
        await reader.press("a")
        reader.app.screen.query_one(Input).value = "https://nothing.example"
        await reader.press("enter")
        assert "no answer" in reader.text()
        assert "The name is not known. Nothing was kept." in reader.text()
        await reader.press("escape")
        assert len(store.feeds) == 2


async def test_without_feeds_there_is_a_welcome_that_leads_to_the_sample(show: Show, store: Store) -> None:
    store.feeds.clear()
    store.posts.clear()
    async with show((120, 36)) as reader:
        assert isinstance(reader.app.screen, Welcome)
        assert "Blogs, and the conversation under each post." in reader.text()
        await reader.press("tab")
        await reader.pilot.press("enter")
        await reader.pilot.pause()
    assert reader.app.return_value is Outcome.SAMPLE


async def test_the_welcome_looks_at_an_address_and_goes_once_a_feed_is_there(show: Show, store: Store) -> None:
    store.feeds.clear()
    store.posts.clear()
    async with show((120, 36)) as reader:
        reader.app.screen.query_one(Input).value = "https://found.example"
        await reader.press("enter")
        assert "A found [/] blog" in reader.text()
        await reader.press("enter")
        assert reader.app.screen is reader.main
        assert len(store.feeds) == 1


async def test_the_welcome_shows_the_keys(show: Show, store: Store) -> None:
    store.feeds.clear()
    store.posts.clear()
    async with show((120, 36)) as reader:
        await reader.press("tab", "j", "enter")
        assert isinstance(reader.app.screen, HelpCommands)
        await reader.press("enter")
        assert isinstance(reader.app.screen, Welcome)
        await reader.press("tab")


async def test_the_sample_says_that_nothing_is_kept(show: Show) -> None:
    async with show(mode="demo") as reader:
        await reader.press("a")
        assert "nothing is kept" in reader.text()


async def test_help_is_as_high_as_what_it_finds_and_names_each_first_key(show: Show) -> None:
    async with show((160, 45)) as reader:
        await reader.press(*FEED, "j", "enter", "c", "?")
        frame = reader.app.screen.query_one("#frame")
        assert frame.region.height == 27
        top = frame.region.y
        await reader.press(*"fold")
        assert frame.region.height == 16
        assert frame.region.y == top
        lines = reader.text().splitlines()
        heading = next(line for line in lines if "In the comments" in line)
        entry = next(line for line in lines if "Fold, or to the parent" in line)
        assert heading.index("In the comments") + 2 == entry.index("Fold, or to the parent")
        assert "Left" not in reader.text()


async def test_everything_in_the_welcome_stands_between_the_same_two_columns(show: Show, store: Store) -> None:
    store.feeds.clear()
    store.posts.clear()
    async with show((120, 36)) as reader:
        lines = reader.text().splitlines()
        strip = next(line for line in lines if "│ tui-reader │" in line)
        rule = lines[lines.index(strip) + 1]
        assert (strip.index("«"), strip.index("»")) == (rule.index("─"), rule.rindex("─"))
        field = reader.app.screen.query_one(Input)
        assert (field.region.x, field.region.right - 1) == (rule.index("─"), rule.rindex("─"))
        assert "▌ https://" in reader.text()
        await reader.press("tab")
        assert "▌ Try the sample blog" in reader.text()
