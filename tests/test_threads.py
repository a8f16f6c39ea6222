"""Trees of comments, and folding them, by example and by property."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.threads import Folding, Tree

PAIRS = st.lists(st.tuples(st.integers(0, 14).map(str), st.none() | st.integers(0, 16).map(str)), max_size=30)
STEPS = st.lists(
    st.tuples(st.sampled_from(["fold", "unfold", "reveal", "all", "none"]), st.integers(0, 29)), max_size=12
)
# a
# ├ b
# │ └ c
# └ d
# e
SMALL = [("a", None), ("e", None), ("b", "a"), ("d", "a"), ("c", "b")]


def small() -> Tree:
    return Tree(SMALL)


def test_replies_follow_what_they_answer_and_siblings_keep_the_source_s_order() -> None:
    tree = small()
    assert list(tree.ids) == ["a", "b", "c", "d", "e"]
    assert tree.depths == [0, 1, 2, 1, 0]
    assert tree.sizes == [4, 2, 1, 1, 1]
    assert tree.parents == [-1, 0, 1, 0, -1]
    assert list(tree.sources) == [0, 2, 4, 3, 1]


def test_an_orphan_and_a_comment_that_answers_itself_are_top_level() -> None:
    assert Tree([("a", "gone"), ("b", "b")]).depths == [0, 0]


def test_a_ring_is_opened_at_its_first_comment() -> None:
    tree = Tree([("a", "c"), ("b", "a"), ("c", "b")])
    assert list(tree.ids) == ["a", "b", "c"]
    assert tree.depths == [0, 1, 2]


def test_of_two_comments_with_one_id_the_first_is_answered_and_found() -> None:
    tree = Tree([("x", None), ("x", None), ("y", "x")])
    assert tree.parents == [-1, 0, -1]
    assert tree.position("x") == 0
    assert tree.position("nobody") is None


def test_the_ways_through_a_tree() -> None:
    tree = small()
    assert tree.ancestors(2) == [0, 1]
    assert tree.top(2) == 0
    assert tree.next_sibling(1) == 3
    assert tree.next_sibling(3) is None
    assert tree.next_sibling(0) == 4
    assert tree.previous_sibling(3) == 1
    assert tree.previous_sibling(4) == 0
    assert tree.previous_sibling(1) is None
    assert tree.previous_sibling(0) is None
    assert tree.replies(0) == 3


def test_an_empty_thread_is_a_tree() -> None:
    assert len(Tree([])) == 0
    assert Folding(Tree([])).rows == []


def test_both_ways_of_building_agree() -> None:
    tree = Tree.of([name for name, _ in SMALL], [parent for _, parent in SMALL])
    assert (list(tree.ids), tree.depths, tree.sizes) == (["a", "b", "c", "d", "e"], [0, 1, 2, 1, 0], [4, 2, 1, 1, 1])


@given(PAIRS)
@settings(max_examples=300)
def test_every_comment_stands_exactly_once_after_its_parent_and_inside_its_subtree(
    pairs: list[tuple[str, str | None]],
) -> None:
    tree = Tree(pairs)
    assert sorted(tree.sources) == list(range(len(pairs)))
    assert list(tree.ids) == [pairs[place][0] for place in tree.sources]
    for at, parent in enumerate(tree.parents):
        assert parent < at
        assert tree.depths[at] == (tree.depths[parent] + 1 if parent >= 0 else 0)
        if parent >= 0:
            assert at < parent + tree.sizes[parent]
            assert pairs[tree.sources[at]][1] == tree.ids[parent]
        assert tree.sizes[at] == 1 + sum(tree.sizes[below] for below, above in enumerate(tree.parents) if above == at)


@given(PAIRS)
def test_siblings_keep_the_source_s_order(pairs: list[tuple[str, str | None]]) -> None:
    tree = Tree(pairs)
    for at in range(len(tree)):
        after = tree.next_sibling(at)
        if after is not None:
            assert tree.sources[at] < tree.sources[after]
            assert tree.previous_sibling(after) == at


def test_a_hundred_thousand_replies_one_below_the_other_need_no_recursion() -> None:
    count = 100_000
    tree = Tree((str(number), str(number - 1) if number else None) for number in range(count))
    assert tree.depths[-1] == count - 1
    assert tree.sizes[0] == count
    assert len(Tree((str(number), str((number + 1) % count)) for number in range(count))) == count


def test_folding_hides_the_replies_and_says_which_rows_went() -> None:
    folding = Folding(small())
    assert folding.fold(0) == (1, 4)
    assert folding.rows == [0, 4]
    assert folding.unfold(0) == (1, 4)
    assert folding.rows == [0, 1, 2, 3, 4]


def test_a_comment_without_replies_does_not_fold() -> None:
    folding = Folding(small())
    assert folding.fold(2) == (0, 0)
    assert folding.folded == set()


def test_what_is_folded_inside_stays_folded() -> None:
    folding = Folding(small())
    folding.fold(1)
    folding.fold(0)
    folding.unfold(0)
    assert folding.rows == [0, 1, 3, 4]


def test_a_hidden_comment_is_shown_by_the_outermost_folded_one_above_it() -> None:
    folding = Folding(small())
    folding.fold(1)
    assert folding.shown(2) == 1
    folding.fold(0)
    assert folding.shown(2) == 0
    assert folding.row(2) is None
    assert folding.reveal(2)
    assert folding.row(2) == 2
    assert not folding.reveal(2)


def test_folding_to_a_depth() -> None:
    folding = Folding(small())
    folding.fold_below(1)
    assert folding.rows == [0, 1, 3, 4]
    folding.fold_all()
    assert folding.rows == [0, 4]
    folding.unfold_all()
    assert folding.rows == [0, 1, 2, 3, 4]


@given(
    PAIRS,
    st.lists(st.tuples(st.sampled_from(["fold", "unfold", "reveal", "all", "none"]), st.integers(0, 29)), max_size=12),
)
@settings(max_examples=300)
def test_visible_are_exactly_those_below_no_folded_one(
    pairs: list[tuple[str, str | None]], steps: list[tuple[str, int]]
) -> None:
    tree = Tree(pairs)
    folding = Folding(tree)
    for name, at in steps:
        if at >= len(tree):
            continue
        before = len(folding.rows)
        if name == "fold":
            start, stop = folding.fold(at)
            assert before - len(folding.rows) == stop - start
        elif name == "unfold":
            start, stop = folding.unfold(at)
            assert len(folding.rows) - before == stop - start
        elif name == "reveal":
            folding.reveal(at)
            assert folding.row(at) is not None
        elif name == "all":
            folding.fold_all()
        else:
            folding.restore(folding.folded)
    visible = [at for at in range(len(tree)) if not folding.folded.intersection(tree.ancestors(at))]
    assert folding.rows == visible
