"""Real answers of blog software's own APIs, where they are at hand: each is read whole, counted another way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tui_reader.engines import services
from tui_reader.models import Page, Thread, ThreadSource

ANSWERS = sorted((Path(__file__).parents[2] / "../shared/corpus/api/substack").glob("*.json"))

pytestmark = pytest.mark.skipif(not ANSWERS, reason="no saved answers here")


def remarks(value: Any) -> Iterator[dict[str, Any]]:
    """Every object anywhere in an answer that has a body and says what it stands under."""
    if isinstance(value, dict):
        if {"id", "body", "ancestor_path"} <= set(value):
            yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from remarks(inner)


def read(path: Path) -> Thread:
    told = json.loads(path.read_text("utf-8"))
    number = told["post"]["id"] if "post" in told else None
    url = "https://blog.example/api/v1/reader/comment/1"
    if number is not None:
        url = f"https://blog.example/api/v1/post/{number}/comments?all_comments=true#a-post"
    return services.read(Page(url, path.read_bytes()), ThreadSource.at(url, "substack"))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_every_remark_of_an_answer_is_read_with_its_words_its_author_and_its_date(path: Path) -> None:
    told = {str(remark["id"]): remark for remark in remarks(json.loads(path.read_text("utf-8")))}
    thread = read(path)
    assert {comment.id for comment in thread.comments} == set(told)
    assert len(thread.comments) == len(told) > 0
    for comment in thread.comments:
        remark = told[comment.id]
        assert comment.author is not None
        assert comment.author.name == " ".join(remark["name"].split())
        assert comment.published is not None
        assert comment.published.iso()[:19] == remark["date"][:19]
        assert comment.parent_id == (remark["ancestor_path"].split(".")[-1] or None)
        assert comment.is_deleted is bool(remark.get("deleted"))
        assert [word for word in remark["body"].split() if word.isalpha() and word not in comment.html] == []


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_an_answer_that_holds_only_the_first_remarks_does_not_pass_for_the_whole(path: Path) -> None:
    told = json.loads(path.read_text("utf-8"))
    is_part = told.get("post", {}).get("comment_count", 0) > len(list(remarks(told))) or "item" in told
    assert read(path).complete is (None if is_part else True)
