"""A workbook of which some rows are tried once more: an outcome for every row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, RowOutcome, TableOutcome
from workbook_crm.model.finding import Findings
from workbook_crm.model.held import is_held
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.run import Again, Settled, SheetReceipt, Verdict
from workbook_crm.model.walk import in_order

Rows = frozenset[tuple[str, int]]
"""(sheet, 1-based row)"""


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


def with_taken(
    first: Verdict, tried: Verdict, again: Again, taken: Rows, batch: Batch, raw: RawWorkbook
) -> Verdict:
    """A verdict after rows that it rejected were tried again at once, and some of them taken.

    All rows that were tried are told of as they are now; the record of any other as it is after them. What
    rows bring beside themselves (a deal of lines, a customer that a deal names) stays as it was told: other
    rows that are tried bring other things.
    """
    now = {(each.table, row.row): row for each in tried.plan.outcomes for row in each.rows}
    before, own = first.plan.outcomes, len(batch.tables)
    after = tuple(
        _with_taken(outcome, table.sheet, now, taken)
        for outcome, table in zip(before[:own], batch.tables, strict=True)
    )
    more = [_difference(*each) for each in zip(before[:own], after, strict=True)]
    changes = first.plan.changes + tried.plan.changes
    plan = MergePlan(changes, after + before[own:], tried.plan.next_ids)
    receipt = replace(
        first.receipt,
        findings=in_order(_told_of(first, tried, again), raw),
        sheets=_counted(first.receipt.sheets, more, batch),
    )
    return Verdict(receipt, plan)


def _with_taken(
    outcome: TableOutcome, sheet: str, now: Mapping[tuple[int, int], RowOutcome], taken: Rows
) -> TableOutcome:
    def row(was: RowOutcome) -> RowOutcome:
        found = now.get((outcome.table, was.row))
        if found is None:
            return was
        if (sheet, was.row) in taken:
            return found
        return was if was.record is None or found.record is None else was._replace(record=found.record)

    return replace(outcome, rows=tuple(map(row, outcome.rows)))


def _difference(was: TableOutcome, now: TableOutcome) -> Mapping[str, int]:
    """How many rows more have each fate."""
    return {fate.value: now.counts[fate] - was.counts[fate] for fate in Fate}


def _counted(
    receipts: Sequence[SheetReceipt], more: Sequence[Mapping[str, int]], batch: Batch
) -> tuple[SheetReceipt, ...]:
    """The receipts of sheets whose rows have other fates now; contacts count with their rows.

    Behind those of the sender's tables may be others, of what these bring.
    """
    contacts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for table, news in zip(batch.tables, more, strict=True):
        if table.beside is not None:
            contacts[table.beside.main].update(news)
    mains = [at for at, table in enumerate(batch.tables) if table.beside is None]
    counted = tuple(
        replace(
            sheet,
            beside={name: _sum(counts, contacts[at]) for name, counts in sheet.beside.items()},
            **{name: getattr(sheet, name) + count for name, count in more[at].items()},
        )
        for at, sheet in zip(mains, receipts[: len(mains)], strict=True)
    )
    return counted + tuple(receipts[len(mains) :])


def _sum(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return {name: count + more.get(name, 0) for name, count in counts.items()}


def _told_of(first: Verdict, tried: Verdict, again: Again) -> Findings:
    kept = [each for each in first.receipt.findings if each.place.row is None or not again.concerns(each)]
    return (*kept, *(each for each in tried.receipt.findings if each.place.row is not None))
