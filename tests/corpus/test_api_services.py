"""Real answers of comment APIs, where they are at hand: read whole, with counts taken independently."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tui_reader import engines
from tui_reader.content.document import Document
from tui_reader.engines import services
from tui_reader.engines.services import SERVICES, Service
from tui_reader.errors import ParseError
from tui_reader.models import Page, Thread, ThreadSource

FOLDER = Path(__file__).parents[2] / "../shared/corpus/api"
ANSWERS = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.name != "manifest.json")
ASKED = "https://blog.example/api/answer?page=1"

pytestmark = pytest.mark.skipif(not ANSWERS, reason="no answers of real services here")


def read(name: str, service: str, url: str = ASKED) -> Thread:
    return services.read(Page(url, (FOLDER / name).read_bytes(), requested_url=url), ThreadSource.at(url, service))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, wherever it stands."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)


def remarks(name: str, *fields: str) -> list[dict[str, Any]]:
    """The objects of an answer that have all these fields."""
    return [item for item in objects(json.loads((FOLDER / name).read_text("utf-8"))) if set(fields) <= set(item)]


def test_an_answer_of_a_blogs_own_wordpress_is_read_whole() -> None:
    name = "wordpress/wp-v2-comments-view.json"
    written = remarks(name, "author_name", "content")
    thread = read(name, "wordpress-api")
    assert [comment.id for comment in thread.comments] == [str(item["id"]) for item in written]
    assert [comment.parent_id for comment in thread.comments] == [str(item["parent"]) for item in written]
    assert [comment.author.name for comment in thread.comments if comment.author] == [
        item["author_name"] for item in written
    ]
    assert [comment.html for comment in thread.comments] == [item["content"]["rendered"] for item in written]
    for comment, item in zip(thread.comments, written, strict=True):
        assert comment.published is not None
        assert comment.published.iso() == f"{item['date_gmt']}+00:00"
    assert thread.complete is True


def test_an_answer_of_wordpress_com_is_read_whole() -> None:
    name = "wordpress/wpcom-v1.1-site-comments.json"
    written = remarks(name, "ID", "author", "content")
    thread = read(name, "wordpress.com")
    assert [(comment.id, comment.html) for comment in thread.comments] == [
        (str(item["ID"]), item["content"]) for item in written
    ]
    assert thread.stated_count == len(thread.comments) == 1
    assert thread.complete is True


@pytest.mark.parametrize(
    ("name", "service", "fields", "others"),
    [
        ("lobsters/story-cgqz3p.json", "lobsters", ("short_id", "comment"), 0),
        ("reddit/flatten-0.json", "reddit", ("body_html", "parent_id"), 0),
        ("reddit/load_more-0.json", "reddit", ("body_html", "parent_id"), 0),
        ("reddit/flatten-1.json", "reddit", ("body_html", "parent_id"), 0),
        ("reddit/load_more-1.json", "reddit", ("body_html", "parent_id"), 0),
        # the first is the post
        ("discourse/topic.json", "discourse", ("cooked", "post_number"), 1),
        ("substack/preloads-addyo-workflow.json", "substack", ("body", "ancestor_path"), 0),
        ("substack/preloads-computerenhance-udp.json", "substack", ("body", "ancestor_path"), 0),
        ("substack/preloads-garymarcus-corrupt-llms.json", "substack", ("body", "ancestor_path"), 0),
        ("substack/preloads-slowboring.json", "substack", ("body", "ancestor_path"), 0),
    ],
)
def test_no_comment_of_an_answer_is_lost(name: str, service: str, fields: tuple[str, ...], others: int) -> None:
    assert len(read(name, service).comments) == len(remarks(name, *fields)) - others > 0


@pytest.mark.parametrize("path", sorted(FOLDER.glob("hackernews/*.json")), ids=lambda path: path.stem)
def test_an_item_of_hacker_news_leads_to_all_that_answer_it(path: Path) -> None:
    written = json.loads(path.read_text("utf-8"))
    thread = read(f"hackernews/{path.name}", "hackernews")
    assert len(thread.rest) == len(written.get("kids", ()))
    assert len(thread.comments) == (written["type"] == "comment")
    assert thread.stated_count == written.get("descendants")


def test_comments_marked_up_as_microformats_are_those_that_their_data_name() -> None:
    page = Page("http://blog.example/a", (FOLDER / "mf2/article_with_comments.mf2.html").read_bytes())
    thread = engines.read(Document.from_page(page)).thread
    assert thread is not None
    written = [
        reply
        for item in remarks("mf2/article_with_comments.as.json", "replies")
        for reply in objects(item["replies"]["items"])
        if reply.get("objectType") == "comment"
    ]
    assert [" ".join(comment.html.split()) for comment in thread.comments] == [item["content"] for item in written]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_nobodys_answers_are_taken_for_more_than_they_are(service: Service) -> None:
    for path in ANSWERS:
        try:
            thread = read(str(path.relative_to(FOLDER)), service.name)
        except ParseError:
            continue
        ids = [comment.id for comment in thread.comments]
        assert len(ids) == len(set(ids)), path.name
        assert all(ids), path.name
