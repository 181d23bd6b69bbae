"""Two rows of one workbook that are one record: welcome where they agree, held where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook_crm.model.columns import Sheet
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import SHEETS


def one_row_a_record(linked: Linked, context: Context) -> Iterator[Finding]:
    """A row that says something else of a record than an earlier row of the same workbook."""
    for sheet in SHEETS:
        first: dict[int, LinkedRow] = {}
        for each in linked.rows_of(sheet.kind):
            before = first.setdefault(each.id, each)
            if before is not each:
                yield from _disagreement(sheet, before, each)


def _disagreement(sheet: Sheet[Any], before: LinkedRow, each: LinkedRow) -> Iterator[Finding]:
    mine, yours = each.row.record, before.row.record
    differing = tuple(
        column
        for column in sheet.visible
        if None not in (a := getattr(mine, column.field), b := getattr(yours, column.field)) and a != b
    )
    if differing:
        names = tuple(column.name for column in differing)
        place = each.table.place(each.row.row, differing[0].field)
        seen = getattr(mine, differing[0].field)
        yield finding(trade.DUPLICATE_ROW, place, seen, first=before.row.row, columns=names)
