"""The cells of a sheet that was put in order, each written into the row that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.marks import ColumnFill, SheetMarks, Written
from workbook_crm.model.raw import Cell, RawSheet, RawWorkbook
from workbook_crm.model.rules.stamps import ORDER_RESTORED


def with_restored(
    sheets: Sequence[SheetMarks], raw: RawWorkbook, findings: Findings
) -> tuple[SheetMarks, ...]:
    """What is written into each sheet, and the cells that were put in order."""
    restored = [each for each in findings if each.rule == ORDER_RESTORED]
    if not restored:
        return tuple(sheets)
    grids = {each.name: each for each in raw.sheets}
    return tuple(
        marks._replace(fills=_merged(marks.fills, grids[marks.sheet], here))
        if (here := [each for each in restored if each.place.sheet == marks.sheet])
        else marks
        for marks in sheets
    )


def _merged(
    fills: Sequence[ColumnFill], grid: RawSheet, restored: Sequence[Finding]
) -> tuple[ColumnFill, ...]:
    """The fills of a sheet with those of its cells that were put in order, which come first."""
    ours = {each.column: each.values for found in restored for each in _fills(grid, found)}
    others = {each.column: each.values for each in fills}
    columns = sorted(ours.keys() | others.keys())
    return tuple(ColumnFill(each, {**others.get(each, {}), **ours.get(each, {})}) for each in columns)


def _fills(grid: RawSheet, restored: Finding) -> Iterator[ColumnFill]:
    facts = dict(restored.facts)
    order, columns = facts["order"], facts["columns"]
    if isinstance(order, tuple) and isinstance(columns, tuple):
        rows = [tuple(map(int, str(each).split("<"))) for each in order]
        for column in map(int, map(str, columns)):
            yield ColumnFill(column, {row: _written(_cell(grid, source, column)) for row, source in rows})


def _cell(grid: RawSheet, row: int, column: int) -> Cell:
    return grid.cells[row - grid.first_row][column - grid.first_column]


def _written(cell: Cell) -> Written:
    """A cell's value as we write it."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else Decimal(repr(cell))
    return cell if isinstance(cell, (bool, date)) else str(cell)
