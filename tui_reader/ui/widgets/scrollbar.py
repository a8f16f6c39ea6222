"""The right edge of a pane, which is its scrollbar: a thin line, heavy where the view is."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from tui_reader.layout import ASCII, PLAIN, Glyphs


class EdgeRender(ScrollBarRender):
    """Draws one column: the thumb in the bar's colour, the rest in the background's, both on the pane's own ground."""

    glyphs = PLAIN

    @classmethod
    def render_bar(  # noqa: PLR0917  the signature is Textual's
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,  # noqa: FBT001, FBT002  as above
        back_color: Color = Color.parse("#555555"),  # noqa: B008  as above
        bar_color: Color = Color.parse("white"),  # noqa: B008  as above
    ) -> Segments:
        """The rows of the edge; no thumb where all is in view."""
        del thickness, vertical
        start, end = thumb(int(size), virtual_size, window_size, position)
        above, below, grab = ({"@mouse.down": action} for action in ("scroll_up", "scroll_down", "grab"))
        rows = [
            Segment(cls.glyphs.heavy_bar, Style(color=bar_color, meta=grab))
            if start <= row < end
            else Segment(cls.glyphs.bar, Style(color=back_color, meta=above if row < start else below))
            for row in range(int(size))
        ]
        return Segments(rows, new_lines=True)


class AsciiEdgeRender(EdgeRender):
    """The same in ASCII."""

    glyphs = ASCII


def edge(glyphs: Glyphs) -> type[EdgeRender]:
    """The renderer for a set of glyphs."""
    return AsciiEdgeRender if glyphs.bar == ASCII.bar else EdgeRender


def thumb(size: int, total: float, window: float, position: float) -> tuple[int, int]:
    """The rows that the thumb covers, as a range: it touches an end only where the view does; (0, 0) for none."""
    if size <= 0 or window <= 0 or total <= window:
        return 0, 0
    length = min(max(1, round(size * window / total)), max(size - 1, 1))
    most = size - length
    part = min(max(position / (total - window), 0.0), 1.0)
    start = round(most * part)
    if most > 1 and 0 < part < 1:
        start = min(max(start, 1), most - 1)
    return start, start + length
