"""Real answers of forums and of networks, where they are at hand: read whole, with counts taken independently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tui_reader.engines import services
from tui_reader.models import Page, Thread, ThreadSource

FOLDER = Path(__file__).parents[2] / "../shared/corpus/api"

pytestmark = pytest.mark.skipif(not (FOLDER / "reddit").exists(), reason="no answers of real services here")


def answer(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def read(name: str, service: str, url: str) -> Thread:
    return services.read(Page(url, (FOLDER / name).read_bytes(), requested_url=url), ThreadSource.at(url, service))


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a JSON value, wherever it stands."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, dict):
            yield inner
            waiting.extend(inner.values())
        elif isinstance(inner, list):
            waiting.extend(inner)


def is_sound(thread: Thread) -> bool:
    ids = [comment.id for comment in thread.comments]
    return len(ids) == len(set(ids)) and all(comment.published and comment.html for comment in thread.comments)


@pytest.mark.parametrize("name", ["load_more-0", "load_more-1", "flatten-0", "flatten-1"])
def test_answers_of_reddit_are_read_whole(name: str) -> None:
    written = answer(f"reddit/{name}.json")
    posts = {item["data"]["id"]: item["data"] for item in objects(written) if item.get("kind") == "t1"}
    more = [item["data"] for item in objects(written) if item.get("kind") == "more"]
    link = next(iter(posts.values()))["link_id"]
    is_listing = isinstance(written, list)
    url = f"https://www.reddit.com/comments/{link[3:]}.json?limit=500&raw_json=1"
    thread = read(
        f"reddit/{name}.json", "reddit", url if is_listing else f"https://www.reddit.com/api/x?link_id={link}"
    )
    assert is_sound(thread)
    assert {comment.id for comment in thread.comments} == set(posts)
    for comment in thread.comments:
        told = posts[comment.id]
        assert comment.author is not None
        assert comment.author.name == told["author"]
        assert comment.parent_id == (told["parent_id"][3:] if told["parent_id"].startswith("t1_") else None)
        assert comment.published is not None
        assert comment.published.timestamp() == told["created_utc"]
        assert not comment.html.startswith("&lt;")
        assert comment.is_deleted == (told["body"] in {"[removed]", "[deleted]"})
    counted = {child for data in more for child in data["children"]}
    asked = " ".join(source.request.url for source in thread.rest)
    named = {child for part in re.findall(r"children=([\w,]+)", asked) for child in part.split(",")}
    assert named == counted or len(thread.rest) == 50
    assert thread.complete is None
    if is_listing:
        assert thread.stated_count == written[0]["data"]["children"][0]["data"]["num_comments"]
        assert thread.closed is True


def test_a_storys_answer_of_lobsters_is_read_whole() -> None:
    written = answer("lobsters/story-cgqz3p.json")
    thread = read("lobsters/story-cgqz3p.json", "lobsters", "https://lobste.rs/s/cgqz3p.json")
    assert is_sound(thread)
    assert [comment.id for comment in thread.comments] == [item["short_id"] for item in written["comments"]]
    assert thread.stated_count == written["comment_count"] == len(thread.comments)
    depths: dict[str, int] = {}
    for comment, item in zip(thread.comments, written["comments"], strict=True):
        depths[comment.id] = depths[comment.parent_id] + 1 if comment.parent_id else 1
        assert depths[comment.id] == item["indent_level"]
        assert comment.author is not None
        assert comment.author.name == item["commenting_user"]["username"]
        assert comment.permalink == item["url"]
    assert thread.complete is True


@pytest.mark.parametrize("name", ["topic", "topic_posts"])
def test_answers_of_discourse_are_read_whole(name: str) -> None:
    written = answer(f"discourse/{name}.json")
    posts = [post for post in written["post_stream"]["posts"] if post["post_number"] != 1]
    thread = read(f"discourse/{name}.json", "discourse", "https://forum.example/t/57.json")
    assert is_sound(thread)
    assert [comment.id for comment in thread.comments] == [str(post["post_number"]) for post in posts]
    for comment, post in zip(thread.comments, posts, strict=True):
        assert comment.html == post["cooked"]
        assert comment.author is not None
        assert comment.author.name == post["username"]
        assert comment.permalink == f"https://forum.example/t/{post['topic_slug']}/57/{post['post_number']}"
    if "posts_count" in written:
        assert thread.stated_count == written["posts_count"] - 1
        assert thread.complete is True


@pytest.mark.parametrize("name", ["context-halcy", "context-test"])
def test_answers_of_mastodon_are_read_whole(name: str) -> None:
    written = answer(f"mastodon/{name}.json")
    url = "https://social.example/api/v1/statuses/110446983926957470/context"
    thread = read(f"mastodon/{name}.json", "mastodon", url)
    assert is_sound(thread)
    assert [comment.id for comment in thread.comments] == [status["id"] for status in written["descendants"]]
    for comment, status in zip(thread.comments, written["descendants"], strict=True):
        assert comment.html == status["content"]
        assert comment.author is not None
        assert comment.author.url == status["account"]["url"]
    assert thread.complete is True


def test_an_answer_of_bluesky_is_read_whole() -> None:
    written = answer("bluesky/getPostThread.json")
    replies = [node for node in objects(written["thread"]["replies"]) if "record" in node.get("post", {})]
    thread = read("bluesky/getPostThread.json", "bluesky", "https://public.api.bsky.app/xrpc/x")
    assert is_sound(thread)
    assert len(thread.comments) == len(replies)
    assert thread.complete is True


@pytest.mark.parametrize("path", sorted((FOLDER / "hackernews").glob("*.json")), ids=lambda path: path.stem)
def test_items_of_hacker_news_are_read_whole(path: Path) -> None:
    written = answer(f"hackernews/{path.name}")
    url = f"https://hacker-news.firebaseio.com/v0/item/{written['id']}.json#500"
    thread = read(f"hackernews/{path.name}", "hackernews", url)
    assert is_sound(thread)
    assert [re.findall(r"/item/(\d+)\.json", source.request.url)[0] for source in thread.rest] == [
        str(number) for number in written.get("kids", [])
    ]
    if written["type"] == "comment":
        (comment,) = thread.comments
        assert (comment.id, comment.parent_id) == (str(written["id"]), str(written["parent"]))
        assert (comment.html, comment.author and comment.author.name) == (written["text"], written["by"])
        assert comment.published is not None
        assert comment.published.timestamp() == written["time"]
    else:
        assert thread.comments == ()
        assert thread.stated_count == written["descendants"]
