"""Settings from a TOML file, folders after XDG and the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_reader.config import Settings, config_file, find_paths, load_settings
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
        'data_dir = "/data"\ncache_dir = "/cache"\n',
    )
    assert load_settings(path) == Settings(
        theme="paper",
        glyphs="ascii",
        measure=80,
        mark_read_after=0.0,
        auto_refresh=False,
        data_dir=Path("/data"),
        cache_dir=Path("/cache"),
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
