"""Prices of vehicles in tens of thousands, where the sender has answered that they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from workbook_crm.model.agreed import Given
from workbook_crm.model.answered import as_answered
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Linked, LinkedRow
from workbook_crm.model.replies import Block
from workbook_crm.model.vehicle_prices import (
    TEN_THOUSAND,
    UNITS,
    VEHICLES,
    factor_told,
    is_low,
    is_vehicle,
    readings,
    says_unit,
    unit_given,
)

IsMeant = Callable[[LinkedRow], bool]
_GOES_ALONG = {"catalog": "floor_price", "opportunity_lines": "amount"}
"""What is written in the unit of the price beside it."""


def in_told_units(linked: Linked) -> tuple[Linked, Findings]:
    """The batch with prices of vehicles in the units that its sender has answered, and what is said of that.

    Only what no vehicle costs is read otherwise: the same column may hold parts.
    """
    found: list[Finding] = []
    for kind, is_meant in (("catalog", is_vehicle), ("opportunity_lines", _OfVehicles(linked))):
        tables = {
            position: _table(linked, position, is_meant, found)
            for position, table in enumerate(linked.batch.tables)
            if table.kind == kind and any(table.agreed.about(Block.UNIT))
        }
        if tables:
            linked = replace(linked, batch=linked.batch.map_tables(tables))
    return linked, tuple(found)


class _OfVehicles:
    """Tells the lines whose product is a vehicle."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._vehicles: frozenset[int] | None = None

    def __call__(self, each: LinkedRow) -> bool:
        if self._vehicles is None:
            catalog = self._linked.records("catalog").items()
            self._vehicles = frozenset(record_id for record_id, item in catalog if item.kind in VEHICLES)
        target = self._linked.targets[each.position]["item"][each.nth]
        return target is not None and target.id in self._vehicles


def _table(linked: Linked, position: int, is_meant: IsMeant, found: list[Finding]) -> Table[Any]:
    """A table with its prices read as was answered; `is_meant` tells the rows that the answers are about."""
    table, rows, used = linked.batch.tables[position], [], dict[Given, tuple[str, Decimal]]()
    for each in linked.rows(position):
        is_asked = is_low(each.row.record.unit_price) or is_low(getattr(each.row.record, "floor_price", None))
        rows.append(_row(each, used) if is_asked and is_meant(each) else each.row)
    found.extend(_said(table, used))
    return replace(table, rows=tuple(rows))


def _row(each: LinkedRow, used: dict[Given, tuple[str, Decimal]]) -> Sourced[Any]:
    record, along = each.row.record, _GOES_ALONG[each.table.kind]
    values = {}
    for field in ("unit_price", "floor_price"):
        price: Decimal | None = getattr(record, field, None)
        given = unit_given(each.table, field, price) if price is not None and is_low(price) else None
        if given is not None and price is not None:
            used[given] = field, price
            if factor_told(given, price) == TEN_THOUSAND:
                values[field] = price * TEN_THOUSAND
    is_along = "unit_price" in values and along not in values and not says_unit(each.table, along)
    if is_along and is_low(getattr(record, along)):
        values[along] = getattr(record, along) * TEN_THOUSAND
    return replace(each.row, record=with_values(record, values)) if values else each.row


def _said(table: Table[Any], used: dict[Given, tuple[str, Decimal]]) -> Iterator[Finding]:
    """A note for every answer that was of use, with what else may be chosen."""
    for given, (field, price) in used.items():
        header, *one = given.subject
        choice = given.choice
        what = Name(
            f"“{header}”里整车的价格以“{choice}”计", f"prices of vehicles in “{header}” are in “{choice}”"
        )
        if one:
            what = Name(f"“{header}”里的 {one[0]} 是“{choice}”", f"{one[0]} in “{header}” is “{choice}”")
        place = table.place(table.header_row, field)
        yield as_answered(given, place, what, readings(price) if one else UNITS)
