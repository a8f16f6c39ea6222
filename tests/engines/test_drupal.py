"""What the Drupal engine reads: versions 7 to 11, a restyled site, and what answers what in indented boxes."""

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.drupal import ENGINE
from tui_reader.models import Author, Link

SEVEN = saved("drupal", "seven.html", "http://workbench.example/mending-a-sieve")
OLIVERO = saved("drupal", "olivero.html", "https://werkbank.example/der-schuppen")
RESTYLED = saved("drupal", "restyled.html", "https://garden.example/pots-by-the-door")
FRONT = saved("drupal", "front.html", "http://workbench.example/")


def test_a_page_is_known_by_its_generator_or_its_nodes() -> None:
    for document in (SEVEN, OLIVERO, RESTYLED, FRONT):
        assert ENGINE.recognise(document) is not None
    assert ENGINE.recognise(page("<article data-history-node-id=3>a</article>")) is not None
    assert ENGINE.recognise(page("<div class=comment>a</div>")) is None


def test_the_post_is_signed_and_dated_in_its_own_line() -> None:
    seven, olivero = ENGINE.post(SEVEN), ENGINE.post(OLIVERO)
    assert seven is not None
    assert olivero is not None
    assert seven.author == Author("Hanna Ost")
    assert seven.published is not None
    assert seven.published.iso() == "2012-03-04T10:00:00+00:00"
    assert seven.tags == ("kitchen",)
    assert olivero.author == Author("Jule Brand")
    assert olivero.published is not None
    assert olivero.published.iso() == "2023-10-01T12:00:00+02:00"


def test_a_page_put_together_of_many_bodies_names_none_of_them() -> None:
    body = "<div class='field--name-body'>{}</div>"
    two = page(f"<article class=node--view-mode-full><h1 class=page-title>T</h1>{body * 2}</article>")
    post = ENGINE.post(two)
    assert post is not None
    assert post.html is None


def test_an_indented_box_answers_the_comment_before_it() -> None:
    thread = ENGINE.thread(SEVEN, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("501", None),
        ("502", "501"),
        ("504", "502"),
        ("503", "501"),
        ("505", None),
    ]
    assert thread.comments[0].author == Author("Otto")
    assert thread.comments[0].permalink == "http://workbench.example/mending-a-sieve#comment-501"
    assert thread.comments[1].is_by_post_author


def test_the_name_in_the_hidden_line_about_the_parent_is_not_the_authors() -> None:
    thread = ENGINE.thread(OLIVERO, None)
    assert thread is not None
    assert [comment.author.name for comment in thread.comments if comment.author] == ["Rolf", "Jule Brand", "Else"]
    assert thread.comments[1].parent_id == "11"
    assert thread.stated_count == 3
    assert thread.closed_notice == "Die Kommentare zu diesem Beitrag sind geschlossen."


def test_names_without_tags_and_numbers_without_ids() -> None:
    thread = ENGINE.thread(RESTYLED, None)
    assert thread is not None
    assert [(comment.id, comment.author and comment.author.name) for comment in thread.comments] == [
        ("880", "Ada Pell"),
        ("871", "Ben"),
    ]


def test_comments_of_unknown_markup_are_left_to_be_read_by_shape() -> None:
    strange = "<section id=comments><div class=comment id=comment-4><p>Words.</p><b class=who>Ida</b></div></section>"
    thread = ENGINE.thread(page(strange), None)
    assert thread is not None
    assert thread.comments == ()


@pytest.mark.parametrize(
    ("asked", "others"),
    [("", ["1", "2"]), ("?page=1", ["0", "2"]), ("?page=2", ["0", "1"])],
)
def test_the_pager_counts_from_nought_and_names_no_neighbours(asked: str, others: list[str]) -> None:
    document = saved("drupal", "seven.html", f"http://workbench.example/mending-a-sieve{asked}")
    thread = ENGINE.thread(document, None)
    assert thread is not None
    assert [source.request.url.rpartition("=")[2] for source in thread.rest] == others
    reading = engines.read(document, engines=(ENGINE,))
    assert reading.neighbours.next == Link("http://workbench.example/six-stitches", "Six stitches")


def test_of_several_pagers_the_comments_is_the_last_number() -> None:
    html = "<section id=comments></section><ul class=pager><li><a href='?page=0%2C3'>last</a></li></ul>"
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    assert [source.request.url.partition("page=")[2] for source in thread.rest] == ["0%2C1", "0%2C2", "0%2C3"]


def test_teasers_are_a_list_and_a_node_is_none() -> None:
    assert ENGINE.posts(SEVEN) is None
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [row.title for row in rows] == ["Six stitches", "Mending a sieve"]
    assert rows[0].published is not None


