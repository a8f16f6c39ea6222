"""The view of one post: strip, title and facts, its blocks, and an end with the way on; one column of text, centred.

Knows no Reader: a pane gives it blocks and words. Blocks are laid out when they come into sight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line, Run, blank
from tui_reader.models import Block, BlockKind
from tui_reader.ui.widgets import nav_strip
from tui_reader.ui.widgets.line_view import LineView, ViewMessage
from tui_reader.ui.widgets.nav_strip import NavStrip, both_ends

MEASURE = 72
_AIR = 6


def no_lines(_width: int) -> Sequence[Line]:
    """No facts under the title."""
    return ()


class Head(NamedTuple):
    """What stands above the text. `facts` gives the lines under the title for a width; longer ones are cut."""

    title: str = ""
    strip: NavStrip | None = None
    facts: Callable[[int], Sequence[Line]] = no_lines


class Foot(NamedTuple):
    """What stands below the text: one row with something at both ends, and the strip with its keys."""

    left: Line = ()
    right: Line = ()
    strip: NavStrip | None = None


class BlockView(LineView):
    """One post. `show` and `show_notice` change what it holds, `show_head` and `show_foot` those parts alone.

    Items: 0 is the head, 1 to n the blocks, n + 1 the foot.
    """

    DEFAULT_CSS = "BlockView { background: $background; }"

    class TitleScrolled(ViewMessage):
        """The post's title went out of sight above (`is_away`), or came back."""

        def __init__(self, view: BlockView, *, is_away: bool) -> None:
            super().__init__(view)
            self.is_away = is_away

    class StripActivated(ViewMessage):
        """A part of the strip was clicked: `which` is "older", "main" or "newer"."""

        def __init__(self, view: BlockView, which: str) -> None:
            super().__init__(view)
            self.which = which

    def __init__(
        self,
        *,
        glyphs: Glyphs = PLAIN,
        measure: int = MEASURE,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._measure_wanted = measure
        self._blocks: Sequence[Block] = ()
        self._head, self._foot = Head(), Foot()
        self._notice: tuple[Line, ...] = ()
        self._headings: list[int] = []
        self._edition = 0
        self._title_end = 0
        self._is_title_away = False

    # What it shows

    def show(
        self, blocks: Sequence[Block], head: Head, foot: Foot | None = None, *, top: tuple[int, int] = (0, 0)
    ) -> None:
        """Shows a post. `top` is a `position` to start at, kept from when it was last in sight."""
        self._blocks, self._head, self._foot = blocks, head, foot or Foot()
        self._notice = ()
        self._headings = [number + 1 for number, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
        self._edition += 1
        self.reset(top=top[0], line=top[1])

    def show_head(self, head: Head) -> None:
        """Other words above the same text."""
        self._head = head
        self._edition += 1
        self.changed(0)

    def show_foot(self, foot: Foot) -> None:
        """Other words below the same text."""
        self._foot = foot
        self._edition += 1
        self.changed(len(self._blocks) + 1)

    def show_notice(self, *paragraphs: Line) -> None:
        """Words in the place of a post: why there is none and what to do."""
        self.show((), Head())
        self._notice = paragraphs
        self.reset()

    @property
    def blocks(self) -> Sequence[Block]:
        """The post's blocks."""
        return self._blocks

    @property
    def measure(self) -> int:
        """The column width that is wanted; `text_width` is what there is room for."""
        return self._measure_wanted

    @measure.setter
    def measure(self, columns: int) -> None:
        if columns != self._measure_wanted:
            self._measure_wanted = columns
            self.reset(top=self.position[0], line=self.position[1])

    @property
    def text_width(self) -> int:
        """The columns of the text: three of air at each side are kept."""
        return max(min(self._measure_wanted, self.line_width - _AIR), 2)

    @property
    def text_left(self) -> int:
        """The column at which the text begins."""
        return max((self.line_width - self.text_width) // 2, 0)

    # Finding places

    def scroll_to_heading(self, direction: int) -> bool:
        """Brings the next (1) or previous (-1) heading to the top; whether there is one."""
        top, line = self.position
        at = bisect_right(self._headings, top) if direction > 0 else bisect_left(self._headings, top + (line > 1)) - 1
        if not 0 <= at < len(self._headings):
            return False
        self.scroll_to_item(self._headings[at], self._gap(self._headings[at]))
        return True

    def scroll_to_anchor(self, anchor: str) -> bool:
        """Brings the block that `#anchor` leads to the top; whether there is one."""
        for number, block in enumerate(self._blocks):
            if block.meta.get("id") == anchor:
                self.scroll_to_item(number + 1, self._gap(number + 1))
                return True
        return False

    def find(self, needle: str) -> list[int]:
        """The items (for `scroll_to_match`) that hold a text, whatever its case; one for each time it occurs."""
        wanted = needle.casefold()
        if not wanted:
            return []
        found: list[int] = []
        for number, block in enumerate(self._blocks):
            found.extend([number + 1] * block.text.casefold().count(wanted))
        return found

    def scroll_to_match(self, index: int, needle: str) -> None:
        """Brings the first row of an item that holds a text to the upper third of the view, if it is not in sight."""
        wanted = needle.casefold()
        texts = ["".join(run.text for run in line).casefold() for line in self.lines(index)]
        row = next((at for at, text in enumerate(texts) if wanted in text), 0)
        if not any(self.item_at(y) == (index, row) for y in range(self.page_height)):
            self.scroll_to_item(index, row, rows_above=self.page_height // 3)

    def _gap(self, index: int) -> int:
        """The blank rows above a block that belong to its item."""
        return len(self._between(index)) if index > 1 else 0

    # Items

    def count_items(self) -> int:
        """Head, blocks, foot."""
        return len(self._blocks) + 2

    def estimate_height(self, index: int) -> int:
        """About how many rows."""
        if not 0 < index <= len(self._blocks):
            return 8
        return layout.estimate(self._blocks[index - 1], self.text_width) + (index > 1)

    def estimate_all(self) -> Iterable[int]:
        """The same for all, without asking for each width."""
        width, estimate = self.text_width, layout.estimate
        return [8, *(estimate(block, width) + 1 for block in self._blocks), 8]

    def item_key(self, index: int) -> Hashable:
        """Head and foot have editions; a block stays what it is."""
        return index if 0 < index <= len(self._blocks) else (index, self._edition)

    def lay_out_item(self, index: int) -> list[Line]:
        """One item with the margin at its left."""
        if index == 0:
            lines = self._notice_lines() if self._notice else self._head_lines()
        elif index > len(self._blocks):
            lines = self._foot_lines()
        else:
            lines = layout.lay_out(self._blocks[index - 1], self.text_width, glyphs=self.glyphs)
            if lines and index > 1:
                lines = self._between(index) + lines
        margin = blank(self.text_left)
        return [margin + line if line else line for line in lines]

    def _between(self, index: int) -> list[Line]:
        previous, block = self._blocks[index - 2], self._blocks[index - 1]
        return layout.between(previous, block, self.text_width, glyphs=self.glyphs)

    def _notice_lines(self) -> list[Line]:
        lines: list[Line] = []
        for paragraph in self._notice:
            lines += [(), *layout.wrap_runs(paragraph, self.text_width)]
        return lines

    def _head_lines(self) -> list[Line]:
        head, width, glyphs = self._head, self.text_width, self.glyphs
        lines: list[Line] = [()]
        if head.strip is not None:
            lines += [nav_strip.strip_line(head.strip, width, glyphs), (Run(glyphs.line * width, "rule"),), ()]
        lines += layout.title(head.title, width, glyphs=glyphs)
        self._title_end = len(lines)
        lines += [layout.cut_line(line, width, glyphs.ellipsis) for line in head.facts(width)]
        return [*lines, ()] if len(lines) > 1 else lines

    def _foot_lines(self) -> list[Line]:
        foot, width, glyphs = self._foot, self.text_width, self.glyphs
        lines: list[Line] = [()]
        if foot.left or foot.right:
            lines.append(both_ends(foot.left, foot.right, width, glyphs))
        if foot.strip is not None:
            rule: Line = (Run(glyphs.line * width, "rule"),)
            lines += [
                rule,
                nav_strip.strip_line(foot.strip, width, glyphs),
                nav_strip.key_line(foot.strip, width, glyphs),
            ]
        return lines

    def settled(self) -> None:
        """Tells when the title comes or goes."""
        top, line = self.position
        is_away = bool(self._head.title) and (top > 0 or line >= self._title_end > 0)
        if is_away != self._is_title_away:
            self._is_title_away = is_away
            self.post_message(self.TitleScrolled(self, is_away=is_away))

    def activate(self, href: str) -> None:
        """A click on the strip or on a link."""
        if href in {nav_strip.OLDER, nav_strip.MAIN, nav_strip.NEWER}:
            self.post_message(self.StripActivated(self, href.removeprefix("strip:")))
        else:
            super().activate(href)
