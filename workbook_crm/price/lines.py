"""Line totals: amount = unit price × quantity × (1 − discount) × periods, rounded half up, once.

The unit price is the sender's, else what the line had, else the catalog's on the day. A total that the
sender typed is never taken for the truth: it explains a discount, or it is a warning with both figures. Only
where nothing tells how many, it is the line's amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any, NamedTuple

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import Column, with_values
from workbook_crm.model.finding import Finding, Findings, Rule, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked, LinkedRow
from workbook_crm.model.options import BILLING_PERIODS, RENTAL
from workbook_crm.model.records import CatalogItem, OpportunityLine
from workbook_crm.model.rights import may_set_up
from workbook_crm.model.rules import lists, trade
from workbook_crm.price.catalog import catalog_with_tax, minor_unit, percent
from workbook_crm.price.discount import (
    SHARE_STEP,
    How,
    Reading,
    Typed,
    implied_discount,
    likely,
    proven,
    typed_discount,
)
from workbook_crm.price.taxes import UNTAXED, Line, Priced, with_tax
from workbook_crm.price.units import in_told_units

_ONE = Decimal(1)
_PERIOD_NAMES = {option.code: option.name for option in BILLING_PERIODS}


def price(linked: Linked, context: Context) -> tuple[Linked, Findings]:
    """The batch with every line's price, discount and amount worked out, and what was found on the way."""
    linked, told = in_told_units(linked)
    linked, found = catalog_with_tax(linked, context)
    pricing = _Pricing(_catalog(linked, context), context)
    tables = {
        position: replace(table, rows=tuple(pricing.lines(linked, position)))
        for position, table in enumerate(linked.batch.tables)
        if table.kind == "opportunity_lines"
    }
    return replace(linked, batch=linked.batch.map_tables(tables)), (*told, *found, *pricing.found)


def line_amount(
    unit_price: Decimal, quantity: Decimal, discount: Decimal | None, periods: Decimal | None, unit: Decimal
) -> Decimal:
    """One line's amount in the currency, rounded half up to `unit`."""
    exact = unit_price * quantity * (_ONE - (discount or 0)) * (periods or _ONE)
    return exact.quantize(unit, ROUND_HALF_UP)


def _catalog(linked: Linked, context: Context) -> Mapping[int, CatalogItem]:
    """The catalog by id, as it will be: the batch's own rows count where its sender may change it."""
    if may_set_up(context.snapshot, context.sender):
        return linked.records("catalog")
    return {record_id: stored.record for record_id, stored in linked.stored.get("catalog", {}).items()}


class _Sum(NamedTuple):
    """What a line's amount is made of."""

    unit_price: Decimal
    quantity: Decimal
    periods: Decimal | None
    unit: Decimal

    def amount(self, discount: Decimal | None) -> Decimal:
        return line_amount(self.unit_price, self.quantity, discount, self.periods, self.unit)

    @property
    def exact(self) -> Decimal:
        """Before any discount, and not rounded."""
        return self.unit_price * self.quantity * (self.periods or _ONE)

    def share(self, reading: Reading) -> Decimal | None:
        """The part that a discount takes off; None where it is more than the line is worth."""
        if not reading.is_money:
            return _ONE - reading.number if reading.how is How.PAID else reading.number
        money = self.money(reading)
        return self._share_of(money) if 0 < self.exact >= money else None

    def money(self, reading: Reading) -> Decimal:
        """What a discount in money takes off the whole line."""
        return reading.number if reading.how is How.LINE else self.exact / self.unit_price * reading.number

    def _share_of(self, money: Decimal) -> Decimal:
        """Money as a share, such that the amount is right to the cent whenever it is worked out from it."""
        amount = (self.exact - money).quantize(self.unit, ROUND_HALF_UP)
        share = (money / self.exact).quantize(SHARE_STEP)
        near = (share, share + SHARE_STEP, share - SHARE_STEP)
        return next((each for each in near if self.amount(each) == amount), share)

    def off_by(self, typed: Decimal, reading: Reading) -> Decimal | None:
        """How far a discount is from making a typed total; None where it takes off all and that is not 0."""
        share = self.share(reading) if self.exact > 0 else None
        return None if share is None or (share >= 1 and typed != 0) else abs(self.amount(share) - typed)

    def working(self, discount: Decimal | None, money: Decimal | None = None) -> str:
        """How the amount comes about: `12,000 × 2 × (1 − 5%)`, `12,000 × 2 − 500`."""
        parts = [f"{self.unit_price.normalize():,f}", f"{self.quantity.normalize():f}"]
        if self.periods is not None:
            parts.append(f"{self.periods.normalize():f}")
        if discount and money is None:
            parts.append(f"(1 − {percent(discount)}%)")
        return " × ".join(parts) + (f" − {money.normalize():,f}" if money is not None else "")


