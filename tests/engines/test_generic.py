"""What is read off a page whose software nobody knows: the article, who and when, comments by their shape."""

import pytest

from tests.engines.documents import page
from tui_reader.content import blocks
from tui_reader.content.document import Document
from tui_reader.engines.shape import generic
from tui_reader.engines.shape.generic import ENGINE
from tui_reader.models import Comment, PostData, Thread

PROSE = (
    "<p>The bridge was closed on Monday, and by Tuesday everybody knew a better way round, though no two of them "
    "the same. The baker went by boat; the post did not go at all.</p><p>On Friday it was open again, and we have "
    "kept the habit of asking each other how we came.</p>"
)

SIGNED = "<b class=fn>Ann</b><i class=date>May 1, 2011</i><p>So it is.</p>"


def post_of(document: Document) -> PostData:
    post = ENGINE.post(document)
    assert post is not None
    return post


def thread_of(html: str) -> Thread:
    thread = ENGINE.thread(page(f"<html lang=en><body><h1>T</h1>{html}</body></html>"), None)
    assert thread is not None
    return thread


def told(comment: Comment) -> tuple[str, str | None, str | None, str]:
    """Id, author, date and text."""
    author = comment.author.name if comment.author else None
    date = comment.published.iso() if comment.published else None
    return comment.id, author, date, " ".join(blocks.plain(blocks.make(comment.html)).split())


def text_of(post: PostData) -> str:
    return blocks.plain(blocks.make(post.html or ""))


def test_the_article_is_the_pages_own_element_with_its_links_and_code() -> None:
    post = post_of(page(f"<div class=menu><a href=/x>X</a></div><div id=c><h1>T</h1>{PROSE}<pre>a = 1</pre></div>"))
    assert post.html is not None
    assert "<pre>a = 1</pre>" in post.html
    assert "X" not in text_of(post)


def test_shares_related_posts_forms_and_the_title_are_no_text() -> None:
    html = (
        f"<article><div class=entry-content><h1>Bridges</h1>{PROSE}<div class=sharedaddy>Share this</div>"
        "<div class=related-posts><a href=/1>Ferries</a></div><form><input type=submit value=Go></form></div></article>"
    )
    text = text_of(post_of(page(f"<title>Bridges</title>{html}")))
    assert "The bridge was closed" in text
    assert not {"Share this", "Ferries", "Bridges"} & set(text.split("\n"))


def test_long_comments_are_not_taken_for_the_article() -> None:
    comments = "".join(
        f"<div class=comment id=comment-{n}><b class=fn>A</b><p>{'Much to say. ' * 60}</p></div>" for n in range(5)
    )
    text = text_of(post_of(page(f"<h1>T</h1><div>{PROSE}</div><div>{comments}</div>")))
    assert "The baker" in text
    assert "Much to say" not in text


def test_neither_title_nor_text_is_no_post() -> None:
    assert ENGINE.post(page("<body><div></div></body>")) is None


