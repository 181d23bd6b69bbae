"""What the tests of the way out share: one server at the other end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.way_out.end import End, running


@pytest.fixture(scope="session")
def _end() -> Iterator[End]:
    with running() as end:
        yield end


@pytest.fixture
def end(_end: End) -> End:
    """A server that took nothing yet, and takes everything."""
    _end.reset()
    return _end
