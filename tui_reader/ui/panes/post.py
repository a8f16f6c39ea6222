"""The post: strip, title, facts, text and the way on. Knows an opened post, not how it was had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import BindingType
from textual.message import Message

from tui_reader import words
from tui_reader.keys import Scope
from tui_reader.layout import Glyphs, Line, Run
from tui_reader.models import Moment, Post
from tui_reader.ui.arrange import SMALL_COLUMNS, SMALL_ROWS
from tui_reader.ui.chords import bindings
from tui_reader.ui.widgets.block_view import BlockView, Foot, Head
from tui_reader.ui.widgets.line_view import LineView
from tui_reader.ui.widgets.nav_strip import FIRST, NEWEST, SEEKING_NEWER, SEEKING_OLDER, NavStrip, Neighbour
from tui_reader.ui.widgets.pane import Pane
from tui_reader.ui.widgets.post_rows import comments, title_of
from tui_reader.ui.widgets.problem_view import Problem, ProblemView
from tui_reader.ui.widgets.title_line import TitleLine

if TYPE_CHECKING:
    from tui_reader.reader import OpenPost, Place

Direction = Literal["older", "newer"]
_LONG_DATE = 66
_TAGS = 4


class PostPane(Pane):
    """`show` gives it a post, `show_place` new neighbours and facts of the same one, `show_notice` words instead."""

    SCOPE: ClassVar[Scope] = "post"
    BINDINGS: ClassVar[list[BindingType]] = bindings("post")

    class StepWanted(Message):
        """The strip was clicked at a side."""

        def __init__(self, direction: Direction) -> None:
            super().__init__()
            self.direction = direction

    class UnreadWanted(Message):
        """The next unread post is wanted, downwards in the list or upwards."""

        def __init__(self, *, is_forward: bool) -> None:
            super().__init__()
            self.is_forward = is_forward

    class ListWanted(Message):
        """The way to the list of posts."""

    class CommentsWanted(Message):
        """The way to the comments."""

    class LinkOpened(Message):
        """A link in the text was clicked."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    class WayOutWanted(Message):
        """One of the choices of a problem was made."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    class EndReached(Message):
        """The post was read to its end."""

    def __init__(self, now: float, *, measure: int, glyphs: Glyphs) -> None:
        self.text = BlockView(glyphs=glyphs, measure=measure, id="text")
        self.problem = ProblemView(glyphs=glyphs, measure=measure, id="problem")
        super().__init__(TitleLine("2", "Post", glyphs=glyphs), self.text, id="post")
        self._glyphs = glyphs
        self._now = now
        self._opened: OpenPost | None = None
        self._is_mixed = False
        self._takes_no_more: bool | None = None
        self._seeking: Direction | None = None
        self._is_title_away = False
        self._has_more = False

    @property
    def is_problem(self) -> bool:
        """Whether something that went wrong is shown, with choices."""
        return self.view is self.problem

    def _show_view(self, view: LineView) -> None:
        if view is not self.view:
            had_focus = self.view.has_focus
            self.view.display, view.display, self.view = False, True, view
            if had_focus:
                self.take_focus()

    @property
    def opened(self) -> OpenPost | None:
        """The post that is shown."""
        return self._opened

    def show(self, opened: OpenPost, *, now: float, is_mixed: bool) -> None:
        """Show a post from its beginning; `is_mixed`: its list holds several feeds, so page links lead nowhere."""
        self._opened, self._now, self._is_mixed = opened, now, is_mixed
        self._takes_no_more, self._seeking, self._is_title_away = None, None, False
        self._show_view(self.text)
        self.text.show(opened.blocks, self._head(opened), self._foot(opened))
        self._has_more = not self.text.is_at_end
        self._show_title()

    def show_place(self, opened: OpenPost, *, closed: bool | None, now: float) -> None:
        """New facts of the post that is shown: its row, its neighbours; `closed`: no more comments are taken."""
        self._opened, self._now, self._takes_no_more = opened, now, closed
        self._show_frame()

    def show_seeking(self, direction: Direction | None) -> None:
        """Say that the older or newer post is being looked for; None: no longer."""
        if direction != self._seeking:
            self._seeking = direction
            self._show_frame()

    def show_notice(self, *paragraphs: Line, name: str = "Post", right: Line = ()) -> None:
        """Words in the place of a post."""
        self._opened, self._is_title_away, self._has_more = None, False, False
        self._show_view(self.text)
        self.text.show_notice(*paragraphs)
        self.title_line.show(name, right=right)

    def show_problem(self, problem: Problem, *, name: str, right: Line = ()) -> None:
        """What went wrong and what can be done, in the place of a post."""
        self._opened, self._is_title_away, self._has_more = None, False, False
        if not self.problem.is_attached:
            self.mount(self.problem)
        self.problem.show(problem)
        self._show_view(self.problem)
        self.title_line.show(name, right=right)

    def _show_frame(self) -> None:
        if self._opened is not None:
            self.text.show_head(self._head(self._opened))
            self.text.show_foot(self._foot(self._opened))
            self._show_title()

    def _head(self, opened: OpenPost) -> Head:
        return Head(title_of(opened.post), self._strip(opened), self._facts)

    def _foot(self, opened: OpenPost) -> Foot:
        talk = _talk(opened.post, self._glyphs)
        right = (Run("Space", "strong"), Run(" reads on in the comments", "muted")) if talk else ()
        return Foot(talk, right, self._strip(opened))

    def _strip(self, opened: OpenPost) -> NavStrip:
        older_end, newer_end = (FIRST, NEWEST) if not self._is_mixed else (_LIST_END, _LIST_START)
        if not opened.is_page_known:
            older_end = newer_end = Neighbour()
        older = SEEKING_OLDER if self._seeking == "older" else self._side(opened.older, "older post", older_end)
        newer = SEEKING_NEWER if self._seeking == "newer" else self._side(opened.newer, "newer post", newer_end)
        return NavStrip(older, newer)

    def _side(self, place: Place | None, unnamed: str, end: Neighbour) -> Neighbour:
        if place is None:
            return end
        # the key of the order holds sixteenths of a second since 1970
        moment = Moment(datetime.fromtimestamp(place.sort / 16, UTC)) if place.sort else None
        return Neighbour(place.title or unnamed, age=words.age(moment, self._now))

    def _facts(self, width: int) -> Sequence[Line]:
        """Author, date, length and star; under them comments."""
        assert self._opened is not None, "facts belong to a post"
        post = self._opened.post
        date = ""
        if post.published is not None:
            date = words.full_date(post.published) if width >= _LONG_DATE else words.short_date(post.published)
        facts: list[Line] = [(Run(post.author),)] if post.author else []
        facts += [(Run(text, "muted"),) for text in (date, words.minutes(post.words)) if text]
        if post.is_starred:
            facts.append((Run(f"{self._glyphs.star} ", "accent"), Run("starred", "muted")))
        lines = [self._joined(facts), self._joined(self._second_facts(self._opened))]
        is_small = self.size.width < SMALL_COLUMNS or self.app.size.height < SMALL_ROWS
        return [line for line in (lines[:1] if is_small else lines) if line]

    def _second_facts(self, opened: OpenPost) -> list[Line]:
        facts = [talk] if (talk := _talk(opened.post, self._glyphs)) else []
        if self._takes_no_more:
            facts.append((Run("closed", "muted"),))
        if opened.is_summary:
            facts.append((Run("a summary; ", "muted"), Run("o", "strong"), Run(" opens the whole", "muted")))
        if opened.tags:
            facts.append((Run(", ".join(opened.tags[:_TAGS]), "muted"),))
        return facts

    def _joined(self, facts: Sequence[Line]) -> Line:
        dot = Run(f" {self._glyphs.dot} ", "quiet")
        return tuple(run for number, fact in enumerate(facts) for run in ((dot, *fact) if number else fact))

    def _show_title(self) -> None:
        opened = self._opened
        if opened is None:
            return
        blog = opened.post.feed_title or "Post"
        path = (blog, title_of(opened.post)) if self._is_title_away else (blog,)
        parts: list[str] = []
        if opened.position is not None:
            parts.append(f"{opened.position[0]:,} of {opened.position[1]:,}")
        if self.text.position != (0, 0):
            parts.append(f"{self.text.percent} %")
        self.title_line.show(*path, right=(Run(f" {self._glyphs.dot} ".join(parts), "muted"),) if parts else ())

    def action_down(self) -> None:
        """A line down; of choices the next one."""
        if self.is_problem:
            self.problem.move(1)
        else:
            self.text.scroll_lines(1)

    def action_up(self) -> None:
        """A line up; of choices the one before."""
        if self.is_problem:
            self.problem.move(-1)
        else:
            self.text.scroll_lines(-1)

    def action_choose(self) -> None:
        """Do what the cursor stands on."""
        if self.is_problem:
            self.problem.choose()

    def action_next_unread(self) -> None:
        """The next unread post."""
        self.post_message(self.UnreadWanted(is_forward=True))

    def action_previous_unread(self) -> None:
        """The previous unread post."""
        self.post_message(self.UnreadWanted(is_forward=False))

    def action_next_heading(self) -> None:
        """The next heading comes to the top."""
        self.text.scroll_to_heading(1)

    def action_previous_heading(self) -> None:
        """The heading before comes to the top."""
        self.text.scroll_to_heading(-1)

    def action_navigation(self) -> None:
        """To the list."""
        self.post_message(self.ListWanted())

    def action_to_comments(self) -> None:
        """To the comments."""
        self.post_message(self.CommentsWanted())

    def on_problem_view_chosen(self, event: ProblemView.Chosen) -> None:
        """Tell what is to be done."""
        event.stop()
        self.post_message(self.WayOutWanted(event.key))

    def on_line_view_scrolled(self, event: LineView.Scrolled) -> None:
        """Tell once when the end of a post that is longer than the view comes into sight."""
        event.stop()
        self._show_title()
        if self._opened is None:
            return
        if not event.is_at_end:
            self._has_more = True
        elif self._has_more:
            self._has_more = False
            self.post_message(self.EndReached())

    def on_block_view_title_scrolled(self, event: BlockView.TitleScrolled) -> None:
        """The title line names the post once its title is out of sight."""
        event.stop()
        self._is_title_away = event.is_away
        self._show_title()

    def on_block_view_strip_activated(self, event: BlockView.StripActivated) -> None:
        """The strip leads older, newer, or to the list."""
        event.stop()
        if event.which in {"older", "newer"}:
            self.post_message(self.StepWanted("older" if event.which == "older" else "newer"))
        else:
            self.post_message(self.ListWanted())

    def on_line_view_link_activated(self, event: LineView.LinkActivated) -> None:
        """A link within the post scrolls to its place, any other is opened."""
        event.stop()
        if not (event.href.startswith("#") and self.text.scroll_to_anchor(event.href[1:])):
            self.post_message(self.LinkOpened(event.href))


_LIST_END = Neighbour(note="the list ends here")
_LIST_START = Neighbour(note="the list begins here")


def _talk(post: Post, glyphs: Glyphs) -> Line:
    """`124 comments · 3 new`; nothing where none are known."""
    if not post.comment_count:
        return ()
    total, *new = comments(post, glyphs)
    return (Run(f"{total.text} {'comment' if post.comment_count == 1 else 'comments'}", "muted"), *new)
