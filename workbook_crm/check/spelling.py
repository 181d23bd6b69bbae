"""Rows under the number and the phone that their records have: neither is lost to another spelling of it.

A second phone of a record in the phone column is no news: the first one stays. Nor is k77 for K77.
"""

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


def as_known(table: Table[Any], ids: Sequence[int], known: Known, found: list[Finding]) -> Table[Any]:
    """The table with its records' own numbers, and their first phones where a row has only another one."""
    rows = list(table.rows)
    for position, (sent, record_id) in enumerate(zip(table.rows, ids, strict=True)):
        row = rows[position] = _numbered_alike(sent, Target(table.kind, record_id), known)
        first = _first_number(row, Target(table.kind, record_id), known)
        if first is not None:
            rows[position] = replace(row, record=with_values(row.record, {"phone": first}))
            found.append(_second_number(table, row, Target(table.kind, record_id), known, first))
    return replace(table, rows=tuple(rows))


def _numbered_alike(row: Sourced[Any], target: Target, known: Known) -> Sourced[Any]:
    """The row with its record's number as the store has it: K77 is k77, and others refer to that."""
    number, met = row.record.number, known.met_first(target)
    if number is None or met is None or met.number in (None, number):
        return row
    return replace(row, record=with_values(row.record, {"number": met.number}))


def _first_number(row: Sourced[Any], target: Target, known: Known) -> str | None:
    """The phone of the record that a row is, where the row has another number of it and not this one."""
    phone, met = getattr(row.record, "phone", None), known.met_first(target)
    if phone is None or met is None or met.phone in (None, phone):
        return None
    is_another = phone in known.phones(*target)
    return met.phone if is_another and met.phone not in numbers_of(phone, row.record.extra) else None


def _second_number(table: Table[Any], row: Sourced[Any], target: Target, known: Known, first: str) -> Finding:
    facts = {"known": known.label(target, known.acting(row.record.owner)), "phone": first}
    return finding(trade.SECOND_NUMBER, table.place(row.row, "phone"), row.record.phone, **facts)
