"""What the Blogger engine reads out of its markups since 2004, in several languages."""

import pytest

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.blogger import ENGINE
from tui_reader.models import Author, Comment, Link, Thread, ThreadSource

THREADED = saved("blogger", "threaded.html", "http://kettleletters.blogspot.com/2013/04/whistling.html")
TERMS = saved("blogger", "terms.html", "http://ofenpost.example/2009/03/asche-im-marz.html")
BOXES = saved("blogger", "boxes.html", "https://caynotlari.example/2019/11/demli.html")
DYNAMIC = saved("blogger", "dynamic.html", "http://benchnotes.blogspot.com/2012/06/glue.html")
SCRIPT = saved("blogger", "script.html", "http://ropes.blogspot.com/2014/05/rope.html")
BLOCKS = saved("blogger", "blocks.html", "http://perahu.example/2014/05/tali.html")
FRONT = saved("blogger", "front.html", "http://kettleletters.blogspot.com/")


def thread_of(html: str, url: str = "http://blog.example/2014/05/rope.html") -> Thread:
    thread = ENGINE.thread(page(html, url), None)
    assert thread is not None
    return thread


def times(comments: tuple[Comment, ...]) -> list[str | None]:
    return [comment.published.iso() if comment.published else None for comment in comments]


@pytest.mark.parametrize("document", [THREADED, TERMS, BOXES, DYNAMIC, SCRIPT, FRONT])
def test_a_blogger_page_is_known_by_its_generator(document: object) -> None:
    assert isinstance(document, type(THREADED))
    evidence = ENGINE.recognise(document)
    assert evidence is not None
    assert "generator" in evidence.reason


@pytest.mark.parametrize(
    "html",
    [
        "<div class='post hentry'><h3 class=post-title>A</h3></div>",
        "<p>As <a href='http://a.blogspot.com/2014/05/rope.html?showComment=1400000000000#c1'>somebody</a> said.</p>",
        "<link rel=service.post href='https://www.typepad.example/t/atom/weblog'>",
    ],
)
def test_a_page_of_other_software_is_none(html: str) -> None:
    assert ENGINE.recognise(page(html)) is None


def test_replies_stand_under_what_they_answer_and_dates_are_those_of_the_addresses() -> None:
    thread = ENGINE.thread(THREADED, ENGINE.post(THREADED))
    assert thread is not None
    first, answer, guest, removed = thread.comments
    assert (first.author, first.html) == (
        Author("Copper Joe", "http://www.blogger.com/profile/5002"),
        "Mine only hums.<br><br>It is electric.",
    )
    assert (answer.parent_id, answer.is_by_post_author, first.is_by_post_author) == ("51", True, False)
    assert (guest.author, removed.is_deleted) == (Author("Anonymous"), True)
    assert times(thread.comments)[:2] == ["2013-04-09T08:10:00+00:00", "2013-04-09T09:10:00+00:00"]
    assert (thread.stated_count, thread.closed) == (4, False)


def test_the_post_has_author_labels_and_its_comment_feed() -> None:
    post = ENGINE.post(THREADED)
    assert post is not None
    assert (post.title, post.author) == (
        "Whistling in the dark",
        Author("Imke Quast", "http://www.blogger.com/profile/4001"),
    )
    assert (post.tags, post.comment_count) == (("copper", "aunts"), 4)
    assert post.comments_feed == "http://kettleletters.blogspot.com/feeds/900100/comments/default"
    assert post.html is not None
    assert "Posted by" not in post.html


def test_the_pagers_own_words_are_no_titles_and_a_themes_titles_are() -> None:
    found = ENGINE.neighbours(THREADED)
    assert found is not None
    assert found.previous == Link("http://kettleletters.blogspot.com/2013/03/limescale.html")
    assert found.next == Link("http://kettleletters.blogspot.com/2013/04/steam.html")
    named = ENGINE.neighbours(
        page("<a class=blog-pager-older-link href=/2007/03/a.html title='Eski Kayıt'>Older Post<h6>Limescale</h6></a>")
    )
    assert named is not None
    assert named.previous == Link("https://blog.example/2007/03/a.html", "Limescale")


