"""What the WordPress engine reads out of whole pages of the markups that WordPress has had since 2004."""

from collections.abc import Sequence

import pytest

from tests.engines.documents import page, saved
from tui_reader.content.blocks import make, plain
from tui_reader.content.document import Document
from tui_reader.engines.software.wordpress import ENGINE
from tui_reader.models import Author, Comment, Link, Neighbours, Thread, ThreadSource

KUBRICK = saved("wordpress", "kubrick.html", "http://kettle.example/2006/08/04/descale/")
CLASSIC = saved("wordpress", "classic.html", "http://zaun.example/2007/03/moos.html")
TWENTY_TEN = saved("wordpress", "twentyten.html", "https://loge.example/2012/02/03/deux-cles/")
THESIS = saved("wordpress", "thesis.html", "http://rope.example/nine-knots/")
DISCUZ = saved("wordpress", "wpdiscuz.html", "https://garaz.example/zimowe-opony/")
BLOCK = saved("wordpress", "block.html", "https://miga.example/pan-de-ayer/")
FRONT = saved("wordpress", "front.html", "https://wheel.example/")
POSTS = (KUBRICK, CLASSIC, TWENTY_TEN, THESIS, DISCUZ, BLOCK)

OWN = "https://b.example/2014/05/06/spokes/"


def thread_of(document: Document) -> Thread:
    thread = ENGINE.thread(document, ENGINE.post(document))
    assert thread is not None
    return thread


def single(html: str, head: str = "") -> Document:
    return page(f"<html><head>{head}</head><body class='single postid-5'>{html}</body></html>", OWN)


def told(comments: Sequence[Comment]) -> list[tuple[str, str | None, str | None, str | None, str]]:
    """Id, parent, author, date and text of each."""
    return [
        (
            comment.id,
            comment.parent_id,
            comment.author.name if comment.author else None,
            comment.published.iso() if comment.published else None,
            plain(make(comment.html)),
        )
        for comment in comments
    ]


def test_the_first_default_themes_are_read_by_their_signatures() -> None:
    assert told(thread_of(KUBRICK).comments) == [
        ("31", None, "Ada", "2006-08-04T15:04:00", "As The Manual says: not with salt.\n\nCitric acid works too."),
        ("32", None, "Bruno", "2006-08-05T10:00:00", "Mine leaks."),
        ("35", None, "Lids of the World » On kettles", "2006-08-13T01:30:00", "[...] five ways, no less [...]"),
    ]
    assert told(thread_of(CLASSIC).comments) == [
        ("4", None, "Otto Moll", "2007-03-18T13:04:00", "Kalk hilft nicht immer."),
        ("5", None, "Ina", "2007-03-19T08:10:00", "Vertikutieren!"),
    ]


def test_answers_are_told_by_nesting_by_depth_classes_and_by_the_ids_of_wpdiscuz() -> None:
    assert told(thread_of(TWENTY_TEN).comments[:2]) == [
        ("501", None, "Le Petit", "2012-02-04T08:15:00", "Et la serrure\u00a0?"),
        ("502", "501", "Léon de Bray", "2012-02-05T21:40:00", "Elle rouille."),
    ]
    assert told(thread_of(THESIS).comments) == [
        ("61", None, "Tar", "2011-05-02T22:25:00", "And the third?"),
        ("62", "61", "Mo", "2011-05-13T06:00:00", "A granny."),
    ]
    assert told(thread_of(DISCUZ).comments) == [
        ("71", None, "Jan", "2021-11-02T10:15:00", "A całoroczne?"),
        ("72", "71", "Ewa Lis", "2021-11-03T08:00:00", "Na mróz nie."),
        ("75", None, "Ola", "2021-11-14T22:01:00", "Dzięki!"),
    ]
    assert told(thread_of(BLOCK).comments) == [
        ("90", None, "Teo", "2025-03-09T09:30:00+01:00", "¿Con ajo?"),
        ("91", "90", "Nuria", "2025-03-10T10:00:00+01:00", "Siempre."),
    ]


def test_answers_in_lists_beside_their_comment_find_it() -> None:
    document = single(
        "<div id=comments><div class=comment id=comment-1><p>One</p></div>"
        "<ul class=children><li class=comment id=comment-2><p>Two</p><ul class=children>"
        "<li class=comment id=comment-3><p>Three</p></li></ul></li></ul>"
        "<div class=comment id=comment-4><p>Four</p></div></div>"
    )
    parents = [(comment.id, comment.parent_id) for comment in thread_of(document).comments if comment.html]
    assert parents == [("1", None), ("2", "1"), ("3", "2"), ("4", None)]


def test_pings_are_marked_whether_a_class_a_word_or_brackets_tell_them() -> None:
    assert thread_of(KUBRICK).comments[2].is_pingback
    ping = thread_of(TWENTY_TEN).comments[2]
    assert ping.is_pingback
    assert ping.author == Author("Le pêne", "https://pene.example/lien")
    assert ping.html == ""
    document = single(
        "<ol class=commentlist><li id=comment-8><p>Trackback: <a href='https://x.example/'>X on Y</a></p></li></ol>"
    )
    assert [(c.author and c.author.name, c.is_pingback) for c in thread_of(document).comments] == [("X on Y", True)]


