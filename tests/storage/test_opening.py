"""Opening: a new file, an old one, somebody else's, a damaged one."""

from __future__ import annotations

import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.making import NOW, add_feed, ask, day, fill, new_post, open_storage, plan
from tui_reader.errors import StorageError
from tui_reader.models import PostFilter
from tui_reader.storage import schema

SCHEMA_1 = (Path(__file__).parent / "schema_1.sql").read_text(encoding="utf-8")


def _tables(path: Path) -> dict[str, str]:
    rows = ask(path, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_a_new_file_is_made_in_a_folder_that_only_its_owner_reads(tmp_path: Path) -> None:
    open_storage(tmp_path / "deep" / "data").close()
    assert stat.S_IMODE((tmp_path / "deep" / "data").stat().st_mode) == 0o700
    folder = tmp_path / "deep" / "data"
    assert ask(folder, "PRAGMA user_version") == [(schema.VERSION,)]
    assert ask(folder, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert ask(folder, "PRAGMA journal_mode") == [("wal",)]


def test_a_database_of_schema_1_ends_with_todays_tables_and_its_posts(tmp_path: Path) -> None:
    ask(
        tmp_path,
        *SCHEMA_1.split(";\n"),
        "INSERT INTO feeds(url, title, kind, added_at, total, unread) VALUES ('u', 'Old', 'feed', 1, 1, 1)",
        "INSERT INTO posts(feed_id, sort, guid, first_seen, fingerprint) VALUES (1, 16, 'g', 1, '')",
    )
    storage = open_storage(tmp_path)
    assert [post.guid for post in storage.posts.window(PostFilter()).rows] == ["g"]
    storage.close()
    open_storage(tmp_path / "fresh").close()
    assert _tables(tmp_path) == _tables(tmp_path / "fresh")


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_storage(tmp_path).close()
    ask(tmp_path, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(StorageError, match="newer version"):
        open_storage(tmp_path)
    assert ask(tmp_path, "PRAGMA user_version") == [(schema.VERSION + 1,)]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path, *, read_only: bool) -> None:
    (tmp_path / "reader.db").write_bytes(b"shopping list: " + b"bread, " * 1000)
    with pytest.raises(StorageError, match="not a database") as caught:
        open_storage(tmp_path, read_only=read_only)
    assert "reader.db" in caught.value.message
    assert (tmp_path / "reader.db").read_bytes().startswith(b"shopping")


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    ask(tmp_path, "CREATE TABLE recipes(name)")
    with pytest.raises(StorageError, match="not a database of tui-reader"):
        open_storage(tmp_path)
    assert ask(tmp_path, "SELECT name FROM sqlite_schema") == [("recipes",)]


def test_a_read_only_connection_reads_and_never_writes(tmp_path: Path) -> None:
    writer = open_storage(tmp_path)
    reader = open_storage(tmp_path, read_only=True)
    fill(writer, add_feed(writer), "ab")
    assert len(reader.posts.window(PostFilter()).rows) == 2
    with pytest.raises(StorageError, match="cannot be written"):
        add_feed(reader, "Other")
    writer.close()
    reader.close()


def test_a_missing_file_is_not_made_by_a_reader(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        open_storage(tmp_path, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_of_an_older_database_says_how_it_becomes_readable(tmp_path: Path) -> None:
    ask(tmp_path, f"PRAGMA application_id = {schema.APPLICATION_ID}")
    with pytest.raises(StorageError, match="older version"):
        open_storage(tmp_path, read_only=True)


def test_a_folder_that_is_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="data folder"):
        open_storage(tmp_path / "file" / "data")


def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)

    def fail() -> None:
        with storage.transaction():
            fill(storage, add_feed(storage), "ab")
            raise KeyError("stop")

    with pytest.raises(KeyError):
        fail()
    assert storage.feeds.all() == []
    add_feed(storage)
    assert [feed.title for feed in storage.feeds.all()] == ["Slow Lathe"]
    storage.close()


def test_what_sqlite_cannot_hold_is_an_expected_error(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    with pytest.raises(StorageError):
        storage.posts.get(2**70)
    with pytest.raises(StorageError):
        storage.feeds.by_url("\ud800")
    storage.close()


def test_a_full_disk_keeps_what_was_stored_and_the_reader_usable(tmp_path: Path) -> None:
    storage = open_storage(tmp_path)
    feed = add_feed(storage)
    fill(storage, feed, "ab")
    storage._connection.execute("PRAGMA max_page_count = 60")
    with pytest.raises(StorageError, match="disk is full"):
        fill(storage, feed, [f"much {number} " + "x" * 4000 for number in range(200)])
    kept = storage.feeds.all()[0]
    assert (kept.total, kept.unread, storage.posts.count(PostFilter(is_unread=True))) == (2, 2, 2)
    storage.close()


@pytest.mark.parametrize("part", range(24))
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused_in_words(tmp_path: Path, part: int) -> None:
    storage = open_storage(tmp_path)
    feed = add_feed(storage)
    dated = [new_post(f"p{number}", NOW - number, published=day(3), tags=("a",)) for number in range(60)]
    storage.feeds.save_refresh(feed.id, plan(dated))
    storage.close()
    file = tmp_path / "reader.db"
    content = bytearray(file.read_bytes())
    place = 100 + part * (len(content) - 100) // 24
    content[place : place + 40] = b"\xff" * 40
    file.write_bytes(content)
    try:
        with closing(open_storage(tmp_path)) as storage:
            for post in storage.posts.window(PostFilter(), after=100).rows:
                storage.posts.body(post.id)
            storage.feeds.save_refresh(feed.id, plan([new_post("more")]))
            storage.changes.mark_filter(PostFilter(), label="all")
    except StorageError as error:
        assert "reader.db" in error.message  # noqa: PT017  either outcome is right


def test_the_data_version_tells_of_other_connections_alone(tmp_path: Path) -> None:
    one, other = open_storage(tmp_path), open_storage(tmp_path)
    before = one.data_version()
    add_feed(one)
    assert one.data_version() == before
    add_feed(other, "Other")
    assert one.data_version() != before
    one.close()
    other.close()


def test_many_processes_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from tui_reader.storage import Storage; sys.stdin.read(1); "
        "Storage.open(pathlib.Path(sys.argv[1]), now=lambda: 0.0).close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "reader.db")]
    children = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
    for child in children:
        assert child.stdin is not None
        child.stdin.write(b"x")
        child.stdin.flush()
    faults = [child.communicate(timeout=60)[1] for child in children]
    assert [child.returncode for child in children] == [0] * 6, faults
