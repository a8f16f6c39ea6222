"""Posts: listed by window, opened, and stepped through, past the end of what a feed holds too."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tui_reader.content import urls
from tui_reader.errors import FetchError, ParseError, StorageError, TuiReaderError
from tui_reader.models import (
    Block,
    Link,
    Neighbours,
    NewPost,
    PageReading,
    Post,
    PostData,
    PostFilter,
)
from tui_reader.reader.markdown import of_post
from tui_reader.reader.sources import HOUR

if TYPE_CHECKING:
    from tui_reader.reader.database import Database
    from tui_reader.reader.pages import Pages
    from tui_reader.reader.sources import Sources
    from tui_reader.storage import Body, PageInfo, Storage, Window

KEPT_IN_MEMORY = 24
KEYS_A_SECOND = 16
Direction = Literal["older", "newer"]


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbour as the strip shows it: a stored post (`post_id`), or only the address that a page names."""

    title: str | None
    url: str | None
    post_id: int | None = None
    sort: int | None = None


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post ready to be drawn.

    `older` and `newer` are where J and K lead: the list's order inside the feed, the page's own link beyond it;
    `is_page_known` says that the page's links are known, so that a missing neighbour is missing indeed. `position` is
    (place in its list from 1, length of the list).
    """

    post: Post
    blocks: tuple[Block, ...]
    older: Place | None = None
    newer: Place | None = None
    index: Link | None = None
    is_page_known: bool = False
    is_summary: bool = False
    tags: tuple[str, ...] = ()
    engine: str | None = None
    evidence: str | None = None
    warnings: tuple[str, ...] = ()
    position: tuple[int, int] | None = None


class Posts:
    """The posts of the database, and the way past them."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        pages: Pages,
        now: Callable[[], float],
    ) -> None:
        self._database = database
        self._sources = sources
        self._pages = pages
        self._now = now
        self._blocks: OrderedDict[tuple[int, str | None], tuple[Block, ...]] = OrderedDict()

    # ---------------------------------------------------------------------------------------------------- listing

    async def window(self, posts: PostFilter, *, anchor: int | None = None, before: int = 0, after: int = 50) -> Window:
        """Rows around a sort key (None: the top), newest first."""
        return await self._database.read(lambda s: s.posts.window(posts, anchor=anchor, before=before, after=after))

    async def count(self, posts: PostFilter) -> int:
        """How many posts a list holds."""
        return await self._database.read(lambda s: s.posts.count(posts))

    async def get(self, post_id: int) -> Post:
        """One row. Raises StorageError where it is not kept."""
        post = await self._database.read(lambda s: s.posts.get(post_id))
        if post is None:
            raise StorageError(f"Post {post_id} is not kept here", "`tui-reader posts` lists the numbers.")
        return post

    async def find(self, text: str) -> Post:
        """The post that a number, an address or a part of a title names. Raises ConfigError for none or several."""
        from tui_reader.reader import naming

        return await self._database.read(lambda s: naming.find_post(s, text))

    async def next_unread(self, posts: PostFilter, after_sort: int | None, *, is_forward: bool = True) -> Post | None:
        """The next unread post of a list, downwards (older) or upwards; from its top where no place is given."""

        def look(s: Storage) -> Post | None:
            if after_sort is None:
                first = s.posts.extreme(posts, newest=is_forward)
                if first is None or not first.is_read:
                    return first
                return s.posts.adjacent(posts, first.sort, older=is_forward, unread_only=True)
            return s.posts.adjacent(posts, after_sort, older=is_forward, unread_only=True)

        return await self._database.read(look)

    # ---------------------------------------------------------------------------------------------------- opening

    async def open(self, post_id: int, posts: PostFilter | None = None) -> OpenPost:
        """A post with its text in blocks and its neighbours in the list `posts` (default: its feed).

        The page is asked for only where no text, or a summary alone, is kept. Raises StorageError and, where there is
        nothing to show, FetchError or ParseError.
        """
        post = await self.get(post_id)
        listed = posts or PostFilter(feed_id=post.feed_id)
        body = await self._database.read(lambda s: s.posts.body(post_id))
        if (body is None or body.is_summary) and post.url is not None:
            try:
                await self.load_page(post_id)
            except TuiReaderError:
                # a summary is better than nothing; without even that the reason is what there is to show
                if body is None:
                    raise
            post = await self.get(post_id)
            body = await self._database.read(lambda s: s.posts.body(post_id))
        blocks = await self._make_blocks(post, body)
        opened = await self._database.read(lambda s: _placed(s, post, listed))
        return replace(opened, blocks=blocks)

    async def place(self, post_id: int, posts: PostFilter | None = None) -> OpenPost:
        """The same without the text: for a strip whose page has become known. Asks nobody."""
        post = await self.get(post_id)
        return await self._database.read(lambda s: _placed(s, post, posts or PostFilter(feed_id=post.feed_id)))

    async def load_page(self, post_id: int, *, max_age: float = HOUR) -> PageReading:
        """Ask for a post's page and keep what it says: its text where none is kept, its neighbours, its thread.

        Raises ConfigError where the post names no page, FetchError, ParseError.
        """
        return await self._pages.ask(post_id, max_age=max_age)

    async def name_neighbours(self, post_id: int, posts: PostFilter) -> bool:
        """Find out what the neighbours are called that a post's page leads to by "Older post" alone; whether any was.

        Their pages are asked, on the post's own site only: stepping there need not wait then, since what was asked
        within the hour is not asked again. One that cannot be had or read stays without a name.
        """
        placed = await self.place(post_id, posts)
        home = placed.post.url
        names: dict[str, str] = {}
        for place in (placed.older, placed.newer):
            address = place.url if place and place.post_id is None and not place.title else None
            if address and home and urls.same_site(address, home):
                with suppress(FetchError, ParseError):
                    found = (await self._pages.read(address, placed.post.feed_id)).post
                    names |= {address: found.title} if found and found.title else {}
        if names:
            await self._database.write(lambda s: _name(s, post_id, names))
        return bool(names)

    async def markdown(self, post_id: int) -> str:
        """A post as Markdown, its title as the first heading, its address at the end."""
        post = await self.get(post_id)
        body = await self._database.read(lambda s: s.posts.body(post_id))
        data = PostData(post.url, post.title, body.html if body else None, body.base_url if body else None)
        parts = (*await of_post(data, self._sources.worker, post.url), f"<{post.url}>" if post.url else "")
        return "\n\n".join(part for part in parts if part) + "\n"

    async def _make_blocks(self, post: Post, body: Body | None) -> tuple[Block, ...]:
        if body is None:
            return ()
        key = (post.id, body.html)
        if key not in self._blocks:
            self._blocks[key] = tuple(await self._sources.worker.make_blocks(body.html, body.base_url or post.url))
            while len(self._blocks) > KEPT_IN_MEMORY:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(key)
        return self._blocks[key]

    # --------------------------------------------------------------------------------------------------- stepping

    async def step(self, post_id: int, direction: Direction, posts: PostFilter) -> Post | None:
        """The older or newer post of a list; past its end, where it is one whole feed, the page's own link.

        What such a link leads to is fetched, kept beside the post it was reached from and never counts as unread.
        None: there is no further post. Raises FetchError or ParseError where the page cannot be had.
        """
        post = await self.get(post_id)
        is_older = direction == "older"
        found = await self._database.read(lambda s: s.posts.adjacent(posts, post.sort, older=is_older))
        if found is not None or not _is_whole_feed(posts):
            return found
        link = await self._page_link(post, is_older=is_older)
        if link is None or link.url is None:
            return None
        address = link.url
        known = await self._database.read(lambda s: s.posts.by_url(address, feed_id=post.feed_id))
        if known is not None:
            # on the wrong side of the list, following it would lead round in a circle
            return known if (known.sort < post.sort) == is_older and known.id != post.id else None
        return await self._adopt(post, link, address, is_older=is_older)

    async def _page_link(self, post: Post, *, is_older: bool) -> Link | None:
        info = await self._database.read(lambda s: s.posts.page(post.id))
        if info is None:
            if post.url is None:
                return None
            neighbours = (await self.load_page(post.id)).neighbours
        else:
            neighbours = info.neighbours
        return neighbours.previous if is_older else neighbours.next

    async def _adopt(self, post: Post, link: Link, address: str, *, is_older: bool) -> Post:
        """Fetch the page a link leads to and keep it beside the post it was named by."""
        reading = await self._pages.read(address, post.feed_id)
        if reading.post is None or reading.kind != "post":
            raise FetchError(address, "not a post", "The link leads to a page that holds no single post.")
        return await self.adopt(
            post.feed_id, reading, address=address, title=link.title, beside=post.sort, is_older=is_older
        )

    async def adopt(
        self,
        feed_id: int,
        reading: PageReading,
        *,
        address: str | None,
        beside: int,
        is_older: bool = True,
        title: str | None = None,
    ) -> Post:
        """Keep a page's post in a feed that does not hold it, below (or above) the sort key `beside`, as read.

        `address` is where the page was found, `title` what the link to it was called. A post that the feed has
        already is given back.
        """
        from tui_reader import refresh

        data = reading.post or PostData(url=address)
        own = data.url if data.url and address and urls.same_site(data.url, address) else address or data.url
        adopted = replace(data, url=own, title=data.title or title)
        new = NewPost(
            guid=refresh.identity(replace(adopted, guid=None)),
            data=adopted,
            fingerprint=refresh.fingerprint(adopted),
            words=await self._pages.count_words(adopted),
            snippet=None,
            sort_seconds=adopted.published.timestamp() if adopted.published else beside / KEYS_A_SECOND,
            first_seen=self._now(),
        )
        stored = await self._database.write(
            lambda s: s.posts.insert_beyond(feed_id, new, beside=beside, older=is_older)
        )
        await self._pages.keep(stored, reading)
        return await self.get(stored.id)