def test_the_post_author_and_permalinks_are_told() -> None:
    comments = thread_of(TWENTY_TEN).comments
    assert [comment.is_by_post_author for comment in comments] == [False, True, False]
    assert comments[0].permalink == "https://loge.example/2012/02/03/deux-cles/comment-page-2/#comment-501"
    assert thread_of(THESIS).comments[0].permalink == "http://rope.example/nine-knots/#comment-61"


def test_posts_have_title_author_and_day() -> None:
    read = [ENGINE.post(document) for document in POSTS]
    assert [
        (post.title, post.author.name if post.author else None, post.published.iso()[:10])
        for post in read
        if post and post.published
    ] == [
        ("Five ways to descale", None, "2006-08-04"),
        ("Moos im Rasen", "Helga", "2007-03-17"),
        ("Deux clés et une serrure", "Léon de Bray", "2012-02-03"),
        ("Nine knots", "Sal Ortega", "2011-05-02"),
        ("Zimowe opony", "Ewa Lis", "2021-11-02"),
        ("Pan de ayer", "Nuria", "2025-03-09"),
    ]


def test_posts_hold_their_text_alone() -> None:
    texts = [plain(make(post.html or "")) for post in map(ENGINE.post, POSTS) if post]
    assert texts == [
        "Lime settles where water boils.\n\nVinegar is the first way; patience is the fifth.",
        "Moos mag es sauer.\n\nKalk hilft.",
        "Une clé tourne.\n\nL'autre attend.",
        "The bowline first.\n\nThe sheet bend second.",
        "Gruba guma nie wystarczy.\n\nLiczy się mieszanka.",
        "El pan de ayer se tuesta.\n\nEl de hoy se espera.",
    ]


def test_neighbours_are_the_visible_links_or_those_of_the_head() -> None:
    kettle = "http://kettle.example/2006/08/"
    assert ENGINE.neighbours(KUBRICK) == Neighbours(
        Link(f"{kettle}01/a-lid-that-fits/", "A lid that fits"),
        Link(f"{kettle}09/steam/", "Steam, and 3 myths about it"),
    )
    assert ENGINE.neighbours(CLASSIC) == Neighbours(
        Link("http://zaun.example/2007/03/rost.html", "Rost am Tor"),
        Link("http://zaun.example/2007/03/schnitt.html", "Der erste Schnitt"),
    )
    assert ENGINE.neighbours(DISCUZ) == Neighbours(
        Link("https://garaz.example/felgi/", "Felgi"), Link("https://garaz.example/pasy/", "Pasy")
    )
    assert ENGINE.neighbours(BLOCK) == Neighbours(
        Link("https://miga.example/harina/", "Harina"), Link("https://miga.example/sal/", "Sal")
    )


def test_pages_of_comments_of_lists_and_of_the_post_are_no_neighbours() -> None:
    document = single(
        f"<div class=nav-previous><a href='{OWN}comment-page-1/#comments'>Older comments</a></div>"
        f"<a rel=next href='{OWN}2/'>Next page</a><a rel=prev href='https://b.example/page/2/'>Older</a>"
        "<a rel=prev href='https://b.example/category/wood/'>Wood</a><a rel=next href='https://other.example/x/'>X</a>"
    )
    assert ENGINE.neighbours(document) is None
    assert ENGINE.neighbours(TWENTY_TEN) == Neighbours(
        None, Link("https://loge.example/2012/02/11/trois-portes/", "Trois portes")
    )


def test_dates_in_addresses_win_over_the_side_of_a_link() -> None:
    document = single(
        "<div class=navigation><div class=alignleft><a href='/2014/06/01/newer/'>Newer</a></div>"
        "<div class=alignright><a href='/2014/04/01/older/'>Older</a></div></div>"
    )
    assert ENGINE.neighbours(document) == Neighbours(
        Link("https://b.example/2014/04/01/older/"), Link("https://b.example/2014/06/01/newer/")
    )


def test_the_state_of_the_thread_is_what_form_and_notice_say() -> None:
    assert [thread_of(document).closed for document in POSTS] == [True, False, False, None, False, False]
    assert thread_of(KUBRICK).closed_notice == "Comments are closed."
    assert [thread_of(document).stated_count for document in POSTS] == [3, 2, 5, 2, 3, 2]
    assert [thread_of(document).complete for document in POSTS] == [True, True, False, True, True, True]


def test_a_notice_among_other_words_about_the_post_is_found_and_one_in_its_text_is_not() -> None:
    words = (
        "This entry was posted on Friday and is filed under Care. Comments are currently closed. You can link to it."
    )
    noted = single(
        f"<div class=post id=post-5><h2>T</h2><p class=postmetadata>{words}</p></div><h3 id=comments>1 Comment</h3>"
    )
    assert thread_of(noted).closed_notice == "Comments are currently closed."
    said = single(
        "<div class=post id=post-5><h2>T</h2><div class=entry><p>Comments are closed.</p></div></div>"
        "<ol class=commentlist><li id=comment-1><p>Comments are closed.</p></li></ol>"
    )
    assert thread_of(said).closed is None


