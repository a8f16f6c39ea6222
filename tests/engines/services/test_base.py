"""The tools for answers that may hold anything."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.engines.services import base
from tui_reader.errors import ParseError
from tui_reader.models import Comment, Page

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def answer(content: bytes) -> Page:
    return Page("https://api.example/comments", content, media_type="application/json")


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'\xef\xbb\xbf["bom"]', ["bom"]),
        ('["wide"]'.encode("utf-16"), ["wide"]),
        (b'["broken \xff"]', ["broken \ufffd"]),
        (b'["a raw\nline end"]', ["a raw\nline end"]),
    ],
)
def test_json_is_read_as_servers_write_it(content: bytes, value: Any) -> None:
    assert base.json_of(answer(content)) == value


@pytest.mark.parametrize("content", [b"", b"<html>", b"[" * 100_000, b'{"a":', b"9" * 5000])
def test_anything_else_is_a_parse_error_that_names_the_address(content: bytes) -> None:
    with pytest.raises(ParseError, match=r"api\.example"):
        base.json_of(answer(content))


def test_an_answer_of_another_kind_is_refused() -> None:
    assert base.object_of(answer(b'{"data": {"a": 1}}'), "data") == {"a": 1}
    assert base.list_of(answer(b'{"data": [1]}'), "data") == [1]
    with pytest.raises(ParseError, match="something else"):
        base.object_of(answer(b"[]"))
    with pytest.raises(ParseError, match="something else"):
        base.list_of(answer(b'{"data": {}}'), "data")


def test_signs_written_as_references_are_read_and_then_cleaned() -> None:
    assert base.unescaped({"name": "Ada &amp; Co &#27;[1m"}, "name") == "Ada & Co [1m"
    assert base.unescaped(7) is None


def test_a_path_that_ends_early_leads_to_nothing() -> None:
    value = {"a": [{"b": 1}]}
    assert base.at(value, "a", 0, "b") == 1
    assert base.at(value, "a", -1, "b") == 1
    assert [base.at(value, *path) for path in (("a", 1), ("a", "b"), ("c", "d"), ("a", 0, "b", "c"))] == [None] * 4


@pytest.mark.parametrize(
    ("value", "text"),
    [(" two\n words ", "two words"), (7, "7"),
     ("\x1b[2Jred", "[2Jred"), ("", None), (True, None), (None, None), ({}, None)],
)  # fmt: skip
def test_a_line_is_clean(value: Any, text: str | None) -> None:
    assert base.line(value) == text


@pytest.mark.parametrize(
    ("value", "found"),
    [(7, 7), ("12", 12), (2.0, 2), (" 3 ", 3), (True, None), ("many", None), (float("inf"), None), (float("nan"), None),
     (10**400, None), ([], None)],
)  # fmt: skip
def test_numbers_are_taken_from_what_means_one(value: Any, found: int | None) -> None:
    assert base.number(value) == found


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2021-07-01T10:50:11", "2021-07-01T10:50:11+00:00"),
        ("2019-01-02T03:04:05.123456789-05:00", "2019-01-02T03:04:05-05:00"),
        (1_500_000_000, "2017-07-14T02:40:00+00:00"),
        (1_500_000_000.75, "2017-07-14T02:40:00+00:00"),
        (1_500_000_000_000, "2017-07-14T02:40:00+00:00"),
        ("0001-01-01T00:00:00Z", None),
        ("0000-00-00 00:00:00", None),
        (0, None),
        (10**30, None),
        ("soon", None),
        (None, None),
    ],
)
def test_moments_are_read_in_every_form(value: Any, iso: str | None) -> None:
    found = base.moment(value, is_utc=True)
    assert (found.iso() if found else None) == iso


def test_a_time_without_an_offset_stays_one_where_nobody_says_more() -> None:
    found = base.moment({"at": "2021-07-01 10:50"}, "at")
    assert found is not None
    assert found.value.tzinfo is None


def test_plain_text_becomes_paragraphs_and_is_no_markup() -> None:
    assert base.plain("a < b\nc\r\n\r\n<script>") == "<p>a &lt; b<br>c</p><p>&lt;script&gt;</p>"
    assert base.plain(None) == base.plain(" \n ") == ""


def test_addresses_are_those_of_the_web() -> None:
    assert base.address({"url": "/a#b"}, "url", base="https://x.example/c") == "https://x.example/a#b"
    assert [base.address(value) for value in ("javascript:1", "mailto:a@b.example", "/a", 7, None)] == [None] * 5


def test_nested_remarks_are_walked_in_reading_order() -> None:
    tree = {"id": 1, "replies": [{"id": 2, "replies": [{"id": 3}, "junk"]}, {"id": 4, "replies": None}]}
    walked = base.walk([tree, {"id": 5}], lambda item: base.items(item, "replies"))
    assert [(item["id"], parent and parent["id"]) for item, parent in walked] == [
        (1, None),
        (2, 1),
        (3, 2),
        (4, 1),
        (5, None),
    ]


def test_a_remark_that_holds_itself_does_not_hold_up_the_walk() -> None:
    endless: dict[str, Any] = {}
    endless["replies"] = [endless]
    assert len(list(base.walk([endless], lambda item: base.items(item, "replies")))) == base.MAX_COMMENTS


def test_a_remark_without_an_id_gets_one_of_what_was_written() -> None:
    bare = Comment("", "<p>Words.</p>", author=base.author("Ada"))
    assert base.remark("7", bare).id == "7"
    assert base.remark(None, bare).id == base.remark("", bare).id != base.remark(None, Comment("", "<p>Else.</p>")).id


def test_queries_are_written_and_read() -> None:
    url = base.with_query("https://x.example/a?page=1&q=%C3%A4&q=z#end", {"page": 2, "t": "b c"})
    assert url == "https://x.example/a?q=%C3%A4&q=z&page=2&t=b+c"
    assert base.query(url) == {"page": "2", "q": "z", "t": "b c"}
    assert base.query("http://[") == {}


def test_what_is_posted_is_json_in_one_order() -> None:
    request = base.post_json("https://x.example/", {"b": 1, "a": "ä"})
    assert json.loads(request.body or b"") == {"a": "ä", "b": 1}
    assert request == base.post_json("https://x.example/", {"a": "ä", "b": 1})


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("var name = 'one';", "one"),
        ('this.page.name="a \\"quoted\\" one"', 'a "quoted" one'),
        ('{"name": "https:\\/\\/x.example\\/\\u0026"}', "https://x.example/&"),
        ("{name: 12, other: 1}", "12"),
        ("name = `plain`", "plain"),
        ("s.setAttribute('name', 'set')", "set"),
        ("name, 'no'", None),
        ("surname = 'no'", None),
        ("name = other", None),
        ("name = ''", None),
    ],
)
def test_what_scripts_set_is_found(source: str, value: str | None) -> None:
    assert base.set_in_script(source, "missing", "name") == value


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 1; new Thing({a: {b: 1}, c: 2}); {}", "{a: {b: 1}, c: 2}"),
        ("new Thing(other)" + " " * 60 + "{}", None),
        ("new Thing({a: {b", None),
        ("thing = {}", "{}"),
        ("nothing", None),
    ],
)
def test_an_object_in_a_script_ends_where_its_brace_does(source: str, found: str | None) -> None:
    assert base.object_in_script(source, "new Thing(", "thing =") == found


def test_a_flood_of_blanks_is_no_trouble() -> None:
    flood = ("name" + " " * 50_000) * 20
    assert base.set_in_script(flood, "name") is None


@given(ANYTHING)
def test_no_value_makes_a_tool_fail(value: Any) -> None:
    for tool in (
        base.line,
        base.unescaped,
        base.html,
        base.plain,
        base.number,
        base.flag,
        base.items,
        base.moment,
        base.address,
    ):
        tool(value)
        tool({"a": [value]}, "a", 0)


@pytest.mark.parametrize(
    ("script", "state"),
    [
        ('S = {"a": [1, {"b": "x"}]}; other()', {"a": [1, {"b": "x"}]}),
        ('S = {"a":undefined,"b":"undefined"}', {"a": None, "b": "undefined"}),
        (r'S = "{\"a\": 1}"', {"a": 1}),
        ("S = [1]", {}),
        ('S = {"a": ', {}),
        ("S = " + '{"a":' * 100_000, {}),
        ("T = {}", {}),
    ],
)
def test_what_a_script_is_given_is_read_where_it_is_an_object(script: str, state: dict[str, object]) -> None:
    assert base.state_in_script(f"<script>{script}</script>", re.compile(r"\bS = ")) == state
