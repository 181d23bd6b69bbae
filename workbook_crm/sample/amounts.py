"""Amounts of the sample's true rows, worked out plainly: what a careful salesperson would write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from workbook_crm.model.columns import Record
from workbook_crm.model.records import CatalogItem, Opportunity, OpportunityLine

_CENT = Decimal("0.01")


def amount(price: Decimal, quantity: Decimal, periods: Decimal, discount: Decimal) -> Decimal:
    """Price × quantity × periods × the part paid, rounded half up to cents."""
    return (price * quantity * periods * (1 - discount)).quantize(_CENT, ROUND_HALF_UP)


def with_amounts(
    records: Mapping[str, Sequence[Record]], catalog: Sequence[CatalogItem], today: date
) -> dict[str, tuple[Record, ...]]:
    """The records, lines with their amounts at the catalog's prices and opportunities with their sums."""
    prices = {
        (item.product, item.spec): item.unit_price or Decimal(0)
        for item in catalog
        if item.valid_to is None or item.valid_to >= today
    }
    lines = [
        _priced(line, prices) for line in records["opportunity_lines"] if isinstance(line, OpportunityLine)
    ]
    deals = [_summed(deal, lines) for deal in records["opportunities"] if isinstance(deal, Opportunity)]
    others = {kind: tuple(each) for kind, each in records.items()}
    return {**others, "opportunity_lines": tuple(lines), "opportunities": tuple(deals)}


def _priced(
    line: OpportunityLine, prices: Mapping[tuple[str | None, str | None], Decimal]
) -> OpportunityLine:
    price = line.unit_price or prices[line.product, line.spec]
    one, none = Decimal(1), Decimal(0)
    return replace(
        line, amount=amount(price, line.quantity or one, line.periods or one, line.discount or none)
    )


def _summed(deal: Opportunity, lines: Sequence[OpportunityLine]) -> Opportunity:
    own = [line.amount or Decimal(0) for line in lines if line.opportunity == deal.name]
    return replace(deal, amount=sum(own, Decimal(0)))
