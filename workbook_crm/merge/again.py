"""A workbook of which some rows are tried once more: an outcome for every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, RowOutcome, TableOutcome
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.run import Again, Settled, SheetReceipt, Verdict
from workbook_crm.model.walk import in_order

Rows = frozenset[tuple[str, int]]
"""(sheet, 1-based row)"""


def completed(plan: MergePlan, batch: Batch, again: Again) -> MergePlan:
    """A plan with an outcome for every row of the workbook, also for those that are not tried."""

    def outcome(table: Table[Any], row: int, found: Mapping[int, RowOutcome]) -> RowOutcome:
        place = (table.sheet, row)
        if place in again.held:
            return RowOutcome(row, Fate.HELD)
        was = found.get(row) or RowOutcome(row, Fate.UNCHANGED)
        return was._replace(is_settled=True) if place in again.settled else was

    def of(table: Table[Any], known: TableOutcome) -> TableOutcome:
        found = {each.row: each for each in known.rows}
        return replace(known, rows=tuple(outcome(table, each.row, found) for each in table.rows))

    sent = tuple(map(of, batch.tables, plan.outcomes))
    return replace(plan, outcomes=sent + plan.outcomes[len(sent) :])


def settled_rows(tried: Verdict, batch: Batch, receipt_id: str, again: Again) -> tuple[Settled, ...]:
    """The rows that were tried again and are taken, each once, in the order of the workbook."""
    taken = {
        (table.sheet, each.row): getattr(each.record, "number", None)
        for table, outcome in reversed(list(zip(batch.tables, tried.plan.outcomes, strict=False)))
        for each in outcome.rows
        if each.fate is not Fate.HELD and (table.sheet, each.row) in again.tried
    }
    return tuple(Settled(receipt_id, *place, taken[place]) for place in sorted(taken))


def with_taken(first: Verdict, tried: Verdict, again: Again, taken: Rows, raw: RawWorkbook) -> Verdict:
    """A verdict after rows that it rejected were tried again at once, and some of them taken.

    All rows that were tried are told of as they are now; the record of any other as it is after them.
    """
    pairs = zip(first.plan.outcomes, first.receipt.sheets, strict=True)
    now = {(each.table, row.row): row for each in tried.plan.outcomes for row in each.rows}
    kept = [(_with_taken(outcome, sheet, now, taken), sheet) for outcome, sheet in pairs]
    outcomes = tuple(outcome for outcome, _sheet in kept)
    changes = first.plan.changes + tried.plan.changes
    sheets = tuple(
        _counted(sheet, was, outcome) for was, (outcome, sheet) in zip(first.plan.outcomes, kept, strict=True)
    )
    found = in_order(_told_of(first, tried, again), raw)
    receipt = replace(first.receipt, findings=found, sheets=sheets)
    return Verdict(receipt, MergePlan(changes, outcomes, tried.plan.next_ids))


def _with_taken(
    outcome: TableOutcome, sheet: SheetReceipt, now: Mapping[tuple[int, int], RowOutcome], taken: Rows
) -> TableOutcome:
    def row(was: RowOutcome) -> RowOutcome:
        found = now.get((outcome.table, was.row))
        if found is None:
            return was
        if (sheet.sheet, was.row) in taken:
            return found
        return was if was.record is None or found.record is None else was._replace(record=found.record)

    return replace(outcome, rows=tuple(map(row, outcome.rows)))


def _counted(sheet: SheetReceipt, was: TableOutcome, now: TableOutcome) -> SheetReceipt:
    """The receipt of a sheet whose rows have other fates now."""
    more = {fate.value: now.counts[fate] - was.counts[fate] for fate in Fate}
    return replace(sheet, **{name: getattr(sheet, name) + count for name, count in more.items()})


def _told_of(first: Verdict, tried: Verdict, again: Again) -> Findings:
    kept = [each for each in first.receipt.findings if each.place.row is None or not again.concerns(each)]
    return (*kept, *(each for each in tried.receipt.findings if each.place.row is not None))
