"""Which rows are held: those with an error, and those that lean on a record that is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.linked import Linked, LinkedRow, Target
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import SHEETS

Key = tuple[str, int, int]
"""(sheet, 1-based row, first column of contacts beside the record; 0 for the record itself)"""


class Held:
    """The rows that are held back; an error in the cells of a contact beside a record holds only that."""

    def __init__(self, batch: Batch, findings: Iterable[Finding]) -> None:
        self._beside = _beside(batch)
        self._keys = {key for each in findings if each.is_error for key in self._keys_of(each)}

    def __contains__(self, each: LinkedRow) -> bool:
        sheet, row = each.table.sheet, each.row.row
        if (sheet, row, 0) in self._keys:
            return True
        return each.table.beside is not None and (sheet, row, _first_column(each.table)) in self._keys

    def add(self, each: LinkedRow) -> None:
        """Hold back one more row."""
        column = _first_column(each.table) if each.table.beside else 0
        self._keys.add((each.table.sheet, each.row.row, column))

    def _keys_of(self, each: Finding) -> Iterator[Key]:
        sheet, column = each.place.sheet, each.place.column
        for row in (each.place.row, *each.rows) if sheet is not None else ():
            if sheet is not None and row is not None:
                yield sheet, row, self._contact(sheet, row, column)

    def _contact(self, sheet: str, row: int, column: int | None) -> int:
        """The first column of the contact that a cell belongs to; 0 where it is one of the record."""
        for table in self._beside.get((sheet, column or 0), ()) if self._beside else ():
            if table.header_row < row <= table.header_row + table.row_count:
                return _first_column(table)
        return 0


def _beside(batch: Batch) -> dict[tuple[str, int], list[Table[Any]]]:
    """By sheet and column: the tables of contacts that the column belongs to."""
    found: defaultdict[tuple[str, int], list[Table[Any]]] = defaultdict(list)
    for table in batch.tables:
        for column in {each.column for each in table.headings} if table.beside else ():
            found[table.sheet, column].append(table)
    return dict(found)


def _first_column(table: Table[Any]) -> int:
    return min(each.column for each in table.headings)


def held_references(linked: Linked, findings: Findings) -> Findings:
    """For every row that leans on a record of this batch that is held: why it is held too.

    A record that is known can be referred to though its row is held; a line is never priced by such a row.
    """
    held = Held(linked.batch, findings)
    alive: defaultdict[str, set[int]] = defaultdict(set)
    places: dict[Target, LinkedRow] = {}
    found: list[Finding] = []
    for sheet in SHEETS:  # in this order a held customer holds its opportunities, and they their lines
        for each in linked.rows_of(sheet.kind):
            for why in _leaning(linked, each, alive, places) if each not in held else ():
                found.append(why)
                held.add(each)
            if each not in held:
                alive[sheet.kind].add(each.id)
            places.setdefault(Target(sheet.kind, each.id), each)
    return tuple(found)


def _leaning(
    linked: Linked, each: LinkedRow, alive: defaultdict[str, set[int]], places: dict[Target, LinkedRow]
) -> Iterator[Finding]:
    for field, targets in linked.targets[each.position].items():
        target = targets[each.nth]
        if target is None or target.id in alive[target.kind]:
            continue
        other = places.get(target)
        if other is None or (target.id > 0 and target.kind != "catalog"):
            continue
        column = each.table.of.by_field.get(field)
        shown = field if column is not None and column.of is Of.REFERENCE else "product"
        seen = getattr(each.row.record, shown) or ""
        where = str(other.table.place(other.row.row))
        yield finding(trade.HELD_REFERENCE, each.table.place(each.row.row, shown), seen, where=where)
