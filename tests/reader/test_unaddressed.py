"""Pages saved without their address: what is known by the blog's own feed, and what stays unknown."""

from pathlib import Path

from tests.site import post_page, title_of
from tui_reader.models import Link, PageReading
from tui_reader.reader import Reader, unaddressed

BLOG = "https://blog.example"


async def read(reader: Reader, folder: Path, page: str) -> PageReading:
    (folder / "page.html").write_text(page)
    reading = (await reader.sources.read(str(folder / "page.html"))).reading
    assert isinstance(reading, PageReading)
    return reading


async def test_without_any_address_titles_stay_and_the_comments_are_whole(reader: Reader, tmp_path: Path) -> None:
    reading = await read(reader, tmp_path, post_page(7))
    assert reading.url == ""
    assert (reading.neighbours.previous, reading.neighbours.next) == (Link(None, title_of(6)), Link(None, title_of(8)))
    assert reading.thread
    assert [(comment.permalink, comment.author and comment.author.name) for comment in reading.thread.comments] == [
        (None, "Petra Lund"),
        (None, "Odo"),
    ]
    assert reading.warnings == (unaddressed.LOST,)
    assert "invalid" not in repr(reading)


async def test_a_feed_with_a_whole_address_tells_where_the_blog_is(reader: Reader, tmp_path: Path) -> None:
    page = post_page(7).replace('href="/feed/"', f'href="{BLOG}/feed/"').replace('href="/author', 'href="author')
    reading = await read(reader, tmp_path, page)
    previous = reading.neighbours.previous
    assert previous
    assert previous.url
    assert previous.url.startswith(f"{BLOG}/2026/")
    assert [link.url for link in reading.feeds] == [f"{BLOG}/feed/"]
    assert reading.post
    assert reading.post.url is None
    assert reading.warnings == ()
    assert "invalid" not in repr(reading)


async def test_a_page_that_names_itself_needs_no_stand_in(reader: Reader, tmp_path: Path) -> None:
    named = f'<link rel="canonical" href="{BLOG}/a/">'
    reading = await read(reader, tmp_path, post_page(7).replace("<head>", f"<head>{named}"))
    assert reading.url == f"{BLOG}/a/"
    assert unaddressed.stand_in(reading) is None
