"""Blocks and a width become lines of runs: pure, so that the screen and the command line draw the same.

Knows wrapping, lists, quotes, tables, code and image boxes; knows no colours, no widgets and nothing of where the
blocks came from.
"""

from tui_reader.layout.blocks import between, estimate, lay_out, lay_out_all, title
from tui_reader.layout.measure import cut, cut_line, line_width, pad, take, width
from tui_reader.layout.runs import ASCII, PLAIN, ROLES, Glyphs, Line, Run, bare, blank
from tui_reader.layout.wrapping import wrap, wrap_runs

__all__ = [
    "ASCII",
    "PLAIN",
    "ROLES",
    "Glyphs",
    "Line",
    "Run",
    "bare",
    "between",
    "blank",
    "cut",
    "cut_line",
    "estimate",
    "lay_out",
    "lay_out_all",
    "line_width",
    "pad",
    "take",
    "title",
    "width",
    "wrap",
    "wrap_runs",
]
