"""What the Habr engine reads: an article's page, its page of comments, and the markup of former years."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.habr import ENGINE
from tui_reader.models import Author, ThreadSource

POST = saved("habr", "post.html", "https://habr.com/ru/articles/800100/")
COMMENTS = saved("habr", "comments.html", "https://habr.com/ru/articles/800100/comments/")
FORMER = saved("habr", "former.html", "https://habr.com/ru/post/400300/")


def test_a_page_is_known_by_its_host_or_its_markup() -> None:
    assert (evidence := ENGINE.recognise(POST)) is not None
    assert evidence.confidence > 0.9
    elsewhere = page("<article class=tm-comment-thread__comment>a</article>")
    assert ENGINE.recognise(elsewhere) is not None
    assert ENGINE.recognise(page("<p>a")) is None


def test_the_post_is_read_in_both_markups() -> None:
    for document, title, author in (
        (POST, "Как я чинил термометр", "olgavetrova"),
        (FORMER, "Про одну отвёртку", "lev"),
    ):
        post = ENGINE.post(document)
        assert post is not None
        assert post.title == title
        assert post.author is not None
        assert post.author.name == author
        assert post.published is not None
        assert post.html is not None


def test_the_articles_page_counts_its_own_comments_and_leads_to_their_page() -> None:
    thread = ENGINE.thread(POST, None)
    assert thread is not None
    assert thread.comments == ()
    assert thread.stated_count == 4
    assert thread.rest == (ThreadSource.at("https://habr.com/ru/articles/800100/comments/"),)


def test_sections_around_a_comment_tell_what_it_answers() -> None:
    thread = ENGINE.thread(COMMENTS, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("26000001", None),
        ("26000003", "26000001"),
        ("26000002", None),
        ("26000004", None),
    ]
    assert thread.comments[0].author == Author("pavel_n", "https://habr.com/ru/users/pavel_n/")
    assert thread.comments[2].is_deleted
    assert thread.rest == ()


def test_a_flat_list_is_nested_by_the_depths_in_its_classes() -> None:
    article = (
        "<article class=tm-comment-thread__comment><a name=comment_{0}></a>"
        "<i class=tm-comment-thread__indent_l-{1}></i>"
        "<a class=tm-user-info__username>a</a><div class=tm-comment__body-content>b</div></article>"
    )
    html = "".join(article.format(number, depth) for number, depth in enumerate((0, 1, 2, 1, 0), start=1))
    thread = ENGINE.thread(page(html), None)
    assert thread is not None
    assert [comment.parent_id for comment in thread.comments] == [None, "1", "2", "1", None]


def test_the_former_markup_is_nested_in_lists() -> None:
    thread = ENGINE.thread(FORMER, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("18000001", None),
        ("18000002", "18000001"),
    ]
    assert thread.stated_count == 2
    assert ENGINE.comment_id("https://habr.com/ru/post/400300/#comment_18000001") == "18000001"
