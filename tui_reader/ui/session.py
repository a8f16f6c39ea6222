"""What is being read at the moment: the list, the post, its thread. Plain state that the parts of the screen share."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui_reader.models import Feed, Post, PostFilter, StoredThread


@dataclass(slots=True)
class Session:
    """`posts` and `title` are the list shown, `path` its folder and name; `post` the post that is open or being opened.

    `feeds` are all subscriptions. `kept_unread` are posts that the user marked unread: reading on does not mark those.
    """

    posts: PostFilter = field(default_factory=PostFilter)
    title: str = ""
    path: tuple[str, ...] = ()
    post: Post | None = None
    thread: StoredThread | None = None
    feeds: tuple[Feed, ...] = ()
    kept_unread: set[int] = field(default_factory=set)

    @property
    def is_mixed(self) -> bool:
        """Whether the list holds posts of several feeds."""
        return self.posts.feed_id is None

    def feed(self, feed_id: int | None) -> Feed | None:
        """The subscription with that number, if there is one."""
        return next((feed for feed in self.feeds if feed.id == feed_id), None)
