"""How tables of selectors are read, whatever the software, and that no page breaks the engines made of them."""

import pytest

from tests.engines.documents import FIXTURES, page
from tui_reader.content.document import Document
from tui_reader.engines.base import (
    REST,
    CommentTable,
    Engine,
    Mark,
    NeighbourTable,
    PostTable,
    Table,
    TableEngine,
    ThreadTable,
    in_order,
)
from tui_reader.engines.software import movabletype, plain_text, typepad
from tui_reader.models import Comment, Link, Neighbours, Page, Thread

LIST = CommentTable(
    node="li.comment",
    author=(".name",),
    date=("time", ".when"),
    byline=(".line",),
    body=(".text", REST),
    permalink=("a.here",),
    reply_to=("a.to",),
    drop=(".reply",),
    deleted=".gone",
    pingback=".pingback",
)
TABLE = Table(
    name="test",
    marks=(Mark("a weak mark", 0.3, css="main"), Mark("its host", 0.9, host=r"\.blog\.example$")),
    post=PostTable(
        scope=("article",),
        title=("h1",),
        body=(".body",),
        byline=(".by",),
        tags=("a.tag",),
        link=("h1 a",),
        drop=(".ad",),
    ),
    neighbours=NeighbourTable(previous=("link[rel~=prev]",), next=("link[rel~=next]",), strip=(".strip",)),
    thread=ThreadTable(
        comments=(LIST,),
        area=("#comments",),
        stated=("#comments h2",),
        closed=("#comments p",),
        open=("form.reply-form",),
    ),
)
ENGINE = TableEngine(TABLE)


def comments(html: str) -> list[Comment]:
    thread = ENGINE.thread(page(html), None)
    return list(thread.comments) if thread else []


def parents(html: str) -> list[tuple[str, str | None]]:
    return [(comment.id, comment.parent_id) for comment in comments(html)]


def test_the_surest_mark_is_the_evidence() -> None:
    document = page("<main></main>", "https://a.blog.example/")
    evidence = ENGINE.recognise(document)
    assert evidence is not None
    assert (evidence.reason, evidence.confidence) == ("its host", 0.9)
    assert ENGINE.recognise(page("<main></main>")) is not None
    assert ENGINE.recognise(page("<p>none</p>")) is None


def test_comments_answer_those_around_them() -> None:
    assert parents(
        "<ul><li class=comment id=comment-1><b class=name>A</b><ul>"
        "<li class=comment id=comment-2><b class=name>B</b></li></ul></li>"
        "<li class=comment id=comment-3><b class=name>C</b></li></ul>"
    ) == [("1", None), ("2", "1"), ("3", None)]


def test_flattened_comments_answer_by_their_depth() -> None:
    assert parents(
        "".join(
            f"<li class='comment depth-{depth}' id=comment-{number}><b class=name>X</b></li>"
            for number, depth in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 1))
        )
    ) == [("1", None), ("2", "1"), ("3", "2"), ("4", "1"), ("5", None)]


def test_a_reply_link_says_whom_a_comment_answers_and_never_itself_or_a_stranger() -> None:
    assert parents(
        "<li class=comment id=comment-1><b class=name>A</b><a class=to href='#comment-99'>up</a></li>"
        "<li class=comment id=comment-2><b class=name>B</b><a class=to href='#comment-2'>here</a>"
        "<a class=to href='#comment-1'>up</a></li>"
    ) == [("1", None), ("2", "1")]


def test_a_reply_has_its_own_text_and_its_parent_has_not() -> None:
    outer, inner = comments(
        "<li class=comment id=comment-1><b class=name>A</b><p class=text>one</p>"
        "<ul><li class=comment id=comment-2><b class=name>B</b><p class=text>two</p></li></ul></li>"
    )
    assert (outer.html, inner.html) == ("one", "two")
    assert inner.author is not None
    assert inner.author.name == "B"


def test_what_head_and_foot_leave_is_the_body_where_no_selector_finds_one() -> None:
    (comment,) = comments(
        "<li class=comment id=comment-1><b class=name>A</b> <i class=when>3 May 2009</i>"
        "<p>All that is left.</p><span class=reply>Reply</span></li>"
    )
    assert comment.html == "<p>All that is left.</p>"


def test_one_number_is_one_comment_and_twins_without_numbers_stay_two() -> None:
    twin = "<li class=comment><b class=name>A</b><p class=text>Same.</p></li>"
    numbered = "<li class=comment id=comment-7><b class=name>B</b><p class=text>Once.</p></li>"
    found = comments(twin + twin + numbered + numbered.replace("comment-7", "li-comment-7"))
    assert len(found) == 3
    assert found[1].id == f"{found[0].id}-2"
    assert found[2].id == "7"


