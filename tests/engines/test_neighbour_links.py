"""Which links of a page lead to the older and the newer post."""

import pytest

from tests.engines.documents import page
from tui_reader.content import dates
from tui_reader.engines.shape import neighbour_links
from tui_reader.models import Link, Neighbours

BASE = "https://blog.example"


def sides(html: str, url: str = f"{BASE}/a-post") -> tuple[Link | None, Link | None]:
    found = neighbour_links.read(page(html, url)) or Neighbours()
    return found.previous, found.next


@pytest.mark.parametrize(
    "html",
    [
        "<a rel='prev bookmark' href=/old>Old</a><a rel=next href=/new>New</a>",
        "<div class=nav-previous><a href=/old>Old</a></div><div class=nav-next><a href=/new>New</a></div>",
        "<p>« <a href=/old>Old</a> | <a href=/>Main</a> | <a href=/new>New</a> »</p>",
        "<p><a href=/old>« Old</a> | <a href=/>Main</a> | <a href=/new>New »</a></p>",
        "<a href=/old>Previous post: Old</a> <a href=/new>Next post: New</a>",
        "<p>Previous: <a href=/old>Old</a></p><p>Next: <a href=/new>New</a></p>",
        "<a href=/old>Vorheriger Beitrag: Old</a><a href=/new>Nächster Beitrag: New</a>",
        "<a href=/old>Article précédent : Old</a><a href=/new>Article suivant : New</a>",
        "<a href=/old title=Old>前の記事</a><a href=/new title=New>次の記事</a>",
        "<div class=prev-post><h3><a href=/old>Old</a></h3></div><div class=next-post><a href=/new>New</a></div>",
        "<a rel=prev href=/old title=Old><b>Previous</b> post</a><a rel=next href=/new title=New><b>Next</b> post</a>",
        "<link rel=prev href=/old title=Old><link rel=next href=/new title=New>",
        "<a rel=prev href=/old><b>Previous</b><div>Previous</div>Old</a><a rel=next href=/new><b>Next</b>New</a>",
        "<a rel=prev href=/old><h4>Old</h4><b>Prior article</b></a><a rel=next href=/new><h4>New</h4><b>Danach</b></a>",
        "<p class=next><a href=/old><i>Older</i> Old</a></p><p class=prev><a href=/new><i>Newer</i> New</a></p>",
    ],
)
def test_both_sides_are_found_with_their_titles(html: str) -> None:
    assert sides(html) == (Link(f"{BASE}/old", "Old"), Link(f"{BASE}/new", "New"))


def test_mere_direction_words_are_no_title_but_the_heads_link_may_know_it() -> None:
    assert sides("<a class=blog-pager-older-link href=/old>Older Post</a>") == (Link(f"{BASE}/old"), None)
    assert sides("<a title='Newer Posts' href=/new>Newer</a>") == (None, Link(f"{BASE}/new"))
    assert sides("<a class=prev title='Older Entries' href=/old>Older</a>") == (Link(f"{BASE}/old"), None)
    assert sides("<a rel=prev href=/old>Previous Postscript</a>")[0] == Link(f"{BASE}/old", "Previous Postscript")
    assert sides("<link rel=prev href=/old title=Tides><a class=prev href=/old>Prev</a>")[0] == Link(
        f"{BASE}/old", "Tides"
    )


def test_the_visible_link_wins_over_the_heads() -> None:
    assert sides("<link rel=prev href=/stale title=Stale><a rel=prev href=/old>Old</a>")[0] == Link(
        f"{BASE}/old", "Old"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<a rel=next href='?page=2'>Next</a>",
        "<a rel=next href='/a-post?page=2'>Next</a>",
        "<a rel=prev href=/a-post/comment-page-1/#comments>Older comments</a>",
        "<div class=comment-navigation><a rel=next href=/other>Next</a></div>",
        "<a rel=next href=/page/2/>Next</a>",
        "<a rel=next href=#more>Next</a>",
        "<a rel=next href=/a-post>Next</a>",
        "<a rel=next href=https://shop.blog.example/x>Next</a>",
        "<a rel=next href='javascript:go()'>Next</a>",
        "<div class=slider><a class=next href=/x>Next</a></div>",
        "<ul class=read-next><a class=next href=/x>X</a></ul>",
        "<a class=next href=/1>1</a><a class=next href=/2>2</a><a class=next href=/3>3</a>",
        "<a href=/x>Next year we sail</a>",
        "<p>And so on <a href=/x>to the harbour »</a></p>",
    ],
)
def test_paging_sliders_and_the_page_itself_are_no_neighbours(html: str) -> None:
    assert sides(html) == (None, None)


