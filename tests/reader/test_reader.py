"""What a user does, from a target to a thread, on a real database."""

import asyncio
from pathlib import Path

import pytest

from tests.reader.conftest import HOME, Clock, answered
from tests.site import IN_FEED, POSTS, date_of, feed, site_pages, title_of
from tui_reader.errors import ConfigError, FetchError
from tui_reader.fetch import local_transport
from tui_reader.models import Feed, Post, PostFilter, RefreshResult, RefreshStatus
from tui_reader.reader import Reader, open_sources


async def subscribe(reader: Reader, target: str = f"{HOME}/") -> Feed:
    return (await reader.feeds.subscribe(await reader.feeds.preview(target))).feed


async def newest(reader: Reader, posts: PostFilter) -> Post:
    return (await reader.posts.window(posts, after=1)).rows[0]


async def test_a_site_is_followed_by_the_feed_its_page_names(reader: Reader) -> None:
    preview = await reader.feeds.preview(f"{HOME}/")
    assert (preview.kind, preview.feed_url, len(preview.posts)) == ("site", f"{HOME}/feed/", IN_FEED)
    done = await reader.feeds.subscribe(preview)
    assert (done.feed.title, done.feed.total, done.feed.unread) == ("Kettle Notes", IN_FEED, IN_FEED)
    again = await reader.feeds.subscribe(preview)
    assert again.already
    assert len(await reader.feeds.all()) == 1


