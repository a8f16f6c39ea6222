"""What services that hold comments are called, and which host is asked for them."""

from __future__ import annotations

from typing import Final, NamedTuple


class ServiceName(NamedTuple):
    """How a service is called, and the host that learns the user's address when it is asked."""

    name: str
    host: str


_NAMES: Final = {
    "bluesky": ServiceName("Bluesky", "public.api.bsky.app"),
    "cusdis": ServiceName("Cusdis", "cusdis.com"),
    "disqus": ServiceName("Disqus", "disqus.com"),
    "giscus": ServiceName("giscus", "giscus.app"),
    "github": ServiceName("GitHub", "api.github.com"),
    "hackernews": ServiceName("Hacker News", "hn.algolia.com, news.ycombinator.com"),
    "lemmy": ServiceName("Lemmy", "lemmy.world"),
    "lobsters": ServiceName("Lobsters", "lobste.rs"),
    "mastodon": ServiceName("Mastodon", "mastodon.social"),
    "reddit": ServiceName("Reddit", "www.reddit.com"),
    "utterances": ServiceName("utterances", "api.github.com"),
    "webmention.io": ServiceName("webmention.io", "webmention.io"),
}


def of(service: str) -> ServiceName:
    """The names of a service; one that is not known is called what it is called."""
    return _NAMES.get(service, ServiceName(service, service))
