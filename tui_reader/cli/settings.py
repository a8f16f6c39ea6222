"""config show, config path: the settings in force, and where files lie."""

from __future__ import annotations

from dataclasses import asdict

from tui_reader.cli.context import Context, emit


def show(context: Context) -> int:
    """Print the settings or the folders."""
    if context.options.what == "path":
        values: dict[str, object] = {name: str(path) for name, path in asdict(context.paths).items()}
    else:
        values = {
            name: value if isinstance(value, str | int | float | bool | None) else str(value)
            for name, value in asdict(context.settings).items()
        }
    if context.options.json:
        emit(values)
    else:
        width = max(len(name) for name in values)
        for name, value in values.items():
            print(f"{name:<{width}}  {_printed(value)}")
    return 0


def _printed(value: object) -> str:
    if value is None:
        return "-"
    return str(value).lower() if isinstance(value, bool) else str(value)