def test_a_comment_without_a_number_has_the_same_id_wherever_it_stands() -> None:
    one, two = (f"<li class=comment><b class=name>{name}</b><p class=text>Words.</p></li>" for name in "AB")
    assert [comment.id for comment in comments(one + two)] == [comment.id for comment in comments(two + one)][::-1]


def test_one_date_above_twelve_tells_day_from_month_for_all() -> None:
    def day(first: str, second: str) -> list[str | None]:
        found = comments(
            "".join(f"<li class=comment><b class=name>A</b><i class=when>{date}</i></li>" for date in (first, second))
        )
        return [comment.published.iso() if comment.published else None for comment in found]

    assert day("03/04/2009", "25/04/2009") == ["2009-04-03", "2009-04-25"]
    assert day("03/04/2009", "04/25/2009") == ["2009-03-04", "2009-04-25"]


def test_deleted_ones_and_pingbacks_are_marked_and_templates_left_out() -> None:
    found = comments(
        "<li class='comment pingback' id=comment-1><b class=name>Blog</b></li>"
        "<li class=comment id=comment-2><b class=name>A</b><p class='text gone'>Removed.</p></li>"
        "<li class=comment><b class=name></b><p class=text></p></li>"
    )
    assert [(comment.is_pingback, comment.is_deleted) for comment in found] == [(True, False), (False, True)]


def state(html: str) -> Thread | None:
    return ENGINE.thread(page(html), None)


def test_a_thread_is_none_where_nothing_shows_one_and_empty_where_nobody_wrote() -> None:
    assert state("<p>Nothing.</p>") is None
    empty = state("<div id=comments></div>")
    assert empty is not None
    assert empty.comments == ()
    assert empty.closed is None


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("196 Comments", 196),
        ("Comments (1,234)", 1234),
        ("One thought on “Tar”", 1),
        ("No comments yet", 0),
        ("6 Kommentare zu „Teer“", 6),
        ("コメント (3)", 3),
        ("12 réponses à 2 vieux toits", 12),
        ("Comments", None),
        ("Chapter 4", None),
    ],
)
def test_totals_in_many_words(heading: str, count: int | None) -> None:
    thread = state(f"<div id=comments><h2>{heading}</h2></div>")
    assert thread is not None
    assert thread.stated_count == count


@pytest.mark.parametrize(
    ("words", "is_closed"),
    [
        ("Comments are closed.", True),
        ("Comments Off", True),
        ("The comments to this entry are closed.", True),
        ("Die Kommentare dieses Eintrags sind geschlossen.", True),
        ("Les commentaires sur cette note sont fermés.", True),
        ("Los comentarios de esta entrada están cerrados.", True),
        ("Comments off-topic will be deleted.", False),
        ("Be kind in your comments.", False),
    ],
)
def test_notices_that_close_a_thread(words: str, *, is_closed: bool) -> None:
    thread = state(f"<div id=comments><p>{words}</p></div>")
    assert thread is not None
    assert (thread.closed_notice == words) is is_closed
    assert (thread.closed is True) is is_closed


def test_a_form_keeps_a_thread_open_and_a_commenter_cannot_close_it() -> None:
    thread = state(
        "<div id=comments><li class=comment><b class=name>A</b><p class=text>Comments are closed.</p></li>"
        "<form class=reply-form></form></div>"
    )
    assert thread is not None
    assert thread.closed is False


@pytest.mark.parametrize(
    ("byline", "author", "date"),
    [
        ("Posted by Ada Lund at 5:06 PM in Roofs", "Ada Lund", None),
        ("Posted by Ada on May 3, 2009", "Ada", "2009-05-03"),
        ("May 3, 2009 by Ada", "Ada", "2009-05-03"),
        ("Verfasst von Ada am 3. Mai 2009 um 14:05 in Dach", "Ada", "2009-05-03T14:05:00"),
        ("May 3, 2009 in Roofs", None, "2009-05-03"),
        ("由 小王 發表於 August 25, 2003 02:18 PM | 引用", "小王", "2003-08-25T14:18:00"),
    ],
)
def test_the_byline_of_a_post(byline: str, author: str | None, date: str | None) -> None:
    language = "de" if "Mai" in byline else "en"
    document = page(f"<html lang={language}><article><h1>T</h1><p class=by>{byline}</p></article></html>")
    post = ENGINE.post(document)
    assert post is not None
    assert (post.author.name if post.author else None) == author
    assert (post.published.iso() if post.published else None) == date


