"""What every engine keeps to, whatever software it knows."""

import json
from pathlib import Path

import pytest

from tests.engines import summaries
from tests.engines.documents import FIXTURES, page, saved
from tui_reader import engines
from tui_reader.engines import ENGINES, Engine
from tui_reader.models import Thread

NAMES = [engine.name for engine in ENGINES]
PAGES = sorted(path for path in FIXTURES.rglob("*") if path.suffix in {".html", ".txt"})
EXPECTED = sorted(FIXTURES.glob("*/*.json"))
EMPTY = (
    "<html></html>",
    "<p></p>",
    "<html><head><title></title></head><body></body></html>",
    "<div id=comments class=comments></div><p class=content-nav></p><article class=hentry></article>",
    "<li id=comment-1 class=comment><li id=comment-1 class=comment>",
    "<a rel=prev></a><a rel=next href='http://['></a><link rel=canonical href='http://[::'><time datetime=''>",
)


def identifier(value: object) -> str:
    if isinstance(value, Path):
        return str(value.relative_to(FIXTURES))
    return getattr(value, "name", None) or str(value)[:20]


def url_of(path: Path) -> str:
    expected = path.with_suffix(".json")
    if expected.exists():
        return str(json.loads(expected.read_text("utf-8"))["url"])
    return "https://blog.example/2008/09/a-post.html"


def is_sound(thread: Thread) -> bool:
    ids = [comment.id for comment in thread.comments]
    return len(ids) == len(set(ids)) and all(
        comment.parent_id is None or (comment.parent_id in ids and comment.parent_id != comment.id)
        for comment in thread.comments
    )


def test_names_are_words_and_no_two_engines_share_one() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(name and name.replace("_", "").isalnum() and name.islower() for name in NAMES)
    assert [engines.named(name) for name in NAMES] == list(ENGINES)
    assert engines.named("nothing") is None


@pytest.mark.parametrize("engine", ENGINES, ids=identifier)
def test_each_engine_has_a_saved_page_with_what_is_expected_of_it(engine: Engine) -> None:
    assert [path for path in EXPECTED if path.parent.name == engine.name]


def test_no_folder_of_pages_is_without_an_engine() -> None:
    assert {path.relative_to(FIXTURES).parts[0] for path in PAGES} == set(NAMES)


@pytest.mark.parametrize("path", PAGES, ids=identifier)
def test_every_saved_page_is_read_by_a_test(path: Path) -> None:
    sources = "".join(test.read_text("utf-8") for test in Path(__file__).parent.glob("test_*.py"))
    is_named = path.name in sources or f'"{path.stem}"' in sources or f'"{path.parent.name}").glob(' in sources
    assert is_named or path.with_suffix(".json").exists()


@pytest.mark.parametrize("path", EXPECTED, ids=identifier)
def test_a_saved_page_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text("utf-8"))
    name = next(other.name for other in path.parent.iterdir() if other.stem == path.stem and other.suffix != ".json")
    told = summaries.of_reading(engines.read(saved(path.parent.name, name, expected["url"])))
    if path.parent.name != "generic":
        told = {field: told.get(field) for field in expected["reading"]}
        told["comments"] = [
            {field: value for field, value in comment.items() if field in {"id", "parent"}}
            for comment in told["comments"] or []
        ]
    assert told == expected["reading"]


@pytest.mark.parametrize("html", EMPTY)
@pytest.mark.parametrize("engine", ENGINES, ids=identifier)
def test_a_page_without_a_post_is_survived(engine: Engine, html: str) -> None:
    document = page(html)
    engine.recognise(document)
    engine.neighbours(document)
    engine.posts(document)
    thread = engine.thread(document, engine.post(document))
    assert thread is None or not [comment for comment in thread.comments if comment.html.strip()]


@pytest.mark.parametrize("path", PAGES, ids=identifier)
@pytest.mark.parametrize("engine", ENGINES, ids=identifier)
def test_ids_are_unique_and_parents_exist_on_anybodys_pages(engine: Engine, path: Path) -> None:
    document = saved(str(path.parent.relative_to(FIXTURES)), path.name, url_of(path))
    thread = engines.read(document).thread
    assert thread is None or is_sound(thread)
    alone = engine.thread(document, engine.post(document)) if engine.recognise(document) else None
    assert alone is None or all(comment.id for comment in alone.comments)


@pytest.mark.parametrize("engine", ENGINES, ids=identifier)
def test_an_address_without_a_number_names_no_comment(engine: Engine) -> None:
    assert engine.comment_id("https://blog.example/") is None
