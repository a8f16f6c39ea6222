"""What the engine for ForumMagnum reads out of its pages and out of the data in them."""

from tests.engines.documents import page, saved
from tui_reader import engines
from tui_reader.engines.software.lesswrong import ENGINE
from tui_reader.models import Author

PLACE = "https://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa/how-a-lathe-is-oiled"
POST = saved("lesswrong", "post.html", PLACE)
TIMED = saved("lesswrong", "timed.html", "https://forum.effectivealtruism.org/posts/fffffffffffffffff/which-oil")


def test_a_page_is_known_by_its_elements() -> None:
    assert ENGINE.recognise(POST) is not None
    assert ENGINE.recognise(saved("lesswrong", "post.html", "https://mirror.example/saved.html")) is not None
    assert ENGINE.recognise(page("<p>CommentsItem, nothing of the kind.")) is None


def test_the_post_has_its_signer_and_its_moment() -> None:
    post = ENGINE.post(POST)
    assert post is not None
    assert post.title == "How a lathe is oiled"
    assert post.author == Author("Mara Lind", "https://www.lesswrong.com/users/mara")
    assert post.published is not None
    assert post.published.iso() == "2024-01-14T23:30:00+00:00"
    assert post.html == '<p id="block0">Three drops in each nipple, and never on a Sunday.</p>'
    assert post.comment_count == 5


def test_folded_and_hidden_comments_come_from_the_data_and_those_of_other_posts_do_not() -> None:
    thread = engines.read(POST).thread
    assert thread is not None
    names = [
        (one.id[-2:], one.parent_id and one.parent_id[-2:], one.author and one.author.name) for one in thread.comments
    ]
    assert names == [
        ("01", None, "ewe"),
        ("02", "01", "Mara Lind"),
        ("03", None, "bolt"),
        ("04", "03", "[deleted]"),
        ("05", "04", "ewe"),
    ]
    assert [one.html for one in thread.comments] == [
        "<p>Sewing machine oil does.</p>",
        "<p>It does not smell of <em>chips</em>.</p>",
        "<p>Chip fat.</p>",
        "",
        "<p>Please, no.</p>",
    ]
    assert [one.is_deleted for one in thread.comments] == [False, False, False, True, False]
    assert [one.is_by_post_author for one in thread.comments] == [False, True, False, False, False]
    assert (thread.stated_count, thread.complete) == (5, True)


def test_moments_and_addresses_are_exact() -> None:
    thread = ENGINE.thread(POST, None)
    assert thread is not None
    first = thread.comments[0]
    assert first.published is not None
    assert first.published.iso() == "2024-01-15T12:30:05+00:00"
    assert first.permalink == f"{PLACE}?commentId=ccccccccccccccc01"
    assert ENGINE.comment_id(first.permalink) == first.id


def test_a_saved_page_without_an_address_is_known_by_its_links() -> None:
    source = POST.source.replace(
        '<link rel="canonical" href="https://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa/', "<link "
    )
    thread = ENGINE.thread(page(source, "file:///saved.html"), None)
    assert thread is not None
    assert len(thread.comments) == 5


def test_without_data_the_page_alone_is_read() -> None:
    thread = ENGINE.thread(TIMED, ENGINE.post(TIMED))
    assert thread is not None
    first, second = thread.comments
    assert (first.id, second.id, second.parent_id) == ("eeeeeeeeeeeeeee01", "eeeeeeeeeeeeeee02", "eeeeeeeeeeeeeee01")
    assert first.author == Author("mara", "https://forum.effectivealtruism.org/users/mara")
    assert first.published is not None
    assert first.published.iso() == "2022-07-08T09:00:00+00:00"
    assert first.html == "<p>The thin one.</p>"
    assert thread.stated_count == 2
    broken = page(POST.source.replace('"ROOT_QUERY":', '"ROOT_QUERY"'), PLACE)
    alone = ENGINE.thread(broken, None)
    assert alone is not None
    assert [one.id[-2:] for one in alone.comments] == ["01", "02", "03"]


def test_a_front_page_lists_its_posts() -> None:
    item = (
        "<div class='LWPostsItem-root'><span class=PostsTitle-root><a href='/posts/{}/x'>{}</a></span>"
        "<time datetime='2024-01-1{}T00:00:00.000Z'>3mo</time></div>"
    )
    rows = "".join(item.format(f"bbbbbbbbbbbbbbbb{number}", f"Title {number}", number) for number in range(1, 4))
    listed = ENGINE.posts(page(rows, "https://www.lesswrong.com/"))
    assert listed is not None
    assert [(row.url, row.title, row.published and row.published.iso()) for row in listed][:2] == [
        ("https://www.lesswrong.com/posts/bbbbbbbbbbbbbbbb1/x", "Title 1", "2024-01-11T00:00:00+00:00"),
        ("https://www.lesswrong.com/posts/bbbbbbbbbbbbbbbb2/x", "Title 2", "2024-01-12T00:00:00+00:00"),
    ]
    assert ENGINE.posts(POST) is None
