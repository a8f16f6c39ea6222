"""What is read without being followed: where it is put, and what comes with it."""

from pathlib import Path

import pytest

from tests.reader.conftest import HOME
from tests.site import IN_FEED, POSTS, date_of, feed, front_page, post_page, title_of
from tui_reader.errors import ConfigError
from tui_reader.models import FeedKind, PostFilter
from tui_reader.reader import Reader, unaddressed
from tui_reader.reader.browsing import browse


async def titles(reader: Reader, feed_id: int) -> list[str | None]:
    return [post.title for post in (await reader.posts.window(PostFilter(feed_id=feed_id))).rows]


async def test_a_post_brings_its_blogs_feed_and_stands_in_it(reader: Reader) -> None:
    browsed = await browse(reader, f"{HOME}/{date_of(7):%Y/%m}/part-7/")
    assert browsed.post_id is not None
    assert (await reader.posts.get(browsed.post_id)).title == title_of(7)
    listed = await titles(reader, browsed.feed_id)
    assert (len(listed), listed[-1]) == (IN_FEED + 1, title_of(7))


async def test_a_feed_is_listed_and_names_no_post(reader: Reader) -> None:
    browsed = await browse(reader, f"{HOME}/feed/")
    assert browsed.post_id is None
    assert len(await titles(reader, browsed.feed_id)) == IN_FEED


async def test_a_saved_post_stands_alone(reader: Reader, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(post_page(7))
    browsed = await browse(reader, str(page))
    assert await titles(reader, browsed.feed_id) == [title_of(7)]
    assert browsed.post_id is not None
    thread = await reader.threads.load(browsed.post_id)
    assert [comment.author for comment in thread.comments] == ["Petra Lund", "Odo"]


async def test_a_saved_post_keeps_the_titles_of_neighbours_whose_addresses_nobody_knows(
    reader: Reader, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(post_page(7))
    browsed = await browse(reader, str(page))
    assert browsed.post_id is not None
    opened = await reader.posts.open(browsed.post_id)
    assert opened.older
    assert opened.newer
    assert (opened.older.title, opened.older.url) == (title_of(6), None)
    assert (opened.newer.title, opened.newer.url) == (title_of(8), None)
    assert opened.warnings == (unaddressed.LOST,)


async def test_a_saved_front_page_is_a_list_of_its_posts_and_asks_nobody(reader: Reader, tmp_path: Path) -> None:
    page = tmp_path / "front.html"
    page.write_text(front_page(with_feed=True))
    browsed = await browse(reader, str(page))
    assert browsed.post_id is None
    assert await titles(reader, browsed.feed_id) == [title_of(number) for number in range(POSTS, POSTS - 8, -1)]
    [held] = await reader.feeds.all()
    assert (held.kind, held.title, held.last_good) == (FeedKind.HELD, "Kettle Notes", reader.now())


async def test_a_saved_feed_is_a_list_of_its_posts_with_their_texts(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(feed().replace("%(base)s", HOME))
    browsed = await browse(reader, str(file))
    assert len(await titles(reader, browsed.feed_id)) == IN_FEED
    newest = (await reader.posts.window(PostFilter(), after=1)).rows[0]
    assert any("small ring" in block.text for block in (await reader.posts.open(newest.id)).blocks)


async def test_a_saved_list_without_posts_is_told(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text('<rss version="2.0"><channel><title>Empty</title></channel></rss>')
    with pytest.raises(ConfigError, match="No posts in "):
        await browse(reader, str(file))


async def test_a_folder_of_saved_posts_is_one_list_by_date(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in (3, 9, 5):
        (folder / f"{number}.html").write_text(post_page(number))
    (folder / "broken.html").write_bytes(b"\0" * 900)
    browsed = await browse(reader, str(folder))
    assert await titles(reader, browsed.feed_id) == [title_of(9), title_of(5), title_of(3)]
    assert browsed.post_id is not None


async def test_a_folder_without_a_post_is_told(reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "broken.html").write_bytes(b"\0" * 900)
    with pytest.raises(ConfigError, match="holds no saved post"):
        await browse(reader, str(folder))
