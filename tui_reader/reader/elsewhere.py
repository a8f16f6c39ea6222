"""Where else a post is talked about: sites that the user lets be asked, and their threads kept like any others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui_reader.content import urls
from tui_reader.errors import ConfigError, FetchError, ParseError, StorageError
from tui_reader.models import Discussion, NewPost, PostData, Request
from tui_reader.reader.posts import KEYS_A_SECOND
from tui_reader.reader.sources import HOUR

if TYPE_CHECKING:
    from tui_reader.reader.database import Database
    from tui_reader.reader.sources import Sources
    from tui_reader.storage import Storage

NAMES: Mapping[str, str] = MappingProxyType(
    {"hackernews": "Hacker News", "lobsters": "Lobsters", "reddit": "Reddit", "lemmy": "Lemmy"}
)
"""The sites that can be asked, by the word that allows them, as people call them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the sites answered, the liveliest discussion first; `warnings` say who did not answer, and why."""

    discussions: tuple[Discussion, ...] = ()
    warnings: tuple[str, ...] = ()


async def ask(sources: Sources, address: str, services: Collection[str]) -> Told:
    """The discussions of the page at `address` on these sites, which hear of no password in it; an answer holds for an
    hour.

    Raises FetchError or ParseError where none of them can be asked.
    """
    address = urls.without_login(address)
    searches = await sources.worker.search_discussions(address)
    own = urls.host(address)
    wanted = [name for name in searches if name in services]
    answers = await asyncio.gather(*(_ask_one(sources, name, searches[name], address) for name in wanted))
    failures = {
        name: answer
        for name, answer in zip(wanted, answers, strict=True)
        if isinstance(answer, FetchError | ParseError)
    }
    if failures and len(failures) == len(wanted):
        raise next(iter(failures.values()))
    found = [discussion for answer in answers if isinstance(answer, tuple) for discussion in answer]
    found.sort(key=lambda discussion: -(discussion.comment_count or 0))
    return Told(
        discussions=tuple(discussion for discussion in found if urls.host(discussion.url) != own),
        warnings=tuple(f"{NAMES.get(name, name)} could not be asked: {e.reason}." for name, e in failures.items()),
    )


async def _ask_one(
    sources: Sources, name: str, search: Request, address: str
) -> tuple[Discussion, ...] | FetchError | ParseError:
    try:
        page = await sources.fetcher.get(search, max_age=HOUR)
        return await sources.worker.find_discussions(page, name, address)
    except (FetchError, ParseError) as error:
        return error


class Elsewhere:
    """Discussions of stored posts on other sites. `allowed` tells which sites the user lets be asked."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        *,
        allowed: Callable[[], frozenset[str]],
        now: Callable[[], float],
        announce: Callable[[], None],
    ) -> None:
        self._database = database
        self._sources = sources
        self._allowed = allowed
        self._now = now
        self._announce = announce

    async def ask(self, post_id: int) -> Told:
        """Where else a post is talked about, on the sites that may be asked, and who of them did not answer.

        Raises StorageError for an unknown post, ConfigError where the post names no page, FetchError or ParseError
        where no site can be asked.
        """
        post = await self._database.read(lambda s: s.posts.get(post_id))
        if post is None:
            raise StorageError(f"Post {post_id} is not kept here", "It may have been removed by another process.")
        if post.url is None:
            raise ConfigError("This post names no page", "Nothing elsewhere can be about an address that nobody knows.")
        services = self._allowed() & NAMES.keys()
        return await ask(self._sources, post.url, services) if services else Told()

    async def open(self, discussion: Discussion) -> int:
        """The number of the post that a discussion is kept as, apart from all feeds; its thread is asked for, left and
        watched as any other.
        """
        from tui_reader import refresh

        data = PostData(
            url=discussion.url,
            title=discussion.title,
            published=discussion.published,
            comment_count=discussion.comment_count,
        )
        now = self._now()
        moment = min(discussion.published.timestamp(), now) if discussion.published else now
        new = NewPost(refresh.identity(data), data, refresh.fingerprint(data), None, None, moment, now)

        def keep(s: Storage) -> int:
            with s.transaction():
                place = s.feeds.aside(
                    f"discussions:{discussion.service}", NAMES.get(discussion.service, discussion.service)
                )
                beside = (int(max(0.0, moment)) + 1) * KEYS_A_SECOND
                return s.posts.insert_beyond(place, new, beside=beside, older=True).id

        post_id = await self._database.write(keep)
        self._announce()
        return post_id
