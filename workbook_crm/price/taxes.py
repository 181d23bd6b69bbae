"""What the customer pays for a unit, tax included, of what a sheet says with and without tax."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workbook_crm.model.taxes import Tax

_ONE = Decimal(1)
_HIGHEST = Decimal("0.5")
_FINER = 4
"""Digits of a price beyond the currency's."""


class Priced(NamedTuple):
    """A unit price with tax, and how it came about."""

    price: Decimal
    net: Decimal | None = None
    """The price without tax, where tax was added to it."""
    rate: Decimal | None = None


UNTAXED = Priced(Decimal(0))
"""No tax was added: the price is as it stands in the row, or in the catalog."""


class Line(NamedTuple):
    """What stands in a row beside its taxes."""

    stated: Decimal | None
    """The unit price as written, in a column that does not say that it is without tax."""
    times: Decimal
    """Units times periods, less the discount: the price times this is the amount."""
    typed: Decimal | None
    """The total as written."""
    unit: Decimal
    """The currency's smallest amount."""


def with_tax(tax: Tax, line: Line) -> Priced | None:
    """The price with tax; None where the row does not tell whether tax is in it, or how much."""
    net = tax.net_price
    if net is None and line.stated is None and tax.net_total is not None and line.times:
        net = tax.net_total / line.times
    if net is not None:
        rate = _rate(tax, net, line)
        return None if rate is None else _added(net, rate, line)
    if line.stated is None or tax.is_gross or not (tax.rate or tax.tax):
        return UNTAXED
    return _either(tax, line.stated, line)


def _rate(tax: Tax, net: Decimal, line: Line) -> Decimal | None:
    """The rate that is written, or that tax or total tell."""
    if tax.rate is not None:
        return tax.rate
    total = net * line.times
    if total <= 0:
        return None
    told = tax.tax if tax.tax is not None else None if line.typed is None else line.typed - total
    rate = None if told is None else told / total
    return rate if rate is not None and 0 <= rate <= _HIGHEST else None


def _added(net: Decimal, rate: Decimal, line: Line) -> Priced:
    """A price with the tax on it; the typed total's own, where rounding the price makes the difference."""
    finest = line.unit.scaleb(-_FINER)
    price = (net * (_ONE + rate)).quantize(finest, ROUND_HALF_UP)
    if line.typed is not None and line.times > 0:
        slack = line.unit + line.unit / 2 * line.times * (_ONE + rate)
        if abs(price * line.times - line.typed) <= slack:
            price = (line.typed / line.times).quantize(finest, ROUND_HALF_UP)
    return Priced(price, net, rate)


def _either(tax: Tax, stated: Decimal, line: Line) -> Priced | None:
    """A price that does not say whether tax is in it: as the other figures of the row prove, all alike."""
    total = stated * line.times
    rate = tax.rate
    if rate is None and tax.tax is not None and total > 0:
        rate = tax.tax / total
    if rate is None or total <= 0:
        return None
    slack = line.unit + line.unit / 2 * line.times
    votes = {vote for vote in _votes(tax, total, rate, line.typed, slack) if vote is not None}
    if len(votes) != 1:
        return UNTAXED if line.typed is not None else None
    return _added(stated, rate, line) if votes.pop() else UNTAXED


def _votes(
    tax: Tax, total: Decimal, rate: Decimal, typed: Decimal | None, slack: Decimal
) -> Iterator[bool | None]:
    """Of each figure: whether it says that tax comes on top; None where it says nothing."""
    for seen, on_top, within in (
        (typed, total * (_ONE + rate), total),
        (tax.tax if tax.rate is not None else None, total * rate, total * rate / (_ONE + rate)),
        (tax.net_total, total, total / (_ONE + rate)),
    ):
        if seen is not None:
            says = abs(seen - on_top) <= slack, abs(seen - within) <= slack
            yield says[0] if says[0] != says[1] else None
