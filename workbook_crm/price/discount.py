"""Discounts of which it is not certain what they say: the part paid, the part taken off, or money."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from workbook_crm.model.columns import MONEY_OFF, OPEN_DISCOUNT

_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)
_OPEN = re.compile(rf"{OPEN_DISCOUNT}(-?)(\d+(?:\.\d+)?)(%|{MONEY_OFF})?")
_STEP = Decimal("0.005")
"""A discount that explains a total is a whole or a half per cent; finer ones are chance."""
SHARE_STEP = Decimal("1e-15")
"""The finest share that is kept; it survives a workbook, where a number has fifteen digits."""


class How(Enum):
    """What a number in a discount column says."""

    OFF = "the part taken off"
    PAID = "the part paid"
    LINE = "money off the line"
    UNIT = "money off each unit"


MONEY = frozenset({How.LINE, How.UNIT})


class Reading(NamedTuple):
    """One way to read a number: `number` is a share of one, or money."""

    how: How
    number: Decimal

    @property
    def is_money(self) -> bool:
        return self.how in MONEY


class Typed(NamedTuple):
    """A discount as it stands in its cell."""

    number: Decimal
    is_money: bool
    share: Decimal | None
    """The part taken off, where header and number tell it; the row's arithmetic may tell otherwise."""
    is_percent: bool = False
    is_minus: bool = False
    """A minus stands before it: what is taken off, never what is paid."""

    @property
    def seen(self) -> str:
        """What the sender wrote: `5,000`, `-5`, `100%`."""
        return f"{'-' if self.is_minus else ''}{self.number:,f}{'%' if self.is_percent else ''}"


def typed_discount(text: str, share: Decimal | None) -> Typed | None:
    """What `Sourced.typed` holds of a discount; None where nothing was read that may mean several things."""
    found = _OPEN.fullmatch(text)
    if found is None:
        return None
    minus, number, unit = found.groups()
    return Typed(Decimal(number), unit == MONEY_OFF, share, unit == "%", minus == "-")


def readings(typed: Typed) -> Iterator[Reading]:
    """All that a discount may say, the likeliest first; nothing off is only what its header says."""
    if typed.share is not None:
        yield Reading(How.OFF, typed.share)
    money = [] if typed.is_percent else [Reading(How.LINE, typed.number), Reading(How.UNIT, typed.number)]
    if typed.is_money:
        yield from money
    parts = (_HUNDRED,) if typed.is_percent else (_ONE, _HUNDRED, _TEN)
    shares = [(share, by) for by in parts if 0 < (share := typed.number / by) <= _ONE]
    yield from (Reading(How.OFF, share) for share, by in shares if by != _TEN or share < _ONE)
    if not typed.is_minus:
        yield from (Reading(How.PAID, share) for share, _by in shares if share < _ONE)
    if not typed.is_money:
        yield from money


def proven(typed: Typed, off_by: Callable[[Reading], Decimal | None], unit: Decimal) -> Reading | None:
    """The reading that makes the row's total right, by less than a cent, else by one.

    `off_by` says how far a reading is from the total; None where it cannot be meant.
    """
    distances = [(each, distance) for each in readings(typed) if (distance := off_by(each)) is not None]
    exact = next((each for each, distance in distances if distance < unit), None)
    return exact or next((each for each, distance in distances if distance == unit), None)


def likely(typed: Typed) -> Reading | None:
    """How a discount is most likely meant of which nothing decides; None for one that may be nothing or all.

    0.95, 9.5 and 95 are 0.95; a half or more is taken for the part paid, unless a minus stands before it.
    1 may be 1 %, all, or the factor 1; 100 may be all, or all that is paid.
    """
    number = typed.number
    if number in (0, _ONE, _HUNDRED) and not (typed.is_percent and number == _ONE):
        return Reading(How.OFF, number) if number == 0 else None
    if typed.is_percent or typed.is_minus or number == _TEN:
        share = number if number < _ONE and not typed.is_percent else number / _HUNDRED
    else:
        share = number if number < _ONE else number / (_HUNDRED if number > _TEN else _TEN)
    is_paid = share >= Decimal("0.5") and not typed.is_minus
    return Reading(How.PAID if is_paid else How.OFF, share)


def implied_discount(typed: Decimal, list_amount: Decimal, unit: Decimal) -> Decimal | None:
    """The round discount that makes a typed total equal; None where none does."""
    if not 0 < typed < list_amount:
        return None
    exact = _ONE - typed / list_amount
    rounded = (exact / _STEP).quantize(_ONE, ROUND_HALF_UP) * _STEP
    off = abs(list_amount * (_ONE - rounded) - typed)
    return rounded if 0 < rounded < _ONE and off <= unit else None
