"""Whose a place is that holds comments: the blog's own, which is asked, or a third party's, which is not."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests import conversations
from tests.reader.conftest import Clock
from tui_reader.fetch import local_transport
from tui_reader.models import Itinerary, Request, Thread, ThreadSource
from tui_reader.reader import Reader, completing, open_sources

HOME = "https://kettle.example/lid/"
HOSTED = "https://public-api.wordpress.com/rest/v1.1/sites/7/posts/9/replies/?page=1"


@pytest.mark.parametrize(
    ("url", "reader", "service", "owner"),
    [
        ("https://kettle.example/lid/2/", "page", None, None),
        ("https://www.kettle.example/wp-json/wp/v2/comments?post=7", "wordpress-api", None, None),
        ("https://api.kettle.example/comments", "wordpress-api", None, None),
        # what a page calls its own is not where another host answers
        ("https://tracker.example/wp-json/wp/v2/comments?post=7", "wordpress-api", None, "tracker.example"),
        ("https://tracker.example/lid/2/", "page", None, "tracker.example"),
        ("https://tracker.example/comments", "feed", None, "tracker.example"),
        ("https://notkettle.example/", "isso", None, "notkettle.example"),
        # whom the user allowed is who is asked
        ("https://talk.example/?uri=lid", "isso", "talk.example", "talk.example"),
        ("https://tracker.example/?uri=lid", "isso", "talk.example", "tracker.example"),
        ("https://disqus.com/embed/comments/", "disqus", "disqus", "disqus"),
        (HOSTED, "wordpress.com", None, None),
        (HOSTED, "wordpress-api", None, "public-api.wordpress.com"),
        ("https://wordpress.com.tracker.example/", "wordpress.com", None, "wordpress.com.tracker.example"),
    ],
)
def test_a_place_is_the_blogs_own_at_its_own_host_alone(
    url: str, reader: str, service: str | None, owner: str | None
) -> None:
    place = ThreadSource.at(url, reader, service=service)
    assert completing.party(place, HOME) == owner
    assert completing.may_ask(HOME, ())(place) is (owner is None)
    assert completing.may_ask(HOME, {owner or ""})(place)
    assert completing.services(Itinerary((place,), home=HOME), ()) == ((owner,) if owner else ())


def test_of_a_post_without_an_address_nothing_is_its_own() -> None:
    assert completing.party(ThreadSource.at(HOME), None) == "kettle.example"


def test_third_parties_hear_of_no_password_in_the_posts_address() -> None:
    url = "https://ada:se%40cret@kettle.example/lid/"
    own = ThreadSource.at(f"{url}comment-page-2/")
    asked = Request(
        f"https://talk.example/?{urlencode({'url': url})}", (("Referer", url),), json.dumps({"url": url}).encode()
    )
    thread = Thread("wordpress", rest=(own, ThreadSource(asked, "isso", "talk.example")))
    page, question = completing.begin(thread, url, page_url=url).rest
    assert page == own
    plain = "https://kettle.example/lid/"
    assert question.request == Request(
        f"https://talk.example/?{urlencode({'url': plain})}", (("Referer", plain),), json.dumps({"url": plain}).encode()
    )


async def test_nor_do_those_whom_only_a_further_page_of_comments_names(tmp_path: Path, clock: Clock) -> None:
    home = "https://ada:secret@kettle.example"
    named = '<link rel="webmention" href="https://webmention.io/kettle/webmention">'
    pages = {**conversations.feed("/lid/"), **conversations.wordpress(32)}
    blog = {
        f"{home}{path}": (kind, text.replace("%(base)s", home).replace("</head>", f"{named}</head>").encode())
        for path, (kind, text) in pages.items()
    }
    sources = open_sources(now=clock, cache_dir=None, transport=local_transport(blog))
    async with Reader(tmp_path, sources, now=clock) as reader:
        await reader.feeds.subscribe(await reader.feeds.preview(f"{home}/conversations/"))
        thread = await reader.threads.fetch(1)
        assert len(thread.comments) == 20
        assert thread.services == ("webmention.io",)
        asked = [place.request.url for place in thread.itinerary.rest if place.service]
        assert len(asked) > 1
        assert not any("secret" in url for url in asked)
