"""How a post looks in a list: two rows in a narrow pane, one in a wide one. Pure; the clock is an argument."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from tui_reader import layout, words
from tui_reader.layout import Glyphs, Line, Run, blank
from tui_reader.models import Post, Style

_WIDE = 60
_FEED, _MINUTES, _COMMENTS, _AGE = 16, 6, 13, 8
_LEAST_TITLE = 24
_BOLD = frozenset({Style.BOLD})


class PostRows:
    """Draws posts for a `RowList`; a row's key is the post's sort key.

    Args:
        now: the clock, seconds since 1970.
        shows_feed: in mixed lists each post says which feed it is from.
        shows_author: in a feed of several authors each post says whose it is.
    """

    def __init__(self, now: Callable[[], float], *, shows_feed: bool = False, shows_author: bool = False) -> None:
        self._now = now
        self.shows_feed = shows_feed
        self.shows_author = shows_author

    def key(self, row: Post) -> Hashable:
        """The sort key."""
        return row.sort

    def is_selectable(self, row: Post) -> bool:
        """Every post is."""
        del row
        return True

    def height(self, row: Post, width: int) -> int:
        """Two rows below 60 columns (the pane's; its edge is one of them), else one."""
        del row
        return 1 if width + 1 >= _WIDE else 2

    def draw(self, row: Post, width: int, glyphs: Glyphs) -> list[Line]:
        """The post's rows."""
        room = width - 2
        return [self._one(row, room, glyphs)] if width + 1 >= _WIDE else self._two(row, room, glyphs)

    def _two(self, post: Post, width: int, glyphs: Glyphs) -> list[Line]:
        """Title and star; under it age, feed or author, minutes, and at the right the comments."""
        star: Line = (Run(f" {glyphs.star}", "accent"),) if post.is_starred else ()
        title = self._title(post, width - 2 - len(star) * 2, glyphs)
        gap = width - 2 - layout.line_width((title,)) - layout.line_width(star)
        talk = comments(post, glyphs)
        room = width - 2 - layout.line_width(talk) - (2 if talk else 0)
        facts = [words.age(post.published, self._now()), self._source(post), words.minutes(post.words)]
        text = self._joined(facts, room, glyphs)
        second = (
            Run("  "),
            Run(text, "quiet"),
            *blank(width - 2 - layout.width(text) - layout.line_width(talk)),
            *talk,
        )
        return [(*self._mark(post, glyphs), title, *blank(gap), *star), second]

    def _one(self, post: Post, width: int, glyphs: Glyphs) -> Line:
        """Mark, title, star, feed, minutes, comments, age: columns that line up from row to row."""
        columns: list[Line] = []
        room = width - 2 - 3 - (_COMMENTS + 1) - (_AGE + 1)
        source = self._source(post)
        has_source = self.shows_feed or self.shows_author
        if has_source and room - _FEED - 2 >= _LEAST_TITLE:
            room -= _FEED + 2
            name = layout.cut(source, _FEED, glyphs.ellipsis)
            columns.append((Run("  "), Run(layout.pad(name, _FEED), "quiet")))
        if room - _MINUTES - 1 >= _LEAST_TITLE:
            room -= _MINUTES + 1
            columns.append((Run(words.minutes(post.words).rjust(_MINUTES + 1), "quiet"),))
        talk = comments(post, glyphs)
        columns.append((*blank(_COMMENTS + 1 - layout.line_width(talk)), *talk))
        columns.append((Run(words.age(post.published, self._now()).rjust(_AGE + 1), "quiet"),))
        title = self._title(post, room, glyphs)
        star = Run(f" {glyphs.star} " if post.is_starred else "   ", "accent")
        head = (*self._mark(post, glyphs), title, *blank(room - layout.width(title.text)), star)
        return (*head, *(run for column in columns for run in column))

    def _mark(self, post: Post, glyphs: Glyphs) -> Line:
        return (Run(" ") if post.is_read else Run(glyphs.unread, "accent"), Run(" "))

    def _title(self, post: Post, width: int, glyphs: Glyphs) -> Run:
        text = layout.cut(title_of(post), max(width, 1), glyphs.ellipsis)
        return Run(text, "muted") if post.is_read else Run(text, "strong", _BOLD)

    def _source(self, post: Post) -> str:
        if self.shows_feed:
            return post.feed_title or ""
        return (post.author or "") if self.shows_author else ""

    def _joined(self, facts: list[str], room: int, glyphs: Glyphs) -> str:
        """The facts that fit: minutes go first, then the feed is cut."""
        joint = f" {glyphs.dot} "
        text = joint.join(fact for fact in facts if fact)
        if layout.width(text) > room and facts[2]:
            text = joint.join(fact for fact in facts[:2] if fact)
        return layout.cut(text, max(room, 0), glyphs.ellipsis)


def title_of(post: Post) -> str:
    """What a post is called in lists: its title, else its first words, else its address."""
    return post.title or post.snippet or post.url or "untitled"


def comments(post: Post, glyphs: Glyphs) -> Line:
    """`124 · 3 new`; nothing where there are none or none were looked for."""
    count, new = post.comment_count or 0, post.new_comment_count
    runs: list[Run] = [Run(words.short_count(count), "muted")] if count else []
    if new:
        runs += [Run(f" {glyphs.dot} ", "quiet")] if runs else []
        runs.append(Run(f"{words.short_count(new)} new", "accent"))
    return tuple(runs)
