"""Several rows of a batch that are one record add up: what each says counts, and none says it twice.

Where two of them say different things of a field, the later row is held (`check.duplicates`) and adds
nothing. Of a column that we do not know, what was said first is kept, and the rest of the row counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbook_crm.model.batch import Sourced
from workbook_crm.model.changes import merged
from workbook_crm.model.columns import with_values

ERASED = "\0erased"
"""What a field says that was emptied on purpose."""


class Differing(NamedTuple):
    """Something that an earlier row says otherwise: a field, or the header of an unknown column."""

    name: str
    first: int
    """The earlier row, 1-based."""


class Addition(NamedTuple):
    """One of several rows of a record, and what it adds."""

    row: Sourced[Any]
    """As far as it counts."""
    record: Any
    """The record after it."""
    fields: tuple[Differing, ...] = ()
    headers: tuple[Differing, ...] = ()


class Together:
    """One record, and what the rows of a batch have said of it so far."""

    def __init__(self, known: Any, fields: Sequence[str]) -> None:
        self.record = known
        self._fields = fields
        self._said: dict[str, tuple[object, int]] = {}
        self._headers: dict[str, tuple[str, int]] = {}

    def add(self, row: Sourced[Any], means: Mapping[str, object]) -> Addition:
        """Adds a row, unless it contradicts an earlier one; `means` are its references, where resolved."""
        says = {name: means.get(name) or value for name, value in _said_in(row, self._fields).items()}
        fields = _differing(says, self._said)
        headers = _differing(dict(row.record.extra), self._headers)
        counting = _without(row, {each.name for each in headers})
        record = merged(self.record, counting, self._fields)
        if not fields:
            self.record = record
            _remember(says, row.row, self._said)
            _remember(dict(counting.record.extra), row.row, self._headers)
        return Addition(counting, record, fields, headers)


def _said_in(row: Sourced[Any], fields: Sequence[str]) -> dict[str, object]:
    """What a row says: the fields that it fills, and those that it empties."""
    values = ((name, ERASED if name in row.erased else getattr(row.record, name)) for name in fields)
    return {name: value for name, value in values if value is not None}


def _differing(says: Mapping[str, object], said: Mapping[str, tuple[object, int]]) -> tuple[Differing, ...]:
    return tuple(
        Differing(name, said[name][1])
        for name, value in says.items()
        if name in said and said[name][0] != value
    )


def _remember(says: Mapping[str, Any], row: int, said: dict[str, tuple[Any, int]]) -> None:
    for name, value in says.items():
        said.setdefault(name, (value, row))


def _without(row: Sourced[Any], headers: set[str]) -> Sourced[Any]:
    """The row without some of the columns that we do not know."""
    if not headers:
        return row
    extra = tuple(each for each in row.record.extra if each[0] not in headers)
    return Sourced(with_values(row.record, {"extra": extra}), row.row, row.erased, row.typed)
