"""A view of many items, each some lines high, that lays out only what is in sight: the base of every pane's content.

Knows where the view stands, how high items are, painting, the wheel, the scrollbar, selection and links under the
mouse. What an item is and how it is laid out is its subclasses' affair. Heights are estimated until an item comes into
sight; correcting one never moves what is seen, because the view stands at an item and a line in it, not at a number.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from textual import events
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollDown, ScrollTo, ScrollUp
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui_reader import layout
from tui_reader.layout import PLAIN, Glyphs, Line
from tui_reader.ui import strips
from tui_reader.ui.widgets import marking
from tui_reader.ui.widgets.palette import Palette
from tui_reader.ui.widgets.scrollbar import edge
from tui_reader.ui.widgets.viewport import Viewport

_KEPT_ITEMS = 256
_KEPT_STRIPS = 1024
_WHEEL = 3


class ViewMessage(Message):
    """What a view tells its pane."""

    def __init__(self, view: LineView) -> None:
        super().__init__()
        self.view = view

    @property
    def control(self) -> LineView:
        """The view that tells it."""
        return self.view


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws items as lines. A subclass says how many there are and lays one out; it changes items by `reset`,
    `replace` and `changed`.

    The widget has no key bindings: panes bind keys to its methods. Its right edge is its scrollbar.
    """

    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-color: $rule-strong;
        scrollbar-color-hover: $rule-strong;
        scrollbar-color-active: $accent;
        scrollbar-background: $rule;
        scrollbar-background-hover: $rule;
        scrollbar-background-active: $rule;
        &:focus { scrollbar-color: $accent; scrollbar-color-hover: $accent; }
    }
    """

    class Scrolled(ViewMessage):
        """The view stands somewhere else: `percent` of the way, 0 at the top, 100 at the end or where all is seen."""

        def __init__(self, view: LineView, percent: int, *, is_at_end: bool) -> None:
            super().__init__(view)
            self.percent = percent
            self.is_at_end = is_at_end

    class LinkActivated(ViewMessage):
        """A link was clicked. `href` is the address as its span has it, not yet judged."""

        def __init__(self, view: LineView, href: str) -> None:
            super().__init__(view)
            self.href = href

    def __init__(self, *, glyphs: Glyphs = PLAIN, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, classes=classes)
        self._glyphs, self._bare_glyphs = glyphs, layout.bare(glyphs)
        self._is_bare = False
        self.palette = Palette(self)
        self.viewport = Viewport(lambda index: len(self.lines(index)))
        self._laid_out: LRUCache[Hashable, Sequence[Line]] = LRUCache(_KEPT_ITEMS)
        self._strips: LRUCache[Hashable, Strip] = LRUCache(_KEPT_STRIPS)
        self._width = 0
        self._hints: dict[int, list[marking.Hint]] | None = None
        self._needle = ""
        self._last_told: tuple[int, bool] | None = None

    # What a subclass says

    def count_items(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def estimate_height(self, index: int) -> int:
        """About how many lines the item takes; cheap."""
        raise NotImplementedError

    def lay_out_item(self, index: int) -> list[Line]:
        """The item as lines of the whole width."""
        raise NotImplementedError

    def item_key(self, index: int) -> Hashable:
        """What the item's lines depend on besides the width: its identity and state. They are kept under it."""
        return index

    def ground(self, index: int, row: int) -> str:
        """What lies under a row of the item: "", "cursor" or "cursor-dim"."""
        del index, row
        return ""

    def estimate_all(self) -> Iterable[int]:
        """The estimate of every item; a subclass with very many may know a faster way."""
        return map(self.estimate_height, range(self.count_items()))

    # Changing items

    def reset(self, *, top: int = 0, line: int = 0) -> None:
        """All items are other ones now; the view stands at the item `top`, at its line `line`."""
        self._laid_out.clear()
        self._strips.clear()
        self.viewport.restart(self.estimate_all() if self._width else ())
        self.scroll_to_item(top, line)

    def replace(self, start: int, stop: int, count: int) -> None:
        """`count` items stand where those from start to stop stood; the view stays where it is."""
        self.viewport.replace(start, stop, map(self.estimate_height, range(start, start + count)))
        self.settle()

    def changed(self, index: int) -> None:
        """The item's lines are others now, perhaps more or fewer; the view stays where it is."""
        if self._width and index < len(self.viewport.heights):
            self.viewport.measure(index)
            self.settle()

    # Where the view stands

    @property
    def glyphs(self) -> Glyphs:
        """What lines are drawn with; where the terminal's own colours are used, code is marked without a ground."""
        return self._bare_glyphs if self._is_bare else self._glyphs

    @property
    def line_width(self) -> int:
        """The columns that lines have; 0 before the first layout."""
        return self._width

    @property
    def page_height(self) -> int:
        """The rows in sight."""
        return self.size.height

    @property
    def position(self) -> tuple[int, int]:
        """The first item in sight and the line in it that is the first row."""
        return self.viewport.top, self.viewport.line

    @property
    def visible_items(self) -> range:
        """The items of which at least one row is in sight."""
        return self.viewport.items

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.viewport.is_at_end

    @property
    def percent(self) -> int:
        """How far the view has come, from 0 at the top to 100 at the end."""
        return self.viewport.percent

    def scroll_lines(self, count: int) -> bool:
        """Moves the view down (up for negative counts); whether it moved."""
        before = self.position
        if count > 0 and self.is_at_end:
            return False
        self.viewport.line += count
        self.settle()
        return self.position != before

    def scroll_pages(self, pages: float) -> bool:
        """Moves the view by pages, leaving two rows of the old one in sight (none for half pages); whether it moved."""
        height = self.page_height - (2 if abs(pages) >= 1 and self.page_height > 4 else 0)
        return self.scroll_lines(round(pages * max(height, 1)))

    def scroll_to_item(self, index: int, line: int = 0, *, rows_above: int = 0) -> None:
        """Puts a line of an item at the top, or so many rows below it."""
        self.viewport.top, self.viewport.line = index, line - rows_above
        self.settle()

    def bring_into_sight(self, index: int) -> None:
        """Moves the view as little as shows the whole item; one that is higher than the view shows its beginning."""
        if not self.viewport.rows:
            return
        height = self.viewport.measure(index)
        if (index, 0) <= self.position or height >= self.page_height:
            if self.position != (index, 0):
                self.scroll_to_item(index)
        elif self.viewport.row_of(index, height - 1) is None:
            self.scroll_to_item(index, rows_above=self.page_height - height)

    def scroll_top(self) -> None:
        """Shows the first line."""
        self.scroll_to_item(0)

    def scroll_bottom(self) -> None:
        """Shows the last line as the last row."""
        last = self.count_items() - 1
        if self._width and last >= 0:
            self.scroll_to_item(last, self.viewport.measure(last) - 1)

    def settle(self) -> None:
        """Measures what is in sight, keeps the view within the items and repaints; called after every change."""
        self._hints = None
        if not self._width or not self.size.height:
            return
        viewport = self.viewport
        viewport.page = self.size.height
        if len(viewport.heights) != self.count_items():
            viewport.restart(self.estimate_all())
        viewport.settle()
        self._tell()
        self.refresh()

    def _tell(self) -> None:
        """Lets the scrollbar and whoever listens know where the view stands."""
        total, top = self.viewport.heights.total, self.viewport.lines_above
        self.set_reactive(Widget.virtual_size, Size(self._width, total))
        self.set_reactive(Widget.scroll_y, float(top))
        self.set_reactive(Widget.scroll_target_y, float(top))
        bar = self.vertical_scrollbar
        bar.window_virtual_size, bar.window_size, bar.position = self.scrollbar_numbers(total, top)
        told = (self.percent, self.is_at_end)
        if told != self._last_told:
            self._last_told = told
            self.post_message(self.Scrolled(self, told[0], is_at_end=told[1]))
        self.settled()

    def settled(self) -> None:
        """Called after each change, when it is known what is in sight; subclasses ask for what they lack."""

    def scrollbar_numbers(self, total: int, top: int) -> tuple[int, int, int]:
        """What the scrollbar shows: lines in all, lines in sight, lines above."""
        return total, self.page_height, top

    def lines(self, index: int) -> Sequence[Line]:
        """The item's lines, laid out when first asked for."""
        key = (self.item_key(index), self._width)
        found = self._laid_out.get(key)
        if found is None:
            found = self._laid_out[key] = self.lay_out_item(index)
        return found

    # Painting

    def notify_style_update(self) -> None:
        """Repaints in other colours when the theme changes."""
        super().notify_style_update()
        if not self.palette.has_changed():
            return
        self._strips.clear()
        if self.app.native_ansi_color != self._is_bare:
            self._is_bare = not self._is_bare
            self.reset(top=self.position[0], line=self.position[1])
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of the view."""
        width = self.size.width  # the scrollbar's column, which lies over it, included
        rows = self.viewport.rows
        if y >= len(rows) or self.scrollable_content_region.width != self._width:
            return strips.blank(width, self.palette.ground(""))
        index, row = rows[y]
        ground = self.ground(index, row)
        selection = self.text_selection
        line = self.lines(index)[row]
        if self._hints is not None:
            return self.palette.strip(marking.with_hints(line, self._hints.get(y, ())), width, ground)
        if self._needle:
            line = marking.with_matches(line, self._needle)
        top = self.viewport.heights.top(index) + row if self.allow_select else 0
        if selection is not None and (span := selection.get_span(top)) is not None:
            return self.palette.strip(marking.with_selection(line, *span), width, ground).apply_offsets(0, top)
        key = (self.item_key(index), row, width, ground, self._needle)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self.palette.strip(line, width, ground)
        return strip.apply_offsets(0, top) if self.allow_select else strip

    # Links, find and selection

    def visible_links(self) -> list[marking.Link]:
        """The links in sight, top to bottom, each once at its first row."""
        return marking.links([self.lines(index)[row] for index, row in self.viewport.rows])

    def show_hints(self, labels: Sequence[str] | None) -> None:
        """Labels the links in sight, in the order of `visible_links`, and turns all else quiet; None ends that.

        An empty label leaves its link as quiet as the rest. Any movement of the view ends it too.
        """
        self._hints = None
        if labels is not None:
            self._hints = {}
            for link, label in zip(self.visible_links(), labels, strict=False):
                self._hints.setdefault(link.y, []).append(marking.Hint(link.x, link.href, label))
        self.refresh()

    def highlight(self, needle: str) -> None:
        """Marks every occurrence of a text in sight, whatever its case; "" ends it."""
        self._needle = needle.casefold()
        self.refresh()

    def link_at(self, x: int, y: int) -> str | None:
        """The address of the link at a cell of the view."""
        found = self.item_at(y)
        if found is None:
            return None
        run = marking.run_at(self.lines(found[0])[found[1]], x)
        return run.href if run else None

    def item_at(self, y: int) -> tuple[int, int] | None:
        """The item and its line at a row of the view."""
        return self.viewport.rows[y] if 0 <= y < len(self.viewport.rows) else None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text; only the lines of the selection are laid out for it."""
        start = selection.start or Offset(0, 0)
        last = self.viewport.heights.total - 1
        end = selection.end or Offset(10**6, last)
        texts: list[str] = []
        for y in range(start.y, min(end.y, last) + 1):
            index, row = self.viewport.heights.at(y)
            lines = self.lines(index)
            text = strips.safe("".join(run.text for run in lines[row])) if row < len(lines) else ""
            texts.append(text[start.x if y == start.y else 0 : end.x if y == end.y else None].rstrip())
        return "\n".join(texts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Repaints with the selection."""
        del selection
        self.refresh()

    # Events

    def on_mount(self) -> None:
        """Gives the scrollbar its look."""
        self.vertical_scrollbar.renderer = edge(self.glyphs)  # type: ignore[misc]  # Textual means it to be set on instances

    def on_resize(self, event: events.Resize) -> None:
        """Lays out anew for another size."""
        del event
        self._fit()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the view; its first frame is drawn before it is told its size."""
        if not self._width:
            self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        """Takes the width that there is; the first item in sight stays first, about as far in as it was."""
        width = self.scrollable_content_region.width
        if width != self._width:
            heights = self.viewport.heights
            before = heights[self.viewport.top] if self.viewport.top < len(heights) else 0
            self._width = width
            self._laid_out.clear()
            self._strips.clear()
            self.viewport.restart(self.estimate_all())
            self.viewport.rescale(before)
        self.settle()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view, never the cursor."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """As above."""
        self._wheel(event, -_WHEEL)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_lines(lines)

    def on_scroll_to(self, event: ScrollTo) -> None:
        """The thumb is dragged."""
        event.stop()
        event.prevent_default()
        if event.y is not None:
            self.drag_to(round(event.y))

    def drag_to(self, line: int) -> None:
        """Shows a line, counted over all items as far as their heights are known."""
        self.scroll_to_item(*self.viewport.heights.at(line))

    def on_scroll_up(self, event: ScrollUp) -> None:
        """A click above the thumb."""
        event.stop()
        event.prevent_default()
        self.scroll_pages(-1)

    def on_scroll_down(self, event: ScrollDown) -> None:
        """A click below the thumb."""
        event.stop()
        event.prevent_default()
        self.scroll_pages(1)

    def on_click(self, event: events.Click) -> None:
        """A click on a link asks for it."""
        href = self.link_at(event.x, event.y)
        if href:
            event.stop()
            self.activate(href)

    def activate(self, href: str) -> None:
        """What happens when a link is clicked."""
        self.post_message(self.LinkActivated(self, href))

    def on_focus(self) -> None:
        """The cursor row looks another way now."""
        self.refresh()

    def on_blur(self) -> None:
        """As above."""
        self.refresh()
