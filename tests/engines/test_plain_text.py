"""What is read out of a page that was saved as plain text."""

from tests.engines.documents import page, saved
from tui_reader.content.document import Document
from tui_reader.engines.software.plain_text import ENGINE
from tui_reader.models import Author, Link, Neighbours, Page

PAGE = saved("plain_text", "page.txt", "file:///page.txt")
SIGNED = saved("plain_text", "signed.txt", "file:///signed.txt")


def text(content: str) -> Document:
    return Document.from_page(Page(url="file:///a.txt", content=content.encode(), media_type="text/plain"))


def test_only_pages_without_markup_are_taken() -> None:
    assert ENGINE.recognise(PAGE) is not None
    assert ENGINE.recognise(page("<p>markup</p>")) is None


def test_the_first_line_holds_the_neighbours_titles_without_addresses() -> None:
    assert ENGINE.neighbours(PAGE) == Neighbours(Link(None, "The ladder"), Link(None, "A bucket"), Link(None, "Main"))


def test_a_title_may_hold_a_bar() -> None:
    neighbours = ENGINE.neighbours(SIGNED)
    assert neighbours is not None
    assert neighbours.next == Link(None, "Nails | and screws")
    assert neighbours.index == Link(None, "Main")


def test_the_first_post_names_no_older_one() -> None:
    assert ENGINE.neighbours(text("Main | A bucket »\n\nMay 1, 2008\n\nBody.")) == Neighbours(
        None, Link(None, "A bucket"), Link(None, "Main")
    )


def test_the_body_is_the_first_paragraph_after_the_date_and_has_no_title() -> None:
    post = ENGINE.post(PAGE)
    assert post is not None
    assert post.title is None
    assert post.published is not None
    assert post.published.iso() == "2008-09-03"
    assert post.html == "<p>The roof was red once, which nobody alive remembers. It is brown now.</p>"


def test_a_gap_of_two_lines_ends_a_body_of_several_paragraphs() -> None:
    post = ENGINE.post(SIGNED)
    assert post is not None
    assert post.html == "<p>The roof was red once.</p>\n<p>Nobody remembers.</p>"


def test_every_later_paragraph_is_a_remark_and_the_last_may_close_the_thread() -> None:
    thread = ENGINE.thread(PAGE, None)
    assert thread is not None
    assert [comment.html for comment in thread.comments] == [
        "<p>Brown is only tired red.</p>",
        "<p>Mine was blue. It fell in.</p>",
    ]
    assert [comment.author for comment in thread.comments] == [None, None]
    assert thread.closed is True
    assert thread.closed_notice == "The comments to this entry are closed."


def test_a_signature_closes_a_remark_and_names_it() -> None:
    thread = ENGINE.thread(SIGNED, None)
    assert thread is not None
    nell, ida, nobody = thread.comments
    assert nell.author == Author("Nell")
    assert nell.html == "<p>Brown is only tired red.</p>\n<p>Or rust.</p>"
    assert nell.published is not None
    assert nell.published.iso() == "2008-09-04T08:15:00"
    assert ida.author == Author("Ida")
    assert ida.html == "<p>Mine was blue.</p>"
    assert nobody.author is None
    assert thread.closed is None


def test_a_line_that_ends_early_ends_on_purpose() -> None:
    post = ENGINE.post(text("May 1, 2008\n\nA poem,\nand\nanother line of it altogether\n"))
    assert post is not None
    assert post.html == "<p>A poem,<br>and<br>another line of it altogether</p>"


def test_a_text_without_the_shape_is_all_body() -> None:
    note = text("Buy nails.\n\nAnd a ladder & rope.")
    post = ENGINE.post(note)
    assert post is not None
    assert post.html == "<p>Buy nails.</p>\n<p>And a ladder &amp; rope.</p>"
    assert ENGINE.thread(note, post) is None
    assert ENGINE.neighbours(note) is None
    assert ENGINE.posts(note) is None