@pytest.mark.parametrize(
    ("html", "told_as"),
    [
        (
            (
                "<li id=comment-5><cite>Ann</cite> <a href='#comment-5'>May 4, 2011</a><p>Yes.</p></li>"
                "<li id=comment-6><cite>Bo</cite> <a href='#comment-6'>May 5, 2011</a><p>No.</p></li>"
            ),
            [("5", "Ann", "2011-05-04", "Yes."), ("6", "Bo", "2011-05-05", "No.")],
        ),
        (
            (
                "<div class=comments-node><span class=CommentsMeta-username>Ann</span><time datetime=2011-05-04>"
                "</time><div class=CommentBody-root><p>Yes.</p></div></div>"
            ),
            [("", "Ann", "2011-05-04", "Yes.")],
        ),
        (
            (
                "<article data-comment-id=77><span class=comment-author>&lt;b&gt;Ann&lt;/b&gt;</span>"
                "<span class=comment-time>2011-05-04 10:00</span><div class=comment-body>Yes.</div></article>"
            ),
            [("77", "Ann", "2011-05-04T10:00:00", "Yes.")],
        ),
        (
            (
                "<ul><li><a name=comment9></a><p class=meta>#1 <span class=reviewer>, par Anne</span>"
                "<time datetime=2011-05-04>hier</time></p><div class=texte>Oui.</div></li>"
                "<li><a name=comment10></a><p class=meta>#2 <span class=reviewer>, par Luc</span>"
                "<time datetime=2011-05-05>hier</time></p><div class=texte>Non.</div></li></ul>"
            ),
            [("9", "Anne", "2011-05-04", "Oui."), ("10", "Luc", "2011-05-05", "Non.")],
        ),
        (
            (
                "<div class=comment><div id=comment-3></div><div role=article aria-label='Comment by Ann'>"
                "<div class=comment-body>Yes.</div><time datetime=2011-05-04>6d</time></div></div>"
            ),
            [("3", "Ann", "2011-05-04", "Yes.")],
        ),
        (
            (
                "<div class=comment id=comment-4><a class=person-listing title=ann>ann@far.example</a><p class=md>Yes."
                "</p><span data-tippy-content='Friday, May 4th, 2012 at 3:51 PM'>1 year ago</span></div>"
            ),
            [("4", "ann", "2012-05-04T15:51:00", "Yes.")],
        ),
    ],
)
def test_a_comment_is_known_by_its_marks_and_read_by_its_words(
    html: str, told_as: list[tuple[str, str, str, str]]
) -> None:
    have = [told(comment) for comment in thread_of(f"<h2>Comments</h2><div id=comments>{html}</div>").comments]
    assert [(one[0] if two[0] else "", *one[1:]) for one, two in zip(have, told_as, strict=True)] == told_as


def test_controls_numbers_and_votes_are_no_text() -> None:
    html = (
        "<div class=comment id=c1><strong>1:</strong> <b class=fn>Ann</b> <time datetime=2011-05-04>x</time>"
        "<span class=score>12 points</span><p>Yes.</p><a class=reply-link href=#>Reply</a></div>"
    )
    assert told(thread_of(html).comments[0])[3] == "Yes."


def test_deleted_ones_and_pingbacks_are_told_apart() -> None:
    thread = thread_of(
        "<ol><li class=comment id=comment-1><cite>Ann</cite><p>This comment has been removed by the author.</p></li>"
        "<li class='comment pingback' id=comment-2><cite>Elsewhere</cite><p>[…] as Ann says […]</p></li></ol>"
    )
    assert [(comment.is_deleted, comment.is_pingback) for comment in thread.comments] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "html",
    [
        f"<ul class=recent-comments><li id=comment-1 class=comment>{SIGNED}</li></ul>",
        f"<div class=sidebar><div class=comment id=comment-1>{SIGNED}</div></div>",
        f"<form class=comment-form><div class=comment>{SIGNED}<textarea></textarea></div></form>",
        f"<div class=comment-preview><div class=comment>{SIGNED}</div></div>",
        f"<template><div class=comment id=comment-1>{SIGNED}</div></template>",
        "<div class=post-meta><span class=comment>3 comments</span><span class=comment>by A</span></div>",
        f"<ul class=facepile><li class='p-like h-cite'>{SIGNED}</li></ul>",
        f"<div class=comments>{SIGNED}</div>",
    ],
)
def test_no_comment_is_invented(html: str) -> None:
    thread = ENGINE.thread(page(f"<h1>T</h1>{PROSE}{html}"), None)
    assert thread is None or not thread.comments


@pytest.mark.parametrize(
    ("html", "parents"),
    [
        ("<li id=c1>@<ol><li id=c2>@<ol><li id=c3>@</li></ol></li></ol></li>", [None, "1", "2"]),
        ("<div id=c1>@</div><div class=indented><div id=c2>@</div></div><div id=c3>@</div>", [None, "1", None]),
        ("<section><div id=c1>@</div></section><ul><li><div id=c2>@</div></li></ul>", [None, "1"]),
        (
            "<div id=c1 data-depth=0>@</div><div id=c2 data-depth=1>@</div><div id=c3 data-depth=2>@</div>",
            [None, "1", "2"],
        ),
        (
            "<li id=c1 class=depth-1>@</li><li id=c2 class=depth-2>@</li><li id=c3 class=depth-1>@</li>",
            [None, "1", None],
        ),
        ("<div id=c1 style='margin-left: 0px'>@</div><div id=c2 style='margin-left:40px'>@</div>", [None, "1"]),
        ("<div id=c1>@</div><div id=c2 data-parent-id=1>@</div>", [None, "1"]),
        ("<div id=c1>@</div><div id=c2>@<i>In reply to <a href=#c1>Ann</a></i></div>", [None, "1"]),
        (
            "<div id=c1>@</div><div id=c2>@<div class=text>In reply to <a href=#c1>Ann</a>: no.</div></div>",
            [None, None],
        ),
        ("<div id=c1>@</div><div id=c2>@<p>@Ann: no.</p></div>", [None, None]),
        ("<div class=row><div id=c1>@</div></div><div class=row><div id=c2>@</div></div>", [None, None]),
    ],
)
def test_a_reply_is_known_by_structure_never_by_its_text(html: str, parents: list[str | None]) -> None:
    signed = html.replace(">@", f">{SIGNED}")
    assert [comment.parent_id for comment in thread_of(f"<div id=comments>{signed}</div>").comments] == parents


