"""The four panes side by side: which are in sight at the size there is, and which one has the focus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from tui_reader.keys import SCOPES, Scope
from tui_reader.ui.arrange import Arrangement, Layout, arrange
from tui_reader.ui.panes.comment_list import CommentListPane
from tui_reader.ui.panes.navigation import NavigationPane
from tui_reader.ui.panes.post import PostPane
from tui_reader.ui.panes.post_list import PostListPane
from tui_reader.ui.widgets.pane import Pane

_BACK: Final[Mapping[Scope, Scope]] = {"comments": "post", "post": "posts", "posts": "navigation"}


class Columns(Horizontal):
    """Feeds over posts, the post, its comments. `scope` is the pane that keys go to."""

    class ScopeChanged(Message):
        """Keys go to another pane, or the panes stand another way."""

    def __init__(
        self, navigation: NavigationPane, posts: PostListPane, post: PostPane, comments: CommentListPane
    ) -> None:
        super().__init__(id="columns")
        self.panes: Mapping[Scope, Pane] = {
            "navigation": navigation,
            "posts": posts,
            "post": post,
            "comments": comments,
        }
        self._navigation = navigation
        self._left = Vertical(navigation, posts, id="left")
        self.scope: Scope = "navigation"
        self._before: Scope = "post"
        self._has_comments = False
        self._room = (0, 0)

    def compose(self) -> ComposeResult:
        """Three columns, the first one in two parts."""
        yield self._left
        yield self.panes["post"]
        yield self.panes["comments"]

    @property
    def pane(self) -> Pane:
        """The pane that keys go to."""
        return self.panes[self.scope]

    @property
    def arrangement(self) -> Arrangement:
        """How the panes stand."""
        return arrange(*self._room, focus=self.scope, with_comments=self._has_comments)

    @property
    def layout_name(self) -> Layout:
        """wide, medium, narrow or too-small."""
        return self.arrangement.layout

    def to(self, scope: Scope) -> None:
        """Let keys go to a pane, bringing it into sight."""
        if scope != self.scope:
            self._before = self.scope
        self.scope = scope
        if scope != "post":
            self._has_comments = scope == "comments"
        self.place()
        self.pane.take_focus()

    def step(self, count: int) -> None:
        """To the next or previous pane, round in a circle."""
        self.to(SCOPES[(SCOPES.index(self.scope) + count) % len(SCOPES)])

    def back(self) -> bool:
        """To the pane before this one: comments, post, posts, feeds; False in the feeds."""
        if self.scope not in _BACK:
            return False
        self._has_comments = False
        self.to(_BACK[self.scope])
        return True

    def toggle_comments(self) -> None:
        """To the comments; from them back to where one came from."""
        if self.scope != "comments":
            self.to("comments")
            return
        self._has_comments = False
        self.to(self._before if self._before != "comments" else "post")

    def set_room(self, columns: int, rows: int) -> None:
        """The size of the screen, footer included; Textual tells the one of the start three times."""
        if self._room != (columns, rows):
            self._room = (columns, rows)
            self.place()

    def place(self) -> None:
        """Give every pane its width, or hide it."""
        made = self.arrangement
        left, post, comments = self._left, self.panes["post"], self.panes["comments"]
        for widget, width in ((left, made.navigation), (post, made.post), (comments, made.comments)):
            widget.display = width > 0
            widget.styles.width = width
        is_alone = made.layout == "narrow"
        self.panes["navigation"].display = not is_alone or self.scope == "navigation"
        self.panes["posts"].display = not is_alone or self.scope == "posts"
        self.panes["navigation"].styles.height = "1fr" if is_alone else min(self._navigation.rows_needed, made.feeds)
        self.panes["navigation"].title_line.has_right_neighbour = post.display
        self.panes["posts"].title_line.has_right_neighbour = post.display
        post.title_line.has_right_neighbour = comments.display
        self.post_message(self.ScopeChanged())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click may have moved the focus. It is told late: of two quick keys the first one's focus may be over."""
        if event.widget is not self.screen.focused:
            return
        for scope, pane in self.panes.items():
            if pane in event.widget.ancestors and scope != self.scope:
                self._before, self.scope = self.scope, scope
                self.post_message(self.ScopeChanged())
