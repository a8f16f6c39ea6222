"""The pictures in `screenshots/`: each state is told in words first, then compared; `--snapshot-update` makes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.ui.pictures import SCREENSHOTS, Picture, keep, on_screen, stop_blinking
from tui_reader.ui.themes import PAPER

TO_SLOW_LATHE = (*("j",) * 5, "enter")
TO_PENCIL_TEST = (*TO_SLOW_LATHE, "j", "enter")


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Picture)


async def test_main_dark(tmp_path: Path, picture: SnapshotAssertion) -> None:
    await keep(tmp_path)
    async with on_screen(tmp_path, (160, 45)) as screen:
        await screen.press(*TO_PENCIL_TEST)
        assert "Slow Lathe 3" in screen.text(right=37)
        text = screen.text(37, 112)
        assert "« Sharpening as a feature │ Main │ A drawer" in text
        assert "Ida · Friday 20 November 2026, 14:20" in text
        comments = screen.text(113)
        assert comments.startswith("─ 3 Comments ─")
        assert "25 · 9 new · closed" in comments
        assert "I kept a paper notebook open" in comments
        assert "Junia · 3 d • new" in comments
        assert screen.picture() == picture


async def test_medium_light(tmp_path: Path, picture: SnapshotAssertion) -> None:
    await keep(tmp_path)
    async with on_screen(tmp_path, (120, 36), theme=PAPER) as screen:
        await screen.press(*TO_PENCIL_TEST)
        assert "The pencil test" in screen.text(37)
        assert "3 Comments" not in screen.text()
        assert screen.picture() == picture


async def test_narrow_comments(tmp_path: Path, picture: SnapshotAssertion) -> None:
    await keep(tmp_path)
    async with on_screen(tmp_path, (80, 24)) as screen:
        await screen.press(*TO_PENCIL_TEST, "c", *("j",) * 4)
        assert "The pencil test › Comments" in screen.text()
        assert "25 · 9 new · closed" in screen.text()
        assert "Junia · 3 d • new" in screen.text()
        assert "He got to 14 of 200 before I noticed." in screen.text()
        assert screen.picture() == picture


async def test_welcome(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with on_screen(tmp_path, (120, 36)) as screen:
        assert "Paste the address of a blog, a post or a feed" in screen.text()
        assert "Try the sample blog" in screen.text()
        stop_blinking(screen)
        assert screen.picture() == picture


async def test_help(tmp_path: Path, picture: SnapshotAssertion) -> None:
    await keep(tmp_path)
    async with on_screen(tmp_path, (160, 45)) as screen:
        await screen.press(*TO_PENCIL_TEST, "c", *("j",) * 4, "?", *"fold")
        assert "Unfold all z R" in screen.text(40, 120)
        assert "Enter do it" in screen.text()
        stop_blinking(screen)
        assert screen.picture() == picture


async def test_failed_feed(tmp_path: Path, picture: SnapshotAssertion) -> None:
    await keep(tmp_path)
    async with on_screen(tmp_path, (120, 36)) as screen:
        await screen.press(*("j",) * 7)
        assert "! Tin Roof Diary" in screen.text(37)
        assert "stay readable" in screen.text(37)
        assert screen.picture() == picture


def test_pictures_are_few_small_and_name_no_address_of_others() -> None:
    pictures = sorted(SCREENSHOTS.iterdir())
    assert 1 <= len(pictures) <= 6
    for path in pictures:
        hosts = set(re.findall(r"https?://([^/\"'<]+)", path.read_text("utf-8")))
        assert all(host == "www.w3.org" or host.endswith(".example") for host in hosts), path.name
        assert path.stat().st_size < 200_000, path.name
