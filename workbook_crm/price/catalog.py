"""Prices of a catalog that is written without tax: what is kept is what the customer pays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.linked import Context, Linked
from workbook_crm.model.records import CatalogItem
from workbook_crm.model.rules import trade
from workbook_crm.price.taxes import Line, with_tax

_PLACES = 4
"""More places of a percentage than people write."""


def minor_unit(digits: int) -> Decimal:
    """The currency's smallest amount: 0.01 for two digits."""
    return Decimal(1).scaleb(-digits)


def percent(share: Decimal) -> str:
    """0.05 as `5`, 0.125 as `12.5`; two places of what money comes to."""
    hundredths = (share * 100).normalize()
    if -hundredths.as_tuple().exponent > _PLACES:  # type: ignore[operator]  # finite
        hundredths = hundredths.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{hundredths:f}"


def catalog_with_tax(linked: Linked, context: Context) -> tuple[Linked, Findings]:
    """The batch with tax on the prices of catalogs that are without it, and what is said of them."""
    unit = minor_unit(context.settings.currency_digits)
    found: list[Finding] = []
    tables = {
        position: replace(table, rows=tuple(_rows(table, unit, found)))
        for position, table in enumerate(linked.batch.tables)
        if table.kind == "catalog" and table.taxes
    }
    return (replace(linked, batch=linked.batch.map_tables(tables)) if tables else linked), tuple(found)


def _rows(table: Table[CatalogItem], unit: Decimal, found: list[Finding]) -> Iterator[Sourced[CatalogItem]]:
    for row in table.rows:
        tax, stated = table.taxes.get(row.row), row.record.unit_price
        if tax is None or tax.net_price is None or stated is not None:
            yield row
            continue
        priced = with_tax(tax, Line(None, Decimal(1), None, unit))
        place = table.place(row.row, "product")
        if priced is None:
            found.append(finding(trade.PRICE_UNTAXED, place, f"{tax.net_price:,f}"))
            yield row
            continue
        if priced.rate:
            facts: dict[str, Fact] = {
                "net": tax.net_price,
                "percent": percent(priced.rate),
                "price": priced.price,
            }
            found.append(finding(trade.TAX_ADDED, place, tax.net_price, amount=priced.price, **facts))
        yield replace(row, record=replace(row.record, unit_price=priced.price))
