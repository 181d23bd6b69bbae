"""Values in lists that a database takes at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, false, literal_column

AT_ONCE = 900
"""Values in one IN list: every database takes that many."""


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in order, without blanks, in lists that a database takes at once."""
    remaining = iter(sorted(each for each in values if each is not None))
    while portion := list(islice(remaining, AT_ONCE)):
        yield portion


def among(column: ColumnElement[Any], numbers: Collection[int]) -> ColumnElement[bool]:
    """Whether a column has one of some whole numbers; written out, so that many rows can be bound."""
    return column.in_([literal_column(str(int(each))) for each in sorted(numbers)]) if numbers else false()
