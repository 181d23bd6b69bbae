"""Tabs that are called after months, put in the order of their months: what a later one says is newer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from workbook_crm.model.batch import Table
from workbook_crm.read.date_text import MONTH_NAMES

_CHINESE = {
    name: nth
    for nth, name in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1
    )
}
_YEAR = r"(?:(?P<year>20\d{2}|\d{2})\s*[-/.年]?\s*)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?<!\d)(?P<month>1[0-2]|0?[1-9])\s*月(?!\d*\s*[龄齡])(?:(?P<day>\d{{1,2}})(?!\d))?",
        r"(?:(?P<year>20\d{2})\s*年?\s*)?(?P<chinese>十[一二]?|[一二三四五六七八九])月",
        r"(?<!\d)(?P<year>20\d{2})\s*[-/._]?\s*(?P<month>1[0-2]|0[1-9]|(?<=\D)[1-9])(?!\d)",
        r"(?<![a-z])(?P<named>"
        + "|".join(MONTH_NAMES)
        + r")\.?(?![a-z])(?:[\s\-_/]*'?(?P<year>20\d{2}|\d{2}))?",
    )
)


class _Month(NamedTuple):
    """The month, and perhaps the day, of a tab; without a year where its name has none."""

    year: int | None
    month: int
    day: int


def in_month_order(tables: Sequence[Table[Any]], today: date) -> list[Table[Any]]:
    """The tables with those on tabs of months in their order; the others stay where they are.

    A month without a year is the last one of its name before today, or the next one where that tab stands
    behind the one of this month.
    """
    sheets = list(dict.fromkeys(each.sheet for each in tables))
    months = {sheet: found for sheet in sheets if (found := month_of(sheet))}
    if len(months) < 2:
        return list(tables)
    days = _days(months, today)
    dated = iter(sorted(months, key=days.__getitem__))
    order = {(next(dated) if sheet in months else sheet): nth for nth, sheet in enumerate(sheets)}
    return sorted(tables, key=lambda each: order[each.sheet])


def month_of(sheet: str) -> _Month | None:
    """The month that a tab is called after."""
    for pattern in _PATTERNS:
        if found := pattern.search(sheet):
            groups = found.groupdict()
            year, day = groups.get("year"), groups.get("day")
            return _Month(2000 + int(year) % 100 if year else None, _month(groups), int(day or 0))
    return None


def _month(groups: dict[str, str | None]) -> int:
    if chinese := groups.get("chinese"):
        return _CHINESE[chinese]
    if named := groups.get("named"):
        return MONTH_NAMES[named.casefold()]
    return int(groups["month"] or 0)


def _days(months: dict[str, _Month], today: date) -> dict[str, tuple[int, int, int]]:
    """By tab: year, month and day."""
    days, is_behind = {}, False
    for sheet, (named, month, day) in months.items():
        is_next = is_behind and month == today.month % 12 + 1
        year = named or today.year - (month > today.month) + is_next
        is_behind = is_behind or (year, month) == (today.year, today.month)
        days[sheet] = (year, month, day)
    return days
