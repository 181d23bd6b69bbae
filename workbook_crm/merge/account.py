"""Every row accounted for: the receipt of a batch, from what was planned for it."""

from __future__ import annotations

from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, TableOutcome
from workbook_crm.model.run import ColumnReceipt, SheetReceipt


def sheet_receipts(batch: Batch, plan: MergePlan) -> tuple[SheetReceipt, ...]:
    """One receipt for every understood table, in the order of the workbook."""
    return tuple(
        _sheet_receipt(table, outcome) for table, outcome in zip(batch.tables, plan.outcomes, strict=True)
    )


def _sheet_receipt(table: Table[Any], outcome: TableOutcome) -> SheetReceipt:
    counts = outcome.counts
    return SheetReceipt(
        sheet=table.sheet,
        kind=table.kind,
        header_row=table.header_row,
        rows=table.row_count,
        new=counts[Fate.NEW],
        changed=counts[Fate.CHANGED],
        unchanged=counts[Fate.UNCHANGED],
        held=counts[Fate.HELD] + len(table.held),
        empty=table.empty,
        subtotal=table.subtotal,
        columns=tuple(ColumnReceipt(each.cell, each.text, each.field) for each in table.headings),
    )
