"""Prices of vehicles that cannot be: 39.8 for a car is 39.8万 to who wrote it, and 39.80 to a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.choice_words import fixed_words, kind_said
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.options import CATALOG_KINDS, PART, RENTAL
from workbook_crm.model.replies import Block
from workbook_crm.model.rules import trade
from workbook_crm.model.snapshot import VEHICLE_FLOOR
from workbook_crm.model.vehicle_prices import (
    TEN_THOUSAND,
    VEHICLES,
    heading_of,
    is_low,
    is_vehicle,
    says_unit,
    unit_given,
)

_NEAR_SAME, _NEAR_OTHERS = 2, 5
"""How far 10,000 times a price may be from that of the same product, and from those of other vehicles."""
_MANY = 20
"""Budgets of one column, beyond which they are said once."""


def catalog_prices(linked: Linked, context: Context) -> Iterator[Finding]:
    """Prices of vehicles in catalogs that look like tens of thousands, or leave their unit open."""
    for position, table in enumerate(linked.batch.tables):
        if table.kind == "catalog" and "unit_price" in table.columns:
            yield from _of_catalog(table, linked.rows(position), context)


def _of_catalog(table: Table[Any], rows: Sequence[LinkedRow], context: Context) -> Iterator[Finding]:
    vehicles = [each for each in rows if each.row.record.unit_price is not None and is_vehicle(each)]
    yield from _floors(vehicles)
    low = [each for each in vehicles if is_low(each.row.record.unit_price)]
    large = [each for each in vehicles if each.row.record.unit_price >= VEHICLE_FLOOR * TEN_THOUSAND]
    if not low and not large:
        return
    high = {each.row.record.unit_price for each in vehicles} | set(context.snapshot.vehicle_prices)
    others = [price for price in high if price >= VEHICLE_FLOOR]
    yield from _large_prices(large, others)
    yield from _low_prices(table, low, others)


def _low_prices(table: Table[Any], low: Sequence[LinkedRow], others: Sequence[Decimal]) -> Iterator[Finding]:
    slips = _slips({each.row.record.unit_price for each in low}, others)
    asked = []
    for each in low:
        price, known = each.row.record.unit_price, each.known.unit_price if each.known else None
        if known == price:
            continue
        is_slip = (known and _is_near(price, known, _NEAR_SAME)) or price in slips
        given = unit_given(table, "unit_price", price)
        if given is not None:
            if is_slip and len(given.subject) == 1:
                yield _said(trade.PRICE_LOOKS_LOW, each, price)
        elif is_slip:
            yield _said(trade.PRICE_IN_TEN_THOUSANDS, each, price)
        elif others or says_unit(table, "unit_price"):
            yield _said(trade.PRICE_LOOKS_LOW, each, price)
        else:
            asked.append(each)
    if asked:
        place = table.place(table.header_row, "unit_price")
        price, column = asked[0].row.record.unit_price, table.of.by_field["unit_price"].name
        facts: dict[str, Fact] = {"column": column, "rows": len(asked), "meant": price * TEN_THOUSAND}
        facts |= _offered(table, "unit_price")
        yield replace(
            finding(trade.PRICE_UNIT_NEEDED, place, price, **facts),
            rows=tuple(each.row.row for each in asked),
        )


def _offered(table: Table[Any], field: str) -> dict[str, Fact]:
    """What somebody else has answered about the unit of such a column."""
    heading = heading_of(table, field)
    offer = table.agreed.offer(Block.UNIT, heading.text) if heading else None
    return {"offer": offer.choice, "offered_by": offer.by} if offer else {}


def _slips(prices: Iterable[Decimal], others: Iterable[Decimal]) -> frozenset[Decimal]:
    """The prices of which 10,000 times are about what other vehicles cost, or what another slip means."""
    costs, left, slips = set(others), set(prices), set[Decimal]()
    while found := {price for price in left if any(_is_near(price, cost, _NEAR_OTHERS) for cost in costs)}:
        costs = {price * TEN_THOUSAND for price in found}
        left -= found
        slips |= found
    return frozenset(slips)


def _large_prices(large: Iterable[LinkedRow], others: Iterable[Decimal]) -> Iterator[Finding]:
    """Prices about 10,000 times what other vehicles cost: units where tens of thousands are read."""
    costs = list(others)
    for each in large:
        price, known = each.row.record.unit_price, each.known.unit_price if each.known else None
        if known != price and any(_is_near(cost, price, _NEAR_OTHERS) for cost in costs):
            yield _too_large(each, price)


def _floors(vehicles: Iterable[LinkedRow]) -> Iterator[Finding]:
    """Floors of prices that are about a ten-thousandth of the price beside them."""
    for each in vehicles:
        price, floor = each.row.record.unit_price, each.row.record.floor_price
        if not is_low(floor) or price < VEHICLE_FLOOR or not _is_near(floor, price, _NEAR_SAME):
            continue
        if unit_given(each.table, "floor_price", floor) is None:
            yield _said(trade.PRICE_IN_TEN_THOUSANDS, each, floor, "floor_price")


def _is_near(price: Decimal, other: Decimal, times: int) -> bool:
    """Whether 10,000 times a price is another one, but for a factor."""
    meant = price * TEN_THOUSAND
    return other <= meant * times and meant <= other * times


def _said(rule: Any, each: LinkedRow, price: Decimal, field: str = "unit_price") -> Finding:
    place, column = each.table.place(each.row.row, field), each.table.of.by_field[field].name
    facts: dict[str, Fact] = {"column": column, "meant": price * TEN_THOUSAND, **_offered(each.table, field)}
    return finding(rule, place, price, **facts)


def _too_large(each: LinkedRow, price: Decimal) -> Finding:
    place, column = each.table.place(each.row.row, "unit_price"), each.table.of.by_field["unit_price"].name
    return finding(trade.PRICE_TEN_THOUSAND_FOLD, place, price, column=column, meant=price / TEN_THOUSAND)


def line_prices(linked: Linked, context: Context) -> Iterator[Finding]:
    """Prices on lines that are about a ten-thousandth of the catalog's, for a vehicle, or 10,000 times it."""
    items = {record_id: stored.record for record_id, stored in linked.stored.get("catalog", {}).items()}
    items.update((each.id, each.record) for each in linked.rows_of("catalog"))
    for each in linked.rows_of("opportunity_lines"):
        price = each.row.record.unit_price
        if price is None or price <= 0 or "unit_price" not in each.table.columns:
            continue
        if VEHICLE_FLOOR <= price < VEHICLE_FLOOR * TEN_THOUSAND:
            continue  # nearly always
        target = linked.targets[each.position]["item"][each.nth]
        item = items.get(target.id) if target else None
        if item is None or item.kind not in VEHICLES or (item.unit_price or 0) < VEHICLE_FLOOR:
            continue
        if price >= VEHICLE_FLOOR:
            if _is_near(item.unit_price, price, _NEAR_SAME):
                yield _too_large(each, price)
            continue
        is_slip = _is_near(price, item.unit_price, _NEAR_SAME)
        if unit_given(each.table, "unit_price", price) is not None:
            continue
        yield _said(trade.PRICE_IN_TEN_THOUSANDS if is_slip else trade.PRICE_LOOKS_LOW, each, price)


