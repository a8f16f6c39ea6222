"""Which post a blog's comments answer on Bluesky, and what its API tells of the replies."""

from typing import Any

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import read, source_of
from tui_reader.engines.services import base
from tui_reader.engines.services.bluesky import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author

SOURCE = source_of(SERVICE, "bluesky-at")
DID = "did:plc:mara"


def node(key: str, *replies: Any, did: str = "did:plc:ewe", text: str = "Words", **more: Any) -> dict[str, Any]:
    post = {
        "uri": f"at://{did}/app.bsky.feed.post/{key}",
        "author": {"did": did, "handle": "ewe.example", "displayName": "Ewe & Co"},
        "record": {"text": text, "createdAt": "2023-09-28T12:49:36.735Z", "facets": more.pop("facets", [])},
        "replyCount": more.pop("count", len(replies)),
    }
    return {"post": post | more, "replies": [*replies]}


def thread(*replies: Any, **more: Any) -> dict[str, Any]:
    return {"thread": node("3kaheyt6vpc22", *replies, did=DID, **more)}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("bluesky", "at://mara.example/app.bsky.feed.post/3kaheyt6vpc22"),
        ("bluesky-at", "at://did:plc:mara/app.bsky.feed.post/3kaheyt6vpc22"),
        ("bluesky-script", "at://mara.example/app.bsky.feed.post/3kaheyt6vpc22"),
    ],
)
def test_blogs_say_in_an_element_or_a_script_which_post_has_their_comments(name: str, address: str) -> None:
    source = source_of(SERVICE, name)
    asked = base.query(source.request.url)
    assert source.request.url.startswith("https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?")
    assert asked["uri"] == address
    assert (source.reader, source.service) == ("bluesky", "bluesky")


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote class=bluesky-embed data-bluesky-uri='at://did:plc:a/app.bsky.feed.post/3a'></blockquote>",
        "<a href='https://bsky.app/profile/a.example/post/3a'>a post about bluesky-comments</a>",
        "<bluesky-comments url='https://elsewhere.example/profile/a/post/b'></bluesky-comments>",
        "<bsky-comments></bsky-comments>",
    ],
)
def test_links_and_embedded_posts_are_no_comments(html: str) -> None:
    assert SERVICE.sources(page(html)) == ()


def test_replies_stand_below_what_they_answer_and_the_post_itself_is_the_blogs() -> None:
    told = read(SOURCE, thread(node("a", node("b", did=DID)), node("c")))
    assert [(one.id[-1], one.parent_id and one.parent_id[-1], one.is_by_post_author) for one in told.comments] == [
        ("a", None, False),
        ("b", "a", True),
        ("c", None, False),
    ]
    first = told.comments[0]
    assert first.id == "at://did:plc:ewe/app.bsky.feed.post/a"
    assert first.author == Author("Ewe & Co", "https://bsky.app/profile/ewe.example")
    assert first.permalink == "https://bsky.app/profile/ewe.example/post/a"
    assert first.published is not None
    assert first.published.iso() == "2023-09-28T12:49:36+00:00"
    assert told.complete is True


def test_what_is_blocked_or_gone_is_left_out_and_what_is_cut_is_not_whole() -> None:
    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": "at://did:plc:x/app.bsky.feed.post/x", "notFound": True}
    told = read(SOURCE, thread(gone, node("a", count=3)))
    assert [one.id[-1] for one in told.comments] == ["a"]
    assert told.complete is None


def test_links_are_named_by_their_places_in_bytes() -> None:
    text = "Öl: see lathe.example & me\n\n<b>"
    link = {"index": {"byteStart": 9, "byteEnd": 22}, "features": [{"uri": "https://lathe.example/"}]}
    person = {"index": {"byteStart": 25, "byteEnd": 27}, "features": [{"did": "did:plc:mara"}]}
    wrong = {"index": {"byteStart": 10, "byteEnd": 900}, "features": [{"uri": "https://lathe.example/"}]}
    (one,) = read(SOURCE, thread(node("a", text=text, facets=[person, link, wrong]))).comments
    assert one.html == (
        '<p>Öl: see <a href="https://lathe.example/">lathe.example</a> &amp; '
        '<a href="https://bsky.app/profile/did%3Aplc%3Amara">me</a></p><p>&lt;b&gt;</p>'
    )


def test_pictures_and_cards_belong_to_what_was_said() -> None:
    embed = {
        "images": [{"fullsize": "https://cdn.example/a.jpg", "alt": "A lathe"}],
        "external": {"uri": "https://lathe.example/", "title": "Lathes"},
    }
    (one,) = read(SOURCE, thread(node("a", text="", embed=embed))).comments
    assert one.html == (
        '<p><img src="https://cdn.example/a.jpg" alt="A lathe"></p><p><a href="https://lathe.example/">Lathes</a></p>'
    )


def test_a_long_chain_of_answers_is_read() -> None:
    told = node("n0")
    for number in range(1, 200):
        told = node(f"n{number}", told)
    assert len(read(SOURCE, thread(told)).comments) == 200


@pytest.mark.parametrize("answer", [[], {}, {"thread": {"notFound": True}}, {"error": "NotFound"}])
def test_anything_else_is_refused(answer: Any) -> None:
    with pytest.raises(ParseError):
        read(SOURCE, answer)
