"""Comments in which nothing is marked: who opens them, when, and what they answer."""

import pytest

from tests.engines.documents import page
from tui_reader.content import blocks
from tui_reader.engines.shape.generic import ENGINE
from tui_reader.models import Comment


def comments_of(html: str, language: str = "en") -> tuple[Comment, ...]:
    thread = ENGINE.thread(page(f"<html lang={language}><body><h1>T</h1>{html}</body></html>"), None)
    return thread.comments if thread else ()


def told(comment: Comment) -> tuple[str | None, str | None, str]:
    """Author, day and text."""
    day = comment.published.iso()[:10] if comment.published else None
    words = " ".join(blocks.plain(blocks.make(comment.html)).split())
    return comment.author.name if comment.author else None, day, words


@pytest.mark.parametrize(
    ("inside", "language"),
    [
        ("<p><strong>Ann Low</strong> sagt:</p><p>4. Mai 2011</p><p>So it is.</p>", "de"),
        ("<strong>Ann Low</strong> sagt am 4. Mai 2011:<p>So it is.</p>", "de"),
        ("<b>Ann Low</b> a écrit :<br>le 4 mai 2011<p>So it is.</p>", "fr"),
        ("<h4>Ann Low</h4>May 4, 2011<p>So it is.</p>", "en"),
        ("<h5><a href=http://ann.example>Ann Low</a></h5><small>May 4, 2011</small><p>So it is.</p>", "en"),
        ("<div class=wrap><span class=author>Ann Low</span><br>May 4, 2011<p>So it is.</p></div>", "en"),
        ("<a href=http://ann.example>Ann Low</a><br>04.05.2011 10:20<p>So it is.</p>", "de"),
        ("<img class=avatar alt='Ann Low'><div>2011-05-04</div><p>So it is.</p>", "en"),
        ("<img class=avatar alt='Avatar of Ann Low'><div>2011-05-04</div><p>So it is.</p>", "en"),
        ("<div class=meta><h3>Ann Low</h3><p>May 4, 2011</p></div><div class=body><p>So it is.</p></div>", "en"),
        (
            "<cite class=fn>Ann Low<br><span class=author-role>Author</span></cite><p>May 4, 2011</p><p>So it is.</p>",
            "en",
        ),
    ],
)
def test_a_name_that_opens_a_comment_signs_it(inside: str, language: str) -> None:
    first, second = comments_of(f"<ol><li id=comment-5>{inside}</li><li id=comment-6>{inside}</li></ol>", language)
    assert told(first) == told(second) == ("Ann Low", "2011-05-04", "So it is.")


@pytest.mark.parametrize(
    "inside",
    [
        "<p><b>Nonsense</b> from end to end, said I.</p><small>May 4, 2011</small>",
        "<p>What a <b>Ferry</b></p><small>May 4, 2011</small>",
        "<a href='#comment-5'>Permalink</a><small>May 4, 2011</small><p>x</p>",
        "<img class=avatar alt=avatar><small>May 4, 2011</small><p>x</p>",
    ],
)
def test_emphasis_controls_and_pictures_without_a_name_sign_nothing(inside: str) -> None:
    (comment,) = comments_of(f"<ol><li id=comment-5 class=comment>{inside}</li></ol>")
    assert comment.author is None


@pytest.mark.parametrize(
    "html",
    [
        "<div class='comment more'><a href=/x>Loading...</a></div><div class='comment more'><a>Loading...</a></div>",
        "<ul><li id=comments-1><a href=/x>Insiders 4</a></li><li id=comments-2><a href=/y>All of them 40</a></li></ul>",
        "<div id=comments-460782><h3>Join the talk</h3><p>Not a member yet? Register.</p></div>",
        "<div id=comment-0 class=comment><b class=fn>Unnamed</b><p>Reply</p></div>",
        "<div id=recent-comments-2><p class=comment><b>Ann</b> on <a href=/o>Other</a>, May 4, 2011: x</p></div>",
    ],
)
def test_tabs_buttons_templates_and_widgets_are_no_comments(html: str) -> None:
    assert comments_of(html) == ()


def said(number: int, attributes: str = "", before: str = "") -> str:
    return (
        f"{before}<div id=comment-{number} {attributes}><b class=fn>A{number}</b>"
        f"<i class=date>May {number}, 2011</i><p>Said {number}.</p></div>"
    )


@pytest.mark.parametrize(
    "html",
    [
        said(1, "class='c depth-1'") + said(2, "class='c depth-2'") + said(3, "class='c depth-1'"),
        said(1, "class='comment level-0'") + said(2, "class='comment level-1'") + said(3, "class='comment level-0'"),
        said(1, "class=indent-0") + said(2, "class=indent-2") + said(3, "class=indent-0"),
        said(1, "style='margin-left:0px'") + said(2, "style='margin-left: 2em'") + said(3, "style='margin-left:0px'"),
        said(1, "style='padding-left:0%'") + said(2, "style='padding-left:5%'") + said(3, "style='padding-left:0%'"),
        said(1, "aria-level=1") + said(2, "aria-level=2") + said(3, "aria-level=1"),
        said(1) + said(2, "data-parent-id=1") + said(3),
        said(1) + said(2, "data-parent=comment-1") + said(3),
        "".join(
            f"<table><tr><td><img src=s.gif width={width}></td><td>{said(number)}</td></tr></table>"
            for number, width in ((1, 0), (2, 40), (3, 0))
        ),
        "".join(
            f"<table><tr><td width={width}></td><td>{said(number)}</td></tr></table>"
            for number, width in ((1, 1), (2, 40), (3, 1))
        ),
        said(1) + said(2).replace("<p>", "<a href='#comment-1'>in reply to A1</a><p>") + said(3),
    ],
)
def test_depth_is_told_by_classes_styles_attributes_cells_and_links(html: str) -> None:
    assert [comment.parent_id for comment in comments_of(html)] == [None, "1", None]
