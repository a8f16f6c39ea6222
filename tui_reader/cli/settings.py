"""config: the settings in force, where files lie, a first settings file, the keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from tui_reader.cli.context import FAILED, OK, Context, complain, emit, put
from tui_reader.errors import ConfigError

TEMPLATE = """\
# Settings of tui-reader. It reads this file and never writes it. Each line shows what holds without it;
# take the "# " away to change it.

# The look: "auto" (by the terminal's ground), "ink" (dark), "paper" (light), "terminal" (its own colours).
# theme = "auto"

# The marks that are drawn: "auto", "unicode", "ascii".
# glyphs = "auto"

# How many columns a post's text is wide, 48 to 100.
# measure = 72

# After how many seconds of reading a post counts as read; 0: at once.
# mark_read_after = 2.0

# Whether an open reader asks the feeds by itself.
# auto_refresh = true

# Third parties that may be asked for the comments that they keep, for example "disqus", "github".
# comments = { ask = [] }

# Folders instead of those of the system (XDG).
# data_dir = "~/.local/share/tui-reader"
# cache_dir = "~/.cache/tui-reader"
"""


def run(context: Context) -> int:
    """Carry out `config show`, `path`, `init` or `keys`."""
    match context.options.what:
        case "init":
            return _init(context)
        case "keys":
            return _keys(context)
        case "path":
            _show(context, {name: str(path) for name, path in asdict(context.paths).items()})
        case _:
            _show(context, asdict(context.settings))
    return OK


def _show(context: Context, values: dict[str, object]) -> None:
    plain = {name: _plain(value) for name, value in values.items()}
    if context.options.json:
        emit(plain)
        return
    width = max(len(name) for name in plain)
    put(f"{name:<{width}}  {_printed(value)}" for name, value in plain.items())


def _plain(value: object) -> object:
    """What JSON can hold of a setting."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _printed(value: object) -> str:
    """A setting in words; a table as it would stand in the file."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_printed(inner)}' for name, inner in value.items())} }}"
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _init(context: Context) -> int:
    """Write a settings file of comments where there is none."""
    path = context.paths.config_file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        complain(ConfigError("There is a settings file already", f"{path} was left as it is."))
        return FAILED
    except OSError as error:
        complain(ConfigError("The settings file cannot be written", f"{path}: {error.strerror}."))
        return FAILED
    if context.options.json:
        emit({"config_file": str(path)})
    else:
        put([str(path)])
    return OK


def _keys(context: Context) -> int:
    from tui_reader.keys import KEYS

    if context.options.json:
        for key in KEYS:
            emit({"id": key.id, "keys": list(key.keys), "help": key.help, "scope": key.scope})
    else:
        put(_key_lines())
    return OK


def _key_lines() -> Iterator[str]:
    from tui_reader.keys import KEYS, SCOPES, in_scope, label

    printed = {key.id: key.printed if key.takes_key else "  ".join(map(label, key.keys)) for key in KEYS}
    pressed, ids = max(map(len, printed.values())), max(map(len, printed))
    for scope in ("global", *SCOPES):
        yield "Everywhere" if scope == "global" else f"\n{scope.capitalize()}"
        for key in in_scope(scope):
            yield f"  {printed[key.id]:<{pressed}}  {key.id:<{ids}}  {key.help}"