@pytest.mark.parametrize(
    ("own", "target"),
    [
        ("/2019/06/polo/", "/2019/06/polo/2/"),
        ("/threads/iron.96/page-2", "/threads/iron.96/page-3"),
        ("/news/tunes-16.html", "/news/tunes-16-p2.html"),
        ("/a-post", "/a-post?photo=12"),
        ("/a-post?x=1&page=2", "/a-post?x=1&page=3"),
        ("/index.php?/topic/12/", "/index.php?/topic/12/page/2/"),
    ],
)
def test_further_pages_of_a_post_are_no_neighbours(own: str, target: str) -> None:
    assert sides(f"<a rel=next href='{target}'>Next</a>", BASE + own) == (None, None)


@pytest.mark.parametrize(("own", "target"), [("/?p=12", "/?p=13"), ("/notes/2/", "/notes/3/"), ("/ida", "/ida-2")])
def test_a_number_may_tell_posts_apart(own: str, target: str) -> None:
    assert sides(f"<a rel=next href='{target}'>Next</a>", BASE + own)[1] == Link(BASE + target)


def test_a_title_that_only_begins_like_a_direction_stays_whole() -> None:
    assert sides("<a rel=next href=/new>Next year in <em>Delft</em></a>")[1] == Link(
        f"{BASE}/new", "Next year in Delft"
    )


def test_a_link_to_read_on_is_no_neighbour() -> None:
    assert sides("<div><h3><a href=/other>Other</a></h3><a href=/other>Read More »</a></div>") == (None, None)


def test_a_class_that_names_both_directions_names_none() -> None:
    html = "<div class='prev-next-wrap'><div class=prev-post><a href=/old>Old</a></div></div>"
    assert sides(html) == (Link(f"{BASE}/old", "Old"), None)


def test_dates_in_addresses_correct_the_words() -> None:
    html = "<a rel=next href=/2008/01/02/a>A</a><a rel=prev href=/2008/03/04/b>B</a>"
    older, newer = sides(html, f"{BASE}/2008/02/03/x")
    assert older == Link(f"{BASE}/2008/01/02/a", "A")
    assert newer == Link(f"{BASE}/2008/03/04/b", "B")
    assert sides("<a rel=next href=/2008/01/02/a>A</a>", f"{BASE}/2008/02/03/x") == (older, None)


def test_the_posts_own_date_is_enough_to_correct_a_single_link() -> None:
    found = neighbour_links.read(page("<a rel=prev href=/2008/03/04/b>B</a>", f"{BASE}/x"), dates.read("2008-02-03"))
    assert found is not None
    assert (found.previous, found.next) == (None, Link(f"{BASE}/2008/03/04/b", "B"))


@pytest.mark.parametrize("word", ["Main", "Home", "Startseite", "Accueil", "ホーム"])
def test_the_index_is_the_link_called_main_or_home(word: str) -> None:
    found = neighbour_links.read(page(f"<a href=/>{word}</a>", f"{BASE}/x"))
    assert found == Neighbours(None, None, Link(f"{BASE}/", word))


@pytest.mark.parametrize(
    "html",
    [
        "<a class=prev href=/2008/09/>Back to September</a>",
        "<div class=previous><a href=/2008/09/other.html>Back to all posts</a></div>",
        "<a rel=next href=/2008/09/a-post_2.html>Next page</a>",
        "<a rel=next href=/2008/09/a-post/3>Next</a>",
        "<div><a href=/t/2>2</a> <a href=/t/3>3</a> <a class=next href=/t/2>Next</a></div>",
    ],
)
def test_what_leads_up_or_to_the_rest_of_the_same_text_is_no_neighbour(html: str) -> None:
    found = neighbour_links.read(page(f"<p>Prose.</p>{html}"))
    assert found is None or (found.previous is None and found.next is None)


def test_a_post_of_the_same_title_is_a_neighbour() -> None:
    found = neighbour_links.read(page("<a rel=next href=/2008/09/a-post-2.html>A post</a>"))
    assert found is not None
    assert found.next is not None


def test_a_page_named_after_its_sidebar_is_no_sidebar() -> None:
    links = "<div class=post-navigation><a class=post-prev href=/2008/08/older.html>Older one</a></div>"
    found = neighbour_links.read(page(f"<div class='page sidebar-position-right'><h1>T</h1>{links}</div>"))
    assert found is not None
    assert found.previous == Link("https://blog.example/2008/08/older.html", "Older one")
