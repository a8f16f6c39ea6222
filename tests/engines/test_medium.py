"""What the Medium engine reads out of a page and of the state in its script, and that it invents nothing."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.medium import ENGINE

MODERN = saved("medium", "modern.html", "https://medium.com/@adarowe/three-clocks-0a1b2c3d4e5f")
FORMER = saved("medium", "former.html", "https://medium.com/@benode/a-shelf-of-lids-1122334455aa")


def test_a_page_on_a_domain_of_its_own_is_known_by_its_links_to_medium() -> None:
    app = "<meta property='al:android:package' content='com.medium.reader'>"
    assert ENGINE.recognise(page(app)) is not None
    assert ENGINE.recognise(MODERN) is not None
    assert ENGINE.recognise(page("<a href='https://medium.com/@a'>a</a>")) is None


def test_the_state_names_the_author_and_counts_this_posts_responses() -> None:
    post = ENGINE.post(MODERN)
    assert post is not None
    assert post.title == "Three clocks"
    assert post.author is not None
    assert post.author.name == "Ada Rowe"
    assert post.comment_count == 5
    assert post.comments_url is None
    assert post.published is not None
    assert post.published.iso() == "2022-04-01T08:00:00+00:00"


def test_a_count_is_no_comment() -> None:
    thread = ENGINE.thread(MODERN, None)
    assert thread is not None
    assert thread.comments == ()
    assert thread.stated_count == 5
    assert thread.closed is True
    assert ENGINE.neighbours(MODERN) is None


def test_a_broken_state_says_nothing() -> None:
    broken = page(
        "<script>window.__APOLLO_STATE__ = {x</script><article><h1>T</h1>", "https://medium.com/p/0a1b2c3d4e5f"
    )
    post = ENGINE.post(broken)
    assert post is not None
    assert post.comment_count is None
    assert ENGINE.thread(broken, None) is None


def test_former_pages_show_some_responses_and_where_all_are() -> None:
    thread = ENGINE.thread(FORMER, None)
    assert thread is not None
    assert [(comment.id, comment.author and comment.author.name) for comment in thread.comments] == [
        ("99aa88bb77cc", "Ida F"),
        ("99aa88bb77cd", "Tom H"),
    ]
    assert thread.complete is False
    post = ENGINE.post(FORMER)
    assert post is not None
    assert post.comments_url == "https://medium.com/p/1122334455aa/responses/show"
    assert post.html is not None
    assert "shelf of jars" in post.html
    assert "Ida" not in post.html


def test_a_page_without_a_number_is_no_post() -> None:
    assert ENGINE.post(page("<article><h1>About</h1></article>", "https://medium.com/about")) is None
    assert ENGINE.comment_id("https://medium.com/@idaf/it-is-99aa88bb77cc") == "99aa88bb77cc"