def test_the_comment_feed_is_the_one_below_the_post() -> None:
    assert thread_of(TWENTY_TEN).feed_url == "https://loge.example/2012/02/03/deux-cles/feed/"
    assert thread_of(CLASSIC).feed_url == "http://zaun.example/2007/03/moos.html/feed"
    assert thread_of(THESIS).feed_url is None
    plain_links = single(
        "<div id=comments></div>", "<link rel=alternate type='application/rss+xml' href='/?feed=rss2&#038;p=5'>"
    )
    assert thread_of(plain_links).feed_url == "https://b.example/?feed=rss2&p=5"


def test_other_pages_of_a_thread_are_named() -> None:
    assert thread_of(TWENTY_TEN).rest == (ThreadSource.at("https://loge.example/2012/02/03/deux-cles/comment-page-1/"),)
    document = single(
        f"<ol class=commentlist><li id=comment-9><p>x</p></li></ol>"
        f"<a href='{OWN}?cpage=3#comments'>Newer</a><a href='{OWN}?cpage=2#comment-4'>Reply</a>"
    )
    thread = thread_of(document)
    assert thread.rest == tuple(ThreadSource.at(f"{OWN}?cpage={number}") for number in (1, 2, 3))
    assert thread.complete is False


def test_comments_of_other_posts_are_left_out() -> None:
    document = single(
        "<ul><li id=li-comment-3><cite class=fn>Zoe</cite><a href='https://b.example/other/#comment-3'>1 May 2014</a>"
        "<p>Elsewhere</p></li></ul><ol class=commentlist><li id=comment-4><cite class=fn>Kit</cite>"
        f"<a href='{OWN}comment-page-1/#comment-4'>7 May 2014</a><p>Here</p></li></ol>"
        "<ul id=recentcomments><li id=comment-5><p>Widget</p></li></ul>"
    )
    assert [comment.id for comment in thread_of(document).comments] == ["4"]


def test_a_list_has_rows_and_no_post() -> None:
    rows = ENGINE.posts(FRONT)
    assert rows is not None
    assert [(row.url, row.title, row.published and row.published.iso(), row.summary) for row in rows] == [
        ("https://wheel.example/2014/05/20/rim/", "The rim", "2014-05-20", "Bent once, never round again."),
        (
            "https://wheel.example/2014/05/16/spokes/",
            "Thirty-two spokes",
            "2014-05-16",
            "A wheel holds by being pulled.",
        ),
    ]
    assert (ENGINE.post(FRONT), ENGINE.thread(FRONT, None), ENGINE.neighbours(FRONT)) == (None, None, None)
    assert all(ENGINE.posts(document) is None for document in POSTS)


def test_pages_are_known_by_traces_where_no_generator_is_named() -> None:
    assert all((found := ENGINE.recognise(document)) and found.confidence > 0.9 for document in POSTS)
    assert ENGINE.recognise(page("<p>Nothing of the kind.</p>")) is None
    assert ENGINE.recognise(page("<img src='https://x.example/wp-content/a.jpg'>")) is None
    other = "<meta name=generator content=blogger><link rel=stylesheet href='/wp-content/x.css'>"
    assert ENGINE.recognise(page(other)) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://b.example/2014/05/06/spokes/comment-page-1/#comment-123",
        "https://b.example/?p=5#comment-123",
        "li-comment-123",
        "wpd-comm-123_77",
    ],
)
def test_page_feed_and_element_name_a_comment_alike(address: str) -> None:
    assert ENGINE.comment_id(address) == "123"


def test_an_empty_page_says_nothing() -> None:
    document = page("<html><body></body></html>")
    assert (ENGINE.post(document), ENGINE.neighbours(document), ENGINE.thread(document, None)) == (None, None, None)
    assert ENGINE.posts(document) is None


def test_an_unclosed_widget_does_not_hide_the_comments() -> None:
    thread = ENGINE.thread(
        page(
            "<ul><li class='widget widget_text'><div id=content><div id=comments><ol class=commentlist>"
            "<li id=comment-4 class=alt><cite>Ida</cite> <small>8. Mai 2010</small><p>Salt it.</p></li></ol></div>",
            "https://pots.example/2010/12/07/salt/",
        ),
        None,
    )
    assert thread is not None
    assert [comment.id for comment in thread.comments] == ["4"]


def test_a_row_whose_link_is_around_its_heading_is_listed() -> None:
    row = (
        "<div class='post-7 post type-post hentry'><a href=/2024/salt>See</a><a href=/2024/salt><h4>Salt</h4></a></div>"
    )
    rows = ENGINE.posts(page(f"<body class='archive date'>{row}", "https://pots.example/2024/12/24"))
    assert rows is not None
    assert [(link.title, link.url) for link in rows] == [("Salt", "https://pots.example/2024/salt")]
