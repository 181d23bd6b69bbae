"""The order of day and month that a table's date columns prove for those of them that prove none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workbook_crm.read.dates import order_of


def order_of_all(columns: Iterable[Iterable[str]], today: date) -> bool | None:
    """Return whether the day stands first in every column of texts that proves an order.

    None where they differ, where one contradicts itself and where none proves any.
    """
    orders = [order_of(each, today) for each in columns]
    proven = {each.day_first for each in orders if each.day_first is not None}
    return proven.pop() if len(proven) == 1 and not any(each.contradicts for each in orders) else None


def open_day(texts: Iterable[str], *, day_first: bool) -> tuple[str, date] | None:
    """Return a date that may be read in two ways, and as which day it is read; None where there is none."""
    from workbook_crm.read.date_text import bare, find_parts

    for text in sorted(texts):
        parts = find_parts(bare(text)) if text[:1].isdigit() else None
        if parts is None or parts.is_ordered or parts.year is None or parts.one == parts.two:
            continue
        if max(parts.one, parts.two) <= 12:
            day, month = (parts.one, parts.two) if day_first else (parts.two, parts.one)
            return text, date(parts.year, month, day)
    return None
