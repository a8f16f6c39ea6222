"""Whose a place is that holds comments: the blog's own, which is asked, or a third party's, which is not."""

from __future__ import annotations

import pytest

from tui_reader.models import Itinerary, ThreadSource
from tui_reader.reader import completing

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
