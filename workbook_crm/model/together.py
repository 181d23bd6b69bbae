"""Several rows of a batch that are one record add up: what each says counts, and none says it twice.

Where two of them say different things of a field, the later row is held (`check.duplicates`) and adds
nothing. Of a column that we do not know, what was said first is kept, and the rest of the row counts. Where
they stand on two tabs and are surely one record, the later tab has the newer word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbook_crm.model.batch import Sourced
from workbook_crm.model.changes import merged
from workbook_crm.model.columns import with_values
from workbook_crm.model.file_lines import KEPT

ERASED = "\0erased"
"""What a field says that was emptied on purpose."""


class Differing(NamedTuple):
    """Something that an earlier row says otherwise: a field, or the header of an unknown column."""

    name: str
    first: int
    """The earlier row, 1-based."""
    tab: str = ""
    """The sheet of the earlier row, where the later one has the newer word."""


class _Said(NamedTuple):
    """What was said of a field, and where."""

    value: object
    row: int
    tab: str


class Addition(NamedTuple):
    """One of several rows of a record, and what it adds."""

    row: Sourced[Any]
    """As far as it counts."""
    record: Any
    """The record after it."""
    fields: tuple[Differing, ...] = ()
    headers: tuple[Differing, ...] = ()
    newer: tuple[Differing, ...] = ()
    """What it says otherwise than an earlier tab."""
    older: frozenset[str] = frozenset()
    """What a later tab says otherwise, and was taken before: a field, or `KEPT` and a header."""


class Together:
    """One record, and what the rows of a batch have said of it so far."""

    def __init__(self, known: Any, fields: tuple[str, ...], *, is_tabbed: bool = False) -> None:
        self.record = known
        self._fields, self._is_tabbed = fields, is_tabbed
        self._said: dict[str, _Said] = {}
        self._headers: dict[str, _Said] = {}

    def add(
        self,
        row: Sourced[Any],
        means: Mapping[str, object],
        tab: str = "",
        older: frozenset[str] = frozenset(),
    ) -> Addition:
        """Adds a row, unless it contradicts an earlier one; `means` are its references, where resolved."""
        row = without_older(row, older)
        says = {name: means.get(name) or value for name, value in _said_in(row, self._fields).items()}
        extra = dict(row.record.extra)
        fields, newer = self._parted(_differing(says, self._said), tab)
        headers, kept = self._parted(_differing(extra, self._headers), tab)
        counting = _without(row, {each.name for each in headers})
        record = merged(self.record, counting, self._fields)
        if not fields:
            self.record = record
            self._remember(says, row.row, tab, self._said)
            self._remember(dict(counting.record.extra), row.row, tab, self._headers)
        return Addition(counting, record, fields, headers, () if fields else newer + kept, older)

    def _parted(
        self, differing: tuple[Differing, ...], tab: str
    ) -> tuple[tuple[Differing, ...], tuple[Differing, ...]]:
        """What contradicts, and what only is newer than another tab."""
        newer = tuple(
            each for each in differing if self._is_tabbed and each.tab != tab and each.name != "number"
        )
        return tuple(each for each in differing if each not in newer), newer

    def _remember(self, says: Mapping[str, Any], row: int, tab: str, said: dict[str, _Said]) -> None:
        for name, value in says.items():
            if name not in said or (self._is_tabbed and said[name].tab != tab):
                said[name] = _Said(value, row, tab)


def without_older(row: Sourced[Any], older: frozenset[str]) -> Sourced[Any]:
    """The row without what a later tab says otherwise."""
    if not older:
        return row
    blank: dict[str, Any] = {name: None for name in older if not name.startswith(KEPT)}
    extra = tuple(each for each in row.record.extra if KEPT + each[0] not in older)
    return Sourced(
        with_values(row.record, {**blank, "extra": extra}),
        row.row,
        row.erased - older,
        tuple(each for each in row.typed if each[0] not in older),
    )


def words_of(row: Sourced[Any], fields: Sequence[str], means: Mapping[str, object]) -> dict[str, object]:
    """What a row says, by field, or `KEPT` and the header."""
    says = {name: means.get(name) or value for name, value in _said_in(row, fields).items()}
    return says | {KEPT + header: text for header, text in row.record.extra}


def _said_in(row: Sourced[Any], fields: Sequence[str]) -> dict[str, object]:
    """What a row says: the fields that it fills, and those that it empties."""
    values = ((name, ERASED if name in row.erased else getattr(row.record, name)) for name in fields)
    return {name: value for name, value in values if value is not None}


def _differing(says: Mapping[str, object], said: Mapping[str, _Said]) -> tuple[Differing, ...]:
    return tuple(
        Differing(name, said[name].row, said[name].tab)
        for name, value in says.items()
        if name in said and said[name].value != value
    )


def _without(row: Sourced[Any], headers: set[str]) -> Sourced[Any]:
    """The row without some of the columns that we do not know."""
    if not headers:
        return row
    extra = tuple(each for each in row.record.extra if each[0] not in headers)
    return Sourced(with_values(row.record, {"extra": extra}), row.row, row.erased, row.typed)
