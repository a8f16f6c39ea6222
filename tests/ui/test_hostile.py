"""Text from outside is drawn as text: markup in it does nothing, and no control character leaves through a widget."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.widgets import Input

from tests.ui.conftest import TO_FEED, Show, Shown
from tests.ui.fake import Store, make_post, make_thread, paragraph
from tests.ui.widgets.host import FORBIDDEN, HOSTILE
from tui_reader.errors import FetchError
from tui_reader.models import Block, BlockKind, Span
from tui_reader.ui.refresh_child import Answered

ALL = " ".join(text.replace("\ud800", "") for text in HOSTILE[:2]) + " " + HOSTILE[2] + HOSTILE[4]


@pytest.fixture
def hostile_store(store: Store) -> Store:
    """The usual store, with every text in it as bad as it can be."""
    store.feeds = [
        replace(feed, title=f"{ALL} {feed.id}", folder=ALL, error=ALL, error_message=ALL, format=ALL)
        for feed in store.feeds
    ]
    for number, post in store.posts.items():
        store.posts[number] = replace(
            make_post(number, post.feed_id), title=ALL, author=ALL, feed_title=ALL, snippet=ALL, url=f"https://x/{ALL}"
        )
    blocks = (Block(BlockKind.HEADING, (Span(ALL),), level=2), paragraph(ALL), Block(BlockKind.CODE, (Span(ALL),)))
    store.blocks = dict.fromkeys(store.posts, blocks)
    thread = make_thread(1, warnings=(ALL,), closed=True, closed_notice=ALL, service=ALL)
    comments = tuple(comment._replace(author=ALL, permalink=ALL) for comment in thread.comments)
    store.threads[1] = replace(thread, comments=comments, engine=ALL)
    return store


def assert_harmless(reader: Shown) -> None:
    drawn = reader.text()
    assert not FORBIDDEN & set(drawn.replace("\n", ""))
    assert reader.app.is_running


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_panes_toasts_and_dialogs_draw_markup_as_text(
    show: Show, hostile_store: Store, size: tuple[int, int]
) -> None:
    async with show(size) as reader:
        await reader.press(*TO_FEED)
        assert "[/]" in reader.text()
        for keys in (("j", "enter"), ("enter",), ("c",), ("i",), ("escape", "A"), ("y",), ("o",), ("J", "J")):
            await reader.press(*keys)
            assert_harmless(reader)
        reader.main.refreshing._take(Answered(1, "error", 0, ALL))
        hostile_store.failures[4] = FetchError(ALL, ALL, ALL)
        await reader.press("2", "J", "1", "1")
        assert_harmless(reader)


async def test_what_a_preview_finds_is_drawn_as_text(show: Show) -> None:
    async with show() as reader:
        await reader.press("a")
        reader.app.screen.query_one(Input).value = "https://found.example/[/]"
        await reader.press("enter")
        assert "Found [/] 0" in reader.text()
        reader.app.screen.query_one(Input).value = "nothing [/][@click=app.quit]x"
        await reader.press("enter")
        assert_harmless(reader)


async def test_what_is_typed_into_the_help_is_drawn_as_text(show: Show) -> None:
    async with show() as reader:
        await reader.press("?", "left_square_bracket", "slash", "right_square_bracket")
        assert "[/]" in reader.text()
        assert_harmless(reader)


async def test_an_address_from_outside_never_reaches_the_browser_unless_it_is_one(
    show: Show, hostile_store: Store
) -> None:
    async with show() as reader:
        hostile_store.posts[1] = replace(hostile_store.posts[1], url="file:///etc/passwd")
        await reader.press(*TO_FEED, "j", "enter", "enter", "o")
        assert reader.opened == []
        assert "Not opened" in reader.main.toast.text
