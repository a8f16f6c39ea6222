"""Settings from a TOML file, folders after XDG and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.config import (
    Choices,
    CommentSettings,
    Settings,
    config_file,
    find_paths,
    load_choices,
    load_settings,
    save_choices,
)
from tui_reader.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def failure(path: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    return caught.value


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_a_missing_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such settings file"):
        load_settings(tmp_path / "none.toml", required=True)


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'theme = "paper"\nglyphs = "ascii"\nmeasure = 80\nmark_read_after = 0\nauto_refresh = false\n'
        'data_dir = "/data"\ncache_dir = "/cache"\n[comments]\nask = ["disqus", "GitHub"]\n',
    )
    assert load_settings(path) == Settings(
        theme="paper",
        glyphs="ascii",
        measure=80,
        mark_read_after=0.0,
        auto_refresh=False,
        data_dir=Path("/data"),
        cache_dir=Path("/cache"),
        comments=CommentSettings(frozenset({"disqus", "github"})),
    )


def test_an_unknown_key_names_file_line_and_the_nearest_valid_key(tmp_path: Path) -> None:
    path = written(tmp_path, '# mine\ntheme = "ink"\n\nmesure = 80\n')
    error = failure(path)
    assert error.title == 'Unknown setting "mesure"'
    assert error.message == f'{path}, line 4: did you mean "measure"?'


def test_an_unknown_table_is_an_unknown_key(tmp_path: Path) -> None:
    path = written(tmp_path, 'theme = "ink"\n[looks]\ntheme = "paper"\n')
    assert "line 2" in failure(path).message


@pytest.mark.parametrize(
    "line",
    [
        'theme = "pink"',
        "measure = 20",
        'measure = "wide"',
        "measure = true",
        "mark_read_after = -1",
        "auto_refresh = 1",
        'data_dir = ""',
        "glyphs = []",
    ],
)
def test_a_value_that_does_not_fit_names_its_line_and_what_is_wanted(tmp_path: Path, line: str) -> None:
    error = failure(written(tmp_path, f"# first\n{line}\n"))
    assert line.split(" ", maxsplit=1)[0] in error.title
    assert "line 2" in error.message
    assert "wanted is" in error.message


def test_broken_toml_names_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, 'theme = "ink"\nmeasure = \n')
    error = failure(path)
    assert str(path) in error.message
    assert "line 2" in error.message


def test_bytes_that_are_no_utf8_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = \xff")
    assert str(path) in failure(path).message


def test_xdg_folders_hold_ours() -> None:
    environ = {f"XDG_{kind}_HOME": f"/{kind.lower()}" for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    paths = find_paths(environ)
    assert paths.data == Path("/data/tui-reader")
    assert paths.cache == Path("/cache/tui-reader")
    assert paths.state == Path("/state/tui-reader")
    assert paths.config_file == Path("/config/tui-reader/config.toml")


def test_a_relative_xdg_folder_is_ignored() -> None:
    assert find_paths({"XDG_DATA_HOME": "here"}).data.is_absolute()


def test_option_then_environment_then_setting_then_xdg_decide_about_the_data() -> None:
    environ = {"XDG_DATA_HOME": "/xdg", "TUI_READER_DATA_DIR": "/env"}
    setting = Settings(data_dir=Path("/setting"))
    assert find_paths(environ, settings=setting, data_dir=Path("/option")).data == Path("/option")
    assert find_paths(environ, settings=setting).data == Path("/env")
    assert find_paths({"XDG_DATA_HOME": "/xdg"}, settings=setting).data == Path("/setting")
    assert find_paths({"XDG_DATA_HOME": "/xdg"}).data == Path("/xdg/tui-reader")


def test_the_settings_file_is_the_one_given_or_named() -> None:
    assert config_file({"TUI_READER_CONFIG": "/env.toml"}, Path("/given.toml")) == Path("/given.toml")
    assert config_file({"TUI_READER_CONFIG": "/env.toml"}) == Path("/env.toml")


@pytest.mark.parametrize("text", ["comments = 3", "[comments]\nask = 'disqus'", "[comments]\nasks = []"])
def test_a_table_of_comments_that_makes_no_sense_is_an_error(tmp_path: Path, text: str) -> None:
    assert failure(written(tmp_path, text)).title == 'The setting "comments" does not fit'


def test_choices_come_back_as_they_were_made(tmp_path: Path) -> None:
    path = tmp_path / "state" / "choices.toml"
    assert load_choices(path) == Choices()
    choices = Choices(frozenset({"disqus", 'a "b" \\ \n'}), frozenset({"github"}))
    save_choices(path, choices)
    assert load_choices(path) == choices
    assert [file.name for file in path.parent.iterdir()] == ["choices.toml"]


@pytest.mark.parametrize("text", ["[comments", "comments = 3", "[comments]\nask = 3", "\ud800", ""])
def test_broken_choices_are_set_aside_and_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "choices.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert load_choices(path) == Choices()
    assert [file.name for file in tmp_path.iterdir()] == ["choices.toml.broken"]


def test_choices_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(ConfigError, match="cannot be kept"):
        save_choices(tmp_path / "state" / "choices.toml", Choices())
