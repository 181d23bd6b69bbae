"""Values in lists that a database takes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

AT_ONCE = 900
"""Values in one IN list: every database takes that many."""


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in order, without blanks, in lists that a database takes at once."""
    remaining = iter(sorted(each for each in values if each is not None))
    while portion := list(islice(remaining, AT_ONCE)):
        yield portion
