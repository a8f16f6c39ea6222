"""What the Discourse service takes out of topics, of some of their posts, and of the box that blogs embed."""

from typing import Any

import pytest

from tests.engines import documents
from tests.engines.services.answers import URL, read, saved, source_of, told
from tui_reader import engines
from tui_reader.engines.services import base
from tui_reader.engines.services.discourse import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, ThreadSource

FORUM = "https://forum.lathes.example"
PLACE = f"{FORUM}/t/how-a-lathe-is-oiled/57"
TOPIC = ThreadSource.at(f"{FORUM}/t/57.json", "discourse")
BOX = f"""
<header class='discourse'><a class="button" href="{PLACE}/2">Continue Discussion</a>
<span class='replies'>14 replies</span></header>
<article class='post' id='post-84'><a title="January 15, 2024 12:30pm" class="post-date" href="{PLACE}/2">Jan 15</a>
<div class='author'><img src='a.png' alt=''></div><div class='cooked'><h3 class='username'>
<a href='{FORUM}/users/ewe'>ewe</a> <span class='title'>old hand</span></h3><p>Sewing machine oil does.</p>
<a data-link-to-post="85" class="post-replies button" href="{PLACE}/3">1 reply</a></div></article>
<article class='post' id='post-85'><a title="January 15, 2024 12:45pm" class="post-date" href="{PLACE}/3">Jan 15</a>
<a class="in-reply-to" data-link-to-post="84" href="{PLACE}/2">ewe</a>
<div class='cooked'><h3 class='username'><a href='{FORUM}/users/mara'>mara</a></h3><p>No smell.</p></div></article>
<footer class="clearfix"><a class="button" href="{PLACE}/3">Continue Discussion</a></footer>
"""


def post(number: int, **more: Any) -> dict[str, Any]:
    written = {
        "id": 80 + number,
        "post_number": number,
        "post_type": 1,
        "username": "ewe",
        "user_id": 2,
        "created_at": "2024-01-15T12:30:05.278Z",
        "cooked": f"<p>Words {number}</p>",
        "topic_slug": "how-a-lathe-is-oiled",
    }
    return written | more


def topic(*posts: Any, **more: Any) -> dict[str, Any]:
    stream = {"posts": [*posts], "stream": more.pop("stream", [one["id"] for one in posts])}
    return {"id": 57, "posts_count": len(stream["stream"]), "closed": False, "post_stream": stream} | more


def test_a_topic_leads_to_itself_whatever_its_markup() -> None:
    for name in ("crawler", "drawn"):
        assert SERVICE.sources(documents.saved("discourse", f"{name}.html", f"{PLACE}?page=2")) == (TOPIC,)
    assert SERVICE.sources(documents.page("<p>Discourse on method", "https://blog.example/t/method/12")) == ()


def test_the_first_post_is_no_comment_and_answers_to_it_stand_at_the_top() -> None:
    owner = post(1, username="mara", user_id=1)
    answer = topic(owner, post(2, reply_to_post_number=1), post(3, reply_to_post_number=2, user_id=1), post(4))
    thread = read(TOPIC, answer)
    assert [(one.id, one.parent_id, one.is_by_post_author) for one in thread.comments] == [
        ("2", None, False),
        ("3", "2", True),
        ("4", None, False),
    ]
    first = thread.comments[0]
    assert (first.author, first.permalink) == (Author("ewe", f"{FORUM}/u/ewe"), f"{PLACE}/2")
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T12:30:05+00:00"
    assert (thread.stated_count, thread.complete, thread.closed, thread.rest) == (3, True, None, ())


def test_a_closed_or_archived_topic_is_closed() -> None:
    assert read(TOPIC, topic(post(1), closed=True)).closed is True
    assert read(TOPIC, topic(post(1), archived=True)).closed is True


def test_what_only_tells_what_was_done_is_no_comment_and_what_was_deleted_keeps_its_place() -> None:
    done, hidden = post(2, post_type=3, cooked=""), post(3, post_type=4)
    said, gone = post(4, post_type=2), post(5, user_deleted=True)
    comments = read(TOPIC, topic(post(1), done, hidden, said, gone)).comments
    assert [(one.id, one.is_deleted) for one in comments] == [("4", False), ("5", True)]


def test_posts_that_are_only_counted_are_asked_for_fifty_at_a_time() -> None:
    thread = read(TOPIC, topic(post(1), post(2), stream=[81, 82, *range(100, 170), 100]))
    assert thread.complete is None
    requests = [source.request.url for source in thread.rest]
    assert [len(request.split("post_ids[]=")) - 1 for request in requests] == [50, 20]
    assert requests[1].startswith(f"{FORUM}/t/57/posts.json?post_ids[]=150&post_ids[]=151")
    more = read(thread.rest[0], {"post_stream": {"posts": [post(7, topic_slug=None)]}, "id": 57})
    assert [(one.id, one.permalink) for one in more.comments] == [("7", f"{FORUM}/t/-/57/7")]
    assert (more.complete, more.rest) == (None, ())


def test_posts_have_the_ids_addresses_and_moments_that_they_have_on_the_page() -> None:
    shown = engines.read(documents.saved("discourse", "drawn.html", PLACE)).thread
    assert shown is not None
    answered = read(TOPIC, topic(*(post(int(one.id)) for one in shown.comments))).comments
    assert [(one.id, one.permalink) for one in answered] == [(one.id, one.permalink) for one in shown.comments]
    assert answered[0].published == shown.comments[0].published


def test_a_blog_leads_to_the_box_of_the_forum_it_embeds_and_says_where_it_comes_from() -> None:
    source = source_of(SERVICE, "discourse")
    assert source.request.url.startswith(f"{FORUM}/embed/comments?")
    assert base.query(source.request.url) == {"embed_url": URL}
    assert source.request.headers == (("Referer", URL),)
    assert (source.reader, source.service) == ("discourse", "discourse")


def test_a_forum_of_the_blogs_own_site_is_no_third_party() -> None:
    assert source_of(SERVICE, "discourse-topic") == ThreadSource.at("https://talk.blog.example/t/57.json", "discourse")


def test_the_box_holds_the_first_replies_and_leads_to_the_topic() -> None:
    source = source_of(SERVICE, "discourse")
    thread = read(source, BOX)
    assert told(thread) == [
        ("2", None, "ewe", "<p>Sewing machine oil does.</p>", "2024-01-15T12:30:00+00:00"),
        ("3", "2", "mara", "<p>No smell.</p>", "2024-01-15T12:45:00+00:00"),
    ]
    assert thread.stated_count == 14
    assert thread.rest == (ThreadSource.at(f"{FORUM}/t/57.json", "discourse", service="discourse"),)
    assert thread.comments[0].permalink == f"{PLACE}/2"


@pytest.mark.parametrize("script", ["DiscourseEmbed = {}", "DiscourseEmbed = { discourseUrl: 'javascript:x' }"])
def test_a_script_without_a_forum_leads_nowhere(script: str) -> None:
    assert SERVICE.sources(documents.page(f"<div id=discourse-comments></div><script>{script}</script>")) == ()


def test_saved_pages_of_blogs_lead_to_one_place_each() -> None:
    assert all(len(SERVICE.sources(saved(name))) == 1 for name in ("discourse", "discourse-topic"))


@pytest.mark.parametrize("answer", [[], {}, {"post_stream": []}, {"errors": ["not found"]}])
def test_anything_else_is_refused(answer: Any) -> None:
    with pytest.raises(ParseError):
        read(TOPIC, answer)
    with pytest.raises(ParseError):
        read(source_of(SERVICE, "discourse"), "<h1>Error</h1>")
