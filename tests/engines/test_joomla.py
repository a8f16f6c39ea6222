"""What the Joomla engine reads: its articles, and the comments of three extensions."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.joomla import ENGINE
from tui_reader.models import Author, Link

JCOMMENTS = saved("joomla", "jcomments.html", "https://gate.example/notes/12-oil-for-the-gate")
K2 = saved("joomla", "k2.html", "http://brett.example/blog/item/9-das-brett")
KOMENTO = saved("joomla", "komento.html", "https://ladder.example/blog/half-a-ladder")
BLOG = saved("joomla", "blog.html", "https://gate.example/notes")


def test_a_page_is_known_by_its_generator_or_an_extension() -> None:
    for document in (JCOMMENTS, K2, KOMENTO, BLOG):
        assert ENGINE.recognise(document) is not None
    assert ENGINE.recognise(page("<ul class=itemCommentsList><li>a</ul>")) is not None
    assert ENGINE.recognise(page("<div class=item-page>a</div>")) is None


def test_articles_are_signed_and_dated() -> None:
    authors = {}
    for document in (JCOMMENTS, K2, KOMENTO):
        post = ENGINE.post(document)
        assert post is not None
        assert post.published is not None
        authors[post.title] = post.author and post.author.name
    assert authors == {"Oil for the gate": "Pia Lund", "Das Brett": "Ruth Heil", "Half a ladder": "Ole Falk"}


def test_the_neighbours_have_their_titles() -> None:
    found = ENGINE.neighbours(K2)
    assert found is not None
    assert found.previous == Link("http://brett.example/blog/item/8-das-schild", "Das Schild")
    later = ENGINE.neighbours(KOMENTO)
    assert later is not None
    assert later.previous == Link("https://ladder.example/blog/the-tree", "The tree")
    assert later.next is None


def test_jcomments_nests_by_the_lists_and_the_latest_elsewhere_are_not_read() -> None:
    thread = ENGINE.thread(JCOMMENTS, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("201", None),
        ("203", "201"),
        ("202", None),
    ]
    assert thread.comments[0].author == Author("Arne", "https://hinge.example/")
    assert thread.comments[0].html.strip() == "Ours says two words."
    assert thread.feed_url == "https://gate.example/component/jcomments/feed/com_content/12"
    assert thread.closed is False


def test_pages_that_a_script_shows_are_missing() -> None:
    html = (
        "<div id=jc><div id=comments-list><div id=comment-item-1><span class=comment-author>A</span>"
        "<div class=comment-body>b</div></div></div>"
        "<div id=nav-bottom><span onclick=\"jcomments.showPage(12,'com_content',2);\">2</span></div></div>"
    )
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    assert thread.complete is False


def test_k2_has_further_pages_and_marks_its_author() -> None:
    thread = ENGINE.thread(K2, None)
    assert thread is not None
    assert [comment.author for comment in thread.comments] == [
        Author("Emil", "http://zaun.example/"),
        Author("Ruth Heil"),
    ]
    assert [comment.is_by_post_author for comment in thread.comments] == [False, True]
    assert thread.comments[0].html == "Ein Nagel, und gut."
    assert thread.stated_count == 12
    assert [source.request.url for source in thread.rest] == ["http://brett.example/blog/item/9-das-brett?start=10"]


def test_komento_names_parents_in_an_attribute_and_guests_by_a_word() -> None:
    thread = ENGINE.thread(KOMENTO, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [("7", None), ("9", "7")]
    assert thread.comments[0].author == Author("Nils")
    assert thread.comments[0].published is not None
    assert thread.stated_count == 2


def test_a_blog_is_a_list_and_an_article_is_none() -> None:
    assert ENGINE.posts(JCOMMENTS) is None
    rows = ENGINE.posts(BLOG)
    assert rows is not None
    assert [row.title for row in rows] == ["Oil for the gate", "The dog"]


def test_the_number_is_found_in_addresses_of_all_three() -> None:
    assert ENGINE.comment_id("https://gate.example/a#comment-201") == "201"
    assert ENGINE.comment_id("https://gate.example/a#kmt-7") == "7"
    assert ENGINE.comment_id("comment-item-31") == "31"