def test_a_post_of_one_picture_stays_a_picture() -> None:
    around = "<div class=links>" + "<p>Some other words that stand beside it and say a lot.</p>" * 40 + "</div>"
    shape = generic.look(page(f"<h1>Snow</h1><img src=/snow.jpg>{around}", "https://tides.example/snow"))
    post = generic.complete_post(shape, PostData("https://tides.example/snow", html='<img src="/snow.jpg">'))
    assert post is not None
    assert post.html == '<img src="/snow.jpg">'


PIECE = "<div {mark}><h2>By Ida Brook</h2><time datetime=2021-11-11>11 November</time><p>Of tides.</p></div>"


@pytest.mark.parametrize(
    "mark",
    [
        "id=c6319 class='frame frame-default'",  # TYPO3
        "id=block-custom188",
        "class='popup popup-responsive-large'",
        "class='odd commentary'",
        "data-cid='site/byline-1551'",
        "id=list_c27317fdb28e410c",
    ],
)
def test_what_only_sounds_like_a_comment_is_none(mark: str) -> None:
    document = page(f"<h1>Tides</h1>{PIECE.format(mark=mark)}{PIECE.format(mark=mark)}", "https://tides.example/ebb")
    assert not generic.look(document).places


@pytest.mark.parametrize("title", ["<h1>Tides</h1>", "<h1>Site</h1><h1>Tides</h1><h1>More</h1>"])
def test_the_page_itself_is_no_comment(title: str) -> None:
    signed = "<address class=author>Ida</address><time datetime=2021-11-11></time>"
    body = f"<div id=comments-58dec4f2>{title}{signed}<p>Ebb.</p></div>"
    assert not generic.look(page(body, "https://tides.example/ebb")).places


def test_numbers_of_pieces_are_no_comments_where_the_software_counts_pieces() -> None:
    piece = "<div><a id=c{0}></a><b class=author>Ida</b> <time datetime=2021-11-11></time><p>Ebb.</p></div>"
    pieces = piece.format(12) + piece.format(13)
    assert len(generic.look(page(pieces, "https://tides.example/ebb")).places) == 2
    typo3 = f"<meta name=generator content='TYPO3 CMS'>{pieces}"
    assert not generic.look(page(typo3, "https://tides.example/ebb")).places


def test_what_was_said_in_a_phpbb_forum_is_found_by_its_number() -> None:
    said = "<div id=p{0} class='post bg2'><b class=username>Ida</b><p class=content>Ebb {0}.</p></div>"
    document = page(said.format(7) + said.format(8), "https://tides.example/viewtopic.php?t=1")
    assert [place.number for place in generic.look(document).places] == ["7", "8"]


def test_pictures_with_words_under_them_are_no_whole_post() -> None:
    text = "<article><h1>Snow</h1>" + "<p>Some words about the snow that fell in the night.</p>" * 40 + "</article>"
    shape = generic.look(page(text, "https://tides.example/snow"))
    post = generic.complete_post(shape, PostData("https://tides.example/snow", html='<img src="/a.jpg"><p>By Ida</p>'))
    assert post is not None
    assert post.html is not None
    assert "fell in the night" in post.html


def test_a_name_of_many_parts_is_looked_at_in_no_time() -> None:
    name = "_".join(["section"] * 60)
    assert ENGINE.thread(page(f"<h1>T</h1><div class='{name}'>{PROSE}</div>"), None) is None
