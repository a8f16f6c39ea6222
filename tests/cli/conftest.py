"""The program in an empty home, and in one that follows a blog on the loopback interface."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.site import Site


@dataclass(frozen=True)
class Followed:
    """The program, the blog that it follows as feed 1, and the blog's page without a feed as feed 2."""

    run: Program
    site: Site


@pytest.fixture
def run(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as served:
        yield served


@pytest.fixture(scope="module")
def followed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """For tests that only read: shared by a module."""
    run = Program(tmp_path_factory.mktemp("home"))
    added = run("add", site.url, f"{site.url}/plain/", "--folder", "Tea")
    assert (added.code, added.err) == (0, "")
    return Followed(run, site)
