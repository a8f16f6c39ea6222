"""LiveJournal's threads, as its own script gets them."""

from typing import Any

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import read
from tui_reader.engines.services import livejournal
from tui_reader.errors import ParseError
from tui_reader.models import Author, ThreadSource

URL = "https://sluis-wacht.livejournal.com/77.html"
PLACE = "https://sluis-wacht.livejournal.com/sluis-wacht/__rpc_get_thread"
HTML = f"<link rel=canonical href='{URL}'><div class=b-grove></div>"
(SOURCE,) = livejournal.SERVICE.sources(page(HTML, URL))


def item(number: int, parent: int = 0, **more: Any) -> dict[str, Any]:
    """A comment as the site tells it."""
    told = {"dtalkid": number, "parent": parent, "uname": "kees", "dname": "Kees", "poster": "sluis_wacht", "loaded": 1}
    return told | {"article": f"n{number}", "ctime_ts": 1577880000, "deleted": 0, "shown": 1} | more


def query(source: ThreadSource) -> str:
    return source.request.url.removeprefix(f"{PLACE}?")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (URL, f"{PLACE}?journal=sluis_wacht&itemid=77&expand_all=1&page=1&_=0"),
        (
            "https://users.livejournal.com/_kees/78.html",
            "https://users.livejournal.com/_kees/__rpc_get_thread?journal=_kees&itemid=78&expand_all=1&page=1&_=0",
        ),
    ],
)
def test_a_posts_address_names_its_thread(address: str, place: str) -> None:
    assert livejournal.SERVICE.sources(page("<p>Lock gates", address)) == (ThreadSource.at(place, "livejournal"),)
    assert livejournal.SERVICE.sources(page("<p>", "https://www.livejournal.com/77.html")) == ()


def test_a_whole_thread_in_one_answer() -> None:
    owner = item(2, 1, uname="sluis_wacht", subject="Sides", thread_url=f"{URL}?thread=2#t2")
    thread = read(SOURCE, {"replycount": 2, "comments": [item(1), owner, item(3, 1, deleted=1)]})
    first, answer, gone = thread.comments
    assert (first.id, first.author, first.html, first.parent_id) == ("1", Author("Kees"), "n1", None)
    assert first.published is not None
    assert first.published.iso() == "2020-01-01T12:00:00+00:00"
    assert (answer.html, answer.is_by_post_author) == ("<p><strong>Sides</strong></p>\nn2", True)
    assert (answer.parent_id, answer.permalink) == ("1", f"{URL}?thread=2#t2")
    assert (gone.is_deleted, gone.html) == (True, "")
    assert (thread.stated_count, thread.complete, thread.rest) == (2, True, ())


def test_pages_are_asked_for_until_the_total_is_had() -> None:
    first = read(SOURCE, {"replycount": 3, "comments": [item(1), item(2)]})
    assert first.complete is None
    (following,) = first.rest
    assert query(following) == "journal=sluis_wacht&itemid=77&expand_all=1&page=2&_=2"
    last = read(following, {"replycount": 3, "comments": [item(3)]})
    assert (last.complete, last.rest) == (True, ())
    assert read(following, {"replycount": 9, "comments": []}).rest == ()


def test_folded_branches_are_asked_for_from_their_top_and_what_answers_them_moves_up() -> None:
    folded = [item(2, 1, loaded=0, article=""), item(3, 2, loaded=0, article="")]
    thread = read(SOURCE, {"replycount": 4, "comments": [item(1), *folded, item(4, 3)]})
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("1", None), ("4", "1")]
    branch, following = thread.rest
    assert query(branch) == "journal=sluis_wacht&itemid=77&expand_all=1&thread=2"
    assert "page=2" in query(following)
    unfolded = read(branch, {"replycount": 4, "comments": [item(2, 1), item(3, 2)]})
    assert [(comment.id, comment.parent_id) for comment in unfolded.comments] == [("2", "1"), ("3", "2")]
    assert (unfolded.complete, unfolded.rest, unfolded.stated_count) == (None, (), None)


def test_an_answer_without_comments_is_none_of_this_kind() -> None:
    with pytest.raises(ParseError):
        read(SOURCE, {"error": "no such entry"})
