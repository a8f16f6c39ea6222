"""What is being read at the moment: the list, the post, its thread. Plain state that the parts of the screen share."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui_reader.models import Feed, Post, PostFilter, StoredThread


@dataclass(slots=True)
class Session:
    """`posts` is the list shown, `path` its folder and name. `post` is the post that is open or being opened, `origin`
    the list it was opened from, in which older and newer lead.

    `feeds` are all subscriptions. `kept_unread` are posts that the user marked unread: reading on does not mark those.
    """

    posts: PostFilter = field(default_factory=PostFilter)
    path: tuple[str, ...] = ()
    origin: PostFilter = field(default_factory=PostFilter)
    post: Post | None = None
    thread: StoredThread | None = None
    feeds: tuple[Feed, ...] = ()
    kept_unread: set[int] = field(default_factory=set)

    @property
    def title(self) -> str:
        """The name of the list shown."""
        return self.path[-1] if self.path else ""

    def feed(self, feed_id: int | None) -> Feed | None:
        """The subscription with that number, if there is one."""
        return next((feed for feed in self.feeds if feed.id == feed_id), None)
