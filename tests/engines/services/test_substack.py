"""What is read out of the answers of a Substack publication."""

import json
from typing import Any

import pytest

from tests.engines.documents import page
from tui_reader.engines.services.substack import SERVICE, preloads
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, ThreadSource

URL = "https://bells.substack.com/api/v1/post/181/comments?token=&all_comments=true&sort=oldest_first"
SOURCE = ThreadSource.at(f"{URL}#the-second-bell", "substack")


def answer(value: Any) -> Page:
    return Page(URL, json.dumps(value).encode(), media_type="application/json")


def remark(number: int, body: str | None, **told: Any) -> dict[str, Any]:
    return {"id": number, "body": body, "post_id": 181, "name": "Lena", "date": "2025-12-14T19:40:01.045Z"} | told


def test_the_tree_is_read_in_order_with_its_parents() -> None:
    inner = remark(3, "Deeper.", ancestor_path="1.2")
    tree = [remark(1, "Top.", children=[remark(2, "Below.", ancestor_path="1", children=[inner])]), remark(4, "Last.")]
    thread = SERVICE.read(answer({"comments": tree}), SOURCE)
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("1", None),
        ("2", "1"),
        ("3", "2"),
        ("4", None),
    ]
    assert thread.complete
    assert thread.comments[0].permalink == "https://bells.substack.com/p/the-second-bell/comment/1"


def test_plain_text_becomes_paragraphs_and_stays_text() -> None:
    thread = SERVICE.read(answer({"comments": [remark(1, "One <b>line</b>\nand\n\nanother & more")]}), SOURCE)
    assert thread.comments[0].html == "<p>One &lt;b&gt;line&lt;/b&gt;<br>and</p><p>another &amp; more</p>"


def test_a_deleted_one_keeps_its_place_above_its_answers() -> None:
    tree = [remark(1, None, deleted=True, name=None, children=[remark(2, "I saw it.", ancestor_path="1")])]
    gone, kept = SERVICE.read(answer({"comments": tree}), SOURCE).comments
    assert gone.is_deleted
    assert gone.author is None
    assert kept.parent_id == gone.id


def test_who_wrote_it_leads_to_the_profile() -> None:
    tree = [remark(1, "a", handle="lena"), remark(2, "b", user_id=72, metadata={"is_author": True})]
    one, other = SERVICE.read(answer({"comments": tree}), SOURCE).comments
    assert one.author == Author("Lena", "https://substack.com/@lena")
    assert other.author == Author("Lena", "https://substack.com/profile/72")
    assert other.is_by_post_author


def test_an_answer_that_leaves_replies_out_is_not_the_whole() -> None:
    thread = SERVICE.read(answer({"comments": [remark(1, "a", children=[], children_count=2)]}), SOURCE)
    assert thread.complete is None


def test_comments_of_other_posts_are_left_out() -> None:
    thread = SERVICE.read(answer({"comments": [remark(1, "a"), remark(2, "b", post_id=9)]}), SOURCE)
    assert [comment.id for comment in thread.comments] == ["1"]


@pytest.mark.parametrize("value", [{"error": "no such post"}, "a", 7, None, {"comments": {"1": 2}}])
def test_anything_else_is_no_answer(value: Any) -> None:
    with pytest.raises(ParseError):
        SERVICE.read(answer(value), SOURCE)


def test_odd_values_cost_no_more_than_themselves() -> None:
    odd = [{"id": None, "body": 7, "children": "x", "metadata": 3, "date": [], "name": {}}, 5, remark(2, "b")]
    thread = SERVICE.read(answer({"comments": odd}), SOURCE)
    assert [comment.html for comment in thread.comments] == ["", "<p>b</p>"]


def test_the_data_of_a_page_are_read_from_both_ways_to_write_them() -> None:
    literal = page('<script>window._preloads = {"post": {"id": 1}};</script>')
    string = page('<script>window._preloads        = JSON.parse("{\\"post\\":{\\"id\\":1}}")</script>')
    assert preloads(literal) == preloads(string) == {"post": {"id": 1}}
    assert preloads(page("<script>window._preloads = JSON.parse(other)</script>")) == {}
    assert preloads(page('<script>window._preloads = "nothing"</script>')) == {}


def test_a_post_without_comments_is_not_asked_for() -> None:
    told = '<script>window._preloads = {{"post": {{"id": 1, "comment_count": {}}}}}</script>'
    assert SERVICE.sources(page(told.format(0))) == ()
    assert len(SERVICE.sources(page(told.format(2)))) == 1
    assert SERVICE.sources(page("<p>a")) == ()
