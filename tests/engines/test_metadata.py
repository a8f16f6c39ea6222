"""Who signed a post, when, and under which words."""

import pytest

from tests.engines.documents import page
from tui_reader.engines import structured_data
from tui_reader.engines.reading import Clock
from tui_reader.engines.shape.metadata import Signature, person
from tui_reader.models import Author

URL = "https://blog.example/a-post"


def signature(html: str, url: str = URL) -> Signature:
    return Signature(page(f"<html lang=en><body>{html}", url), lambda element: element.get("class") != "aside")


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<span class='author vcard'><a class=fn href=/ann>Ann Low</a></span>", "Ann Low"),
        ("<h1>T</h1><a rel=author href=/b>Bo</a><p>x</p><p>y</p><a rel=author href=/a>Ann</a>", "Bo"),
        ("<a rel=author href=/a>Ann</a><p>x</p><p>y</p><p>z</p><h1>T</h1><p>x</p><a rel=author href=/b>Bo</a>", "Bo"),
        ("<meta name=author content='Ann Low (annlow)'>", "Ann Low"),
        ("<meta name=author content=https://social.example/ann><p>by Ann Low on Monday</p>", "Ann Low"),
        ("<h1>T</h1><p>Posted by Ann Low at 5</p>", "Ann Low"),
        ("<h1>T</h1><td>62 points by <a href=/u>ann</a> 3 hours ago</td>", "ann"),
        ("<address><a href=/>Ann Low</a> (ann@blog.example)</address>", "Ann Low"),
        ("<div class=aside><a rel=author href=/x>X</a></div>", "X"),
        ("<a class=aside rel=author href=/x>X</a>", None),
        ("<span class=author>https://blog.example/ann</span>", None),
        ('<script type="application/ld+json">{"@type":"Article","author":[{"name":"Ann Low"}]}</script>', "Ann Low"),
    ],
)
def test_the_author_is_who_the_post_says(html: str, name: str | None) -> None:
    author = signature(html).author()
    assert (author.name if author else None) == name


@pytest.mark.parametrize(
    ("html", "url", "date"),
    [
        ("<meta property=article:published_time content=2019-04-05T06:07:08+02:00>", URL, "2019-04-05T06:07:08+02:00"),
        ("<time class=dt-published datetime=2019-04-05>April</time>", URL, "2019-04-05"),
        ("<h1>T</h1><p class=post-date>April 5, 2019</p>", URL, "2019-04-05"),
        ("<h1>T</h1><div>5 April 2019 · 3 min</div>", URL, "2019-04-05"),
        ("<h1>T</h1><p>x</p>", "https://blog.example/2019/04/05/x", "2019-04-05"),
        ("<h1>T</h1><p class=date>April 5, 2019</p>", "https://blog.example/2019/04/x", "2019-04-05"),
        ("<h1>T</h1><p class=date>July 7, 2003</p>", "https://blog.example/2019/04/x", "2019-04-01"),
        ("<time class=aside datetime=2001-01-01>x</time>", URL, None),
        ("<h1>T</h1><p>x</p>", URL, None),
    ],
)
def test_the_date_is_the_first_publication(html: str, url: str, date: str | None) -> None:
    moment = signature(html, url).published()
    assert (moment.iso() if moment else None) == date


def test_changes_and_tags() -> None:
    found = signature(
        "<meta property=article:modified_time content=2020-01-02T03:04:05Z><a rel=tag href=/t>Tides</a>"
        "<a rel='category tag' href=/m>Moons</a><a rel=tag href=/t>Tides</a>"
    )
    moment = found.updated()
    assert moment is not None
    assert moment.iso() == "2020-01-02T03:04:05+00:00"
    assert found.tags() == ("Tides", "Moons")


def test_structured_data_follow_references_and_survive_rubbish() -> None:
    described = structured_data.article(
        page(
            '<script type="application/ld+json">{broken</script><script type="application/ld+json">'
            '{"@graph":[{"@type":["WebPage"]},{"@type":"https://schema.org/NewsArticle","headline":"T",'
            '"author":{"@id":"#a"},"keywords":"x, y","commentCount":"7"},{"@id":"#a","name":"Ann"}]}</script>'
        )
    )
    assert described is not None
    assert (described.headline, described.author, described.tags) == ("T", "Ann", ("x", "y"))
    assert described.comment_count == 7
    assert structured_data.article(page("<script type='application/ld+json'>[[[1]],null]</script>")) is None


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Ebb</h1><form>Signed in as <span id=commenter-name>(nobody)</span>.</form>",
        "<title>Your boat and mine, by Ida</title><h3>Your boat and mine, by Ida</h3>",
    ],
)
def test_placeholders_and_titles_are_no_signature(markup: str) -> None:
    assert Signature(page(markup, "https://tides.example/ebb"), lambda _: True).author() is None


def test_an_address_behind_an_authors_name_is_left_out() -> None:
    document = page("<meta name=author content='Ida Brook - http://ida.example'>", "https://tides.example/ebb")
    assert Signature(document, lambda _: True).author() == Author("Ida Brook")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Recipe by Ida Brook", "Ida Brook"),
        ("See more by Ida Brook", "Ida Brook"),
        ("Autor Ida Brook Alle Artikel Kontakt", "Ida Brook"),
        ("Ida Brook - July 15, 2020", "Ida Brook"),
        ("Ida Brook 31. Oktober 202331. Oktober 2023", "Ida Brook"),
        ("Last Updated: January 7, 2025", None),
        ("8. November 2021", None),
        ("View Author Page", None),
        ("No Author", None),
        ("Moreby Hill", "Moreby Hill"),
    ],
)
def test_an_author_is_a_name_and_nothing_that_stands_around_it(printed: str, name: str | None) -> None:
    assert person(Author(printed), Clock(("de",))) == (Author(name) if name else None)


def test_a_book_that_a_post_cites_did_not_write_it() -> None:
    document = page("<h1>Tides</h1><p>I read <cite>The Elements of Ebb</cite>.</p>", "https://tides.example/ebb")
    assert Signature(document, lambda _: True).author() is None


@pytest.mark.parametrize(
    "html",
    [
        "<form><label class=username>Username</label></form>",
        "<button class=author>Follow</button>",
        "<pre><span class=name>main.rs</span></pre>",
        "<footer><span class=author>Footer Works Ltd</span></footer>",
        "<header><a class=username>My account</a></header>",
        "<figure><figcaption class=author>Photo Desk</figcaption></figure>",
        "<span class=author>2 597</span>",
    ],
)
def test_controls_captions_and_heads_sign_no_post(html: str) -> None:
    assert signature(f"{html}<h1>T</h1><p>Prose.</p>").author() is None


def test_points_and_reading_times_are_no_part_of_a_name() -> None:
    for printed in ("Ida Brook 12.4k55 gold badges", "Ida Brook 7 min read", "Ida Brook Verified buyer"):
        author = signature(f"<h1>T</h1><span class=author>{printed}</span>").author()
        assert author is not None
        assert author.name == "Ida Brook"


def test_an_address_or_a_card_says_whose_page_it_is() -> None:
    card = "<footer><p class=h-card><b class=p-name>Ida Brook</b></p></footer>"
    for html in ("<address><a href=/>Ida Brook</a></address>", card):
        author = signature(f"<h1>T</h1><p>Prose.</p>{html}").author()
        assert author is not None
        assert author.name == "Ida Brook"