@pytest.mark.parametrize(
    ("byline", "author", "date"),
    [
        ("Posted by: Lost in Space | Thursday, 01 December 2005 at 01:09 PM", "Lost in Space", "2005-12-01T13:09:00"),
        ("#3 Bo | June 5, 2007 9:12 PM | Reply", "Bo", "2007-06-05T21:12:00"),
        ("Bo • <a href='#c3'>#3</a> • 9:12 PM Tuesday, Jun 5, 2007 • Reply", "Bo", "2007-06-05T21:12:00"),
        ("Bo at 9:12 PM on June 5, 2007", "Bo", "2007-06-05T21:12:00"),
        ("June 5, 2007 9:12 PM, Bo said...", "Bo", "2007-06-05T21:12:00"),
        ("Comment by Bo — June 5, 2007 @ 9:12 pm", "Bo", "2007-06-05T21:12:00"),
        ("by Bo at 9:12 PM", "Bo", None),
        ("Posted by: | June 5, 2007 at 09:12 PM", None, "2007-06-05T21:12:00"),
        ("<a href=http://bo.example/>Bo</a> on <a href='#c3'>June 5, 2007</a>", "Bo", "2007-06-05"),
    ],
)
def test_the_byline_of_a_comment(byline: str, author: str | None, date: str | None) -> None:
    (comment,) = comments(f"<li class=comment><p class=line>{byline}</p><p class=text>Words.</p></li>")
    assert (comment.author.name if comment.author else None) == author
    assert (comment.published.iso() if comment.published else None) == date


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("Ada says:", "Ada"),
        ("Edward Said", "Edward Said"),
        ("Posted by: Ada |", "Ada"),
        ("Ada replied to comment from Bo", "Ada"),
        ("von Rabenau", "von Rabenau"),
        ("Ada schrieb:", "Ada"),
        ("山田より:", "山田"),
    ],
)
def test_names_lose_their_roles_and_nothing_else(printed: str, author: str) -> None:
    (comment,) = comments(f"<li class=comment><b class=name>{printed}</b></li>")
    assert comment.author is not None
    assert comment.author.name == author


def test_several_posts_make_a_list_and_unwanted_parts_stay_out_of_a_body() -> None:
    listed = page(
        "<article><h1><a href=/2009/05/a.html>A</a></h1></article>"
        "<article><h1><a href=/2009/04/b.html>B</a></h1></article>"
    )
    rows = ENGINE.posts(listed)
    assert rows is not None
    assert [(row.title, row.url) for row in rows] == [
        ("A", "https://blog.example/2009/05/a.html"),
        ("B", "https://blog.example/2009/04/b.html"),
    ]
    post = ENGINE.post(page("<article><h1>A</h1><div class=body><p>Text.</p><p class=ad>Buy.</p></div></article>"))
    assert post is not None
    assert post.html == "<p>Text.</p>"


def test_nothing_of_a_comment_is_taken_for_the_post() -> None:
    post = ENGINE.post(
        page(
            "<article><h1>A</h1><div class=body><p>Text.</p><div id=comments>"
            "<li class=comment><b class=name>B</b><i class=by>Posted by B on May 3, 2009</i></li></div></div></article>"
        )
    )
    assert post is not None
    assert post.html == "<p>Text.</p>"
    assert post.author is None
    assert post.published is None


def test_a_line_with_arrows_gives_direction_and_its_twin_in_the_head_the_title() -> None:
    found = ENGINE.neighbours(
        page(
            "<link rel='prev bookmark' href=/2008/08/o.html title=Nails><div class=strip>"
            "<a href=/2008/08/o.html>« prev</a> | <a href=/>Main</a> | <a href=/2008/10/n.html>Tar</a> »</div>"
        )
    )
    assert found == Neighbours(
        Link("https://blog.example/2008/08/o.html", "Nails"),
        Link("https://blog.example/2008/10/n.html", "Tar"),
        Link("https://blog.example/", "Main"),
    )


def test_dates_in_addresses_win_over_words() -> None:
    older, newer = Link("https://b.example/2008/08/o.html"), Link("https://b.example/2008/10/n.html")
    right = Neighbours(older, newer)
    assert in_order(Neighbours(newer, older), "https://b.example/2008/09/x.html") == right
    assert in_order(right, "https://b.example/2008/09/x.html") == right
    assert in_order(Neighbours(Link("https://b.example/o"), newer), "https://b.example/x").next == newer


@pytest.mark.parametrize(
    "engine", [typepad.ENGINE, movabletype.ENGINE, plain_text.ENGINE], ids=lambda engine: engine.name
)
def test_no_page_breaks_an_engine(engine: Engine) -> None:
    saved = [path.read_bytes() for path in sorted(FIXTURES.glob("*/*")) if path.is_file()]
    cut = [content[: len(content) * part // 5] for content in saved for part in range(1, 6)]
    for content in [b"<p></p>", b"x", *cut]:
        document = Document.from_page(Page(url="https://blog.example/2008/09/x.html", content=content))
        engine.recognise(document)
        engine.posts(document)
        engine.neighbours(document)
        thread = engine.thread(document, engine.post(document))
        ids = [comment.id for comment in thread.comments] if thread else []
        assert len(ids) == len(set(ids))
        assert thread is None or all(comment.parent_id in {None, *ids} for comment in thread.comments)
