"""What the keys that hold everywhere do, by the ids of the table of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.keys import Key
from tui_reader.models import Post

if TYPE_CHECKING:
    from tui_reader.ui.main_screen import MainScreen


class Deeds:
    """Decides what "this" is and what a key means where the focus is; the screen's parts do it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.table = self._moves() | self._acts()

    def _moves(self) -> dict[str, Callable[[], object]]:
        screen = self._screen
        columns = screen.columns
        return {
            "older": lambda: screen.reading.step("older"),
            "newer": lambda: screen.reading.step("newer"),
            "read-on": self._read_on,
            "read-back": lambda: columns.pane.page(-1),
            "page-down": lambda: columns.pane.page(1),
            "page-up": lambda: columns.pane.page(-1),
            "half-down": lambda: columns.pane.page(0.5),
            "half-up": lambda: columns.pane.page(-0.5),
            "top": lambda: columns.pane.to_top(),  # noqa: PLW0108  the pane of that moment
            "bottom": lambda: columns.pane.to_bottom(),  # noqa: PLW0108  as above
            "next-pane": lambda: columns.step(1),
            "previous-pane": lambda: columns.step(-1),
            "show-list": lambda: columns.to("navigation" if columns.scope == "posts" else "posts"),
            "show-post": lambda: columns.to("post"),
            "show-comments": lambda: columns.to("comments"),
            "comments": columns.toggle_comments,
            "back": self._escape,
            "leave": self._leave,
        }

    def _acts(self) -> dict[str, Callable[[], object]]:
        screen = self._screen
        marks, links, prompts, carry_out = screen.marks, screen.links, screen.prompts, screen.carry_out
        return {
            "discussion": lambda: links.open(self._discussion()),
            "elsewhere": screen.elsewhere.next,
            "browser": lambda: links.open(self._address()),
            "copy-link": lambda: links.copy(self._address()),
            "copy-markdown": self._copy_markdown,
            "star": lambda: carry_out(marks.star),
            "toggle-read": lambda: carry_out(marks.toggle_read),
            "mark-above": lambda: carry_out(marks.mark_above),
            "mark-all": lambda: carry_out(marks.mark_all),
            "undo": lambda: carry_out(marks.undo),
            "refresh": self._refresh,
            "refresh-all": lambda: screen.refresh_feeds(()),
            "add": prompts.add,
            "info": lambda: carry_out(prompts.info),
            "help": lambda: prompts.help(has_all=False),
            "commands": lambda: prompts.help(has_all=True),
        }

    def do(self, key_id: str) -> None:
        """Do what a key that holds everywhere does."""
        self.table[key_id]()

    def run(self, key: Key, last: str = "1") -> None:
        """Do what any key does; a pane's own gets the focus there. `last` is the key that ended a family's chord."""
        if key.scope == "global":
            self.do(key.id)
            return
        columns = self._screen.columns
        if columns.scope != key.scope:
            columns.to(key.scope)
        action = getattr(columns.panes[key.scope], f"action_{key.action}")
        action(*((last,) if key.takes_key else ()))

    def this(self) -> Post | None:
        """The post that is meant: in the list the one under the cursor, elsewhere the open one if there is one."""
        screen = self._screen
        here = screen.posts.post
        return here if screen.columns.scope == "posts" or screen.session.post is None else screen.session.post

    def _address(self) -> str | None:
        """In comments the comment's, in the feeds the site's, else the post's."""
        screen = self._screen
        if screen.columns.scope == "comments" and screen.comments.comment is not None:
            return screen.comments.comment.permalink or (screen.session.post.url if screen.session.post else None)
        if screen.columns.scope == "navigation" or screen.columns.pane.is_problem:
            feed = screen.navigation.item.feed if screen.navigation.item else None
            return (feed.site_url or feed.url) if feed else None
        post = self.this()
        return post.url if post else None

    def _discussion(self) -> str | None:
        post = self.this()
        own = (post.comments_url or post.url) if post else None
        return self._screen.elsewhere.url or own

    def _copy_markdown(self) -> None:
        post = self.this()
        if post is not None:
            links, post_id = self._screen.links, post.id
            self._screen.carry_out(lambda: links.copy_markdown(post_id))

    def _read_on(self) -> None:
        """A page down; past the end of the post its comments, past theirs the next unread post."""
        screen, scope = self._screen, self._screen.columns.scope
        session = screen.session
        if scope in {"navigation", "posts"} or session.post is None:
            here = screen.posts.post
            is_next = here is not None and not here.is_read and (session.post is None or session.post.id != here.id)
            if scope == "posts" and is_next and here is not None:
                screen.reading.open_from_list(here)
            else:
                screen.reading.open_unread(session.posts, here.sort if here else None)
            return
        if screen.columns.pane.page(1):
            return
        post = session.post
        if scope == "post":
            screen.reading.was_read()
            if screen.comments.has_comments:
                screen.columns.to("comments")
                return
        screen.reading.open_unread(session.origin, post.sort)

    def _refresh(self) -> None:
        """In the feeds what the cursor stands on, in the list its feed, else the post's thread and its feed."""
        screen, session = self._screen, self._screen.session
        posts = session.posts
        if screen.columns.scope in {"post", "comments"} and session.post is not None:
            screen.conversation.ask_again()
            screen.refresh_feeds((session.post.feed_id,), is_quiet=True)
            return
        if screen.columns.scope == "navigation" and screen.navigation.item is not None:
            posts = screen.navigation.item.posts
        if posts.feed_id is not None:
            screen.refresh_feeds((posts.feed_id,))
        else:
            inside = tuple(
                feed.id for feed in session.feeds if posts.folder is not None and feed.folder == posts.folder
            )
            screen.refresh_feeds(inside)

    def _escape(self) -> None:
        """Leave the nearest of: steps under way, a load in the comments, a refresh (from the feeds), the pane."""
        screen = self._screen
        scope = screen.columns.scope
        if screen.reading.stepper.under_way is not None:
            screen.reading.drop_steps()
        elif scope == "post" and screen.opening.is_opening:
            screen.cancel("open")
            screen.opening.say_stopped()
        elif screen.elsewhere.is_looking:
            screen.cancel("elsewhere")
        elif scope == "comments" and (screen.opening.is_looking or screen.conversation.is_loading):
            screen.cancel("thread")
        elif scope == "navigation" and screen.refreshing.is_running:
            screen.refreshing.stop()
        else:
            screen.columns.back()

    def _leave(self) -> None:
        """Back; in the feeds the reader ends."""
        if not self._screen.columns.back():
            self._screen.carry_out(self._screen.leave_reader)
