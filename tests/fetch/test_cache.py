"""Pages kept on disk: found again, grown old, dropped, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

from tui_reader.fetch.cache import PageCache
from tui_reader.models import Page

URL = "https://blog.example/post"
PAGE = Page(
    url="https://blog.example/post/",
    content=b"<p>\x00\xff\nwords",
    requested_url=URL,
    media_type="text/html",
    charset="utf-8",
    etag='"1"',
    last_modified="Mon, 01 Jan 2024 00:00:00 GMT",
    permanent_url="https://blog.example/post/",
    fetched_at=1000.0,
)


def test_a_kept_page_comes_back_whole(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages", limit=1 << 20)
    cache.put(PAGE)
    assert cache.get(URL) == PAGE
    assert cache.has(URL)
    assert cache.get("https://blog.example/other") is None
    assert not cache.has("https://blog.example/other")


def test_age_is_counted_from_the_fetch_and_a_page_of_the_future_is_not_trusted(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit=1 << 20)
    cache.put(PAGE)
    assert cache.get(URL, newest=1050.0, max_age=60.0) == PAGE
    assert cache.get(URL, newest=1061.0, max_age=60.0) is None
    assert cache.get(URL, newest=900.0, max_age=60.0) is None


def test_the_oldest_pages_are_dropped_when_there_are_too_many(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit=10_000)
    for number in range(12):
        page = Page(url=f"{URL}/{number}", content=bytes(1000), requested_url=f"{URL}/{number}")
        cache.put(page)
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    kept = [number for number in range(12) if cache.has(f"{URL}/{number}")]
    assert 11 in kept
    assert 0 not in kept
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000


def test_damaged_files_count_as_not_there(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, limit=1 << 20)
    cache.put(PAGE)
    (file,) = tmp_path.iterdir()
    for damage in (b"", b"{}\nabc", b"[1]\nabc", b"\xff\xfe\nabc", b'{"url": "x", "requested_url": 5}\n'):
        file.write_bytes(damage)
        assert cache.get(URL) is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = PageCache(tmp_path / "file" / "pages", limit=1 << 20)
    cache.put(PAGE)
    assert cache.get(URL) is None
