"""Line totals: amount = unit price × quantity × (1 − discount) × periods, rounded half up, once.

The unit price is the sender's, else what the line had, else the catalog's on the day. A total that the
sender typed is never taken for the truth: it explains a discount, or it is a warning with both figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import Column, with_values
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.options import BILLING_PERIODS, RENTAL
from workbook_crm.model.records import CatalogItem, OpportunityLine
from workbook_crm.model.rights import may_set_up
from workbook_crm.model.rules import trade
from workbook_crm.price.discount import implied_discount, read_discount

_ONE = Decimal(1)
_PERIOD_NAMES = {option.code: option.name for option in BILLING_PERIODS}


def price(linked: Linked, context: Context) -> tuple[Linked, Findings]:
    """The batch with every line's price, discount and amount worked out, and what was found on the way."""
    pricing = _Pricing(_catalog(linked, context), context)
    tables = {
        position: replace(table, rows=tuple(pricing.lines(linked, position)))
        for position, table in enumerate(linked.batch.tables)
        if table.kind == "opportunity_lines"
    }
    return replace(linked, batch=linked.batch.map_tables(tables)), tuple(pricing.found)


def minor_unit(digits: int) -> Decimal:
    """The currency's smallest amount: 0.01 for two digits."""
    return Decimal(1).scaleb(-digits)


def line_amount(
    unit_price: Decimal, quantity: Decimal, discount: Decimal | None, periods: Decimal | None, unit: Decimal
) -> Decimal:
    """One line's amount in the currency, rounded half up to `unit`."""
    exact = unit_price * quantity * (_ONE - (discount or 0)) * (periods or _ONE)
    return exact.quantize(unit, ROUND_HALF_UP)


def _catalog(linked: Linked, context: Context) -> Mapping[int, CatalogItem]:
    """The catalog by id, as it will be: the batch's own rows count where its sender may change it."""
    items = {record_id: stored.record for record_id, stored in linked.stored.get("catalog", {}).items()}
    if may_set_up(context.snapshot, context.sender):
        items.update((each.id, each.record) for each in linked.rows_of("catalog"))
    return items


class _Sum(NamedTuple):
    """What a line's amount is made of."""

    unit_price: Decimal
    quantity: Decimal
    periods: Decimal | None
    unit: Decimal

    def amount(self, discount: Decimal | None) -> Decimal:
        return line_amount(self.unit_price, self.quantity, discount, self.periods, self.unit)

    def working(self, discount: Decimal | None) -> str:
        """How the amount comes about: `12,000 × 2 × (1 − 5%)`."""
        parts = [f"{self.unit_price.normalize():,f}", f"{self.quantity.normalize():f}"]
        if self.periods is not None:
            parts.append(f"{self.periods.normalize():f}")
        if discount:
            parts.append(f"(1 − {percent(discount)}%)")
        return " × ".join(parts)


def percent(share: Decimal) -> str:
    """0.05 as `5`, 0.125 as `12.5`."""
    return f"{(share * 100).normalize():f}"


