"""The rules of the house that no linter knows: budgets, doors between third parties and rooms, what an import loads."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tui_reader"
TOP_LEVEL_FOLDERS = {"tui_reader", "tests", "screenshots"}
FILE_LINES = 450
SCREEN_LINES = 350
APP_LINES = 100
FUNCTION_LINES = {"tui_reader": 50, "tests": 80}


def tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for line in listing.stdout.splitlines() if (path := ROOT / line).is_file()]


def sources() -> list[Path]:
    return tracked("*.py")


def trees(paths: list[Path]) -> Iterator[tuple[Path, ast.Module]]:
    for path in paths:
        yield path, ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_outgrows_its_budget() -> None:
    budgets = {PACKAGE / "ui/app.py": APP_LINES, PACKAGE / "ui/main_screen.py": SCREEN_LINES}
    long = {
        name_of(path): lines
        for path in tracked("*.py", "*.tcss")
        if (lines := len(path.read_text("utf-8").splitlines())) > budgets.get(path, FILE_LINES)
    }
    assert long == {}


def test_no_function_outgrows_its_budget() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name} {length}"
        for path, tree in trees(sources())
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES[path.relative_to(ROOT).parts[0]]
    ]
    assert long == []


def test_every_module_says_what_it_knows() -> None:
    silent = [
        name_of(path)
        for path, tree in trees(sources())
        if path.is_relative_to(PACKAGE) and not 1 <= len((ast.get_docstring(tree) or "").splitlines()) <= 12
    ]
    assert silent == []


def test_the_top_of_the_tree_holds_only_the_planned_folders() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert {name for name in folders if not name.startswith(".")} <= TOP_LEVEL_FOLDERS


def test_the_interface_starts_no_threads_and_no_stray_tasks() -> None:
    ui = [path for path in sources() if path.is_relative_to(PACKAGE / "ui")]
    stray = [name_of(p) for p in ui if re.search(r"thread=True|create_task\(|ensure_future\(", p.read_text("utf-8"))]
    assert stray == []


def test_unfinished_work_leaves_no_marks() -> None:
    marks = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")))
    assert [name_of(p) for p in sources() if marks.search(p.read_text("utf-8"))] == []


def test_exclusions_give_their_reason_on_the_line() -> None:
    bare = re.compile(r"#\s*(noqa(: ?[A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?|pragma: no cover)\s*$", re.MULTILINE)
    assert [name_of(p) for p in sources() if bare.search(p.read_text("utf-8"))] == []


def test_only_the_worker_has_a_blanket_except() -> None:
    blanket = [
        name_of(path)
        for path, tree in trees(sources())
        if path.is_relative_to(PACKAGE)
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        # one that only tidies up and raises again catches nothing
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert [place for place in blanket if not place.startswith("tui_reader/worker")] == []
    assert len(blanket) <= 1


def test_no_module_lives_that_nothing_imports() -> None:
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sources() if path.parts[-1][0] != "_"}
    imported = set()
    for path, tree in trees([path for path in sources() if path.is_relative_to(PACKAGE)]):
        inside = ".".join(path.relative_to(ROOT).parent.parts)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                base = node.module or inside
                imported |= {base, *(f"{base}.{name.name}" for name in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
    assert {name for name in modules if name.startswith("tui_reader.")} - imported == set()


def loaded_by(code: str) -> set[str]:
    """Top-level modules a fresh interpreter holds after running `code`."""
    probe = f"{code}\nimport sys; print('\\n'.join(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


HEAVY = {"textual", "rich", "httpx", "lxml", "feedparser", "markdownify", "bs4", "trafilatura", "babel"}


def test_the_reader_needs_no_screen() -> None:
    assert loaded_by("import tui_reader.reader") & {"textual", "rich", "httpx", "feedparser", "trafilatura"} == set()


@pytest.mark.parametrize("module", ["tui_reader.cli", "tui_reader.__main__"])
def test_the_command_line_starts_light(module: str) -> None:
    assert loaded_by(f"import {module}") & (HEAVY | {"sqlite3", "asyncio"}) == set()


def test_telling_the_version_loads_nothing_heavy() -> None:
    code = (
        "from tui_reader.cli import main\ntry:\n main(['--version'])\nexcept SystemExit:\n pass\n"
        "import os, sys\nsys.stdout.flush()"
    )
    assert loaded_by(code) & (HEAVY | {"sqlite3", "asyncio"}) == set()


def test_click_is_absent_so_that_httpx_imports_no_command_line() -> None:
    assert subprocess.run([sys.executable, "-c", "import click"], capture_output=True, check=False).returncode != 0