def budgets(linked: Linked, context: Context) -> Iterator[Finding]:
    """Budgets for a vehicle that look like tens of thousands: a warning, once a column where many do."""
    for position, table in enumerate(linked.batch.tables):
        if "budget" not in table.columns or says_unit(table, "budget"):
            continue
        low = [each for each in linked.rows(position) if _is_low_budget(each)]
        column = table.of.by_field["budget"].name
        for each in low[: 1 if len(low) > _MANY else None]:
            budget = each.row.record.budget
            row = table.header_row if len(low) > _MANY else each.row.row
            facts: dict[str, Fact] = {"column": column, "meant": budget * TEN_THOUSAND, "rows": len(low)}
            yield finding(trade.BUDGET_LOOKS_LOW, table.place(row, "budget"), budget, **facts)


_KINDS = fixed_words(CATALOG_KINDS, {})


def _is_low_budget(each: LinkedRow) -> bool:
    budget = each.row.record.budget
    if budget is None or not 0 < budget < VEHICLE_FLOOR:
        return False
    record = each.record
    if getattr(record, "kind", None) in (PART, RENTAL):
        return False
    told = ("name",) if each.table.kind == "opportunities" else ("interest", "model")
    texts: Iterable[str | None] = (getattr(record, field, None) for field in told)
    return not any(text and kind_said(text, _KINDS) in (PART, RENTAL) for text in texts)
