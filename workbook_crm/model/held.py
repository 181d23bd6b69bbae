"""Which rows errors hold back: that of a record, or only a contact that stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.finding import Finding
from workbook_crm.model.linked import LinkedRow

Key = tuple[str, int, int]
"""(sheet, 1-based row, first column of contacts beside the record; 0 for the record itself)"""


class Held:
    """The rows that are held back; an error in the cells of a contact beside a record holds only that."""

    def __init__(self, batch: Batch, findings: Iterable[Finding]) -> None:
        self._beside = _beside(batch)
        self.keys = {key for each in findings if each.is_error for key in self.keys_of(each)}

    def __contains__(self, each: LinkedRow) -> bool:
        return is_held(self.keys, each.table, each.row.row)

    def add(self, each: LinkedRow) -> None:
        """Hold back one more row."""
        self.keys.add((each.table.sheet, each.row.row, _first_column(each.table)))

    @property
    def records(self) -> frozenset[tuple[str, int]]:
        """(sheet, row) of every row that is held as a whole."""
        return frozenset((sheet, row) for sheet, row, contact in self.keys if not contact)

    def keys_of(self, each: Finding) -> Iterator[Key]:
        """What a finding is about, row by row."""
        sheet, column = each.place.sheet, each.place.column
        for row in (each.place.row, *each.rows):
            if sheet is not None and row is not None:
                yield sheet, row, self._contact(sheet, row, column)

    def _contact(self, sheet: str, row: int, column: int | None) -> int:
        """The first column of the contact that a cell belongs to; 0 where it is one of the record."""
        for table in self._beside.get((sheet, column), ()):
            if table.header_row < row <= table.header_row + table.row_count:
                return _first_column(table)
        return 0


def is_held(keys: Set[Key], table: Table[Any], row: int) -> bool:
    """Whether a row of a table is among these; with a record, all contacts beside it are."""
    if (table.sheet, row, 0) in keys:
        return True
    return table.beside is not None and (table.sheet, row, _first_column(table)) in keys


def _beside(batch: Batch) -> dict[tuple[str, int | None], list[Table[Any]]]:
    """By sheet and column: the tables of contacts that the column belongs to."""
    found: defaultdict[tuple[str, int | None], list[Table[Any]]] = defaultdict(list)
    for table in batch.tables:
        for column in {each.column for each in table.headings if not each.is_above} if table.beside else ():
            found[table.sheet, column].append(table)
    return dict(found)


def _first_column(table: Table[Any]) -> int:
    """The first column of contacts beside records; 0 for a table of rows of their own."""
    own = (each.column for each in table.headings if not each.is_above)
    return min(own, default=0) if table.beside else 0