def test_a_definition_list_gives_bare_names_whatever_the_language_and_a_notice_where_the_form_was() -> None:
    thread = ENGINE.thread(TERMS, ENGINE.post(TERMS))
    assert thread is not None
    assert [comment.author and comment.author.name for comment in thread.comments] == [
        "Ruprecht",
        "Anonym",
        "Der Köhler",
    ]
    assert [comment.is_by_post_author for comment in thread.comments] == [True, False, False]
    assert thread.comments[2].is_deleted
    assert (thread.closed, thread.closed_notice) == (True, "Neue Kommentare sind nicht zulässig.")
    assert (thread.stated_count, thread.complete) == (5, False)
    assert thread.rest == (
        ThreadSource.at(
            "http://ofenpost.example/feeds/300200/comments/default?alt=atom&max-results=500&start-index=1", "feed"
        ),
        ThreadSource.at("http://ofenpost.example/2009/03/asche-im-marz.html?commentPage=2"),
    )


def test_boxes_of_2017_are_read_and_popular_posts_are_not_the_post() -> None:
    post = ENGINE.post(BOXES)
    assert post is not None
    assert (post.title, post.author and post.author.name) == ("Demli", "Defne")
    assert ENGINE.posts(BOXES) is None
    thread = ENGINE.thread(BOXES, post)
    assert thread is not None
    assert [
        (comment.id, comment.author and comment.author.name, comment.is_deleted) for comment in thread.comments
    ] == [
        ("81", "Ömer", False),
        ("82", "Adsız", True),
    ]
    assert (thread.stated_count, thread.closed) == (3, False)


def test_an_untitled_post_does_not_take_the_title_of_a_popular_one() -> None:
    post = ENGINE.post(
        page(
            "<div class='widget Blog'><div class=blog-posts><div class=post><div class=post-body id=post-body-1>Text"
            "</div></div></div></div><div class=PopularPosts><h3 class=post-title><a href=/x>Another</a></h3></div>"
        )
    )
    assert post is not None
    assert post.title is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script type='text/template'><p>Kept &amp; hidden.</p></script>",
        "<noscript><p>Kept &amp; hidden.</p></noscript>",
    ],
)
def test_a_text_that_a_script_would_show_is_shown(inside: str) -> None:
    html = f"<div class='post hentry'><h2 class=post-title>T</h2><div class=post-body><div>{inside}</div></div></div>"
    post = ENGINE.post(page(html, "https://security.blog.example/2020/05/t.html"))
    assert post is not None
    assert post.html == "<p>Kept &amp; hidden.</p>"


def test_the_comments_of_a_dynamic_view_that_nothing_has_drawn_are_asked_for() -> None:
    feed = "https://a.blogspot.com/feeds/77/comments/default"
    document = page(
        f"<link rel=alternate href='{feed}'><script>window.blogger.ui().view();</script><div id=main></div>",
        "https://a.blogspot.com/2018/08/roads.html",
    )
    thread = ENGINE.thread(document, None)
    assert thread is not None
    assert [source.reader for source in thread.rest] == ["feed"]
    assert (thread.comments, thread.feed_url) == ((), feed)


def test_a_dynamic_view_holds_the_thread_twice_and_is_read_once() -> None:
    reading = engines.read(DYNAMIC)
    assert reading.kind == "post"
    assert reading.post is not None
    assert (reading.post.title, reading.post.author) == ("Glue", Author("Wim Taylor"))
    assert reading.thread is not None
    first, answer = reading.thread.comments
    assert (first.id, answer.id, answer.parent_id, answer.is_by_post_author) == ("91", "92", "91", True)
    assert (reading.thread.stated_count, reading.thread.complete) == (2, True)


