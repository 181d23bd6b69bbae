"""A file line: one list that a sender sends again and again, and what each of its cells last had applied.

A cell says something new only if it differs from its base: what this line last had applied there.
"""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import DATED, NUMERIC, Of, Value

Cell: TypeAlias = "str | int | bool | None"
"""A value as a base keeps it; blank is None."""

ERASED = "\0erased"
"""The cell of a field that the sender emptied on purpose."""
NO_BASE = "\0none"
"""The cell of a column that this line never had applied: nothing is known of what its sender saw there."""
KEPT = "extra:"
"""Before the header of a column that we do not know, in place of a field."""
KEY_PARTS = "\x1f"
"""Between the parts of a natural key."""
SAMPLE_SIZE = 64
"""Keys that stand for all keys of a list where lists are compared; those with the least hashes."""


@dataclass(frozen=True, slots=True)
class Base:
    """The rows of a line as they were last applied, column by column."""

    keys: tuple[str, ...] = ()
    """The natural key of each row, as text."""
    ids: tuple[int, ...] = ()
    """The record that each row is."""
    columns: Mapping[str, Sequence[Cell]] = field(default_factory=dict)
    """By field, or `KEPT` and the header: a cell for each row."""
    gone: frozenset[int] = frozenset()
    """Rows that the last version did not have any more; they are as they were then."""
    open: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By row: the fields in which somebody else has a later word that this line has not taken up."""

    def cell(self, nth: int | None, name: str) -> Cell:
        """What a row last had applied in a field; NO_BASE where that is nothing yet."""
        column = self.columns.get(name)
        return NO_BASE if nth is None or column is None else column[nth]

    @property
    def present(self) -> Iterable[int]:
        """The rows that the last version had."""
        return (nth for nth in range(len(self.keys)) if nth not in self.gone)


@dataclass(frozen=True, slots=True)
class LineHead:
    """What a line is recognised by."""

    id: int
    sender: str | None
    kind: str
    file: str
    sheet: str
    receipt: int
    """The revision under which its last version was taken."""
    sample: frozenset[int] = frozenset()
    """Hashes of some of its keys, or of all."""
    export: str | None = None
    """Of a workbook that we handed out: which one it is."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line with the base of its last version."""

    head: LineHead
    base: Base

    @property
    def is_new(self) -> bool:
        """Whether it is not in the store yet."""
        return self.head.id == 0


class Edit(NamedTuple):
    """A row whose key is new, read as the mended one of a row whose key is gone."""

    field: str
    """The field that was mended."""
    was: str
    """What stood there before."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of a table beside the rows of the line that it continues."""

    keys: tuple[str, ...]
    """The natural key of each row of the table."""
    line: FileLine | None = None
    """None where the list is sent for the first time."""
    rows: tuple[int | None, ...] = ()
    """For each row of the table, the row of the base that it is."""
    edits: Mapping[int, Edit] = field(default_factory=dict)
    """By row of the table, from 0."""
    asked: Mapping[int, tuple[int, Edit]] = field(default_factory=dict)
    """Rows that may be an edit of a row of the base, which only their sender can say."""
    changed: frozenset[int] = frozenset()
    """Of a copy: rows that differ from the base, which tells nothing of whose record they may change."""
    is_copy: bool = False
    """The base is the version of somebody else: this is a copy of it under its sender's own hand."""

    def base_row(self, nth: int) -> int | None:
        """The row of the base that a row of the table is."""
        return self.rows[nth] if self.rows else None

    def record(self, nth: int) -> int | None:
        """The record that a row of the table was when it was last sent."""
        row = self.base_row(nth)
        return None if row is None or self.line is None else self.line.base.ids[row]

    @property
    def missing(self) -> tuple[int, ...]:
        """The rows of the last version that the table does not have any more."""
        if self.line is None:
            return ()
        here = set(self.rows)
        return tuple(nth for nth in self.line.base.present if nth not in here)


def deal_of(key: str) -> str:
    """The deal in the natural key of a line."""
    return key.partition(KEY_PARTS)[0]


def hash_of(key: str) -> int:
    """The hash of a natural key; the same on every machine."""
    return zlib.crc32(key.encode())


def sample_of(keys: Iterable[str]) -> frozenset[int]:
    """The hashes that stand for all these keys."""
    return frozenset(heapq.nsmallest(SAMPLE_SIZE, set(map(hash_of, keys))))


def cell_of(value: Value) -> Cell:
    """A value as a base keeps it: equal values are equal cells, however they were written."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def column_of(table: Table[Any], name: str) -> list[Cell]:
    """The cells of one field of a table, or of one column that we do not know."""
    return columns_of(table, (name,))[name]


def columns_of(table: Table[Any], names: Iterable[str]) -> dict[str, list[Cell]]:
    """The same of several fields and columns, by name and in this order."""
    columns = {name: [] if name.startswith(KEPT) else _cells_of(table, name) for name in names}
    kept = {name.removeprefix(KEPT): name for name in columns if name.startswith(KEPT)}
    columns.update((name, [None] * len(table.rows)) for name in kept.values())
    for nth, row in enumerate(table.rows if kept else ()):
        for header, text in row.record.extra:
            if header in kept:
                columns[kept[header]][nth] = text
    return columns


def _cells_of(table: Table[Any], name: str) -> list[Cell]:
    rows = table.rows
    cells: list[Cell] = _encoded(table.of.by_field[name].of, [getattr(row.record, name) for row in rows])
    for nth, row in enumerate(rows):
        if row.erased and name in row.erased:
            cells[nth] = ERASED
    return cells


def said_cell(row: Sourced[Any], name: str) -> Cell:
    """What one row says in a field, or in a column that we do not know, as a base keeps it."""
    if name.startswith(KEPT):
        return dict(row.record.extra).get(name.removeprefix(KEPT))
    return ERASED if name in row.erased else cell_of(getattr(row.record, name))


def _encoded(of: Of, values: list[Any]) -> list[Any]:
    """Cells of values; each distinct number and date is made once."""
    if of not in NUMERIC and of not in DATED:
        return values
    return list(map(_Encoded(cell_of).__getitem__, values))


class _Encoded(dict[Any, Any]):
    def __init__(self, encode: Callable[[Any], Cell]) -> None:
        super().__init__({None: None})
        self._encode = encode

    def __missing__(self, value: Any) -> Cell:
        cell = self[value] = self._encode(value)
        return cell


def columns_in(table: Table[Any]) -> tuple[str, ...]:
    """The columns of a table that a base keeps: all but what we compute, and those that we do not know."""
    known = tuple(
        each.field for each in table.of.visible if each.field in table.columns and not each.computed
    )
    kept = {header for row in table.rows for header, _text in row.record.extra}
    return (*known, *(KEPT + header for header in sorted(kept)))
