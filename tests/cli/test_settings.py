"""config: what is set, where things lie, a first file, the keys."""

import re
from dataclasses import fields

from tests.cli.program import Program
from tui_reader.config import Settings, load_settings
from tui_reader.keys import KEYS

NAMES = tuple(field.name for field in fields(Settings))


def test_the_settings_in_force_and_the_folders_are_shown(run: Program) -> None:
    shown = run("config", "show", "--json").object
    assert tuple(shown) == NAMES
    assert (shown["measure"], shown["auto_refresh"], shown["data_dir"]) == (72, True, None)
    assert re.search(r"^auto_refresh +true$", run("config", "show").out, re.MULTILINE)
    paths = run("config", "path", "--json", TUI_READER_DATA_DIR="/somewhere").object
    assert paths == {
        "data": "/somewhere",
        "cache": str(run.home / "cache" / "tui-reader"),
        "state": str(run.home / "state" / "tui-reader"),
        "config_file": str(run.home / "config" / "tui-reader" / "config.toml"),
    }


def test_a_first_settings_file_changes_nothing_and_is_never_written_over(run: Program) -> None:
    written = run("config", "init")
    path = run.home / "config" / "tui-reader" / "config.toml"
    assert (written.code, written.out) == (0, f"{path}\n")
    assert load_settings(path) == Settings()
    # every setting stands in it, with what holds without it
    text = path.read_text()
    every = re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)
    path.write_text(every)
    loaded = load_settings(path)
    assert {name for name in NAMES if re.search(rf"^{name} = ", every, re.MULTILINE)} == set(NAMES)
    assert (loaded.theme, loaded.measure, loaded.mark_read_after, loaded.auto_refresh) == ("auto", 72, 2.0, True)
    again = run("config", "init")
    assert (again.code, again.out) == (1, "")
    assert f"{path} was left as it is" in again.err
    assert path.read_text() == every


def test_the_keys_are_listed_with_their_ids(run: Program) -> None:
    assert [key["id"] for key in run("config", "keys", "--json").objects] == [key.id for key in KEYS]
    printed = run("config", "keys").out
    assert all(re.search(rf" {re.escape(key.id)} ", printed) for key in KEYS)
    assert printed.startswith("Everywhere\n")
    assert "\n\nComments\n" in printed
