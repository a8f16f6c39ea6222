"""How a page is read as a whole: who is asked, what is filled in, post or list."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.documents import page
from tui_reader import engines
from tui_reader.content.document import Document
from tui_reader.engines.base import CERTAIN, Engine, Mark, NeighbourTable, PostTable, Table, TableEngine
from tui_reader.models import Evidence, FeedLink, Neighbours, Page, PageReading, PostData

WORDPRESS = (
    "<meta name=generator content='WordPress 6.4'><body class='single single-post postid-5'>"
    "<article class='post hentry'><h1 class=entry-title>Tides</h1>"
    "<div class=entry-content><p>Twice a day.</p></div></article>"
)


def read(html: str, url: str = "https://blog.example/2008/09/a-post.html") -> PageReading:
    return engines.read(page(html, url))


def test_the_surest_engine_is_named_with_its_reason() -> None:
    reading = read(WORDPRESS)
    assert reading.engine == "wordpress"
    assert reading.evidence
    unknown = read("<h1>T</h1><p>x</p>")
    assert unknown.engine == "generic"
    assert unknown.evidence == "no software known by name; read by standards and by shape"


def test_what_the_engine_leaves_open_is_filled_in() -> None:
    reading = read(
        f"{WORDPRESS}<p class=site-title>The Blog</p><address><a href=/>Ann Low</a></address>"
        "<a href=/2008/08/x>Previous post: Moons</a><div id=commento></div><script src=/js/commento.js></script>"
    )
    assert reading.post is not None
    assert reading.post.title == "Tides"
    assert reading.post.author is not None
    assert reading.post.author.name == "Ann Low"
    assert reading.neighbours.previous is not None
    assert reading.neighbours.previous.title == "Moons"
    assert reading.thread is not None
    assert reading.thread.service == "commento"
    assert reading.site_title == "The Blog"


def site(*, html: str | None, neighbours: bool, confidence: float = 0.9) -> Engine:
    """An engine that takes every page for its own and gives this text; with `neighbours`, posts have such."""

    def finished(_document: Document, post: PostData) -> PostData:
        return replace(post, html=html)

    mark = Mark("all are ours", confidence, css="body")
    rules = NeighbourTable() if neighbours else None
    post = PostTable(title=("h1",))
    return TableEngine(Table(name="site", marks=(mark,), post=post, neighbours=rules, finish_post=finished))


def test_what_an_engine_says_there_is_none_of_is_taken_from_nowhere() -> None:
    words = "".join(f"<p>Sentence {n} of an article that stands beside the post, long enough.</p>" for n in range(30))
    document = page(f"<h1>T</h1><article class=entry-content>{words}</article><a rel=prev href=/2008/08/x>Older</a>")
    link = "<p><a href='https://story.example/'>https://story.example/</a></p>"
    for html in ("", link, "<img src=/a.png alt='A tree in May'>"):
        reading = engines.read(document, engines=(site(html=html, neighbours=False), engines.generic.ENGINE))
        assert reading.post is not None
        assert reading.post.html == html
        assert reading.neighbours == Neighbours()
        assert reading.warnings == ()
    for scrap in (None, "<a href=/contact>Contact us</a>"):
        reading = engines.read(document, engines=(site(html=scrap, neighbours=True), engines.generic.ENGINE))
        assert reading.post is not None
        assert "Sentence 7" in (reading.post.html or "")
    assert reading.neighbours.previous is not None


def test_nobody_else_is_asked_where_an_engine_is_certain() -> None:
    certain, other = site(html="", neighbours=False, confidence=CERTAIN), site(html="<p>x</p>", neighbours=True)
    reading = engines.read(page("<h1>T</h1><p>x</p>"), engines=(other, certain))
    assert reading.post is not None
    assert reading.post.html == ""


def test_comments_by_shape_stand_in_where_the_engine_finds_none() -> None:
    remark = "<div class=remark id=remark-1><b class=nick>Ann</b><i class=date>May 1, 2011</i><p>So.</p></div>"
    reading = read(f"{WORDPRESS}<div class=remarks>{remark}</div>")
    assert reading.thread is not None
    assert [comment.id for comment in reading.thread.comments] == ["1"]


def test_remarks_that_an_engine_cannot_sign_are_read_by_shape() -> None:
    remark = (
        "<div id=comment-{0}><div class=topline><b class=nick>Ann</b> <i class=date>May {0}, 2011</i></div>"
        "<div class=said><p>So it is, number {0}.</p></div></div>"
    )
    head = "<meta name=generator content='Movable Type 4'>"
    reading = read(f"{head}<div id=comments>{''.join(map(remark.format, range(1, 4)))}</div>")
    assert reading.thread is not None
    assert [one.author.name if one.author else None for one in reading.thread.comments] == ["Ann"] * 3
    assert all("So it is" in one.html and "nick" not in one.html for one in reading.thread.comments)


def test_a_list_of_posts_is_an_index_and_has_no_post() -> None:
    rows = "".join(f"<article><h2><a href=/2011/0{n}/p>P{n}</a></h2></article>" for n in range(1, 5))
    reading = read(rows, "https://blog.example/")
    assert (reading.kind, reading.post, reading.thread) == ("index", None, None)
    assert [row.title for row in reading.posts] == ["P1", "P2", "P3", "P4"]


@pytest.mark.parametrize(
    "html",
    [
        "<meta property=og:type content=article>",
        "<div class=comment id=comment-1><b class=fn>Ann</b> <i class=date>May 1, 2011</i><p>So.</p></div>",
        "<form><textarea name=comment></textarea></form>",
        '<script type="application/ld+json">{"@type":"BlogPosting"}</script>',
    ],
)
def test_a_post_that_lists_others_is_a_post(html: str) -> None:
    rows = "".join(f"<article><h2><a href=/2011/0{n}/p>P{n}</a></h2></article>" for n in range(1, 5))
    assert read(f"{html}<h1>Tides</h1><p>Twice a day.</p>{rows}").kind == "post"


def test_feeds_are_handed_on_and_an_empty_page_says_so() -> None:
    feeds = (FeedLink("https://blog.example/feed"),)
    reading = engines.read(page("<body></body>"), feeds)
    assert reading.feeds == feeds
    assert reading.warnings == ("Neither a title nor a text stands on this page.",)


def test_the_canonical_address_names_the_page() -> None:
    reading = read("<link rel=canonical href=https://blog.example/tides><h1>T</h1>", "https://blog.example/?p=5")
    assert reading.url == "https://blog.example/tides"


def test_the_extraction_library_is_loaded_only_where_no_engine_gave_the_text() -> None:
    program = (
        "import sys; from tui_reader import engines; from tui_reader.models import Page;"
        "from tui_reader.content.document import Document;"
        "html = sys.stdin.buffer.read(); engines.read(Document.from_page(Page('https://blog.example/a', html)));"
        "print('trafilatura' in sys.modules)"
    )
    known = f"{WORDPRESS}<p>{'Twice a day. ' * 40}</p>".replace(
        "Twice a day.</p></div>", "Twice a day. " * 40 + "</p></div>"
    )
    for html, is_loaded in ((known, "False"), ("<h1>T</h1><p>x</p>", "True")):
        done = subprocess.run([sys.executable, "-c", program], input=html.encode(), capture_output=True, check=True)
        assert done.stdout.decode().strip() == is_loaded


TAGS = st.sampled_from(
    ["div", "li", "ul", "dl", "dt", "dd", "p", "article", "form", "a", "td", "time", "h1", "section"]
)
NAMES = st.sampled_from(
    ["comment", "comments", "author", "date", "comment-body", "reply", "children", "depth-2", "hentry", "nav"]
)
IDS = st.sampled_from(["comment-1", "comment-2", "c3", "comments", "respond", "x"])
PIECES = st.tuples(TAGS, NAMES, IDS, st.booleans(), st.sampled_from(["", "May 1, 2011", "Ann says:", "closed", "»"]))


@given(st.lists(PIECES, max_size=30))
def test_any_tangle_of_marks_gives_a_sound_thread(pieces: list[tuple[str, str, str, bool, str]]) -> None:
    html = "".join(
        f"<{tag} class={name} id={number} href=#{number}>{text}{f'</{tag}>' if is_closed else ''}"
        for tag, name, number, is_closed, text in pieces
    )
    content = f"<html><body>{html}</body></html>".encode()
    thread = engines.read(Document.from_page(Page("https://blog.example/a", content, media_type="text/html"))).thread
    ids = [comment.id for comment in thread.comments] if thread else []
    assert len(ids) == len(set(ids))
    assert all(comment.parent_id in {None, *ids} - {comment.id} for comment in (thread.comments if thread else ()))


class Broken(TableEngine):
    """An engine that takes every page for its own and fails on it."""

    def recognise(self, document: Document) -> Evidence:
        return Evidence(f"{document.url} is a page", 1.0)

    def post(self, document: Document) -> PostData | None:
        raise KeyError(document.url)


def test_a_fault_in_an_engine_does_not_take_the_post_down() -> None:
    broken = engines.read(page(WORDPRESS), engines=(Broken(Table(name="broken", marks=())), *engines.ENGINES))
    assert broken.post
    assert broken.post.title == "Tides"
    assert "KeyError" in broken.warnings[0]
