"""Where files lie and what the user has set: folders after XDG; `config.toml`, which is read and never written; and
`choices.toml`, which holds what was chosen in the program.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from tui_reader.errors import ConfigError

NAME: Final = "tui-reader"

DATABASE: Final = "reader.db"
"""The file in the data folder that holds everything that is kept."""

Theme = Literal["auto", "ink", "paper", "terminal"]
GlyphSet = Literal["auto", "unicode", "ascii"]


@dataclass(frozen=True, slots=True)
class CommentSettings:
    """The table `[comments]`. `ask` are third parties that may be asked for comments ("disqus")."""

    ask: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """What `config.toml` can say.

    `measure` is the width of a post's text in columns, 48 to 100. `mark_read_after` are the seconds of reading after
    which a post counts as read (0: at once). `data_dir` and `cache_dir` replace the XDG folders.
    """

    theme: Theme = "auto"
    glyphs: GlyphSet = "auto"
    measure: int = 72
    mark_read_after: float = 2.0
    auto_refresh: bool = True
    data_dir: Path | None = None
    cache_dir: Path | None = None
    comments: CommentSettings = CommentSettings()


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen in the program. `allowed` and `refused` are third parties that may, or may not, be asked for
    comments; of others nothing was said.
    """

    allowed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of this program and its settings file; none of them need exist."""

    data: Path
    cache: Path
    state: Path
    config_file: Path

    @property
    def choices_file(self) -> Path:
        """What was chosen in the program."""
        return self.state / "choices.toml"


def config_file(environ: Mapping[str, str], given: Path | None = None) -> Path:
    """The settings file: the one given, else `TUI_READER_CONFIG`, else `config.toml` in the XDG folder."""
    if given is not None:
        return given
    named = environ.get("TUI_READER_CONFIG")
    return Path(named).expanduser() if named else _xdg(environ, "CONFIG") / "config.toml"


def find_paths(
    environ: Mapping[str, str],
    *,
    settings: Settings | None = None,
    data_dir: Path | None = None,
    config: Path | None = None,
) -> Paths:
    """All folders. For data: the one given, else `TUI_READER_DATA_DIR`, else the setting, else XDG's."""
    chosen = settings or Settings()
    named = environ.get("TUI_READER_DATA_DIR")
    data = data_dir or (Path(named).expanduser() if named else None) or chosen.data_dir or _xdg(environ, "DATA")
    return Paths(
        data=data,
        cache=chosen.cache_dir or _xdg(environ, "CACHE"),
        state=_xdg(environ, "STATE"),
        config_file=config_file(environ, config),
    )


def load_settings(path: Path, *, required: bool = False) -> Settings:
    """What the file says, defaults for the rest; a missing file is empty unless `required`.

    Raises ConfigError for a file that cannot be read, is no TOML, or holds an unknown key or a value that does not
    fit; it names the file, the line and, for an unknown key, the nearest valid one.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if required:
            raise ConfigError("There is no such settings file", f"{path} does not exist.") from None
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("The settings cannot be read", f"{path}: {error}") from error
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("The settings are not valid TOML", f"{path}: {error}") from error
    values = {key: _value(path, text, key, value) for key, value in table.items()}
    return Settings(**values)


def load_choices(path: Path) -> Choices:
    """What the file says, nothing where there is none. A file that makes no sense is set aside as `NAME.broken`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Choices()
    except (OSError, UnicodeDecodeError):
        text = "?"
    import tomllib

    try:
        table = tomllib.loads(text)["comments"]
        return Choices(_names(table.get("ask", [])), _names(table.get("refuse", [])))
    except (ValueError, TypeError, LookupError, AttributeError):
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.broken"))
        return Choices()


def save_choices(path: Path, choices: Choices) -> None:
    """Write the file whole or not at all. Raises ConfigError where it cannot be written."""
    lists = {"ask": choices.allowed, "refuse": choices.refused}
    lines = [f"{name} = [{', '.join(_quoted(entry) for entry in sorted(names))}]" for name, names in lists.items()]
    text = "\n".join(("# Written by tui-reader; config.toml goes before it.", "[comments]", *lines, ""))
    written = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        written.write_text(text, encoding="utf-8")
        written.replace(path)
    except OSError as error:
        raise ConfigError("The choice cannot be kept", f"{path}: {error.strerror or error}.") from error


def _quoted(name: str) -> str:
    """A name as TOML's basic string."""
    escaped = (char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}" for char in name)
    return f'"{"".join(escaped)}"'


def _value(path: Path, text: str, key: str, value: Any) -> Any:
    """One setting checked and converted; ConfigError with its line otherwise."""
    place = f"{path}, line {_line_of(text, key)}"
    if key not in _CHECKS:
        import difflib

        near = difflib.get_close_matches(key, _CHECKS, n=1, cutoff=0.0)
        raise ConfigError(f'Unknown setting "{key}"', f'{place}: did you mean "{near[0]}"?')
    wanted, check = _CHECKS[key]
    try:
        return check(value)
    except (ValueError, TypeError) as error:
        raise ConfigError(
            f'The setting "{key}" does not fit', f"{place}: it is {value!r}, wanted is {wanted}."
        ) from error


def _line_of(text: str, key: str) -> int:
    """The line, from 1, on which a top-level key or table stands; tomllib does not tell."""
    wanted = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    for number, line in enumerate(text.splitlines(), 1):
        if wanted.match(line):
            return number
    return 1


def _one_of(*names: str) -> tuple[str, Callable[[Any], Any]]:
    def check(value: Any) -> str:
        if value not in names:
            raise ValueError(value)
        return str(value)

    return "one of " + ", ".join(f'"{name}"' for name in names), check


def _number(low: float, high: float, kind: type[int | float]) -> tuple[str, Callable[[Any], Any]]:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | kind) or not low <= value <= high:
            raise ValueError(value)
        return kind(value)

    return f"a number from {low:g} to {high:g}", check


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _names(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise ValueError(value)
    return frozenset(name.lower() for name in value)


def _comments(value: Any) -> CommentSettings:
    if not isinstance(value, dict) or not value.keys() <= {"ask"}:
        raise ValueError(value)
    return CommentSettings(_names(value.get("ask", [])))


def _folder(value: Any) -> Path:
    if not isinstance(value, str) or not value:
        raise ValueError(value)
    return Path(value).expanduser()


_CHECKS: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "theme": _one_of("auto", "ink", "paper", "terminal"),
    "glyphs": _one_of("auto", "unicode", "ascii"),
    "measure": _number(48, 100, int),
    "mark_read_after": _number(0, 3600, float),
    "auto_refresh": ("true or false", _switch),
    "data_dir": ("the path of a folder", _folder),
    "cache_dir": ("the path of a folder", _folder),
    "comments": ('a table that may hold `ask = ["disqus"]`', _comments),
}


def _xdg(environ: Mapping[str, str], kind: Literal["CONFIG", "DATA", "CACHE", "STATE"]) -> Path:
    """Our folder of one kind; a relative XDG value is ignored, as the specification asks."""
    base = environ.get(f"XDG_{kind}_HOME", "")
    if Path(base).is_absolute():
        return Path(base) / NAME
    # Unix on every system: the same file lies at the same place wherever one works
    from platformdirs.unix import Unix

    folders = Unix(NAME)
    return {
        "CONFIG": folders.user_config_path,
        "DATA": folders.user_data_path,
        "CACHE": folders.user_cache_path,
        "STATE": folders.user_state_path,
    }[kind]
