"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.desk import Desk, desk
from tests.workbooks import SHOP, joined

hypothesis.settings.register_profile("untimed", deadline=None, derandomize=True)
hypothesis.settings.register_profile("exploring", deadline=None)
hypothesis.settings.load_profile("untimed")
"""No test fails because the machine had something else to do, or for an example that the change at hand did not
bring; `--hypothesis-profile exploring` looks for new ones."""
os.environ.pop("COLUMNS", None)  # of whoever started the tests; a test that is about a width says which


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take what comes out as what is expected")


@pytest.fixture(autouse=True)
def _usual_permissions() -> Iterator[None]:
    """Commands close what they make to others, for the rest of their process: of a test, that is the test."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written anew."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk to which nothing has been sent."""
    with desk(tmp_path) as empty:
        yield empty


@pytest.fixture
def shop(empty_desk: Desk) -> Desk:
    """A desk with a small dealership's catalog, customers and opportunities."""
    empty_desk.take(joined(*SHOP.values()), name="店.xlsx")
    return empty_desk
