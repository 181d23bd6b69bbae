"""A workbook that was taken before, of which some rows are tried once more: an outcome for every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, RowOutcome, TableOutcome
from workbook_crm.model.held import is_held
from workbook_crm.model.run import Again, Settled, Verdict


def completed(plan: MergePlan, batch: Batch, again: Again) -> MergePlan:
    """A plan with an outcome for every row of the workbook, also for those that are not tried."""

    def outcome(table: Table[Any], row: int, found: Mapping[int, RowOutcome]) -> RowOutcome:
        if is_held(again.held, table, row):
            return RowOutcome(row, Fate.HELD)
        was = found.get(row) or RowOutcome(row, Fate.UNCHANGED)
        return was._replace(is_settled=True) if (table.sheet, row) in again.settled else was

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
