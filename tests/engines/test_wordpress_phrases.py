"""What WordPress prints around a conversation, told apart in its languages."""

import pytest

from tui_reader.engines.software.wordpress import phrases

TITLE = "7 spokes, 3 hubs"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (f"5 thoughts on “{TITLE}”", 5),
        (f"One response to {TITLE}", 1),
        (f"1,204 Responses to “{TITLE}”", 1204),
        (f"No Responses Yet to “{TITLE}”", 0),
        (f"Ein Gedanke zu „{TITLE}“", 1),
        (f"142 Antworten zu {TITLE}", 142),
        (f"Une réponse à {TITLE}", 1),
        (f"Aucun commentaire sur {TITLE}", 0),
        (f"12 comentarios en «{TITLE}»", 12),
        (f"「{TITLE}」への3件のフィードバック", 3),
        (f"Комментарии (8) к {TITLE}", 8),
        (f"4 reacties op {TITLE}", 4),
        (f"{TITLE} üzerine 6 yorum", 6),
        (f"《{TITLE}》有 9 条评论", 9),
        ("Comments", None),
        ("Leave a comment", None),
        ("Next: 7 ways to spend 2 days", None),
    ],
)
def test_totals_are_read_and_numbers_in_titles_are_not(text: str, total: int | None) -> None:
    assert phrases.total(text, TITLE, is_sure=False) == total


def test_a_bare_number_counts_only_where_the_place_says_so() -> None:
    assert phrases.total("36", TITLE, is_sure=True) == 36
    assert phrases.total("36", TITLE, is_sure=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "Comments are closed.",
        "Both comments and pings are currently closed.",
        "Responses are currently closed, but you can trackback from your own site.",
        "We have turned off comments, but you can read what was said.",
        "Comments Off on Spokes",
        "Die Kommentarfunktion ist geschlossen.",
        "Kommentare sind geschlossen.",
        "Kommentare deaktiviert für Speichen",
        "Les commentaires sont fermés.",
        "Los comentarios están cerrados.",
        "I commenti sono chiusi.",
        "Os comentários estão fechados.",
        "Els comentaris estan tancats.",
        "Reacties zijn gesloten.",
        "Kommentarer inaktiverade.",
        "Der er lukket for kommentarer, kommentarer er lukket.",
        "Kommentointi on suljettu.",
        "Możliwość komentowania została wyłączona.",
        "Komentáře nejsou povoleny.",
        "A hozzászólások jelenleg nem engedélyezettek ezen a részen.",
        "Комментарии закрыты.",
        "Коментарі закриті.",
        "Yorumlar kapalı.",
        "Τα σχόλια είναι κλειστά.",
        "Comentariile sunt închise.",
        "コメントは受け付けていません。",
        "评论已关闭。",
        "留言功能已關閉。",
        "댓글이 닫혔습니다.",
        "התגובות סגורות.",
        "التعليقات مغلقة.",
    ],
)
def test_closed_notices_are_told_in_every_language(text: str) -> None:
    assert phrases.closed_notice(text) == text


@pytest.mark.parametrize(
    "text", ["Leave a comment", "Comments on-topic, please", "5 Kommentare", "Be the first to comment"]
)
def test_open_threads_are_not_taken_for_closed(text: str) -> None:
    assert phrases.closed_notice(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ida Brook says:", "Ida Brook"),
        ("Ida Brook said on", "Ida Brook"),
        ("Ida Brook sagt:", "Ida Brook"),
        ("Ida Brook a dit :", "Ida Brook"),
        ("Ida Brook dice:", "Ida Brook"),
        ("Ida Brook pisze:", "Ida Brook"),
        ("伊田より:", "伊田"),
        ("Ida Brook,", "Ida Brook"),
        ("Princess Di", "Princess Di"),
        ("Von Hand", "Von Hand"),
        ("Ida @ Spokes4Life.example", "Ida @ Spokes4Life.example"),
        ("Ida | brook.example", "Ida | brook.example"),
    ],
)
def test_names_lose_what_is_said_of_them_and_nothing_else(text: str, name: str) -> None:
    assert phrases.speaker(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Comment by Ida — 17.07, 2011 @ 13:04", "Ida"),
        ("Kommentar von Ida", "Ida"),
        ("by Ida on May 6, 2014", "Ida"),
    ],
)
def test_signatures_are_names_without_their_dates(text: str, name: str) -> None:
    assert phrases.signer(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Ida Brook", "Ida Brook"),
        ("View all posts by Ida Brook", "Ida Brook"),
        ("Author Ida Brook", "Ida Brook"),
        ("Zeige alle Beiträge von Ida Brook", "Ida Brook"),
    ],
)
def test_bylines_are_names_without_their_labels(text: str, name: str) -> None:
    assert phrases.author(text) == name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Previous post: The hub", "The hub"),
        ("Next Next post: The rim", "The rim"),
        ("Vorheriger Beitrag Previous post: Nabe", "Nabe"),
        ("前の投稿 車輪", "車輪"),
        ("Next to the hub", "Next to the hub"),
    ],
)
def test_titles_of_neighbours_lose_their_labels(text: str, title: str) -> None:
    assert phrases.without_direction(text) == title


def test_dates_in_the_formats_that_blogs_choose_are_written_out() -> None:
    assert phrases.date("17.7.11") == "17.7.2011"
    assert phrases.date("17.07, 2011 @ 13:04") == "17.07.2011 @ 13:04"
    assert phrases.date("17.07.2011") == "17.07.2011"
