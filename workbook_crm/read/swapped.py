"""Date cells of which day and month may be swapped: told by the whole column, never by one cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

_MANY, _VARIED_DAYS = 40, 8
_SOME, _SOME_DAYS = 10, 4
_LEAST_PROOF = 10
"""Dates after the 12th that must stand in order before they prove anything."""
_IN_ORDER = 0.95
_LEAST_SWAPPED, _LEAST_SHARE = 5, 0.2


def none_after_the_12th(cells: Sequence[object], *, has_text_beside: bool) -> list[date]:
    """The date cells of a column of which none is after the 12th, though many and varied."""
    dates = [cell for cell in cells if isinstance(cell, date)]
    if len(dates) < _SOME or any(each.day > 12 for each in dates):
        return []
    days = len({each.day for each in dates})
    if (has_text_beside and days >= _SOME_DAYS) or (len(dates) >= _MANY and days >= _VARIED_DAYS):
        return dates
    return []


def out_of_order(cells: Sequence[object]) -> list[date]:
    """The dates that do not fit between the rows around them, and would with day and month swapped.

    Proof are the dates that cannot be swapped (after the 12th, or on 5 May): they must stand in order. None
    where they do not, or where too few others are out of it.
    """
    dates = [date(cell.year, cell.month, cell.day) for cell in cells if isinstance(cell, date)]
    fixed = [each for each in dates if not _may_be_swapped(each)]
    falls = _is_falling(fixed)
    if falls is None:
        return []
    dates = dates[::-1] if falls else dates
    swapped, fitting = _between(dates, first=min(fixed), last=max(fixed))
    is_clear = len(swapped) >= _LEAST_SWAPPED and len(swapped) >= _LEAST_SHARE * (len(swapped) + fitting)
    return swapped if is_clear else []


def _may_be_swapped(day: date) -> bool:
    return day.day <= 12 and day.day != day.month


def _is_falling(fixed: Sequence[date]) -> bool | None:
    """Whether dates go down the rows backwards in time; None where they are in no order."""
    steps = [(one, two) for one, two in pairwise(fixed) if one != two]
    if len(steps) < _LEAST_PROOF:
        return None
    rising = sum(one < two for one, two in steps) / len(steps)
    return None if 1 - _IN_ORDER < rising < _IN_ORDER else rising < _IN_ORDER


def _between(dates: Sequence[date], *, first: date, last: date) -> tuple[list[date], int]:
    """The dates that fit only when swapped, and how many fit as they are; `dates` rise."""
    after = [last] * len(dates)
    for i in range(len(dates) - 2, -1, -1):
        after[i] = after[i + 1] if _may_be_swapped(dates[i + 1]) else dates[i + 1]
    swapped, fitting, before = [], 0, first
    for each, until in zip(dates, after, strict=True):
        if not _may_be_swapped(each):
            before = each
        elif before <= each <= until:
            fitting += 1
        elif before <= each.replace(month=each.day, day=each.month) <= until:
            swapped.append(each)
    return swapped, fitting
