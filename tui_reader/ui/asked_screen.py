"""What the panes ask of the screen, by their messages: which of its parts does it. It draws nothing itself."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from tui_reader.models import PostFilter
from tui_reader.ui.panes.comment_list import CommentListPane
from tui_reader.ui.panes.navigation import NavigationPane
from tui_reader.ui.panes.post import PostPane
from tui_reader.ui.panes.post_list import PostListPane
from tui_reader.ui.working_screen import WorkingScreen

if TYPE_CHECKING:
    from tui_reader.ui.columns import Columns
    from tui_reader.ui.conversation import Conversation
    from tui_reader.ui.links import Links
    from tui_reader.ui.listing import Listing
    from tui_reader.ui.marks import Marks
    from tui_reader.ui.opening import Opening
    from tui_reader.ui.prompts import Prompts
    from tui_reader.ui.reading import Reading
    from tui_reader.ui.session import Session


class AskedScreen(WorkingScreen):
    """The screen that is made of these parts makes them."""

    session: Session
    columns: Columns
    listing: Listing
    marks: Marks
    opening: Opening
    reading: Reading
    links: Links
    conversation: Conversation
    prompts: Prompts

    @abstractmethod
    def show_footer(self) -> None:
        """What the footer says about the place where one is."""

    def load_list(self, posts: PostFilter, path: tuple[str, ...]) -> None:
        """Show another list of posts."""
        self.load("list", lambda: self.listing.choose(posts, path))

    def on_navigation_pane_selected(self, event: NavigationPane.Selected) -> None:
        """The list follows the cursor in the feeds; a feed that fails says so where no post is open."""
        if self.listing.is_showing(event.item.posts, event.item.path):
            self.cancel("list")
        else:
            self.load_list(event.item.posts, event.item.path)
        self.prompts.show_selected()

    def on_navigation_pane_opened(self, event: NavigationPane.Opened) -> None:
        """An unread list that is opened again takes in what came meanwhile."""
        self.load_list(event.item.posts, event.item.path)
        self.columns.to("posts")

    def on_navigation_pane_unsubscribe_asked(self, event: NavigationPane.UnsubscribeAsked) -> None:
        """At once; undo brings it back."""
        self.carry_out(lambda: self.marks.unsubscribe(event.feed))

    def on_post_list_pane_window_needed(self, event: PostListPane.WindowNeeded) -> None:
        """More rows."""
        self.load("window", lambda: self.listing.show_window(event.anchor, event.before, event.after))

    def on_post_list_pane_opened(self, event: PostListPane.Opened) -> None:
        """A post was chosen."""
        self.reading.open_from_list(event.post)

    def on_post_list_pane_unread_wanted(self, event: PostListPane.UnreadWanted) -> None:
        """The cursor goes on."""
        self.reading.to_unread(event.after, is_forward=event.is_forward)

    def on_post_list_pane_everything_wanted(self) -> None:
        """Where all is read: all posts."""
        self.load_list(PostFilter(), ("All posts",))

    def on_post_list_pane_feeds_wanted(self) -> None:
        """Back to the feeds."""
        self.columns.to("navigation")

    def on_post_pane_step_wanted(self, event: PostPane.StepWanted) -> None:
        """The strip was clicked."""
        self.reading.step(event.direction)

    def on_post_pane_unread_wanted(self, event: PostPane.UnreadWanted) -> None:
        """The next unread post."""
        after = self.session.post.sort if self.session.post else None
        self.reading.open_unread(self.session.origin, after, is_forward=event.is_forward)

    def on_post_pane_way_out_wanted(self, event: PostPane.WayOutWanted) -> None:
        """What is to be done about a feed that fails."""
        self.prompts.take_way_out(event.choice)

    def on_post_pane_list_wanted(self) -> None:
        """To the list."""
        self.columns.to("posts")

    def on_post_pane_comments_wanted(self) -> None:
        """To the comments."""
        self.columns.to("comments")

    def on_post_pane_end_reached(self) -> None:
        """Read to the end is read."""
        self.reading.was_read()

    def on_post_pane_link_opened(self, event: PostPane.LinkOpened) -> None:
        """A link in the text."""
        self.links.open(event.href)

    def on_comment_list_pane_link_opened(self, event: CommentListPane.LinkOpened) -> None:
        """A link in a comment."""
        self.links.open(event.href)

    def on_comment_list_pane_bodies_needed(self, event: CommentListPane.BodiesNeeded) -> None:
        """Texts of comments."""
        self.carry_out(lambda: self.opening.give_bodies(event.post_id, event.ids))

    def on_comment_list_pane_cursor_moved(self) -> None:
        """The footer has the full date of the comment under the cursor."""
        self.show_footer()

    def on_comment_list_pane_wanted(self, event: CommentListPane.Wanted) -> None:
        """The rest of the thread, another discussion, or to watch it."""
        self.conversation.do(event.what)
