"""Rows under the number and the phone that their records have: neither is lost to another spelling of it.

A second phone of a record in the phone column is no news: the first one stays. Nor is k77 for K77, or
(202) 555-0147 for +1 202-555-0147.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.keys import are_one_number, is_fuller
from workbook_crm.model.linked import Target
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import PHONED


def as_known(table: Table[Any], ids: Sequence[int], known: Known, found: list[Finding]) -> Table[Any]:
    """The table with its records' own numbers, and their first phones where a row has only another one."""
    rows = list(table.rows)
    is_phoned = table.kind in PHONED
    for position, (row, record_id) in enumerate(zip(table.rows, ids, strict=True)):
        record, target = row.record, Target(table.kind, record_id)
        met = known.met_first(target)
        if met is record:  # nearly always, of a new list
            continue
        values = {}
        if record.number is not None and met.number not in (None, record.number):
            values["number"] = met.number
        if is_phoned and _is_spelt_worse(record.phone, met.phone):
            values["phone"] = met.phone
        elif (
            is_phoned and record.phone != met.phone and _is_second_number(record, met, known.phones(*target))
        ):
            values["phone"] = met.phone
            found.append(_second_number(table, row, target, known, met.phone))
        if values:
            rows[position] = replace(row, record=with_values(record, values))
    return replace(table, rows=tuple(rows))


def _is_spelt_worse(phone: str | None, known: str | None) -> bool:
    """Whether a phone is the known one in another spelling, which tells no more than that."""
    if phone is None or known is None or phone == known:
        return False
    return are_one_number(phone, known) and not is_fuller(phone, known)


def _is_second_number(record: Any, met: Any, phones: tuple[str, ...]) -> bool:
    """Whether a row has a further number of its record and not the first one."""
    return (
        met.phone is not None
        and record.phone in phones
        and met.phone not in numbers_of(record.phone, record.extra)
    )


def _second_number(table: Table[Any], row: Sourced[Any], target: Target, known: Known, first: str) -> Finding:
    facts = {"known": known.label(target, known.acting(row.record.owner)), "phone": first}
    return finding(trade.SECOND_NUMBER, table.place(row.row, "phone"), row.record.phone, **facts)
