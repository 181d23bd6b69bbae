"""Who a row is: a record that is known already, or a new one.

By number; without one, by what identifies the kind (domain: natural keys): a lead or customer by phone,
then by name; an opportunity by customer and name. Kinds without numbers: `check.keyed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.check.probable import are_alike, same_phone, say_companies, say_customers, say_whose_number
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.keys import identifies, search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.rules import trade

Targets = Mapping[str, Sequence[Target | None]]

_COMPANY = re.compile(
    r"公司|集团|工厂|厂$|商行|合作社|物流|中心|Ltd|Inc|LLC|GmbH|Co\.|Corp|Company", re.IGNORECASE
)
_LONG_NAME = 6
_SLIP_DIGITS = 2
"""Two phones that differ in no more digits than this, under one name, are one phone mistyped."""


def numbered_ids(table: Table[Any], targets: Targets, known: Known, found: list[Finding]) -> Iterator[int]:
    """The id of each row of a kind that has numbers; new records become known as they are met."""
    for position, row in enumerate(table.rows):
        record_id = _by_number(table, row, known, found)
        if record_id is None:
            record_id = _by_nature(table, position, row, targets, known, found)
        if record_id is None:
            record_id = known.new_id(table.kind)
        known.add(table.kind, record_id, row.record)
        if table.kind == "opportunities":
            known.set_parent(record_id, targets["customer"][position])
        yield record_id


def _by_number(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> int | None:
    number = row.record.number
    if number is None:
        return None
    ids = known.by(table.kind, "number", number)
    if ids:
        if not number.startswith(f"{table.of.prefix}-"):
            say_whose_number(table, row, Target(table.kind, ids[0]), known, found)
        return ids[0]
    if re.fullmatch(rf"{table.of.prefix}-\d{{6,}}", number):
        place = table.place(row.row, "number")
        found.append(finding(trade.UNKNOWN_NUMBER, place, number, kind=table.of.name))
    return None


def _by_nature(
    table: Table[Any], position: int, row: Sourced[Any], targets: Targets, known: Known, found: list[Finding]
) -> int | None:
    if row.record.number is not None:
        return None
    if table.kind == "opportunities":
        return _opportunity(row.record, targets["customer"][position], known)
    return _person(table, row, known, found)


def _opportunity(record: Any, customer: Target | None, known: Known) -> int | None:
    if record.name is None or customer is None:
        return None
    same_name = known.by("opportunities", "name", search_key(record.name))
    return next((each for each in same_name if known.parent(each) == customer), None)


def _person(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> int | None:
    record = row.record
    by_phone = (
        known.by(table.kind, "phone", record.phone) if record.phone and identifies(record.phone) else []
    )
    if by_phone:
        return _only_one(table, row, "phone", by_phone, known, found)
    by_name = known.by(table.kind, "name", search_key(record.name)) if record.name else []
    same = [each for each in by_name if _is_same(record, known.phone(table.kind, each))]
    if same:
        return _only_one(table, row, "name", same, known, found)
    if by_name and by_name[0] > 0:
        place, matches = table.place(row.row, "name"), _labels(table.kind, by_name, known, record.owner)
        found.append(finding(trade.SAME_NAME, place, record.name, kind=table.of.name, matches=matches))
    elif not by_name:
        say_companies(table, row, known, found)
    if table.kind == "leads" and record.phone:
        say_customers(table, row, known, found)
    return None


def _only_one(
    table: Table[Any], row: Sourced[Any], field: str, ids: list[int], known: Known, found: list[Finding]
) -> int:
    place = table.place(row.row, field)
    if len(ids) > 1:
        seen = getattr(row.record, field)
        matches = _labels(table.kind, ids, known, row.record.owner)
        found.append(finding(trade.AMBIGUOUS_RECORD, place, seen, matches=matches))
    before = known.record(table.kind, ids[0])
    if field == "phone" and before and not are_alike(before.name, row.record.name):
        found.append(same_phone(table, row, Target(table.kind, ids[0]), known))
    return ids[0]


def _is_same(record: Any, phone: str | None) -> bool:
    """Whether a record of the same name is the same one although its phone is not equal."""
    if record.phone is None or phone is None:
        return True
    if _COMPANY.search(record.name) or len(record.name) >= _LONG_NAME:
        return True
    pairs = zip(record.phone, phone, strict=False)
    return len(record.phone) == len(phone) and sum(a != b for a, b in pairs) <= _SLIP_DIGITS


def _labels(kind: str, ids: Sequence[int], known: Known, mine: str | None) -> tuple[str, ...]:
    return tuple(known.label(Target(kind, each), mine) for each in ids)
