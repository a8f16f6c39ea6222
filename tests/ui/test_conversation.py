"""The comments' own keys in the whole reader: what is new, orders, and what the pane says of a thread."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.conftest import FEED, Show, Shown
from tests.ui.fake import Store, make_thread

TO_COMMENTS = (*FEED, "j", "enter", "c")


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
    store.threads[2] = replace(make_thread(2), stated_count=124, complete=False, closed=True)
    async with show() as reader:
        await reader.press(*TO_COMMENTS, "G")
        assert "6 of 124 · 1 new · closed" in reader.text()
        assert "6 of 124 are here" in reader.text()
        assert "l loads the rest" in reader.text()
        assert "The comments are closed." in reader.text()
