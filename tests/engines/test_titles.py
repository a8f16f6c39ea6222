"""A post's title without the blog's name, and the blog's name."""

import pytest

from tests.engines.documents import page
from tui_reader.engines.shape import titles


def title_of(html: str) -> str | None:
    return titles.post_title(page(html), lambda element: element.get("class") != "aside")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Tides | The Blog</title><h1>The Blog</h1><h2>Tides</h2>", "Tides"),
        ("<title>The Blog: Tides</title><h1><a href=/>The Blog</a></h1><h3>Tides</h3>", "Tides"),
        ("<title>Tides (The Blog)</title><h1>Tides</h1>", "Tides"),
        ("<title>Tides | News | The Blog</title><h1>Tides By Ann Low</h1>", "Tides"),
        ("<title>The Blog</title><meta property=og:title content=Tides>", "Tides"),
        ("<meta property=og:title content='Tides - The Blog'><meta property=og:site_name content='The Blog'>", "Tides"),
        ("<title>The Blog</title><h2 class=entry-title>Tides</h2>", "Tides"),
        ("<title>Tides – blog.example</title>", "Tides"),
        ("<title>Tides - and - moons</title>", "Tides - and - moons"),
        ("<title>Comments on life</title><h2>Comments</h2><h1>Comments on life</h1>", "Comments on life"),
        ("<title>Tides</title><h1 class=aside>Elsewhere</h1>", "Tides"),
        ("<h1>Tides</h1>", "Tides"),
        ("<p>nothing</p>", None),
        (
            '<script type="application/ld+json">{"@type":"Article","headline":"Tides"}</script><h1>Blog</h1>',
            "Tides",
        ),
    ],
)
def test_the_title_is_the_posts_own(html: str, title: str | None) -> None:
    assert title_of(html) == title


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<meta property=og:site_name content='The Blog'>", "The Blog"),
        ("<p class=site-title>The Blog</p>", "The Blog"),
        ("<header><h1><a href=/>The Blog</a></h1></header>", "The Blog"),
        ("<header><h1>A post</h1></header>", None),
        ("<title>Tides - The Blog</title><meta property=og:title content=Tides>", "The Blog"),
    ],
)
def test_the_blogs_name_is_what_leads_to_its_front_page(html: str, title: str | None) -> None:
    assert titles.site_title(page(html)) == title


def test_a_heading_that_leads_to_the_front_page_names_the_blog() -> None:
    heading = "<h1 class=title><a href=./>Raw Tides</a></h1><h1>What rises in <em>Ebb</em></h1>"
    document = page(
        f"<title>What rises in _Ebb_ (Ida's Raw Tides)</title>{heading}", "https://tides.example/weblog/ebb"
    )
    assert titles.post_title(document, lambda _: True) == "What rises in Ebb"


def test_a_blogs_name_in_brackets_is_no_part_of_the_title() -> None:
    heading = "<h1><a href=./>Raw Tides</a>: A wish</h1>"
    document = page(f"<title>A wish (Ida's Raw Tides)</title>{heading}", "https://tides.example/weblog/wish")
    assert titles.post_title(document, lambda _: True) == "A wish"
