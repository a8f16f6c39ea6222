"""Which status a blog's comments answer on Mastodon, and what its server tells of the replies."""

from typing import Any

import pytest

from tests.engines.documents import page
from tests.engines.services.answers import read, source_of
from tui_reader.engines.services.mastodon import SERVICE
from tui_reader.errors import ParseError
from tui_reader.models import Author, ThreadSource

SHOUTED = "mastodon".upper()
ROOT = "110446983926957470"
URL = f"https://social.example/api/v1/statuses/{ROOT}/context"
SOURCE = ThreadSource.at(URL, "mastodon", service="mastodon")
ACCOUNT = {
    "username": "ewe",
    "acct": "ewe@wool.example",
    "display_name": "Ewe :wool:",
    "url": "https://wool.example/@ewe",
}


def reply(number: str, answers: str = ROOT, **more: Any) -> dict[str, Any]:
    told = {
        "id": number,
        "in_reply_to_id": answers,
        "created_at": "2023-05-28T15:20:35.248Z",
        "url": f"https://wool.example/@ewe/{number}",
        "content": f"<p>Words {number}</p>",
        "account": ACCOUNT,
    }
    return told | more


@pytest.mark.parametrize("name", ["mastodon", "mastodon-script", "mastodon-data", "mastodon-link"])
def test_blogs_say_in_many_ways_which_status_has_their_comments(name: str) -> None:
    assert source_of(SERVICE, name) == SOURCE


@pytest.mark.parametrize(
    "html",
    [
        "<div data-toot-id=110446983926957470 data-instance='https://social.example/'></div>",
        "<div class=mastodon-comments data-url='https://social.example/@mara/110446983926957470'></div>",
        "<div class=fediverse-comments data-toot='https://social.example/users/mara/statuses/110446983926957470'></div>",
        f"<script>const {SHOUTED}_HOST = 'social.example', {SHOUTED}_POST_ID = '110446983926957470'</script>",
    ],
)
def test_other_names_for_the_same_are_understood(html: str) -> None:
    assert SERVICE.sources(page(html)) == (SOURCE,)


@pytest.mark.parametrize(
    "html",
    [
        "<a rel=me href='https://social.example/@mara'>Mastodon</a>",
        "<a class=mastodon href='https://social.example/@mara/110446983926957470'>a status</a>",
        "<iframe class=mastodon-embed src='https://social.example/@mara/110446983926957470/embed'></iframe>",
        "<mastodon-comments host='' user='' tootId=''></mastodon-comments>",
        "<mastodon-comments host='localhost' user=a tootId=110446983926957470></mastodon-comments>",
        "<mastodon-comments host='a.example/x?' user=a tootId='1/../2'></mastodon-comments>",
    ],
)
def test_links_and_embedded_statuses_are_no_comments(html: str) -> None:
    assert SERVICE.sources(page(html)) == ()


def test_a_server_of_the_blogs_own_site_is_no_third_party() -> None:
    html = "<mastodon-comments host=social.blog.example user=a tootId=110446983926957470></mastodon-comments>"
    (source,) = SERVICE.sources(page(html))
    assert source.service is None


def test_replies_know_what_they_answer_and_the_status_itself_is_the_blogs() -> None:
    thread = read(SOURCE, {"ancestors": [reply("1")], "descendants": [reply("2"), reply("3", "2")]})
    first, second = thread.comments
    assert (first.id, first.parent_id, second.id, second.parent_id) == ("2", None, "3", "2")
    assert first.author == Author("Ewe", "https://wool.example/@ewe")
    assert (first.html, first.permalink) == ("<p>Words 2</p>", "https://wool.example/@ewe/2")
    assert first.published is not None
    assert first.published.iso() == "2023-05-28T15:20:35+00:00"
    assert thread.complete is True


def test_as_many_as_strangers_are_told_may_not_be_all() -> None:
    thread = read(SOURCE, {"descendants": [reply(str(number)) for number in range(1000, 1060)]})
    assert (len(thread.comments), thread.complete) == (60, None)


def test_warnings_pictures_and_files_belong_to_what_was_said() -> None:
    picture = {"type": "image", "url": "https://files.example/a.png", "description": 'A "lathe"'}
    film = {"type": "video", "url": "https://files.example/a.mp4", "description": None}
    told = reply("2", spoiler_text="Oil & fat", media_attachments=[picture, film])
    (one,) = read(SOURCE, {"descendants": [told]}).comments
    assert one.html == (
        "<p><strong>Oil &amp; fat</strong></p><p>Words 2</p>"
        '<p><img src="https://files.example/a.png" alt="A &quot;lathe&quot;"></p>'
        '<p><a href="https://files.example/a.mp4">https://files.example/a.mp4</a></p>'
    )


def test_a_name_of_nothing_but_pictures_is_the_accounts() -> None:
    told = reply("2", account=ACCOUNT | {"display_name": ":wool::wool:"})
    assert read(SOURCE, {"descendants": [told]}).comments[0].author == Author("ewe", "https://wool.example/@ewe")


@pytest.mark.parametrize("answer", [[], {}, {"descendants": {}}, {"error": "Record not found"}])
def test_anything_else_is_refused(answer: Any) -> None:
    with pytest.raises(ParseError):
        read(SOURCE, answer)
