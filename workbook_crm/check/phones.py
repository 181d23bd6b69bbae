"""A second number of a record in the phone column is no news: the first one stays, and neither is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.linked import Target
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rules import trade


def with_first_numbers(
    table: Table[Any], ids: Sequence[int], known: Known, found: list[Finding]
) -> Table[Any]:
    """The table with the first number of its record where a row has only another one of it."""
    rows, said = list(table.rows), len(found)
    for position, (row, record_id) in enumerate(zip(table.rows, ids, strict=True)):
        first = _first_number(row, Target(table.kind, record_id), known)
        if first is not None:
            rows[position] = replace(row, record=with_values(row.record, {"phone": first}))
            found.append(_second_number(table, row, Target(table.kind, record_id), known, first))
    return replace(table, rows=tuple(rows)) if len(found) > said else table


def _first_number(row: Sourced[Any], target: Target, known: Known) -> str | None:
    """The phone of the record that a row is, where the row has another number of it and not this one."""
    phone, met = row.record.phone, known.met_first(target)
    if phone is None or met is None or met.phone in (None, phone):
        return None
    is_another = phone in known.phones(*target)
    return met.phone if is_another and met.phone not in numbers_of(phone, row.record.extra) else None


def _second_number(table: Table[Any], row: Sourced[Any], target: Target, known: Known, first: str) -> Finding:
    facts = {"known": known.label(target, known.acting(row.record.owner)), "phone": first}
    return finding(trade.SECOND_NUMBER, table.place(row.row, "phone"), row.record.phone, **facts)
