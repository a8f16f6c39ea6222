"""What the SPIP engine reads: messages of its own templates and of the plugin Comments, and where the others are."""

from tests.engines.documents import page, saved
from tui_reader.engines.software.spip import ENGINE
from tui_reader.models import Author

COMMENTS = saved("spip", "comments.html", "https://palier.example/La-cle-du-grenier")
FORUM = saved("spip", "forum.html", "http://palier.example/Le-rideau")


def test_a_page_is_known_by_its_generator_or_its_links() -> None:
    assert ENGINE.recognise(COMMENTS) is not None
    assert ENGINE.recognise(page("<a href='spip.php?article12'>a</a>")) is not None
    assert ENGINE.recognise(page("<ul class=comments><li>a</ul>")) is None


def test_the_post_is_its_lead_its_text_and_its_signer() -> None:
    post = ENGINE.post(COMMENTS)
    assert post is not None
    assert post.author == Author("Odile Marchand", "https://palier.example/auteur3")
    assert post.html is not None
    assert "serrurier" in post.html
    assert "troisième pot" in post.html
    older = ENGINE.post(FORUM)
    assert older is not None
    assert older.title == "Le rideau"
    assert older.published is not None
    assert older.published.iso() == "2010-03-04T09:00:00+00:00"


def test_a_label_in_the_heading_is_not_taken_for_the_title() -> None:
    post = ENGINE.post(
        page("<h1 class='article-titre-3'>Seul <span>Abonnés</span></h1><div class=article-texte-3>a</div>")
    )
    assert post is not None
    assert post.title is None


def test_messages_name_their_authors_without_the_word_by() -> None:
    thread = ENGINE.thread(COMMENTS, None)
    assert thread is not None
    assert [comment.author.name for comment in thread.comments if comment.author] == [
        "Horace",
        "Gilles Tanneur",
        "Phil",
    ]
    assert [comment.parent_id for comment in thread.comments] == [None, None, "811"]
    assert "Répondre" not in thread.comments[0].html
    assert thread.closed is False
    assert thread.stated_count == 4


def test_pages_are_counted_by_their_first_message() -> None:
    first = ENGINE.thread(COMMENTS, None)
    assert first is not None
    assert [source.request.url.rpartition("=")[2] for source in first.rest] == ["2", "4", "6"]
    at_four = saved("spip", "comments.html", "https://palier.example/La-cle-du-grenier?debut_comments-list=4")
    other = ENGINE.thread(at_four, None)
    assert other is not None
    assert [source.request.url.rpartition("=")[2] for source in other.rest] == ["0", "2", "6"]


def test_the_forum_of_version_two_is_nested_and_counted_in_messages() -> None:
    thread = ENGINE.thread(FORUM, None)
    assert thread is not None
    assert [(comment.id, comment.parent_id) for comment in thread.comments] == [
        ("31", None),
        ("32", "31"),
        ("33", "32"),
    ]
    assert thread.comments[1].author == Author("Adèle", "http://ciseaux.example/")
    assert thread.stated_count == 3
    assert thread.rest == ()


def test_the_number_is_found_in_an_address_and_in_an_element() -> None:
    assert ENGINE.comment_id("https://palier.example/La-cle#forum814") == "814"
    assert ENGINE.comment_id("spip.php?page=forum&id_forum=814") == "814"
    assert ENGINE.comment_id("comment814") == "814"
    assert ENGINE.comment_id("https://palier.example/article12") is None


def test_a_section_is_a_list() -> None:
    item = "<li class=item><h3><a href='{0}'>{0}</a></h3></li>"
    body = f"<body class='page_rubrique'><ul class=liste-items>{item.format('Un')}{item.format('Deux')}</ul>"
    rows = ENGINE.posts(page(body))
    assert rows is not None
    assert [row.title for row in rows] == ["Un", "Deux"]
    assert ENGINE.posts(COMMENTS) is None
