"""Comments by standards and in many languages: microformats, microdata, RDFa, tables of old, words of class names."""

import pytest

from tests.engines.documents import page
from tui_reader.content import blocks
from tui_reader.engines.shape.generic import ENGINE
from tui_reader.models import Comment

POST = "<div class=e-content><p>The post's own text, which is long enough to be one.</p></div>"


def comments_of(html: str) -> tuple[Comment, ...]:
    thread = ENGINE.thread(page(f"<html lang=en><body><h1>T</h1>{html}</body></html>"), None)
    return thread.comments if thread else ()


def told(html: str) -> list[tuple[str | None, str]]:
    """Who says what."""
    return [
        (comment.author.name if comment.author else None, " ".join(blocks.plain(blocks.make(comment.html)).split()))
        for comment in comments_of(html)
    ]


def cite(kind: str, name: str, text: str) -> str:
    return (
        f"<li class='{kind}'><a class='p-author h-card' href=http://x.example>{name}</a> <a class=u-url href=http://x.example/1>"
        f"<time class=dt-published datetime=2018-07-12T10:00:00Z>Jul 12</time></a>"
        f"<div class='e-content p-name'>{text}</div></li>"
    )


SAID = [("Ann", "So it is."), ("Bo", "It is not.")]


@pytest.mark.parametrize("kind", ["u-comment h-cite", "p-comment h-cite", "u-comment h-entry", "h-cite"])
def test_microformats_tell_replies_from_likes_and_reposts(kind: str) -> None:
    said = "".join(cite(kind, *each) for each in SAID)
    liked = cite("u-like h-cite", "Cy", "liked this") + cite("p-repost h-cite", "Di", "reposted this")
    assert told(f"<article class=h-entry>{POST}<ul>{said}{liked}</ul></article>") == SAID
    listed = f"<ol class=likes>{cite('h-cite', 'Cy', 'liked this')}</ol>"
    assert told(f"<article class=h-entry>{POST}<ol class=replies>{said}</ol>{listed}</article>") == SAID


def described(number: int, name: str, text: str, inner: str = "") -> str:
    address = f"https://blog.example/2008/09/a-post.html#comment-{number}"
    return (
        f"<div itemprop=comment itemscope itemtype=http://schema.org/Comment><meta itemprop=url content='{address}'>"
        f"<meta itemprop=datePublished content=2020-03-0{number}><div itemprop=author itemscope "
        f"itemtype=http://schema.org/Person><meta itemprop=name content='{name}'><a href=/u>{name}</a></div>"
        f"<div itemprop=text>{text}</div>{inner}</div>"
    )


def test_microdata_give_numbers_and_nesting() -> None:
    html = described(1, "Ann", "So", described(2, "Bo", "Below")) + described(3, "Cy", "Beside")
    assert told(html) == [("Ann", "So"), ("Bo", "Below"), ("Cy", "Beside")]
    assert [(comment.id, comment.parent_id) for comment in comments_of(html)] == [("1", None), ("2", "1"), ("3", None)]


def test_rdfa_as_drupal_writes_it_is_read() -> None:
    html = "".join(
        f"<div about='/comment/{number}#comment-{number}' typeof='sioc:Post sioct:Comment' class='comment clearfix'>"
        f"<div class=submitted>Submitted by <span rel=sioc:has_creator><span class=username>{name}</span></span> on "
        f"<span property=dc:created content='2012-03-0{number}T10:00:00+00:00'>03/0{number}/2012 - 10:00</span>"
        f"<a href='/comment/{number}#comment-{number}' rel=bookmark>Permalink</a></div>"
        f"<div class=content><div property=content:encoded>{text}</div></div></div>"
        for number, (name, text) in enumerate(SAID, 1)
    )
    assert told(html) == SAID


@pytest.mark.parametrize(
    "template",
    [
        "<table><tr><td><a name=c{0}></a><b>{1}</b><br>May {0}, 2011</td><td>{2}</td></tr></table>",
        "<table id=comment-{0}><tr><td><b>{1}</b></td><td>May {0}, 2011</td></tr><tr><td><p>{2}</p></td></tr></table>",
        "<dl><dt id=c{0}><b>{1}</b> wrote on May {0}, 2011:</dt><dd>{2}</dd></dl>",
        "<div class=komentarz id=komentarz-{0}><b>{1}</b> pisze:<br>{0} maja 2011<p>{2}</p></div>",
        "<li class=yorum id=yorum-{0}><b>{1}</b> dedi ki:<br>{0} Mayıs 2011<p>{2}</p></li>",
        "<div class=comment id=comment_{0}><strong>{1}</strong> пишет: <span>{0} мая 2011 г.</span><p>{2}</p></div>",
        "<div class=komment><span class=nick>{1}</span> <span>0{0}.05.2011</span><div class=tekst>{2}</div></div>",
        "<li id=reactie-{0} class=reactie><h4>{1}</h4>{0} mei 2011<p>{2}</p></li>",
        "<article class=commentaire id=commentaire-{0}><cite>{1}</cite> le {0} mai 2011<p>{2}</p></article>",
    ],
)
def test_tables_of_old_and_words_of_other_languages_are_understood(template: str) -> None:
    html = "".join(template.format(number, *each) for number, each in enumerate(SAID, 1))
    assert told(f"<div>{html}</div>") == SAID
    days = [comment.published.iso()[:10] for comment in comments_of(html) if comment.published]
    assert days == ["2011-05-01", "2011-05-02"]