def test_what_only_a_script_holds_is_read_out_of_it() -> None:
    thread = ENGINE.thread(SCRIPT, ENGINE.post(SCRIPT))
    assert thread is not None
    first, answer = thread.comments
    assert (first.id, first.author, first.html) == (
        "101",
        Author("Lena O'Hara", "https://www.blogger.com/profile/3"),
        "It&#39;s <b>slack</b>.",
    )
    assert first.permalink == "http://ropes.blogspot.com/2014/05/rope.html?showComment=1400000000000#c101"
    assert (answer.id, answer.parent_id) == ("102", "101")
    assert times(thread.comments)[0] == "2014-05-13T16:53:20+00:00"


def test_blocks_take_from_the_script_what_answers_what() -> None:
    thread = ENGINE.thread(BLOCKS, ENGINE.post(BLOCKS))
    assert thread is not None
    first, answer = thread.comments
    assert (first.author, first.html) == (Author("Sari", "https://www.blogger.com/profile/8"), "Simpul apa?")
    assert (answer.author, answer.parent_id, answer.is_by_post_author) == (Author("Budi"), "501", True)
    assert (thread.stated_count, [source.reader for source in thread.rest]) == (3, ["feed"])


def test_a_pager_of_pictures_has_no_titles() -> None:
    found = ENGINE.neighbours(
        page("<a class=blog-pager-older-link href=/2007/03/a.html title='Eski Kayıt'><img alt=older src=o.png></a>")
    )
    assert found is not None
    assert found.previous == Link("https://blog.example/2007/03/a.html")


@pytest.mark.parametrize("script", ["var items = [{'id': f(1)}];", "items = [{'id': '1", "items = [{'id': 'x'}];"])
def test_a_script_that_is_no_plain_list_gives_nothing(script: str) -> None:
    assert thread_of(f"<div id=comments></div><script>{script}</script>").comments == ()


def test_a_front_page_lists_posts_under_their_dates_and_a_time_is_no_title() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.url[-14:], row.title, row.published and row.published.iso()) for row in rows] == [
        ("/04/steam.html", "Steam", "2013-04-12"),
        ("whistling.html", None, "2013-04-09"),
    ]
    assert (ENGINE.post(FRONT), ENGINE.thread(FRONT, None), ENGINE.neighbours(FRONT)) == (None, None, None)


@pytest.mark.parametrize(
    ("address", "view", "is_list"),
    [
        ("http://a.blogspot.com/2014/05/rope.html", "", False),
        ("http://a.blogspot.com/p/about.html", "", False),
        ("http://a.blogspot.com/search/label/knots", "", True),
        ("http://a.blogspot.com/2014_05_01_archive.html", "", True),
        ("http://a.blogspot.com/2014/05/", "", True),
        ("http://a.blogspot.com/knots", "label-view", True),
        ("http://a.blogspot.com/", "item-view", False),
    ],
)
def test_the_body_element_or_the_address_tells_a_list_of_one_post_from_its_page(
    address: str, view: str, *, is_list: bool
) -> None:
    html = (
        f"<body class='{view}'><div class=blog-posts><div class='post hentry'><h3 class=post-title>"
        "<a href=/2014/05/rope.html>Rope</a></h3><div class=post-body>Tie.</div></div></div>"
    )
    assert (ENGINE.posts(page(html, address)) is not None) is is_list


@pytest.mark.parametrize(
    ("heading", "stated"),
    [
        ("71 comments:", 71),
        ("No comments:", 0),
        ("5 yorum:", 5),
        ("1.204 megjegyzés:", 1204),
        ("34 View comments", 34),
        ("Kommentare:", None),
        ("3 ways and 7 more", None),
    ],
)
def test_totals_are_numbers_in_any_language(heading: str, stated: int | None) -> None:
    assert thread_of(f"<div id=comments><h4>{heading}</h4></div>").stated_count == stated


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Kapitän Nemo hat gesagt…", "Kapitän Nemo"),
        ("Anonymous said...", "Anonymous"),
        ("匿名さんのコメント...", "匿名"),
        ("Anónimo dijo...", "Anónimo"),
        ("Edward Said said...", "Edward Said"),
        ("At 9:07 PM, Nan said...", "Nan"),
    ],
)
def test_a_name_without_a_link_loses_the_words_for_said(line: str, name: str) -> None:
    html = f"<div id=comments><dl id=comments-block><dt id=c5>{line}</dt><dd class=comment-body>Yes.</dd></dl></div>"
    assert [comment.author for comment in thread_of(html).comments] == [Author(name)]


