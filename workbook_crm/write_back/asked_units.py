"""The questions about prices of vehicles that may be in tens of thousands: of a column, or of one price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from workbook_crm.model.finding import Finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.rules import trade
from workbook_crm.model.vehicle_prices import TEN_THOUSAND, UNITS, price_key, readings

_FEW = 3
"""Doubtful prices of one column, beyond which its unit is asked for and not theirs; or it is offered."""
_EXAMPLES = 3
_SLIPS = frozenset({trade.PRICE_IN_TEN_THOUSANDS})


class UnitAsked(NamedTuple):
    """A question for the unit of a column, or of one price of it."""

    finding: Finding
    price: str
    """Blank where it is about the column."""
    examples: tuple[str, ...]
    options: tuple[Name, ...]


def units_asked(findings: Iterable[Finding]) -> Iterator[UnitAsked]:
    """What is asked about the units of prices, each column or price once."""
    slips: defaultdict[tuple[str, int], dict[str, Finding]] = defaultdict(dict)
    columns: set[tuple[str, int]] = set()
    for each in findings:
        at = _column_of(each.place)
        if each.rule == trade.PRICE_UNIT_NEEDED:
            columns.add(at)
            yield UnitAsked(each, "", (price_key(_price(each)),), UNITS)
        elif each.rule in _SLIPS:
            slips[at].setdefault(price_key(_price(each)), each)
    for at, prices in slips.items():
        if at not in columns:
            yield from _of_column(prices)


def _of_column(prices: dict[str, Finding]) -> Iterator[UnitAsked]:
    first = next(iter(prices.values()))
    if len(prices) > _FEW or "offer" in dict(first.facts):
        yield UnitAsked(first, "", tuple(prices)[:_EXAMPLES], UNITS)
        return
    for price, each in prices.items():
        yield UnitAsked(each, price, (price,), readings(Decimal(price)))


def _column_of(place: Place) -> tuple[str, int]:
    return place.sheet or "", place.column or 0


def _price(each: Finding) -> Decimal:
    meant = dict(each.facts)["meant"]
    assert isinstance(meant, Decimal)
    return meant / TEN_THOUSAND
