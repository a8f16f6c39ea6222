from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.making import Clock, open_storage
from tui_reader.storage import Storage


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage(tmp_path: Path, clock: Clock) -> Iterator[Storage]:
    opened = open_storage(tmp_path, clock)
    yield opened
    opened.close()