def test_the_first_templates_have_the_date_before_the_name() -> None:
    line = "At <a href='#{0}' title='comment permalink'>Tuesday, January 0{0}, 2005 9:07:00 PM</a>, {1} said..."
    nan = "<span class=comment-icon></span>&nbsp;<a href=http://www.blogger.com/profile/1 rel=nofollow>Nan</a>"
    items = "".join(
        f"<dt class=comment-data id=c{number}><a name=c{number}></a>{line.format(number, name)}</dt>"
        f"<dd class=comment-body><p>n{number}</p></dd><dd class=comment-timestamp><a href='#{number}'>link</a></dd>"
        for number, name in ((4, nan), (5, "Anonymous"))
    )
    comments = thread_of(f"<div id=comments><h4>2 Comments:</h4><dl id=comments-block>{items}</dl></div>").comments
    assert [comment.author for comment in comments] == [
        Author("Nan", "http://www.blogger.com/profile/1"),
        Author("Anonymous"),
    ]
    assert times(comments) == ["2005-01-04T21:07:00", "2005-01-05T21:07:00"]
    assert [comment.html for comment in comments] == ["<p>n4</p>", "<p>n5</p>"]


def test_the_first_templates_sign_a_post_below_it() -> None:
    post = ENGINE.post(
        page(
            "<h2 class=date-header>Tuesday, January 04, 2005</h2><div class=post><a name=110></a><h3 class=post-title>"
            "Ash</h3><div class=post-body><p>Grey.</p></div><p class=post-footer><em>posted by Nan at <a href=/2005/01/"
            "ash.html title='permanent link'>9:07 PM</a></em></p></div>",
            "http://ash.blogspot.com/2005/01/ash.html",
        )
    )
    assert post is not None
    assert (post.title, post.author, post.html) == ("Ash", Author("Nan"), "<p>Grey.</p>")
    assert post.published is not None
    assert post.published.iso() == "2005-01-04"
    assert post.comments_feed == "http://ash.blogspot.com/feeds/110/comments/default"


def test_the_list_for_telephones_has_its_links_around_the_titles() -> None:
    rows = ENGINE.posts(
        page(
            "<div class=blog-posts><h3 class=date-header>Sunday, 1 June 2014</h3><div class=mobile-post-outer><a href="
            "/2014/06/rope.html?m=1><h3 class='mobile-index-title entry-title'>Rope</h3></a></div></div>",
            "http://a.blogspot.com/?m=1",
        )
    )
    assert rows is not None
    assert [(row.title, row.published and row.published.iso()) for row in rows] == [("Rope", "2014-06-01")]


def test_the_words_around_linked_names_are_taken_off_the_others() -> None:
    html = (
        "<div id=comments><dl id=comments-block><dt id=c5><a href=/p rel=nofollow>Ann</a> spoke thus:</dt><dd class="
        "comment-body>Yes.</dd><dt id=c6>Bob spoke thus:</dt><dd class=comment-body>No.</dd></dl></div>"
    )
    assert [comment.author and comment.author.name for comment in thread_of(html).comments] == ["Ann", "Bob"]


def test_comments_of_a_service_that_is_gone_are_said_to_be_there() -> None:
    assert thread_of("<div id=comments><div class=cmt_iframe_holder></div></div>").service == "google+"


@pytest.mark.parametrize(
    "address",
    [
        "http://a.blogspot.com/2014/05/rope.html?showComment=1400000000000#c142",
        "https://a.blogspot.com/2014/05/rope.html#142",
        "tag:blogger.com,1999:blog-7.post-142",
        "c142",
    ],
)
def test_a_comment_has_one_number_on_pages_and_in_feeds(address: str) -> None:
    assert ENGINE.comment_id(address) == "142"
