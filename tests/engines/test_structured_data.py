"""What a page's JSON-LD says about its post and the comments on it."""

import json
from typing import Any

import pytest

from tests.engines.documents import page
from tui_reader.content.document import Document
from tui_reader.engines import structured_data
from tui_reader.engines.shape.generic import ENGINE


def data(*items: dict[str, Any]) -> Document:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)
    return page(f"<title>The ferry</title>{scripts}<h1>The ferry</h1><p>It went at nine.</p>")


def said(name: str | None, text: str, number: int, **more: Any) -> dict[str, Any]:
    return {
        "@type": "Comment",
        "text": text,
        "author": {"@type": "Person", "name": name},
        "datePublished": "2021-03-04T10:00:00Z",
        "url": f"https://blog.example/2008/09/a-post.html#comment-{number}",
        **more,
    }


def test_comments_in_the_data_are_the_thread_where_none_is_shown() -> None:
    inner = said("Bo", "Nine sharp?", 2)
    document = data(
        {"@type": "BlogPosting", "commentCount": 2, "comment": [said("Ann", "It did.", 1, comment=[inner])]}
    )
    thread = ENGINE.thread(document, None)
    assert thread is not None
    told = [(each.id, each.parent_id, each.author and each.author.name, each.html) for each in thread.comments]
    assert told == [("1", None, "Ann", "<p>It did.</p>"), ("2", "1", "Bo", "<p>Nine sharp?</p>")]
    assert thread.stated_count == 2


def test_an_answer_may_name_what_it_answers() -> None:
    parent = {"@type": "Comment", "@id": "https://blog.example/2008/09/a-post.html#comment-1"}
    document = data({"@type": "Article", "comment": [said("Ann", "A", 1), said("Bo", "B", 2, parentItem=parent)]})
    assert [comment.parent_id for comment in structured_data.comments(document)] == [None, "1"]


def test_answers_count_on_a_page_of_questions_and_not_among_a_posts_own() -> None:
    answer = {"@type": "Answer", "text": "At nine.", "author": {"name": "Ann"}}
    question = {"@type": "Question", "name": "When?", "acceptedAnswer": answer}
    assert len(structured_data.comments(data({"@type": "QAPage", "mainEntity": question}))) == 1
    assert structured_data.comments(data({"@type": "FAQPage", "mainEntity": [question]})) == ()


@pytest.mark.parametrize(
    "comment",
    [
        {"@type": "Comment", "text": "Nobody said it."},
        {"@type": "Review", "text": "x", "author": "A"},
        "text",
        None,
        [[]],
    ],
)
def test_what_nobody_signed_and_what_is_no_comment_is_none(comment: object) -> None:
    assert structured_data.comments(data({"@type": "Article", "comment": comment})) == ()


def test_broken_data_counts_as_absent() -> None:
    document = page("<script type='application/ld+json'>{\"@type\": </script><p>x</p>")
    assert structured_data.comments(document) == ()
    assert structured_data.article(document) is None
