"""What the Substack engine reads: the printed page and the data of its script, in both of its markups."""

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.services import substack as service
from tui_reader.engines.software.substack import ENGINE
from tui_reader.models import Author, Link

TABLE = saved("substack", "table.html", "https://www.smallkitchens.example/p/why-the-kettle-sings")
FLEX = saved("substack", "flex.html", "https://bells.substack.com/p/the-second-bell")
ARCHIVE = saved("substack", "archive.html", "https://bells.substack.com/archive")


def test_a_page_on_a_domain_of_its_own_is_known_by_its_data() -> None:
    assert (evidence := ENGINE.recognise(TABLE)) is not None
    assert evidence.confidence > 0.9
    assert ENGINE.recognise(page("<script>window.other = {}</script><p>a")) is None
    assert ENGINE.recognise(page("<script>window._preloads = {broken</script><p>a")) is None


def test_the_post_leaves_subscription_forms_out() -> None:
    post = ENGINE.post(TABLE)
    assert post is not None
    assert post.title == "Why the kettle sings"
    assert post.author == Author("Olga Brandt and Piet Maas")
    assert post.html is not None
    assert "two plates" in post.html
    assert "Type your email" not in post.html
    assert post.comment_count == 5
    later = ENGINE.post(FLEX)
    assert later is not None
    assert later.author == Author("Ines Couto", "https://substack.com/@inescouto")
    assert later.tags == ("Towers",)
    assert "Subscribe now" not in (later.html or "")


def test_three_authors_are_named_as_the_page_prints_them() -> None:
    names = ",".join(f'{{"name": "{name}"}}' for name in ("A", "B", "C"))
    document = page(f'<script>window._preloads = {{"post": {{"id": 1, "publishedBylines": [{names}]}}}}</script><p>a')
    post = ENGINE.post(document)
    assert post is not None
    assert post.author == Author("A, B, and C")


def test_neighbours_are_named_by_the_data_alone() -> None:
    found = ENGINE.neighbours(FLEX)
    assert found is not None
    assert found.previous == Link("https://bells.substack.com/p/rope-and-hand")
    assert found.next == Link("https://bells.substack.com/p/the-third-bell")
    assert found.index == Link("https://bells.substack.com/archive")


def test_comments_have_the_pages_text_and_the_datas_dates() -> None:
    thread = ENGINE.thread(FLEX, None)
    assert thread is not None
    first, second, answer = thread.comments
    assert first.author == Author("Rui Pinto", "https://substack.com/@ruipinto")
    assert first.published is not None
    assert first.published.iso() == "2025-12-14T19:40:01+00:00"
    assert "<em>three</em>" in first.html
    assert "Expand" not in first.html
    assert second.author is not None
    assert second.author.name == "Lena"
    assert answer.parent_id == second.id


def test_what_only_the_data_hold_is_there_too_and_what_was_deleted_keeps_its_place() -> None:
    thread = ENGINE.thread(TABLE, None)
    assert thread is not None
    _, deleted, answer = thread.comments
    assert deleted.is_deleted
    assert (deleted.html, deleted.author) == ("", None)
    assert answer.parent_id == deleted.id
    assert answer.is_by_post_author
    assert answer.permalink == "https://www.smallkitchens.example/p/why-the-kettle-sings/comment/7100003"


def test_nobody_may_write_is_closed_and_everybody_is_open() -> None:
    told = '<script>window._preloads = {{"post": {{"id": 1, "write_comment_permissions": "{}"}}}}</script><p>a'
    states = {}
    for permission in ("none", "everyone", "only_paid"):
        thread = ENGINE.thread(page(told.format(permission)), None)
        states[permission] = thread.closed if thread else "no thread"
    assert states == {"none": True, "everyone": False, "only_paid": None}


def test_the_archive_lists_each_post_once_the_newest_first() -> None:
    assert ENGINE.post(ARCHIVE) is None
    rows = ENGINE.posts(ARCHIVE)
    assert rows is not None
    assert [row.title for row in rows] == ["The third bell", "The second bell"]
    assert [row.summary for row in rows] == ["And then silence", "A tower counts twice"]


def test_the_number_is_found_in_an_address_and_in_an_element() -> None:
    assert ENGINE.comment_id("https://bells.substack.com/p/the-second-bell/comment/187000001?s=r") == "187000001"
    assert ENGINE.comment_id("comment-187000001-reply") == "187000001"
    assert ENGINE.comment_id("https://bells.substack.com/p/7") is None


def test_the_rest_is_asked_of_the_publication() -> None:
    reading = engines.read(TABLE, engines=(ENGINE,))
    assert reading.thread is not None
    assert not reading.thread.complete
    sources = service.SERVICE.sources(TABLE)
    assert sources[0].request.url.startswith("https://www.smallkitchens.example/api/v1/post/61200001/comments?")
    assert sources[0].service is None
    assert service.SERVICE.sources(ARCHIVE) == ()