class _Pricing:
    """Prices lines one after another and keeps what it has to say about them."""

    def __init__(self, catalog: Mapping[int, CatalogItem], context: Context) -> None:
        self.found: list[Finding] = []
        self._catalog = catalog
        self._unit = minor_unit(context.settings.currency_digits)
        self._limit = context.settings.trade.discount_limit

    def lines(self, linked: Linked, position: int) -> Iterator[Sourced[OpportunityLine]]:
        items = linked.targets[position].get("item") or (None,) * len(linked.batch.tables[position].rows)
        for each in linked.rows(position):
            target = items[each.nth]
            yield self._line(each, self._catalog.get(target.id) if target else None)

    def _line(self, each: LinkedRow, item: CatalogItem | None) -> Sourced[OpportunityLine]:
        line: OpportunityLine = each.record
        unit_price = line.unit_price
        if unit_price is None and item is not None:
            unit_price = item.unit_price
            if unit_price is None:
                self._say(each, "unit_price", trade.NO_PRICE, line.product)
        if item is not None and item.kind == RENTAL and line.periods is None:
            self._ask_periods(each, item)
        if unit_price is None or line.quantity is None:
            return _with(each, unit_price=unit_price, amount=None)
        return self._total(each, item, _Sum(unit_price, line.quantity, _periods(line, item), self._unit))

    def _total(self, each: LinkedRow, item: CatalogItem | None, total: _Sum) -> Sourced[OpportunityLine]:
        typed: Decimal | None = each.row.record.amount
        if each.known and typed == each.known.amount:
            typed = None  # our own figure of last time, not the sender's
        discount = self._discount(each, total, typed)
        amount = total.amount(discount)
        if typed is not None and abs(typed - amount) >= self._unit:
            working = total.working(discount)
            self._say(each, "amount", trade.TOTAL_DIFFERS, typed, typed=typed, amount=amount, working=working)
        self._limits(each, item, total.unit_price, discount or Decimal(0))
        return _with(each, unit_price=total.unit_price, discount=discount, amount=amount)

    def _discount(self, each: LinkedRow, total: _Sum, typed: Decimal | None) -> Decimal | None:
        known: Decimal | None = each.record.discount
        text = dict(each.row.typed).get("discount") if each.row.typed else None
        if text is not None and each.row.record.discount is None:
            return self._uncertain(each, total, typed, text)
        if known is None and typed is not None and "discount" not in each.table.columns:
            implied = implied_discount(typed, total.amount(None), self._unit)
            if implied:
                facts = {"typed": typed, "list_amount": total.amount(None), "percent": percent(implied)}
                self._say(each, "amount", trade.IMPLIED_DISCOUNT, typed, **facts)
                return implied
        return known

    def _uncertain(self, each: LinkedRow, total: _Sum, typed: Decimal | None, text: str) -> Decimal | None:
        reading = read_discount(
            text, lambda share: typed is not None and abs(total.amount(share) - typed) < self._unit
        )
        if reading is None:
            return None
        rule = trade.DISCOUNT_BY_TOTAL if reading.is_certain else trade.DISCOUNT_READ_AS
        self._say(each, "discount", rule, text, percent=percent(reading.discount))
        return reading.discount

    def _limits(
        self, each: LinkedRow, item: CatalogItem | None, unit_price: Decimal, discount: Decimal
    ) -> None:
        paid = unit_price * (_ONE - discount)
        if item is not None and item.floor_price is not None and paid < item.floor_price:
            paid = paid.quantize(self._unit, ROUND_HALF_UP)
            self._say(each, "unit_price", trade.BELOW_FLOOR, paid, price=paid, floor=item.floor_price)
        elif discount > self._limit:
            facts = {"percent": percent(discount), "limit": percent(self._limit)}
            self._say(each, "discount", trade.DISCOUNT_LIMIT, facts["percent"], **facts)

    def _ask_periods(self, each: LinkedRow, item: CatalogItem) -> None:
        period = _PERIOD_NAMES[item.billing_period or "month"]
        self._say(each, "periods", trade.PERIODS_NEEDED, item.product, period=period)

    def _say(self, each: LinkedRow, field: str, rule: Any, seen: object, **facts: Any) -> None:
        where = _nearest_column(each.table, field)
        self.found.append(finding(rule, each.table.place(each.row.row, where), seen, **facts))


def _with(each: LinkedRow, **values: Decimal | None) -> Sourced[OpportunityLine]:
    row = each.row
    return Sourced(with_values(row.record, values), row.row, row.erased, row.typed)


def _periods(line: OpportunityLine, item: CatalogItem | None) -> Decimal | None:
    """Periods count for a rental only; on anything else they are a remark, not a factor."""
    is_rental = item is None or item.kind == RENTAL
    return line.periods if is_rental else None


def _nearest_column(table: Table[Any], field: str) -> str:
    """The column of the field, or where a person would look for it."""
    order = (field, "amount", "unit_price", "product")
    columns: list[Column] = [table.of.by_field[each] for each in order]
    return next((each.field for each in columns if each.field in table.columns), "product")
