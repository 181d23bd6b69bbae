"""Months as reports count them, and small sums by a key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from workbook_crm.model.insight import Deal, Prospect
from workbook_crm.model.language import Name
from workbook_crm.model.report import COUNTED, Amount, Cell, Count, TableColumn, followed, told_by

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

NOTHING = Decimal(0)
_SHARE = Decimal("0.0001")
_ONE = Decimal(1)
WON_NAME = Name("赢单", "Won")


def month_of(day: date) -> str:
    """`2026-11`."""
    return f"{day.year}-{day.month:02d}"


def months_until(day: date, count: int) -> tuple[str, ...]:
    """The last `count` months, that of `day` last."""
    return tuple(month_of(shifted(day, -back)) for back in reversed(range(count)))


def shifted(day: date, months: int) -> date:
    """The first day of the month that lies so many months after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def grouped(values: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Values by key, in the order in which the keys first occur."""
    groups: dict[K, list[T]] = {}
    for each in values:
        groups.setdefault(key(each), []).append(each)
    return groups


def total(deals: Iterable[Deal]) -> Decimal:
    """The sum of their amounts."""
    return sum((each.amount for each in deals), NOTHING)


def counted(records: Collection[Deal] | Collection[Prospect]) -> Count | Amount:
    """How many they are, to be followed to each."""
    return followed(len(records), (each.number for each in records))


def summed(deals: Collection[Deal]) -> Count | Amount:
    """What they come to, to be followed to each."""
    return followed(total(deals), (each.number for each in deals))


def share(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """A share of one; None of nothing."""
    return (Decimal(part) / Decimal(whole)).quantize(_SHARE, ROUND_HALF_UP) if whole else None


def marked(marks: Iterable[tuple[str, bool]], of: Name) -> Cell:
    """The share of these rows that is marked, to be followed to all of them, the marked ones first.

    None of no rows. `of`: what the mark means.
    """
    rows = sorted(marks, key=lambda each: not each[1])
    part = share(sum(is_part for _number, is_part in rows), len(rows))
    if part is None:
        return None
    return told_by(part, [(number, COUNTED if is_part else "") for number, is_part in rows], TableColumn(of))


def percent(part: Decimal) -> str:
    """A share of one as whole per cent, rounded half up as a workbook shows it."""
    return f"{(part * 100).quantize(_ONE, ROUND_HALF_UP):,f}%"


def rounded(amount: Decimal, digits: int) -> Decimal:
    """Rounded half up to so many decimals, those of the currency."""
    return amount.quantize(_ONE.scaleb(-digits), ROUND_HALF_UP)
