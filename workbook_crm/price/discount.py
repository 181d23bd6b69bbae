"""Discounts of which it is not certain what they say: the part paid, or the part taken off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_ONE, _TEN, _HUNDRED = Decimal(1), Decimal(10), Decimal(100)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_STEP = Decimal("0.005")
"""A discount that explains a total is a whole or a half per cent; finer ones are chance."""


@dataclass(frozen=True, slots=True)
class DiscountReading:
    """The part taken off, as a share of one, and whether the typed total proves it."""

    discount: Decimal
    is_certain: bool


def read_discount(text: str, explains_total: Callable[[Decimal], bool]) -> DiscountReading | None:
    """A bare number as a discount: as the typed total says, else as it is most likely meant.

    0.95, 9.5 and 95 are 0.95; a share of a half or more is taken for the part paid. None where no number
    stands in the text.
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    share = _as_share(Decimal(found.group()))
    taken_off, paid = share, _ONE - share
    proven = [each for each in (taken_off, paid) if explains_total(each)]
    if len(proven) == 1:
        return DiscountReading(proven[0], is_certain=True)
    return DiscountReading(paid if share >= Decimal("0.5") else taken_off, is_certain=share in (0, 1))


def _as_share(number: Decimal) -> Decimal:
    if number > _TEN:
        return min(number / _HUNDRED, _ONE)
    return number / _TEN if number > _ONE else number


def implied_discount(typed: Decimal, list_amount: Decimal, unit: Decimal) -> Decimal | None:
    """The round discount that makes a typed total equal; None where none does."""
    if not 0 < typed < list_amount:
        return None
    exact = _ONE - typed / list_amount
    rounded = (exact / _STEP).quantize(_ONE, ROUND_HALF_UP) * _STEP
    off = abs(list_amount * (_ONE - rounded) - typed)
    return rounded if 0 < rounded < _ONE and off <= unit else None
