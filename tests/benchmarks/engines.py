"""What reading by shape alone finds on real pages with checked answers, and what reading a page costs.

The pages and the scoring lie beside the checkout, where they are there at all; without them nothing is measured.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, cast

from tests.benchmarks.figures import Figure
from tests.benchmarks.setup import Setup
from tui_reader import engines
from tui_reader.content import blocks
from tui_reader.content.document import Document
from tui_reader.engines.shape import generic
from tui_reader.models import Page, PageReading

_SHARED = Path(__file__).parents[3] / "shared"
_GOALS = (
    # of all comments, how many are not found; of all that are given, how many are none; pages with any mistake
    ("comments missed", 15.0, "recall"),
    ("what is given and is none", 5.0, "precision"),
    ("pages not exact", 45.0, "exact"),
)
_WORST_GOAL = 400.0

Score = Callable[[dict[str, Any], dict[str, Any], dict[str, Any], str | None], tuple[Counter[str], list[str]]]


@dataclass(frozen=True)
class _Case:
    """One page with its checked answer and how it is described."""

    described: dict[str, Any]
    answer: dict[str, Any]
    page: Page


def measure(setup: Setup) -> Iterator[Figure]:
    """Leave-one-out: each page without the engine that knows its software; then what reading takes with all of them."""
    if not (_SHARED / "corpus").is_dir():
        sys.stderr.write("no pages with checked answers beside the checkout: engines are not measured\n")
        return
    cases = list(_cases(_SHARED / "corpus"))
    yield from _by_shape(cases)
    yield from _pace(cases, max(1, setup.rounds // 3))


def _cases(corpus: Path) -> Iterator[_Case]:
    for described in json.loads((corpus / "pages/manifest.json").read_text("utf-8"))["pages"]:
        content = (corpus / described["file"]).read_bytes()
        page = Page(url=described["url"] or "file:///page.html", content=content, media_type="text/html")
        yield _Case(described, json.loads((corpus / described["gold"]).read_text("utf-8")), page)


def _by_shape(cases: Sequence[_Case]) -> Iterator[Figure]:
    score, totals, invented = _scoring(), Counter[str](), 0
    for case in cases:
        reading = engines.read(Document.from_page(case.page), engines=(generic.ENGINE,))
        counts, _ = score(case.described, case.answer, _told(reading), None)
        totals.update(counts)
        invented += counts["pred"] if not counts["gold"] else 0
    shares = {
        "recall": totals["match"] / totals["gold"],
        "precision": totals["match"] / totals["pred"],
        "exact": totals["exact"] / totals["exact_all"],
    }
    for name, goal, share in _GOALS:
        yield Figure(f"by shape: {name}", 100 * (1 - shares[share]), "%", f"{len(cases)} pages", goal=goal)
    yield Figure("by shape: comments on pages without any", invented, "", goal=0)


def _scoring() -> Score:
    """`score_page` of the scoring program that lies beside the pages."""
    spec = importlib.util.spec_from_file_location("score_pages", _SHARED / "tools/score_pages.py")
    if spec is None or spec.loader is None:
        raise ImportError(name="score_pages")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Score", module.score_page)  # a module loaded by its path has no types


def _told(reading: PageReading) -> dict[str, Any]:
    """A reading's title, text and comments as the scoring takes them."""
    post, thread = reading.post, reading.thread
    comments = [
        {
            "id": comment.id,
            "parent_id": comment.parent_id,
            "author": comment.author and comment.author.name,
            "published": comment.published and comment.published.iso(),
            "deleted": comment.is_deleted,
            "content_text": _text(comment.html),
        }
        for comment in (thread.comments if thread else ())
    ]
    return {
        "title": post and post.title,
        "content_text": _text(post.html or "") if post else None,
        "comments": {"items": comments},
    }


def _text(html: str) -> str:
    return blocks.plain(blocks.make(html))


def _pace(cases: Sequence[_Case], rounds: int) -> Iterator[Figure]:
    """Milliseconds of `engines.read` a page, the best of so many times, parsing not counted."""
    best: list[float] = []
    for case in cases:
        times = []
        for _ in range(rounds):
            document = Document.from_page(case.page)
            start = time.perf_counter()
            engines.read(document)
            times.append((time.perf_counter() - start) * 1000)
        best.append(min(times))
    slowest = max(range(len(cases)), key=best.__getitem__)
    size = f"of {len(cases[slowest].page.content) >> 10:,} KB"
    yield Figure("reading a page, median", median(best), peer=f"{len(cases)} pages")
    yield Figure("reading a page, worst", best[slowest], peer=size, goal=_WORST_GOAL)