class _Discount(NamedTuple):
    """The part taken off a line, and the money that it was written as."""

    share: Decimal | None = None
    money: Decimal | None = None
    is_open: bool = False
    """It may be nothing or all, and the sender is asked."""


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
        if line.quantity is None and line.amount is not None:  # an amount is all that is told of the line
            return _with(each, amount=line.amount.quantize(self._unit, ROUND_HALF_UP))
        taxed = self._taxed(each, item)
        unit_price = taxed.price if taxed is not None and taxed.net is not None else line.unit_price
        if self._is_of_another_product(each, item):
            unit_price = None
        if unit_price is None and item is not None:
            unit_price = item.unit_price
            if unit_price is None:
                self._say(each, "unit_price", trade.NO_PRICE, line.product)
        if item is not None and item.kind == RENTAL and line.periods is None:
            self._ask_periods(each, item)
            return _with(each, unit_price=unit_price, amount=None)
        if taxed is None:
            return _left_open(each)
        if unit_price is None or line.quantity is None:
            return _with(each, unit_price=unit_price, amount=None)
        total = _Sum(unit_price, line.quantity, _periods(line, item), self._unit)
        priced = self._total(each, item, total)
        if taxed.net is not None and taxed.rate:
            facts = {"net": taxed.net, "percent": percent(taxed.rate), "price": unit_price}
            self._say(each, "amount", trade.TAX_ADDED, taxed.net, amount=priced.record.amount, **facts)
        return priced

    def _taxed(self, each: LinkedRow, item: CatalogItem | None) -> Priced | None:
        """The price with tax where columns of taxes tell it; None, and said, where they leave it open."""
        tax, line = each.table.taxes.get(each.row.row), each.record
        if tax is None or line.quantity is None:
            return UNTAXED
        count = line.quantity * (_periods(line, item) or _ONE) * (_ONE - (line.discount or 0))
        written: OpportunityLine = each.row.record
        priced = with_tax(tax, Line(written.unit_price, count, written.amount, self._unit))
        if priced is None:
            self._say(
                each, "amount", trade.TAX_UNSETTLED, tax.net_price or written.unit_price or tax.net_total
            )
        return priced

    def _total(self, each: LinkedRow, item: CatalogItem | None, total: _Sum) -> Sourced[OpportunityLine]:
        typed: Decimal | None = each.row.record.amount
        if each.known and typed == each.known.amount:
            typed = None  # our own figure of last time, not the sender's
        discount = self._discount(each, total, typed)
        amount = total.amount(discount.share)
        is_compared = not discount.is_open and not _is_before_discount(each, typed, total)
        if typed is not None and is_compared and abs(typed - amount) >= self._unit:
            working = total.working(discount.share, discount.money)
            self._say(each, "amount", trade.TOTAL_DIFFERS, typed, typed=typed, amount=amount, working=working)
        self._limits(each, item, total.unit_price, discount.share or Decimal(0))
        return _with(each, unit_price=total.unit_price, discount=discount.share, amount=amount)

    def _discount(self, each: LinkedRow, total: _Sum, typed: Decimal | None) -> _Discount:
        known: Decimal | None = each.record.discount
        text = dict(each.row.typed).get("discount") if each.row.typed else None
        written = typed_discount(text, each.row.record.discount) if text is not None else None
        if written is not None:
            return self._settled(each, total, written, typed)
        if known is None and typed is not None and "discount" not in each.table.columns:
            implied = implied_discount(typed, total.amount(None), self._unit)
            if implied:
                facts = {"typed": typed, "list_amount": total.amount(None), "percent": percent(implied)}
                self._say(each, "amount", trade.IMPLIED_DISCOUNT, typed, **facts)
                return _Discount(implied)
        return _Discount(known)

    def _settled(self, each: LinkedRow, total: _Sum, written: Typed, typed: Decimal | None) -> _Discount:
        """A discount as the row's arithmetic says, else as its header does, else as it is likely meant."""
        rule, reading = trade.DISCOUNT_BY_TOTAL, self._proven(each, total, written)
        if reading is None and written.is_money:
            reading = Reading(How.LINE, written.number)
        if reading is None and written.share is not None:
            reading = Reading(How.OFF, written.share)
        if reading is None and typed is not None and typed == total.amount(None):
            reading = Reading(How.OFF, Decimal(0))
        if reading is None:
            rule, reading = trade.DISCOUNT_READ_AS, likely(written)
        if reading is None:
            column = each.table.of.by_field["discount"].name
            self._say(each, "discount", trade.DISCOUNT_UNCLEAR, written.seen, column=column)
            return _Discount(is_open=True)
        return self._taken_off(each, total, written, reading, rule)

    def _taken_off(
        self, each: LinkedRow, total: _Sum, written: Typed, reading: Reading, rule: Rule
    ) -> _Discount:
        """The discount of a reading, and what is to be said of it."""
        share, seen = total.share(reading), written.seen
        if share is None:
            self._too_much(each, total, seen)
        elif reading.is_money:
            money = total.money(reading)
            facts: dict[str, Any] = {"working": total.working(None, money), "amount": total.amount(share)}
            self._say(each, "discount", trade.DISCOUNT_IS_MONEY, seen, **facts)
            return _Discount(share, money)
        elif share != written.share:
            self._say(each, "discount", rule, seen, percent=percent(share))
        return _Discount(share)

    def _proven(self, each: LinkedRow, total: _Sum, written: Typed) -> Reading | None:
        """What the row's total proves; our own figure of last time, for the line as it was then."""
        typed: Decimal | None = each.row.record.amount
        if typed is None:
            return None
        reading = proven(written, partial(total.off_by, typed), self._unit)
        known = each.known
        if reading or known is None or typed != known.amount or None in (known.unit_price, known.quantity):
            return reading
        then = _Sum(known.unit_price, known.quantity, total.periods and known.periods, self._unit)
        return proven(written, partial(then.off_by, typed), self._unit)

    def _too_much(self, each: LinkedRow, total: _Sum, seen: str) -> None:
        most = f"{total.exact.normalize():,f}"
        allowed = Name(f"不超过 {most}", f"at most {most}")
        column = each.table.of.by_field["discount"].name
        self._say(each, "discount", trade.OUT_OF_RANGE, seen, column=column, allowed=allowed)

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

    def _is_of_another_product(self, each: LinkedRow, item: CatalogItem | None) -> bool:
        """Whether a line's price is that of the product that it was before, which a blank cell leaves behind.

        A price that stands in its cell is the sender's; where it did not change with the product, it is said.
        """
        known, price = each.known, each.row.record.unit_price
        if known is None or item is None or item.unit_price is None or not _is_other(each.record, known):
            return False
        if price is not None and price == known.unit_price != item.unit_price:
            facts = {"price": price, "listed": item.unit_price, "product": each.record.product or ""}
            self._say(each, "unit_price", lists.PRICE_NOT_CHANGED, price, **facts)
        return price is None

    def _ask_periods(self, each: LinkedRow, item: CatalogItem) -> None:
        period = _PERIOD_NAMES[item.billing_period or "month"]
        self._say(each, "periods", trade.PERIODS_NEEDED, item.product, period=period)

    def _say(self, each: LinkedRow, field: str, rule: Any, seen: object, **facts: Any) -> None:
        where = _nearest_column(each.table, field)
        self.found.append(finding(rule, each.table.place(each.row.row, where), seen, **facts))


