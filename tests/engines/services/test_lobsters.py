"""What the Lobsters service takes out of answers of 2012 and of today."""

import json
from typing import Any

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.services.lobsters import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, Page, Thread, ThreadSource

SOURCE = ThreadSource.at("https://lobste.rs/s/oil4fl.json", "lobsters")
PLACE = "https://lobste.rs/s/oil4fl/how_lathe_is_oiled"


def read(told: Any) -> Thread:
    return SERVICE.read(Page(SOURCE.request.url, json.dumps(told).encode()), SOURCE)


def comment(short_id: str, **more: Any) -> dict[str, Any]:
    told = {"short_id": short_id, "created_at": "2024-01-15T06:30:05.000-06:00", "comment": f"<p>Words {short_id}</p>"}
    return told | {"url": f"{PLACE}#c_{short_id}", "is_deleted": False, "is_moderated": False} | more


def test_a_storys_page_leads_to_the_story_on_the_same_site() -> None:
    assert SERVICE.sources(saved("lobsters", "story.html", "https://lobste.rs/s/oil4fl")) == (SOURCE,)
    early = saved("lobsters", "early.html", "http://crustaceans.example/s/ask001/which_oil")
    assert [source.request.url for source in SERVICE.sources(early)] == ["http://crustaceans.example/s/ask001.json"]
    assert SERVICE.sources(saved("lobsters", "front.html", "https://lobste.rs/")) == ()
    assert SERVICE.sources(page("<p>Not of this kind.", "https://blog.example/s/oil4fl")) == ()


def test_old_answers_tell_how_deep_a_comment_stands() -> None:
    ewe = {"username": "ewe", "karma": 3}
    told = [comment(name, indent_level=depth, commenting_user=ewe) for name, depth in (("aa11", 1), ("bb22", 2))]
    told += [comment(name, indent_level=depth, commenting_user=ewe) for name, depth in (("cc33", 2), ("dd44", 1))]
    thread = read({"short_id": "oil4fl", "comment_count": 4, "comments": told})
    assert [one.parent_id for one in thread.comments] == [None, "aa11", "aa11", None]
    assert thread.comments[0].author == Author("ewe", "https://lobste.rs/~ewe")
    assert thread.comments[0].published is not None
    assert thread.comments[0].published.iso() == "2024-01-15T06:30:05-06:00"
    assert (thread.stated_count, thread.complete) == (4, True)


def test_answers_of_today_name_what_a_comment_answers() -> None:
    first = comment("aa11", depth=0, parent_comment=None, commenting_user="ewe")
    gone = comment("bb22", depth=1, parent_comment="aa11", commenting_user="kerze", is_deleted=True)
    one, other = read({"comments": [first, gone]}).comments
    assert (one.parent_id, other.parent_id, other.is_deleted) == (None, "aa11", True)
    assert (one.author, one.permalink) == (Author("ewe", "https://lobste.rs/~ewe"), f"{PLACE}#c_aa11")


def test_comments_have_the_ids_and_addresses_that_they_have_on_the_page() -> None:
    shown = engines.read(saved("lobsters", "story.html", "https://lobste.rs/s/oil4fl")).thread
    assert shown is not None
    told = read({"comments": [comment(one.id, depth=0) for one in shown.comments]}).comments
    assert [one.id for one in told] == [one.id for one in shown.comments]
    assert told[0].permalink == shown.comments[0].permalink
    assert told[0].published == shown.comments[0].published


@pytest.mark.parametrize("told", [[], {}, {"comments": {}}, {"error": "not found"}])
def test_anything_else_is_refused(told: Any) -> None:
    with pytest.raises(ParseError):
        read(told)
