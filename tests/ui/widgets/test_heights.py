"""Sums over heights, and the window over items."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.ui.widgets.heights import Heights
from tui_reader.ui.widgets.scrollbar import thumb
from tui_reader.ui.widgets.viewport import Viewport

VALUES = st.lists(st.integers(0, 9), max_size=700)


@given(VALUES, st.integers(-5, 4000))
def test_the_item_at_a_line_is_the_one_whose_lines_hold_it(values: list[int], line: int) -> None:
    heights = Heights(values)
    assert heights.total == sum(values)
    index, within = heights.at(line)
    if 0 <= line < heights.total:
        assert heights.top(index) + within == line
        assert within < values[index]


@given(VALUES, st.integers(0, 700), st.integers(0, 700), st.lists(st.integers(0, 9), max_size=300), st.integers(0, 9))
def test_changes_keep_the_sums_right(values: list[int], start: int, stop: int, new: list[int], height: int) -> None:
    heights = Heights(values)
    start, stop = sorted((min(start, len(values)), min(stop, len(values))))
    heights.replace(start, stop, new)
    expected = values[:start] + new + values[stop:]
    if expected:
        heights[len(expected) // 2] = height
        expected[len(expected) // 2] = height
    assert heights.total == sum(expected)
    tops = [0, *accumulate(expected)]
    assert [heights.top(index) for index in range(0, len(tops), 97)] == tops[::97]


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=60),
    st.integers(1, 20),
    st.lists(st.integers(-30, 30), max_size=12),
)
def test_a_step_moves_what_is_seen_by_exactly_its_lines(
    items: list[tuple[int, int]], page: int, steps: list[int]
) -> None:
    true = [height for _, height in items]
    lines = [(index, row) for index, height in enumerate(true) for row in range(height)]
    viewport = Viewport(true.__getitem__)
    viewport.restart(guess for guess, _ in items)
    viewport.page = page
    viewport.settle()
    at = 0
    for step in steps:
        viewport.line += step
        viewport.settle()
        at = min(max(at + step, 0), max(len(lines) - page, 0))
        assert viewport.rows == lines[at : at + page]
    assert viewport.is_at_end == (at + page >= len(lines))


def test_items_that_come_and_go_above_leave_the_view_where_it_is() -> None:
    true = [2] * 30
    viewport = Viewport(true.__getitem__)
    viewport.restart(true)
    viewport.page, viewport.top = 6, 20
    viewport.settle()
    viewport.replace(5, 10, [])
    assert viewport.top == 15
    viewport.replace(3, 3, [2] * 4)
    assert viewport.top == 19
    viewport.replace(18, 23, [])
    assert viewport.top == 17


def test_the_thumb_touches_an_end_only_where_the_view_does() -> None:
    assert thumb(20, 10, 20, 0) == (0, 0)
    assert thumb(20, 200, 20, 0) == (0, 2)
    assert thumb(20, 200, 20, 1) == (1, 3)
    assert thumb(20, 200, 20, 179) == (17, 19)
    assert thumb(20, 200, 20, 180) == (18, 20)
    assert thumb(20, 10**7, 20, 5 * 10**6) == (10, 11)
