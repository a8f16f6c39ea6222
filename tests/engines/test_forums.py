"""Topics of forum software: what was said first is the post, the answers are its comments."""

import re

import pytest

from tests.engines.documents import FIXTURES, page
from tui_reader.content import blocks
from tui_reader.content.document import Document
from tui_reader.engines.software.forums import ENGINE

URL = "https://forum.example/topic/7"
FIRST = ("Ann", "2012-05-01", "Who saw the ferry?")
SECOND = ("Bo", "2012-05-02", "It went at nine.")


def message(template: str, number: int, said: tuple[str, str, str]) -> str:
    name, date, text = said
    day = int(date[-2:])
    values = {"#": str(number), "NAME": name, "ISO": f"{date}T10:00:00Z", "DAY": f"May {day}, 2012", "TEXT": text}
    for word, value in values.items():
        template = template.replace(f"[{word}]", value)
    return template


SOFTWARE = {path.stem: path.read_text("utf-8") for path in sorted((FIXTURES / "forum" / "messages").glob("*.html"))}


def topic(software: str, url: str = URL, extra: str = "") -> Document:
    said = "".join(message(SOFTWARE[software], number, each) for number, each in ((101, FIRST), (102, SECOND)))
    return page(f"<title>The ferry</title><h1>The ferry</h1><ol>{said}</ol>{extra}", url)


def words(html: str | None) -> str:
    return " ".join(blocks.plain(blocks.make(html or "")).split())


@pytest.mark.parametrize("software", SOFTWARE)
def test_a_topic_is_its_first_message_and_the_answers(software: str) -> None:
    document = topic(software)
    evidence = ENGINE.recognise(document)
    assert evidence is not None
    assert re.sub(r"\W+", "-", evidence.reason.lower()).strip("-") == f"a-topic-of-{software}"
    post, thread = ENGINE.post(document), ENGINE.thread(document, None)
    assert post is not None
    assert post.author is not None
    assert post.published is not None
    assert (post.author.name, post.published.iso()[:10], words(post.html)) == FIRST
    assert thread is not None
    (answer,) = thread.comments
    assert answer.author is not None
    assert answer.published is not None
    assert (answer.id, answer.author.name, answer.published.iso()[:10], words(answer.html)) == ("102", *SECOND)


def test_on_a_later_page_everything_answers_and_nothing_is_the_post() -> None:
    document = topic("phpbb-3", "https://forum.example/viewtopic.php?t=7&start=10")
    post, thread = ENGINE.post(document), ENGINE.thread(document, None)
    assert post is not None
    assert post.html == ""
    assert thread is not None
    assert [comment.id for comment in thread.comments] == ["101", "102"]


def test_the_other_pages_of_a_topic_are_named_by_number_or_by_what_stands_before_them() -> None:
    pager = "<div class=pagination><a href='?t=7&start=10'>2</a><a href='?t=7&start=40'>5</a></div>"
    thread = ENGINE.thread(topic("phpbb-3", "https://forum.example/viewtopic.php?t=7", pager), None)
    assert thread is not None
    starts = [source.request.url.rpartition("=")[2] for source in thread.rest]
    assert starts == ["10", "20", "30", "40"]
    pager = "<nav class=pageNav><a href='/threads/x.7/page-2'>2</a><a href='/threads/x.7/page-4'>4</a></nav>"
    thread = ENGINE.thread(topic("xenforo-2", "https://forum.example/threads/x.7/page-3", pager), None)
    assert thread is not None
    assert [source.request.url[-1] for source in thread.rest] == ["1", "2", "4"]


def test_a_locked_topic_is_closed_and_one_with_a_form_is_open() -> None:
    locked = "<dl><dd class='blockStatus-message--locked'>Not open for further replies.</dd></dl>"
    thread = ENGINE.thread(topic("xenforo-2", extra=locked), None)
    assert thread is not None
    assert (thread.closed, thread.closed_notice) == (True, "Not open for further replies.")
    thread = ENGINE.thread(topic("xenforo-2", extra="<form class=js-quickReply><textarea></textarea></form>"), None)
    assert thread is not None
    assert thread.closed is False


@pytest.mark.parametrize(
    "html",
    [
        "<div class=post id=p1><h2><a href=/1>One</a></h2><div class=content>Much.</div></div>",
        "<article class=message>Hello</article><li class=postbit>x</li>",
    ],
)
def test_no_other_page_is_a_topic(html: str) -> None:
    document = page(f"<h1>T</h1>{html}")
    assert ENGINE.recognise(document) is None
    assert ENGINE.post(document) is None
    assert ENGINE.thread(document, None) is None


@pytest.mark.parametrize(
    "address", ["/t/7#post-102", "/viewtopic.php?p=102#p102", "?topic=7.0#msg102", "elComment_102"]
)
def test_a_message_is_named_alike_by_its_addresses(address: str) -> None:
    assert ENGINE.comment_id(address) == "102"
