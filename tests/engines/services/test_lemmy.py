"""What the Lemmy service takes out of an instance's pages of comments, and how it reads their Markdown."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.services.lemmy import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, Thread, ThreadSource

PLACE = "https://lathes.example/api/v3/comment/list?post_id=700&type_=All&sort=Old&limit=50&page={}"
FIRST = ThreadSource.at(PLACE.format(1), "lemmy")


def read(told: Any, source: ThreadSource = FIRST) -> Thread:
    return SERVICE.read(Page(source.request.url, json.dumps(told).encode()), source)


def view(number: int, path: str, content: str = "Oil.", **more: Any) -> dict[str, Any]:
    told = {"id": number, "path": path, "content": content, "published": "2024-01-15T12:30:05.120000Z"}
    creator = {"id": 2, "name": "ewe", "display_name": "Ewe & Co", "actor_id": "https://wool.example/u/ewe"}
    return {"comment": told | more, "creator": creator, "post": {"id": 700, "creator_id": 1, "locked": False}}


def body(content: str) -> str:
    return read({"comments": [view(1, "0.1", content)]}).comments[0].html


def test_a_posts_page_leads_to_its_instance() -> None:
    assert SERVICE.sources(saved("lemmy", "post.html", "https://lathes.example/post/700")) == (FIRST,)
    assert SERVICE.sources(saved("lemmy", "front.html", "https://lathes.example/")) == ()
    assert SERVICE.sources(page("<p>A lemmy is a rodent.", "https://lathes.example/post/700")) == ()


def test_a_path_tells_what_a_comment_answers() -> None:
    thread = read({"comments": [view(11, "0.11"), view(12, "0.11.12"), view(13, "0.11.12.13")]})
    assert [(one.id, one.parent_id) for one in thread.comments] == [("11", None), ("12", "11"), ("13", "12")]
    first = thread.comments[0]
    assert first.author == Author("Ewe & Co", "https://wool.example/u/ewe")
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T12:30:05+00:00"
    assert first.permalink == "https://lathes.example/comment/11"
    assert (thread.complete, thread.rest, thread.closed) == (True, (), None)


def test_the_first_versions_named_the_parent_and_no_time_zone() -> None:
    told = view(12, "", published="2022-07-08T09:00:00.120000", parent_id=11)
    (one,) = read({"comments": [told]}).comments
    assert one.parent_id == "11"
    assert one.published is not None
    assert one.published.iso() == "2022-07-08T09:00:00+00:00"


def test_a_full_page_leads_to_the_next_and_a_short_one_is_the_last() -> None:
    full = read({"comments": [view(number, f"0.{number}") for number in range(1, 51)]})
    assert (full.complete, full.rest) == (None, (ThreadSource.at(PLACE.format(2), "lemmy"),))
    last = read({"comments": []}, full.rest[0])
    assert (last.complete, last.comments, last.rest) == (True, (), ())


def test_what_was_taken_away_keeps_its_place_without_words() -> None:
    removed, deleted = view(1, "0.1", "Rude.", removed=True), view(2, "0.1.2", "Rash.", deleted=True)
    assert [(one.is_deleted, one.html) for one in read({"comments": [removed, deleted]}).comments] == [(True, "")] * 2


def test_comments_of_a_locked_post_are_closed() -> None:
    locked = view(1, "0.1") | {"post": {"locked": True}}
    assert read({"comments": [locked]}).closed is True


def test_comments_have_the_ids_addresses_and_moments_that_they_have_on_the_page() -> None:
    shown = engines.read(saved("lemmy", "post.html", "https://lathes.example/post/700")).thread
    assert shown is not None
    told = read({"comments": [view(int(one.id), f"0.{one.id}") for one in shown.comments]}).comments
    assert [(one.id, one.permalink) for one in told] == [(one.id, one.permalink) for one in shown.comments]
    assert told[0].published == shown.comments[0].published


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("One\n\ntwo", "<p>One</p>\n<p>two</p>"),
        ("> said *so*\n> twice\n\nNo.", "<blockquote>\n<p>said <em>so</em>\ntwice</p>\n</blockquote>\n<p>No.</p>"),
        ("- a\n- **b**", "<ul>\n<li>a</li>\n<li><strong>b</strong></li>\n</ul>"),
        ("1. a\n2. ~~b~~", "<ol>\n<li>a</li>\n<li><s>b</s></li>\n</ol>"),
        ("## So\ntext", "<h2>So</h2>\n<p>text</p>"),
        (
            "```py\n1 < 2\n> 3\n```\nend",
            '<pre><code class="language-py">1 &lt; 2\n&gt; 3\n</code></pre>\n<p>end</p>',
        ),
        ("```\nnever closed", "<pre><code>never closed</code></pre>"),
        ("see [it](https://a.example/b_c_d)", '<p>see <a href="https://a.example/b_c_d">it</a></p>'),
        ("https://a.example/_x_.", '<p><a href="https://a.example/_x_">https://a.example/_x_</a>.</p>'),
        ("![a _b_](https://a.example/i.png)", '<p><img src="https://a.example/i.png" alt="a b" /></p>'),
        ("`*a*` snake_case_name 2 * 3 * 4", "<p><code>*a*</code> snake_case_name 2 * 3 * 4</p>"),
        ("line  \nbreak", "<p>line<br />\nbreak</p>"),
        ("<script>x</script> & [a](javascript:x)", "<p>&lt;script&gt;x&lt;/script&gt; &amp; [a](javascript:x)</p>"),
        ("", ""),
    ],
)
def test_markdown_is_read_as_people_write_it(content: str, html: str) -> None:
    assert body(content) == html


def test_a_body_of_any_length_is_kept() -> None:
    assert body("**a " * 10_000).count("**a") == 10_000


@pytest.mark.parametrize("told", [[], {}, {"comments": {}}, {"error": "couldnt_find_post"}])
def test_anything_else_is_refused(told: Any) -> None:
    with pytest.raises(ParseError):
        read(told)
