"""Rows of catalog, staff and choices that come from whoever may not change them."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_crm.model.batch import Batch
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.rights import managers, may_set_up
from workbook_crm.model.rules.trade import NOT_YOURS

_SET_UP = ("choices", "staff", "catalog")
_MOST_NAMED = 5


def that_counts(batch: Batch, context: Context) -> Batch:
    """The batch as far as its catalog, staff and choices count for its other rows: all of it, or nothing."""
    return batch if may_set_up(context.snapshot, context.sender) else Batch(batch.file)


def set_up_by_others(linked: Linked, context: Context) -> Iterator[Finding]:
    """An error for each row that would add or change something; a row that says what is known is well."""
    if may_set_up(context.snapshot, context.sender):
        return
    names = managers(context.snapshot)
    shown = names if len(names) <= _MOST_NAMED else (*names[:_MOST_NAMED], "…")
    for kind in _SET_UP:
        for each in linked.rows_of(kind):
            if each.known is None or each.record != each.known:
                yield _not_yours(each, shown)


def _not_yours(each: LinkedRow, managers: tuple[str, ...]) -> Finding:
    label = each.table.of.label
    seen = getattr(each.row.record, label) or ""
    place = each.table.place(each.row.row, label)
    return finding(NOT_YOURS, place, seen, kind=each.table.of.name, managers=managers)