def _name(s: Storage, post_id: int, names: Mapping[str, str]) -> None:
    """Gives the neighbours on a post's page their titles, by address."""
    info = s.posts.page(post_id)
    if info is not None:
        around = info.neighbours
        named = replace(around, previous=_named(around.previous, names), next=_named(around.next, names))
        s.posts.save_page(post_id, replace(info, neighbours=named))


def _named(link: Link | None, names: Mapping[str, str]) -> Link | None:
    return link and replace(link, title=link.title or names.get(link.url or ""))


def _is_whole_feed(posts: PostFilter) -> bool:
    return posts.feed_id is not None and not (posts.is_unread or posts.is_starred or posts.is_watched or posts.since)


def _place(post: Post | None, link: Link | None) -> Place | None:
    if post is not None:
        return Place(post.title, post.url, post.id, post.sort)
    return Place(link.title, link.url) if link and (link.url or link.title) else None


def _placed(s: Storage, post: Post, posts: PostFilter) -> OpenPost:
    """A post with its neighbours: the list's, and beyond the end of a whole feed those that its page names."""
    info: PageInfo | None = s.posts.page(post.id)
    is_summary, tags = s.posts.about_text(post.id)
    is_whole = _is_whole_feed(posts)
    links = info.neighbours if info and is_whole else Neighbours()
    return OpenPost(
        post=post,
        blocks=(),
        older=_place(s.posts.adjacent(posts, post.sort, older=True), links.previous),
        newer=_place(s.posts.adjacent(posts, post.sort, older=False), links.next),
        index=info.neighbours.index if info else None,
        is_page_known=info is not None or not is_whole,
        is_summary=is_summary,
        tags=tags,
        engine=info.engine if info else None,
        evidence=info.evidence if info else None,
        warnings=info.warnings if info else (),
        position=(s.posts.position(posts, post.sort), s.posts.count(posts)),
    )
