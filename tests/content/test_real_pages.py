"""Saved pages of real blogs, where they are at hand: each is decoded and read without a loss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tui_reader.content import blocks, dates
from tui_reader.content.document import Document
from tui_reader.models import Page

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
MANIFEST = CORPUS / "pages/manifest.json"
PAGES: list[dict[str, Any]] = json.loads(MANIFEST.read_text())["pages"] if MANIFEST.exists() else []

pytestmark = pytest.mark.skipif(not PAGES, reason="no saved pages here")


def document(page: dict[str, Any]) -> Document:
    return Document.from_page(Page(page["url"], (CORPUS / page["file"]).read_bytes()))


def test_every_page_is_decoded_and_has_a_title_and_text() -> None:
    for page in PAGES:
        read = document(page)
        assert "\ufffd" not in (read.title or ""), page["id"]
        assert read.source.count("\ufffd") < 3, page["id"]
        assert read.title or read.text(read.root), page["id"]


def test_every_page_becomes_blocks_that_can_be_stored() -> None:
    for page in PAGES:
        made = blocks.make(document(page).source, page["url"])
        assert blocks.load(blocks.dump(made)) == made, page["id"]


def test_dates_of_comments_are_read_on_the_right_day() -> None:
    seen = right = 0
    for page in PAGES:
        read = document(page)
        comments = json.loads((CORPUS / page["gold"]).read_text())["comments"]
        written = [comment for comment in comments if comment["date_raw"] and comment["date"]]
        day_first = dates.day_first(comment["date_raw"] for comment in written)
        languages = [read.language] if read.language else []
        for comment in written:
            moment = dates.read(comment["date_raw"], languages=languages, day_first=day_first)
            if moment is not None:
                seen += 1
                # the blog's zone is not written beside the date
                stated = dates.read(comment["date"])
                assert stated is not None
                right += abs(moment.timestamp() - stated.timestamp()) <= 36 * 3600
    assert right >= 0.99 * seen > 0
