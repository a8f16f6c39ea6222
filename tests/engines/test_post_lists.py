"""The rows of lists whose software is unknown."""

import pytest

from tests.engines.documents import page
from tui_reader.engines.shape import generic, post_lists

URL = "https://blog.example/"
WANT = [("https://blog.example/b", "B", "2011-02-03"), ("https://blog.example/a", "A", "2011-01-02")]


def rows(html: str) -> list[tuple[str, str | None, str | None]]:
    found = post_lists.rows(page(f"<html lang=en><body>{html}</body></html>", URL))
    return [(row.url, row.title, row.published.iso() if row.published else None) for row in found]


@pytest.mark.parametrize(
    "row",
    [
        "<div class=hentry><b class=entry-title><a href=/{0}>{1}</a></b><i class=published title={2}>x</i></div>",
        "<article><h2><a href=/{0}>{1}</a></h2><time datetime={2}>x</time></article>",
        "<article><a href=/{0}><h2>{1}</h2></a><time datetime={2}>x</time></article>",
        "<article><h2>{1}</h2><time datetime={2}>x</time><a href=/{0}>Read on</a></article>",
        "<div class=post-preview><a class=post-title href=/{0}>{1}</a><span class=date>{2}</span></div>",
    ],
)
def test_blocks_that_repeat_lead_to_a_post_each(row: str) -> None:
    html = row.format("b", "B", "2011-02-03") + row.format("a", "A", "2011-01-02")
    assert rows(f"<nav><article><h2><a href=/about>About</a></h2></article></nav>{html}") == WANT


def test_an_archives_lines_are_dates_with_links() -> None:
    lines = "".join(f"<li>2011-02-0{n} <a href=/p{n}>P{n}</a></li>" for n in range(1, 6))
    assert rows(f"<ul>{lines}</ul><aside><li>2001-01-01 <a href=/x>X</a></li></aside>")[:2] == [
        ("https://blog.example/p1", "P1", "2011-02-01"),
        ("https://blog.example/p2", "P2", "2011-02-02"),
    ]


WORDS = "A wheel is trued by turning its nipples a little at a time."


@pytest.mark.parametrize(
    "row",
    [
        "<article><h2><a href=/{0}>Post {0}</a></h2><p>{1}</p></article>",
        "<article><h2><a href=/{0}>Post {0}</a></h2><div><span>May</span> <div class=said>{1}</div></div></article>",
        "<article><h2><a href=/{0}>Post {0}</a></h2>{1} <a href=/{0}>More</a></article>",
        "<div><h2><a href=/2011/02/{0}>Post {0}</a></h2><p>{1}</p></div>",
        "<h2><a href=/2011/02/{0}>Post {0}</a></h2><i>May</i><div>{1}</div>",
        "<h2><a href=/2011/02/{0}>Post {0}</a></h2>{1}<hr>",
    ],
)
def test_a_row_says_what_is_printed_below_its_title(row: str) -> None:
    html = "".join(row.format(f"p{n}", f"{n}. {WORDS}") for n in range(4))
    found = post_lists.rows(page(f"<html lang=en><body>{html}</body></html>", URL))
    assert [one.summary for one in found] == [f"{n}. {WORDS}" for n in range(4)]


def test_headings_that_are_links_are_enough_where_one_level_holds_several() -> None:
    html = "".join(f"<div><h2><a href=/2011/02/p{n}>P{n}</a></h2><p>x</p></div>" for n in range(3))
    assert [title for _, title, _ in rows(html)] == ["P0", "P1", "P2"]
    assert rows("<h2><a href=/p1>P1</a></h2>") == []


def test_other_hosts_tags_the_front_page_and_twins_are_no_rows() -> None:
    links = ("/b", "/b#more", "/", "/tag/x", "https://elsewhere.example/c", "/a")
    html = "".join(f"<article><h2><a href='{link}'>{link}</a></h2></article>" for link in links)
    assert [url for url, _, _ in rows(html)] == ["https://blog.example/b", "https://blog.example/a"]


def test_a_text_under_its_own_title_is_a_post_whatever_it_links_below() -> None:
    text = "".join(f"<p>{'A wheel is trued by turning its nipples a little at a time. ' * 2}</p>" for _ in range(3))
    more = "".join(f"<article><h3><a href=/{n}.html>Post {n}</a></h3><p>Short.</p></article>" for n in range(5))
    head = "<title>Truing wheels - The Stand</title><h1>Truing wheels</h1>"
    shape = generic.look(page(f"{head}<div>{text}</div>{more}", "https://blog.example/wheels/truing"))
    assert not shape.is_list
    assert generic.look(page(f"{head}{more}", "https://blog.example/wheels/truing")).is_list