def _is_before_discount(each: LinkedRow, typed: Decimal | None, total: _Sum) -> bool:
    """Whether a typed total is the line's before its discount, which stands behind it."""
    columns = each.table.columns
    return (
        "discount" in columns
        and columns.get("amount", 0) < columns["discount"]
        and typed == total.amount(None)
    )


def _is_other(line: OpportunityLine, known: OpportunityLine) -> bool:
    """Whether a line is of another product than it was."""
    now, before = (search_key(f"{each.product or ''}{each.spec or ''}") for each in (line, known))
    return now != before


def _with(each: LinkedRow, **values: Decimal | None) -> Sourced[OpportunityLine]:
    row = each.row
    return Sourced(with_values(row.record, values), row.row, row.erased, row.typed)


def _left_open(each: LinkedRow) -> Sourced[OpportunityLine]:
    """A line without price and amount: those of last time are not what its row says now."""
    row = _with(each, unit_price=None, amount=None)
    return replace(row, erased=row.erased | {"unit_price", "amount"})


def _periods(line: OpportunityLine, item: CatalogItem | None) -> Decimal | None:
    """Periods count for a rental only; on anything else they are a remark, not a factor."""
    is_rental = item is None or item.kind == RENTAL
    return line.periods if is_rental else None


def _nearest_column(table: Table[Any], field: str) -> str:
    """The column of the field, or where a person would look for it."""
    order = (field, "amount", "unit_price", "product")
    columns: list[Column] = [table.of.by_field[each] for each in order]
    return next((each.field for each in columns if each.field in table.columns), "product")
