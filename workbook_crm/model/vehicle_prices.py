"""What a vehicle costs at least, and in which unit a sender says that his prices are."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from workbook_crm.model.agreed import Given
from workbook_crm.model.batch import Heading, Table
from workbook_crm.model.language import Name
from workbook_crm.model.linked import LinkedRow
from workbook_crm.model.options import USED, VEHICLE
from workbook_crm.model.records import CatalogItem
from workbook_crm.model.replies import Block
from workbook_crm.model.snapshot import VEHICLE_FLOOR

TEN_THOUSAND = 10_000
VEHICLES = frozenset({VEHICLE, USED})
UNITS = (Name("万元", "Ten thousands"), Name("元", "Single units"))
"""What may be chosen for a column."""
_UNIT = re.compile(r"(?<!万)元|[￥¥$€£]|\b(?:rmb|cny|usd|eur|gbp|hkd)\b", re.IGNORECASE)
"""A header that says that its amounts are in single units of the currency."""
_WHOLE_VIN = 17
"""So many characters has a vehicle's; a part's serial number may be any."""
_THOUSANDS = re.compile(r"[万萬]|ten\s*thousand", re.IGNORECASE)
_SINGLE = re.compile(r"[元圆圓块塊]|single|yuan", re.IGNORECASE)


def is_low(price: Decimal | None) -> bool:
    """Whether a price is one that no vehicle has."""
    return price is not None and 0 < price < VEHICLE_FLOOR


def is_vehicle(each: LinkedRow) -> bool:
    """Whether a row of a catalog is surely a vehicle's: its kind is neither unknown nor taken for granted.

    What only a vehicle has is as sure as a word: a mileage, a plate, a year, a whole VIN.
    """
    is_guessed = any(field == "kind" for field, _text in each.row.typed)
    if each.record.kind not in VEHICLES or is_guessed:
        return False
    is_told = "kind" in each.table.columns or each.known is not None or each.record.kind == USED
    return is_told or _has_a_vehicles_marks(each.row.record)


def _has_a_vehicles_marks(item: CatalogItem) -> bool:
    is_driven = item.mileage is not None and item.mileage > 0
    return is_driven or bool(item.plate or item.year) or len(item.vin or "") == _WHOLE_VIN


def says_unit(table: Table[Any], field: str) -> bool:
    """Whether a header says that its amounts are in single units."""
    return any(heading.field == field and _UNIT.search(heading.text) for heading in table.headings)


def heading_of(table: Table[Any], field: str) -> Heading | None:
    """The heading of the column of a field; None where the field has none."""
    at = table.columns.get(field)
    return next((each for each in table.headings if each.field == field and each.column == at), None)


def price_key(price: Decimal) -> str:
    """A price as a question names it: 39.8 for 39.80."""
    return f"{price.normalize():f}"


def readings(price: Decimal) -> tuple[Name, Name]:
    """Both readings of one price, to choose from."""
    seen, meant = price_key(price), f"{(price * TEN_THOUSAND).normalize():,f}"
    return (
        Name(f"{meant} 元（{seen} 万）", f"{meant} ({seen} ten thousands)"),
        Name(f"{seen} 元", f"{seen} (single units)"),
    )


def unit_given(table: Table[Any], field: str, price: Decimal) -> Given | None:
    """What the sender has answered of a price, else of its column; None for what tells no unit."""
    heading = heading_of(table, field)
    if heading is None:
        return None
    of_price = table.agreed.answer(Block.UNIT, heading.text, price_key(price))
    given = of_price or table.agreed.answer(Block.UNIT, heading.text)
    return given if given and factor_told(given, price) else None


def factor_told(given: Given, price: Decimal) -> int | None:
    """What an answer multiplies a price by: 10,000 or 1; None where it says neither."""
    choice = given.choice
    if _THOUSANDS.search(choice):
        return TEN_THOUSAND
    if _SINGLE.search(choice):
        return 1
    try:
        number = Decimal(choice.replace(",", ""))
    except InvalidOperation:
        return None
    return {price * TEN_THOUSAND: TEN_THOUSAND, price: 1}.get(number)