async def test_a_feed_that_is_broken_is_passed_over_for_the_next_that_a_page_names(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    kind, front = blog[f"{HOME}/"]
    named = b'<link rel="alternate" type="application/rss+xml" href="/%s/">'
    blog[f"{HOME}/"] = (kind, front.replace(b"<title>", named % b"comments/feed" + named % b"broken" + b"<title>"))
    blog[f"{HOME}/broken/"] = ("application/rss+xml", b"Fatal error: no such table")
    preview = await reader.feeds.preview(f"{HOME}/")
    assert (preview.kind, preview.feed_url) == ("site", f"{HOME}/feed/")
    assert preview.warnings == (f"The feed {HOME}/broken/ could not be had: not readable.",)


async def test_a_front_page_that_is_no_page_is_told_and_the_post_stays(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    [address] = [url for url in blog if url.endswith("/part-7/")]
    kind, page = blog[address]
    without_feed = page.replace(b'rel="alternate"', b"")
    blog[address] = (kind, without_feed.replace(b'<nav class="nav', b'<a href="/">Main</a><nav class="nav'))
    blog[f"{HOME}/"] = ("application/pdf", b"%PDF-1.7" + b"\0" * 900)
    preview = await reader.feeds.preview(address)
    assert (preview.kind, preview.title) == ("post", title_of(7))
    assert preview.warnings[0].startswith(f"The front page {HOME}/ could not be had: ")


async def test_the_posts_of_a_feed_that_is_shown_begin_with_their_first_words(reader: Reader) -> None:
    preview = await reader.feeds.preview(f"{HOME}/feed/")
    assert (
        preview.posts[0].summary == f"Part {POSTS}: water for one cup boils in {POSTS + 90} seconds on the small ring."
    )


async def test_a_post_leads_to_its_blogs_feed(reader: Reader) -> None:
    [address] = [url for url in answered(site_pages()) if url.endswith("/part-7/")]
    preview = await reader.feeds.preview(address)
    assert (preview.kind, preview.feed_url) == ("site", f"{HOME}/feed/")


async def test_a_page_without_a_feed_is_followed_by_its_list_and_read_when_opened(reader: Reader) -> None:
    followed = await subscribe(reader, f"{HOME}/plain/")
    assert (str(followed.kind), followed.total) == ("page", 8)
    post = await newest(reader, PostFilter(feed_id=followed.id))
    assert post.title == title_of(POSTS)
    opened = await reader.posts.open(post.id)
    assert any("small ring" in block.text for block in opened.blocks)
    assert (await reader.threads.load(post.id)).stated_count == 2


async def test_nothing_is_followed_where_there_is_nothing_to_follow(reader: Reader, tmp_path: Path) -> None:
    page = tmp_path / "lone.html"
    page.write_text("<title>Alone</title><h1>Alone</h1><p>" + "One long sentence without a blog. " * 20)
    with pytest.raises(ConfigError, match="Nothing to follow"):
        await reader.feeds.subscribe(await reader.feeds.preview(str(page)))


async def test_stepping_goes_past_the_feeds_window_by_the_pages_own_links_and_back(reader: Reader) -> None:
    posts = PostFilter(feed_id=(await subscribe(reader)).id)
    post = await newest(reader, posts)
    seen = [post.title]
    while (further := await reader.posts.step(post.id, "older", posts)) is not None:
        post = further
        seen.append(post.title)
    assert seen == [title_of(number) for number in range(POSTS, 0, -1)]
    assert (post.is_beyond, post.is_read) == (True, True)
    back = [post.title]
    while (further := await reader.posts.step(post.id, "newer", posts)) is not None:
        post = further
        back.append(post.title)
    assert back == seen[::-1]
    assert (await reader.feeds.all())[0].unread == IN_FEED


async def test_a_neighbour_that_a_page_names_only_older_post_is_called_what_its_own_page_says(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    last = POSTS - IN_FEED + 1
    page = f"{HOME}/{date_of(last):%Y/%m}/part-{last}/"
    kind, content = blog[page]
    blog[page] = kind, content.replace(f"&larr; {title_of(last - 1)}".encode(), b"&larr; Older post")
    posts = PostFilter(feed_id=(await subscribe(reader)).id)
    post = (await reader.posts.window(posts, after=50)).rows[-1]
    await reader.posts.load_page(post.id)
    nameless = (await reader.posts.place(post.id, posts)).older
    assert nameless is not None
    assert (nameless.title, nameless.post_id) == (None, None)
    assert await reader.posts.name_neighbours(post.id, posts)
    named = (await reader.posts.place(post.id, posts)).older
    assert named is not None
    assert (named.title, named.url) == (title_of(last - 1), nameless.url)
    assert not await reader.posts.name_neighbours(post.id, posts)


async def test_a_mixed_list_ends_where_it_ends(reader: Reader) -> None:
    await subscribe(reader)
    window = await reader.posts.window(PostFilter(), after=50)
    assert await reader.posts.step(window.rows[-1].id, "older", PostFilter()) is None


async def test_the_strip_knows_the_list_inside_and_the_page_beyond(reader: Reader) -> None:
    posts = PostFilter(feed_id=(await subscribe(reader)).id)
    rows = (await reader.posts.window(posts)).rows
    inside = await reader.posts.open(rows[1].id, posts)
    assert inside.older
    assert inside.newer
    assert (inside.older.post_id, inside.newer.post_id) == (rows[2].id, rows[0].id)
    assert inside.position == (2, IN_FEED)
    last = await reader.posts.open(rows[-1].id, posts)
    assert (last.older, last.is_page_known) == (None, False)
    await reader.threads.fetch(rows[-1].id)
    known = await reader.posts.place(rows[-1].id, posts)
    assert known.older
    assert (known.older.post_id, known.older.title) == (None, title_of(POSTS - IN_FEED))


async def test_a_thread_is_kept_merged_and_told_what_is_new(
    reader: Reader, clock: Clock, blog: dict[str, tuple[str, bytes]]
) -> None:
    posts = PostFilter(feed_id=(await subscribe(reader)).id)
    post = await newest(reader, posts)
    first = await reader.threads.fetch(post.id)
    assert [comment.author for comment in first.comments] == ["Petra Lund", "Odo"]
    assert (first.closed, first.comments[1].parent_id) == (True, first.comments[0].id)
    assert not any(comment.is_new for comment in first.comments)
    bodies = await reader.threads.bodies(post.id, [first.comments[1].id])
    assert "balcony" in bodies[first.comments[1].id][0].text
    await reader.threads.leave(post.id)
    clock.seconds += 7200
    assert post.url
    media_type, content = blog[post.url]
    late = b'<li class="comment" id="comment-999"><cite class="fn">Late</cite><p>Still boiling.</p></li></ol>'
    blog[post.url] = (media_type, content.replace(b"</ol>", late))
    second = await reader.threads.fetch(post.id, force=True)
    assert [comment.author for comment in second.comments if comment.is_new] == ["Late"]
    assert (await reader.posts.get(post.id)).new_comment_count == 1


async def test_a_refresh_asks_conditionally_and_stores_what_is_new(
    reader: Reader, clock: Clock, blog: dict[str, tuple[str, bytes]]
) -> None:
    blog[f"{HOME}/feed/"] = answered({"/feed/": ("application/rss+xml", feed(POSTS - 1))})[f"{HOME}/feed/"]
    await subscribe(reader)
    clock.seconds += 7200
    [unchanged] = [event async for event in reader.feeds.refresh() if isinstance(event, RefreshResult)]
    assert unchanged.status is RefreshStatus.UNCHANGED
    blog[f"{HOME}/feed/"] = answered(site_pages())[f"{HOME}/feed/"]
    clock.seconds += 7200
    [result] = [event async for event in reader.feeds.refresh() if isinstance(event, RefreshResult)]
    assert (result.status, result.posts_new) == (RefreshStatus.NEW, 1)


async def test_how_long_a_feed_took_is_measured_by_no_clock_that_is_set(
    tmp_path: Path, clock: Clock, blog: dict[str, tuple[str, bytes]]
) -> None:
    class Setting(dict[str, tuple[str, bytes]]):
        """Sets the clock back while it answers."""

        def __getitem__(self, address: str) -> tuple[str, bytes]:
            clock.seconds -= 500
            return super().__getitem__(address)

    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(Setting(blog)))
    async with Reader(tmp_path, sources, now=clock) as reader:
        followed = await subscribe(reader, f"{HOME}/feed/")
        [record] = await reader.feeds.log(followed.id)
    assert 0 <= record.seconds < 60


async def test_a_feed_that_fails_is_a_result_and_loses_nothing(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    followed = await subscribe(reader)
    del blog[f"{HOME}/feed/"]
    [result] = [event async for event in reader.feeds.refresh() if isinstance(event, RefreshResult)]
    assert result.status is RefreshStatus.ERROR
    assert result.error
    assert await reader.posts.count(PostFilter(feed_id=followed.id)) == IN_FEED


async def test_a_page_that_is_gone_is_told_and_the_post_stays(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    posts = PostFilter(feed_id=(await subscribe(reader)).id)
    last = (await reader.posts.window(posts)).rows[-1]
    for url in [url for url in blog if "/part-" in url]:
        del blog[url]
    with pytest.raises(FetchError):
        await reader.posts.step(last.id, "older", posts)
    assert (await reader.posts.open(last.id)).blocks


async def test_marks_survive_a_caller_that_is_cancelled_and_a_restart(
    tmp_path: Path, clock: Clock, blog: dict[str, tuple[str, bytes]]
) -> None:
    def opened() -> Reader:
        return Reader(tmp_path, open_sources(now=clock, cache_dir=None, transport=local_transport(blog)), now=clock)

    async with opened() as reader:
        followed = await subscribe(reader)
        post = await newest(reader, PostFilter(feed_id=followed.id))
        marking = asyncio.ensure_future(reader.changes.mark_read([post.id], is_read=True, label="marked"))
        await asyncio.sleep(0)
        marking.cancel()
    async with opened() as reader:
        assert (await reader.posts.get(post.id)).is_read
        undone = await reader.changes.undo()
        assert undone
        assert not (await reader.posts.get(post.id)).is_read


async def test_what_another_process_stores_is_noticed(
    reader: Reader, tmp_path: Path, clock: Clock, blog: dict[str, tuple[str, bytes]]
) -> None:
    followed = await subscribe(reader)
    post = await newest(reader, PostFilter(feed_id=followed.id))
    noticed = asyncio.Event()
    stop = reader.subscribe_changes(noticed.set)
    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(blog))
    async with Reader(tmp_path, sources, now=clock) as other:
        await other.changes.mark_read([post.id], is_read=True)
        await asyncio.wait_for(noticed.wait(), 5)
    stop()
    assert (await reader.posts.get(post.id)).is_read


async def test_posts_and_feeds_are_found_by_number_address_and_part_of_a_title(reader: Reader) -> None:
    followed = await subscribe(reader)
    post = await newest(reader, PostFilter(feed_id=followed.id))
    assert (await reader.posts.find(str(post.id))).id == post.id
    assert post.url
    assert (await reader.posts.find(post.url)).id == post.id
    assert (await reader.posts.find(f"part {POSTS}")).id == post.id
    assert (await reader.feeds.find("kettle")).id == followed.id
    with pytest.raises(ConfigError, match="10 posts match"):
        await reader.posts.find("Kettle notes")
    with pytest.raises(ConfigError, match="No feed"):
        await reader.feeds.find("lathe")


async def test_a_feed_cannot_send_the_reader_to_a_private_address(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    kind, text = blog[f"{HOME}/feed/"]
    [link] = [url for url in blog if url.endswith(f"/part-{POSTS}/")]
    blog[f"{HOME}/feed/"] = (kind, text.replace(link.encode(), b"http://127.0.0.1:9/secret"))
    post = await newest(reader, PostFilter(feed_id=(await subscribe(reader)).id))
    assert post.url == "http://127.0.0.1:9/secret"
    with pytest.raises(FetchError, match="private address"):
        await reader.threads.fetch(post.id)


async def test_what_is_known_of_a_text_stays_known_when_only_its_place_is_asked(reader: Reader) -> None:
    post = await newest(reader, PostFilter(feed_id=(await subscribe(reader)).id))
    opened = await reader.posts.open(post.id)
    ran: list[str] = []
    await reader._database.read(lambda s: s._connection._sqlite.set_trace_callback(ran.append))
    placed = await reader.posts.place(post.id)
    assert any("bodies" in statement for statement in ran)
    assert not [statement for statement in ran if "* FROM bodies" in statement]
    assert opened.tags == placed.tags == ("Measured",)
    assert opened.is_summary == placed.is_summary


async def test_a_copied_post_is_markdown_with_its_title_as_it_stands(
    reader: Reader, blog: dict[str, tuple[str, bytes]]
) -> None:
    kind, text = blog[f"{HOME}/feed/"]
    blog[f"{HOME}/feed/"] = (kind, text.replace(title_of(POSTS).encode(), b"*Kettle* [notes]"))
    post = await newest(reader, PostFilter(feed_id=(await subscribe(reader, f"{HOME}/feed/")).id))
    heading, body, address = (await reader.posts.markdown(post.id)).strip().split("\n\n")
    assert heading == r"# \*Kettle\* \[notes\]"
    assert body.startswith(f"Part {POSTS}: water")
    assert address == f"<{post.url}>"
