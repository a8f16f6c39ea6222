"""What a page says about its conversation: totals, closed or open, further pages, the feed, services."""

import pytest

from tests.engines.documents import page
from tui_reader.engines import services
from tui_reader.engines.shape import comment_state
from tui_reader.models import ThreadSource

URL = "https://blog.example/2008/09/a-post.html"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<h3 class=comments-title>12 thoughts on Rain</h3>", 12),
        ("<a href='#comments'>1,204 comments</a>", 1204),
        ("<a href='/2008/09/a-post.html#comments'>7</a>", 7),
        ("<button aria-label='View comments (149)' data-href='/2008/09/a-post.html/comments'>149</button>", 149),
        ("<section id=comments><h2>Kommentare (5)</h2></section>", 5),
        ("<div id=comments><p>Noch keine Kommentare</p></div>", 0),
        ("<span itemprop=x></span><meta itemprop=commentCount content=4>", 4),
        ("<a href='/2007/01/other.html#comments'>9 comments</a>", None),
        ("<div class=sidebar><h3>3 comments</h3></div>", None),
        ("<a href='#comments'>182 comments</a><h3 class=comments-title>200 of the top comments</h3>", 200),
    ],
)
def test_the_total_is_what_the_page_prints_for_its_own_post(html: str, count: int | None) -> None:
    assert comment_state.stated_count(page(html)) == count


@pytest.mark.parametrize(
    "notice",
    [
        "Comments are closed.",
        "Die Kommentare sind geschlossen.",
        "Les commentaires sont fermés.",
        "Los comentarios están cerrados.",
        "I commenti sono chiusi.",
        "コメントは受け付けていません。",
    ],
)
def test_a_closed_notice_is_known_in_many_languages(notice: str) -> None:
    assert comment_state.closed_notice(page(f"<p>Prose.</p><div><p>{notice}</p></div>")) == notice


def test_a_notice_split_by_an_element_is_read_whole() -> None:
    assert comment_state.closed_notice(page("<p>Comments are <b>closed</b>.</p>")) == "Comments are closed."


def test_words_in_a_comment_or_a_sidebar_close_nothing() -> None:
    document = page("<div id=c1><p>Comments are closed.</p></div><div class=sidebar><p>Comments are closed.</p></div>")
    comment = document.first("#c1")
    assert comment is not None
    assert comment_state.closed_notice(document, set(comment.iter()).__contains__) is None


@pytest.mark.parametrize(
    ("html", "is_open"),
    [
        ("<form><textarea name=comment></textarea></form>", True),
        ("<form action=/reply><textarea name=body></textarea></form>", True),
        ("<a href=/c>Post a comment</a>", True),
        ("<a href=/c>Kommentar veröffentlichen</a>", True),
        ("<div id=comments><a href=/r>Reply</a></div>", True),
        ("<a href='https://www.blogger.com/comment.g?blogID=1'>…</a>", True),
        ("<a href=/r>Reply</a>", False),
        ("<a href=/login?next=/a>Leave a comment</a>", False),
        ("<form action=/contact><textarea name=message></textarea></form>", False),
        ("<form action=/search><input name=comment></form>", False),
    ],
)
def test_open_is_where_anybody_may_write(html: str, is_open: bool) -> None:  # noqa: FBT001  a case of a table
    assert comment_state.is_open(page(html)) is is_open


def test_further_pages_are_named_once_and_other_paging_never() -> None:
    document = page(
        "<div id=comments><a href='/a/comment-page-1/#comments'>Older</a><a href='/a/comment-page-1'>1</a>"
        "<ul class=pager><a href='/2008/09/a-post.html?page=2'>2</a><a href='/archive?page=3'>3</a></ul>"
        "<a href='/a/comment-page-1/?replytocom=3'>Reply</a></div>"
    )
    assert comment_state.rest(document) == (
        ThreadSource.at("https://blog.example/a/comment-page-1/#comments"),
        ThreadSource.at("https://blog.example/2008/09/a-post.html?page=2"),
    )


def test_the_comment_feed_is_the_one_below_the_posts_address() -> None:
    document = page(
        "<link rel=alternate type=application/rss+xml title=Blog href=/feed>"
        "<link rel=alternate type=application/rss+xml title='Comments on A' href=/2008/09/a-post/comments.xml>"
    )
    assert comment_state.feed(document) == "https://blog.example/2008/09/a-post/comments.xml"


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<div id=disqus_thread></div>", "disqus"),
        ("<script src=https://giscus.app/client.js></script>", "giscus"),
        ("<script src=https://utteranc.es/client.js></script>", "utterances"),
        ("<section id=isso-thread></section>", "isso"),
        ("<div id=cusdis_thread></div>", "cusdis"),
        ("<div class=fb-comments></div>", "facebook"),
        ("<script>var remark_config = {}</script>", "remark42"),
        ("<p>We left disqus and giscus behind.</p>", None),
    ],
)
def test_services_are_known_by_what_they_embed(html: str, name: str | None) -> None:
    assert services.named(page(html)) == name


def test_a_number_that_only_its_class_calls_a_total_counts_where_it_is_alone() -> None:
    told = "<span><i class=icon></i> <span class=p-num-replies>3</span> replies</span>"
    assert comment_state.stated_count(page(told)) == 3
    assert comment_state.stated_count(page(f"{told}<li>Other <span class=p-num-replies>7</span></li>")) is None