def test_version_six_signs_in_a_sentence_and_numbers_by_an_anchor() -> None:
    comment = (
        "<a id='comment-{0}'></a><div class='comment odd clear-block'><h3><a href='/node/9#comment-{0}'>Title</a></h3>"
        "<div class=submitted>Submitted by {1} on Mon, 02/01/2010 - 10:0{0}.</div>"
        "<div class=content><p>Words.</p></div></div>"
    )
    first, second = comment.format(1, "Ida (not verified)"), comment.format(2, "<a href='/user/3'>Jon Bo</a>")
    thread = ENGINE.thread(page(f"<div id=comments>{first}<div class=indented>{second}</div></div>"), None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("1", None), ("2", "1")]
    assert [comment.author.name for comment in thread.comments if comment.author] == ["Ida", "Jon Bo"]
    assert thread.comments[0].published is not None
    assert thread.comments[0].published.iso() == "2010-02-01T10:01:00"
    assert thread.comments[0].html == "<p>Words.</p>"


def test_a_date_behind_the_words_is_a_date_all_the_same() -> None:
    html = (
        "<section id=comments><article class='comment clearfix' id=comment-7><div class=content>"
        "<div class=field-name-comment-body><p>Words.</p></div></div><ul class=meta><li class=author>"
        "<span class=username>Ada</span></li><li class=date>January 5, 2015 10:30 AM</li></ul></article>"
    )
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    (comment,) = thread.comments
    assert comment.author == Author("Ada")
    assert comment.published is not None
    assert comment.published.iso() == "2015-01-05T10:30:00"
    assert comment.html == "<p>Words.</p>"


def test_a_guest_is_named_in_the_line_with_the_date() -> None:
    html = (
        "<div id=comments><a id=comment-7></a><div class=comment about='/comment/7#comment-7'><div class=submitted>"
        "<span property='dc:date dc:created' content='2018-02-15T00:52:16-05:00'>dbell on 15 Feb 2018</span>"
        "<a href='/comment/7#comment-7' class=permalink rel=bookmark>Permalink</a></div><div class=content>"
        "<div class=field-name-comment-body><p>Words.</p></div></div></div></div>"
    )
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    (comment,) = thread.comments
    assert (comment.id, comment.author) == ("7", Author("dbell"))
    assert comment.published is not None
    assert comment.published.iso() == "2018-02-15T00:52:16-05:00"


def test_a_pager_before_the_comments_is_not_theirs() -> None:
    html = "<ul class=pager><li><a href='?page=3'>last</a></li></ul><section id=comments></section>"
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    assert thread.rest == ()


def test_the_chapters_around_one_of_a_book_are_no_neighbours() -> None:
    node = "<article data-history-node-id=3 class=node--view-mode-full><h1 class=page-title>T</h1><p>x</p></article>"
    links = "<ul><li><a href=/sieves rel=prev>Sieves</a></li><li><a href=/baskets rel=next>Baskets</a></li></ul>"
    chapter = engines.read(page(f"{node}<nav id=book-navigation-2>{links}</nav>", "https://a.example/b"))
    assert (chapter.neighbours.previous, chapter.neighbours.next) == (None, None)
    post = engines.read(page(f"{node}<nav class=pager>{links}</nav>", "https://a.example/b"))
    assert post.neighbours.previous == Link("https://a.example/sieves", "Sieves")


def test_the_text_of_a_block_beside_a_node_is_not_its_body() -> None:
    words = "".join(f"<p>Sentence {n} of what the page is about, in its own element.</p>" for n in range(30))
    block = "<div class=block-block-content><div class=field--name-body><p>Terms of the offer.</p></div></div>"
    main = f"<main><h1 class=page-title>T</h1><div class=layout><div class=prose>{words}</div></div></main>"
    mark = "<meta name=generator content='Drupal 10'>"
    post = engines.read(page(f"{mark}{main}<footer>{block}</footer>")).post
    assert post is not None
    assert "Sentence 7" in (post.html or "")
    assert "Terms" not in (post.html or "")
    node = f"<article class=node><div class=block-block-content><div class=field--name-body>{words}</div></div>"
    post = engines.read(page(f"{mark}<h1 class=page-title>T</h1>{node}</article>{block}")).post
    assert post is not None
    assert "Terms" not in (post.html or "")


@pytest.mark.parametrize(
    ("shared", "title"),
    [("Sieves | Workbench", "Sieves"), ("Sieves", "Sieves"), ("Sieves | Mended", "Sieves | Mended")],
)
def test_the_name_of_the_site_is_no_part_of_the_title(shared: str, title: str) -> None:
    head = (
        f"<meta name=generator content='Drupal 9'><meta property='og:title' content='{shared}'><title>{shared}</title>"
    )
    post = engines.read(page(f"{head}<h2>{title}</h2><div class=field--name-body><p>Words.</p></div>")).post
    assert post is not None
    assert post.title == title
