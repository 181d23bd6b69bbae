"""Every row accounted for: the receipt of a batch, from what was planned for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, TableOutcome
from workbook_crm.model.run import ColumnReceipt, SheetReceipt

_Pair = tuple[Table[Any], TableOutcome]


def sheet_receipts(batch: Batch, plan: MergePlan) -> tuple[SheetReceipt, ...]:
    """One receipt for every understood table, in the order of the workbook."""
    pairs = list(zip(batch.tables, plan.outcomes, strict=False))  # implied tables come after the sender's
    beside: defaultdict[int, list[_Pair]] = defaultdict(list)
    made: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for table, outcome in pairs:
        if table.beside is not None:
            beside[table.beside.main].append((table, outcome))
        if table.made_by is not None and (count := _new_records(outcome)):
            made[table.made_by][table.kind] = count
    return tuple(
        _sheet_receipt(table, outcome, beside.get(position, ()), made.get(position, {}))
        for position, (table, outcome) in enumerate(pairs)
        if table.beside is None and table.made_by is None
    )


def _new_records(outcome: TableOutcome) -> int:
    return len({each.id for each in outcome.rows if each.fate is Fate.NEW})


def _sheet_receipt(
    table: Table[Any], outcome: TableOutcome, beside: Sequence[_Pair], made: Mapping[str, int]
) -> SheetReceipt:
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
        columns=_columns(table, beside),
        beside={"follow_ups": _contacts(beside)} if beside else {},
        made=made,
    )


def _columns(table: Table[Any], beside: Sequence[_Pair]) -> tuple[ColumnReceipt, ...]:
    """How each column was understood, from left to right."""
    told = [(each.column, ColumnReceipt(each.cell, each.text, each.field)) for each in table.headings]
    told += [
        (each.column, ColumnReceipt(each.cell, each.text, f"follow_ups.{each.field}", contacts.beside.group))
        for contacts, _ in beside
        for each in contacts.headings
        if contacts.beside is not None and contacts.columns.get(each.field or "") == each.column
        if not each.is_further
    ]
    return (
        tuple(each for _, each in sorted(told, key=lambda each: each[0]))
        if beside
        else tuple(each for _, each in told)
    )


def _contacts(beside: Sequence[_Pair]) -> dict[str, int]:
    """What became of the contacts beside the records of a table."""
    counts = sum((outcome.counts for _, outcome in beside), Counter[Fate]())
    return {fate.value: counts[fate] for fate in Fate}
