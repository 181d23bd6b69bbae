"""Dates of three short figures: 24/03/05 is 5 March 2024 in China, and 24 March 2005 in Europe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

_YEARS_BACK, _YEARS_AHEAD = 10, 3
"""What a dealership writes of lies no further away than this."""
_LEAST_DATES = 3
"""So many different dates tell where their year stands."""
_ORDERS = {"year": (0, 1, 2), "day": (2, 1, 0), "month": (2, 0, 1)}
"""By what stands first: where year, month and day stand."""

Figures = tuple[int, int, int]


def readings(figures: Figures, today: date) -> Mapping[str, date]:
    """The likely days that three short figures may mean, by what stands first: year, day or month."""
    found = {}
    for first, (year, month, day) in _ORDERS.items():
        try:
            read = date(2000 + figures[year], figures[month], figures[day])
        except ValueError:
            continue
        if today.year - _YEARS_BACK <= read.year <= today.year + _YEARS_AHEAD:
            found[first] = read
    return found


def year_stands_last(column: Iterable[Figures], today: date) -> bool:
    """Return whether the last figure is the year: much the same in all dates, while the first one differs."""
    distinct = set(column)
    last, first = {figures[2] for figures in distinct}, {figures[0] for figures in distinct}
    is_now = all(abs(2000 + year - today.year) <= 1 for year in last)
    return is_now and len(distinct) >= _LEAST_DATES and len(first) > len(last)


def year_stands_first(column: Iterable[Figures], today: date) -> bool:
    """Whether some of a column's dates can only be read with the year first, and none only otherwise."""
    only = set()
    for figures in column:
        found = readings(figures, today)
        if len(set(found.values())) == 1:
            only.add("year" in found)
    return only == {True}
