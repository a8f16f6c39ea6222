"""Opens the dialogs with what they show, and does what was chosen in them. Each is loaded when it is opened first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui_reader.keys import Key
from tui_reader.layout import Run
from tui_reader.ui.services import Outcome

if TYPE_CHECKING:
    from tui_reader.reader import Subscribed
    from tui_reader.ui.dialogs.welcome import Welcome
    from tui_reader.ui.main_screen import MainScreen

_NOTES = {
    "normal": "",
    "open": "It is kept among your own feeds, not here.",
    "demo": "This is the sample blog: nothing is kept, and nothing is asked for.",
}

_CHOOSE: Final = (
    Run("Choose a post: ", "muted"),
    Run("j k", "strong"),
    Run(" move, ", "muted"),
    Run("Enter", "strong"),
    Run(" opens.", "muted"),
)


class Prompts:
    """Help, adding, details and the welcome, over one screen, and what is wrong with a feed, in it."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._services = screen.services
        self._welcome: Welcome | None = None

    def help(self, *, has_all: bool) -> None:
        """The one dialog of keys and commands; what is chosen is done."""
        from tui_reader.ui.dialogs.help_commands import HelpCommands

        dialog = HelpCommands(self._screen.columns.scope, has_all=has_all, glyphs=self._services.glyphs)
        self._screen.app.push_screen(dialog, self._run)

    def _run(self, key: Key | None) -> None:
        if key is not None and self._welcome is None:
            self._screen.deeds.run(key)

    def add(self, target: str = "") -> None:
        """Follow a feed."""
        from tui_reader.ui.dialogs.add import Add

        services = self._services
        dialog = Add(
            services.reader.feeds.preview,
            services.subscribe,
            glyphs=services.glyphs,
            busy=services.delays.busy,
            target=target,
            note=_NOTES[services.mode],
        )
        self._screen.app.push_screen(dialog, self._added)

    def _added(self, subscribed: Subscribed | None) -> None:
        if subscribed is None:
            return
        if self._welcome is not None:
            self._welcome.dismiss(None)
            self._welcome = None
        screen, title = self._screen, subscribed.feed.title
        if subscribed.already:
            screen.say("Already there:", title)
        else:
            where = " among your own feeds" if self._services.mode == "open" else ""
            screen.say("Subscribed", f"to {title}{where}", can_undo=not where)

        async def show() -> None:
            await screen.listing.load_feeds()
            screen.navigation.to_feed(subscribed.feed.id)

        if self._services.mode != "open":
            screen.carry_out(show)

    async def info(self) -> None:
        """Where post, comments and feed come from; in the left column only the feed. Raises StorageError."""
        from tui_reader.ui.details import describe
        from tui_reader.ui.dialogs.info import Info

        screen, session = self._screen, self._screen.session
        is_left = screen.columns.scope in {"navigation", "posts"}
        opened = None if is_left else screen.text.opened
        item = screen.navigation.item
        feed_id = opened.post.feed_id if opened else (item.feed.id if item and item.feed else session.posts.feed_id)
        feed = session.feed(feed_id)
        log = await self._services.reader.feeds.log(feed.id) if feed else []
        aside, thread, watch = screen.conversation.aside, session.thread, None
        if aside is not None:
            # a discussion elsewhere, which is what is shown under "Its comments"
            thread = screen.comments.thread
        if opened is not None:
            watch = await self._services.reader.watching.get(aside.id if aside else opened.post.id)
        groups = describe(opened, thread if opened else None, feed, log, self._services.now(), watch=watch)
        if groups:
            screen.app.push_screen(Info(groups, glyphs=self._services.glyphs), self._informed)
        else:
            screen.say("Nothing is known of this;", "choose a feed or open a post")

    def _informed(self, wanted: str | None) -> None:
        from tui_reader.ui.dialogs.info import REFRESH

        if wanted == REFRESH:
            self._screen.deeds.do("refresh")

    def show_selected(self) -> None:
        """Where no post is open: what is wrong with the feed under the cursor, or what else is to be said."""
        from tui_reader.ui.details import failed_for, failure

        screen, now = self._screen, self._services.now()
        item = screen.navigation.item
        if screen.session.post is not None:
            return
        feed = item.feed if item else None
        if feed is not None and feed.error:
            screen.text.show_problem(failure(feed, now), name=feed.title, right=failed_for(feed, now))
        else:
            screen.text.show_notice(_CHOOSE)

    def take_way_out(self, choice: str) -> None:
        """Do what was chosen about the feed that fails."""
        from tui_reader.ui import details

        screen, item = self._screen, self._screen.navigation.item
        feed = item.feed if item else None
        if feed is None:
            return
        if choice == details.LOOK_AGAIN:
            self.add(feed.site_url or feed.url)
        elif choice == details.BROWSER:
            screen.links.open(feed.site_url or feed.url)
        elif choice == details.TRY_AGAIN:
            screen.refresh_feeds((feed.id,))
        else:
            screen.carry_out(lambda: screen.marks.unsubscribe(feed))

    def welcome(self) -> None:
        """What a reader without feeds sees."""
        from tui_reader.ui.dialogs.welcome import Welcome

        self._welcome = Welcome(self.add, self._welcomed, glyphs=self._services.glyphs)
        self._screen.app.push_screen(self._welcome)

    def _welcomed(self, choice: str) -> None:
        from tui_reader.ui.dialogs import welcome

        app = self._screen.app
        if choice == welcome.KEYS:
            self.help(has_all=True)
        else:
            app.exit(Outcome.SAMPLE if choice == welcome.SAMPLE else Outcome.QUIT)
