"""The view of a thread: its visible comments with a cursor, guide lines and folding, one below the other.

Holds light rows of all comments; their bodies are asked for as they come near (`BodiesNeeded`) and forgotten again.
Until a body is there its height is guessed from its length. Knows no Reader and no network.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from textual import events
from textual.cache import LRUCache

from tui_reader import words
from tui_reader.layout import PLAIN, Glyphs, Line
from tui_reader.models import Block, StoredComment
from tui_reader.ui.widgets import comment_rows, thread_end
from tui_reader.ui.widgets.comment_rows import CommentRow
from tui_reader.ui.widgets.line_view import LineView, ViewMessage
from tui_reader.ui.widgets.thread_end import End
from tui_reader.ui.widgets.thread_state import Order, ThreadState

__all__ = ["CommentView", "End"]

_KEPT_BODIES = 512
_NEAR = 24


class CommentView(LineView):
    """A thread. Items: the visible comments (rows), then the end.

    Every `BodiesNeeded` has to be answered by `give_bodies`; comments without text are answered with no blocks.
    """

    DEFAULT_CSS = "CommentView { background: $surface; }"

    class BodiesNeeded(ViewMessage):
        """The bodies of these comments come into sight soon; none is asked for twice while it is on its way."""

        def __init__(self, view: CommentView, ids: tuple[str, ...]) -> None:
            super().__init__(view)
            self.ids = ids

    class CursorMoved(ViewMessage):
        """The cursor stands on another comment now; None where there is none."""

        def __init__(self, view: CommentView, comment: StoredComment | None) -> None:
            super().__init__(view)
            self.comment = comment

    class RestNeeded(ViewMessage):
        """The user asked for the comments that are not here."""

    def __init__(
        self,
        *,
        now: Callable[[], float],
        glyphs: Glyphs = PLAIN,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, id=id, classes=classes)
        self._now = now
        self._state = ThreadState()
        self._end = End()
        self._body_rows: list[int] = []
        self._estimated_for = 0
        self._bodies: LRUCache[str, Sequence[Block]] = LRUCache(_KEPT_BODIES)
        self._stale: set[str] = set()
        self._asked: set[str] = set()
        self._edition = 0

    # What it shows

    def show(
        self,
        comments: Sequence[StoredComment] | ThreadState,
        end: End | None = None,
        *,
        order: Order = "thread",
        is_same_thread: bool = False,
    ) -> None:
        """Shows a thread, given in its source's order. Where it is the thread that was shown before, what is folded
        stays folded, the cursor stays on its comment and that where it is on the screen; bodies are asked for anew, and
        those that are here stay in sight until then. Where nobody reads in it yet, it begins with its first comment.

        Ten thousands of comments are better handed over as a `ThreadState` that a thread has made (`order` is its own).
        """
        old, (top, line) = self._state, self.position
        is_begun = self.has_focus or (top, line) > (0, 0) or old.folding.row(old.cursor) != 0
        seen = old.folding.row(old.cursor) if self.has_focus else None
        if seen is not None and seen in self.visible_items and self.item_at(y := self._cursor_y()) == (seen, 0):
            top, line = seen, -y
        first = self._id_at(top)
        self._state = comments if isinstance(comments, ThreadState) else ThreadState(comments, order)
        self._end = end or End()
        self._stale = set(self._bodies.keys()) if is_same_thread else set()
        self._asked.clear()
        self._edition += 1
        self._estimated_for = 0
        if not is_same_thread:
            self._bodies.clear()
        else:
            self._state.restore(old.kept())
            if not is_begun:
                self._state.cursor = min(0, len(self._state.comments) - 1)
        row = self._row_of(first) if is_same_thread and is_begun else None
        top, line = (row, line) if row is not None else (0, 0)
        self.reset(top=top, line=line)
        if not is_same_thread or old.cursor_comment != self.cursor_comment:
            self._tell_cursor()

    def reorder(self, comments: Sequence[StoredComment], order: Order) -> None:
        """The same comments, given in their source's order, in another one: the cursor stays on its comment and that
        where it is on the screen, but from the first one it goes to the first of the new order.
        """
        y, old = self._cursor_y(), self._state
        self._state = ThreadState(comments, order)
        self._state.restore(old.kept())
        if old.folding.row(old.cursor) == 0:
            self._state.cursor = min(0, len(old.comments) - 1)
        self._edition += 1
        self._estimated_for = 0
        self.reset(top=self._state.folding.row(self._state.cursor) or 0, line=-y)
        self._tell_cursor()

    def show_end(self, end: End) -> None:
        """Other words below the same comments."""
        self._end = end
        self._edition += 1
        self.changed(len(self._state.rows))

    def show_notice(self, *paragraphs: Line) -> None:
        """Words in the place of comments."""
        self.show((), End(empty=paragraphs))

    def give_bodies(self, bodies: Mapping[str, Sequence[Block]]) -> None:
        """The bodies that `BodiesNeeded` asked for, as blocks; what is in sight stays where it is."""
        top, line = self.position
        for name, blocks in bodies.items():
            self._asked.discard(name)
            if name in self._stale and self._bodies.get(name) != blocks:
                # the cache keeps the first value of a key
                self._bodies.discard(name)
                self._edition += 1
            self._stale.discard(name)
            self._bodies[name] = blocks
            row = self._row_of(name)
            if row is None or not self.line_width or row >= len(self.viewport.heights):
                continue
            before = self.viewport.heights[row]
            after = self.viewport.measure(row)
            if row == top and line > 0:
                # of a comment that begins above the view the end is what is read: that stays
                line = max(line + after - before, 0)
        self.scroll_to_item(top, line)

    def redraw(self) -> None:
        """Draws all anew: the clock went on."""
        self._edition += 1
        self.reset(top=self.position[0], line=self.position[1])

    def _id_at(self, row: int) -> str | None:
        rows = self._state.rows
        return self._state.tree.ids[rows[row]] if row < len(rows) else None

    def _row_of(self, comment_id: str | None) -> int | None:
        at = self._state.tree.position(comment_id) if comment_id is not None else None
        return self._state.folding.row(at) if at is not None else None

    # The cursor

    @property
    def state(self) -> ThreadState:
        """Comments, tree, folding and cursor, to look at."""
        return self._state

    @property
    def cursor_comment(self) -> StoredComment | None:
        """The comment under the cursor."""
        return self._state.cursor_comment

    def move(self, count: int) -> bool:
        """To the next visible comments (previous ones for negative counts); whether it moved."""
        target = self._state.next_row(count)
        return target is not None and self._put(target)

    def move_to(self, comment_id: str) -> bool:
        """To a comment; what hides it is unfolded. Whether it is here."""
        return self._jump(self._state.tree.position(comment_id))

    def move_top_level(self, direction: int) -> bool:
        """To the next (1) or previous (-1) top-level comment; back to the one of this branch first."""
        return self._jump(self._state.top_level(direction))

    def move_sibling(self, direction: int) -> bool:
        """To the next or previous comment with the same parent."""
        return self._jump(self._state.sibling(direction))

    def move_to_parent(self) -> bool:
        """To the comment that this one answers."""
        return self._jump(self._state.parent())

    def move_to_new(self, direction: int) -> bool:
        """To the next or previous comment that is new since the last visit; what hides it is unfolded."""
        return self._jump(self._state.new(direction))

    def move_back(self) -> bool:
        """To where the cursor was before the last jump, and the other way round."""
        came_from = self._state.came_from
        return self._jump(came_from if came_from >= 0 else None)

    def scroll_pages(self, pages: float) -> bool:
        """Scrolls; a cursor that goes out of sight comes along to a comment that begins in sight."""
        has_moved = super().scroll_pages(pages)
        rows, seen = self._state.rows, self.visible_items
        if has_moved and rows:
            whole = range(min(seen.start + (self.position[1] > 1), seen.stop - 1), seen.stop)
            row = self._state.folding.row(self._state.cursor)
            if row not in whole:
                self._set_cursor(rows[min(whole[0] if pages > 0 else whole[-1], len(rows) - 1)])
        return has_moved

    def scroll_top(self) -> None:
        """To the first comment."""
        if self._state.rows:
            self._state.came_from = self._state.cursor
            self._set_cursor(0)
        super().scroll_top()

    def scroll_bottom(self) -> None:
        """To the last comment and the end."""
        if self._state.rows:
            self._state.came_from = self._state.cursor
            self._set_cursor(self._state.rows[-1])
        super().scroll_bottom()

    def _jump(self, position: int | None) -> bool:
        if position is None:
            return False
        came_from = self._state.cursor
        first, line = self._id_at(self.position[0]), self.position[1]
        if self._state.folding.reveal(position):
            self.reset(top=self._row_of(first) or 0, line=line)
        if self._put(position):
            self._state.came_from = came_from
        return True

    def _put(self, position: int) -> bool:
        has_moved = position != self._state.cursor
        self._set_cursor(position)
        row = self._state.folding.row(position)
        if row is not None and self.line_width:
            self.bring_into_sight(row)
            room = self.page_height - self.viewport.measure(row)
            if self._state.is_last_row() and room > 0 and not self.is_at_end:
                # with the last comment comes what stands below it, as far as the comment stays in sight
                self.scroll_to_item(row, rows_above=max(room - self.viewport.measure(row + 1), 0))
        return has_moved

    def _set_cursor(self, position: int) -> None:
        if position != self._state.cursor:
            self._state.cursor = position
            self._tell_cursor()
            self.refresh()

    def _tell_cursor(self) -> None:
        self.post_message(self.CursorMoved(self, self.cursor_comment))

    # Folding

    def toggle(self) -> bool:
        """Enter: folds or unfolds; on the last comment, where that has no replies, asks for the rest."""
        at = self._state.cursor
        return self._toggle(at) if at >= 0 and self._state.has_replies(at) else self._ask_for_rest()

    def fold_or_parent(self) -> bool:
        """Folds an open comment with replies; from any other goes to the parent. False where neither can be."""
        at = self._state.cursor
        if at >= 0 and self._state.has_replies(at) and not self._state.is_folded(at):
            return self._toggle(at)
        return self.move_to_parent()

    def unfold_or_reply(self) -> bool:
        """Unfolds a folded comment; from an open one goes to its first reply; on the last one asks for the rest."""
        at = self._state.cursor
        if at >= 0 and self._state.has_replies(at):
            return self._toggle(at) if self._state.is_folded(at) else self._put(at + 1)
        return self._ask_for_rest()

    def fold_all(self) -> None:
        """Only top-level comments stay visible."""
        self.fold_to(0)

    def fold_to(self, depth: int) -> None:
        """Comments deeper than `depth` (0: top level) are hidden, all others shown; the cursor stays at its height."""
        y = self._cursor_y()
        self._state.folding.fold_below(depth)
        self._all_rows_changed(y)

    def unfold_all(self) -> None:
        """All comments are visible."""
        y = self._cursor_y()
        self._state.folding.unfold_all()
        self._all_rows_changed(y)

    def _cursor_y(self) -> int:
        """The row of the view at which the cursor's comment begins; 0 where it is out of sight."""
        row = self._state.folding.row(self._state.cursor)
        return next((y for y in range(self.page_height) if self.item_at(y) == (row, 0)), 0)

    def _all_rows_changed(self, y: int) -> None:
        if self._state.cursor >= 0:
            self._set_cursor(self._state.folding.shown(self._state.cursor))
            self.reset(top=self._state.folding.row(self._state.cursor) or 0, line=-y)

    def _toggle(self, position: int) -> bool:
        folding = self._state.folding
        if self._state.is_folded(position):
            start, stop = folding.unfold(position)
            self.replace(start, start, stop - start)
            return True
        start, stop = folding.fold(position)
        if position < self._state.cursor < position + self._state.tree.sizes[position]:
            self._set_cursor(position)
        self.replace(start, stop, 0)
        if position == self._state.cursor:
            self.bring_into_sight(start - 1)
        return True

    def _ask_for_rest(self) -> bool:
        if not self._end.can_load or not self._state.is_last_row():
            return False
        self.post_message(self.RestNeeded(self))
        return True

    # Items

    def count_items(self) -> int:
        """The visible comments and the end."""
        return len(self._state.rows) + 1

    def estimate_height(self, index: int) -> int:
        """Air, head and about as many rows as the body takes."""
        rows = self._state.rows
        return 2 + self._body_rows[rows[index]] if index < len(rows) else 4

    def estimate_all(self) -> Iterable[int]:
        """The same for all; bodies are guessed anew for another width."""
        if self._estimated_for != self.line_width:
            self._estimated_for = self.line_width
            depths = self._state.tree.depths
            self._body_rows = comment_rows.estimate(self._state.comments, depths, self.line_width)
        body_rows = self._body_rows
        return [*(2 + body_rows[at] for at in self._state.rows), 4]

    def item_key(self, index: int) -> Hashable:
        """The comment, its body's presence, its fold and the cursor."""
        rows = self._state.rows
        if index >= len(rows):
            return ("end", self._edition)
        at = rows[index]
        has_body = self._state.tree.ids[at] in self._bodies
        state = (at == self._state.cursor, self.has_focus) if at == self._state.cursor else ()
        return (at, self._edition, has_body, self._state.is_folded(at), state)

    def ground(self, index: int, row: int) -> str:
        """The cursor's comment; with the terminal's own colours its head alone, which is reversed there."""
        rows = self._state.rows
        if index >= len(rows) or rows[index] != self._state.cursor or row == 0:
            return ""
        if row > 1 and self.app.native_ansi_color:
            return ""
        return "cursor" if self.has_focus else "cursor-dim"

    def lay_out_item(self, index: int) -> list[Line]:
        """A comment, or the end."""
        rows = self._state.rows
        if index >= len(rows):
            return thread_end.draw(self._end, self.line_width, self.glyphs, is_empty=not rows)
        state, at = self._state, rows[index]
        comment = state.comments[at]
        limit = comment_rows.deepest(self.line_width)
        depth = state.tree.depths[at]
        level = min(depth, limit)
        names_parent = depth > limit or state.order != "thread"
        row = CommentRow(
            comment=comment,
            level=level,
            parent_name=state.parent_name(at) if names_parent else None,
            replies=state.tree.replies(at),
            new_below=state.new_below(at),
            is_folded=state.is_folded(at),
            body=self._bodies.get(comment.id),
            body_rows=self._body_rows[at],
            age=words.age(comment.published, self._now()),
            is_cursor=at == state.cursor,
            has_focus=self.has_focus,
        )
        lines = comment_rows.draw(row, self.line_width, self.glyphs)
        self._body_rows[at] = len(lines) - 2
        return lines

    def settled(self) -> None:
        """Asks for the bodies that are in sight or near it and not here."""
        rows, seen = self._state.rows, self.visible_items
        if not rows or not seen:
            return
        comments, bodies, asked = self._state.comments, self._bodies, self._asked
        near = (comments[at] for at in rows[max(seen.start - _NEAR, 0) : seen.stop + _NEAR])
        stale = self._stale
        ids = [c.id for c in near if (c.id not in bodies or c.id in stale) and c.id not in asked and not c.is_deleted]
        if ids:
            asked.update(ids)
            self.post_message(self.BodiesNeeded(self, tuple(dict.fromkeys(ids))))

    # Events

    def on_click(self, event: events.Click) -> None:
        """A click on a fold mark or a guide line folds what it belongs to; beside links it moves the cursor."""
        found = self.item_at(event.y)
        if found is None or found[0] >= len(self._state.rows) or self.link_at(event.x, event.y):
            return
        at = self._state.rows[found[0]]
        branch = self._branch_at(at, event.x, is_head=found[1] == 1)
        if branch is not None:
            event.stop()
            event.prevent_default()
            self._toggle(branch)
        elif found[1] > 0:
            self._put(at)

    def _branch_at(self, position: int, x: int, *, is_head: bool) -> int | None:
        """The comment whose fold mark or guide line stands at a column of a row of a comment."""
        level = comment_rows.guide_level(x)
        own = min(self._state.tree.depths[position], comment_rows.deepest(self.line_width))
        if level is None or level > own:
            return None
        if level == own:
            is_line = is_head or not self._state.is_folded(position)
            return position if is_line and self._state.has_replies(position) else None
        return self._state.tree.ancestors(position)[level]
